//! Text with inline codes, the form in which every later room sees a unit.
//!
//! Markup inside a unit (an opening `<b>`, a footnote mark, a Markdown link's brackets) is taken out and one
//! character of Unicode's plane 15 private use area stands in its place, so that segmenting, matching and
//! checking work on plain text. The stand-in of code `i` is `U+F0000 + i`.

use serde::{Deserialize, Serialize};

/// First stand-in character.
const FIRST: u32 = 0xF_0000;

/// How many inline codes one content can hold: the private use characters of plane 15.
pub const MAX_CODES: usize = 0xFFFD;

/// Whether `c` stands for an inline code. A source text that itself holds such a character must turn it into an
/// inline code, so that this is always true of what it says.
#[must_use]
pub const fn is_code(c: char) -> bool {
    matches!(c as u32, FIRST..=0xF_FFFD)
}

const fn is_control(byte: u8) -> bool {
    byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r')
}

/// The first byte of every stand-in in UTF-8.
const LEAD: u8 = 0xF3;

/// Whether `text` may hold a stand-in; a quick look that errs on the side of yes.
fn may_hold_codes(text: &str) -> bool {
    memchr::memchr(LEAD, text.as_bytes()).is_some()
}

/// How many stand-in characters are in `text`.
pub(super) fn count_codes(text: &str) -> usize {
    if may_hold_codes(text) { text.chars().filter(|&c| is_code(c)).count() } else { 0 }
}

/// The place and the number of the first stand-in of `text` from byte `from` on.
pub(super) fn next_code(text: &str, from: usize) -> Option<(usize, usize)> {
    memchr::memchr_iter(LEAD, text.as_bytes().get(from..)?).find_map(|found| {
        let at = from + found;
        let code = Content::code_number(text.get(at..)?.chars().next()?)?;
        Some((at, code))
    })
}

/// What an inline code does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CodeKind {
    /// Opens a span that the code `with` closes (an index into the same content's codes).
    Open {
        /// The closing code.
        with: usize,
    },
    /// Closes the span that `with` opened.
    Close {
        /// The opening code.
        with: usize,
    },
    /// Stands alone: a line break, an image, a pair whose other half is in another segment.
    Alone,
}

/// A piece of markup taken out of a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct InlineCode {
    /// What it does.
    pub kind: CodeKind,
    /// The markup as it stood in the file, to be written back unchanged.
    pub raw: String,
}

/// Text with inline codes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Content {
    /// Decoded text (no entities, no escapes), with one stand-in for each code.
    pub text: String,
    /// The codes, by stand-in number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<InlineCode>,
}

impl Content {
    /// Text without markup. Stand-ins in `text` would be codes without markup; readers call
    /// [`push_text`](Self::push_text) instead.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), codes: Vec::new() }
    }

    /// The stand-in of code number `index`, below [`MAX_CODES`].
    #[must_use]
    pub fn stand_in(index: usize) -> char {
        u32::try_from(index).ok().and_then(|index| char::from_u32(FIRST + index)).unwrap_or('\u{F0000}')
    }

    /// The number of the code for which `c` stands.
    #[must_use]
    pub fn code_number(c: char) -> Option<usize> {
        is_code(c).then(|| (c as u32 - FIRST) as usize)
    }

    /// Appends decoded text; a stand-in character that the file itself holds becomes a code of its own. Control
    /// characters, which no format may hold and no reader sees, are left out.
    pub fn push_text(&mut self, text: &str) {
        if !may_hold_codes(text) && !text.bytes().any(is_control) {
            return self.text.push_str(text);
        }
        for c in text.chars().filter(|c| !u8::try_from(*c).is_ok_and(is_control)) {
            if is_code(c) {
                self.push_code(CodeKind::Alone, c.to_string());
            } else {
                self.text.push(c);
            }
        }
    }

    /// Appends a code and gives its number.
    pub fn push_code(&mut self, kind: CodeKind, raw: impl Into<String>) -> usize {
        let index = self.codes.len();
        self.text.push(Self::stand_in(index));
        self.codes.push(InlineCode { kind, raw: raw.into() });
        index
    }

    /// The text without any stand-in, for people and for counting.
    #[must_use]
    pub fn visible(&self) -> String {
        // Every stand-in begins with this byte in UTF-8, and hardly any other character does.
        if memchr::memchr(0xF3, self.text.as_bytes()).is_none() {
            return self.text.clone();
        }
        self.text.chars().filter(|&c| !is_code(c)).collect()
    }

    /// Whether there is nothing to translate: no letter and no digit outside the codes.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        !self.text.chars().any(|c| !is_code(c) && c.is_alphanumeric())
    }

    /// The piece of this content under `range` of its text, with the codes renumbered from 0 in the order in
    /// which they stand. A code whose partner lies outside the piece stands alone in it.
    #[must_use]
    pub fn slice(&self, range: std::ops::Range<usize>) -> Self {
        let text = self.text.get(range).unwrap_or_default();
        let order: Vec<usize> = text.chars().filter_map(Self::code_number).collect();
        let renumbered = |old: usize| order.iter().position(|&number| number == old);
        let codes = order
            .iter()
            .filter_map(|&old| {
                let code = self.codes.get(old)?;
                let kind = match code.kind {
                    CodeKind::Open { with } => renumbered(with).map(|with| CodeKind::Open { with }),
                    CodeKind::Close { with } => renumbered(with).map(|with| CodeKind::Close { with }),
                    CodeKind::Alone => None,
                };
                Some(InlineCode { kind: kind.unwrap_or(CodeKind::Alone), raw: code.raw.clone() })
            })
            .collect();
        let mut next = 0;
        let text = text
            .chars()
            .map(|c| {
                if is_code(c) {
                    next += 1;
                    Self::stand_in(next - 1)
                } else {
                    c
                }
            })
            .collect();
        Self { text, codes }
    }

    /// Appends `other`, its codes renumbered after this content's own.
    pub fn append(&mut self, other: &Self) {
        let base = self.codes.len();
        self.text.extend(other.text.chars().map(|c| Self::code_number(c).map_or(c, |n| Self::stand_in(base + n))));
        self.codes.extend(other.codes.iter().map(|code| InlineCode {
            kind: match code.kind {
                CodeKind::Open { with } => CodeKind::Open { with: base + with },
                CodeKind::Close { with } => CodeKind::Close { with: base + with },
                CodeKind::Alone => CodeKind::Alone,
            },
            raw: code.raw.clone(),
        }));
    }
}
