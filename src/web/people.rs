//! The page for admins: people, their roles, their sessions.

use std::sync::Arc;

use axum::{
    extract::{Form, Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};

use super::{
    App,
    app::{Broken, broken},
    door::{Csrf, SHORTEST, is_name},
    guard::User,
    view::Chrome,
};
use crate::{
    locale::Locale,
    review::{Person, Right, Role, Verb},
};

#[derive(Serialize)]
struct People<'a> {
    #[serde(flatten)]
    chrome: Chrome<'a>,
    people: Vec<Person>,
    locales: [Locale; 3],
    roles: [Role; 4],
    fault: Option<&'a str>,
}

pub(super) async fn page(State(app): State<Arc<App>>, user: User) -> Result<Response, Broken> {
    show(&app, &user, None).await
}

async fn show(app: &App, user: &User, fault: Option<&str>) -> Result<Response, Broken> {
    if !user.person.may_somewhere(Right::People) {
        return Ok(app.message(StatusCode::FORBIDDEN, user.lang, "review-not-allowed"));
    }
    let people = app.desk.ledger.people().await?;
    let chrome = Chrome::new(user, "/people");
    let page = app.show("people.html", &People { chrome, people, locales: Locale::TARGETS, roles: Role::ALL, fault });
    Ok(if fault.is_some() { (StatusCode::UNPROCESSABLE_ENTITY, page).into_response() } else { page })
}

/// Roles as a form sends them: one field a language, empty for none.
#[derive(Clone, Deserialize)]
pub(super) struct Roles {
    #[serde(default)]
    en: String,
    #[serde(default)]
    ja: String,
    #[serde(default)]
    ko: String,
}

impl Roles {
    fn read(&self) -> Vec<(Locale, Role)> {
        [(Locale::En, &self.en), (Locale::Ja, &self.ja), (Locale::Ko, &self.ko)]
            .into_iter()
            .filter_map(|(locale, role)| Some((locale, Role::named(role)?)))
            .collect()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct New {
    csrf: String,
    name: String,
    password: String,
    #[serde(default)]
    en: String,
    #[serde(default)]
    ja: String,
    #[serde(default)]
    ko: String,
}

pub(super) async fn add(State(app): State<Arc<App>>, user: User, Form(new): Form<New>) -> Result<Response, Broken> {
    if let Some(refused) = refuse(&user, &new.csrf) {
        return Ok(refused);
    }
    let name = new.name.trim().to_owned();
    if !is_name(&name) || new.password.chars().count() < SHORTEST {
        return show(&app, &user, Some("review-password-short")).await;
    }
    let hash = match app.hashed(new.password).await {
        Ok(hash) => hash,
        Err(error) => return Ok(broken(&error)),
    };
    let roles = Roles { en: new.en, ja: new.ja, ko: new.ko }.read();
    match app.desk.ledger.add_person(&name.to_lowercase(), &name, &hash, &roles).await? {
        None => show(&app, &user, Some("review-name-taken")).await,
        Some(_) => {
            let note = format!("added {name}");
            app.desk.ledger.write_down(user.person.id, Verb::People, (None, None), Some(&note), &[]).await?;
            Ok(Redirect::to("/people").into_response())
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Change {
    csrf: String,
    #[serde(default)]
    en: String,
    #[serde(default)]
    ja: String,
    #[serde(default)]
    ko: String,
}

pub(super) async fn roles(
    State(app): State<Arc<App>>,
    user: User,
    Path(id): Path<i64>,
    Form(change): Form<Change>,
) -> Result<Response, Broken> {
    if let Some(refused) = refuse(&user, &change.csrf) {
        return Ok(refused);
    }
    // Nobody locks themselves out: there is always an admin.
    if id == user.person.id {
        return show(&app, &user, Some("review-not-yourself")).await;
    }
    let roles = Roles { en: change.en, ja: change.ja, ko: change.ko }.read();
    app.desk.ledger.set_roles(id, &roles).await?;
    let note = format!("roles of {id}: {roles:?}");
    app.desk.ledger.write_down(user.person.id, Verb::People, (None, None), Some(&note), &[]).await?;
    Ok(Redirect::to("/people").into_response())
}

pub(super) async fn end(
    State(app): State<Arc<App>>,
    user: User,
    Path(id): Path<i64>,
    Form(form): Form<Csrf>,
) -> Result<Response, Broken> {
    if let Some(refused) = refuse(&user, &form.csrf) {
        return Ok(refused);
    }
    app.desk.ledger.end_sessions_of(id).await?;
    let note = format!("ended the sessions of {id}");
    app.desk.ledger.write_down(user.person.id, Verb::People, (None, None), Some(&note), &[]).await?;
    Ok(Redirect::to("/people").into_response())
}

fn refuse(user: &User, csrf: &str) -> Option<Response> {
    let ok = user.sent(csrf) && user.person.may_somewhere(Right::People);
    (!ok).then(|| (StatusCode::FORBIDDEN, "403").into_response())
}
