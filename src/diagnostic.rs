//! What a check has to say: findings, their severity, place and possible fix.
//!
//! A finding holds facts only. Its sentence is the Fluent message `finding-CODE` in `locales/`, filled with the
//! facts, so every front end and every language says the same thing.

mod finding;
mod levels;

pub use finding::{Facts, Finding, Fix, Label, Place};
pub use levels::{Level, Levels, Severity};
