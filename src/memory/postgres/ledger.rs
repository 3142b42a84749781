//! The ledger's verbs. Months and times are the server's, so that desks whose clocks differ share one month.

use deadpool_postgres::Object;

use super::{
    fault::Fault,
    rows::{escape, unescape},
    write::unsure,
};
use crate::memory::{
    Cap, Entry, EntryId, LedgerLine, Reservation, Reserved, Spent,
    columns::{self, bound, number},
};

/// The server's time as the ledger writes it.
macro_rules! now {
    () => {
        "to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"
    };
}

/// See [`Store::reserve`](crate::memory::Store::reserve). Others who reserve or settle wait at the row of turns, and
/// look at the sums only when they have it.
pub(super) async fn reserve(client: &mut Object, wanted: &Reservation) -> Result<Reserved, Fault> {
    let change = client.build_transaction().start().await?;
    let turn = change.prepare_cached("SELECT FROM anban.ledger_turn FOR UPDATE").await?;
    change.query_one(&turn, &[]).await?;
    let clock = change.prepare_cached(concat!("SELECT ", now!())).await?;
    let now: String = change.query_one(&clock, &[]).await?.try_get(0)?;
    let (worst, run) = (number(wanted.worst), escape(&wanted.run));
    let currency = wanted.currency.as_deref().map(escape);
    for cap in &wanted.caps {
        let (scope, most) = match cap {
            Cap::Run(most) => (format!("run {run}"), *most),
            Cap::Month(most) => (format!("month {}", now.get(..7).unwrap_or_default()), *most),
        };
        let sum =
            change.prepare_cached("SELECT micros FROM anban.ledger_sum WHERE scope = $1 AND currency = $2").await?;
        let row = change.query_opt(&sum, &[&scope, &currency]).await?;
        let counted: i64 = row.map_or(Ok(0), |row| row.try_get(0))?;
        if counted.saturating_add(worst) > number(most) {
            return Ok(Reserved::No(cap.clone(), u64::try_from(counted).unwrap_or(0)));
        }
    }
    let entry = change
        .prepare_cached(
            "INSERT INTO anban.ledger (backend, model, who, run, currency, worst, opened)
             VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
        )
        .await?;
    let (backend, model, who) = (escape(&wanted.backend), wanted.model.as_deref().map(escape), escape(&wanted.who));
    let row = change.query_one(&entry, &[&backend, &model, &who, &run, &currency, &worst, &now]).await?;
    let entry = EntryId(row.try_get(0)?);
    change.commit().await.map_err(unsure)?;
    Ok(Reserved::Yes(entry))
}

/// See [`Store::settle`](crate::memory::Store::settle).
pub(super) async fn settle(client: &mut Object, entry: EntryId, spent: Spent) -> Result<(), Fault> {
    let change = client.build_transaction().start().await?;
    let turn = change.prepare_cached("SELECT FROM anban.ledger_turn FOR UPDATE").await?;
    change.query_one(&turn, &[]).await?;
    let settle = change
        .prepare_cached(concat!(
            "UPDATE anban.ledger SET spent = $2, tokens_in = $3, tokens_out = $4, characters = $5, closed = ",
            now!(),
            " WHERE id = $1 AND closed IS NULL"
        ))
        .await?;
    let Spent { micros, tokens_in, tokens_out, characters } = spent;
    change
        .execute(
            &settle,
            &[&entry.0, &micros.map(number), &number(tokens_in), &number(tokens_out), &number(characters)],
        )
        .await?;
    // Settling twice changes nothing: a commit whose end was not seen may be tried again.
    change.commit().await?;
    Ok(())
}

