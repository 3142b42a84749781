//! The verbs that only read, each in one round trip.

use deadpool_postgres::Object;
use tokio_postgres::{Row as Found, types::ToSql};

use super::{
    fault::Fault,
    rows::{HISTORY, TRANSLATION, WIDTH, past, unescape, whole},
};
use crate::{
    locale::Locale,
    memory::{
        History, Hit, Query, Record, Removal, Row, RowId, Stats,
        choose::{BEST, BETWEEN, REJECTIONS, choose},
        columns::{self, bound, number},
    },
    segment::{ContextKey, SegmentKey},
};

/// Runs one statement, prepared once a connection.
pub(super) async fn query(client: &Object, sql: &str, values: &[&(dyn ToSql + Sync)]) -> Result<Vec<Found>, Fault> {
    let statement = client.prepare_cached(sql).await?;
    Ok(client.query(&statement, values).await?)
}

pub(super) async fn lookup(client: &Object, locale: Locale, queries: &[Query]) -> Result<Vec<Option<Hit>>, Fault> {
    let keys: Vec<&[u8]> = queries.iter().map(|query| query.key.0.as_slice()).collect();
    let contexts: Vec<&[u8]> = queries.iter().map(|query| query.context.0.as_slice()).collect();
    let between: Vec<_> = queries.iter().map(|query| query.context.between_the_same()).collect();
    let least: Vec<&[u8]> = between.iter().map(|(least, _)| least.0.as_slice()).collect();
    let most: Vec<&[u8]> = between.iter().map(|(_, most)| most.0.as_slice()).collect();
    // The best, the one in the place, those between the same neighbours, and what persons rejected (rank 2).
    let sql = format!(
        "SELECT q.n, {TRANSLATION}
         FROM unnest($1::bytea[], $2::bytea[], $4::bytea[], $5::bytea[]) WITH ORDINALITY
             AS q(key, context, least, most, n)
         CROSS JOIN LATERAL (
             (SELECT a.id FROM anban.translation AS a WHERE a.key = q.key AND a.locale = $3
              ORDER BY a.rank DESC, a.change DESC LIMIT {BEST})
             UNION
             SELECT b.id FROM anban.translation AS b WHERE b.key = q.key AND b.locale = $3 AND b.context = q.context
             UNION
             (SELECT c.id FROM anban.translation AS c
              WHERE c.key = q.key AND c.locale = $3 AND c.context BETWEEN q.least AND q.most
              ORDER BY c.rank DESC, c.change DESC LIMIT {BETWEEN})
             UNION
             (SELECT d.id FROM anban.translation AS d WHERE d.key = q.key AND d.locale = $3 AND d.rank = 2
              ORDER BY d.change DESC LIMIT {REJECTIONS})
         ) AS w
         JOIN anban.translation AS t ON t.id = w.id
         ORDER BY q.n, t.rank DESC, t.change DESC"
    );
    let mut found: Vec<Vec<Row>> = queries.iter().map(|_| Vec::new()).collect();
    for row in query(client, &sql, &[&keys, &contexts, &locale.tag(), &least, &most]).await? {
        let at = row.try_get::<_, i64>(0)? - 1;
        if let Some(rows) = usize::try_from(at).ok().and_then(|at| found.get_mut(at)) {
            rows.push(whole(&row, 1)?.row()?);
        }
    }
    Ok(queries.iter().zip(found).map(|(query, rows)| choose(query, rows)).collect())
}

pub(super) async fn variants(
    client: &Object,
    key: SegmentKey,
    locale: Locale,
    limit: usize,
) -> Result<Vec<Row>, Fault> {
    let sql = format!(
        "SELECT {TRANSLATION} FROM anban.translation AS t WHERE t.key = $1 AND t.locale = $2
         ORDER BY t.rank DESC, t.change DESC LIMIT $3"
    );
    all(&query(client, &sql, &[&key.0.as_slice(), &locale.tag(), &bound(limit)]).await?)
}

