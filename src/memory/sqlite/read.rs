//! The verbs that only read.

use std::path::Path;

use rusqlite::{CachedStatement, Connection, Params, params};

use super::{
    fault::Fault,
    header::beside,
    rows::{self, HISTORY, Stored, TRANSLATION},
    write::last_change,
};
use crate::{
    locale::Locale,
    memory::{
        History, Hit, Query, Row, RowId, Stats,
        choose::{BEST, BETWEEN, REJECTIONS, choose},
        columns::{self, bound},
    },
    segment::SegmentKey,
};

/// The statement that finds the row `(key, locale, context)`.
pub(super) fn by_id(file: &Connection) -> rusqlite::Result<CachedStatement<'_>> {
    file.prepare_cached(&format!(
        "SELECT {TRANSLATION} FROM translation WHERE key = ?1 AND locale = ?2 AND context = ?3"
    ))
}

/// The row that `statement` finds.
pub(super) fn one(statement: &mut CachedStatement<'_>, values: impl Params) -> Result<Option<Stored>, Fault> {
    statement.query(values)?.next()?.map(rows::translation).transpose()
}

pub(super) fn lookup(file: &mut Connection, locale: Locale, queries: &[Query]) -> Result<Vec<Option<Hit>>, Fault> {
    // One transaction, so that all answers are of one moment.
    let moment = file.transaction()?;
    let mut best = best(&moment)?;
    let mut others: Option<[CachedStatement<'_>; 3]> = None;
    queries
        .iter()
        .map(|query| {
            let (key, tag) = (query.key.0, locale.tag());
            let mut rows = all(&mut best, params![key, tag, bound(BEST + 1)])?;
            // Few segments stand in many contexts; of the others this was everything.
            if rows.len() > BEST {
                if others.is_none() {
                    others = Some([by_id(&moment)?, between(&moment)?, rejected(&moment)?]);
                }
                if let Some([here, between, rejected]) = &mut others {
                    let (least, most) = query.context.between_the_same();
                    let mut more = all(here, params![key, tag, query.context.0])?;
                    more.append(&mut all(between, params![key, tag, least.0, most.0, bound(BETWEEN)])?);
                    more.append(&mut all(rejected, params![key, tag, bound(REJECTIONS)])?);
                    for row in more {
                        if !rows.iter().any(|known| known.context == row.context) {
                            rows.push(row);
                        }
                    }
                }
            }
            Ok(choose(query, rows))
        })
        .collect()
}

/// The rows of a segment between the same neighbours.
fn between(file: &Connection) -> rusqlite::Result<CachedStatement<'_>> {
    file.prepare_cached(&format!(
        "SELECT {TRANSLATION} FROM translation WHERE key = ?1 AND locale = ?2 AND context BETWEEN ?3 AND ?4
         ORDER BY rank DESC, change DESC LIMIT ?5"
    ))
}

/// What a person has left without a usable translation: the rank of an initial row of theirs is 2.
fn rejected(file: &Connection) -> rusqlite::Result<CachedStatement<'_>> {
    file.prepare_cached(&format!(
        "SELECT {TRANSLATION} FROM translation WHERE key = ?1 AND locale = ?2 AND rank = 2
         ORDER BY change DESC LIMIT ?3"
    ))
}

fn best(file: &Connection) -> rusqlite::Result<CachedStatement<'_>> {
    file.prepare_cached(&format!(
        "SELECT {TRANSLATION} FROM translation WHERE key = ?1 AND locale = ?2
         ORDER BY rank DESC, change DESC LIMIT ?3"
    ))
}

pub(super) fn variants(
    file: &mut Connection,
    key: SegmentKey,
    locale: Locale,
    limit: usize,
) -> Result<Vec<Row>, Fault> {
    all(&mut best(file)?, params![key.0, locale.tag(), bound(limit)])
}

pub(super) fn variants_of(
    file: &mut Connection,
    keys: &[SegmentKey],
    locales: &[Locale],
    limit: usize,
) -> Result<Vec<Vec<Row>>, Fault> {
    let moment = file.transaction()?;
    let mut best = best(&moment)?;
    let mut of = |key: &SegmentKey| {
        let mut rows = Vec::new();
        for locale in locales {
            rows.append(&mut all(&mut best, params![key.0, locale.tag(), bound(limit)])?);
        }
        Ok(rows)
    };
    keys.iter().map(&mut of).collect()
}

