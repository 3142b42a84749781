//! What a store tells beside its rows: versions to carry elsewhere, claims, removals, faults.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{History, RowId};
use crate::article::Content;

/// One version of one row, with all it takes to put it into another store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// What names the row.
    pub id: RowId,
    /// The row's source segment, as it stands now.
    pub source: Content,
    /// The version.
    pub history: History,
}

/// What became of a [`Record`] that was to be restored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Restored {
    /// It was stored.
    Stored,
    /// It stood there already, the same in everything.
    Stood,
    /// Another version stands in its place, or the one before it is missing; nothing was changed.
    Differs,
}

/// A row that was removed on purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removal {
    /// What named it.
    pub id: RowId,
    /// How many versions went with it.
    pub versions: u64,
    /// Why, in the words of whoever removed it.
    pub why: String,
    /// When, UTC, RFC 3339 with milliseconds.
    pub at: String,
}

/// The right to ask a backend for one segment in one language; it ends when this is dropped or its process dies.
pub struct Claim(Option<Box<dyn FnOnce() + Send + Sync>>);

impl Claim {
    /// A claim that `release` ends.
    pub(super) fn new(release: impl FnOnce() + Send + Sync + 'static) -> Self {
        Self(Some(Box::new(release)))
    }
}

impl fmt::Debug for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Claim")
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        if let Some(release) = self.0.take() {
            release();
        }
    }
}

/// The kinds of fault that [`Store::verify`](super::Store::verify) finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FaultKind {
    /// A row fails its checksum, or cannot be read.
    Row,
    /// A version in a history fails its checksum, or cannot be read.
    Version,
    /// A history has a gap, or does not end where its row stands.
    History,
    /// A version or a use without its row, or a row without any version.
    Orphan,
    /// The key is not the hash of the source.
    Key,
    /// A text that is no UTF-8 or holds U+FFFD, where an encoding was mistaken.
    Encoding,
    /// An index does not agree with its table, or a page of the file is damaged.
    Index,
}

impl FaultKind {
    /// The code of the finding that tells it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Row => "memory-row-damaged",
            Self::Version => "memory-version-damaged",
            Self::History => "memory-history-broken",
            Self::Orphan => "memory-orphan",
            Self::Key => "memory-key-wrong",
            Self::Encoding => "memory-encoding",
            Self::Index => "memory-index-damaged",
        }
    }
}

/// One fault of a store's contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// What kind of fault.
    pub kind: FaultKind,
    /// Which row, where it can still be named.
    pub id: Option<RowId>,
    /// What was found.
    pub what: String,
    /// Whether it has been mended.
    pub mended: bool,
}
