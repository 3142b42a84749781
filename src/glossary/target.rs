//! A translation in the form in which renderings are looked for in it.
//!
//! English is compared word by word with inflection; dashes and spaces between words are not compared. Japanese
//! and Korean are compared character by character after compatibility folding (UAX #15, NFKC) without spaces,
//! with the borders that each script gives: see [`dense`](super::dense).

use std::borrow::Cow;

use super::{dense::Dense, english::Word, syllable};
use crate::{locale::Locale, text::Span};

/// How willingly a rendering is recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// Inside compounds too: for what ought to be there.
    Generous,
    /// Only where it plainly stands by itself: for what ought not to be there.
    Strict,
}

pub(super) enum Target<'t> {
    English(Vec<(Span, Word<'t>)>),
    Dense(Dense),
}

impl<'t> Target<'t> {
    pub(super) fn new(text: &'t str, locale: Locale) -> Self {
        match locale {
            Locale::Ja | Locale::Ko => Self::Dense(Dense::new(text)),
            Locale::En | Locale::Vi => Self::English(compared_words(text)),
        }
    }

    /// Where `rendering` stands, ascending, in bytes of the translation.
    pub(super) fn find(&self, rendering: &str, reading: Reading) -> Vec<Span> {
        match self {
            Self::Dense(text) => text.find(rendering, reading),
            Self::English(words) => find_words(words, rendering),
        }
    }

    /// Whether `rendering` stands anywhere.
    pub(super) fn has(&self, rendering: &str) -> bool {
        !self.find(rendering, Reading::Generous).is_empty()
    }
}

/// A set of spans that tells in logarithmic time whether another lies inside one of them.
pub(super) struct Cover {
    /// By start, then by end.
    spans: Vec<Span>,
    /// The farthest end of the spans up to each.
    farthest: Vec<usize>,
}

impl Cover {
    pub(super) fn new(spans: impl Iterator<Item = Span>) -> Self {
        let mut spans: Vec<Span> = spans.collect();
        spans.sort_unstable();
        let farthest = spans.iter().scan(0, |far, span| {
            *far = span.end.max(*far);
            Some(*far)
        });
        Self { farthest: farthest.collect(), spans }
    }

    /// Whether `span` lies inside one of the spans.
    pub(super) fn contains(&self, span: Span) -> bool {
        self.reaches(self.spans.partition_point(|known| known.start <= span.start), span.end)
    }

    /// Whether `span` lies inside one of the spans that is longer.
    pub(super) fn exceeds(&self, span: Span) -> bool {
        let before = self.spans.partition_point(|known| known.start < span.start);
        let through = self.spans.partition_point(|known| known.start <= span.start);
        self.reaches(before, span.end) || self.reaches(through, span.end + 1)
    }

    fn reaches(&self, count: usize, end: usize) -> bool {
        count.checked_sub(1).and_then(|last| self.farthest.get(last)).is_some_and(|far| *far >= end)
    }
}

fn find_words(words: &[(Span, Word<'_>)], rendering: &str) -> Vec<Span> {
    let wanted = compared_words(rendering);
    let article = wanted.first().is_some_and(|(first, _)| matches!(first.of(rendering), "the" | "The" | "a" | "an"));
    let wanted = if article && wanted.len() > 1 { wanted.get(1..).unwrap_or_default() } else { &wanted };
    if wanted.is_empty() {
        return Vec::new();
    }
    let same = |((_, word), (_, wanted)): (&(Span, Word<'_>), &(Span, Word<'_>))| wanted.is_meant_by(word);
    let windows = words.windows(wanted.len()).filter(|window| window.iter().zip(wanted).all(same));
    windows.filter_map(|window| Some(Span::new(window.first()?.0.start, window.last()?.0.end))).collect()
}

/// Words and marks, without the dashes: "EU–Vietnam", "EU-Vietnam" and "EU Vietnam" are one.
fn compared_words(text: &str) -> Vec<(Span, Word<'_>)> {
    let is_dash = |span: &Span| matches!(span.of(text), "-" | "\u{2010}" | "\u{2011}" | "\u{2012}" | "–" | "—");
    let words = syllable::words(text).into_iter().filter(|span| !is_dash(span));
    words.map(|span| (span, Word::new(spelling(span.of(text))))).collect()
}

/// People’s and People's are one word.
fn spelling(word: &str) -> Cow<'_, str> {
    match word {
        "’" | "ʼ" => Cow::Borrowed("'"),
        word if syllable::is_plain(word) => Cow::Borrowed(word),
        word => Cow::Owned(syllable::spelling(word)),
    }
}
