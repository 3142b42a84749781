//! Vietnamese names in English: diacritics dropped, order and spacing kept.

use crate::text::is_letter;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// `name` without Vietnamese marks; đ and Đ become d and D, which decomposition alone does not do.
#[must_use]
pub fn without_marks(name: &str) -> String {
    name.nfd().filter(|&c| !is_combining_mark(c)).map(plain).collect()
}

/// The letter under a stroke, and the letter Vietnamese writes in place of a look-alike.
const fn plain(c: char) -> char {
    match c {
        'đ' | '\u{F0}' => 'd',
        'Đ' | '\u{D0}' | '\u{189}' => 'D',
        other => other,
    }
}

/// `name` written solid with one capital, as older English texts do (Langson).
pub fn solid(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in without_marks(name).chars().filter(|&c| is_letter(c)) {
        if out.is_empty() {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
    }
    out
}

/// Whether `c` is a letter that among the four languages only Vietnamese writes; letters it shares with French
/// or Portuguese loans in English (é, à, ê …) do not count.
pub const fn is_vietnamese_only(c: char) -> bool {
    matches!(c, 'ă' | 'Ă' | 'đ' | 'Đ' | 'ĩ' | 'Ĩ' | 'ũ' | 'Ũ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1EA0}'..='\u{1EF9}')
}
