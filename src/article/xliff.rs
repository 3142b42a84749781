//! XLIFF 1.2 and 2 as articles: what nobody has translated yet is a unit, and its translation goes into its target.
//!
//! Everything else of the file comes back byte for byte, what others have translated among it.

mod inline;
mod place;
mod scan;

pub(super) use place::{Place, escape};

use super::{
    Role, Unit,
    layout::{Mark, Shape},
    read::{Fault, Parts},
};
use crate::{locale::Locale, text::LineIndex};
use place::Goal;
use scan::{Draft, Scan};

/// Finds the units of `text`, and the language the file is to be translated into where it says so.
pub(super) fn read(text: &str) -> Result<(Parts, Option<Locale>), Fault> {
    let fault = |(at, why): (usize, String)| {
        let position = LineIndex::new(text).position(text, at.min(text.len()));
        Fault::Xml { line: position.line, column: position.column, why }
    };
    let scan = Scan::of(text).map_err(fault)?;
    let mut parts = Parts::default();
    for draft in &scan.drafts {
        parts.units.extend(unit(text, draft).map_err(fault)?);
    }
    // A file that names its language once has it.
    let unnamed = scan.without_target.iter().filter(|_| scan.locale.is_none());
    parts.marks.extend(unnamed.map(|&(at, name)| Mark::TargetLanguage(at, name)));
    Ok((parts, scan.locale))
}

/// The unit of a sentence or paragraph that nobody has translated.
fn unit(text: &str, draft: &Draft) -> Result<Option<(Unit, Shape)>, (usize, String)> {
    let Some(source) = draft.source else { return Ok(None) };
    // Where a tool has cut the source into sentences, its target is cut in the same way.
    let from = draft.cut.unwrap_or(source);
    if !draft.is_open(text) {
        return Ok(None);
    }
    let Some((span, content)) = inline::read(text, from.inner)? else { return Ok(None) };
    let goal = match draft.target {
        Some(target) => Goal::Into { tag: target.tag, whole: target.whole },
        None => Goal::After { source: source.whole, at: from.whole.end },
    };
    let ends = [draft.tag.unwrap_or(source.whole), source.whole, from.whole, draft.target.unwrap_or(source).whole];
    let start = ends.iter().map(|span| span.start).min().unwrap_or(source.whole.start);
    let end = ends.iter().map(|span| span.end).max().unwrap_or(source.whole.end);
    let place = Place { from: from.inner, text: span, goal, segment: draft.tag };
    let unit = Unit { role: Role::Paragraph, span: crate::text::Span::new(start, end), content };
    Ok(Some((unit, Shape::Xliff(Box::new(place)))))
}

/// Whether `text` begins like XLIFF.
pub(super) fn is_one(text: &str) -> bool {
    let head: String = text.chars().take(2_000).collect();
    head.trim_start().starts_with('<') && (head.contains("<xliff") || head.contains(":xliff"))
}
