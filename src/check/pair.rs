//! A source file and its translation, given by hand: aligned unit by unit and checked.

use std::sync::Arc;

use super::{
    Found, InputKind, Sheet,
    locate::{Markup, locate},
    segment::{Known, visible_span},
};
use crate::{
    article::{Article, Content, Format, Role, Unit},
    diagnostic::{Finding, Place, Severity},
    glossary::acronym,
    locale::Locale,
    pipeline::Tools,
    segment::SegmentKey,
    text::{LineIndex, Span},
};

/// Checks `target`, the translation of `source` into `locale`. Units are aligned in order by their roles, their
/// lengths and their figures.
pub fn pair(source: &Article, target: &Article, locale: Locale, tools: &Tools, sheet: &mut Sheet) {
    let input = sheet.begin(InputKind::Pair, target.file.to_string());
    if let Some(known) = sheet.inputs.get_mut(input) {
        known.article = Some(source.file.to_string());
    }
    let definitions =
        acronym::Definitions::read(source.units.iter().map(|unit| unit.content.text.as_str()), &tools.glossary);
    let (ours, theirs) = (translated(source), translated(target));
    let files = [source, target].map(|article| (Arc::clone(&article.file), LineIndex::new(&article.source)));
    let place = |side: usize, article: &Article, span| {
        let (file, lines) = files.get(side).unwrap_or(&files[0]);
        Place::new(file, &article.source, lines, span)
    };
    for step in align(&ours, &theirs) {
        let mut note = |finding: Finding, place: Place, unit: &Unit| {
            let key = SegmentKey::new(Locale::Vi, &unit.content);
            let finding = Finding { locale: Some(locale), ..finding.at(place) };
            sheet.found.push(Found { finding, input, key: Some(key), anchor: unit.content.visible() });
        };
        match step {
            (Some(ours), Some(theirs)) => {
                let text = acronym::expand(&ours.content.text, &definitions, &tools.glossary).text;
                let content = Content { text, codes: ours.content.codes.clone() };
                let known = Known::new(&content.text, tools);
                let found = known.check(&content, &theirs.content, locale, ours.role, tools);
                for finding in found {
                    let span = words(target, theirs, finding.target);
                    note(finding, place(1, target, span), ours);
                }
            }
            (Some(ours), None) => {
                let finding = Finding::new("pair-unit-missing", Severity::Error)
                    .fact("role", ours.role.to_string())
                    .fact("text", ours.content.visible());
                note(finding, place(0, source, ours.span), ours);
            }
            (None, Some(theirs)) => {
                let finding = Finding::new("pair-unit-added", Severity::Warning)
                    .fact("role", theirs.role.to_string())
                    .fact("text", theirs.content.visible());
                note(finding, place(1, target, theirs.span), theirs);
            }
            (None, None) => {}
        }
    }
    for article in [source, target] {
        for finding in &article.findings {
            sheet.add(finding.clone());
        }
        sheet.sources.insert(Arc::clone(&article.file), article.source.to_string());
    }
}

fn translated(article: &Article) -> Vec<&Unit> {
    article.units.iter().filter(|unit| unit.role.is_translated() && !unit.content.is_blank()).collect()
}

/// Where the words under `span` of the unit's content stand in its file; the whole unit where they cannot be told.
fn words(article: &Article, unit: &Unit, span: Option<Span>) -> Span {
    let markup = match article.format {
        Format::Plain => Markup::Plain,
        Format::Html | Format::Docx | Format::Odt | Format::Xliff => Markup::Html,
        Format::Markdown => Markup::Markdown,
    };
    let within = |span: Span| {
        let visible = unit.content.visible();
        let located = locate(&article.source, unit.span, &visible, markup)?;
        Some(located.map(visible_span(&unit.content.text, span)))
    };
    span.and_then(within).unwrap_or(unit.span)
}

type Step<'a> = (Option<&'a Unit>, Option<&'a Unit>);

/// The units of both files side by side. Files of one shape are simply zipped.
fn align<'a>(ours: &[&'a Unit], theirs: &[&'a Unit]) -> Vec<Step<'a>> {
    let same_shape = ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(a, b)| a.role == b.role);
    if same_shape || ours.len().saturating_mul(theirs.len()) > 4_000_000 {
        let longest = ours.len().max(theirs.len());
        return (0..longest).map(|at| (ours.get(at).copied(), theirs.get(at).copied())).collect();
    }
    let scale = total(theirs) / total(ours).max(1.0);
    let width = theirs.len() + 1;
    let mut best = vec![0.0_f64; (ours.len() + 1) * width];
    let get = |best: &[f64], row: usize, column: usize| best.get(row * width + column).copied().unwrap_or_default();
    for (row, our) in ours.iter().enumerate().rev() {
        for (column, their) in theirs.iter().enumerate().rev() {
            let together = likeness(our, their, scale) + get(&best, row + 1, column + 1);
            let apart = get(&best, row + 1, column).max(get(&best, row, column + 1));
            if let Some(slot) = best.get_mut(row * width + column) {
                *slot = together.max(apart);
            }
        }
    }
    let (mut row, mut column, mut steps) = (0, 0, Vec::new());
    while row < ours.len() || column < theirs.len() {
        let (our, their) = (ours.get(row).copied(), theirs.get(column).copied());
        let here = get(&best, row, column);
        let together = our.zip(their).is_some_and(|(our, their)| {
            let own = likeness(our, their, scale);
            own > 0.0 && own + get(&best, row + 1, column + 1) >= here - 1e-9
        });
        if together {
            steps.push((our, their));
            (row, column) = (row + 1, column + 1);
        } else if our.is_some() && (their.is_none() || get(&best, row + 1, column) >= here - 1e-9) {
            steps.push((our, None));
            row += 1;
        } else {
            steps.push((None, their));
            column += 1;
        }
    }
    steps
}

fn letters(unit: &Unit) -> f64 {
    unit.content.text.chars().filter(|c| c.is_alphanumeric()).count() as f64
}

fn total(units: &[&Unit]) -> f64 {
    units.iter().map(|unit| letters(unit)).sum()
}

/// How well two units go together, 0 to 3: by role, by length where one file is `scale` times as long as the
/// other, and by the digits they hold.
fn likeness(our: &Unit, their: &Unit, scale: f64) -> f64 {
    let kind = |role: Role| std::mem::discriminant(&role);
    let role = if kind(our.role) == kind(their.role) { 1.0 } else { 0.0 };
    let (expected, length) = (letters(our) * scale, letters(their));
    let by_length = expected.min(length) / expected.max(length).max(1.0);
    let digits = |unit: &Unit| -> Vec<char> { unit.content.text.chars().filter(char::is_ascii_digit).collect() };
    let (ours, theirs) = (digits(our), digits(their));
    let figures = match (ours.is_empty(), theirs.is_empty()) {
        (true, true) => 0.5,
        (false, false) => {
            let shared = ours.iter().filter(|digit| theirs.contains(digit)).count();
            shared as f64 / ours.len().max(theirs.len()) as f64
        }
        _ => 0.0,
    };
    if by_length < 0.2 { 0.0 } else { role + by_length + figures }
}
