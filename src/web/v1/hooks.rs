//! Hooks: addresses that are told when an edition is complete.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode, response::IntoResponse};
use serde::Deserialize;
use serde_json::{Value, json};

use super::caller::{Address, Body, Caller, Fault};
use crate::{
    review::{Right, Verb},
    web::{App, courier, door::token},
};

/// So many hooks a person may have.
const MOST: usize = 20;

pub(super) async fn list(State(app): State<Arc<App>>, caller: Caller) -> Result<Json<Value>, Fault> {
    Ok(Json(json!({ "hooks": app.desk.ledger.hooks(caller.person.id).await? })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct New {
    url: String,
}

pub(super) async fn add(
    State(app): State<Arc<App>>,
    caller: Caller,
    Body(New { url }): Body<New>,
) -> Result<impl IntoResponse, Fault> {
    if !caller.person.may_somewhere(Right::Publish) {
        return Err(Fault::right());
    }
    if app.desk.ledger.hooks(caller.person.id).await?.len() >= MOST {
        return Err(Fault::new(StatusCode::CONFLICT, "too-many"));
    }
    courier::may_reach(&url, &app.settings)
        .await
        .map_err(|why| Fault::with(StatusCode::UNPROCESSABLE_ENTITY, json!({ "fault": "unfit", "why": why })))?;
    let secret = token().map_err(crate::review::Error::Ledger)?;
    let id = app.desk.ledger.add_hook(caller.person.id, &url, &secret).await?;
    let note = format!("made the hook {id}: {url}");
    app.desk.ledger.write_down(caller.person.id, Verb::People, (None, None), Some(&note), &[]).await?;
    Ok((StatusCode::CREATED, Json(json!({ "id": id, "secret": secret }))))
}

pub(super) async fn remove(
    State(app): State<Arc<App>>,
    caller: Caller,
    Address(id): Address<i64>,
) -> Result<StatusCode, Fault> {
    if !app.desk.ledger.drop_hook(caller.person.id, id).await? {
        return Err(Fault::missing());
    }
    let note = format!("removed the hook {id}");
    app.desk.ledger.write_down(caller.person.id, Verb::People, (None, None), Some(&note), &[]).await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(super) async fn deliveries(
    State(app): State<Arc<App>>,
    caller: Caller,
    Address(id): Address<i64>,
) -> Result<Json<Value>, Fault> {
    let log = app.desk.ledger.deliveries(caller.person.id, id).await?.ok_or_else(Fault::missing)?;
    Ok(Json(json!({ "deliveries": log })))
}
