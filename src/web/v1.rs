//! The desk for other programs: the same verbs as JSON, described by the OpenAPI document at `/v1/openapi.json`.

mod articles;
mod caller;
mod hooks;
mod jobs;
mod keys;
mod verbs;

use std::sync::Arc;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::{delete, get, post},
};

use super::App;
use caller::Fault;

/// What the API is.
const DOCUMENT: &str = include_str!("v1/openapi.json");

/// Every address of the API.
pub(super) fn routes() -> Router<Arc<App>> {
    let segment = "/articles/{article}/{locale}/segments/{key}/{context}";
    let api = Router::new()
        .route("/openapi.json", get(document))
        .route("/me", get(keys::me))
        .route("/keys", get(keys::list).post(keys::add))
        .route("/keys/{id}", delete(keys::remove))
        .route("/articles", get(articles::list))
        .route("/articles/{article}/{locale}", get(articles::one))
        .route("/articles/{article}/{locale}/segments", get(articles::segments))
        .route("/articles/{article}/{locale}/findings", get(articles::findings))
        .route("/articles/{article}/{locale}/edition", get(articles::edition))
        .route("/articles/{article}/{locale}/publish", post(verbs::publish))
        .route(&format!("{segment}/history"), get(articles::history))
        .route(&format!("{segment}/{{verb}}"), post(verbs::verb))
        .route("/jobs", post(jobs::add).layer(DefaultBodyLimit::max(jobs::LARGEST)))
        .route("/jobs/{id}", get(jobs::one))
        .route("/hooks", get(hooks::list).post(hooks::add))
        .route("/hooks/{id}", delete(hooks::remove))
        .route("/hooks/{id}/deliveries", get(hooks::deliveries))
        .method_not_allowed_fallback(async || Fault::new(StatusCode::METHOD_NOT_ALLOWED, "method"))
        .fallback(async || Fault::new(StatusCode::NOT_FOUND, "missing"));
    Router::new().nest("/v1", api)
}

async fn document() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], DOCUMENT).into_response()
}
