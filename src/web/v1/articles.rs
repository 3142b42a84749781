//! What can be read: articles, how far they have come, their segments, findings and editions.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::caller::{Address, Asked, Caller, Fault};
use crate::{
    diagnostic::{Finding, Severity},
    locale::Locale,
    memory::RowId,
    review::{Filter, Progress, Right, Segment, Sheet},
    segment::{ContextKey, SegmentKey},
    web::App,
};

/// A page's size where none is asked for.
const PAGE: usize = 50;
/// The largest.
const LARGEST_PAGE: usize = 500;

/// The furthest a part begins.
const LARGEST_OFFSET: usize = 1_000_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    locale: Option<Locale>,
    offset: Option<usize>,
    limit: Option<usize>,
}

/// A part of a list, and where the next begins.
fn part<T>(all: Vec<T>, offset: Option<usize>, limit: Option<usize>) -> Result<(Vec<T>, Option<usize>), Fault> {
    let limit = limit.unwrap_or(PAGE);
    if limit == 0 || limit > LARGEST_PAGE {
        return Err(Fault::form(format!("limit is 1 to {LARGEST_PAGE}")));
    }
    if offset.is_some_and(|offset| offset > LARGEST_OFFSET) {
        return Err(Fault::form(format!("offset is 0 to {LARGEST_OFFSET}")));
    }
    let (offset, length) = (offset.unwrap_or(0), all.len());
    let next = offset.checked_add(limit).filter(|&next| next < length);
    Ok((all.into_iter().skip(offset).take(limit).collect(), next))
}

pub(super) async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    Asked(wanted): Asked<Wanted>,
) -> Result<Json<Value>, Fault> {
    if wanted.locale == Some(Locale::Vi) {
        return Err(Fault::form("locale is en, ja or ko"));
    }
    let own: Vec<Locale> =
        Locale::TARGETS.into_iter().filter(|&locale| caller.person.may(Right::Work, locale)).collect();
    let filter = Filter { locale: wanted.locale, all: true, ..Filter::default() };
    let queue = app.desk.queue(&own, &filter).await?;
    let (items, next) = part(queue.items, wanted.offset, wanted.limit)?;
    let items = items.into_iter().map(|item| {
        json!({ "article": item.slug, "title": item.title, "locale": item.locale, "progress": item.progress,
            "deadline": item.deadline, "complete": item.progress.pending == 0 })
    });
    Ok(Json(json!({ "articles": items.collect::<Vec<_>>(), "next": next })))
}

pub(super) async fn one(
    State(app): State<Arc<App>>,
    caller: Caller,
    Address((article, locale)): Address<(String, Locale)>,
) -> Result<Json<Value>, Fault> {
    let entry = caller.entry(&app, &article, locale).await?;
    let (title, progress): (String, Progress) =
        app.desk.progress(&entry, locale).await?.ok_or_else(|| Fault::new(StatusCode::CONFLICT, "changed"))?;
    let complete = progress.pending == 0;
    let deadline = app.desk.ledger.deadlines().await?.remove(&article);
    let edition = app.desk.edition(&entry, locale).await?.filter(|edition| edition.complete);
    Ok(Json(
        json!({ "article": article, "title": title, "locale": locale, "progress": progress, "deadline": deadline,
        "complete": complete, "published": edition.map(|edition| edition.sha256) }),
    ))
}

#[derive(Serialize)]
struct Shown<'a> {
    key: SegmentKey,
    context: ContextKey,
    version: u64,
    state: &'static str,
    role: String,
    source: &'a str,
    target: &'a str,
    by: Option<&'a str>,
    findings: Vec<Said<'a>>,
}

#[derive(Serialize)]
struct Said<'a> {
    code: &'a str,
    severity: Severity,
    message: String,
}

fn said<'a>(app: &App, lang: Locale, findings: &'a [Finding]) -> Vec<Said<'a>> {
    let words = app.words.get(&lang);
    let say = |one: &'a Finding| Said {
        code: &one.code,
        severity: one.severity,
        message: words.map_or_else(|| one.code.clone(), |words| one.message(words)),
    };
    findings.iter().map(say).collect()
}

fn shown<'a>(app: &App, lang: Locale, segment: &'a Segment) -> Shown<'a> {
    Shown {
        key: segment.id.key,
        context: segment.id.context,
        version: segment.version,
        state: segment.state.name(),
        role: segment.role.to_string(),
        source: &segment.source_content.text,
        target: &segment.target.text,
        by: segment.who.as_ref().map(|(_, name)| name.as_str()),
        findings: said(app, lang, &segment.findings),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Paged {
    offset: Option<usize>,
    limit: Option<usize>,
}

async fn sheet(app: &App, caller: &Caller, article: &str, locale: Locale) -> Result<Sheet, Fault> {
    let entry = caller.entry(app, article, locale).await?;
    app.desk.sheet(&entry, locale).await?.ok_or_else(|| Fault::new(StatusCode::CONFLICT, "changed"))
}

pub(super) async fn segments(
    State(app): State<Arc<App>>,
    caller: Caller,
    Address((article, locale)): Address<(String, Locale)>,
    Asked(paged): Asked<Paged>,
) -> Result<Json<Value>, Fault> {
    let sheet = sheet(&app, &caller, &article, locale).await?;
    let (segments, next) = part(sheet.segments, paged.offset, paged.limit)?;
    let segments: Vec<_> = segments.iter().map(|one| shown(&app, caller.lang, one)).collect();
    Ok(Json(json!({ "segments": segments, "next": next })))
}

pub(super) async fn findings(
    State(app): State<Arc<App>>,
    caller: Caller,
    Address((article, locale)): Address<(String, Locale)>,
) -> Result<Json<Value>, Fault> {
    let sheet = sheet(&app, &caller, &article, locale).await?;
    let with = sheet.segments.iter().filter(|segment| !segment.findings.is_empty());
    let all: Vec<Value> = with
        .map(|segment| {
            json!({ "key": segment.id.key, "context": segment.id.context,
                "findings": said(&app, caller.lang, &segment.findings) })
        })
        .collect();
    Ok(Json(json!({ "segments": all })))
}

pub(super) async fn history(
    State(app): State<Arc<App>>,
    caller: Caller,
    Address((article, locale, key, context)): Address<(String, Locale, SegmentKey, ContextKey)>,
) -> Result<Json<Value>, Fault> {
    let entry = caller.entry(&app, &article, locale).await?;
    let versions = app.desk.history(&entry, RowId { key, locale, context }).await?;
    let versions: Vec<Value> = versions
        .iter()
        .map(|one| {
            json!({ "version": one.version, "state": one.state.name(), "by": one.origin.name, "at": one.at,
                "target": one.target.text })
        })
        .collect();
    Ok(Json(json!({ "versions": versions })))
}

/// The edition's file as it was last written; only one in which every sentence may be published.
pub(super) async fn edition(
    State(app): State<Arc<App>>,
    caller: Caller,
    Address((article, locale)): Address<(String, Locale)>,
) -> Result<Response, Fault> {
    let entry = caller.entry(&app, &article, locale).await?;
    let incomplete = || Fault::new(StatusCode::CONFLICT, "incomplete");
    let edition = app.desk.edition(&entry, locale).await?.filter(|it| it.complete).ok_or_else(incomplete)?;
    let tag = HeaderValue::from_str(&format!("\"{}\"", edition.sha256)).map_err(|_| incomplete())?;
    // As bytes to be kept, whatever is in them: nothing from here is a page of the desk.
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment")),
        (header::ETAG, tag),
    ];
    Ok((headers, edition.bytes).into_response())
}
