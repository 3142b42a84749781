//! The verbs that write, each in one transaction.

use std::collections::{HashMap, HashSet};

use deadpool_postgres::{Object, Transaction};

use super::{
    fault::Fault,
    read::Ids,
    rows::{HISTORY, TRANSLATION, escape, past, whole},
};
use crate::memory::{
    History, NewRow, Record, Restored, Row, RowId, Verdict,
    columns::{self, number},
    settle,
    settle::{revived, successor},
};

/// A transaction that has the lock on the change numbers, and so is the only one that writes.
pub(super) struct Change<'a> {
    pub(super) transaction: Transaction<'a>,
    /// The number of the latest change.
    pub(super) last: i64,
    /// The server's time.
    pub(super) now: String,
    /// What is to be stored, with its change number, in order.
    rows: Vec<(Row, i64)>,
}

impl<'a> Change<'a> {
    pub(super) async fn begin(client: &'a mut Object) -> Result<Self, Fault> {
        let transaction = client.build_transaction().start().await?;
        let lock = transaction
            .prepare_cached(
                "SELECT last, to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')
                 FROM anban.memory FOR UPDATE",
            )
            .await?;
        let row = transaction.query_one(&lock, &[]).await?;
        Ok(Self { last: row.try_get(0)?, now: row.try_get(1)?, transaction, rows: Vec::new() })
    }

    /// Whether there is no row, and no version of one.
    pub(super) async fn is_empty(&self) -> Result<bool, Fault> {
        let sql = "SELECT NOT EXISTS (SELECT FROM anban.translation) AND NOT EXISTS (SELECT FROM anban.history)";
        let statement = self.transaction.prepare_cached(sql).await?;
        Ok(self.transaction.query_one(&statement, &[]).await?.try_get(0)?)
    }

    /// The rows that stand at these places.
    pub(super) async fn standing(&self, ids: impl Iterator<Item = RowId>) -> Result<HashMap<RowId, Row>, Fault> {
        let sql = format!(
            "SELECT {TRANSLATION} FROM unnest($1::bytea[], $2::text[], $3::bytea[]) AS q(key, locale, context)
             JOIN anban.translation AS t ON t.key = q.key AND t.locale = q.locale AND t.context = q.context"
        );
        let distinct: HashSet<RowId> = ids.collect();
        let Ids { keys, locales, contexts } = Ids::of(distinct.into_iter());
        let statement = self.transaction.prepare_cached(&sql).await?;
        let found = self.transaction.query(&statement, &[&keys, &locales, &contexts]).await?;
        found.iter().map(|row| whole(row, 0)?.row().map(|row| (row.id(), row)).map_err(Fault::from)).collect()
    }

    /// The versions of these rows.
    async fn histories(&self, ids: &[RowId]) -> Result<HashMap<RowId, Vec<History>>, Fault> {
        let sql = format!(
            "SELECT q.n, {HISTORY} FROM unnest($1::bytea[], $2::text[], $3::bytea[]) WITH ORDINALITY
                 AS q(key, locale, context, n)
             JOIN anban.translation AS t ON t.key = q.key AND t.locale = q.locale AND t.context = q.context
             JOIN anban.history AS h ON h.translation = t.id ORDER BY q.n, h.version"
        );
        let Ids { keys, locales, contexts } = Ids::of(ids.iter().copied());
        let statement = self.transaction.prepare_cached(&sql).await?;
        let mut histories: HashMap<RowId, Vec<History>> = HashMap::new();
        for row in self.transaction.query(&statement, &[&keys, &locales, &contexts]).await? {
            let at = usize::try_from(row.try_get::<_, i64>(0)? - 1).ok();
            if let Some(&id) = at.and_then(|at| ids.get(at)) {
                histories.entry(id).or_default().push(past(&row, 1)?.history(id)?);
            }
        }
        Ok(histories)
    }

    /// Takes the next change number for `row`.
    pub(super) fn store(&mut self, row: Row) {
        self.last += 1;
        self.rows.push((row, self.last));
    }

    /// Writes what is to be stored and commits.
    pub(super) async fn finish(mut self) -> Result<(), Fault> {
        // One statement may touch a row only once; a batch that changes a row twice takes two.
        while !self.rows.is_empty() {
            let mut touched = HashSet::new();
            let rows = std::mem::take(&mut self.rows);
            let (now, later) = rows.into_iter().partition(|(row, _)| touched.insert(row.id()));
            self.rows = later;
            self.write(now).await?;
        }
        self.commit().await
    }

