//! A text in the form in which a concordance compares it.

use unicode_normalization::UnicodeNormalization as _;

use super::tokens::Tokens;
use crate::{
    article::is_code,
    locale::Locale,
    segment::SegmentKey,
    text::{canonical, fold_case},
};

/// A text, or a piece of one that is looked for.
pub(super) struct Phrase {
    language: Locale,
    /// Words with a space around each; characters without any.
    folded: String,
}

impl Phrase {
    pub(super) fn new(language: Locale, text: &str) -> Self {
        let folded = if by_word(language) {
            let mut folded = String::with_capacity(text.len() + 2);
            for word in Tokens::new(text).words() {
                folded.push(' ');
                folded.push_str(&word);
            }
            if !folded.is_empty() {
                folded.push(' ');
            }
            folded
        } else {
            // Full-width figures and half-width kana are only other writings.
            let text: String = text.chars().filter(|&c| !is_code(c)).nfkc().collect();
            fold_case(&canonical(&text)).chars().filter(|c| !c.is_whitespace()).collect()
        };
        Self { language, folded }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    /// Whether the phrase stands in `text`.
    pub(super) fn is_in(&self, text: &str) -> bool {
        memchr::memmem::find(Self::new(self.language, text).folded.as_bytes(), self.folded.as_bytes()).is_some()
    }

    /// What tells the text, as one of `key`, from every other.
    pub(super) fn mark(&self, key: SegmentKey) -> u64 {
        hash(self.language, self.folded.bytes().chain(key.0))
    }

    /// What a text is listed under.
    pub(super) fn grams_of_text(&self) -> impl Iterator<Item = u64> {
        let single = (!by_word(self.language)).then(|| self.characters(1)).into_iter().flatten();
        self.grams_of_words().chain(single).chain(self.pairs())
    }

    /// What a text has to be listed under if the phrase stands in it.
    pub(super) fn grams_of_query(&self) -> impl Iterator<Item = u64> {
        let one = !by_word(self.language) && self.folded.chars().nth(1).is_none();
        let single = one.then(|| self.characters(1)).into_iter().flatten();
        self.grams_of_words().chain(single).chain(self.pairs())
    }

    fn grams_of_words(&self) -> impl Iterator<Item = u64> {
        let words = by_word(self.language).then(|| self.folded.split_ascii_whitespace());
        words.into_iter().flatten().map(|word| hash(self.language, word.bytes()))
    }

    fn pairs(&self) -> impl Iterator<Item = u64> {
        (!by_word(self.language)).then(|| self.characters(2)).into_iter().flatten()
    }

    /// The runs of `count` characters.
    fn characters(&self, count: usize) -> impl Iterator<Item = u64> {
        let starts = self.folded.char_indices().map(|(at, _)| at);
        let ends = self.folded.char_indices().map(|(at, c)| at + c.len_utf8()).skip(count - 1);
        starts.zip(ends).map(|(start, end)| hash(self.language, self.folded[start..end].bytes()))
    }
}

const fn by_word(language: Locale) -> bool {
    matches!(language, Locale::Vi | Locale::En)
}

/// FNV-1a with 64 bits, the same on every machine; equal hashes cost a look at a text and no more.
fn hash(language: Locale, bytes: impl Iterator<Item = u8>) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
    language.tag().bytes().chain([0]).chain(bytes).fold(0xCBF2_9CE4_8422_2325, step)
}
