//! The few words before a capitalised word: units, titles and other signs of what it is.

use std::cell::OnceCell;

use super::{
    scan,
    tables::{Tables, folded},
    unit::Unit,
};

/// Words looked back at.
const WORDS: usize = 5;
/// Letters looked back at, and characters of any kind, so that hostile text stays linear.
const LETTERS: usize = 60;
const CHARACTERS: usize = 400;

/// The words before a place in the text, read when first asked for.
pub struct Before<'a> {
    text: &'a str,
    end: usize,
    tables: &'static Tables,
    sign: OnceCell<bool>,
    words: OnceCell<Vec<Earlier>>,
}

/// An earlier word, in canonical form and lower case.
struct Earlier {
    folded: String,
    start: usize,
    capital: bool,
}

impl<'a> Before<'a> {
    /// What stands in `text` before byte `end`, where a word begins.
    pub fn new(text: &'a str, end: usize, tables: &'static Tables) -> Self {
        Self { text, end, tables, sign: OnceCell::new(), words: OnceCell::new() }
    }

    /// The unit of administration or street that the nearest words name, and where it begins. A unit that is counted
    /// (các tỉnh …) belongs to several names and is none.
    pub fn unit(&self) -> Option<(Unit, usize)> {
        if !self.nearest_is_sign() {
            return None;
        }
        let words = self.words();
        (1..=2).rev().find_map(|length| {
            let unit = *self.tables.units.get(&self.phrase(0, length)?)?;
            let first = words.get(length - 1)?;
            let earlier = words.get(length);
            let inside_name = first.capital && length == 1 && earlier.is_some_and(|word| word.capital);
            let abbreviated = matches!(first.folded.as_str(), "tx" | "tt");
            let plain = matches!(unit, Unit::Province | Unit::City) || abbreviated || !inside_name;
            let counted = earlier.is_some_and(|word| {
                self.tables.is("plural", &word.folded) || word.folded.starts_with(|c: char| c.is_ascii_digit())
            });
            let blocked = self.phrase(0, length + 1).is_some_and(|words| self.tables.is("blocks", &words));
            (plain && !counted && !blocked).then_some((unit, first.start))
        })
    }

    /// Whether the nearest words, or for titles and institutions those up to two words further, are of `kind`.
    pub fn has(&self, kind: &str) -> bool {
        let reach = match kind {
            "title" => 2,
            "institution" => 1,
            _ => 0,
        };
        if reach == 0 && !self.nearest_is_sign() {
            return false;
        }
        (0..=reach).any(|skip| {
            (1..=3).any(|length| self.phrase(skip, length).is_some_and(|words| self.tables.is(kind, &words)))
                && !self.phrase(skip, 2).is_some_and(|words| self.tables.is("blocks", &words))
        })
    }

    /// Whether the text before ends with `phrase`, which is in lower case.
    pub fn ends_with(&self, phrase: &str) -> bool {
        let length = phrase.split(' ').count();
        self.phrase(0, length).is_some_and(|words| words == folded(phrase))
    }

    /// The `length` words before the `skip` nearest ones, joined by spaces.
    fn phrase(&self, skip: usize, length: usize) -> Option<String> {
        let words = self.words().get(skip..skip + length)?;
        Some(words.iter().rev().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" "))
    }

    /// Whether the nearest word can be the end of a sign at all; cheap, and false for most words of a text.
    pub fn nearest_is_sign(&self) -> bool {
        *self.sign.get_or_init(|| {
            let (mut letters, mut characters) = (LETTERS, CHARACTERS);
            previous(self.text, self.end, &mut letters, &mut characters)
                .is_some_and(|(start, stop)| self.tables.is_sign(&self.text[start..stop]))
        })
    }

    /// The words, nearest first.
    fn words(&self) -> &[Earlier] {
        self.words.get_or_init(|| {
            let mut words = Vec::with_capacity(WORDS);
            let (mut end, mut letters, mut characters) = (self.end, LETTERS, CHARACTERS);
            while words.len() < WORDS {
                let Some((start, stop)) = previous(self.text, end, &mut letters, &mut characters) else { break };
                let word: String = self.text[start..stop].chars().filter(|&c| !scan::is_transparent(c)).collect();
                let folded = folded(&word);
                let abbreviated = matches!(folded.as_str(), "tp" | "tx" | "tt" | "ts" | "gs" | "pgs" | "ths");
                let credit = matches!(folded.as_str(), "ảnh" | "bài" | "tin" | "clip" | "video");
                let gap = &self.text[stop..end];
                if (gap.contains('.') && !abbreviated) || (gap.contains(':') && !credit) {
                    break;
                }
                words.push(Earlier { folded, start, capital: word.starts_with(char::is_uppercase) });
                end = start;
            }
            words
        })
    }
}

/// The word before byte `end`, with nothing but space and one full stop or colon between; nothing where the budgets run out.
fn previous(text: &str, end: usize, letters: &mut usize, characters: &mut usize) -> Option<(usize, usize)> {
    let (mut lines, mut stops) = (0, 0);
    let mut word: Option<(usize, usize)> = None;
    for (at, c) in text[..end].char_indices().rev() {
        *characters = characters.checked_sub(1)?;
        if scan::is_word_char(c) {
            if !scan::is_mark(c) {
                *letters = letters.checked_sub(1)?;
            }
            word = Some((at, word.map_or(at + c.len_utf8(), |(_, stop)| stop)));
        } else if scan::is_transparent(c) {
        } else if word.is_some() {
            break;
        } else if c == '\n' && lines == 0 {
            lines = 1;
        } else if matches!(c, '.' | ':') && stops == 0 {
            stops = 1;
        } else if !c.is_whitespace() || c == '\n' {
            return None;
        }
    }
    word
}