pub(super) async fn variants_of(
    client: &Object,
    keys: &[SegmentKey],
    locales: &[Locale],
    limit: usize,
) -> Result<Vec<Vec<Row>>, Fault> {
    let sql = format!(
        "SELECT q.n, {TRANSLATION}
         FROM unnest($1::bytea[]) WITH ORDINALITY AS q(key, n)
         CROSS JOIN unnest($2::text[]) WITH ORDINALITY AS l(locale, m)
         CROSS JOIN LATERAL (
             SELECT * FROM anban.translation AS a WHERE a.key = q.key AND a.locale = l.locale
             ORDER BY a.rank DESC, a.change DESC LIMIT $3) AS t
         ORDER BY q.n, l.m, t.rank DESC, t.change DESC"
    );
    let wanted: Vec<&[u8]> = keys.iter().map(|key| key.0.as_slice()).collect();
    let tags: Vec<&str> = locales.iter().map(|locale| locale.tag()).collect();
    let mut rows: Vec<Vec<Row>> = keys.iter().map(|_| Vec::new()).collect();
    for found in query(client, &sql, &[&wanted, &tags, &bound(limit)]).await? {
        let at = found.try_get::<_, i64>(0)? - 1;
        if let Some(rows) = usize::try_from(at).ok().and_then(|at| rows.get_mut(at)) {
            rows.push(whole(&found, 1)?.row()?);
        }
    }
    Ok(rows)
}

pub(super) async fn history(client: &Object, id: RowId) -> Result<Vec<History>, Fault> {
    let sql = format!(
        "SELECT {HISTORY} FROM anban.history AS h JOIN anban.translation AS t ON t.id = h.translation
         WHERE t.key = $1 AND t.locale = $2 AND t.context = $3 ORDER BY h.version"
    );
    let found = query(client, &sql, &[&id.key.0.as_slice(), &id.locale.tag(), &id.context.0.as_slice()]).await?;
    found.iter().map(|row| Ok(past(row, 0)?.history(id)?)).collect()
}

pub(super) async fn page(client: &Object, after: Option<RowId>, limit: usize) -> Result<Vec<Row>, Fault> {
    let order = "ORDER BY t.key, t.locale, t.context LIMIT";
    let found = match after {
        None => {
            let sql = format!("SELECT {TRANSLATION} FROM anban.translation AS t {order} $1");
            query(client, &sql, &[&bound(limit)]).await?
        }
        Some(id) => {
            let sql = format!(
                "SELECT {TRANSLATION} FROM anban.translation AS t WHERE (t.key, t.locale, t.context) > ($1, $2, $3)
                 {order} $4"
            );
            let (key, context) = (id.key.0.as_slice(), id.context.0.as_slice());
            query(client, &sql, &[&key, &id.locale.tag(), &context, &bound(limit)]).await?
        }
    };
    all(&found)
}

pub(super) async fn stats(client: &Object) -> Result<Stats, Fault> {
    let sql = "SELECT locale, state, count(*) FROM anban.translation GROUP BY locale, state
               UNION ALL SELECT NULL, 'history', count(*) FROM anban.history
               UNION ALL SELECT NULL, 'change', last FROM anban.memory
               UNION ALL SELECT NULL, 'bytes', coalesce(sum(pg_total_relation_size(oid)), 0)::bigint FROM pg_class
                         WHERE relnamespace = 'anban'::regnamespace AND relkind = 'r'";
    let mut stats = Stats::default();
    for row in query(client, sql, &[]).await? {
        let count = columns::count(row.try_get(2)?)?;
        match (row.try_get::<_, Option<&str>>(0)?, row.try_get::<_, &str>(1)?) {
            (Some(locale), state) => stats.rows.push((columns::locale(locale)?, columns::state(state)?, count)),
            (None, "history") => stats.history = count,
            (None, "change") => stats.change = count,
            (None, _) => stats.bytes = count,
        }
    }
    stats.rows.sort_unstable();
    Ok(stats)
}

pub(super) async fn changes(client: &Object, after: u64, limit: usize) -> Result<Vec<(u64, Row)>, Fault> {
    let sql = format!(
        "SELECT t.change, {TRANSLATION} FROM anban.translation AS t WHERE t.change > $1 ORDER BY t.change LIMIT $2"
    );
    let found = query(client, &sql, &[&number(after), &bound(limit)]).await?;
    found.iter().map(|row| Ok((columns::count(row.try_get(0)?)?, whole(row, 1)?.row()?))).collect()
}

