//! What a run has to say, for people and for programs.

mod document;
mod frames;
mod github;
mod html;
mod json;
mod junit;
mod sarif;
mod summary;
mod tally;

pub use document::{Document, Item, Region, RuleText, Section};
pub use frames::frames;
pub use github::github;
pub use html::html;
pub use json::{findings_json, json};
pub use junit::junit;
pub use sarif::sarif;
pub use summary::{LocaleSummary, Summary};
pub use tally::Tally;
