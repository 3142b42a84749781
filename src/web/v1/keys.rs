//! Who the caller is, and the keys by which programs call in somebody's name.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode, response::IntoResponse};
use serde::Deserialize;
use serde_json::{Value, json};

use super::caller::{Address, Body, Caller, Fault};
use crate::{
    review::Verb,
    web::{App, door::token},
};

pub(super) async fn me(caller: Caller) -> Json<Value> {
    let roles = caller.person.roles.iter().map(|(locale, role)| json!({ "locale": locale, "role": role }));
    let roles: Vec<Value> = roles.collect();
    Json(json!({ "name": caller.person.name, "shown": caller.person.shown, "roles": roles }))
}

pub(super) async fn list(State(app): State<Arc<App>>, caller: Caller) -> Result<Json<Value>, Fault> {
    Ok(Json(json!({ "keys": app.desk.ledger.keys(caller.person.id).await? })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct New {
    label: String,
}

/// A key that got into the wrong hands must not make itself another, or shut others out: only people look after keys.
pub(super) async fn add(
    State(app): State<Arc<App>>,
    caller: Caller,
    Body(New { label }): Body<New>,
) -> Result<impl IntoResponse, Fault> {
    if !caller.in_person {
        return Err(Fault::right());
    }
    let length = label.chars().count();
    if length == 0 || length > 100 {
        return Err(Fault::form("a label has 1 to 100 characters"));
    }
    let made = app.new_key(caller.person.id, &label).await?;
    Ok((StatusCode::CREATED, Json(json!({ "id": made.0, "key": made.1 }))))
}

pub(super) async fn remove(
    State(app): State<Arc<App>>,
    caller: Caller,
    Address(id): Address<i64>,
) -> Result<StatusCode, Fault> {
    if !caller.in_person {
        return Err(Fault::right());
    }
    if !app.desk.ledger.drop_key(caller.person.id, id).await? {
        return Err(Fault::missing());
    }
    let note = format!("took the key {id} back");
    app.desk.ledger.write_down(caller.person.id, Verb::People, (None, None), Some(&note), &[]).await?;
    Ok(StatusCode::NO_CONTENT)
}

impl App {
    /// Makes a key to the API; its secret is shown this once.
    async fn new_key(&self, person: i64, label: &str) -> Result<(i64, String), crate::review::Error> {
        let secret = format!("anban_{}", token().map_err(crate::review::Error::Ledger)?);
        let id = self.desk.ledger.add_key(person, &secret, label).await?;
        let note = format!("made the key {id}: {label}");
        self.desk.ledger.write_down(person, Verb::People, (None, None), Some(&note), &[]).await?;
        Ok((id, secret))
    }

    /// Makes a key to the API in the name of the person called `name`; none where there is nobody of that name.
    ///
    /// # Errors
    /// The ledger's.
    pub async fn key_for(&self, name: &str) -> Result<Option<String>, crate::review::Error> {
        let found = self.desk.ledger.person_named(&name.trim().to_lowercase()).await?;
        match found {
            Some((person, _)) => Ok(Some(self.new_key(person.id, "made at the console").await?.1)),
            None => Ok(None),
        }
    }
}
