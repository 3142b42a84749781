//! The backends: what goes out, what comes back, and what happens when it does not.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test's helpers may fail the test and say why it is skipped"
)]

mod deepl;
mod engine;
mod google;
mod model;
mod openai;
mod program;
mod prompt;
mod providers;
mod quotes;
mod reply;
mod script;
mod secrets;
mod server;
pub(crate) mod stand_in;
mod told;

use anban::{backend::Request, locale::Locale};

/// A request for `text` in `to` with nothing around it.
fn request(text: &str, to: Locale) -> Request {
    Request::new(text, to)
}
