//! The checks on a translated segment, one rule a file.
//!
//! A rule looks at one pair and says what is wrong with it; whether that blocks publication is its severity,
//! which a newsroom may change (`[check.levels]`). The rooms `glossary`, `numbers` and `names` bring rules of
//! their own; [`check`] asks everybody.

mod catalogue;
mod chatter;
mod codes;
mod empty;
mod length;
mod repetition;
mod rule;
mod script;
mod source_left;

pub use catalogue::{Entry, Family, catalogue};
pub use rule::{Facts, Pair, RULES, Rule, check, is_blocking, rule};
