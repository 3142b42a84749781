//! How the figures that engines get wrong read in the target, for prompts.

use std::collections::HashSet;

use super::{Approximation, Figure, Kind, Number, Style, Unit, Value, parse, render};
use crate::locale::Locale;

/// Figures of the Vietnamese `source` with their form in `locale`, in order, each text once.
///
/// Only what engines get wrong is given: magnitudes, amounts, separators, dates, times, Roman numerals, items
/// of an enumeration ("Thứ bảy" → Seventh / 第7に / 일곱째), articles of laws (Điều 7 → 第7条 / 제7조), ranges, hedged figures, fractions, points, parts of
/// a year. Bare small numbers, years and document numbers are left to the engine.
#[must_use]
pub fn hints(source: &str, locale: Locale, style: &Style) -> Vec<(String, String)> {
    let mut seen = HashSet::new();
    parse(source, Locale::Vi)
        .into_iter()
        .filter(|figure| is_hard(figure, source))
        .map(|figure| (figure.whole.of(source).to_owned(), render(&figure, locale, style)))
        .filter(|(text, _)| seen.insert(text.clone()))
        .collect()
}

fn is_hard(figure: &Figure, source: &str) -> bool {
    let text = figure.span.of(source);
    let roman = || text.split(' ').next_back().is_some_and(|last| last.starts_with(['I', 'V', 'X', 'L']));
    if figure.approximation == Some(Approximation::Plural) {
        return true;
    }
    if !figure.firm {
        return matches!(figure.kind, Kind::Multiple);
    }
    if figure.approximation.is_some() || matches!(figure.value, Value::Range(..) | Value::Dates(..)) {
        return true;
    }
    match (&figure.value, figure.kind) {
        (_, Kind::DocumentNumber | Kind::Weekday) => false,
        (Value::Date(date), _) => date.month.is_some() || date.day.is_some(),
        (_, Kind::Ordinal) => {
            use Unit::{Article, Clause, Item, Occasion, Term};
            roman() || matches!(figure.unit, Some(Item | Term | Occasion | Article | Clause))
        }
        (Value::Number(number), Kind::Cardinal | Kind::Percent) => {
            *number >= Number::integer(1_000) || text.contains([',', '.'])
        }
        _ => true,
    }
}
