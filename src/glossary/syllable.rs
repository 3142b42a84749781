//! The words of a Vietnamese text in the form in which the matcher compares them.
//!
//! A word's key holds its letters without case and tone, and its tone apart, so that old and new tone placement
//! (domain facts §5.2) and every Unicode form of a letter give one key. Final i and y are one letter after a
//! bare h, k, l, m, s, t, v or qu (§5.3). Space between words is never part of a comparison; dashes, quotation
//! marks and every other mark count as a word of their own.

mod letters;

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

use letters::{MARK, OTHER, SPACE, entry, letter};
use unicode_normalization::char::is_combining_mark;

use crate::text::{Span, canonical_skipping, fold_case, is_letter_or_number};

/// The stand-ins of inline codes: plane 15 private use characters, which `article` keeps out of any other use.
/// This room stands below `article` and may not name it.
pub(super) const fn is_code(c: char) -> bool {
    matches!(c as u32, 0xF_0000..=0xF_FFFD)
}

/// A word or a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// The word's number in the vocabulary, [`UNKNOWN`] for one no term holds.
    pub id: u32,
    start: u32,
    end: u32,
}

/// The number of every word that no term holds.
pub(super) const UNKNOWN: u32 = 0;

impl Token {
    pub(super) const fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// A map keyed by numbers that only the glossary's own words are put into, so hashing need not resist attack.
pub(super) type NumberMap = HashMap<u64, u32, BuildHasherDefault<Mix>>;

/// Fibonacci hashing (Knuth, The Art of Computer Programming, vol. 3, section 6.4).
#[derive(Default)]
pub(super) struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(self.0 ^ u64::from(byte));
        }
    }

    fn write_u64(&mut self, value: u64) {
        let product = value.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = product ^ (product >> 32);
    }
}

/// Numbers for all the words of the glossary.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    packed: NumberMap,
    long: HashMap<String, u32>,
}

impl Vocabulary {
    /// The number of the word or mark `raw`, given now if it is new.
    pub(super) fn learn(&mut self, raw: &str) -> u32 {
        let next = u32::try_from(self.packed.len() + self.long.len() + 1).unwrap_or(UNKNOWN);
        match key(raw) {
            Key::Packed(key) => *self.packed.entry(key).or_insert(next),
            Key::Long(key) => *self.long.entry(key).or_insert(next),
        }
    }

    fn number(&self, key: u64) -> u32 {
        self.packed.get(&key).copied().unwrap_or(UNKNOWN)
    }

    /// The words and marks of `text`, in order.
    pub(super) fn tokens(&self, text: &str) -> Vec<Token> {
        let mut tokens = Vec::with_capacity(text.len() / 5);
        scan(text, |word| {
            let id = match word.key {
                Some(key) => self.number(key),
                None => match key(word.raw) {
                    Key::Packed(key) => self.number(key),
                    Key::Long(key) => self.long.get(&key).copied().unwrap_or(UNKNOWN),
                },
            };
            let at = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
            tokens.push(Token { id, start: at(word.start), end: at(word.start + word.raw.len()) });
        });
        tokens
    }
}

/// The words and marks of `text` as they are written, without what surrounds them.
pub(super) fn words(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    scan(text, |word| spans.push(Span::new(word.start, word.start + word.raw.len())));
    spans
}

/// The canonical spelling of one word: no inline codes, composed, case kept.
pub(super) fn spelling(raw: &str) -> String {
    if is_plain(raw) {
        return raw.to_owned();
    }
    canonical_skipping(raw, is_code)
}

/// Whether `raw` is its own canonical spelling: ASCII letters, digits and marks are.
pub(super) fn is_plain(raw: &str) -> bool {
    raw.bytes().all(|b| b.is_ascii_graphic())
}

struct Word<'t> {
    start: usize,
    raw: &'t str,
    /// The packed key, where one pass over the raw word could tell it.
    key: Option<u64>,
}

enum Key {
    Packed(u64),
    Long(String),
}

