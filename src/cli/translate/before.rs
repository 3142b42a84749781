//! The editions that a run writes over: what was published, and what somebody changed in them by hand.

use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::Desk;
use crate::{
    article::Content,
    check::{self, Edit},
    cli::output,
    diagnostic::{Finding, Severity},
    edition::Provenance,
    locale::Locale,
    memory::{NewRow, Origin, State, Store, Who},
    pipeline::{Prepared, PreparedSegment},
    qa,
};

/// The name under which such changes stand in the memory.
const HAND: &str = "edition";

/// What is told of the edition that lies in `folder`.
pub(super) fn provenance(folder: &Path, locale: Locale) -> Option<Provenance> {
    let json = std::fs::read(folder.join(format!("{locale}.provenance.json"))).ok()?;
    serde_json::from_slice(&json).ok()
}

/// What the edition that lies in `folder` is made of now, to see later whether somebody has changed it meanwhile.
pub(super) fn look(folder: &Path, locale: Locale) -> Option<[u8; 32]> {
    let bytes = std::fs::read(folder.join(provenance(folder, locale)?.edition)).ok()?;
    Some(Sha256::digest(bytes).into())
}

/// How a change that is found relates to the edition that is going to be written over it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// The run has yet to look into the memory: what is taken will stand in its edition.
    Before,
    /// The run is over: its edition does not have the change.
    After,
}

/// Takes what somebody changed in the edition by hand into the memory as that person's work, so that the run keeps
/// it. Where a change cannot be taken, because the sentence has markup or the checks refuse it, the whole edition is
/// kept beside the new one; so it is where the run is over already.
pub(super) async fn keep_edits(
    desk: &Desk<'_>,
    store: &dyn Store,
    prepared: &Prepared,
    folder: &Path,
    locale: Locale,
    when: When,
) -> anyhow::Result<Vec<Finding>> {
    let Some(provenance) = provenance(folder, locale) else { return Ok(Vec::new()) };
    let path = folder.join(&provenance.edition);
    let Ok(bytes) = std::fs::read(&path) else { return Ok(Vec::new()) };
    let name = path.display().to_string();
    let (mut findings, mut rows, mut lost) = (Vec::new(), Vec::new(), false);
    for edit in check::edits(provenance, &name, &bytes) {
        let mut same = prepared.segments().filter(|(_, _, segment)| segment.key == edit.key);
        // The sentence is not in the article any more: neither is what was made of it.
        let Some((unit, _, segment)) = same.nth(edit.nth) else { continue };
        let role = prepared.article.units.get(unit).map_or(crate::article::Role::Paragraph, |unit| unit.role);
        let row = row(desk, segment, role, &edit, locale);
        let kept = row.is_some() && when == When::Before;
        let code = if kept { "edition-edit-taken" } else { "edition-edit-aside" };
        let severity = if kept { Severity::Info } else { Severity::Warning };
        lost |= !kept;
        rows.extend(row);
        findings.push(
            Finding::new(code, severity)
                .fact("file", name.as_str())
                .fact("before", edit.before)
                .fact("now", edit.now.unwrap_or_default()),
        );
    }
    if lost {
        output::write(&aside(&path), &bytes)?;
    }
    store.commit(&rows).await?;
    Ok(findings.into_iter().map(|finding| Finding { locale: Some(locale), ..finding }).collect())
}

/// The row that holds the change, where it may be published.
fn row(
    desk: &Desk<'_>,
    segment: &PreparedSegment,
    role: crate::article::Role,
    edit: &Edit,
    locale: Locale,
) -> Option<NewRow> {
    let target = Content::plain(edit.now.as_deref().filter(|now| !now.trim().is_empty())?);
    if !segment.text.codes.is_empty() {
        return None;
    }
    let pair = qa::Pair { source: &segment.text, target: &target, locale, role };
    let facts = qa::Facts {
        glossary: &desk.tools.glossary,
        terms: &segment.terms,
        names: &desk.tools.names,
        found: &segment.names,
        figures: &segment.figures,
    };
    let findings = qa::check_in_style(&pair, &facts, &desk.tools.style, &desk.tools.levels);
    if qa::is_blocking(&findings) {
        return None;
    }
    Some(NewRow {
        key: segment.key,
        context: segment.context,
        locale,
        source: segment.text.clone(),
        target,
        state: State::named(&edit.state).unwrap_or(State::Translated).max(State::Translated),
        origin: Origin { who: Who::Person, name: HAND.to_owned(), model: None, prompt: None },
        fingerprint: desk.tools.glossary.fingerprint(&segment.terms, locale),
        findings,
        expected: None,
    })
}

/// Where an edition is kept that cannot be taken over: `en.edited.html`, `en.edited-2.html` …
fn aside(path: &Path) -> std::path::PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
    let name = |number: u32| match number {
        1 => format!("{stem}.edited{ending}"),
        number => format!("{stem}.edited-{number}{ending}"),
    };
    let free = (1..).map(|number| path.with_file_name(name(number))).find(|path| !path.exists());
    free.unwrap_or_else(|| path.with_file_name(name(1)))
}
