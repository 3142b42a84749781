//! A text with the small steps every scanner takes: words before and after a place, separators, literals.

mod literal;

use crate::text::{fold_case, is_letter, lower};

pub(super) use literal::{COMMA_DECIMAL, Literal, POINT_DECIMAL};

/// Longest word looked at, in bytes: no number word, unit or month is longer, and hostile text stays cheap.
const LONGEST_WORD: usize = 40;
/// A text being scanned. Positions are byte offsets on character borders.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub text: &'a str,
}

impl<'a> Reader<'a> {
    pub fn rest(self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or_default()
    }

    /// The byte at `at`, 0 past the end.
    pub fn byte(self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or_default()
    }

    pub fn is_digit(self, at: usize) -> bool {
        self.byte(at).is_ascii_digit()
    }

    pub fn char_at(self, at: usize) -> Option<char> {
        self.rest(at).chars().next()
    }

    pub fn char_before(self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    /// Past at most three blanks (no line end).
    pub fn blanks(self, at: usize) -> usize {
        let skipped: usize = self.rest(at).chars().take(3).take_while(|&c| is_blank(c)).map(char::len_utf8).sum();
        at + skipped
    }

    /// The end of the blanks before `at`, seen from behind.
    pub fn blanks_before(self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or_default();
        let skipped: usize = before.chars().rev().take(3).take_while(|&c| is_blank(c)).map(char::len_utf8).sum();
        at - skipped
    }

    /// Past `word`, spelled exactly so.
    pub fn eat(self, at: usize, word: &str) -> Option<usize> {
        self.rest(at).starts_with(word).then(|| at + word.len())
    }

    /// Past `word` in any case, at a word border for Latin words.
    pub fn eat_word(self, at: usize, word: &str) -> Option<usize> {
        let end = self.eat_fold(at, word)?;
        let open = word.chars().next_back().is_some_and(is_latin) && self.char_at(end).is_some_and(is_latin_or_digit);
        (!open).then_some(end)
    }

    /// Past `word`, which is lower case, in any case of the text.
    pub fn eat_fold(self, at: usize, word: &str) -> Option<usize> {
        let mut chars = self.rest(at).char_indices();
        let mut end = at;
        for expected in word.chars() {
            let (offset, mut c) = chars.next()?;
            if expected == ' ' && is_blank(c) {
                c = ' ';
            }
            if c != expected && lower(c) != expected {
                return None;
            }
            end = at + offset + c_len(self.text, at + offset);
        }
        Some(end)
    }

    /// Past the first of `words` that stands at `at`, with what it means.
    pub fn eat_any<T: Copy>(self, at: usize, words: &[(&str, T)]) -> Option<(T, usize)> {
        let first = lower(self.char_at(at)?);
        let words = words.iter().filter(|(word, _)| word.starts_with(first));
        words.into_iter().find_map(|&(word, meaning)| Some((meaning, self.eat_word(at, word)?)))
    }

    /// The run of letters at `at` in lower case, and its end. Empty where there is none or it is too long.
    pub fn word(self, at: usize) -> (String, usize) {
        let mut word = String::new();
        let mut end = at;
        for c in self.rest(at).chars() {
            if !is_letter(c) {
                break;
            }
            end += c.len_utf8();
            if end - at > LONGEST_WORD {
                return (String::new(), at);
            }
            word.push(lower(c));
        }
        (word, end)
    }

    /// The word before `at`, blanks skipped, in lower case, and where it starts.
    pub fn word_before(self, at: usize) -> (String, usize) {
        let end = self.blanks_before(at);
        let mut start = end;
        for c in self.text.get(..end).unwrap_or_default().chars().rev() {
            if !is_letter(c) {
                break;
            }
            start -= c.len_utf8();
            if end - start > LONGEST_WORD {
                return (String::new(), at);
            }
        }
        (fold_case(&self.text[start..end]), start)
    }

    /// Past a dash, blanks around it skipped when `spaced`.
    pub fn dash(self, at: usize, spaced: bool) -> Option<usize> {
        let from = if spaced { self.blanks(at) } else { at };
        let c = self.char_at(from)?;
        let end = from + c.len_utf8();
        is_dash(c).then(|| if spaced { self.blanks(end) } else { end })
    }

    /// Past the run of letters, digits and joining marks at `at`: a name such as `PM2.5` or an address.
    pub fn past_name(self, at: usize) -> usize {
        let mut end = at;
        let mut chars = self.rest(at).chars().peekable();
        while let Some(c) = chars.next() {
            let joins = matches!(c, '.' | ',' | ':' | '-' | '/' | '@' | '_' | '%' | '?' | '=' | '&')
                && chars.peek().is_some_and(|&next| is_latin_or_digit(next) || next == '/');
            if !is_latin_or_digit(c) && !joins {
                break;
            }
            end += c.len_utf8();
        }
        end.max(at + self.char_at(at).map_or(1, char::len_utf8))
    }
}

pub(super) const fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{A0}' | '\u{2007}' | '\u{2009}' | '\u{202F}' | '\u{3000}')
}

/// Hyphen, dashes and minus.
pub(super) const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// A letter of an alphabet in which words are separated by spaces.
pub(super) fn is_latin(c: char) -> bool {
    is_letter(c) && u32::from(c) < 0x2000
}

pub(super) fn is_latin_or_digit(c: char) -> bool {
    c.is_ascii_digit() || is_latin(c)
}

fn c_len(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
}

/// Whether the digits at `at` continue a name (`PM2.5`, `COVID-19`, `G20`) rather than begin a figure.
/// `joined` are the words that may touch a number with a hyphen, as `mid-2016`.
pub(super) fn continues_name(r: Reader<'_>, at: usize, joined: &[&str]) -> bool {
    match r.char_before(at) {
        Some(c) if is_latin(c) => true,
        Some('.' | ',') => r.char_before(at - 1).is_some_and(|c| c.is_ascii_digit()),
        Some('/' | '=' | '?' | '&') => in_address(r, at),
        Some('-' | '_' | '@') => {
            let (word, start) = r.word_before(at - 1);
            let near = r.text.get(start..at - 1).unwrap_or_default();
            !near.is_empty()
                && !joined.contains(&word.as_str())
                && near.chars().all(is_latin)
                && (near.chars().any(char::is_uppercase) || r.byte(at - 1) != b'-')
        }
        _ => false,
    }
}

/// Whether the digits at `at` stand inside an address of the network.
fn in_address(r: Reader<'_>, at: usize) -> bool {
    const LONGEST: usize = 120;
    let mut from = at.saturating_sub(LONGEST);
    while !r.text.is_char_boundary(from) {
        from += 1;
    }
    let before = r.text.get(from..at).unwrap_or_default();
    let run = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    run.contains("://") || run.contains("www.") || run.contains('@')
}
