//! The memory in one SQLite file, shared by the processes of one machine.
//!
//! One thread writes and a few read, each with a connection of its own, so that nothing here ever waits on the
//! async runtime's threads. The file is in write-ahead-log mode with `synchronous=FULL`: with `NORMAL` a commit
//! would survive the process (the operating system has it) but not a power cut, because the log is then synced
//! only at checkpoints (<https://sqlite.org/pragma.html#pragma_synchronous>). Batches make the sync cheap.

mod backup;
mod carry;
mod claims;
mod fault;
mod header;
mod ledger;
mod load;
mod migrate;
mod open;
mod pool;
mod read;
mod remove;
mod rows;
mod verify;
mod write;

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use jiff::Timestamp;
use tokio::sync::mpsc;

use self::{claims::Claims, fault::Fault, pool::Pool};
use super::{
    Claim, Entry, EntryId, Error, History, Hit, LedgerLine, Loaded, NewRow, Query, Record, Removal, Reservation,
    Reserved, Restored, Result, Row, RowId, Settings, Spent, Stats, Store,
};
use crate::{locale::Locale, segment::SegmentKey};

/// A memory in an SQLite file. Dropping it waits for the verb under way and closes the file.
pub struct Sqlite {
    path: PathBuf,
    settings: Settings,
    clock: fn() -> Timestamp,
    /// Made with the first claim.
    claims: Mutex<Option<Arc<Claims>>>,
    // Before the writer, which as the last to close folds the log into the file.
    readers: Pool,
    writer: Pool,
}

impl Sqlite {
    /// Opens the memory in `path`, making file and folder where there is none and bringing an older file up to
    /// date; `settings.path` is not looked at. Blocks: up to `busy-timeout-ms` where another process is at work,
    /// and for the check of the file.
    ///
    /// # Errors
    /// [`Error::Open`] for what is no memory or cannot be opened, [`Error::Corrupt`] for a damaged one; a foreign
    /// file is left as it is.
    pub fn open(path: &Path, settings: &Settings) -> Result<Self> {
        Self::open_with_clock(path, settings, Timestamp::now)
    }

    /// The same with times from `clock`.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn open_with_clock(path: &Path, settings: &Settings, clock: fn() -> Timestamp) -> Result<Self> {
        let settings = Settings {
            busy_timeout_ms: settings.busy_timeout_ms.min(600_000),
            readers: settings.readers.clamp(1, 64),
            ..settings.clone()
        };
        let fault = |fault: Fault| fault.on_opening(&path.display().to_string());
        let path = std::path::absolute(path).map_err(|error| fault(Fault::file("is no path", &error)))?;
        let (writer, readers) = open::open(&path, &settings).map_err(fault)?;
        let thread = |error| fault(Fault::file("no thread can be started for it", &error));
        Ok(Self {
            readers: Pool::start("memory-reader", readers).map_err(thread)?,
            writer: Pool::start("memory-writer", vec![writer]).map_err(thread)?,
            claims: Mutex::new(None),
            path,
            settings,
            clock,
        })
    }

    fn claims(&self) -> std::result::Result<Arc<Claims>, Fault> {
        let mut claims = self.claims.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(claims) = &*claims {
            return Ok(Arc::clone(claims));
        }
        let patience = Duration::from_millis(u64::from(self.settings.busy_timeout_ms));
        let made = Claims::new(&self.path, open::connect(&self.path, patience)?)?;
        *claims = Some(Arc::clone(&made));
        Ok(made)
    }

    fn fault(&self, fault: Fault) -> Error {
        fault.at_work(&self.describe(), self.settings.busy_timeout_ms)
    }
}

#[async_trait]
impl Store for Sqlite {
    async fn lookup(&self, locale: Locale, queries: &[Query]) -> Result<Vec<Option<Hit>>> {
        if queries.is_empty() {
            return Ok(Vec::new());
        }
        let queries = queries.to_vec();
        self.readers.run(move |file| read::lookup(file, locale, &queries)).await.map_err(|fault| self.fault(fault))
    }

