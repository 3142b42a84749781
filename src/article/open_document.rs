//! OpenDocument texts (OASIS OpenDocument 1.3, ISO/IEC 26300): `content.xml`, `styles.xml` and `meta.xml`, end to end.
//!
//! Markup is nested here as in HTML, so a unit's codes are the elements of its paragraph as they stand. Notes and
//! text boxes stand inside the paragraph that they hang on: they are codes of it, and units of their own.

mod elements;
mod language;
mod paragraphs;
mod styles;

pub(super) use language::{escape, language};

use super::{
    layout::Mark,
    package::{Kind, Package},
    read::{Fault, Parts},
    word,
};
use crate::{
    diagnostic::{Finding, Severity},
    text::Span,
};

/// Finds the units of an OpenDocument text whose parts' XML is `source`.
pub(super) fn read(package: &Package, source: &str) -> Result<Parts, Fault> {
    let mut parts = Parts::default();
    let mut styles = styles::Styles::default();
    let texts = || package.parts.iter().filter(|part| matches!(part.kind, Kind::Document | Kind::Styles));
    for part in texts() {
        let within = |why: String| Fault::Package(format!("{} {why}", part.name));
        styles.read(part.span.of(source), part.span.start).map_err(within)?;
    }
    let (mut units, mut changes) = (Vec::new(), 0);
    for part in texts() {
        let within = |why: String| Fault::Package(format!("{} {why}", part.name));
        let found = paragraphs::read(source, part.span, part.kind, &styles).map_err(within)?;
        changes += found.changes;
        let passage = |span: Span| Finding::new("article-too-many-codes", Severity::Warning).at_source(span);
        parts.findings.extend(found.too_rich.into_iter().map(passage));
        units.extend(found.units);
    }
    if changes > 0 {
        let count = changes.to_string();
        parts.findings.push(Finding::new("article-tracked-changes", Severity::Info).fact("paragraphs", count));
    }
    units.sort_by_key(|(unit, ..)| (unit.span.start, std::cmp::Reverse(unit.span.end)));
    word::settle(&mut units, |_, shape| matches!(shape, super::layout::Shape::OpenDocument { bold: true, .. }));
    parts.units.extend(units.into_iter().map(|(unit, shape, _)| (unit, shape)));
    for part in package.parts.iter().filter(|part| part.kind == Kind::Properties) {
        parts.units.extend(word::title(part.span.of(source), part.span.start));
    }
    parts.marks.extend(styles.languages.into_iter().map(Mark::OpenDocumentLanguage));
    parts.marks.sort_by_key(|mark| match mark {
        Mark::OpenDocumentLanguage(span) => span.start,
        _ => 0,
    });
    Ok(parts)
}