pub(super) fn history(file: &Connection, id: RowId) -> Result<Vec<History>, Fault> {
    let mut statement = file.prepare_cached(&format!(
        "SELECT {HISTORY} FROM history WHERE translation =
             (SELECT id FROM translation WHERE key = ?1 AND locale = ?2 AND context = ?3)
         ORDER BY version"
    ))?;
    let mut found = statement.query(params![id.key.0, id.locale.tag(), id.context.0])?;
    let mut versions = Vec::new();
    while let Some(columns) = found.next()? {
        versions.push(rows::version(id, columns)?);
    }
    Ok(versions)
}

pub(super) fn page(file: &mut Connection, after: Option<RowId>, limit: usize) -> Result<Vec<Row>, Fault> {
    let order = "ORDER BY key, locale, context LIMIT";
    match after {
        None => all(
            &mut file.prepare_cached(&format!("SELECT {TRANSLATION} FROM translation {order} ?1"))?,
            params![bound(limit)],
        ),
        Some(id) => all(
            &mut file.prepare_cached(&format!(
                "SELECT {TRANSLATION} FROM translation WHERE (key, locale, context) > (?1, ?2, ?3) {order} ?4"
            ))?,
            params![id.key.0, id.locale.tag(), id.context.0, bound(limit)],
        ),
    }
}

pub(super) fn changes(file: &mut Connection, after: u64, limit: usize) -> Result<Vec<(u64, Row)>, Fault> {
    let mut statement = file.prepare_cached(&format!(
        "SELECT {TRANSLATION}, change FROM translation WHERE change > ?1 ORDER BY change LIMIT ?2"
    ))?;
    let after = i64::try_from(after).unwrap_or(i64::MAX);
    let mut found = statement.query(params![after, bound(limit)])?;
    let mut changes = Vec::new();
    while let Some(columns) = found.next()? {
        let change = rows::count(columns.get_ref(rows::AFTER_TRANSLATION)?)?;
        changes.push((change, rows::translation(columns)?.row));
    }
    Ok(changes)
}

/// The file's own mark, and the checksum of the version that the change made: history is append-only, so the two
/// together name this file and this past.
pub(super) fn lineage(file: &mut Connection, change: u64) -> Result<Option<String>, Fault> {
    let change = i64::try_from(change).unwrap_or(i64::MAX);
    let mut statement = file.prepare_cached(
        "SELECT lower(hex(mark)) || CASE ?1 WHEN 0 THEN '' ELSE
             (SELECT '-' || lower(hex(digest)) FROM history WHERE change = ?1) END FROM identity",
    )?;
    let mut found = statement.query(params![change])?;
    match found.next()? {
        Some(columns) => Ok(columns.get(0)?),
        None => Err(Fault::Damaged("the memory has no mark of its own".to_owned())),
    }
}

pub(super) fn stats(file: &mut Connection, path: &Path) -> Result<Stats, Fault> {
    let moment = file.transaction()?;
    let mut statement =
        moment.prepare_cached("SELECT locale, state, count(*) FROM translation GROUP BY locale, state")?;
    let mut counts = statement.query([])?;
    let mut rows = Vec::new();
    while let Some(found) = counts.next()? {
        let locale = columns::locale(found.get_ref(0)?.as_str()?)?;
        let state = columns::state(found.get_ref(1)?.as_str()?)?;
        rows.push((locale, state, rows::count(found.get_ref(2)?)?));
    }
    rows.sort_unstable();
    let history = moment
        .prepare_cached("SELECT count(*) FROM history")?
        .query([])?
        .next()?
        .map_or(Ok(0), |columns| rows::count(columns.get_ref(0)?))?;
    let files = ["", "-wal", "-shm"].iter().filter_map(|end| std::fs::metadata(beside(path, end)).ok());
    let bytes = files.map(|file| file.len()).sum();
    let change = columns::count(last_change(&moment)?)?;
    Ok(Stats { rows, history, change, bytes })
}

fn all(statement: &mut CachedStatement<'_>, values: impl Params) -> Result<Vec<Row>, Fault> {
    let mut found = statement.query(values)?;
    let mut rows = Vec::new();
    while let Some(columns) = found.next()? {
        rows.push(rows::translation(columns)?.row);
    }
    Ok(rows)
}
