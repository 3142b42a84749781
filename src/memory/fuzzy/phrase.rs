//! A text in the form in which a concordance compares it.

use unicode_normalization::UnicodeNormalization as _;

use super::tokens::Tokens;
use crate::{
    article::is_code,
    locale::Locale,
    segment::SegmentKey,
    text::{canonical, fold_case},
};

/// Classes of pairs of neighbours; a power of two.
const CLASSES: u32 = 1 << 18;

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

    /// What a text is listed under, and a phrase that stands in it too: its words or characters, and classes of its
    /// pairs of neighbours. There are many more pairs than words, most of them met once; their classes are few, so that
    /// lists of them need little room, and a text that has another pair of the class seldom has both words.
    pub(super) fn grams(&self) -> impl Iterator<Item = u32> {
        let pairs = self.runs_of(2).map(|hash| hash as u32 & (CLASSES - 1));
        self.runs_of(1).map(|hash| hash as u32 | CLASSES).chain(pairs)
    }

    /// The runs of `count` words or characters.
    fn runs_of(&self, count: usize) -> impl Iterator<Item = u64> {
        let words = by_word(self.language);
        // The space before each word but the last, which ends the text; or each character.
        let is_start = move |&(_, c): &(usize, char)| !words || c == ' ';
        let starts = self.folded.char_indices().filter(is_start).map(|(at, _)| at);
        let ends = starts.clone().chain((!words).then_some(self.folded.len())).skip(count);
        starts.zip(ends).map(|(start, end)| {
            let hash = hash(self.language, self.folded[start..end].bytes());
            hash >> 32 ^ hash
        })
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
