//! An article and its translation into one language, side by side, as other tools take it: XLIFF 1.2 and 2.1, tables, PO.
//!
//! A file that comes back is hostile until parsed. Its markup is never taken over: a code in it is a number, and the
//! markup comes from the article's own sentence. What cannot be taken is a finding with file, line and column.

mod gather;
mod pieces;
mod po;
mod table;
mod take;
mod written;
mod xliff;

pub use gather::{Given, gather};
pub use pieces::{CodeFault, Piece, pieces, resolve, shown};
pub use po::{read as read_po, write as write_po};
pub use table::{Columns, read_csv, read_xlsx, write_csv, write_xlsx};
pub use take::{Standing, Taken, Taking, take};
pub use xliff::{OURS, ReadError, Version, read, write};

use crate::{
    locale::Locale,
    memory::State,
    segment::{ContextKey, SegmentKey},
    text::Span,
};

/// The largest file that is read, in bytes: 64 MiB.
pub const MAX_BYTES: usize = 64 << 20;

/// An article and its translation into one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The article's file as the person named it.
    pub original: String,
    /// The language of the translation.
    pub locale: Option<Locale>,
    /// Who translated, where the file says so for all of it.
    pub translator: Option<String>,
    /// The sentences in reading order.
    pub pairs: Vec<Pair>,
}

/// A sentence and its translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Its unit's and its own number in the article, from 1: `3.2`.
    pub id: String,
    /// What names its row in the memory, where the file still says so.
    pub stamp: Option<Stamp>,
    /// The version of that row alone, in a file that has no room for more.
    pub version: Option<u64>,
    /// The sentence.
    pub source: Vec<Piece>,
    /// Its translation.
    pub target: Option<Vec<Piece>>,
    /// How far the translation has come; nothing where nobody has translated it.
    pub state: Option<State>,
    /// Whether its translator asks for a second look at the translation.
    pub unsure: bool,
    /// Who translated it, where the file says so.
    pub translator: Option<String>,
    /// What a translator should know.
    pub notes: Vec<Note>,
    /// The glossary's words: the Vietnamese and the rendering.
    pub terms: Vec<(String, String)>,
    /// Translations of this or a similar sentence.
    pub matches: Vec<Match>,
    /// Where it stands in the file it was read from.
    pub span: Span,
}

impl Pair {
    /// A pair with nothing in it yet.
    const fn at(span: Span) -> Self {
        Self {
            id: String::new(),
            stamp: None,
            version: None,
            source: Vec::new(),
            target: None,
            state: None,
            unsure: false,
            translator: None,
            notes: Vec::new(),
            terms: Vec::new(),
            matches: Vec::new(),
            span,
        }
    }
}

/// What names a row of the memory, and its version when it was written into a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The sentence's key.
    pub key: SegmentKey,
    /// Its neighbours' key.
    pub context: ContextKey,
    /// The version of the row in this very place; 0 where there was none.
    pub version: u64,
}

impl std::fmt::Display for Stamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}", self.key, self.context, self.version)
    }
}

impl std::str::FromStr for Stamp {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.trim().split('.');
        let mut next = || parts.next().ok_or(());
        let stamp = Self {
            key: next()?.parse().map_err(|_| ())?,
            context: next()?.parse().map_err(|_| ())?,
            version: next()?.parse().map_err(|_| ())?,
        };
        if parts.next().is_some() { Err(()) } else { Ok(stamp) }
    }
}

/// A sentence for the translator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it is about: `finding` or `role`, or what another tool calls it.
    pub category: String,
    /// The sentence.
    pub text: String,
}

/// A translation of this sentence or a similar one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// How near the sentences are, 0 to 100.
    pub percent: u8,
    /// Whose it is.
    pub origin: String,
    /// That sentence, without its codes.
    pub source: String,
    /// Its translation, without codes.
    pub target: String,
}
