//! Rows as SQLite's columns give them.

use std::borrow::Cow;

use rusqlite::types::ValueRef;

use super::fault::Fault;
use crate::memory::{
    History, Row, RowId,
    columns::{self, Columns, Past},
};

/// The columns of `translation`, in the order in which [`translation`] reads them.
pub(super) const TRANSLATION: &str = "id, key, locale, context, source, created, version, target, state, who, name, \
                                      model, prompt, fingerprint, findings, updated, digest";

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

/// Reads a row of [`TRANSLATION`].
pub(super) fn translation(row: &rusqlite::Row<'_>) -> Result<Stored, Fault> {
    Ok(Stored { number: row.get(0)?, row: whole(row, 1)?.row()? })
}

/// Reads a version, [`HISTORY`], of the row `id`.
pub(super) fn version(id: RowId, row: &rusqlite::Row<'_>) -> Result<History, Fault> {
    Ok(past(row, 0)?.history(id)?)
}

/// The columns of a row, its key at `first`.
pub(super) fn whole<'a>(row: &'a rusqlite::Row<'_>, first: usize) -> Result<Columns<'a>, Fault> {
    Ok(Columns {
        key: Cow::Borrowed(row.get_ref(first)?.as_blob()?),
        locale: text(row, first + 1)?,
        context: Cow::Borrowed(row.get_ref(first + 2)?.as_blob()?),
        source: text(row, first + 3)?,
        created: text(row, first + 4)?,
        past: past(row, first + 5)?,
    })
}

/// The columns of a version, its number at `first`.
pub(super) fn past<'a>(row: &'a rusqlite::Row<'_>, first: usize) -> Result<Past<'a>, Fault> {
    let maybe = |at: usize| Ok::<_, Fault>(row.get_ref(at)?.as_str_or_null()?.map(Cow::Borrowed));
    Ok(Past {
        version: row.get(first)?,
        target: text(row, first + 1)?,
        state: text(row, first + 2)?,
        who: text(row, first + 3)?,
        name: text(row, first + 4)?,
        model: maybe(first + 5)?,
        prompt: maybe(first + 6)?,
        fingerprint: text(row, first + 7)?,
        findings: text(row, first + 8)?,
        at: text(row, first + 9)?,
        digest: Cow::Borrowed(row.get_ref(first + 10)?.as_blob()?),
    })
}

fn text<'a>(row: &'a rusqlite::Row<'_>, at: usize) -> Result<Cow<'a, str>, Fault> {
    Ok(Cow::Borrowed(row.get_ref(at)?.as_str()?))
}

/// A number that counts something.
pub(super) fn count(value: ValueRef<'_>) -> Result<u64, Fault> {
    Ok(columns::count(value.as_i64()?)?)
}
