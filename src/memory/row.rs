//! What a memory is asked, holds and answers.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    article::Content,
    diagnostic::Finding,
    locale::Locale,
    segment::{ContextKey, SegmentKey},
};

/// How far a translation has come; the names are XLIFF 2's (OASIS XLIFF 2.1, section 4.3.1.25).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// No usable translation: a machine's best attempt failed a blocking check.
    Initial,
    /// Made by a machine and passed every blocking check.
    Translated,
    /// A person approved it.
    Reviewed,
    /// Published and closed.
    Final,
}

impl State {
    /// All four, least first.
    pub const ALL: [Self; 4] = [Self::Initial, Self::Translated, Self::Reviewed, Self::Final];

    /// The name under which it is stored and shown.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Initial => "initial",
            Self::Translated => "translated",
            Self::Reviewed => "reviewed",
            Self::Final => "final",
        }
    }

    /// The state called `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Whether an edition may show the translation as one: everything but [`State::Initial`].
    #[must_use]
    pub const fn is_usable(self) -> bool {
        !matches!(self, Self::Initial)
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Where a translation came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// What kind of hand made it.
    pub who: Who,
    /// The backend's or person's or import's name.
    pub name: String,
    /// The model, where a machine made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// The version of the prompt, where one was used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prompt: Option<String>,
}

/// The kind of hand that made a translation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Who {
    /// A backend.
    Machine,
    /// A translator.
    Person,
    /// A file somebody imported.
    Import,
}

impl Who {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Machine, Self::Import, Self::Person];

    /// The name under which it is stored and shown.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Machine => "machine",
            Self::Import => "import",
            Self::Person => "person",
        }
    }

    /// How much its word weighs where two differ: a person's most, a machine's least.
    #[must_use]
    pub const fn trust(self) -> u8 {
        match self {
            Self::Machine => 0,
            Self::Import => 1,
            Self::Person => 2,
        }
    }

    /// The hand called `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|who| who.name() == name)
    }
}

impl fmt::Display for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The context of a segment whose neighbours nobody knows, as in an imported file. It never matches in context.
pub const NO_CONTEXT: ContextKey = ContextKey([0; 32]);

/// What names a row: one sentence, in one place, in one target language. The same sentence between other
/// neighbours is a row of its own, because it may have to be said differently there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RowId {
    /// The segment's key.
    pub key: SegmentKey,
    /// The target language.
    pub locale: Locale,
    /// The neighbours it was translated between; [`NO_CONTEXT`] where they are not known.
    pub context: ContextKey,
}

/// How a row answers a query, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MatchKind {
    /// The same segment between the same neighbours in a unit of the same role (102 %): the very place.
    InContext,
    /// The same segment between the same neighbours, in another role or in one that is not known (101 %).
    Neighbours,
    /// The same segment (100 %).
    Exact,
    /// A segment that differs in nothing but figures and names, the new ones put into its translation and checked.
    NumberSubstituted,
}

impl MatchKind {
    /// The name under which it is shown and written down.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::InContext => "in-context",
            Self::Neighbours => "neighbours",
            Self::Exact => "exact",
            Self::NumberSubstituted => "number-substituted",
        }
    }

    /// What the trade calls it, in per cent; nothing for an answer that was made of another one.
    #[must_use]
    pub const fn percent(self) -> Option<u8> {
        match self {
            Self::InContext => Some(102),
            Self::Neighbours => Some(101),
            Self::Exact => Some(100),
            Self::NumberSubstituted => None,
        }
    }
}

/// What is asked of the memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Query {
    /// The segment.
    pub key: SegmentKey,
    /// Its neighbours; [`NO_CONTEXT`] asks for the best row whatever its context.
    pub context: ContextKey,
}

/// One translation of one segment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The segment's key.
    pub key: SegmentKey,
    /// The neighbours it was translated between.
    pub context: ContextKey,
    /// The target language.
    pub locale: Locale,
    /// The source segment as it stood.
    pub source: Content,
    /// The translation; the best attempt where `state` is [`State::Initial`].
    pub target: Content,
    /// How far it has come.
    pub state: State,
    /// Where it came from.
    pub origin: Origin,
    /// The terms that applied, hashed; see the glossary. A row whose fingerprint differs from today's is stale.
    pub fingerprint: String,
    /// What the checks said when it was stored.
    pub findings: Vec<Finding>,
    /// When it was first stored, UTC, RFC 3339 with milliseconds.
    pub created: String,
    /// When it was last changed, likewise.
    pub updated: String,
    /// Grows by one with every change; for optimistic locking.
    pub version: u64,
}

impl Row {
    /// Whether it is a person's word: usable, and made or approved by one.
    #[must_use]
    pub fn is_by_person(&self) -> bool {
        self.state.is_usable() && (self.origin.who == Who::Person || self.state >= State::Reviewed)
    }

    /// What names it.
    #[must_use]
    pub const fn id(&self) -> RowId {
        RowId { key: self.key, locale: self.locale, context: self.context }
    }
}

/// A translation to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRow {
    /// The segment's key.
    pub key: SegmentKey,
    /// The neighbours it was translated between.
    pub context: ContextKey,
    /// The target language.
    pub locale: Locale,
    /// The source segment.
    pub source: Content,
    /// The translation.
    pub target: Content,
    /// How far it has come.
    pub state: State,
    /// Where it came from.
    pub origin: Origin,
    /// The terms that applied, hashed.
    pub fingerprint: String,
    /// What the checks said.
    pub findings: Vec<Finding>,
    /// The version this change builds on: `None` whatever stands there, `Some(0)` only where no row is, `Some(n)`
    /// only where version `n` is. See [`settle`](super::settle) for what becomes of it.
    pub expected: Option<u64>,
}

impl NewRow {
    /// What names it.
    #[must_use]
    pub const fn id(&self) -> RowId {
        RowId { key: self.key, locale: self.locale, context: self.context }
    }
}

/// An answer of the memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// How it answers.
    pub kind: MatchKind,
    /// The row.
    pub row: Row,
    /// Whether the memory has other translations of the segment with as good a claim, and the context did not decide.
    pub ambiguous: bool,
    /// The version of the row that stands in the very place asked for, whichever row answers; 0 for none.
    pub here: u64,
}

/// One version of a row, the present one included; oldest first in a list; append-only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// The version.
    pub version: u64,
    /// The translation at that version.
    pub target: Content,
    /// Its state.
    pub state: State,
    /// Who made it.
    pub origin: Origin,
    /// The terms that applied, hashed.
    pub fingerprint: String,
    /// What the checks said.
    pub findings: Vec<Finding>,
    /// When, UTC, RFC 3339 with milliseconds; never before the version before it, even if a clock was set back.
    pub at: String,
}

/// What a memory holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stats {
    /// Rows by target language and state, in the order of [`Locale::ALL`] and [`State::ALL`], empty ones left out.
    pub rows: Vec<(Locale, State, u64)>,
    /// Versions kept, all rows together.
    pub history: u64,
    /// The number of the latest change; 0 for none.
    #[serde(default)]
    pub change: u64,
    /// Bytes on disk, journals included.
    pub bytes: u64,
}
