//! The checks on a translated segment, on an edition, on the memory and on a page.
//!
//! A rule looks at one pair and says what is wrong with it; whether that blocks publication is its severity,
//! which a newsroom may change (`[check.levels]`). The rooms `glossary`, `numbers` and `names` bring rules of
//! their own; [`check`] asks everybody. [`check_edition`] looks at all segments of an edition together,
//! [`MemoryCheck`] at the rows of a memory, [`check_page`] at a page. [`catalogue()`] lists every code.

pub mod catalogue;
mod completeness;
mod consistency;
mod letters;
mod look;
mod markup;
mod page;
mod rule;
mod settings;
mod style;
mod writing;

pub use catalogue::{Entry, Family, catalogue};
pub use consistency::{EditionLine, Gist, MemoryCheck, check_edition};
pub use page::{Expected, check_alternates, check_page};
pub use rule::{Facts, Pair, RULES, Rule, check, check_in_style, is_blocking, rule};
pub use settings::{
    English, HeadlineCase, Japanese, JapaneseComma, Korean, Percent, Quotes, Register, SerialComma, Settings,
    Spelling, WaveDash,
};
