//! Several memories behind one contract: the newsroom's own, and others that are asked after it.

use std::{collections::HashMap, path::Path, sync::Arc};

use async_trait::async_trait;
use tokio::sync::mpsc;

use super::{
    Also, Claim, Entry, EntryId, Fault, History, Hit, LedgerLine, Loaded, MatchKind, NewRow, Query, Record, Removal,
    Reservation, Reserved, Restored, Result, Row, RowId, Spent, Stats, Store, Who, choose::in_force,
    contract::MOST_VARIANTS,
};
use crate::{locale::Locale, segment::SegmentKey};

/// Another memory that is asked after the own one.
pub struct Other {
    /// How it is set.
    pub settings: Also,
    /// The memory.
    pub store: Arc<dyn Store>,
}

impl Other {
    /// What is left of a match of `percent` on a row by this hand.
    #[must_use]
    pub fn percent(&self, percent: u8, who: Who) -> u8 {
        percent.saturating_sub(self.settings.takes_off(who))
    }

    /// The row, its origin saying which memory it is from.
    #[must_use]
    pub fn named(&self, mut row: Row) -> Row {
        row.origin.name = format!("{}: {}", self.settings.name, row.origin.name);
        row
    }
}

/// The own memory with others beside it. Every verb is the own one's, but for these: a lookup asks the others, in
/// their order, for what the own memory has no usable answer to, and for a person's word where it has only a
/// machine's; only rows from which their settings take nothing off answer, and never as standing in the very place. A
/// commit goes to the own memory first and then to the others that are set to be written.
pub struct Several {
    own: Arc<dyn Store>,
    others: Vec<Other>,
}

impl Several {
    /// `own` with these others, in the order in which they are asked.
    #[must_use]
    pub fn new(own: Arc<dyn Store>, others: Vec<Other>) -> Self {
        Self { own, others }
    }

    /// Puts into `hits` what `other` knows better.
    async fn ask(&self, other: &Other, locale: Locale, queries: &[Query], hits: &mut [Option<Hit>]) -> Result<()> {
        let wants =
            |hit: &Option<Hit>| hit.as_ref().is_none_or(|hit| !hit.row.is_by_person() && !by_person_here(hit));
        let open: Vec<(usize, Query)> =
            queries.iter().copied().enumerate().filter(|(at, _)| hits.get(*at).is_none_or(wants)).collect();
        let mut better = Vec::new();
        let asked: Vec<Query> = open.iter().map(|(_, query)| *query).collect();
        for ((at, query), found) in open.iter().zip(other.store.lookup(locale, &asked).await?) {
            let Some(found) = found.filter(|found| found.row.state.is_usable()) else { continue };
            let Some(hit) = hits.get(*at) else { continue };
            let usable = hit.as_ref().is_some_and(|hit| hit.row.state.is_usable());
            let is_better = !usable || found.row.is_by_person();
            if !is_better || other.settings.takes_off(found.row.origin.who) > 0 {
                continue;
            }
            better.push((*at, query.key, found));
        }
        if better.is_empty() {
            return Ok(());
        }
        let mut keys: Vec<SegmentKey> = better.iter().map(|(_, key, _)| *key).collect();
        keys.sort_unstable();
        keys.dedup();
        let standing = self.own.variants_of(&keys, &[locale], MOST_VARIANTS).await?;
        let rejected: HashMap<SegmentKey, Vec<&str>> =
            keys.into_iter().zip(standing.iter().map(|rows| in_force(rows))).collect();
        for (at, key, found) in better {
            let Some(hit) = hits.get_mut(at) else { continue };
            if rejected.get(&key).is_some_and(|texts| texts.contains(&found.row.target.text.as_str())) {
                continue;
            }
            let here = hit.as_ref().map_or(0, |hit| hit.here);
            *hit =
                Some(Hit { kind: found.kind.max(MatchKind::Neighbours), row: other.named(found.row), here, ..found });
        }
        Ok(())
    }
}

/// Whether a person left the place asked for without a translation: rejected it.
fn by_person_here(hit: &Hit) -> bool {
    hit.kind == MatchKind::InContext && hit.row.origin.who == Who::Person
}

#[async_trait]
impl Store for Several {
    fn own(&self) -> Option<&dyn Store> {
        Some(&*self.own)
    }

    fn others(&self) -> &[Other] {
        &self.others
    }

