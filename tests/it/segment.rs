//! Sentences: the gold set, the SRX engine, inline codes, and the laws that hold for every text.

#![expect(clippy::expect_used, reason = "the helpers of a test may give up as the test itself may")]

mod gold;
mod laws;
mod markup;
mod sample;
mod srx;

use anban::segment::{Segmenter, Settings};

/// The built-in rules with every setting at its default.
fn vietnamese() -> &'static Segmenter {
    static SEGMENTER: std::sync::LazyLock<Segmenter> =
        std::sync::LazyLock::new(|| Segmenter::new(&Settings::default()).expect("the built-in rules compile"));
    &SEGMENTER
}

/// The sentences of `text`.
fn sentences<'a>(segmenter: &Segmenter, text: &'a str) -> Vec<&'a str> {
    segmenter.split(text).into_iter().map(|span| span.of(text)).collect()
}
