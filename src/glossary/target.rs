//! A translation in the form in which renderings are looked for in it.
//!
//! English is compared word by word with inflection; dashes and spaces between words are not compared. Japanese
//! and Korean are compared character by character after compatibility folding (UAX #15, NFKC) without spaces,
//! with the borders that each script gives: see [`dense`](super::dense).

use super::{dense::Dense, english, syllable};
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
    English { text: &'t str, words: Vec<Span> },
    Dense(Dense),
}

impl<'t> Target<'t> {
    pub(super) fn new(text: &'t str, locale: Locale) -> Self {
        match locale {
            Locale::Ja | Locale::Ko => Self::Dense(Dense::new(text)),
            Locale::En | Locale::Vi => Self::English { text, words: compared_words(text) },
        }
    }

    /// Where `rendering` stands, ascending, in bytes of the translation.
    pub(super) fn find(&self, rendering: &str, reading: Reading) -> Vec<Span> {
        match self {
            Self::Dense(text) => text.find(rendering, reading),
            Self::English { text, words } => find_words(text, words, rendering),
        }
    }

    /// Whether `rendering` stands anywhere.
    pub(super) fn has(&self, rendering: &str) -> bool {
        !self.find(rendering, Reading::Generous).is_empty()
    }
}

fn find_words(text: &str, words: &[Span], rendering: &str) -> Vec<Span> {
    let wanted = compared_words(rendering);
    let article = wanted.first().is_some_and(|first| matches!(first.of(rendering), "the" | "The" | "a" | "an"));
    let wanted = if article && wanted.len() > 1 { wanted.get(1..).unwrap_or_default() } else { &wanted };
    if wanted.is_empty() {
        return Vec::new();
    }
    let wanted: Vec<String> = wanted.iter().map(|span| syllable::spelling(span.of(rendering))).collect();
    let same = |(span, wanted): (&Span, &String)| english::is_same_word(wanted, &syllable::spelling(span.of(text)));
    let windows = words.windows(wanted.len()).filter(|window| window.iter().zip(&wanted).all(same));
    windows.filter_map(|window| Some(Span::new(window.first()?.start, window.last()?.end))).collect()
}

/// Words and marks, without the dashes: "EU–Vietnam", "EU-Vietnam" and "EU Vietnam" are one.
fn compared_words(text: &str) -> Vec<Span> {
    let is_dash = |span: &Span| matches!(span.of(text), "-" | "\u{2010}" | "\u{2011}" | "\u{2012}" | "–" | "—");
    syllable::words(text).into_iter().filter(|span| !is_dash(span)).collect()
}
