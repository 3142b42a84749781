//! Rows as the columns hold them, and back, with their checksums.

use rusqlite::types::ValueRef;
use serde::{Serialize, de::DeserializeOwned};

use super::fault::Fault;
use crate::{
    locale::Locale,
    memory::{History, Origin, Row, RowId, State, Who, digest::Digest},
    segment::{ContextKey, SegmentKey},
};

/// The columns of `translation`, in the order in which [`translation`] reads them.
pub(super) const TRANSLATION: &str = "id, key, locale, context, source, target, state, who, name, model, prompt, \
                                      fingerprint, findings, created, updated, version, digest";

/// The column after those of [`TRANSLATION`].
pub(super) const AFTER_TRANSLATION: usize = 17;

/// The columns of `history`, in the order in which [`version`] reads them.
pub(super) const HISTORY: &str =
    "version, target, state, who, name, model, prompt, fingerprint, findings, at, digest";

/// A row with its number in the file.
pub(super) struct Stored {
    /// The number.
    pub(super) number: i64,
    /// The row.
    pub(super) row: Row,
}

/// The JSON columns of a row, and the checksums over everything.
pub(super) struct Written {
    /// The source as JSON.
    pub(super) source: String,
    /// The target as JSON.
    pub(super) target: String,
    /// The findings as JSON.
    pub(super) findings: String,
    /// The row's checksum.
    pub(super) digest: [u8; 16],
    /// The checksum of the version in the history.
    pub(super) history_digest: [u8; 16],
}

/// What goes into the columns for `row`.
pub(super) fn write(row: &Row) -> Result<Written, Fault> {
    let (source, target, findings) = (json(&row.source)?, json(&row.target)?, json(&row.findings)?);
    Ok(Written {
        digest: row_digest(row, &source, &target, &findings),
        history_digest: history_digest(row.id(), row.version, &change(row), &target, &findings),
        source,
        target,
        findings,
    })
}

/// Reads a row of [`TRANSLATION`].
pub(super) fn translation(columns: &rusqlite::Row<'_>) -> Result<Stored, Fault> {
    let text = |at: usize| Ok::<_, Fault>(columns.get_ref(at)?.as_str()?);
    let (source, target, findings) = (text(4)?, text(5)?, text(12)?);
    let locale = locale(text(2)?)?;
    let row = Row {
        key: SegmentKey(columns.get(1)?),
        locale,
        context: ContextKey(columns.get(3)?),
        source: parse(source)?,
        target: parse(target)?,
        state: state(text(6)?)?,
        origin: origin(columns, 7)?,
        fingerprint: text(11)?.to_owned(),
        findings: parse(findings)?,
        created: text(13)?.to_owned(),
        updated: text(14)?.to_owned(),
        version: count(columns.get_ref(15)?)?,
    };
    if columns.get_ref(16)?.as_blob()? != row_digest(&row, source, target, findings) {
        return Err(Fault::Damaged(format!("the row of segment {} ({locale}) fails its checksum", row.key)));
    }
    Ok(Stored { number: columns.get(0)?, row })
}

/// Reads a version, [`HISTORY`], of the row `id`.
pub(super) fn version(id: RowId, columns: &rusqlite::Row<'_>) -> Result<History, Fault> {
    let text = |at: usize| Ok::<_, Fault>(columns.get_ref(at)?.as_str()?);
    let (target, findings) = (text(1)?, text(8)?);
    let version = count(columns.get_ref(0)?)?;
    let history = History {
        version,
        target: parse(target)?,
        state: state(text(2)?)?,
        origin: origin(columns, 3)?,
        fingerprint: text(7)?.to_owned(),
        findings: parse(findings)?,
        at: text(9)?.to_owned(),
    };
    let change =
        Change { state: history.state, origin: &history.origin, fingerprint: &history.fingerprint, at: &history.at };
    if columns.get_ref(10)?.as_blob()? != history_digest(id, version, &change, target, findings) {
        let RowId { key, locale, .. } = id;
        return Err(Fault::Damaged(format!("version {version} of segment {key} ({locale}) fails its checksum")));
    }
    Ok(history)
}

/// The parts of a version that are not JSON.
struct Change<'a> {
    state: State,
    origin: &'a Origin,
    fingerprint: &'a str,
    at: &'a str,
}

fn change(row: &Row) -> Change<'_> {
    Change { state: row.state, origin: &row.origin, fingerprint: &row.fingerprint, at: &row.updated }
}

fn row_digest(row: &Row, source: &str, target: &str, findings: &str) -> [u8; 16] {
    common(Digest::new("translation 1"), row.id(), row.version, &change(row), target, findings)
        .field(source.as_bytes())
        .field(row.created.as_bytes())
        .finish()
}

fn history_digest(id: RowId, version: u64, change: &Change<'_>, target: &str, findings: &str) -> [u8; 16] {
    common(Digest::new("history 1"), id, version, change, target, findings).finish()
}

fn common(digest: Digest, id: RowId, version: u64, change: &Change<'_>, target: &str, findings: &str) -> Digest {
    digest
        .field(&id.key.0)
        .field(id.locale.tag().as_bytes())
        .field(&id.context.0)
        .field(&version.to_le_bytes())
        .field(target.as_bytes())
        .field(change.state.name().as_bytes())
        .field(change.origin.who.name().as_bytes())
        .field(change.origin.name.as_bytes())
        .maybe(change.origin.model.as_deref())
        .maybe(change.origin.prompt.as_deref())
        .field(change.fingerprint.as_bytes())
        .field(findings.as_bytes())
        .field(change.at.as_bytes())
}

fn origin(columns: &rusqlite::Row<'_>, first: usize) -> Result<Origin, Fault> {
    let who = columns.get_ref(first)?.as_str()?;
    Ok(Origin {
        who: Who::named(who).ok_or_else(|| Fault::Damaged(format!("{who:?} is no hand")))?,
        name: columns.get(first + 1)?,
        model: columns.get(first + 2)?,
        prompt: columns.get(first + 3)?,
    })
}

/// The language with this tag.
pub(super) fn locale(tag: &str) -> Result<Locale, Fault> {
    Locale::ALL
        .into_iter()
        .find(|locale| locale.tag() == tag)
        .ok_or_else(|| Fault::Damaged(format!("{tag:?} is no language")))
}

/// The state with this name.
pub(super) fn state(name: &str) -> Result<State, Fault> {
    State::named(name).ok_or_else(|| Fault::Damaged(format!("{name:?} is no state")))
}

/// A number that counts something.
pub(super) fn count(value: ValueRef<'_>) -> Result<u64, Fault> {
    let number = value.as_i64()?;
    u64::try_from(number).map_err(|_| Fault::Damaged(format!("{number} counts nothing")))
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    serde_json::from_str(text).map_err(|error| Fault::Damaged(format!("a column is no JSON of its kind: {error}")))
}

fn json<T: Serialize>(value: &T) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|error| Fault::Unusable(format!("a row cannot be written as JSON: {error}")))
}
