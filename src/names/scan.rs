//! Runs of capitalised words in a text, found from the bytes of capital letters alone.

use unicode_normalization::char::is_combining_mark;

use super::tables::{Tables, WordId};
use crate::{
    article::is_code,
    text::{canonical_skipping, is_letter_or_number},
};

/// What stands between a word of a run and the next.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// White space without a line end, or the full stop of an abbreviated unit (TP. Hồ Chí Minh).
    Space,
    /// White space with one line end.
    Line,
    /// A hyphen or dash, spaced or not.
    Hyphen,
    /// Anything else, or the next word is not capitalised.
    End,
}

/// A capitalised word.
#[derive(Clone, Copy)]
pub struct Word {
    /// First byte in the text.
    pub start: usize,
    /// One past its last letter.
    pub end: usize,
    /// Its number in the tables, 0 where they do not have it.
    pub id: WordId,
    /// What follows.
    pub gap: Gap,
}

/// Where the first capital letter at or behind `from` stands.
pub fn next_capital(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        let class = CLASS[byte as usize];
        if class != 0 && (class == 1 || is_capital(bytes, at, byte)) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// 1 for A–Z, 2 for the lead bytes of Vietnamese capitals beyond ASCII.
const CLASS: [u8; 256] = {
    let mut class = [0; 256];
    let mut byte = b'A';
    while byte <= b'Z' {
        class[byte as usize] = 1;
        byte += 1;
    }
    class[0xC3] = 2;
    class[0xC4] = 2;
    class[0xC5] = 2;
    class[0xC6] = 2;
    class[0xE1] = 2;
    class
};

/// Whether the Vietnamese letter that begins with `lead` at `at` is a capital: À–Ý, Ă Đ Ĩ Ũ Ơ Ư and their look-alikes,
/// and the even code points of U+1EA0–U+1EF9.
fn is_capital(bytes: &[u8], at: usize, lead: u8) -> bool {
    let second = bytes.get(at + 1).copied().unwrap_or_default();
    match lead {
        0xC3 => matches!(second, 0x80..=0x9E),
        0xC4 => matches!(second, 0x82 | 0x90 | 0xA8),
        0xC5 => second == 0xA8,
        0xC6 => matches!(second, 0xA0 | 0xAF | 0x89),
        _ => matches!(second, 0xBA | 0xBB) && bytes.get(at + 2).is_some_and(|third| third & 1 == 0),
    }
}

/// Whether a word begins at `at`: no letter or digit stands before it, codes and invisible characters aside.
pub fn begins_word(text: &str, at: usize) -> bool {
    let before = text[..at].chars().rev().find(|&c| !is_transparent(c));
    before.is_none_or(|c| !is_word_char(c))
}

/// Reads the run of capitalised words that begins at `at`, at most `limit` words, into `words`; gives the byte
/// behind its last word.
pub fn read_run(text: &str, at: usize, limit: usize, tables: &Tables, words: &mut Vec<Word>) -> usize {
    words.clear();
    let mut at = at;
    loop {
        let (end, clean) = word_end(text, at);
        let id = id_of(&text[at..end], clean, tables);
        let (gap, next) = gap(text, end, &text[at..end]);
        words.push(Word { start: at, end, id, gap });
        if gap == Gap::End || words.len() >= limit {
            if let Some(last) = words.last_mut() {
                last.gap = Gap::End;
            }
            return end;
        }
        at = next;
    }
}

/// The end of the word at `at`, and whether its letters are in canonical form but for the tone's place.
fn word_end(text: &str, at: usize) -> (usize, bool) {
    let (mut end, mut clean, mut seen) = (at, true, true);
    for (offset, c) in text[at..].char_indices() {
        if c.is_ascii_alphanumeric() || (!c.is_ascii() && is_word_char(c)) {
            clean &= seen && !is_mark(c) && !matches!(c, '\u{D0}' | '\u{F0}' | '\u{189}');
            end = at + offset + c.len_utf8();
        } else if is_transparent(c) {
            seen = false;
        } else {
            break;
        }
    }
    (end.max(at + text[at..].chars().next().map_or(0, char::len_utf8)), clean)
}

fn id_of(word: &str, clean: bool, tables: &Tables) -> WordId {
    if clean { tables.word(word) } else { tables.word(&canonical_skipping(word, is_code)) }
}

/// What stands behind a word that ends at `end`, and where the next word of the run begins.
fn gap(text: &str, end: usize, word: &str) -> (Gap, usize) {
    let (mut lines, mut hyphens, mut stops, mut spaces) = (0, 0, 0, 0);
    for (offset, c) in text[end..].char_indices() {
        match c {
            '\n' => lines += 1,
            c if c.is_whitespace() => spaces += 1,
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => hyphens += 1,
            '.' if is_abbreviated_unit(word) => stops += 1,
            c if is_transparent(c) => {}
            c => {
                let gap = match (lines, hyphens, stops) {
                    (0, 0, 0) if spaces > 0 => Gap::Space,
                    (0, 0, 1) => Gap::Space,
                    (1, 0, 0) => Gap::Line,
                    (0, 1, 0) => Gap::Hyphen,
                    _ => Gap::End,
                };
                return (if c.is_uppercase() { gap } else { Gap::End }, end + offset);
            }
        }
        if lines > 1 || hyphens > 1 || stops > 1 {
            break;
        }
    }
    (Gap::End, end)
}

fn is_abbreviated_unit(word: &str) -> bool {
    let letters = || word.chars().filter(|&c| !is_transparent(c));
    ["TP", "Tp", "TX", "TT"].into_iter().any(|unit| letters().eq(unit.chars()))
}

/// Letters, digits and combining marks; the Latin blocks, where nearly every letter is, without a look-up.
pub fn is_word_char(c: char) -> bool {
    match c {
        '\0'..='\u{7F}' => c.is_ascii_alphanumeric(),
        '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => true,
        _ => is_letter_or_number(c) || is_mark(c),
    }
}

/// Combining marks, none of which stands below U+0300 or among the Vietnamese letters.
pub fn is_mark(c: char) -> bool {
    !matches!(c, '\0'..='\u{2FF}' | '\u{1E00}'..='\u{1EFF}') && is_combining_mark(c)
}

/// Inline codes, and the characters the canonical form drops (domain facts §5.1).
pub const fn is_transparent(c: char) -> bool {
    is_code(c) || matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}
