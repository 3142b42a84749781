//! The one verb that writes.

use jiff::Timestamp;
use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use super::{
    fault::Fault,
    read::{by_id, one},
    rows::{self, Stored},
};
use crate::memory::{NewRow, Row, Verdict, settle};

/// Stores `rows` with their history; see [`Store::commit`](crate::memory::Store::commit).
pub(super) fn commit(file: &mut Connection, rows: &[NewRow], clock: fn() -> Timestamp) -> Result<Vec<u64>, Fault> {
    // Taking the write lock first: a transaction that read before it wants to write may have to fail instead of
    // waiting when another process was faster.
    let transaction = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let now = format!("{:.3}", clock());
    let mut change: i64 = transaction
        .prepare_cached("SELECT coalesce(max(change), 0) FROM history")?
        .query_row([], |columns| columns.get(0))?;
    let mut versions = Vec::with_capacity(rows.len());
    for new in rows {
        let id = new.id();
        let standing = one(&mut by_id(&transaction)?, params![id.key.0, id.locale.tag(), id.context.0])?;
        versions.push(match settle(new, standing.as_ref().map(|standing| &standing.row))? {
            Verdict::Keep(version) => version,
            Verdict::Store(version) => {
                change += 1;
                store(&transaction, &next(new, version, standing.as_ref(), &now), standing.as_ref(), change)?;
                version
            }
        });
    }
    transaction.commit()?;
    Ok(versions)
}

/// The row that `new` becomes.
fn next(new: &NewRow, version: u64, standing: Option<&Stored>, now: &str) -> Row {
    let standing = standing.map(|standing| &standing.row);
    // Both are of one form, so that their order as text is their order in time.
    let updated = standing.map_or(now, |row| now.max(&row.updated));
    Row {
        key: new.key,
        context: new.context,
        locale: new.locale,
        source: new.source.clone(),
        target: new.target.clone(),
        state: new.state,
        origin: new.origin.clone(),
        fingerprint: new.fingerprint.clone(),
        findings: new.findings.clone(),
        created: standing.map_or(now, |row| &row.created).to_owned(),
        updated: updated.to_owned(),
        version,
    }
}

fn store(transaction: &Transaction<'_>, row: &Row, standing: Option<&Stored>, change: i64) -> Result<(), Fault> {
    let version = i64::try_from(row.version)
        .map_err(|_| Fault::Damaged(format!("segment {} has version {}", row.key, row.version)))?;
    let written = rows::write(row)?;
    let origin = &row.origin;
    let number = match standing {
        Some(standing) => {
            transaction
                .prepare_cached(
                    "UPDATE translation SET source = ?2, target = ?3, state = ?4, who = ?5, name = ?6, model = ?7,
                         prompt = ?8, fingerprint = ?9, findings = ?10, updated = ?11, version = ?12, change = ?13,
                         digest = ?14
                     WHERE id = ?1",
                )?
                .execute(params![
                    standing.number,
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
            standing.number
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
    Ok(())
}
