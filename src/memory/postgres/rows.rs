//! Rows as PostgreSQL's columns give them.
//!
//! PostgreSQL's text cannot hold NUL; where a field that is no JSON holds one it is written `\0`, and a backslash
//! `\\`. The checksums are over what is meant, not over what is written.

use std::borrow::Cow;

use tokio_postgres::Row;

use super::fault::Fault;
use crate::memory::columns::{Columns, Past};

/// The columns of `translation AS t`, in the order in which [`whole`] reads them.
pub(super) const TRANSLATION: &str = "t.key, t.locale, t.context, t.source, t.created, t.version, t.target, t.state, \
                                      t.who, t.name, t.model, t.prompt, t.fingerprint, t.findings, t.updated, \
                                      t.digest";

/// How many those are.
pub(super) const WIDTH: usize = 16;

/// The columns of `history AS h`, in the order in which [`past`] reads them.
pub(super) const HISTORY: &str = "h.version, h.target, h.state, h.who, h.name, h.model, h.prompt, h.fingerprint, \
                                  h.findings, h.at, h.digest";

/// The columns of a row, its key at `first`.
pub(super) fn whole(row: &Row, first: usize) -> Result<Columns<'_>, Fault> {
    Ok(Columns {
        key: Cow::Borrowed(row.try_get(first)?),
        locale: Cow::Borrowed(row.try_get(first + 1)?),
        context: Cow::Borrowed(row.try_get(first + 2)?),
        source: Cow::Borrowed(row.try_get(first + 3)?),
        created: Cow::Borrowed(row.try_get(first + 4)?),
        past: past(row, first + 5)?,
    })
}

/// The columns of a version, its number at `first`.
pub(super) fn past(row: &Row, first: usize) -> Result<Past<'_>, Fault> {
    let text = |at: usize| Ok::<_, Fault>(Cow::Borrowed(row.try_get::<_, &str>(first + at)?));
    let free = |at: usize| Ok::<_, Fault>(unescape(row.try_get(first + at)?));
    let maybe = |at: usize| Ok::<_, Fault>(row.try_get::<_, Option<&str>>(first + at)?.map(unescape));
    Ok(Past {
        version: row.try_get(first)?,
        target: text(1)?,
        state: text(2)?,
        who: text(3)?,
        name: free(4)?,
        model: maybe(5)?,
        prompt: maybe(6)?,
        fingerprint: free(7)?,
        findings: text(8)?,
        at: text(9)?,
        digest: Cow::Borrowed(row.try_get(first + 10)?),
    })
}

/// `text` as a column holds it.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    if text.contains(['\0', '\\']) {
        Cow::Owned(text.replace('\\', "\\\\").replace('\0', "\\0"))
    } else {
        Cow::Borrowed(text)
    }
}

/// What a column means.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '\\' => plain.push(match rest.next() {
                Some('0') => '\0',
                Some(other) => other,
                None => '\\',
            }),
            c => plain.push(c),
        }
    }
    Cow::Owned(plain)
}
