//! The language of the interface: chosen, or the browser's.

use axum::{
    extract::Form,
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::guard::cookie;
use crate::locale::Locale;

const COOKIE: &str = "anban-lang";

/// The language for a request.
pub(super) fn of(headers: &HeaderMap, default: Locale) -> Locale {
    let chosen = cookie(headers, COOKIE).and_then(|tag| tag.parse().ok());
    let asked = || {
        let list = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
        list.split(',').find_map(|one| one.split(';').next()?.trim().parse().ok())
    };
    chosen.or_else(asked).unwrap_or(default)
}

#[derive(Deserialize)]
pub(super) struct Choice {
    lang: Locale,
    back: String,
}

/// Remembers the choice for a year.
pub(super) async fn choose(Form(choice): Form<Choice>) -> Response {
    let cookie = format!("{COOKIE}={}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict", choice.lang);
    // Only to a page of this desk.
    let inside =
        choice.back.starts_with('/') && !choice.back.starts_with("//") && !choice.back.contains(['\\', '\n', '\r']);
    let back = if inside && choice.back.is_ascii() { choice.back.as_str() } else { "/" };
    ([(header::SET_COOKIE, cookie)], Redirect::to(back)).into_response()
}
