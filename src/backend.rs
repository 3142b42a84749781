//! Translation backends: one contract, and the engines behind it.

pub mod anthropic;
pub mod azure;
mod batched;
mod bound;
mod build;
pub mod chain;
pub mod chat;
pub mod command;
pub mod confidence;
mod contract;
pub mod deepl;
mod draft;
pub mod embedded;
pub mod google;
pub mod http;
pub mod libretranslate;
pub mod meter;
pub mod model;
pub mod mt;
pub mod none;
pub mod ollama;
pub mod openai;
pub mod price;
pub mod prompt;
pub mod repetition;
pub mod reply;
pub mod scripted;
mod setup;
pub mod traffic;

pub use build::{Secrets, Settings, build};
pub use contract::{
    Backend, Capabilities, Complaint, Error, Example, Finish, Maker, MarkupSupport, NameHint, Offer, Reply, Request,
    Result, TermHint, TermList, TermSupport, Usage,
};
pub use draft::{Draft, DraftWish};
pub use price::{Budget, Price, Quantity};
pub use setup::Setup;

/// The backend called `name` cannot be used, because of `why`.
fn unusable(name: &str, why: &str) -> Error {
    Error::Unusable { backend: name.to_owned(), why: why.to_owned() }
}
