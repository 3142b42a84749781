//! Whether a wording stands in a translation letter for letter.

use unicode_normalization::UnicodeNormalization;

use super::syllable::is_code;
use crate::text::is_letter_or_number;

/// Whether `wording` stands in `target` with its own capitals and marks and as a word of its own. Only Unicode
/// composition and inline codes make no difference. Kana, kanji and Hangul may touch it: Japanese writes no
/// spaces, and Korean attaches its particles.
pub(super) fn stands(wording: &str, target: &str) -> bool {
    let plain = |text: &str| text.chars().filter(|c| !is_code(*c)).nfc().collect::<String>();
    let (wording, target) = (plain(wording.trim()), plain(target));
    !wording.is_empty()
        && target.match_indices(&wording).any(|(at, hit)| {
            let before = target.get(..at).and_then(|text| text.chars().next_back());
            let after = target.get(at + hit.len()..).and_then(|text| text.chars().next());
            !before.is_some_and(joins) && !after.is_some_and(joins)
        })
}

/// Letters of alphabets and digits; a hyphen does not join, so that "VinFast-made" holds "VinFast".
fn joins(c: char) -> bool {
    is_letter_or_number(c)
        && !matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3040}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')
}