    async fn write(&self, rows: Vec<(Row, i64)>) -> Result<(), Fault> {
        let sql = "WITH new AS (
                 SELECT * FROM unnest($1::bytea[], $2::text[], $3::bytea[], $4::text[], $5::text[], $6::text[],
                     $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[],
                     $14::text[], $15::bigint[], $16::bigint[], $17::bytea[], $18::bytea[])
                 AS q(key, locale, context, source, target, state, who, name, model, prompt, fingerprint, findings,
                     created, updated, version, change, digest, history_digest)
             ), stored AS (
                 INSERT INTO anban.translation (key, locale, context, source, target, state, who, name, model, prompt,
                     fingerprint, findings, created, updated, version, change, digest)
                 SELECT key, locale, context, source, target, state, who, name, model, prompt, fingerprint, findings,
                     created, updated, version, change, digest FROM new
                 ON CONFLICT (key, locale, context) DO UPDATE SET source = excluded.source, target = excluded.target,
                     state = excluded.state, who = excluded.who, name = excluded.name, model = excluded.model,
                     prompt = excluded.prompt, fingerprint = excluded.fingerprint, findings = excluded.findings,
                     updated = excluded.updated, version = excluded.version, change = excluded.change,
                     digest = excluded.digest
                 RETURNING id, change
             )
             INSERT INTO anban.history (change, translation, version, target, state, who, name, model, prompt,
                 fingerprint, findings, at, digest)
             SELECT change, stored.id, version, target, state, who, name, model, prompt, fingerprint, findings,
                 updated, history_digest
             FROM new JOIN stored USING (change)";
        let written = rows.iter().map(|(row, _)| columns::write(row)).collect::<Result<Vec<_>, _>>()?;
        let Ids { keys, locales, contexts } = Ids::of(rows.iter().map(|(row, _)| row.id()));
        let free = |field: fn(&Row) -> &str| rows.iter().map(move |(row, _)| escape(field(row))).collect::<Vec<_>>();
        let plain = |field: fn(&Row) -> &str| rows.iter().map(move |(row, _)| field(row)).collect::<Vec<_>>();
        let maybe = |field: fn(&Row) -> Option<&str>| {
            rows.iter().map(move |(row, _)| field(row).map(escape)).collect::<Vec<_>>()
        };
        let sources: Vec<&str> = written.iter().map(|written| written.source.as_str()).collect();
        let targets: Vec<&str> = written.iter().map(|written| written.target.as_str()).collect();
        let findings: Vec<&str> = written.iter().map(|written| written.findings.as_str()).collect();
        let versions: Vec<i64> = rows.iter().map(|(row, _)| number(row.version)).collect();
        let changes: Vec<i64> = rows.iter().map(|(_, change)| *change).collect();
        let digests: Vec<&[u8]> = written.iter().map(|written| written.digest.as_slice()).collect();
        let history: Vec<&[u8]> = written.iter().map(|written| written.history_digest.as_slice()).collect();
        let statement = self.transaction.prepare_cached(sql).await?;
        self.transaction
            .execute(
                &statement,
                &[
                    &keys,
                    &locales,
                    &contexts,
                    &sources,
                    &targets,
                    &plain(|row| row.state.name()),
                    &plain(|row| row.origin.who.name()),
                    &free(|row| &row.origin.name),
                    &maybe(|row| row.origin.model.as_deref()),
                    &maybe(|row| row.origin.prompt.as_deref()),
                    &free(|row| &row.fingerprint),
                    &findings,
                    &plain(|row| &row.created),
                    &plain(|row| &row.updated),
                    &versions,
                    &changes,
                    &digests,
                    &history,
                ],
            )
            .await?;
        Ok(())
    }

    async fn commit(self) -> Result<(), Fault> {
        let count = self.transaction.prepare_cached("UPDATE anban.memory SET last = $1").await?;
        self.transaction.execute(&count, &[&self.last]).await?;
        self.transaction.commit().await.map_err(unsure)
    }
}

/// What a failed commit of a change is that must not be made twice.
pub(super) fn unsure(error: tokio_postgres::Error) -> Fault {
    match error.code() {
        // Class 23 is a constraint, class 40 a transaction rolled back: nothing is stored.
        Some(code) if ["23", "40"].iter().any(|class| code.code().starts_with(class)) => Fault::Server(error),
        _ => Fault::Unsure(error),
    }
}

pub(super) async fn commit(client: &mut Object, rows: &[NewRow]) -> Result<Vec<u64>, Fault> {
    let mut change = Change::begin(client).await?;
    let mut standing = change.standing(rows.iter().map(NewRow::id)).await?;
    let mut versions = Vec::with_capacity(rows.len());
    for new in rows {
        let found = standing.get(&new.id());
        versions.push(match settle(new, found)? {
            Verdict::Keep(version) => version,
            Verdict::Store(version) => {
                let row = successor(new, version, found, &change.now);
                standing.insert(row.id(), row.clone());
                change.store(row);
                version
            }
        });
    }
    if !change.rows.is_empty() {
        change.finish().await?;
    }
    Ok(versions)
}

