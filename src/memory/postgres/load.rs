//! Rows by the hundred thousand.
//!
//! They are merged in parts of some batches, each part in one transaction that holds the other writers up for as long
//! as the server needs for it and no longer. What is new comes by `COPY` into a table of the transaction's own and from
//! there into the real ones with one statement.

use std::{collections::HashMap, pin::pin, sync::Arc};

use deadpool_postgres::{Object, Transaction};
use tokio::sync::mpsc;
use tokio_postgres::{binary_copy::BinaryCopyInWriter, types::Type};

use super::{fault::Fault, rows::escape, write::Change};
use crate::memory::{Loaded, NewRow, Row, RowId, Verdict, columns, settle, settle::successor};

/// How many rows are merged at once: less than a second's work for the server.
const PART: usize = 10_000;

/// Some batches in their order.
pub(super) type Part = Vec<Arc<Vec<NewRow>>>;

/// What became of a part.
pub(super) struct Merged {
    /// Whether there was no row before.
    was_empty: bool,
    /// The number of the latest change, before and after.
    before: i64,
    after: i64,
    /// How many rows came, and how many stand where none stood.
    rows: usize,
    fresh: usize,
}

/// What became of all parts so far.
#[derive(Default)]
pub(super) struct Progress {
    rows: u64,
    /// The latest change, as long as the store holds nothing but what was loaded, each row once.
    anew: Option<i64>,
}

impl Progress {
    pub(super) fn take(&mut self, merged: &Merged) {
        let alone = if self.rows == 0 { merged.was_empty } else { self.anew == Some(merged.before) };
        self.anew = (alone && merged.fresh == merged.rows).then_some(merged.after);
        self.rows += merged.rows as u64;
    }

    /// A batch that was committed by itself.
    pub(super) fn take_batch(&mut self, rows: usize) {
        self.anew = None;
        self.rows += rows as u64;
    }

    pub(super) fn loaded(&self) -> Result<Loaded, Fault> {
        Ok(Loaded { rows: self.rows, anew: self.anew.map(columns::count).transpose()? })
    }
}

/// Whether this role may make tables of its own.
pub(super) async fn may_stage(client: &Object) -> Result<bool, Fault> {
    let sql = "SELECT has_database_privilege(current_database(), 'TEMPORARY')";
    Ok(client.query_one(sql, &[]).await?.try_get(0)?)
}

/// The next part; empty after the last batch.
pub(super) async fn part(batches: &mut mpsc::Receiver<Arc<Vec<NewRow>>>) -> Part {
    let (mut part, mut rows) = (Part::new(), 0);
    while rows < PART
        && let Some(batch) = batches.recv().await
    {
        rows += batch.len();
        part.push(batch);
    }
    part
}

/// Stores a part as [`commit`](super::write::commit) does with each of its batches, all in one transaction.
pub(super) async fn merge(client: &mut Object, part: &Part) -> Result<Merged, Fault> {
    let mut change = Change::begin(client).await?;
    let (before, was_empty) = (change.last, change.is_empty().await?);
    let rows = || part.iter().flat_map(|batch| batch.iter());
    let mut standing = HashMap::new();
    if !was_empty {
        // For so many places at once the planner would rather read the whole memory than its index.
        let by_index = "SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL enable_seqscan = off";
        change.transaction.batch_execute(by_index).await?;
        standing = change.standing(rows().map(NewRow::id)).await?;
    }
    let mut fresh: Vec<(Row, i64)> = Vec::new();
    let mut fresh_at: HashMap<RowId, usize> = HashMap::new();
    let mut merged = Merged { was_empty, before, after: before, rows: 0, fresh: 0 };
    for new in rows() {
        merged.rows += 1;
        let id = new.id();
        let first = || fresh_at.get(&id).and_then(|&at| fresh.get(at)).map(|(row, _)| row);
        let found = standing.get(&id).or_else(first);
        let Verdict::Store(version) = settle(new, found)? else { continue };
        let row = successor(new, version, found, &change.now);
        if found.is_none() {
            change.last += 1;
            fresh_at.insert(id, fresh.len());
            fresh.push((row, change.last));
        } else {
            standing.insert(id, row.clone());
            change.store(row);
        }
    }
    (merged.after, merged.fresh) = (change.last, fresh.len());
    if !fresh.is_empty() {
        insert(&change.transaction, &fresh).await?;
    }
    if merged.after > before {
        change.finish().await?;
    }
    Ok(merged)
}

/// Puts rows where none stands, each with its change number.
async fn insert(transaction: &Transaction<'_>, rows: &[(Row, i64)]) -> Result<(), Fault> {
    transaction
        .batch_execute(
            "SET LOCAL work_mem = '32MB';
             CREATE TEMPORARY TABLE anban_load (
                 change bigint, key bytea, locale text, context bytea, source text, target text, state text, who text,
                 name text, model text, prompt text, fingerprint text, findings text, at text, digest bytea,
                 history_digest bytea) ON COMMIT DROP",
        )
        .await?;
    let sink = transaction.copy_in("COPY pg_temp.anban_load FROM STDIN (FORMAT binary)").await?;
    let types = [
        Type::INT8,
        Type::BYTEA,
        Type::TEXT,
        Type::BYTEA,
        Type::TEXT,
        Type::TEXT,
        Type::TEXT,
        Type::TEXT,
        Type::TEXT,
        Type::TEXT,
        Type::TEXT,
        Type::TEXT,
        Type::TEXT,
        Type::TEXT,
        Type::BYTEA,
        Type::BYTEA,
    ];
    let mut writer = pin!(BinaryCopyInWriter::new(sink, &types));
    // The server takes rows in while the next ones are made.
    for (row, change) in rows {
        let (hand, written) = (&row.origin, columns::write(row)?);
        writer
            .as_mut()
            .write(&[
                change,
                &row.key.0.as_slice(),
                &row.locale.tag(),
                &row.context.0.as_slice(),
                &written.source,
                &written.target,
                &row.state.name(),
                &hand.who.name(),
                &escape(&hand.name),
                &hand.model.as_deref().map(escape),
                &hand.prompt.as_deref().map(escape),
                &escape(&row.fingerprint),
                &written.findings,
                &row.updated,
                &written.digest.as_slice(),
                &written.history_digest.as_slice(),
            ])
            .await?;
    }
    writer.finish().await?;
    // In the order of the largest index, which it would otherwise touch all over.
    transaction
        .batch_execute(
            "WITH stored AS (
                 INSERT INTO anban.translation (key, locale, context, source, target, state, who, name, model, prompt,
                     fingerprint, findings, created, updated, version, change, digest)
                 SELECT key, locale, context, source, target, state, who, name, model, prompt, fingerprint, findings,
                     at, at, 1, change, digest FROM pg_temp.anban_load ORDER BY key, locale, context
                 RETURNING id, change
             )
             INSERT INTO anban.history (change, translation, version, target, state, who, name, model, prompt,
                 fingerprint, findings, at, digest)
             SELECT change, stored.id, 1, target, state, who, name, model, prompt, fingerprint, findings, at,
                 history_digest
             FROM pg_temp.anban_load JOIN stored USING (change)",
        )
        .await?;
    Ok(())
}
