//! What stands before every page: headers, same origin, the session.

use std::sync::Arc;

use axum::{
    extract::{FromRequestParts, Request},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};

use super::{App, app::broken, language, proxy};
use crate::{locale::Locale, review::Person};

/// The name of the session's cookie.
pub(super) const COOKIE: &str = "anban-session";

const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
    frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// A preview has its style in the page and nothing else; it stands in a frame of the desk.
pub(super) const PREVIEW_CSP: &str =
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; sandbox";

/// A picture loads nothing and is in no frame.
pub(super) const PICTURE_CSP: &str = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox";

/// Sets the headers that every answer carries.
pub(super) async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let framed = headers.contains_key(header::CONTENT_SECURITY_POLICY);
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(CSP));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", if framed { "SAMEORIGIN" } else { "DENY" }),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
    ] {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    response
}

/// Refuses what changes something and does not come from a page of this desk.
pub(super) async fn same_origin(request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if reads || is_same_origin(request.headers()) {
        next.run(request).await
    } else {
        (StatusCode::FORBIDDEN, "403").into_response()
    }
}

/// Lets what changes something come to its end though nobody waits for the answer any more: a dropped connection
/// would otherwise leave a row changed and the act unwritten.
pub(super) async fn to_the_end(request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    match tokio::spawn(next.run(request)).await {
        Ok(answer) => answer,
        Err(error) => broken(&error.to_string()),
    }
}

/// Browsers send `Sec-Fetch-Site`, and `Origin` with every POST; one that sends neither is refused.
pub(super) fn is_same_origin(headers: &HeaderMap) -> bool {
    let get = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let site = get(HeaderName::from_static("sec-fetch-site"));
    let origin = get(header::ORIGIN);
    let host = get(header::HOST).unwrap_or_default();
    let own = |origin: &str| origin.split_once("://").is_some_and(|(_, authority)| authority == host);
    match (site, origin) {
        (Some(site), Some(origin)) => site == "same-origin" && own(origin),
        (Some(site), None) => site == "same-origin",
        (None, Some(origin)) => own(origin),
        (None, None) => false,
    }
}

/// The value of cookie `name`.
pub(super) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(own, value)| (own == name).then_some(value))
}

/// The signed-in person; a page without one goes to the door, anything else gets 401.
pub(super) struct User {
    pub(super) person: Person,
    pub(super) csrf: String,
    pub(super) lang: Locale,
}

impl FromRequestParts<Arc<App>> for User {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let lang = language::of(&parts.headers, app.default);
        let found = match cookie(&parts.headers, COOKIE) {
            Some(token) => app.desk.ledger.session(token).await.map_err(|error| broken(&error.to_string()))?,
            None => None,
        };
        let named = proxy::named(app, parts);
        // Whoever the proxy names now is who sits there, whatever session the browser has.
        let found = found.filter(|session| named.as_ref().is_none_or(|name| *name == session.person.name));
        match found {
            None if named.is_some() && parts.method == Method::GET && !parts.uri.path().starts_with("/events") => {
                Err(proxy::enter(app, parts, &named.unwrap_or_default()).await)
            }
            Some(session) => Ok(Self { person: session.person, csrf: session.csrf, lang }),
            None if parts.method == Method::GET && !parts.uri.path().starts_with("/events") => {
                Err(Redirect::to("/login").into_response())
            }
            None => Err((StatusCode::UNAUTHORIZED, "401").into_response()),
        }
    }
}

impl User {
    /// Whether a form or a script has sent this session's token.
    pub(super) fn sent(&self, token: &str) -> bool {
        // Compared to the end, so that time tells nothing.
        token.len() == self.csrf.len()
            && token.bytes().zip(self.csrf.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
    }
}
