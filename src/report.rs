//! What a run has to say, for people and for programs.

mod frames;
mod json;
mod summary;
mod tally;

pub use frames::frames;
pub use json::findings_json;
pub use summary::{LocaleSummary, Summary};
pub use tally::Tally;
