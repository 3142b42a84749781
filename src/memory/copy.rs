//! Carrying a memory into another store, whatever the two are made of, and comparing what arrived.

use std::{
    collections::{BTreeMap, HashMap, HashSet, VecDeque},
    path::Path,
};

use sha2::{Digest as _, Sha256};

use super::{EntryId, Error, Fault, Record, Restored, Result, Row, RowId, Settings, Sqlite, Store};

/// How many versions are carried at a time.
const PAGE: usize = 2_000;

/// What a copy has carried.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copied {
    /// Rows of the source.
    pub rows: u64,
    /// Versions of the source, all rows together.
    pub versions: u64,
    /// Versions that were stored now.
    pub stored: u64,
    /// Entries of the ledger that were written now.
    pub requests: u64,
    /// Rows that stand in the target with another history and were left as they are there.
    pub differ: Vec<RowId>,
}

/// Carries every row with its whole history from `from` to `to`, the days on which rows were last used, and the ledger
/// of what was paid; then reads everything back and compares it by hash. The source may be in use: what was committed up to the moment the
/// copy began is carried. `carried` is told the number of versions so far.
///
/// # Errors
/// Where a store fails, where `to` holds rows already and `into_existing` is not set, or where what arrived is not
/// what was sent.
pub async fn copy(
    from: &dyn Store,
    to: &dyn Store,
    into_existing: bool,
    carried: &mut (dyn FnMut(u64) + Send),
) -> Result<Copied> {
    let failed = |why: String| Error::Failed(format!("{}: {why}", to.describe()));
    let before = to.stats().await?;
    let is_new = before.history == 0;
    if !is_new && !into_existing {
        let rows: u64 = before.rows.iter().map(|(_, _, rows)| rows).sum();
        return Err(failed(format!(
            "it holds {rows} rows already; name an empty memory, or add to this one with --into-existing"
        )));
    }
    let end = from.stats().await?.change;
    let mut copied = Copied::default();
    let mut differ = HashSet::new();
    let mut sent = Sha256::new();
    let (mut after, mut newest) = (0, String::new());
    loop {
        let mut page = from.records(after, PAGE).await?;
        page.retain(|(change, _)| *change <= end);
        let Some((last, _)) = page.last() else { break };
        after = *last;
        for (_, record) in &page {
            hash(&mut sent, record);
            newest = newest.max(record.history.at.clone());
        }
        copied.versions += page.len() as u64;
        copied.rows += page.iter().filter(|(_, record)| record.history.version == 1).count() as u64;
        let records: Vec<Record> =
            page.into_iter().map(|(_, record)| record).filter(|record| !differ.contains(&record.id)).collect();
        for (record, became) in records.iter().zip(to.restore(&records).await?) {
            match became {
                Restored::Stored => copied.stored += 1,
                Restored::Stood => {}
                Restored::Differs => drop(differ.insert(record.id)),
            }
        }
        carried(copied.versions);
    }
    if is_new {
        let (found, versions) = read_back(to).await?;
        if found != <[u8; 32]>::from(sent.finalize()) || versions != copied.versions {
            return Err(failed(format!(
                "what arrived is not what was sent: {} versions sent, {versions} found, and their hashes differ; do \
                 not use it",
                copied.versions
            )));
        }
    }
    compare_rows(from, to, &differ, &newest).await?;
    copied.requests = carry_ledger(from, to).await?;
    copied.differ = differ.into_iter().collect();
    copied.differ.sort_by_key(|id| (id.key, id.locale.tag(), id.context));
    Ok(copied)
}

/// Writes those entries of `from`'s ledger behind `to`'s that are not there; gives how many. No two runs have one name
/// and a run's entries keep their order, so that how many of a run are there tells which. What was open when it was
/// carried stays so and counts with its worst case.
async fn carry_ledger(from: &dyn Store, to: &dyn Store) -> Result<u64> {
    let mut there: HashMap<String, usize> = HashMap::new();
    let mut after = EntryId(0);
    loop {
        let page = to.entries(after, PAGE).await?;
        let Some((last, _)) = page.last() else { break };
        after = *last;
        for (_, entry) in page {
            *there.entry(entry.run).or_default() += 1;
        }
    }
    let newest = after;
    let mut met: HashMap<String, usize> = HashMap::new();
    let mut sent = Vec::new();
    after = EntryId(0);
    loop {
        let page = from.entries(after, PAGE).await?;
        let Some((last, _)) = page.last() else { break };
        after = *last;
        let mut new = Vec::new();
        for (_, entry) in page {
            let at = met.entry(entry.run.clone()).or_default();
            *at += 1;
            if there.get(&entry.run).is_none_or(|known| known < at) {
                new.push(entry);
            }
        }
        to.enter(&new).await?;
        sent.append(&mut new);
    }
    let mut left = sent.iter().peekable();
    after = newest;
    // Others may write theirs meanwhile.
    while left.peek().is_some() {
        let page = to.entries(after, PAGE).await?;
        let Some((last, _)) = page.last() else {
            let why = "the ledger has not arrived as it was sent; do not use it";
            return Err(Error::Failed(format!("{}: {why}", to.describe())));
        };
        after = *last;
        for (_, entry) in &page {
            left.next_if_eq(&entry);
        }
    }
    Ok(sent.len() as u64)
}

