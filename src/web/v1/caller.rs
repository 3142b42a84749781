//! Who calls, and what was sent: every refusal is JSON with a word for programs in `fault`.

use std::sync::Arc;

use axum::{
    Json,
    extract::{FromRequest, FromRequestParts, Path, Query, Request},
    http::{Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::{
    locale::Locale,
    review::{Entry, Error, Person, Refusal, Right, Slug},
    web::{
        App,
        app::broken,
        guard::{User, is_same_origin},
        language,
    },
};

/// Why nothing was done.
pub(super) struct Fault {
    status: StatusCode,
    body: Value,
}

impl Fault {
    pub(super) fn new(status: StatusCode, fault: &str) -> Self {
        Self { status, body: json!({ "fault": fault }) }
    }

    /// A request that does not say what it should; `why` is for people.
    pub(super) fn form(why: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, body: json!({ "fault": "form", "why": why.into() }) }
    }

    pub(super) fn with(status: StatusCode, body: Value) -> Self {
        Self { status, body }
    }

    pub(super) fn missing() -> Self {
        Self::new(StatusCode::NOT_FOUND, "missing")
    }

    pub(super) fn right() -> Self {
        Self::new(StatusCode::FORBIDDEN, "right")
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        if self.status.is_server_error() {
            // The log has it, and nobody else.
            return broken(&self.body.to_string());
        }
        (self.status, Json(self.body)).into_response()
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self { status: StatusCode::INTERNAL_SERVER_ERROR, body: json!({ "why": error.to_string() }) }
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Right(_) => Self::right(),
            Refusal::Missing => Self::missing(),
            Refusal::Unfit => Self::new(StatusCode::UNPROCESSABLE_ENTITY, "unfit"),
            Refusal::Blocked(findings) => Self::with(
                StatusCode::UNPROCESSABLE_ENTITY,
                json!({ "fault": "blocked", "findings": findings.iter().map(|one| &one.code).collect::<Vec<_>>() }),
            ),
            Refusal::Conflict { theirs, merged } => Self::with(
                StatusCode::CONFLICT,
                json!({ "fault": "conflict", "theirs": theirs.target.text, "by": theirs.origin.name,
                    "version": theirs.version, "merged": merged.text, "conflicts": merged.conflicts }),
            ),
            Refusal::Failed(error) => error.into(),
        }
    }
}

/// The person in whose name a program calls, by a key or by a browser's session.
pub(super) struct Caller {
    pub(super) person: Person,
    pub(super) lang: Locale,
    /// Whether it is a person at a browser, and no program with a key.
    pub(super) in_person: bool,
}

impl FromRequestParts<Arc<App>> for Caller {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Fault> {
        let unknown = || Fault::new(StatusCode::UNAUTHORIZED, "unknown");
        let lang = language::of(&parts.headers, app.default);
        // A key goes before a cookie, which a browser sends by itself.
        if let Some(given) = parts.headers.get(header::AUTHORIZATION) {
            let (kind, secret) = given.to_str().ok().and_then(|given| given.split_once(' ')).ok_or_else(unknown)?;
            if !kind.eq_ignore_ascii_case("bearer") {
                return Err(unknown());
            }
            let person = app.desk.ledger.owner_of_key(secret.trim()).await?.ok_or_else(unknown)?;
            return Ok(Self { person, lang, in_person: false });
        }
        let user = User::from_request_parts(parts, app).await.map_err(|_| unknown())?;
        if !matches!(parts.method, Method::GET | Method::HEAD) {
            let token = parts.headers.get("x-anban-token").and_then(|token| token.to_str().ok());
            if !is_same_origin(&parts.headers) || !token.is_some_and(|token| user.sent(token)) {
                return Err(Fault::new(StatusCode::FORBIDDEN, "token"));
            }
        }
        Ok(Self { person: user.person, lang, in_person: true })
    }
}

impl Caller {
    /// The article of an address in a language this person may work in.
    pub(super) async fn entry(&self, app: &App, article: &str, locale: Locale) -> Result<Entry, Fault> {
        let slug = Slug::new(article).ok_or_else(Fault::missing)?;
        let entry = app.desk.entry(&slug).await.ok_or_else(Fault::missing)?;
        if !entry.editions.iter().any(|&(own, _)| own == locale) {
            return Err(Fault::missing());
        }
        if self.person.may(Right::Work, locale) { Ok(entry) } else { Err(Fault::right()) }
    }
}

/// Parts of the address.
pub(super) struct Address<T>(pub(super) T);

impl<T: DeserializeOwned + Send> FromRequestParts<Arc<App>> for Address<T> {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Fault> {
        let read = Path::<T>::from_request_parts(parts, app).await;
        read.map(|Path(read)| Self(read)).map_err(|error| Fault::form(error.body_text()))
    }
}

/// What stands behind the question mark.
pub(super) struct Asked<T>(pub(super) T);

impl<T: DeserializeOwned + Send> FromRequestParts<Arc<App>> for Asked<T> {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Fault> {
        let read = Query::<T>::from_request_parts(parts, app).await;
        read.map(|Query(read)| Self(read)).map_err(|error| Fault::form(error.body_text()))
    }
}

/// The body, JSON.
pub(super) struct Body<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequest<Arc<App>> for Body<T> {
    type Rejection = Fault;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Fault> {
        let read = Json::<T>::from_request(request, app).await;
        read.map(|Json(read)| Self(read)).map_err(|error| Fault::form(error.body_text()))
    }
}
