//! Translation backends: one contract, and the engines behind it.

mod contract;

pub use contract::{
    Backend, Capabilities, Complaint, Error, Example, Finish, NameHint, Reply, Request, Result, TermHint, Usage,
};
