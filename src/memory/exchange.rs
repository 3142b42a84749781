//! Bringing translations in from other tools' files, and giving them out: TMX 1.4b, CSV and TSV.
//!
//! Readers stream: they hold one unit at a time, whatever the size of the file. What they cannot take over is
//! counted in [`Losses`], each kind with the place where it was met first.

pub mod align;
pub mod leverage;
mod losses;
mod rows;
mod source;
mod table;
mod tmx;

pub use losses::{Loss, Losses, Place};
pub use rows::{Finish, Given, Rows};
pub use table::{Reader as TableReader, Writer as TableWriter};
pub use tmx::{Reader as TmxReader, Writer as TmxWriter};

use crate::{
    article::Content,
    diagnostic::Finding,
    locale::Locale,
    memory::{State, Who},
    segment::ContextKey,
};

/// One source sentence of a file with its translations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Where it begins in the file.
    pub place: Place,
    /// The Vietnamese sentence.
    pub source: Content,
    /// Its neighbours, where the file tells them; [`NO_CONTEXT`](super::NO_CONTEXT) otherwise.
    pub context: ContextKey,
    /// Its translations into the languages Anban knows, in the file's order.
    pub translations: Vec<Translation>,
}

/// One translation of a unit, with what the file says about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    /// The language.
    pub locale: Locale,
    /// The translation.
    pub target: Content,
    /// How far it has come, where the file says so.
    pub state: Option<State>,
    /// What kind of hand made it, where the file says so.
    pub who: Option<Who>,
    /// Who made it, where the file says so.
    pub name: Option<String>,
    /// The model of a machine.
    pub model: Option<String>,
    /// The version of the prompt a machine was asked with.
    pub prompt: Option<String>,
    /// The hash of the terms that applied.
    pub fingerprint: Option<String>,
    /// What the checks said.
    pub findings: Vec<Finding>,
}

impl Translation {
    /// A translation of which nothing else is known.
    #[must_use]
    pub const fn bare(locale: Locale, target: Content) -> Self {
        Self {
            locale,
            target,
            state: None,
            who: None,
            name: None,
            model: None,
            prompt: None,
            fingerprint: None,
            findings: Vec::new(),
        }
    }
}

/// Why a file cannot be read on. What was read before stands.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {why}")]
pub struct ReadError {
    /// Where.
    pub place: Place,
    /// What is wrong, and the way out.
    pub why: String,
}

/// How large one unit of a file may be, in bytes of UTF-8: 8 MiB.
pub const LARGEST_UNIT: usize = 8 << 20;