/// The database's own mark, and the checksum of the version that the change made.
pub(super) async fn lineage(client: &Object, change: u64) -> Result<Option<String>, Fault> {
    let sql = "SELECT mark || CASE $1::bigint WHEN 0 THEN '' ELSE
                   (SELECT '-' || encode(digest, 'hex') FROM anban.history WHERE change = $1) END FROM anban.memory";
    match query(client, sql, &[&number(change)]).await?.first() {
        Some(row) => Ok(row.try_get(0)?),
        None => Err(Fault::Damaged("the memory has no mark of its own".to_owned())),
    }
}

pub(super) async fn records(client: &Object, after: u64, limit: usize) -> Result<Vec<(u64, Record)>, Fault> {
    let sql = format!(
        "SELECT h.change, {TRANSLATION}, {HISTORY}
         FROM anban.history AS h JOIN anban.translation AS t ON t.id = h.translation
         WHERE h.change > $1 ORDER BY h.change LIMIT $2"
    );
    let found = query(client, &sql, &[&number(after), &bound(limit)]).await?;
    found
        .iter()
        .map(|row| {
            let Row { key, locale, context, source, .. } = whole(row, 1)?.row()?;
            let id = RowId { key, locale, context };
            let history = past(row, 1 + WIDTH)?.history(id)?;
            Ok((columns::count(row.try_get(0)?)?, Record { id, source, history }))
        })
        .collect()
}

pub(super) async fn removals(client: &Object, after: u64, limit: usize) -> Result<Vec<(u64, Removal)>, Fault> {
    let sql = "SELECT change, key, locale, context, versions, why, at FROM anban.removed WHERE change > $1
               ORDER BY change LIMIT $2";
    let found = query(client, sql, &[&number(after), &bound(limit)]).await?;
    let wide =
        |bytes: &[u8]| <[u8; 32]>::try_from(bytes).map_err(|_| Fault::Damaged("a key has not 32 bytes".into()));
    found
        .iter()
        .map(|row| {
            let id = RowId {
                key: SegmentKey(wide(row.try_get(1)?)?),
                locale: columns::locale(row.try_get(2)?)?,
                context: ContextKey(wide(row.try_get(3)?)?),
            };
            let versions = columns::count(row.try_get(4)?)?;
            let why = unescape(row.try_get(5)?).into_owned();
            Ok((columns::count(row.try_get(0)?)?, Removal { id, versions, why, at: row.try_get(6)? }))
        })
        .collect()
}

pub(super) async fn last_used(client: &Object, rows: &[RowId]) -> Result<Vec<Option<String>>, Fault> {
    let sql = "SELECT q.n, u.day FROM unnest($1::bytea[], $2::text[], $3::bytea[]) WITH ORDINALITY
                   AS q(key, locale, context, n)
               JOIN anban.translation AS t ON t.key = q.key AND t.locale = q.locale AND t.context = q.context
               JOIN anban.used AS u ON u.translation = t.id";
    let Ids { keys, locales, contexts } = Ids::of(rows.iter().copied());
    let mut days: Vec<Option<String>> = rows.iter().map(|_| None).collect();
    for row in query(client, sql, &[&keys, &locales, &contexts]).await? {
        let at = row.try_get::<_, i64>(0)? - 1;
        if let Some(day) = usize::try_from(at).ok().and_then(|at| days.get_mut(at)) {
            *day = row.try_get(1)?;
        }
    }
    Ok(days)
}

fn all(found: &[Found]) -> Result<Vec<Row>, Fault> {
    found.iter().map(|row| Ok(whole(row, 0)?.row()?)).collect()
}

/// Names of rows, as arrays.
pub(super) struct Ids {
    pub(super) keys: Vec<Vec<u8>>,
    pub(super) locales: Vec<&'static str>,
    pub(super) contexts: Vec<Vec<u8>>,
}

impl Ids {
    pub(super) fn of(rows: impl Iterator<Item = RowId>) -> Self {
        let mut ids = Self { keys: Vec::new(), locales: Vec::new(), contexts: Vec::new() };
        for id in rows {
            ids.keys.push(id.key.0.to_vec());
            ids.locales.push(id.locale.tag());
            ids.contexts.push(id.context.0.to_vec());
        }
        ids
    }
}