    async fn lookup(&self, locale: Locale, queries: &[Query]) -> Result<Vec<Option<Hit>>> {
        let mut hits = self.own.lookup(locale, queries).await?;
        for other in &self.others {
            self.ask(other, locale, queries, &mut hits).await?;
        }
        Ok(hits)
    }

    async fn commit(&self, rows: &[NewRow]) -> Result<Vec<u64>> {
        let versions = self.own.commit(rows).await?;
        for other in self.others.iter().filter(|other| other.settings.write) {
            // What stands there has versions of its own.
            let rows: Vec<NewRow> = rows.iter().map(|row| NewRow { expected: None, ..row.clone() }).collect();
            if let Err(error) = other.store.commit(&rows).await {
                tracing::warn!("the memory {:?} was not written: {error}", other.settings.name);
            }
        }
        Ok(versions)
    }

    async fn load(&self, mut batches: mpsc::Receiver<Arc<Vec<NewRow>>>) -> Result<Loaded> {
        if !self.others.iter().any(|other| other.settings.write) {
            return self.own.load(batches).await;
        }
        // The others get nothing that the own one has not taken, which may take all or nothing.
        let mut loaded = Loaded::default();
        while let Some(rows) = batches.recv().await {
            self.commit(&rows).await?;
            loaded.rows += rows.len() as u64;
        }
        Ok(loaded)
    }

    async fn variants(&self, key: SegmentKey, locale: Locale, limit: usize) -> Result<Vec<Row>> {
        self.own.variants(key, locale, limit).await
    }

    async fn variants_of(&self, keys: &[SegmentKey], locales: &[Locale], limit: usize) -> Result<Vec<Vec<Row>>> {
        self.own.variants_of(keys, locales, limit).await
    }

    async fn history(&self, id: RowId) -> Result<Vec<History>> {
        self.own.history(id).await
    }

    async fn page(&self, after: Option<RowId>, limit: usize) -> Result<Vec<Row>> {
        self.own.page(after, limit).await
    }

    async fn changes(&self, after: u64, limit: usize) -> Result<Vec<(u64, Row)>> {
        self.own.changes(after, limit).await
    }

    async fn lineage(&self, change: u64) -> Result<Option<String>> {
        self.own.lineage(change).await
    }

    async fn reserve(&self, wanted: &Reservation) -> Result<Reserved> {
        self.own.reserve(wanted).await
    }

    async fn settle(&self, entry: EntryId, spent: Spent) -> Result<()> {
        self.own.settle(entry, spent).await
    }

    async fn ledger(&self, since: Option<&str>) -> Result<Vec<LedgerLine>> {
        self.own.ledger(since).await
    }

    async fn entries(&self, after: EntryId, limit: usize) -> Result<Vec<(EntryId, Entry)>> {
        self.own.entries(after, limit).await
    }

    async fn enter(&self, entries: &[Entry]) -> Result<()> {
        self.own.enter(entries).await
    }

    async fn stats(&self) -> Result<Stats> {
        self.own.stats().await
    }

    async fn removals(&self, after: u64, limit: usize) -> Result<Vec<(u64, Removal)>> {
        self.own.removals(after, limit).await
    }

    async fn records(&self, after: u64, limit: usize) -> Result<Vec<(u64, Record)>> {
        self.own.records(after, limit).await
    }

    async fn restore(&self, records: &[Record]) -> Result<Vec<Restored>> {
        self.own.restore(records).await
    }

    async fn remove(&self, rows: &[(RowId, u64)], why: &str) -> Result<u64> {
        self.own.remove(rows, why).await
    }

    async fn mark_used(&self, rows: &[RowId], day: &str) -> Result<()> {
        self.own.mark_used(rows, day).await
    }

    async fn last_used(&self, rows: &[RowId]) -> Result<Vec<Option<String>>> {
        self.own.last_used(rows).await
    }

    async fn claim(&self, key: SegmentKey, locale: Locale) -> Result<Option<Claim>> {
        self.own.claim(key, locale).await
    }

    async fn verify(&self, repair: bool) -> Result<Vec<Fault>> {
        self.own.verify(repair).await
    }

    async fn backup(&self, file: &Path) -> Result<()> {
        self.own.backup(file).await
    }

    fn describe(&self) -> String {
        self.own.describe()
    }
}
