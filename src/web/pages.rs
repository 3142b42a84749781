//! The pages: article, preview, and the pieces of an article that are fetched again.

use std::sync::Arc;

use axum::{
    extract::{Form, Path, Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};

use super::{
    App,
    app::Broken,
    door::Csrf,
    guard::User,
    language,
    view::{self, Chrome, Row},
};
use crate::{
    locale::Locale,
    memory::RowId,
    review::{Change, Entry, Progress, Refusal, Right, Segment, Slug, difference},
    segment::{ContextKey, SegmentKey},
};

/// The article of an address, if the person may work on it.
pub(super) async fn entry(app: &App, user: &User, slug: &str, locale: Locale) -> Result<Entry, Response> {
    let found = match Slug::new(slug) {
        Some(slug) => app.desk.entry(&slug).await,
        None => None,
    };
    let missing = || app.message(StatusCode::NOT_FOUND, user.lang, "review-no-such-page");
    let entry = found.ok_or_else(missing)?;
    if !entry.editions.iter().any(|&(own, _)| own == locale) {
        return Err(missing());
    }
    if !user.person.may(Right::Work, locale) {
        return Err(app.message(StatusCode::FORBIDDEN, user.lang, "review-not-allowed"));
    }
    Ok(entry)
}

#[derive(Serialize)]
struct Article<'a> {
    #[serde(flatten)]
    chrome: Chrome<'a>,
    slug: &'a str,
    address: String,
    locale: Locale,
    title: String,
    segments: Vec<Row>,
    /// The pictures before each segment, and after the last.
    figures: Vec<Vec<Figure>>,
    progress: Progress,
    others: Vec<Locale>,
    seq: i64,
    overrule: bool,
    publish: bool,
    ask: bool,
    clean: usize,
    deadline: Option<String>,
}

#[derive(Serialize)]
struct Figure {
    number: usize,
    alt: String,
    named: bool,
    shown: bool,
}

pub(super) async fn article(
    State(app): State<Arc<App>>,
    user: User,
    Path((slug, locale)): Path<(String, Locale)>,
) -> Result<Response, Broken> {
    let entry = match entry(&app, &user, &slug, locale).await {
        Ok(entry) => entry,
        Err(answer) => return Ok(answer),
    };
    // Before the sheet: what happens in between is told again rather than missed.
    let seq = app.desk.ledger.last_act().await?;
    let Some(sheet) = app.desk.sheet(&entry, locale).await? else {
        return Ok(app.message(StatusCode::GONE, user.lang, "review-article-changed"));
    };
    let progress = app.desk.progress_in(sheet.segments.iter().map(|segment| segment.state));
    let segments = rows(&app, &user, &sheet.segments).await?;
    let clean = sheet.clean_matches().len();
    let mut figures: Vec<Vec<Figure>> = (0..=segments.len()).map(|_| Vec::new()).collect();
    for one in app.desk.pictures(&entry).await? {
        if let Some(place) = figures.get_mut(one.before) {
            place.push(Figure { number: one.number, alt: one.alt, named: one.named, shown: one.shown });
        }
    }
    let deadline = app.desk.ledger.deadlines().await?.remove(&slug);
    let address = format!("/article/{}/{locale}", escaped(&slug));
    let page = Article {
        chrome: Chrome::new(&user, address.clone()),
        slug: &slug,
        address,
        locale,
        title: sheet.title,
        segments,
        figures,
        progress,
        others: entry.editions.iter().map(|&(locale, _)| locale).collect(),
        seq,
        overrule: user.person.may(Right::Overrule, locale),
        publish: user.person.may(Right::Publish, locale),
        ask: app.desk.can_ask(),
        clean,
        deadline,
    };
    Ok(app.show("article.html", &page))
}

async fn rows(app: &App, user: &User, segments: &[Segment]) -> Result<Vec<Row>, Broken> {
    let ids: Vec<RowId> = segments.iter().map(|segment| segment.id).collect();
    let drafts = app.desk.ledger.drafts(user.person.id, ids.clone()).await?;
    let comments = app.desk.ledger.comments(ids).await?;
    Ok(segments
        .iter()
        .zip(drafts.into_iter().zip(comments))
        .map(|(segment, (draft, comments))| view::row(app, user.lang, segment, draft, comments))
        .collect())
}

#[derive(Deserialize)]
pub(super) struct Which {
    key: SegmentKey,
    context: ContextKey,
}

impl Which {
    pub(super) const fn id(&self, locale: Locale) -> RowId {
        RowId { key: self.key, locale, context: self.context }
    }
}

#[derive(Serialize)]
struct One {
    lang: Locale,
    segment: Row,
}

/// One segment as it stands now, as a piece of the page.
pub(super) async fn segment(
    State(app): State<Arc<App>>,
    user: User,
    Path((slug, locale)): Path<(String, Locale)>,
    Query(which): Query<Which>,
) -> Result<Response, Broken> {
    let entry = match entry(&app, &user, &slug, locale).await {
        Ok(entry) => entry,
        Err(answer) => return Ok(answer),
    };
    let sheet = app.desk.sheet(&entry, locale).await?;
    let segments = sheet.map(|sheet| sheet.segments).unwrap_or_default();
    let found = segments.iter().find(|one| one.id.key == which.key && one.id.context == which.context);
    match found {
        Some(found) => {
            let row = rows(&app, &user, std::slice::from_ref(found)).await?.pop();
            Ok(match row {
                Some(segment) => app.show("segment.html", &One { lang: user.lang, segment }),
                None => (StatusCode::NOT_FOUND, "404").into_response(),
            })
        }
        None => Ok((StatusCode::NOT_FOUND, "404").into_response()),
    }
}

