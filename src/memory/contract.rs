//! What every store promises.

use std::{path::Path, sync::Arc};

use async_trait::async_trait;
use tokio::sync::mpsc;

use super::{
    Claim, Entry, EntryId, Fault, History, Hit, LedgerLine, NO_CONTEXT, NewRow, Other, Query, Record, Removal,
    Reservation, Reserved, Restored, Row, RowId, Spent, Stats, choose::in_force,
};
use crate::{locale::Locale, segment::SegmentKey};

/// How many rows of one segment are looked at where all are meant.
pub(super) const MOST_VARIANTS: usize = 1_000;

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
    /// The file is damaged, or a row in it does not add up to its checksum.
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

/// What became of a [load](Store::load).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// How many rows came.
    pub rows: u64,
    /// Where the store was empty and now holds exactly these rows: the number of its last change.
    pub anew: Option<u64>,
}

/// A translation memory. Every verb is atomic, and what it has returned is durable: it survives the loss of this
/// process, and of the machine's power, at the next instant. Several processes may use one store. A verb whose
/// future is dropped may still happen.
///
/// Rows are unique by [`RowId`]. Of several rows with one key and language the *best* is the one whose state is
/// highest; among those a person's goes before an import's before a machine's; among those the one changed last.
#[async_trait]
pub trait Store: Send + Sync {
    /// Answers to `queries`, in their order and all from one moment: for each the row that [`choose`](super::choose)
    /// takes, which looks at the row in the very place, at those between the same neighbours, at the best of the key
    /// and at the rejected ones; of a segment in a hundred thousand contexts not at all of them.
    async fn lookup(&self, locale: Locale, queries: &[Query]) -> Result<Vec<Option<Hit>>>;

    /// Stores `rows`, in their order, in one transaction and gives the version of each row as it stood after its
    /// turn. What becomes of each is decided by [`settle`](super::settle). All or nothing: one
    /// [`Error::Conflict`] stores none.
    async fn commit(&self, rows: &[NewRow]) -> Result<Vec<u64>>;

    /// Stores rows that come batch after batch, from another tool's file for instance: as [`commit`](Self::commit)
    /// does with each batch, so that what was taken in stands whatever comes after. A store without any row may take
    /// all of them in one transaction, which is several times quicker and leaves nothing where it fails. No two of
    /// the rows may have one [`RowId`].
    async fn load(&self, mut batches: mpsc::Receiver<Arc<Vec<NewRow>>>) -> Result<Loaded> {
        let mut loaded = Loaded::default();
        while let Some(rows) = batches.recv().await {
            self.commit(&rows).await?;
            loaded.rows += rows.len() as u64;
        }
        Ok(loaded)
    }

    /// The `limit` best rows of a key and language, whatever their context, best first.
    async fn variants(&self, key: SegmentKey, locale: Locale, limit: usize) -> Result<Vec<Row>>;

    /// For each of `keys` its [`variants`](Self::variants) in each of `locales`, one language after the other, in one
    /// go.
    async fn variants_of(&self, keys: &[SegmentKey], locales: &[Locale], limit: usize) -> Result<Vec<Vec<Row>>>;

    /// The versions of one row, oldest first; empty where there is no such row.
    async fn history(&self, id: RowId) -> Result<Vec<History>>;

    /// Every row, in pages: at most `limit` rows after `after`, ordered by key, language tag and context. A row
    /// committed between two pages is met if its place is still ahead; no row is met twice.
    async fn page(&self, after: Option<RowId>, limit: usize) -> Result<Vec<Row>>;

    /// Rows whose change number is above `after`, ascending by change number, at most `limit`. Change numbers grow
    /// with every stored change over all processes and begin at 1; a row has the number of its latest change, and
    /// when a change can be seen, every change with a lower number can be seen too. Who asks again with the highest
    /// number he got meets every change.
    async fn changes(&self, after: u64, limit: usize) -> Result<Vec<(u64, Row)>>;

    /// A mark of this store and of its past up to the change number `change`: what was derived from the store up to
    /// there belongs to it only while the mark is the same. Nothing where the store has no such change, as after a
    /// backup was put back. A store that cannot tell its past gives its address.
    async fn lineage(&self, change: u64) -> Result<Option<String>> {
        let _ = change;
        Ok(Some(self.describe()))
    }

