//! Removing rows on purpose, and when rows were used.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior, params};

use super::{fault::Fault, rows, write::last_change};
use crate::{
    memory::{
        Removal, RowId,
        columns::{self, bound, number},
    },
    segment::{ContextKey, SegmentKey},
};

const NUMBER: &str = "SELECT id FROM translation WHERE key = ?1 AND locale = ?2 AND context = ?3";

pub(super) fn remove(
    file: &mut Connection,
    rows: &[(RowId, u64)],
    why: &str,
    clock: fn() -> Timestamp,
) -> Result<u64, Fault> {
    let transaction = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let now = format!("{:.3}", clock());
    let mut change = last_change(&transaction)?;
    let mut removed = 0;
    for (id, version) in rows {
        let found: Option<i64> = transaction
            .prepare_cached(&format!("{NUMBER} AND version = ?4"))?
            .query_row(params![id.key.0, id.locale.tag(), id.context.0, number(*version)], |row| row.get(0))
            .optional()?;
        let Some(found) = found else { continue };
        change += 1;
        transaction
            .prepare_cached(
                "INSERT INTO removed (change, translation, key, locale, context, versions, why, at)
                 VALUES (?1, ?2, ?3, ?4, ?5, (SELECT count(*) FROM history WHERE translation = ?2), ?6, ?7)",
            )?
            .execute(params![change, found, id.key.0, id.locale.tag(), id.context.0, why, now])?;
        transaction.prepare_cached("DELETE FROM history WHERE translation = ?1")?.execute([found])?;
        transaction.prepare_cached("DELETE FROM translation WHERE id = ?1")?.execute([found])?;
        removed += 1;
    }
    transaction.commit()?;
    Ok(removed)
}

pub(super) fn removals(file: &mut Connection, after: u64, limit: usize) -> Result<Vec<(u64, Removal)>, Fault> {
    let mut statement = file.prepare_cached(
        "SELECT change, key, locale, context, versions, why, at FROM removed WHERE change > ?1
         ORDER BY change LIMIT ?2",
    )?;
    let mut found = statement.query(params![number(after), bound(limit)])?;
    let mut removals = Vec::new();
    while let Some(row) = found.next()? {
        let locale = columns::locale(row.get_ref(2)?.as_str()?)?;
        let id = RowId { key: SegmentKey(row.get(1)?), locale, context: ContextKey(row.get(3)?) };
        let versions = rows::count(row.get_ref(4)?)?;
        removals.push((rows::count(row.get_ref(0)?)?, Removal { id, versions, why: row.get(5)?, at: row.get(6)? }));
    }
    Ok(removals)
}

pub(super) fn mark_used(file: &mut Connection, rows: &[RowId], day: &str) -> Result<(), Fault> {
    let transaction = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for id in rows {
        transaction
            .prepare_cached(&format!(
                "INSERT INTO used (translation, day) SELECT id, ?4 FROM ({NUMBER}) WHERE true
                 ON CONFLICT (translation) DO UPDATE SET day = excluded.day WHERE day < excluded.day"
            ))?
            .execute(params![id.key.0, id.locale.tag(), id.context.0, day])?;
    }
    transaction.commit()?;
    Ok(())
}

pub(super) fn last_used(file: &mut Connection, rows: &[RowId]) -> Result<Vec<Option<String>>, Fault> {
    let mut statement = file.prepare_cached(&format!("SELECT day FROM used WHERE translation = ({NUMBER})"))?;
    rows.iter()
        .map(|id| {
            Ok(statement.query_row(params![id.key.0, id.locale.tag(), id.context.0], |row| row.get(0)).optional()?)
        })
        .collect()
}