    async fn commit(&self, rows: &[NewRow]) -> Result<Vec<u64>> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let (rows, clock) = (rows.to_vec(), self.clock);
        self.writer.run(move |file| write::commit(file, &rows, clock)).await.map_err(|fault| self.fault(fault))
    }

    async fn load(&self, batches: mpsc::Receiver<Arc<Vec<NewRow>>>) -> Result<Loaded> {
        let clock = self.clock;
        self.writer.run(move |file| load::load(file, batches, clock)).await.map_err(|fault| self.fault(fault))
    }

    async fn variants(&self, key: SegmentKey, locale: Locale, limit: usize) -> Result<Vec<Row>> {
        self.readers
            .run(move |file| read::variants(file, key, locale, limit))
            .await
            .map_err(|fault| self.fault(fault))
    }

    async fn variants_of(&self, keys: &[SegmentKey], locales: &[Locale], limit: usize) -> Result<Vec<Vec<Row>>> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let (keys, locales) = (keys.to_vec(), locales.to_vec());
        self.readers
            .run(move |file| read::variants_of(file, &keys, &locales, limit))
            .await
            .map_err(|fault| self.fault(fault))
    }

    async fn history(&self, id: RowId) -> Result<Vec<History>> {
        self.readers.run(move |file| read::history(file, id)).await.map_err(|fault| self.fault(fault))
    }

    async fn page(&self, after: Option<RowId>, limit: usize) -> Result<Vec<Row>> {
        self.readers.run(move |file| read::page(file, after, limit)).await.map_err(|fault| self.fault(fault))
    }

    async fn changes(&self, after: u64, limit: usize) -> Result<Vec<(u64, Row)>> {
        self.readers.run(move |file| read::changes(file, after, limit)).await.map_err(|fault| self.fault(fault))
    }

    async fn lineage(&self, change: u64) -> Result<Option<String>> {
        self.readers.run(move |file| read::lineage(file, change)).await.map_err(|fault| self.fault(fault))
    }

    async fn reserve(&self, wanted: &Reservation) -> Result<Reserved> {
        let (wanted, clock) = (wanted.clone(), self.clock);
        self.writer.run(move |file| ledger::reserve(file, &wanted, clock)).await.map_err(|fault| self.fault(fault))
    }

    async fn settle(&self, entry: EntryId, spent: Spent) -> Result<()> {
        let clock = self.clock;
        self.writer
            .run(move |file| ledger::settle(file, entry, spent, clock))
            .await
            .map_err(|fault| self.fault(fault))
    }

    async fn ledger(&self, since: Option<&str>) -> Result<Vec<LedgerLine>> {
        let since = since.map(str::to_owned);
        self.readers.run(move |file| ledger::ledger(file, since.as_deref())).await.map_err(|fault| self.fault(fault))
    }

    async fn entries(&self, after: EntryId, limit: usize) -> Result<Vec<(EntryId, Entry)>> {
        self.readers.run(move |file| ledger::entries(file, after, limit)).await.map_err(|fault| self.fault(fault))
    }

    async fn enter(&self, entries: &[Entry]) -> Result<()> {
        let entries = entries.to_vec();
        self.writer.run(move |file| ledger::enter(file, &entries)).await.map_err(|fault| self.fault(fault))
    }

    async fn stats(&self) -> Result<Stats> {
        let path = self.path.clone();
        self.readers.run(move |file| read::stats(file, &path)).await.map_err(|fault| self.fault(fault))
    }

    async fn removals(&self, after: u64, limit: usize) -> Result<Vec<(u64, Removal)>> {
        self.readers.run(move |file| remove::removals(file, after, limit)).await.map_err(|fault| self.fault(fault))
    }

    async fn records(&self, after: u64, limit: usize) -> Result<Vec<(u64, Record)>> {
        self.readers.run(move |file| carry::records(file, after, limit)).await.map_err(|fault| self.fault(fault))
    }

    async fn restore(&self, records: &[Record]) -> Result<Vec<Restored>> {
        if records.is_empty() {
            return Ok(Vec::new());
        }
        let records = records.to_vec();
        self.writer.run(move |file| carry::restore(file, &records)).await.map_err(|fault| self.fault(fault))
    }

    async fn remove(&self, rows: &[(RowId, u64)], why: &str) -> Result<u64> {
        if rows.is_empty() {
            return Ok(0);
        }
        let (rows, why, clock) = (rows.to_vec(), why.to_owned(), self.clock);
        self.writer.run(move |file| remove::remove(file, &rows, &why, clock)).await.map_err(|fault| self.fault(fault))
    }

    async fn mark_used(&self, rows: &[RowId], day: &str) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let (rows, day) = (rows.to_vec(), day.to_owned());
        self.writer.run(move |file| remove::mark_used(file, &rows, &day)).await.map_err(|fault| self.fault(fault))
    }

    async fn last_used(&self, rows: &[RowId]) -> Result<Vec<Option<String>>> {
        let rows = rows.to_vec();
        self.readers.run(move |file| remove::last_used(file, &rows)).await.map_err(|fault| self.fault(fault))
    }

    async fn claim(&self, key: SegmentKey, locale: Locale) -> Result<Option<Claim>> {
        let claims = self.claims().map_err(|fault| self.fault(fault))?;
        claims.claim(&self.path, key, locale).await.map_err(|fault| self.fault(fault))
    }

    async fn verify(&self, repair: bool) -> Result<Vec<super::Fault>> {
        let pool = if repair { &self.writer } else { &self.readers };
        pool.run(move |file| verify::verify(file, repair)).await.map_err(|fault| self.fault(fault))
    }

    async fn backup(&self, file: &Path) -> Result<()> {
        let to = file.to_owned();
        self.readers.run(move |file| backup::backup(file, &to)).await.map_err(|fault| self.fault(fault))
    }

    fn describe(&self) -> String {
        self.path.display().to_string()
    }
}
