//! The ledger's verbs.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior, params};

use super::fault::Fault;
use crate::memory::{
    Cap, Entry, EntryId, LedgerLine, Reservation, Reserved, Spent,
    columns::{bound, count, number},
};

/// See [`Store::reserve`](crate::memory::Store::reserve).
pub(super) fn reserve(
    file: &mut Connection,
    wanted: &Reservation,
    clock: fn() -> Timestamp,
) -> Result<Reserved, Fault> {
    let change = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let now = format!("{:.3}", clock());
    let worst = number(wanted.worst);
    for cap in &wanted.caps {
        let (scope, most) = match cap {
            Cap::Run(most) => (format!("run {}", wanted.run), *most),
            Cap::Month(most) => (format!("month {}", now.get(..7).unwrap_or_default()), *most),
        };
        let counted: i64 = change
            .prepare_cached("SELECT micros FROM ledger_sum WHERE scope = ?1 AND currency = ?2")?
            .query_row(params![scope, wanted.currency], |row| row.get(0))
            .optional()?
            .unwrap_or(0);
        if counted.saturating_add(worst) > number(most) {
            return Ok(Reserved::No(cap.clone(), u64::try_from(counted).unwrap_or(0)));
        }
    }
    change
        .prepare_cached(
            "INSERT INTO ledger (backend, model, who, run, currency, worst, opened) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![wanted.backend, wanted.model, wanted.who, wanted.run, wanted.currency, worst, now])?;
    let entry = EntryId(change.last_insert_rowid());
    change.commit()?;
    Ok(Reserved::Yes(entry))
}

/// See [`Store::settle`](crate::memory::Store::settle). Not synced to the disk by itself: the next commit syncs it
/// too, and before that a power cut leaves the worst case counting.
pub(super) fn settle(
    file: &mut Connection,
    entry: EntryId,
    spent: Spent,
    clock: fn() -> Timestamp,
) -> Result<(), Fault> {
    file.pragma_update(None, "synchronous", "NORMAL")?;
    let settled = file
        .prepare_cached(
            "UPDATE ledger SET spent = ?2, tokens_in = ?3, tokens_out = ?4, characters = ?5, closed = ?6
             WHERE id = ?1 AND closed IS NULL",
        )
        .and_then(|mut statement| {
            statement.execute(params![
                entry.0,
                spent.micros.map(number),
                number(spent.tokens_in),
                number(spent.tokens_out),
                number(spent.characters),
                format!("{:.3}", clock()),
            ])
        });
    file.pragma_update(None, "synchronous", "FULL")?;
    settled?;
    Ok(())
}

/// See [`Store::ledger`](crate::memory::Store::ledger).
pub(super) fn ledger(file: &mut Connection, since: Option<&str>) -> Result<Vec<LedgerLine>, Fault> {
    let mut statement = file.prepare_cached(
        "SELECT substr(opened, 1, 7), backend, model, who, currency, count(*), count(*) FILTER (WHERE spent IS NULL),
             coalesce(sum(coalesce(spent, worst)), 0), sum(tokens_in), sum(tokens_out), sum(characters),
             CAST(coalesce(sum((julianday(closed) - julianday(opened)) * 86400000), 0) AS INTEGER)
         FROM ledger WHERE opened >= ?1
         GROUP BY 1, 2, 3, 4, 5 ORDER BY 1 DESC, 2, 3, 4, 5",
    )?;
    let lines = statement.query_map(params![since.unwrap_or_default()], |row| {
        let number = |at: usize| row.get::<_, i64>(at).map(|number| u64::try_from(number).unwrap_or(0));
        Ok(LedgerLine {
            month: row.get(0)?,
            backend: row.get(1)?,
            model: row.get(2)?,
            who: row.get(3)?,
            currency: row.get(4)?,
            requests: number(5)?,
            open: number(6)?,
            micros: number(7)?,
            tokens_in: number(8)?,
            tokens_out: number(9)?,
            characters: number(10)?,
            ms: number(11)?,
        })
    })?;
    Ok(lines.collect::<Result<_, _>>()?)
}

/// See [`Store::entries`](crate::memory::Store::entries).
pub(super) fn entries(file: &mut Connection, after: EntryId, limit: usize) -> Result<Vec<(EntryId, Entry)>, Fault> {
    let mut statement = file.prepare_cached(
        "SELECT id, backend, model, who, run, currency, worst, spent, tokens_in, tokens_out, characters, opened, closed
         FROM ledger WHERE id > ?1 ORDER BY id LIMIT ?2",
    )?;
    let mut found = statement.query(params![after.0, bound(limit)])?;
    let mut entries = Vec::new();
    while let Some(row) = found.next()? {
        let entry = Entry {
            backend: row.get(1)?,
            model: row.get(2)?,
            who: row.get(3)?,
            run: row.get(4)?,
            currency: row.get(5)?,
            worst: count(row.get(6)?)?,
            spent: row.get::<_, Option<i64>>(7)?.map(count).transpose()?,
            tokens_in: count(row.get(8)?)?,
            tokens_out: count(row.get(9)?)?,
            characters: count(row.get(10)?)?,
            opened: row.get(11)?,
            closed: row.get(12)?,
        };
        entries.push((EntryId(row.get(0)?), entry));
    }
    Ok(entries)
}

/// See [`Store::enter`](crate::memory::Store::enter).
pub(super) fn enter(file: &mut Connection, entries: &[Entry]) -> Result<(), Fault> {
    let change = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for entry in entries {
        change
            .prepare_cached(
                "INSERT INTO ledger (backend, model, who, run, currency, worst, spent, tokens_in, tokens_out,
                     characters, opened, closed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            )?
            .execute(params![
                entry.backend,
                entry.model,
                entry.who,
                entry.run,
                entry.currency,
                number(entry.worst),
                entry.spent.map(number),
                number(entry.tokens_in),
                number(entry.tokens_out),
                number(entry.characters),
                entry.opened,
                entry.closed,
            ])?;
    }
    Ok(change.commit()?)
}