fn key(raw: &str) -> Key {
    let plain = spelling(raw);
    let mut pack = Pack::default();
    for c in plain.chars() {
        match entry(c) {
            MARK | OTHER if is_word(c) => pack.broken = true,
            MARK | OTHER => return Key::Packed(mark_key(c)),
            SPACE => {}
            letter => pack.add(letter),
        }
    }
    pack.finish().map_or_else(|| Key::Long(fold_case(&plain)), Key::Packed)
}

fn is_word(c: char) -> bool {
    is_letter_or_number(c) || is_combining_mark(c)
}

/// Calls `each` for every word and mark of `text`. Most words are keyed in this one pass; those with inline
/// codes, loose tone marks or foreign letters are left to [`key`].
fn scan<'t>(text: &'t str, mut each: impl FnMut(Word<'t>)) {
    let mut at = 0;
    while let Some((c, next)) = decode(text, at) {
        match entry(c) {
            SPACE => at = next,
            MARK => {
                each(Word { start: at, raw: text.get(at..next).unwrap_or_default(), key: Some(mark_key(c)) });
                at = next;
            }
            OTHER if is_skipped(c) || c.is_whitespace() => at = next,
            OTHER if !is_word(c) => {
                each(Word { start: at, raw: text.get(at..next).unwrap_or_default(), key: Some(mark_key(c)) });
                at = next;
            }
            _ => {
                let (end, stop, key) = word(text, at);
                each(Word { start: at, raw: text.get(at..end).unwrap_or_default(), key });
                at = stop;
            }
        }
    }
}

/// The word that begins at byte `start`: its end, where to read on, and its key.
fn word(text: &str, start: usize) -> (usize, usize, Option<u64>) {
    let mut pack = Pack::default();
    let (mut end, mut at) = (start, start);
    while let Some((c, next)) = decode(text, at) {
        match entry(c) {
            SPACE | MARK => break,
            OTHER if is_skipped(c) => pack.broken = true,
            OTHER if is_word(c) => {
                pack.broken = true;
                end = next;
            }
            OTHER => break,
            letter => {
                pack.add(letter);
                end = next;
            }
        }
        at = next;
    }
    (end, at, pack.finish())
}

/// The character at byte `at` and the offset after it. Most of a Vietnamese text is ASCII.
#[inline]
fn decode(text: &str, at: usize) -> Option<(char, usize)> {
    let byte = *text.as_bytes().get(at)?;
    if byte.is_ascii() {
        return Some((char::from(byte), at + 1));
    }
    let c = text.get(at..)?.chars().next()?;
    Some((c, at + c.len_utf8()))
}

/// Characters the canonical form leaves out: inline codes, zero-width characters and soft hyphens.
fn is_skipped(c: char) -> bool {
    is_code(c) || matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

const fn mark_key(c: char) -> u64 {
    let folded = match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '“' | '”' | '„' | '«' | '»' => '"',
        '‘' | '’' => '\'',
        other => other,
    };
    1 << 63 | folded as u64
}

/// Letters of six bits each, the tone in bits 60 to 62; marks have bit 63.
#[derive(Clone, Copy, Default)]
struct Pack {
    letters: u64,
    count: u32,
    tone: u64,
    broken: bool,
}

impl Pack {
    const fn add(&mut self, entry: u16) {
        let tone = (entry >> 6) as u64;
        self.broken |= self.count == 10 || (tone != 0 && self.tone != 0);
        self.letters = (self.letters << 6) | (entry & 63) as u64;
        self.tone |= tone;
        self.count += 1;
    }

    fn finish(mut self) -> Option<u64> {
        if self.broken {
            return None;
        }
        let (first, last) = (self.letters >> 6, self.letters & 63);
        if last == letter(b'y') {
            let bare = self.count == 2 && b"hklmstv".iter().any(|&onset| letter(onset) == first);
            let qu = self.count == 3 && first == (letter(b'q') << 6 | letter(b'u'));
            if bare || qu {
                self.letters = (self.letters - last) | letter(b'i');
            }
        }
        (self.count > 0).then_some(self.letters | self.tone << 60)
    }
}
