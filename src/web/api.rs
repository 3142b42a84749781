//! The reviewers' verbs, as the page's script sends them: JSON in, JSON out.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State, rejection::JsonRejection},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    App,
    app::broken,
    guard::User,
    live::{Presence, Signal},
    view,
};
use crate::{
    diagnostic::Finding,
    locale::Locale,
    memory::RowId,
    review::{Accept, Amend, Did, Refusal, Reject, Right, Slug, Verb},
    segment::{ContextKey, SegmentKey},
};

/// Everything a verb may need; a field that is not here is refused.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Order {
    key: SegmentKey,
    context: ContextKey,
    #[serde(default)]
    version: u64,
    #[serde(default)]
    text: String,
    #[serde(default)]
    base: String,
    #[serde(default)]
    despite: bool,
}

#[derive(Serialize)]
struct Done {
    version: u64,
    state: String,
    act: i64,
    propagated: usize,
}

pub(super) async fn verb(
    State(app): State<Arc<App>>,
    user: User,
    headers: HeaderMap,
    Path((slug, locale, verb)): Path<(String, Locale, String)>,
    order: Result<Json<Order>, JsonRejection>,
) -> Response {
    let signed = headers.get("x-anban-token").and_then(|token| token.to_str().ok()).is_some_and(|t| user.sent(t));
    if !signed {
        return fault(StatusCode::FORBIDDEN, "token");
    }
    let Ok(Json(order)) = order else { return fault(StatusCode::BAD_REQUEST, "form") };
    if !user.person.may(Right::Work, locale) {
        return fault(StatusCode::FORBIDDEN, "right");
    }
    let entry = match Slug::new(&slug) {
        Some(slug) => app.desk.entry(&slug).await,
        None => None,
    };
    let Some(entry) = entry else { return fault(StatusCode::NOT_FOUND, "missing") };
    let Order { key, context, version, text, base, despite } = order;
    let id = RowId { key, locale, context };
    let (desk, person) = (&app.desk, &user.person);
    let done = match verb.as_str() {
        "accept" => desk.accept(&entry, person, Accept { id, version, despite }).await,
        "amend" => desk.amend(&entry, person, Amend { id, version, base, text, despite }).await,
        "reject" => desk.reject(&entry, person, Reject { id, version, reason: text }).await,
        "undo" => desk.undo(&entry, person, id).await,
        "restore" => desk.restore(&entry, person, id, version).await,
        "draft" => {
            return match desk.judge(&entry, id, &text).await {
                Ok(findings) => match desk.ledger.keep_draft(person.id, id, &text, &base, version).await {
                    Ok(()) => {
                        Json(json!({ "findings": view::findings(&app, user.lang, &findings, &text) })).into_response()
                    }
                    Err(error) => broken(&error.to_string()),
                },
                Err(refusal) => refused(&app, &user, refusal),
            };
        }
        "forget" => {
            return match desk.ledger.drop_draft(person.id, id).await {
                Ok(()) => Json(json!({})).into_response(),
                Err(error) => broken(&error.to_string()),
            };
        }
        "comment" => return comment(&app, &user, &entry, id, &text).await,
        "here" => {
            // Nobody may be listening.
            let _ = app.live.send(Signal::Here(Presence { person: person.shown.clone(), id, own: person.id }));
            return Json(json!({})).into_response();
        }
        _ => return fault(StatusCode::NOT_FOUND, "verb"),
    };
    match done {
        Ok(Did { act, version, state, propagated, .. }) => {
            let _ = app.live.send(Signal::Acts);
            Json(Done { version, state: state.name().to_owned(), act, propagated }).into_response()
        }
        Err(refusal) => refused(&app, &user, refusal),
    }
}

async fn comment(app: &App, user: &User, entry: &crate::review::Entry, id: RowId, text: &str) -> Response {
    let text: String = text.trim().chars().filter(|c| !c.is_control() || *c == '\n').take(2000).collect();
    if text.is_empty() {
        return fault(StatusCode::UNPROCESSABLE_ENTITY, "unfit");
    }
    // The segment has to be one of the article's.
    if let Err(refusal) = app.desk.history(entry, id).await {
        return refused(app, user, refusal);
    }
    let touched = [crate::review::Touched { id, from: 0, to: 0 }];
    let place = (Some(id.locale), Some(entry.slug.as_str()));
    let kept = app.desk.ledger.comment(user.person.id, id, &text).await;
    let told = app.desk.ledger.write_down(user.person.id, Verb::Comment, place, Some(&text), &touched).await;
    match kept.and(told) {
        Ok(act) => {
            let _ = app.live.send(Signal::Acts);
            Json(json!({ "act": act })).into_response()
        }
        Err(error) => broken(&error.to_string()),
    }
}

fn refused(app: &App, user: &User, refusal: Refusal) -> Response {
    match refusal {
        Refusal::Right(_) => fault(StatusCode::FORBIDDEN, "right"),
        Refusal::Missing => fault(StatusCode::NOT_FOUND, "missing"),
        Refusal::Unfit => fault(StatusCode::UNPROCESSABLE_ENTITY, "unfit"),
        Refusal::Blocked(findings) => {
            let said: Vec<String> = findings.iter().map(|one| say(app, user.lang, one)).collect();
            let despite = user.person.may_somewhere(Right::Overrule);
            let body = json!({ "fault": "blocked", "findings": said, "despite": despite });
            (StatusCode::UNPROCESSABLE_ENTITY, Json(body)).into_response()
        }
        Refusal::Conflict { theirs, merged } => {
            let body = json!({
                "fault": "conflict",
                "theirs": theirs.target.text,
                "by": theirs.origin.name,
                "version": theirs.version,
                "merged": merged.text,
                "conflicts": merged.conflicts,
            });
            (StatusCode::CONFLICT, Json(body)).into_response()
        }
        Refusal::Failed(error) => broken(&error.to_string()),
    }
}

fn say(app: &App, lang: Locale, finding: &Finding) -> String {
    app.words.get(&lang).map_or_else(|| finding.code.clone(), |messages| finding.message(messages))
}

fn fault(status: StatusCode, fault: &str) -> Response {
    (status, Json(json!({ "fault": fault }))).into_response()
}
