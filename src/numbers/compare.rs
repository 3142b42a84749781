//! Compares the figures of a Vietnamese text with those of its translation, by value and kind.
//!
//! Precision goes before recall: an error finding keeps a translation from being published. A value said once
//! may be repeated in the target; small number words of either side are available as matches and never
//! required; what the target says in words (half, both, 一つ, 두) is never an addition.

mod glance;
mod idiom;
mod keys;
mod matching;
mod rules;

use super::{Figure, Number, Value, parse};
use crate::{diagnostic::Finding, locale::Locale};

/// Both texts and their figures.
struct Pair<'a> {
    source: &'a str,
    target: &'a str,
    locale: Locale,
    said: &'a [Figure],
    got: Vec<Figure>,
    glance: glance::Glance<'a>,
}

/// What is wrong with the figures of `target`, the translation into `locale` of the Vietnamese `source`.
///
/// | code | severity | when |
/// |---|---|---|
/// | `number-value` | error | a figure has another value |
/// | `number-missing` | error | a figure has no counterpart |
/// | `number-added` | warning | the target has a figure the source has not: editors add dates and counts |
/// | `date-value` | error | a date or time differs; a warning where only its year is left out |
/// | `unit-changed` | error for one currency in place of another, otherwise a warning: units have many names |
/// | `approximation-dropped` | warning | "more than" and the like is gone or turned round |
/// | `weekday-for-ordinal` | error | "Thứ bảy" (Seventh) became Saturday |
///
/// Findings stand in the order of the source, those without a source place at the end. Facts: `source` and
/// `target` are the texts, `source-value` and `target-value` the values in plain digits.
#[must_use]
pub fn check(source: &str, target: &str, locale: Locale) -> Vec<Finding> {
    check_figures(source, &parse(source, Locale::Vi), target, locale)
}

/// The same as [`check`], where the figures of the source are known: `said` is [`parse`] of it.
#[must_use]
pub fn check_figures(source: &str, said: &[Figure], target: &str, locale: Locale) -> Vec<Finding> {
    let mut got = parse(target, locale);
    if locale == Locale::Ko {
        articles(source, target, said, &mut got);
    }
    let glance = glance::Glance::new(source, target, locale, said, &got);
    let pair = Pair { source, target, locale, said, got, glance };
    let matched = matching::run(&pair);
    let mut findings = rules::faults(&pair, &matched);
    let taken = findings.iter().filter_map(|finding| finding.target).collect();
    findings.extend(rules::added(&pair, &matched, &taken));
    findings.extend(rules::matched(&pair, &matched));
    findings.extend(rules::weekdays(&pair));
    findings.sort_by_key(|finding| {
        let at = finding.source.map_or(usize::MAX, |span| span.start);
        (at, finding.target.map_or(usize::MAX, |span| span.start))
    });
    findings
}

/// 61조 is article 61, not 61 trillion, where the Vietnamese speaks of an article of that number.
fn articles(source: &str, target: &str, said: &[Figure], got: &mut [Figure]) {
    let number = |figure: &Figure| figure.whole.of(target).strip_suffix('조')?.trim().parse::<u128>().ok();
    if !got.iter().any(|figure| number(figure).is_some()) || !source.to_lowercase().contains("điều") {
        return;
    }
    for figure in got {
        let number = number(figure);
        let article = number.map(|number| Value::Number(Number::integer(number)));
        if let Some(article) = article.filter(|article| said.iter().any(|figure| figure.value == *article)) {
            figure.value = article;
        }
    }
}
