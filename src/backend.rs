//! Translation backends: one contract, and the engines behind it.

mod contract;
pub mod embedded;
pub mod prompt;
pub mod repetition;

pub use contract::{
    Backend, Capabilities, Complaint, Error, Example, Finish, NameHint, Reply, Request, Result, TermHint, Usage,
};
