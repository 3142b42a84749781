//! Hedging words around English figures: more than, nearly, about (domain facts §7.2).

use super::super::{Approximation, reader::Reader};
use crate::text::{Span, is_letter_or_number};

/// Words before a figure; of two that fit the longer stands first.
const BEFORE: &[(&str, Approximation)] = &[
    ("no more than", Approximation::AtMost),
    ("not more than", Approximation::AtMost),
    ("no fewer than", Approximation::AtLeast),
    ("no less than", Approximation::AtLeast),
    ("more than", Approximation::Over),
    ("just over", Approximation::Over),
    ("well over", Approximation::Over),
    ("a little over", Approximation::Over),
    ("in excess of", Approximation::Over),
    ("upwards of", Approximation::Over),
    ("over", Approximation::Over),
    ("above", Approximation::Over),
    ("exceeding", Approximation::Over),
    ("exceed", Approximation::Over),
    ("exceeds", Approximation::Over),
    ("exceeded", Approximation::Over),
    ("exceeded the", Approximation::Over),
    ("surpassing", Approximation::Over),
    ("surpassed", Approximation::Over),
    ("beyond", Approximation::Over),
    ("topping", Approximation::Over),
    ("topped", Approximation::Over),
    ("less than", Approximation::Under),
    ("fewer than", Approximation::Under),
    ("just under", Approximation::Near),
    ("under", Approximation::Under),
    ("below", Approximation::Under),
    ("nearly", Approximation::Near),
    ("almost", Approximation::Near),
    ("close to", Approximation::Near),
    ("some", Approximation::About),
    ("about", Approximation::About),
    ("around", Approximation::About),
    ("approximately", Approximation::About),
    ("approx.", Approximation::About),
    ("roughly", Approximation::About),
    ("an estimated", Approximation::About),
    ("estimated at", Approximation::About),
    ("at least", Approximation::AtLeast),
    ("a minimum of", Approximation::AtLeast),
    ("minimum", Approximation::AtLeast),
    ("at most", Approximation::AtMost),
    ("up to", Approximation::AtMost),
    ("a maximum of", Approximation::AtMost),
    ("maximum", Approximation::AtMost),
    ("within", Approximation::AtMost),
];

const AFTER: &[(&str, Approximation)] = &[
    ("or more", Approximation::AtLeast),
    ("or above", Approximation::AtLeast),
    ("and above", Approximation::AtLeast),
    ("or older", Approximation::AtLeast),
    ("and over", Approximation::AtLeast),
    ("+", Approximation::Over),
    ("-plus", Approximation::Over),
    ("or less", Approximation::AtMost),
    ("or fewer", Approximation::AtMost),
    ("or so", Approximation::About),
];

/// The hedge around the figure at `start..end`.
pub(super) fn around(r: Reader<'_>, start: usize, end: usize) -> Option<(Approximation, Span)> {
    before(r, start).or_else(|| {
        let next = r.blanks(end);
        r.eat_any(next, AFTER).map(|(kind, last)| (kind, Span::new(next, last)))
    })
}

fn before(r: Reader<'_>, start: usize) -> Option<(Approximation, Span)> {
    const LONGEST: usize = 16;
    let mut end = r.blanks_before(start);
    let mut from = end.saturating_sub(LONGEST);
    while !r.text.is_char_boundary(from) {
        from += 1;
    }
    let mut lead = r.text.get(from..end)?.to_ascii_lowercase();
    for article in [" a", " the", " an"] {
        if lead.ends_with(article) && !lead.ends_with("not a") {
            lead.truncate(lead.len() - article.len());
            end -= article.len();
        }
    }
    BEFORE.iter().find_map(|&(words, kind)| {
        let open = lead.strip_suffix(words)?.chars().next_back().is_some_and(is_letter_or_number);
        (!open).then(|| (kind, Span::new(end - words.len(), end)))
    })
}
