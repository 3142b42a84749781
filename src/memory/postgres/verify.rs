//! Reading everything and comparing it, and mending what can be mended.
//!
//! Whether indexes and pages are sound is the server's to say: `pg_amcheck`, and data checksums.

use std::collections::HashMap;

use deadpool_postgres::Object;
use tokio_postgres::types::ToSql;

use super::{
    fault::Fault,
    read::query,
    rows::{HISTORY, TRANSLATION, WIDTH, escape, past, whole},
};
use crate::memory::{
    self, FaultKind,
    columns::{self, Past, bound},
    inspect::{Found, Mend, inspect},
};

/// The faults of some rows by the rows' numbers, and the last of those; none where there are no more.
type Page = (Vec<(i64, Found)>, Option<i64>);

/// How many rows are read at a time.
const PAGE: usize = 1_000;

/// See [`Store::verify`](crate::memory::Store::verify).
pub(super) async fn verify(client: &mut Object, repair: bool) -> Result<Vec<memory::Fault>, Fault> {
    let mut faults = orphans(client).await?;
    let mut after = i64::MIN;
    loop {
        let (found, last) = page(client, after).await?;
        for (number, found) in found {
            let mended = match &found.mend {
                Some(mend) if repair => self::mend(client, number, mend).await?,
                _ => false,
            };
            let Found { kind, id, what, .. } = found;
            faults.push(memory::Fault { kind, id, what, mended });
        }
        match last {
            Some(last) => after = last,
            None => return Ok(faults),
        }
    }
}

async fn orphans(client: &Object) -> Result<Vec<memory::Fault>, Fault> {
    let sql = "SELECT count(*) FROM anban.history AS h
               WHERE NOT EXISTS (SELECT FROM anban.translation AS t WHERE t.id = h.translation)";
    let count = query(client, sql, &[]).await?.first().map_or(Ok(0), |row| row.try_get::<_, i64>(0))?;
    let what = format!("{count} versions belong to no row");
    let fault = memory::Fault { kind: FaultKind::Orphan, id: None, what, mended: false };
    Ok((count > 0).then_some(fault).into_iter().collect())
}

/// The faults of the rows after the one numbered `after`.
async fn page(client: &mut Object, after: i64) -> Result<Page, Fault> {
    // Rows and versions of one moment.
    let moment = client
        .build_transaction()
        .isolation_level(tokio_postgres::IsolationLevel::RepeatableRead)
        .read_only(true)
        .start()
        .await?;
    let sql =
        format!("SELECT {TRANSLATION}, t.id FROM anban.translation AS t WHERE t.id > $1 ORDER BY t.id LIMIT $2");
    let rows = moment.query(&moment.prepare_cached(&sql).await?, &[&after, &bound(PAGE)]).await?;
    let numbers = rows.iter().map(|row| row.try_get(WIDTH)).collect::<Result<Vec<i64>, _>>()?;
    let sql = format!(
        "SELECT h.translation, {HISTORY} FROM anban.history AS h WHERE h.translation = ANY($1)
         ORDER BY h.translation, h.version"
    );
    let versions = moment.query(&moment.prepare_cached(&sql).await?, &[&numbers]).await?;
    moment.commit().await?;
    let mut histories: HashMap<i64, Vec<Past<'_>>> = HashMap::new();
    for row in &versions {
        histories.entry(row.try_get(0)?).or_default().push(past(row, 1)?);
    }
    let mut faults = Vec::new();
    for (row, number) in rows.iter().zip(&numbers) {
        let history = histories.remove(number).unwrap_or_default();
        faults.extend(inspect(&whole(row, 0)?, &history).into_iter().map(|fault| (*number, fault)));
    }
    Ok((faults, numbers.last().copied()))
}

async fn mend(client: &mut Object, number: i64, mend: &Mend) -> Result<bool, Fault> {
    let (table, guard, row) = match mend {
        Mend::Row(row) => ("translation", "translation_moves_forward", row),
        Mend::Version(row) => ("history", "history_is_not_changed", row),
    };
    let written = columns::write(row)?;
    let transaction = client.build_transaction().start().await?;
    transaction.batch_execute(&format!("ALTER TABLE anban.{table} DISABLE TRIGGER {guard}")).await?;
    let version = columns::number(row.version);
    let (name, fingerprint) = (escape(&row.origin.name), escape(&row.fingerprint));
    let (model, prompt) = (row.origin.model.as_deref().map(escape), row.origin.prompt.as_deref().map(escape));
    let (state, who) = (row.state.name(), row.origin.who.name());
    let (digest, history_digest) = (written.digest.as_slice(), written.history_digest.as_slice());
    let mut values: Vec<&(dyn ToSql + Sync)> = vec![&number, &version, &written.target, &state, &who, &name, &model];
    values.extend([&prompt as &(dyn ToSql + Sync), &fingerprint, &written.findings, &row.updated]);
    let columns = "version = $2, target = $3, state = $4, who = $5, name = $6, model = $7, prompt = $8,
                   fingerprint = $9, findings = $10";
    let done = match mend {
        Mend::Row(row) => {
            values.extend([&digest as &(dyn ToSql + Sync), &written.source, &row.created]);
            let sql = format!(
                "UPDATE anban.translation SET {columns}, updated = $11, digest = $12, source = $13, created = $14
                 WHERE id = $1"
            );
            transaction.execute(&sql, &values).await?
        }
        Mend::Version(_) => {
            transaction
                .execute(
                    "INSERT INTO anban.history (change, translation, version, target, state, who, name, fingerprint,
                         findings, at, digest)
                     SELECT change, id, $2, '', '', '', '', '', '', '', decode(repeat('00', 16), 'hex')
                     FROM anban.translation
                     WHERE id = $1
                         AND NOT EXISTS (SELECT FROM anban.history WHERE translation = $1 AND version = $2)",
                    &[&number, &version],
                )
                .await?;
            values.push(&history_digest);
            let sql = format!(
                "UPDATE anban.history SET {columns}, at = $11, digest = $12 WHERE translation = $1 AND version = $2"
            );
            transaction.execute(&sql, &values).await?
        }
    };
    transaction.batch_execute(&format!("ALTER TABLE anban.{table} ENABLE TRIGGER {guard}")).await?;
    transaction.commit().await?;
    Ok(done == 1)
}
