//! The one verb that writes.

use jiff::Timestamp;
use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use super::{
    fault::Fault,
    read::{by_id, one},
};
use crate::memory::{
    NewRow, Row, Verdict,
    columns::{self, Written},
    settle,
    settle::successor,
};

/// Stores `rows` with their history; see [`Store::commit`](crate::memory::Store::commit).
pub(super) fn commit(file: &mut Connection, rows: &[NewRow], clock: fn() -> Timestamp) -> Result<Vec<u64>, Fault> {
    // Taking the write lock first: a transaction that read before it wants to write may have to fail instead of
    // waiting when another process was faster.
    let transaction = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let now = format!("{:.3}", clock());
    let mut change = last_change(&transaction)?;
    let mut versions = Vec::with_capacity(rows.len());
    for new in rows {
        let id = new.id();
        let standing = one(&mut by_id(&transaction)?, params![id.key.0, id.locale.tag(), id.context.0])?;
        versions.push(match settle(new, standing.as_ref().map(|standing| &standing.row))? {
            Verdict::Keep(version) => version,
            Verdict::Store(version) => {
                change += 1;
                let row = successor(new, version, standing.as_ref().map(|standing| &standing.row), &now);
                store(&transaction, &row, standing.map(|standing| standing.number), change)?;
                version
            }
        });
    }
    transaction.commit()?;
    Ok(versions)
}

/// The number of the latest change; 0 for none.
pub(super) fn last_change(file: &Connection) -> rusqlite::Result<i64> {
    file.prepare_cached(
        "SELECT max(coalesce((SELECT max(change) FROM history), 0), coalesce((SELECT max(change) FROM removed), 0))",
    )?
    .query_row([], |columns| columns.get(0))
}

/// Writes one version of a row, as it is; gives the row's number in the file.
pub(super) fn store(
    transaction: &Transaction<'_>,
    row: &Row,
    standing: Option<i64>,
    change: i64,
) -> Result<i64, Fault> {
    put(transaction, row, &columns::write(row)?, standing, change)
}

/// The same where what goes into the columns is made already.
pub(super) fn put(
    transaction: &Transaction<'_>,
    row: &Row,
    written: &Written,
    standing: Option<i64>,
    change: i64,
) -> Result<i64, Fault> {
    let version = i64::try_from(row.version)
        .map_err(|_| Fault::Damaged(format!("segment {} has version {}", row.key, row.version)))?;
    let origin = &row.origin;
    let number = match standing {
        Some(number) => {
            transaction
                .prepare_cached(
                    "UPDATE translation SET source = ?2, target = ?3, state = ?4, who = ?5, name = ?6, model = ?7,
                         prompt = ?8, fingerprint = ?9, findings = ?10, updated = ?11, version = ?12, change = ?13,
                         digest = ?14
                     WHERE id = ?1",
                )?
                .execute(params![
                    number,
                    written.source,
                    written.target,
                    row.state.name(),
                    origin.who.name(),
                    origin.name,
                    origin.model,
                    origin.prompt,
                    row.fingerprint,
                    written.findings,
                    row.updated,
                    version,
                    change,
                    written.digest,
                ])?;
            number
        }
        None => transaction
            .prepare_cached(
                "INSERT INTO translation (key, locale, context, source, target, state, who, name, model, prompt,
                     fingerprint, findings, created, updated, version, change, digest)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
            )?
            .insert(params![
                row.key.0,
                row.locale.tag(),
                row.context.0,
                written.source,
                written.target,
                row.state.name(),
                origin.who.name(),
                origin.name,
                origin.model,
                origin.prompt,
                row.fingerprint,
                written.findings,
                row.created,
                row.updated,
                version,
                change,
                written.digest,
            ])?,
    };
    transaction
        .prepare_cached(
            "INSERT INTO history (change, translation, version, target, state, who, name, model, prompt,
                 fingerprint, findings, at, digest)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?
        .execute(params![
            change,
            number,
            version,
            written.target,
            row.state.name(),
            origin.who.name(),
            origin.name,
            origin.model,
            origin.prompt,
            row.fingerprint,
            written.findings,
            row.updated,
            written.history_digest,
        ])?;
    Ok(number)
}