#[derive(Serialize)]
struct Version {
    version: u64,
    state: &'static str,
    name: String,
    at: String,
    last: bool,
    changes: Vec<(&'static str, String)>,
}

#[derive(Serialize)]
struct Versions {
    lang: Locale,
    locale: Locale,
    versions: Vec<Version>,
}

/// The versions of a segment with what changed, newest first, as a piece of the page.
pub(super) async fn history(
    State(app): State<Arc<App>>,
    user: User,
    Path((slug, locale)): Path<(String, Locale)>,
    Query(which): Query<Which>,
) -> Result<Response, Broken> {
    let entry = match entry(&app, &user, &slug, locale).await {
        Ok(entry) => entry,
        Err(answer) => return Ok(answer),
    };
    let id = which.id(locale);
    let all = match app.desk.history(&entry, id).await {
        Ok(all) => all,
        Err(Refusal::Failed(error)) => return Err(error.into()),
        Err(_) => return Ok((StatusCode::NOT_FOUND, "404").into_response()),
    };
    let mut before = String::new();
    let mut versions = Vec::new();
    for one in &all {
        let text = one.target.visible();
        let changes = difference(&before, &text).into_iter().map(|change| match change {
            Change::Same(text) => ("same", text),
            Change::Gone(text) => ("gone", text),
            Change::New(text) => (if versions.is_empty() { "same" } else { "new" }, text),
        });
        let changes = changes.collect();
        versions.push(Version {
            version: one.version,
            state: one.state.name(),
            name: one.origin.name.clone(),
            at: one.at.get(..16).unwrap_or_default().replace('T', " "),
            last: one.version as usize == all.len(),
            changes,
        });
        before = text;
    }
    versions.reverse();
    Ok(app.show("history.html", &Versions { lang: user.lang, locale, versions }))
}

#[derive(Serialize)]
struct Preview<'a> {
    #[serde(flatten)]
    chrome: Chrome<'a>,
    address: String,
    locale: Locale,
    title: String,
    progress: Progress,
    publish: bool,
    published: bool,
    again: bool,
    refused: bool,
    ending: String,
}

#[derive(Deserialize)]
pub(super) struct After {
    #[serde(default)]
    done: String,
}

/// The desk's page around the edition's.
pub(super) async fn preview(
    State(app): State<Arc<App>>,
    user: User,
    Path((slug, locale)): Path<(String, Locale)>,
    Query(after): Query<After>,
) -> Result<Response, Broken> {
    let entry = match entry(&app, &user, &slug, locale).await {
        Ok(entry) => entry,
        Err(answer) => return Ok(answer),
    };
    let Some((title, progress)) = app.desk.progress(&entry, locale).await? else {
        return Ok(app.message(StatusCode::GONE, user.lang, "review-article-changed"));
    };
    let address = format!("/article/{}/{locale}", escaped(&slug));
    let page = Preview {
        chrome: Chrome::new(&user, format!("{address}/preview")),
        address,
        locale,
        title,
        progress,
        publish: user.person.may(Right::Publish, locale),
        published: after.done == "yes",
        again: after.done == "again",
        refused: after.done == "no",
        ending: app.desk.ending(&entry),
    };
    Ok(app.show("preview.html", &page))
}

pub(super) async fn publish(
    State(app): State<Arc<App>>,
    user: User,
    Path((slug, locale)): Path<(String, Locale)>,
    Form(form): Form<Csrf>,
) -> Result<Response, Broken> {
    if !user.sent(&form.csrf) {
        return Ok((StatusCode::FORBIDDEN, "403").into_response());
    }
    let entry = match entry(&app, &user, &slug, locale).await {
        Ok(entry) => entry,
        Err(answer) => return Ok(answer),
    };
    let done = match app.desk.publish(&entry, &user.person, locale).await {
        Ok(_) => "yes",
        Err(Refusal::Failed(error)) => return Err(error.into()),
        Err(Refusal::Right(_)) => return Ok(app.message(StatusCode::FORBIDDEN, user.lang, "review-not-allowed")),
        Err(_) => "no",
    };
    let _ = app.live.send(super::live::Signal::Acts);
    Ok(Redirect::to(&format!("/article/{}/{locale}/preview?done={done}", escaped(&slug))).into_response())
}

/// The files that pages load; there are no others to reach.
pub(super) async fn asset(Path(file): Path<String>) -> Response {
    let (kind, text) = match file.as_str() {
        "review.css" => ("text/css; charset=utf-8", include_str!("../../templates/review/review.css")),
        "search.js" => ("text/javascript; charset=utf-8", include_str!("../../templates/review/search.js")),
        "review.js" => ("text/javascript; charset=utf-8", include_str!("../../templates/review/review.js")),
        _ => return (StatusCode::NOT_FOUND, "404").into_response(),
    };
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")], text).into_response()
}

pub(super) async fn nothing(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    app.message(StatusCode::NOT_FOUND, language::of(&headers, app.default), "review-no-such-page")
}

/// A folder's name in an address (RFC 3986, unreserved characters stay).
pub(super) fn escaped(name: &str) -> String {
    name.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
        out
    })
}
