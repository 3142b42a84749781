//! Articles handed over, and waiting for them.

use std::{sync::Arc, time::Duration};

use axum::{
    Json,
    body::Bytes,
    extract::{State, rejection::BytesRejection},
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse,
};
use serde::Deserialize;
use serde_json::json;
use tokio::time::Instant;

use super::caller::{Address, Asked, Caller, Fault};
use crate::{
    locale::Locale,
    review::{NotOrdered, Order},
    web::App,
};

/// The largest article, in bytes.
pub(super) const LARGEST: usize = 16 << 20;
/// The longest that one request waits, in seconds.
const LONGEST: u64 = 60;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct New {
    name: String,
    to: String,
}

pub(super) async fn add(
    State(app): State<Arc<App>>,
    caller: Caller,
    Asked(New { name, to }): Asked<New>,
    headers: HeaderMap,
    article: Result<Bytes, BytesRejection>,
) -> Result<impl IntoResponse, Fault> {
    let article = article.map_err(|error| Fault::new(error.status(), "size"))?;
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.split(';').next().is_none_or(|kind| kind.trim() != "application/octet-stream") {
        return Err(Fault::form("the body is the article's file, as application/octet-stream"));
    }
    let mut locales: Vec<Locale> = Vec::new();
    for tag in to.split(',') {
        match Locale::TARGETS.into_iter().find(|locale| locale.tag() == tag) {
            Some(locale) if locales.contains(&locale) => {}
            Some(locale) => locales.push(locale),
            None => return Err(Fault::form("to is en, ja or ko, or several with commas between them")),
        }
    }
    let order = app.desk.order(&caller.person, &name, article.into(), &locales).await?;
    Ok((StatusCode::ACCEPTED, Json(order)))
}

impl From<NotOrdered> for Fault {
    fn from(why: NotOrdered) -> Self {
        let conflict = |fault| Self::new(StatusCode::CONFLICT, fault);
        match why {
            NotOrdered::Right(_) => Self::right(),
            NotOrdered::NoQueue => conflict("no-queue"),
            NotOrdered::Taken => conflict("taken"),
            NotOrdered::Name => Self::form("name is a file's name with an ending, as article.html"),
            NotOrdered::Unreadable(why) => {
                Self::with(StatusCode::UNPROCESSABLE_ENTITY, json!({ "fault": "unfit", "why": why }))
            }
            NotOrdered::Failed(error) => error.into(),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Patience {
    /// How long to wait for the end, in seconds.
    wait: Option<u64>,
}

pub(super) async fn one(
    State(app): State<Arc<App>>,
    caller: Caller,
    Address(id): Address<i64>,
    Asked(Patience { wait }): Asked<Patience>,
) -> Result<Json<Order>, Fault> {
    let wait = wait.unwrap_or(0);
    if wait > LONGEST {
        return Err(Fault::form(format!("wait is 0 to {LONGEST} seconds")));
    }
    let until = Instant::now() + Duration::from_secs(wait);
    loop {
        // Another's order is not there.
        let order = app.desk.ledger.order(id).await?.filter(|order| order.person == caller.person.id);
        let order = order.ok_or_else(Fault::missing)?;
        let open = matches!(order.state.as_str(), "waiting" | "running");
        if !open || Instant::now() >= until {
            return Ok(Json(order));
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}
