//! Pieces of the article's page about the sentence in hand: near matches, other languages, the same sentence
//! elsewhere, a backend's second answer, clean matches.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, Query, State, rejection::JsonRejection},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse as _, Response},
};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    App,
    app::{Broken, broken},
    guard::User,
    live::Signal,
    pages::{Which, entry},
    view,
};
use crate::{
    locale::Locale,
    memory::RowId,
    review::{Change, Elsewhere, Error, Refusal, Run, difference, pieces},
    segment::{ContextKey, SegmentKey},
};

#[derive(Serialize)]
struct Near {
    percent: u8,
    source: Vec<(&'static str, String)>,
    target: Vec<Run>,
    text: String,
    state: &'static str,
    by: String,
}

#[derive(Serialize)]
struct Tongue {
    locale: Locale,
    target: Vec<Run>,
    state: &'static str,
}

#[derive(Serialize)]
struct Piece {
    lang: Locale,
    locale: Locale,
    matches: Vec<Near>,
    others: Vec<Tongue>,
}

/// Changes as a template takes them.
pub(super) fn shown(changes: Vec<Change>) -> Vec<(&'static str, String)> {
    let shown = changes.into_iter().map(|change| match change {
        Change::Same(text) => ("same", text),
        Change::Gone(text) => ("gone", text),
        Change::New(text) => ("new", text),
    });
    shown.collect()
}

pub(super) async fn aid(
    State(app): State<Arc<App>>,
    user: User,
    Path((slug, locale)): Path<(String, Locale)>,
    Query(which): Query<Which>,
) -> Result<Response, Broken> {
    let entry = match entry(&app, &user, &slug, locale).await {
        Ok(entry) => entry,
        Err(answer) => return Ok(answer),
    };
    let aid = match app.desk.aid(&entry, which.id(locale)).await {
        Ok(aid) => aid,
        Err(Refusal::Failed(error)) => return Err(error.into()),
        Err(_) => return Ok((StatusCode::NOT_FOUND, "404").into_response()),
    };
    let matches = aid.matches.into_iter().map(|one| Near {
        percent: one.percent,
        source: shown(one.difference),
        target: pieces(&one.target),
        text: one.target.text,
        state: one.state.name(),
        by: one.by,
    });
    let others = aid.others.into_iter().map(|one| Tongue {
        locale: one.locale,
        target: pieces(&one.target),
        state: one.state.name(),
    });
    let piece = Piece { lang: user.lang, locale, matches: matches.collect(), others: others.collect() };
    Ok(app.show("aid.html", &piece))
}

#[derive(Serialize)]
struct Same {
    lang: Locale,
    locale: Locale,
    places: Vec<Elsewhere>,
}

/// Where the sentence stands besides, so that propagation can be seen.
pub(super) async fn same(
    State(app): State<Arc<App>>,
    user: User,
    Path((slug, locale)): Path<(String, Locale)>,
    Query(which): Query<Which>,
) -> Result<Response, Broken> {
    if let Err(answer) = entry(&app, &user, &slug, locale).await {
        return Ok(answer);
    }
    let places = app.desk.places_of(which.id(locale)).await?;
    Ok(app.show("same.html", &Same { lang: user.lang, locale, places }))
}

#[derive(Serialize)]
struct Matches {
    lang: Locale,
    locale: Locale,
    clean: Vec<Candidate>,
}

#[derive(Serialize)]
struct Candidate {
    key: SegmentKey,
    context: ContextKey,
    version: u64,
    source: String,
    target: String,
    by: String,
}

/// The clean exact matches of the edition, to be approved together.
pub(super) async fn clean(
    State(app): State<Arc<App>>,
    user: User,
    Path((slug, locale)): Path<(String, Locale)>,
) -> Result<Response, Broken> {
    let entry = match entry(&app, &user, &slug, locale).await {
        Ok(entry) => entry,
        Err(answer) => return Ok(answer),
    };
    let clean = app.desk.clean_matches(&entry, locale).await?.into_iter().map(|one| Candidate {
        key: one.id.key,
        context: one.id.context,
        version: one.version,
        source: one.source,
        target: one.target,
        by: one.by,
    });
    Ok(app.show("clean.html", &Matches { lang: user.lang, locale, clean: clean.collect() }))
}

/// A row as a browser names it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Named {
    key: SegmentKey,
    context: ContextKey,
    #[serde(default)]
    version: u64,
    #[serde(default)]
    hint: String,
}

