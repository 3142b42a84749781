//! Translation backends: one contract, and the engines behind it.

mod bound;
mod build;
mod contract;
pub mod embedded;
pub mod http;
pub mod model;
pub mod none;
pub mod openai;
pub mod prompt;
pub mod repetition;
pub mod reply;
pub mod scripted;

pub use build::{Secrets, Settings, build};
pub use contract::{
    Backend, Capabilities, Complaint, Error, Example, Finish, NameHint, Reply, Request, Result, TermHint, Usage,
};
