//! What kind of character stands there, as far as the rules care.

use crate::text::is_letter;

/// Hiragana and katakana of full width, with the long mark.
pub(super) const fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{309D}' | '\u{309E}' | '\u{30A1}'..='\u{30FA}' | 'ー' | '\u{30FD}' | '\u{30FE}')
}

/// Katakana of full width, without the long mark.
pub(super) const fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30A1}'..='\u{30FA}')
}

/// Half-width katakana with their marks.
pub(super) const fn is_half_kana(c: char) -> bool {
    matches!(c, '\u{FF66}'..='\u{FF9F}')
}

/// Chinese characters.
pub(super) const fn is_han(c: char) -> bool {
    matches!(c, '々' | '〆' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// What Japanese words are written with.
pub(super) const fn is_japanese(c: char) -> bool {
    is_kana(c) || is_han(c)
}

/// Hangul syllables.
pub(super) const fn is_hangul(c: char) -> bool {
    matches!(c, '\u{AC00}'..='\u{D7A3}')
}

/// Latin letters of full or half width, with or without marks.
pub(super) fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || (matches!(c, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}') && is_letter(c))
}

/// A mark that ends a sentence.
pub(super) const fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '．' | '｡')
}

/// Quotation marks and brackets that close.
pub(super) const fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '}' | '）' | '］' | '」' | '』' | '】' | '》' | '〉')
}

/// Quotation marks and brackets that open.
pub(super) const fn is_opening(c: char) -> bool {
    matches!(c, '“' | '‘' | '«' | '(' | '[' | '{' | '（' | '［' | '「' | '『' | '【' | '《' | '〈')
}

/// The character before byte `at`.
pub(super) fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The character at byte `at`.
pub(super) fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}