    /// Sets the worst case of one request aside, if it fits under every cap together with what is spent and set
    /// aside already. Looking and setting aside are one step for all who use the store, so that two of them cannot
    /// overspend together. What is never settled counts in full.
    async fn reserve(&self, wanted: &Reservation) -> Result<Reserved>;

    /// Puts what a request cost in place of what was set aside for it. Settling an entry twice changes nothing. A
    /// power cut may undo a settling, never a reservation: then the worst case goes on counting.
    async fn settle(&self, entry: EntryId, spent: Spent) -> Result<()>;

    /// What was spent since the RFC 3339 time `since`, by month, backend, model and person, newest month first.
    async fn ledger(&self, since: Option<&str>) -> Result<Vec<LedgerLine>>;

    /// The entries of the ledger after `after`, in their order, at most `limit`; from the first where `after` is 0.
    async fn entries(&self, after: EntryId, limit: usize) -> Result<Vec<(EntryId, Entry)>>;

    /// Writes entries of another store's ledger behind this one's, as they are and in their order, in one transaction.
    /// They count under this store's caps like its own.
    async fn enter(&self, entries: &[Entry]) -> Result<()>;

    /// What the memory holds.
    async fn stats(&self) -> Result<Stats>;

    /// Rows removed under a change number above `after`, ascending by change number.
    async fn removals(&self, after: u64, limit: usize) -> Result<Vec<(u64, Removal)>>;

    /// Every version of every row, as [`restore`](Self::restore) takes them: those with a change number above
    /// `after`, ascending by change number.
    async fn records(&self, after: u64, limit: usize) -> Result<Vec<(u64, Record)>>;

    /// Puts versions from another store here as they are, times and hands included, in one transaction; the change
    /// numbers are this store's own. A row's versions have to come in their order.
    async fn restore(&self, records: &[Record]) -> Result<Vec<Restored>>;

    /// Removes whole rows with their histories, in one transaction: each that still stands at the version given.
    /// Every removal is kept in a log with `why`. Gives how many were removed.
    async fn remove(&self, rows: &[(RowId, u64)], why: &str) -> Result<u64>;

    /// Notes that these rows were used on `day` (UTC, `YYYY-MM-DD`); an earlier day never replaces a later one.
    async fn mark_used(&self, rows: &[RowId], day: &str) -> Result<()>;

    /// The day on which each of these rows was last used, in their order; none where that was never noted.
    async fn last_used(&self, rows: &[RowId]) -> Result<Vec<Option<String>>>;

    /// The right to ask a backend for this segment in this language, for as long as the claim is kept; none while
    /// anybody else has it, in this process or another. A process that dies loses its claims. After getting a claim
    /// look the segment up once more: whoever had the claim before may have stored the answer.
    async fn claim(&self, key: SegmentKey, locale: Locale) -> Result<Option<Claim>>;

    /// Reads every row and every version and compares them with their checksums, their keys and each other; with
    /// `repair` mends what can be mended from what is whole. An error only where the store cannot be read at all.
    async fn verify(&self, repair: bool) -> Result<Vec<Fault>>;

    /// Writes everything, as of one moment and while others go on writing, into a new SQLite memory `file`.
    async fn backup(&self, file: &Path) -> Result<()>;

    /// File or address, without secrets, for messages.
    fn describe(&self) -> String;

    /// The store that holds the rows, where this one only asks others beside it; see [`Several`](super::Several).
    fn own(&self) -> Option<&dyn Store> {
        None
    }

    /// The memories that are asked after this one, in their order.
    fn others(&self) -> &[Other] {
        &[]
    }
}

/// Verbs made of the contract's own.
#[async_trait]
pub trait StoreExt: Store {
    /// The texts of a segment's translations that a person rejected and none has accepted since, as far as its best
    /// thousand rows tell.
    async fn rejected(&self, key: SegmentKey, locale: Locale) -> Result<Vec<String>> {
        let rows = self.variants(key, locale, MOST_VARIANTS).await?;
        Ok(in_force(&rows).into_iter().map(str::to_owned).collect())
    }

    /// The best row of one key and language, whatever its context.
    async fn find(&self, key: SegmentKey, locale: Locale) -> Result<Option<Row>> {
        let query = Query { key, context: NO_CONTEXT };
        Ok(self.lookup(locale, &[query]).await?.pop().flatten().map(|hit| hit.row))
    }
}

impl<S: Store + ?Sized> StoreExt for S {}
