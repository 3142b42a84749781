//! `length-ratio`: the translation is much too short or much too long.

use super::super::{catalogue::Family, rule::Rule};
use crate::{
    diagnostic::{Finding, Severity},
    locale::Locale,
    text::is_letter_or_number,
};

pub(in crate::qa) const RULE: Rule = Rule::new(
    "length-ratio",
    Family::Completeness,
    Severity::Error,
    "What it finds: a translation far shorter or longer than such a sentence ever is in that language.\n\
     Why: half a sentence was dropped, or something was made up.\n\
     Example: a 200-letter sentence that became \"Province.\"\n\
     How to fix: compare with the source and translate what is missing.",
    |look, findings| {
        let pair = look.pair;
        let count = |text: &str| text.chars().filter(|&c| is_letter_or_number(c)).count();
        let (source, target) = (count(&pair.source.text), count(&pair.target.text));
        let (least, most) = bounds(source, pair.locale);
        if target > 0 && !(least..=most).contains(&target) {
            findings.push(
                Finding::new(RULE.code, RULE.severity)
                    .fact("source", source.to_string())
                    .fact("target", target.to_string())
                    .fact("fault", if target < least { "short" } else { "long" }),
            );
        }
    },
);

/// The fewest and most letters and digits that a translation of `source` Vietnamese ones may have. Vietnamese
/// has per letter about 1.05 English, 0.42 Japanese and 0.50 Korean ones (Universal Declaration of Human Rights,
/// whole text); the bounds are about 0.45 and 2.1 times that, with slack for short segments.
fn bounds(source: usize, locale: Locale) -> (usize, usize) {
    let (least, most, slack) = match locale {
        Locale::Vi => (50, 200, 20),
        Locale::En => (48, 220, 24),
        Locale::Ja => (18, 95, 14),
        Locale::Ko => (21, 110, 14),
    };
    (if source < 24 { 1 } else { source * least / 100 }, source * most / 100 + slack)
}
