//! Looks through spelling that carries no meaning: full-width forms, decomposed letters, stand-ins, soft hyphens.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::text::Span;

/// A text as the scanners read it, with the way back to the original offsets.
pub(super) struct Folded<'a> {
    text: Cow<'a, str>,
    /// For byte `i` of `text`, the original range of the character it belongs to; empty where nothing changed.
    origin: Vec<Span>,
}

impl<'a> Folded<'a> {
    /// Borrows `text` unless it holds something to fold: one fast pass finds out.
    pub(super) fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        // Lead bytes of combining marks (CC, CD), private use and full-width forms (EE, EF), planes 15–16 (F3, F4).
        let plain = memchr::memchr3(0xCC, 0xCD, 0xEE, bytes).is_none()
            && memchr::memchr3(0xEF, 0xF3, 0xF4, bytes).is_none()
            && memchr::memmem::find(bytes, "\u{AD}".as_bytes()).is_none();
        if plain { Self { text: Cow::Borrowed(text), origin: Vec::new() } } else { Self::folding(text) }
    }

    fn folding(text: &str) -> Self {
        let mut out = String::with_capacity(text.len());
        let mut origin = Vec::with_capacity(text.len());
        let mut push = |c: char, from: Span| {
            out.push(c);
            origin.extend(std::iter::repeat_n(from, c.len_utf8()));
        };
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if is_transparent(c) {
                continue;
            }
            let mut end = at + c.len_utf8();
            if !chars.peek().is_some_and(|&(_, next)| is_combining_mark(next)) {
                push(narrow(c), Span::new(at, end));
                continue;
            }
            let mut cluster = String::from(c);
            while let Some((_, mark)) = chars.next_if(|&(_, next)| is_combining_mark(next)) {
                cluster.push(mark);
                end += mark.len_utf8();
            }
            cluster.nfc().for_each(|composed| push(composed, Span::new(at, end)));
        }
        Self { text: Cow::Owned(out), origin }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) const fn changed(&self) -> bool {
        matches!(self.text, Cow::Owned(_))
    }

    /// The span of the original from which `span` was made, from its first to its last character.
    pub(super) fn original(&self, span: Span) -> Span {
        let first = self.origin.get(span.start);
        let last = span.end.checked_sub(1).and_then(|at| self.origin.get(at));
        first.zip(last).map_or(Span::new(0, 0), |(first, last)| Span::new(first.start, last.end))
    }
}

/// Characters that mean nothing to a figure: stand-ins of inline codes (planes 15 and 16), zero-width
/// characters and the soft hyphen.
const fn is_transparent(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{F0000}'..)
}

/// The half-width form of a full-width ASCII character (U+FF01–U+FF5E).
fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_lead_back() {
        let text = "約１２\u{F0000}３\u{F0001}％ vie\u{302}\u{323}t";
        let folded = Folded::new(text);
        assert_eq!(folded.text(), "約123% việt");
        let at = folded.text().find("123%").expect("there");
        assert_eq!(folded.original(Span::new(at, at + 4)).of(text), "１２\u{F0000}３\u{F0001}％");
    }
}
