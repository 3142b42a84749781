//! Carrying versions from store to store.

use std::collections::HashSet;

use rusqlite::{Connection, TransactionBehavior, params};

use super::{
    fault::Fault,
    read::{by_id, history, one},
    rows::{self, TRANSLATION},
    write::{last_change, store},
};
use crate::memory::{
    Record, Restored,
    columns::{bound, number},
    settle::revived,
};

pub(super) fn records(file: &mut Connection, after: u64, limit: usize) -> Result<Vec<(u64, Record)>, Fault> {
    // The row is read whole, so that its source has been compared with its checksum.
    let columns = TRANSLATION.replace(", ", ", t.").replacen("id", "t.id", 1);
    let mut statement = file.prepare_cached(&format!(
        "SELECT {columns}, h.change, h.version, h.target, h.state, h.who, h.name, h.model, h.prompt, h.fingerprint,
             h.findings, h.at, h.digest
         FROM history AS h JOIN translation AS t ON t.id = h.translation
         WHERE h.change > ?1 ORDER BY h.change LIMIT ?2"
    ))?;
    let mut found = statement.query(params![number(after), bound(limit)])?;
    let mut records = Vec::new();
    while let Some(columns) = found.next()? {
        let row = rows::translation(columns)?.row;
        let history = rows::past(columns, 18)?.history(row.id())?;
        records.push((rows::count(columns.get_ref(17)?)?, Record { id: row.id(), source: row.source, history }));
    }
    Ok(records)
}

pub(super) fn restore(file: &mut Connection, records: &[Record]) -> Result<Vec<Restored>, Fault> {
    let transaction = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut change = last_change(&transaction)?;
    let mut differ = HashSet::new();
    let mut done = Vec::with_capacity(records.len());
    for record in records {
        let id = record.id;
        let standing = one(&mut by_id(&transaction)?, params![id.key.0, id.locale.tag(), id.context.0])?;
        let found = standing.as_ref().map_or(0, |standing| standing.row.version);
        let version = record.history.version;
        let outcome = if differ.contains(&id) || version == 0 || version > found.saturating_add(1) {
            Restored::Differs
        } else if version <= found {
            let stands = history(&transaction, id)?.contains(&record.history);
            if stands { Restored::Stood } else { Restored::Differs }
        } else {
            change += 1;
            let created = standing.as_ref().map_or(&record.history.at, |standing| &standing.row.created);
            let row = revived(record, created);
            store(&transaction, &row, standing.as_ref().map(|standing| standing.number), change)?;
            Restored::Stored
        };
        if outcome == Restored::Differs {
            differ.insert(id);
        }
        done.push(outcome);
    }
    transaction.commit()?;
    Ok(done)
}