fn signed(user: &User, headers: &HeaderMap) -> bool {
    headers.get("x-anban-token").and_then(|token| token.to_str().ok()).is_some_and(|token| user.sent(token))
}

fn fault(status: StatusCode, fault: &str) -> Response {
    (status, Json(json!({ "fault": fault }))).into_response()
}

/// Approves the clean matches that were ticked.
pub(super) async fn accept_clean(
    State(app): State<Arc<App>>,
    user: User,
    headers: HeaderMap,
    Path((slug, locale)): Path<(String, Locale)>,
    wanted: Result<Json<Vec<Named>>, JsonRejection>,
) -> Result<Response, Broken> {
    if !signed(&user, &headers) {
        return Ok(fault(StatusCode::FORBIDDEN, "token"));
    }
    let Ok(Json(wanted)) = wanted else { return Ok(fault(StatusCode::BAD_REQUEST, "form")) };
    let entry = match entry(&app, &user, &slug, locale).await {
        Ok(entry) => entry,
        Err(answer) => return Ok(answer),
    };
    let wanted: Vec<(RowId, u64)> =
        wanted.iter().map(|one| (RowId { key: one.key, locale, context: one.context }, one.version)).collect();
    Ok(match app.desk.accept_clean(&entry, &user.person, locale, &wanted).await {
        Ok(did) => {
            // Nobody may be listening.
            let _ = app.live.send(Signal::Acts);
            Json(json!({ "act": did.act, "accepted": did.propagated + 1 })).into_response()
        }
        Err(Refusal::Failed(error)) => broken(&error.to_string()),
        Err(Refusal::Right(_)) => fault(StatusCode::FORBIDDEN, "right"),
        Err(_) => fault(StatusCode::CONFLICT, "missing"),
    })
}

/// Asks the backend for another translation.
pub(super) async fn ask(
    State(app): State<Arc<App>>,
    user: User,
    headers: HeaderMap,
    Path((slug, locale)): Path<(String, Locale)>,
    wanted: Result<Json<Named>, JsonRejection>,
) -> Result<Response, Broken> {
    if !signed(&user, &headers) {
        return Ok(fault(StatusCode::FORBIDDEN, "token"));
    }
    let Ok(Json(wanted)) = wanted else { return Ok(fault(StatusCode::BAD_REQUEST, "form")) };
    let entry = match entry(&app, &user, &slug, locale).await {
        Ok(entry) => entry,
        Err(answer) => return Ok(answer),
    };
    let id = RowId { key: wanted.key, locale, context: wanted.context };
    Ok(match app.desk.ask(&entry, &user.person, id, &wanted.hint).await {
        Ok(answer) => {
            let said = view::findings(&app, user.lang, &answer.findings, &answer.target.text);
            Json(json!({ "text": answer.target.text, "by": answer.by, "findings": said })).into_response()
        }
        Err(Refusal::Failed(Error::Backend(why))) => {
            // What a backend says may name machines; the log has it.
            tracing::warn!(why, "the backend gave no answer");
            fault(StatusCode::BAD_GATEWAY, "backend")
        }
        Err(Refusal::Failed(error)) => broken(&error.to_string()),
        Err(Refusal::Right(_)) => fault(StatusCode::FORBIDDEN, "right"),
        Err(_) => fault(StatusCode::NOT_FOUND, "missing"),
    })
}

/// What changed between two texts that the page has, so that a script need not compare words itself.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pair {
    old: String,
    new: String,
}

pub(super) async fn compare(user: User, headers: HeaderMap, pair: Result<Json<Pair>, JsonRejection>) -> Response {
    if !signed(&user, &headers) {
        return fault(StatusCode::FORBIDDEN, "token");
    }
    let Ok(Json(pair)) = pair else { return fault(StatusCode::BAD_REQUEST, "form") };
    let done = tokio::task::spawn_blocking(move || shown(difference(&pair.old, &pair.new))).await;
    done.map_or_else(|error| broken(&error.to_string()), |changes| Json(changes).into_response())
}
