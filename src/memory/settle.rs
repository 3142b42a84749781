//! What becomes of a row that meets another: the one rule all stores share.

use super::{Error, NewRow, Record, Result, Row, State, Who};

/// What a store has to do with a new row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Store it as this version.
    Store(u64),
    /// Leave what stands there, at this version.
    Keep(u64),
}

/// Decides what becomes of `new` where `standing` has its place, in this order:
///
/// 1. A row that says what already stands there changes nothing, so that a commit whose answer got lost can be
///    sent again.
/// 2. A row that builds on another version than the standing one is a conflict.
/// 3. A machine's row gives way to a person's or an import's, and one that nobody approved gives way to a machine's
///    that a person did. An import's row gives way to a person's, unless it builds on that very version.
/// 4. Everything else is stored as the next version.
///
/// # Errors
/// [`Error::Conflict`].
pub fn settle(new: &NewRow, standing: Option<&Row>) -> Result<Verdict> {
    let found = standing.map_or(0, |row| row.version);
    if standing.is_some_and(|row| says_the_same(new, row)) {
        return Ok(Verdict::Keep(found));
    }
    if let Some(expected) = new.expected.filter(|&expected| expected != found) {
        return Err(Error::Conflict { key: new.key, locale: new.locale, expected, found });
    }
    if standing.is_some_and(|row| gives_way(new, row)) {
        return Ok(Verdict::Keep(found));
    }
    Ok(Verdict::Store(found.saturating_add(1)))
}

fn says_the_same(new: &NewRow, row: &Row) -> bool {
    new.target == row.target
        && new.state == row.state
        && new.origin == row.origin
        && new.fingerprint == row.fingerprint
        && new.findings == row.findings
        && new.source == row.source
}

fn gives_way(new: &NewRow, row: &Row) -> bool {
    if new.origin.who == Who::Import {
        return new.expected.is_none() && row.origin.who == Who::Person;
    }
    new.origin.who == Who::Machine
        && (row.origin.who != Who::Machine || (row.state >= State::Reviewed && new.state < State::Reviewed))
}

/// The row that `new` becomes as `version` where `standing` has its place, at the moment `now`.
pub(super) fn successor(new: &NewRow, version: u64, standing: Option<&Row>, now: &str) -> Row {
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

/// The row as it stood at the version that `record` holds, whose first version was stored at `created`.
pub(super) fn revived(record: &Record, created: &str) -> Row {
    let Record { id, source, history } = record;
    Row {
        key: id.key,
        context: id.context,
        locale: id.locale,
        source: source.clone(),
        target: history.target.clone(),
        state: history.state,
        origin: history.origin.clone(),
        fingerprint: history.fingerprint.clone(),
        findings: history.findings.clone(),
        created: created.to_owned(),
        updated: history.at.clone(),
        version: history.version,
    }
}
