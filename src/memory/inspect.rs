//! What is wrong with a row and its history, and what can be mended from what is whole: the one rule all stores share.

use super::{
    FaultKind, History, Row, RowId,
    columns::{Columns, Damage, Past},
};
use crate::{article::Content, locale::Locale, segment::SegmentKey};

/// How a fault is mended.
#[derive(Debug)]
pub(super) enum Mend {
    /// Write the row's columns anew.
    Row(Row),
    /// Write the row's latest version into the history, in place of what stands there if anything does.
    Version(Row),
}

/// A fault of one row.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) kind: FaultKind,
    pub(super) id: Option<RowId>,
    pub(super) what: String,
    pub(super) mend: Option<Mend>,
}

/// The faults of a row whose versions are these, by version.
pub(super) fn inspect(columns: &Columns<'_>, versions: &[Past<'_>]) -> Vec<Found> {
    let mut faults = Vec::new();
    let id = match columns.id() {
        Ok(id) => id,
        Err(Damage(what)) => {
            faults.push(Found { kind: FaultKind::Row, id: None, what, mend: None });
            return faults;
        }
    };
    let mut note = |kind, what: String, mend| faults.push(Found { kind, id: Some(id), what, mend });
    let read: Vec<Result<History, Damage>> = versions.iter().map(|past| past.history(id)).collect();
    let latest = read.last().and_then(|last| last.as_ref().ok());
    match columns.row() {
        Ok(row) => {
            if SegmentKey::new(Locale::Vi, &row.source) != row.key {
                note(FaultKind::Key, row.source.visible(), None);
            }
            for (past, read) in versions.iter().zip(&read) {
                if let Err(Damage(what)) = read {
                    let last = u64::try_from(past.version).is_ok_and(|version| version == row.version);
                    note(FaultKind::Version, what.clone(), last.then(|| Mend::Version(row.clone())));
                }
            }
            check_end(&row, versions, latest, &mut note);
            if [&row.source, &row.target].iter().any(|content| content.text.contains('\u{FFFD}')) {
                note(FaultKind::Encoding, row.target.visible(), None);
            }
        }
        Err(Damage(what)) => {
            note(FaultKind::Row, what, rebuilt(columns, id, &read).map(Mend::Row));
            for read in &read {
                if let Err(Damage(what)) = read {
                    note(FaultKind::Version, what.clone(), None);
                }
            }
        }
    }
    if let Some(gap) = versions.iter().zip(1..).find(|(past, version)| past.version != *version) {
        note(FaultKind::History, format!("version {} is missing", gap.1), None);
    }
    faults
}

/// Whether the history ends where the row stands.
fn check_end(
    row: &Row,
    versions: &[Past<'_>],
    latest: Option<&History>,
    note: &mut impl FnMut(FaultKind, String, Option<Mend>),
) {
    let end = versions.last().and_then(|past| u64::try_from(past.version).ok()).unwrap_or(0);
    if versions.is_empty() {
        let mend = (row.version == 1).then(|| Mend::Version(row.clone()));
        note(FaultKind::Orphan, format!("version {} has no history", row.version), mend);
    } else if end < row.version {
        let mend = (end + 1 == row.version).then(|| Mend::Version(row.clone()));
        note(FaultKind::History, format!("the row is at version {}, its history ends at {end}", row.version), mend);
    } else if let Some(latest) = latest {
        let same = latest.version == row.version
            && latest.target == row.target
            && latest.state == row.state
            && latest.origin == row.origin
            && latest.fingerprint == row.fingerprint
            && latest.findings == row.findings
            && latest.at == row.updated;
        if !same {
            let mend = Mend::Row(Row {
                target: latest.target.clone(),
                state: latest.state,
                origin: latest.origin.clone(),
                fingerprint: latest.fingerprint.clone(),
                findings: latest.findings.clone(),
                updated: latest.at.clone(),
                version: latest.version,
                ..row.clone()
            });
            let what = format!("the row says something else than version {} of its history", latest.version);
            note(FaultKind::History, what, Some(mend));
        }
    }
}

/// The row as its history tells it, where that is whole and the source is the one the key was made of.
fn rebuilt(columns: &Columns<'_>, id: RowId, versions: &[Result<History, Damage>]) -> Option<Row> {
    let first = versions.first()?.as_ref().ok().filter(|first| first.version == 1)?;
    let latest = versions.last()?.as_ref().ok()?;
    let source: Content = serde_json::from_str(&columns.source).ok()?;
    (SegmentKey::new(Locale::Vi, &source) == id.key).then(|| Row {
        key: id.key,
        context: id.context,
        locale: id.locale,
        source,
        target: latest.target.clone(),
        state: latest.state,
        origin: latest.origin.clone(),
        fingerprint: latest.fingerprint.clone(),
        findings: latest.findings.clone(),
        created: first.at.clone(),
        updated: latest.at.clone(),
        version: latest.version,
    })
}
