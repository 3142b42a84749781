//! What every store promises.

use async_trait::async_trait;
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

/// How a row answers a query, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MatchKind {
    /// The same segment between the same neighbours (101 %).
    InContext,
    /// The same segment (100 %).
    Exact,
}

/// What is asked of the memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Query {
    /// The segment.
    pub key: SegmentKey,
    /// Its neighbours.
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
    /// The version this change builds on: `None` stores whatever stands there, except that a machine's row never
    /// replaces a person's; `Some(0)` only where no row is; `Some(n)` only where version `n` is.
    pub expected: Option<u64>,
}

/// An answer of the memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// How it answers.
    pub kind: MatchKind,
    /// The row.
    pub row: Row,
}

/// One past version of a row, oldest first in a list; append-only.
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
    /// When, UTC, RFC 3339.
    pub at: String,
}

/// What a memory holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stats {
    /// Rows by target language and state.
    pub rows: Vec<(Locale, State, u64)>,
    /// Versions kept.
    pub history: u64,
    /// Bytes on disk.
    pub bytes: u64,
}

/// Why a store cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store could not be opened.
    #[error("cannot open the translation memory {at}: {why}")]
    Open {
        /// File or address, without secrets.
        at: String,
        /// What was wrong, and the way out.
        why: String,
    },
    /// The file is no memory, or is damaged.
    #[error("the translation memory {at} is damaged: {why}")]
    Corrupt {
        /// File or address.
        at: String,
        /// What is wrong with it.
        why: String,
    },
    /// Somebody else changed the row first.
    #[error("segment {key} ({locale}) was changed by someone else: it is at version {found}, not {expected}")]
    Conflict {
        /// The row's key.
        key: SegmentKey,
        /// The row's language.
        locale: Locale,
        /// The version the change built on.
        expected: u64,
        /// The version that stands there; 0 for none.
        found: u64,
    },
    /// The store failed at work: disk full, read-only volume, locked for too long, connection lost.
    #[error("the translation memory failed: {0}")]
    Failed(String),
}

/// The result of a store's verb.
pub type Result<T> = std::result::Result<T, Error>;

/// A translation memory. Every verb is atomic, and what it has returned is durable: it survives the loss of this
/// process at the next instant. Several processes may use one store.
#[async_trait]
pub trait Store: Send + Sync {
    /// Answers to `queries`, in their order: for each the in-context row if there is one, else the row of that
    /// key whose state is highest and whose change is latest, else nothing.
    async fn lookup(&self, locale: Locale, queries: &[Query]) -> Result<Vec<Option<Hit>>>;

    /// Stores `rows` in one transaction and gives the version of each row as it now stands, in order. A machine's
    /// row that meets a person's is not stored and answered with the person's version. All or nothing: one
    /// [`Error::Conflict`] stores none.
    async fn commit(&self, rows: &[NewRow]) -> Result<Vec<u64>>;

    /// The versions of one row of a key and locale, oldest first.
    async fn history(&self, key: SegmentKey, locale: Locale) -> Result<Vec<History>>;

    /// Every row in key order, in pages: rows after `after` (a key and locale), at most `limit`.
    async fn page(&self, after: Option<(SegmentKey, Locale)>, limit: usize) -> Result<Vec<Row>>;

    /// What the memory holds.
    async fn stats(&self) -> Result<Stats>;

    /// File or address, without secrets, for messages.
    fn describe(&self) -> String;
}

/// Verbs made of the contract's own.
#[async_trait]
pub trait StoreExt: Store {
    /// The row of one key and language, whatever its context.
    async fn find(&self, key: SegmentKey, locale: Locale) -> Result<Option<Row>> {
        let query = Query { key, context: ContextKey([0; 32]) };
        Ok(self.lookup(locale, &[query]).await?.pop().flatten().map(|hit| hit.row))
    }
}

impl<S: Store + ?Sized> StoreExt for S {}
