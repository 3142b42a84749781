//! What a reader or writer could not take over.

use std::{collections::BTreeMap, fmt};

use serde::Serialize;

/// A place in a text file; line and column (in characters) from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The line.
    pub line: u64,
    /// The column.
    pub column: u64,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// A kind of thing that was not taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Loss {
    /// A unit without a Vietnamese sentence.
    NoSource,
    /// A unit without a translation into a language Anban knows.
    NoTarget,
    /// A translation into a language Anban does not know.
    OtherLanguage,
    /// A sentence or translation without a letter or a figure.
    Empty,
    /// A second, different translation of a sentence in the same context and language; the first is kept.
    Rival,
    /// A unit with an entity or character reference that means nothing.
    BadReference,
    /// Text inside a code (`sub`), which stays a part of the code.
    SubFlow,
    /// A pair of codes of which one half is missing or stands before the other; each stands alone.
    Unpaired,
    /// An element that TMX does not have.
    UnknownElement,
    /// A property that Anban has no place for.
    Property,
    /// The hash by which another tool knows a unit's neighbours; it cannot be turned into ours.
    ForeignContext,
    /// A note for translators.
    Note,
    /// A state, hand, context or finding of ours that cannot be read.
    BadProperty,
    /// More codes than a sentence can have.
    TooManyCodes,
    /// A line of a table with too few or too many cells, or a language nobody knows.
    BadLine,
    /// A control character, which XML cannot hold.
    ControlCharacter,
}

impl Loss {
    /// All kinds.
    pub const ALL: [Self; 16] = [
        Self::NoSource,
        Self::NoTarget,
        Self::OtherLanguage,
        Self::Empty,
        Self::Rival,
        Self::BadReference,
        Self::SubFlow,
        Self::Unpaired,
        Self::UnknownElement,
        Self::Property,
        Self::ForeignContext,
        Self::Note,
        Self::BadProperty,
        Self::TooManyCodes,
        Self::BadLine,
        Self::ControlCharacter,
    ];

    /// The name under which it is reported; its sentence is the message `exchange-NAME`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoSource => "no-source",
            Self::NoTarget => "no-target",
            Self::OtherLanguage => "other-language",
            Self::Empty => "empty",
            Self::Rival => "rival",
            Self::BadReference => "bad-reference",
            Self::SubFlow => "sub-flow",
            Self::Unpaired => "unpaired",
            Self::UnknownElement => "unknown-element",
            Self::Property => "property",
            Self::ForeignContext => "foreign-context",
            Self::Note => "note",
            Self::BadProperty => "bad-property",
            Self::TooManyCodes => "too-many-codes",
            Self::BadLine => "bad-line",
            Self::ControlCharacter => "control-character",
        }
    }
}

/// How often each kind of thing was not taken over, and where first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Losses(BTreeMap<Loss, (u64, Place)>);

impl Losses {
    /// Counts one.
    pub fn add(&mut self, loss: Loss, place: Place) {
        self.0.entry(loss).or_insert((0, place)).0 += 1;
    }

    /// Each kind that was met, how often, and where first.
    pub fn iter(&self) -> impl Iterator<Item = (Loss, u64, Place)> + '_ {
        self.0.iter().map(|(&loss, &(count, place))| (loss, count, place))
    }

    /// How often `loss` was met.
    #[must_use]
    pub fn count(&self, loss: Loss) -> u64 {
        self.0.get(&loss).map_or(0, |&(count, _)| count)
    }

    /// Adds what another reader counted; of the first places the earlier one stays.
    pub fn merge(&mut self, other: &Self) {
        for (loss, count, place) in other.iter() {
            let entry = self.0.entry(loss).or_insert((0, place));
            entry.0 += count;
            entry.1 = entry.1.min(place);
        }
    }
}
