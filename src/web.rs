//! The review desk in a browser: routes, pages, sessions; no rule of the newsroom.

mod aid;
mod api;
mod app;
mod courier;
mod door;
mod guard;
mod language;
mod lead;
mod live;
mod output;
mod pages;
mod people;
mod proxy;
mod queue;
mod search;
mod settings;
mod v1;
mod view;

use std::sync::Arc;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware,
    routing::{get, post},
};

pub use app::App;
pub use courier::{is_public, signature};
pub use door::hash_password;
pub use settings::Settings;

/// The largest body a browser may send, in bytes: four times the longest translation.
const LARGEST_BODY: usize = 256 << 10;

/// Every address of the desk.
pub fn routes(app: Arc<App>) -> Router {
    Router::new()
        .route("/", get(queue::queue))
        .route("/search", get(search::search))
        .route("/figures", get(lead::page))
        .route("/setup", get(door::setup_page).post(door::setup))
        .route("/login", get(door::login_page).post(door::login))
        .route("/logout", post(door::logout))
        .route("/language", post(language::choose))
        .route("/people", get(people::page).post(people::add))
        .route("/people/{id}/roles", post(people::roles))
        .route("/people/{id}/end", post(people::end))
        .route("/article/{slug}/{locale}", get(pages::article))
        .route("/article/{slug}/{locale}/page", get(output::page))
        .route("/article/{slug}/{locale}/picture/{number}", get(output::picture))
        .route("/article/{slug}/{locale}/export", get(output::export))
        .route("/article/{slug}/{locale}/assemble", post(output::assemble))
        .route("/article/{slug}/{locale}/deadline", post(queue::deadline))
        .route("/article/{slug}/{locale}/aid", get(aid::aid))
        .route("/article/{slug}/{locale}/same", get(aid::same))
        .route("/article/{slug}/{locale}/clean", get(aid::clean).post(aid::accept_clean))
        .route("/article/{slug}/{locale}/ask", post(aid::ask))
        .route("/compare", post(aid::compare))
        .route("/article/{slug}/{locale}/preview", get(pages::preview))
        .route("/article/{slug}/{locale}/publish", post(pages::publish))
        .route("/article/{slug}/{locale}/segment", get(pages::segment))
        .route("/article/{slug}/{locale}/history", get(pages::history))
        .route("/api/{slug}/{locale}/{verb}", post(api::verb))
        .route("/events", get(live::events))
        .route("/static/{file}", get(pages::asset))
        .fallback(pages::nothing)
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(middleware::from_fn(guard::same_origin))
        // Programs send no origin; what a browser sends there is looked at with its session.
        .merge(v1::routes())
        .layer(middleware::from_fn(guard::to_the_end))
        .layer(middleware::from_fn(guard::headers))
        .with_state(app)
}
