//! Signing in by a reverse proxy that has asked who somebody is already.

use std::net::SocketAddr;

use axum::{
    extract::ConnectInfo,
    http::{StatusCode, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};

use super::{
    App,
    app::broken,
    door::{fresh_cookie, token},
    guard::COOKIE,
};
use crate::{review::Person, review::Verb, web::guard::cookie};

/// The person that a trusted proxy names; nothing where the request comes from anywhere else, whatever its headers
/// say.
pub(super) fn named(app: &App, parts: &Parts) -> Option<String> {
    let ConnectInfo(peer) = parts.extensions.get::<ConnectInfo<SocketAddr>>()?;
    if !app.settings.proxies.contains(&peer.ip().to_canonical()) {
        return None;
    }
    let mut given = parts.headers.get_all(app.settings.proxy_header.as_str()).iter();
    let name = given.next()?.to_str().ok()?.trim().to_lowercase();
    // Two headers: one of them may be the browser's own.
    (given.next().is_none() && !name.is_empty()).then_some(name)
}

/// Begins a session for the person of that name and sends the browser back to where it was.
pub(super) async fn enter(app: &App, parts: &Parts, name: &str) -> Response {
    let person: Option<Person> = match app.desk.ledger.person_named(name).await {
        Ok(found) => found.map(|(person, _)| person),
        Err(error) => return broken(&error.to_string()),
    };
    let Some(person) = person else { return (StatusCode::FORBIDDEN, "403").into_response() };
    let (session, csrf) = match (token(), token()) {
        (Ok(session), Ok(csrf)) => (session, csrf),
        (Err(error), _) | (_, Err(error)) => return broken(&error),
    };
    let ledger = &app.desk.ledger;
    let begun = ledger.begin_session(person.id, &session, &csrf, cookie(&parts.headers, COOKIE)).await;
    let note = Some("signed in by the proxy");
    let told = ledger.write_down(person.id, Verb::People, (None, None), note, &[]).await;
    if let Err(error) = begun.and(told) {
        return broken(&error.to_string());
    }
    let back = parts.uri.path_and_query().map_or("/", |it| it.as_str());
    let back = if back.starts_with("//") { "/" } else { back };
    ([(header::SET_COOKIE, fresh_cookie(&session, &parts.headers))], Redirect::to(back)).into_response()
}