pub(super) async fn restore(client: &mut Object, records: &[Record]) -> Result<Vec<Restored>, Fault> {
    let mut change = Change::begin(client).await?;
    let mut standing = change.standing(records.iter().map(|record| record.id)).await?;
    let there: Vec<RowId> = standing.keys().copied().collect();
    let mut histories = change.histories(&there).await?;
    let mut differ = HashSet::new();
    let mut done = Vec::with_capacity(records.len());
    for record in records {
        let id = record.id;
        let row = standing.get(&id);
        let found = row.map_or(0, |row| row.version);
        let version = record.history.version;
        let outcome = if differ.contains(&id) || version == 0 || version > found.saturating_add(1) {
            Restored::Differs
        } else if version <= found {
            let stands = histories.get(&id).is_some_and(|history| history.contains(&record.history));
            if stands { Restored::Stood } else { Restored::Differs }
        } else {
            let row = revived(record, row.map_or(&record.history.at, |row| &row.created));
            histories.entry(id).or_default().push(record.history.clone());
            standing.insert(id, row.clone());
            change.store(row);
            Restored::Stored
        };
        if outcome == Restored::Differs {
            differ.insert(id);
        }
        done.push(outcome);
    }
    change.finish().await?;
    Ok(done)
}

pub(super) async fn remove(client: &mut Object, rows: &[(RowId, u64)], why: &str) -> Result<u64, Fault> {
    let mut change = Change::begin(client).await?;
    let Ids { keys, locales, contexts } = Ids::of(rows.iter().map(|(id, _)| *id));
    let versions: Vec<i64> = rows.iter().map(|(_, version)| number(*version)).collect();
    let log = "INSERT INTO anban.removed (change, translation, key, locale, context, versions, why, at)
               SELECT $5 + row_number() OVER (ORDER BY n), t.id, t.key, t.locale, t.context,
                   (SELECT count(*) FROM anban.history AS h WHERE h.translation = t.id), $6, $7
               FROM (SELECT key, locale, context, version, min(n) AS n
                     FROM unnest($1::bytea[], $2::text[], $3::bytea[], $4::bigint[]) WITH ORDINALITY
                         AS p(key, locale, context, version, n) GROUP BY 1, 2, 3, 4) AS q
               JOIN anban.translation AS t ON t.key = q.key AND t.locale = q.locale AND t.context = q.context
                   AND t.version = q.version
               RETURNING translation";
    let log = change.transaction.prepare_cached(log).await?;
    let why = escape(why);
    let found = change
        .transaction
        .query(&log, &[&keys, &locales, &contexts, &versions, &change.last, &why, &change.now])
        .await?;
    let numbers = found.iter().map(|row| row.try_get(0)).collect::<Result<Vec<i64>, _>>()?;
    for table in ["DELETE FROM anban.history WHERE translation", "DELETE FROM anban.translation WHERE id"] {
        let delete = change.transaction.prepare_cached(&format!("{table} = ANY($1)")).await?;
        change.transaction.execute(&delete, &[&numbers]).await?;
    }
    change.last += columns::bound(numbers.len());
    change.commit().await?;
    Ok(numbers.len() as u64)
}

pub(super) async fn mark_used(client: &mut Object, rows: &[RowId], day: &str) -> Result<(), Fault> {
    let distinct: HashSet<RowId> = rows.iter().copied().collect();
    let Ids { keys, locales, contexts } = Ids::of(distinct.into_iter());
    // In one order, so that two who mark the same rows never wait for each other in a ring; and locked, so that a row
    // that is being removed is waited for and then passed over.
    let sql = "INSERT INTO anban.used (translation, day)
               SELECT t.id, $4 FROM unnest($1::bytea[], $2::text[], $3::bytea[]) AS q(key, locale, context)
               JOIN anban.translation AS t ON t.key = q.key AND t.locale = q.locale AND t.context = q.context
               LEFT JOIN anban.used AS u ON u.translation = t.id
               WHERE u.day IS NULL OR u.day < $4 ORDER BY t.id FOR KEY SHARE OF t
               ON CONFLICT (translation) DO UPDATE SET day = excluded.day WHERE used.day < excluded.day";
    let statement = client.prepare_cached(sql).await?;
    client.execute(&statement, &[&keys, &locales, &contexts, &day]).await?;
    Ok(())
}
