//! Rows by the hundred thousand.

use std::{sync::Arc, thread};

use jiff::Timestamp;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use tokio::sync::mpsc;

use super::{
    fault::Fault,
    open::CACHE,
    write::{commit, last_change, put},
};
use crate::memory::{
    Loaded, NewRow, Row, Verdict,
    columns::{self, Written},
    settle,
    settle::successor,
};

/// 48 MiB while rows come: most of what is written is not read again. Sorting keys afterwards takes as much again as
/// the cache may have, so that then it is as small as ever.
const LARGE_CACHE: i64 = -49_152;

/// Stores what comes in `batches`; see [`Store::load`](crate::memory::Store::load). Blocks until the last has come.
pub(super) fn load(
    file: &mut Connection,
    mut batches: mpsc::Receiver<Arc<Vec<NewRow>>>,
    clock: fn() -> Timestamp,
) -> Result<Loaded, Fault> {
    file.pragma_update(None, "cache_size", LARGE_CACHE)?;
    // What is written refers to what was written just before.
    file.pragma_update(None, "foreign_keys", false)?;
    let loaded = into_empty(file, &mut batches, clock);
    file.pragma_update(None, "foreign_keys", true)?;
    file.pragma_update(None, "cache_size", CACHE)?;
    if let Some(loaded) = loaded? {
        return Ok(loaded);
    }
    let mut loaded = Loaded::default();
    while let Some(rows) = batches.blocking_recv() {
        commit(file, &rows, clock)?;
        loaded.rows += rows.len() as u64;
    }
    Ok(loaded)
}

/// The same for a memory that has and had no row, nothing for any other. Indexes are made once, when all rows are
/// there, from sorted keys: row by row nearly every page of them would be written again with every batch. Triggers
/// guard what stands there, and nothing does. It is one transaction: until its end nobody sees any of it.
fn into_empty(
    file: &mut Connection,
    batches: &mut mpsc::Receiver<Arc<Vec<NewRow>>>,
    clock: fn() -> Timestamp,
) -> Result<Option<Loaded>, Fault> {
    let transaction = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let empty = "SELECT NOT EXISTS (SELECT 1 FROM translation) AND NOT EXISTS (SELECT 1 FROM history)";
    if !transaction.query_row(empty, [], |row| row.get::<_, bool>(0))? {
        return Ok(None);
    }
    let now = format!("{:.3}", clock());
    let mut change = last_change(&transaction)?;
    let made_again = set_aside(&transaction)?;
    let mut rows = 0;
    thread::scope(|scope| {
        let (sender, ready) = std::sync::mpsc::sync_channel(2);
        scope.spawn(move || {
            while let Some(batch) = batches.blocking_recv()
                && sender.send(prepared(&batch, &now)).is_ok()
            {}
        });
        for batch in ready {
            for (row, written) in batch? {
                rows += 1;
                change += 1;
                put(&transaction, &row, &written, None, change)?;
            }
        }
        Ok::<_, Fault>(())
    })?;
    transaction.pragma_update(None, "cache_size", CACHE)?;
    for sql in made_again {
        // It comes out of the file, which may be anybody's: one statement and no more.
        transaction.execute(&sql, [])?;
    }
    transaction.commit()?;
    Ok(Some(Loaded { rows, anew: Some(columns::count(change)?) }))
}

/// The rows of a batch for a memory that has none, with what goes into their columns.
fn prepared(batch: &[NewRow], now: &str) -> Result<Vec<(Row, Written)>, Fault> {
    let each = batch.iter().map(|new| {
        let (Verdict::Store(version) | Verdict::Keep(version)) = settle(new, None)?;
        let row = successor(new, version, None, now);
        let written = columns::write(&row)?;
        Ok((row, written))
    });
    each.collect()
}

/// Drops the indexes and triggers of the tables of rows; gives the statements that make them again.
fn set_aside(transaction: &Transaction<'_>) -> Result<Vec<String>, Fault> {
    let own = "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND type IN ('index', 'trigger')
               AND tbl_name IN ('translation', 'history') ORDER BY name";
    let found: Vec<(String, String, String)> = transaction
        .prepare(own)?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_, _>>()?;
    for (kind, name, _) in &found {
        transaction.execute(&format!("DROP {kind} \"{}\"", name.replace('"', "\"\"")), [])?;
    }
    Ok(found.into_iter().map(|(_, _, sql)| sql).collect())
}
