//! Editions out of the desk: the page in the preview's frame, files to keep, writing them again.

use std::sync::Arc;

use axum::{
    extract::{Form, Path, Query, State},
    http::{StatusCode, header},
    response::{Html, IntoResponse as _, Redirect, Response},
};
use serde::Deserialize;

use super::{
    App,
    app::Broken,
    door::Csrf,
    guard::{PICTURE_CSP, PREVIEW_CSP, User},
    pages::{entry, escaped},
};
use crate::{
    locale::Locale,
    memory::RowId,
    review::Refusal,
    segment::{ContextKey, SegmentKey},
};

/// The sentence that a preview follows.
#[derive(Deserialize)]
pub(super) struct At {
    key: Option<SegmentKey>,
    context: Option<ContextKey>,
}

/// The edition's page itself, for the frame.
pub(super) async fn page(
    State(app): State<Arc<App>>,
    user: User,
    Path((slug, locale)): Path<(String, Locale)>,
    Query(at): Query<At>,
) -> Result<Response, Broken> {
    let entry = match entry(&app, &user, &slug, locale).await {
        Ok(entry) => entry,
        Err(answer) => return Ok(answer),
    };
    let at = at.key.zip(at.context).map(|(key, context)| RowId { key, locale, context });
    Ok(match app.desk.preview(&entry, locale, at).await? {
        Some(page) => ([(header::CONTENT_SECURITY_POLICY, PREVIEW_CSP)], Html(page)).into_response(),
        None => app.message(StatusCode::GONE, user.lang, "review-article-changed"),
    })
}

/// A picture of the article.
pub(super) async fn picture(
    State(app): State<Arc<App>>,
    user: User,
    Path((slug, locale, number)): Path<(String, Locale, usize)>,
) -> Result<Response, Broken> {
    let entry = match entry(&app, &user, &slug, locale).await {
        Ok(entry) => entry,
        Err(answer) => return Ok(answer),
    };
    Ok(match app.desk.picture(&entry, number).await? {
        // Opened by itself it is a picture and nothing else.
        Some(shot) => {
            let headers = [(header::CONTENT_TYPE, shot.kind), (header::CONTENT_SECURITY_POLICY, PICTURE_CSP)];
            (headers, shot.bytes).into_response()
        }
        None => (StatusCode::NOT_FOUND, "404").into_response(),
    })
}

#[derive(Deserialize)]
pub(super) struct Kind {
    #[serde(default, rename = "as")]
    form: String,
}

/// The edition as a file to keep.
pub(super) async fn export(
    State(app): State<Arc<App>>,
    user: User,
    Path((slug, locale)): Path<(String, Locale)>,
    Query(wanted): Query<Kind>,
) -> Result<Response, Broken> {
    let entry = match entry(&app, &user, &slug, locale).await {
        Ok(entry) => entry,
        Err(answer) => return Ok(answer),
    };
    let page = wanted.form != "source";
    let bytes = match app.desk.export(&entry, locale, page).await {
        Ok(bytes) => bytes,
        Err(Refusal::Failed(error)) => return Err(error.into()),
        Err(_) => return Ok(app.message(StatusCode::GONE, user.lang, "review-article-changed")),
    };
    let ending = if page { "html".to_owned() } else { app.desk.ending(&entry) };
    // RFC 6266: a name beyond ASCII is percent-encoded. Never shown as a page of this desk.
    let name = format!("attachment; filename*=UTF-8''{}", escaped(&format!("{slug}.{locale}.{ending}")));
    let headers =
        [(header::CONTENT_TYPE, "application/octet-stream".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}

/// Writes the edition again as it stands.
pub(super) async fn assemble(
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
    match app.desk.assemble(&entry, &user.person, locale).await {
        Ok(_) => {}
        Err(Refusal::Failed(error)) => return Err(error.into()),
        Err(Refusal::Right(_)) => return Ok(app.message(StatusCode::FORBIDDEN, user.lang, "review-not-allowed")),
        Err(_) => return Ok(app.message(StatusCode::GONE, user.lang, "review-article-changed")),
    }
    let _ = app.live.send(super::live::Signal::Acts);
    Ok(Redirect::to(&format!("/article/{}/{locale}/preview?done=again", escaped(&slug))).into_response())
}
