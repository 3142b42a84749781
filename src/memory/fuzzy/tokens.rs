//! A text as the near-match index sees it: syllables, figures and the few signs that carry meaning.

use crate::{
    article::is_code,
    text::{Canonical, Span, canonical_skipping, fold_case, is_letter_or_number, lower},
};

/// Signs that change what a figure says; all other punctuation is dropped.
const SIGNS: [char; 9] = ['%', '‰', '$', '€', '£', '¥', '₫', '₩', '°'];

/// A text cut into tokens: runs of letters and digits in canonical form and lower case. A figure with its
/// separators (`1.234,5`, `28/08/2016`, `19:34`) is one token; the signs of per cent, degrees and currencies are
/// tokens of their own; every other character only separates, and inline codes do not even that.
#[derive(Clone, Debug)]
pub struct Tokens {
    canonical: Canonical,
    spans: Vec<Span>,
}

impl Tokens {
    /// Cuts `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let canonical = Canonical::skipping(text, is_code);
        let spans = cut(canonical.text());
        Self { canonical, spans }
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The tokens in lower case, in order.
    pub fn words(&self) -> impl Iterator<Item = String> {
        self.spans.iter().map(|span| fold_case(span.of(self.canonical.text())))
    }

    /// Where each stands in the text as it was given.
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        self.spans.iter().map(|&span| self.canonical.original(span))
    }
}

/// Calls `each` with every token of `text`, in lower case, in order.
pub(super) fn each_word(text: &str, mut each: impl FnMut(&str)) {
    let canonical = canonical_skipping(text, is_code);
    let mut word = String::new();
    for span in cut(&canonical) {
        word.clear();
        word.extend(span.of(&canonical).chars().map(lower));
        each(&word);
    }
}

fn cut(text: &str) -> Vec<Span> {
    let mut spans = Vec::with_capacity(text.len() / 5);
    let mut start = None;
    let mut last = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins = || {
            matches!(c, '.' | ',' | '/' | ':')
                && last.is_ascii_digit()
                && chars.clone().next().is_some_and(|(_, next)| next.is_ascii_digit())
        };
        if is_letter_or_number(c) || is_mark(c) || (start.is_some() && joins()) {
            start.get_or_insert(at);
        } else {
            if let Some(start) = start.take() {
                spans.push(Span::new(start, at));
            }
            if SIGNS.contains(&c) {
                spans.push(Span::new(at, at + c.len_utf8()));
            }
        }
        last = c;
    }
    if let Some(start) = start {
        spans.push(Span::new(start, text.len()));
    }
    spans
}

/// A combining mark that has no composed form stays with its letter.
fn is_mark(c: char) -> bool {
    c as u32 >= 0x300 && unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stay_whole_and_punctuation_goes() {
        for (text, want) in [
            ("Đến nay, tỉnh có hơn 1.200 dự án.", "đến nay tỉnh có hơn 1.200 dự án"),
            ("Ngày 28/08/2016, lúc 19:34: tăng 5,2%", "ngày 28/08/2016 lúc 19:34 tăng 5,2 %"),
            ("(HÒA BÌNH) — 2015-2020.", "hoà bình 2015 2020"),
            ("22-NQ/TW; 19h34, G20…", "22 nq tw 19h34 g20"),
            ("ki\u{F0000}nh \u{F0001}tế", "kinh tế"),
            (" . – ! ", ""),
            ("1. Một, 2.", "1 một 2"),
        ] {
            assert_eq!(Tokens::new(text).words().collect::<Vec<_>>().join(" "), want, "{text}");
            let mut each = Vec::new();
            each_word(text, |word| each.push(word.to_owned()));
            assert_eq!(each.join(" "), want, "{text}");
        }
    }

    #[test]
    fn spans_are_those_of_the_text_given() {
        let text = "Va\u{306}n  hóa, HÒA.";
        let found: Vec<_> = Tokens::new(text).spans().map(|span| span.of(text).to_owned()).collect();
        assert_eq!(found, ["Va\u{306}n", "hóa", "HÒA"]);
    }
}