/// See [`Store::ledger`](crate::memory::Store::ledger).
pub(super) async fn ledger(client: &Object, since: Option<&str>) -> Result<Vec<LedgerLine>, Fault> {
    let sql = "SELECT left(opened, 7), backend, model, who, currency, count(*),
                   count(*) FILTER (WHERE spent IS NULL), coalesce(sum(coalesce(spent, worst)), 0)::bigint,
                   sum(tokens_in)::bigint, sum(tokens_out)::bigint, sum(characters)::bigint,
                   coalesce(sum(1000 * extract(epoch FROM closed::timestamptz - opened::timestamptz)), 0)::bigint
               FROM anban.ledger WHERE opened >= $1
               GROUP BY 1, 2, 3, 4, 5
               ORDER BY 1 DESC, 2, 3 NULLS FIRST, 4, 5 NULLS FIRST";
    let statement = client.prepare_cached(sql).await?;
    let since = escape(since.unwrap_or_default());
    let found = client.query(&statement, &[&since]).await?;
    found
        .iter()
        .map(|row| {
            let count = |at: usize| row.try_get::<_, i64>(at).map(|number| u64::try_from(number).unwrap_or(0));
            let text = |at: usize| row.try_get::<_, &str>(at).map(|text| unescape(text).into_owned());
            let maybe = |at: usize| {
                row.try_get::<_, Option<&str>>(at).map(|text| text.map(|text| unescape(text).into_owned()))
            };
            Ok(LedgerLine {
                month: text(0)?,
                backend: text(1)?,
                model: maybe(2)?,
                who: text(3)?,
                currency: maybe(4)?,
                requests: count(5)?,
                open: count(6)?,
                micros: count(7)?,
                tokens_in: count(8)?,
                tokens_out: count(9)?,
                characters: count(10)?,
                ms: count(11)?,
            })
        })
        .collect::<Result<Vec<_>, tokio_postgres::Error>>()
        .map_err(Fault::from)
}

/// See [`Store::entries`](crate::memory::Store::entries).
pub(super) async fn entries(client: &Object, after: EntryId, limit: usize) -> Result<Vec<(EntryId, Entry)>, Fault> {
    let sql =
        "SELECT id, backend, model, who, run, currency, worst, spent, tokens_in, tokens_out, characters, opened,
                   closed FROM anban.ledger WHERE id > $1 ORDER BY id LIMIT $2";
    let statement = client.prepare_cached(sql).await?;
    let found = client.query(&statement, &[&after.0, &bound(limit)]).await?;
    let one = |row: &tokio_postgres::Row| {
        let count = |at: usize| Ok::<_, Fault>(columns::count(row.try_get(at)?)?);
        let text = |at: usize| Ok::<_, Fault>(unescape(row.try_get(at)?).into_owned());
        let maybe =
            |at: usize| Ok::<_, Fault>(row.try_get::<_, Option<&str>>(at)?.map(|text| unescape(text).into_owned()));
        let entry = Entry {
            backend: text(1)?,
            model: maybe(2)?,
            who: text(3)?,
            run: text(4)?,
            currency: maybe(5)?,
            worst: count(6)?,
            spent: row.try_get::<_, Option<i64>>(7)?.map(columns::count).transpose()?,
            tokens_in: count(8)?,
            tokens_out: count(9)?,
            characters: count(10)?,
            opened: text(11)?,
            closed: maybe(12)?,
        };
        Ok((EntryId(row.try_get(0)?), entry))
    };
    found.iter().map(one).collect()
}

/// See [`Store::enter`](crate::memory::Store::enter).
pub(super) async fn enter(client: &mut Object, entries: &[Entry]) -> Result<(), Fault> {
    let change = client.build_transaction().start().await?;
    let turn = change.prepare_cached("SELECT FROM anban.ledger_turn FOR UPDATE").await?;
    change.query_one(&turn, &[]).await?;
    let insert = change
        .prepare_cached(
            "INSERT INTO anban.ledger (backend, model, who, run, currency, worst, spent, tokens_in, tokens_out,
                 characters, opened, closed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        )
        .await?;
    for entry in entries {
        change
            .execute(
                &insert,
                &[
                    &escape(&entry.backend),
                    &entry.model.as_deref().map(escape),
                    &escape(&entry.who),
                    &escape(&entry.run),
                    &entry.currency.as_deref().map(escape),
                    &number(entry.worst),
                    &entry.spent.map(number),
                    &number(entry.tokens_in),
                    &number(entry.tokens_out),
                    &number(entry.characters),
                    &entry.opened,
                    &entry.closed,
                ],
            )
            .await?;
    }
    change.commit().await.map_err(unsure)
}