/// The hash of every version of a store, in the order of their changes, and how many there are.
async fn read_back(store: &dyn Store) -> Result<([u8; 32], u64)> {
    let (mut found, mut versions, mut after) = (Sha256::new(), 0, 0);
    loop {
        let page = store.records(after, PAGE).await?;
        let Some((last, _)) = page.last() else { return Ok((found.finalize().into(), versions)) };
        after = *last;
        versions += page.len() as u64;
        page.iter().for_each(|(_, record)| hash(&mut found, record));
    }
}

/// The row's source is left out: it belongs to the row, and is compared there.
fn hash(into: &mut Sha256, Record { id, history, .. }: &Record) {
    let text = serde_json::to_vec(&(id, history)).unwrap_or_default();
    into.update((text.len() as u64).to_le_bytes());
    into.update(text);
}

/// Every row of `from` has to stand in `to` as it is here, unless it was changed or made after `newest`.
async fn compare_rows(from: &dyn Store, to: &dyn Store, differ: &HashSet<RowId>, newest: &str) -> Result<()> {
    let mut arrived = Walk { store: to, page: VecDeque::new(), after: None };
    let mut after = None;
    loop {
        let page = from.page(after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(last.id());
        let ids: Vec<RowId> = page.iter().map(Row::id).collect();
        let mut days: BTreeMap<String, Vec<RowId>> = BTreeMap::new();
        for (id, day) in ids.iter().zip(from.last_used(&ids).await?) {
            if let Some(day) = day {
                days.entry(day).or_default().push(*id);
            }
        }
        for (day, rows) in days {
            to.mark_used(&rows, &day).await?;
        }
        for row in page.iter().filter(|row| !differ.contains(&row.id())) {
            let good = match arrived.find(row.id()).await? {
                // Another version was changed meanwhile, here or there.
                Some(found) => found == *row || found.version != row.version,
                None => row.created.as_str() >= newest,
            };
            if !good {
                let why = format!("the row of segment {} ({}) has not arrived as it was sent", row.key, row.locale);
                return Err(Error::Failed(format!("{}: {why}; do not use it", to.describe())));
            }
        }
    }
}

/// A walk along the rows of a store.
struct Walk<'a> {
    store: &'a dyn Store,
    page: VecDeque<Row>,
    after: Option<RowId>,
}

impl Walk<'_> {
    /// The row `id`, if it is there; each question has to be for a later row.
    async fn find(&mut self, id: RowId) -> Result<Option<Row>> {
        let place = |id: RowId| (id.key, id.locale.tag(), id.context);
        loop {
            while self.page.front().is_some_and(|row| place(row.id()) < place(id)) {
                self.page.pop_front();
            }
            if let Some(row) = self.page.front() {
                return Ok(if row.id() == id { self.page.pop_front() } else { None });
            }
            self.page = self.store.page(self.after, PAGE).await?.into();
            match self.page.back() {
                Some(last) => self.after = Some(last.id()),
                None => return Ok(None),
            }
        }
    }
}

/// Writes a backup of `store` into the new file `file`, which gets its name only once everything in it has been
/// read back and compared with its checksums. Gives what is wrong in it: what was wrong in the memory.
///
/// # Errors
/// Where the file is there already, or a store fails.
pub async fn backup(store: &dyn Store, file: &Path, settings: &Settings) -> Result<(Copied, Vec<Fault>)> {
    let failed = |why: String| Error::Failed(format!("{}: {why}", file.display()));
    if file.exists() {
        return Err(failed("it is there already; a backup never replaces a file".to_owned()));
    }
    let mut part = file.as_os_str().to_owned();
    part.push(".partial");
    let part = Path::new(&part);
    if part.exists() {
        // Left by a backup that was stopped.
        std::fs::remove_file(part).map_err(|error| failed(error.to_string()))?;
    }
    store.backup(part).await?;
    let copy = Sqlite::open(part, settings)?;
    let faults = copy.verify(false).await?;
    let stats = copy.stats().await?;
    drop(copy);
    std::fs::File::open(part)
        .and_then(|written| written.sync_all())
        .and_then(|()| std::fs::rename(part, file))
        .map_err(|error| failed(error.to_string()))?;
    let rows = stats.rows.iter().map(|(_, _, rows)| rows).sum();
    Ok((Copied { rows, versions: stats.history, stored: stats.history, ..Copied::default() }, faults))
}
