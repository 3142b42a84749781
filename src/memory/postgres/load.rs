//! Rows by the hundred thousand.
//!
//! They are merged in parts of many batches, each part in one transaction that holds the other writers up for as long
//! as the server needs for it and no longer: what does not need the turn is made before. What is new comes by `COPY`
//! into a table of the transaction's own and from there into the real ones with one statement.

use std::{borrow::Cow, collections::HashMap, pin::pin, sync::Arc};

use deadpool_postgres::{Object, Transaction};
use tokio::sync::mpsc;
use tokio_postgres::{binary_copy::BinaryCopyInWriter, types::Type};

use super::{fault::Fault, rows::escape, write::Change};
use crate::memory::{
    Loaded, NewRow, Row, RowId, Verdict,
    columns::{self, Written},
    settle,
    settle::successor,
};

/// How many rows are merged at once: a second's work for the server.
const PART: usize = 20_000;

/// Some batches in their order, with what each of their rows is where nothing stands in its place.
pub(super) struct Part {
    pub(super) batches: Vec<Arc<Vec<NewRow>>>,
    ready: Vec<(Row, Written)>,
}

impl Part {
    fn rows(&self) -> impl Iterator<Item = (&NewRow, &(Row, Written))> {
        self.batches.iter().flat_map(|batch| batch.iter()).zip(&self.ready)
    }
}

/// What became of a part.
pub(super) struct Merged {
    /// Whether there was no row before.
    was_empty: bool,
    /// The number of the latest change, before and after.
    before: i64,
    after: i64,
    /// How many rows stand where none stood.
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
    pub(super) fn take(&mut self, part: &Part, merged: &Merged) {
        let alone = if self.rows == 0 { merged.was_empty } else { self.anew == Some(merged.before) };
        self.anew = (alone && merged.fresh == part.ready.len()).then_some(merged.after);
        self.rows += part.ready.len() as u64;
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

/// Whether this role may make tables of its own, and the server's time.
pub(super) async fn begin(client: &Object) -> Result<(bool, String), Fault> {
    let sql = "SELECT has_database_privilege(current_database(), 'TEMPORARY'),
                   to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";
    let row = client.query_one(sql, &[]).await?;
    Ok((row.try_get(0)?, row.try_get(1)?))
}

/// Gathers batches into parts, on a thread of its own while the server merges the part before; they end with the
/// batches, or where the store takes no more.
pub(super) fn parts(
    mut batches: mpsc::Receiver<Arc<Vec<NewRow>>>,
    now: String,
) -> mpsc::Receiver<Result<Part, Fault>> {
    let (sender, parts) = mpsc::channel(1);
    tokio::task::spawn_blocking(move || {
        loop {
            let mut part = Part { batches: Vec::new(), ready: Vec::new() };
            while part.ready.len() < PART
                && let Some(batch) = batches.blocking_recv()
            {
                match prepared(&batch, &now) {
                    Ok(ready) => part.ready.extend(ready),
                    Err(fault) => {
                        // What came before is to stand.
                        if part.batches.is_empty() || sender.blocking_send(Ok(part)).is_ok() {
                            let _ = sender.blocking_send(Err(fault));
                        }
                        return;
                    }
                }
                part.batches.push(batch);
            }
            if part.batches.is_empty() || sender.blocking_send(Ok(part)).is_err() {
                return;
            }
        }
    });
    parts
}

fn prepared(batch: &[NewRow], now: &str) -> Result<Vec<(Row, Written)>, Fault> {
    let each = batch.iter().map(|new| {
        let row = successor(new, 1, None, now);
        let written = columns::write(&row)?;
        Ok((row, written))
    });
    each.collect()
}

/// Stores a part as [`commit`](super::write::commit) does with each of its batches, all in one transaction.
pub(super) async fn merge(client: &mut Object, part: &Part) -> Result<Merged, Fault> {
    let mut change = Change::begin(client).await?;
    let (before, was_empty) = (change.last, change.is_empty().await?);
    let mut standing: HashMap<RowId, Cow<'_, Row>> = HashMap::new();
    if !was_empty {
        let found = change.standing(part.rows().map(|(new, _)| new.id())).await?;
        standing.extend(found.into_iter().map(|(id, row)| (id, Cow::Owned(row))));
    }
    let mut fresh = Vec::new();
    for (new, ready) in part.rows() {
        let id = new.id();
        let found = standing.get(&id).map(Cow::as_ref);
        let Verdict::Store(version) = settle(new, found)? else { continue };
        match found {
            None => {
                change.last += 1;
                fresh.push((ready, change.last));
                standing.insert(id, Cow::Borrowed(&ready.0));
            }
            Some(_) => {
                let row = successor(new, version, found, &change.now);
                standing.insert(id, Cow::Owned(row.clone()));
                change.store(row);
            }
        }
    }
    let merged = Merged { was_empty, before, after: change.last, fresh: fresh.len() };
    if !fresh.is_empty() {
        insert(&change.transaction, &fresh).await?;
    }
    if merged.after > before {
        change.finish().await?;
    }
    Ok(merged)
}

/// Puts rows where none stands, each with its change number.
async fn insert(transaction: &Transaction<'_>, rows: &[(&(Row, Written), i64)]) -> Result<(), Fault> {
    transaction
        .batch_execute(
            "CREATE TEMPORARY TABLE anban_load (
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
    for ((row, written), change) in rows {
        let hand = &row.origin;
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
