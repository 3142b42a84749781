//! A target text brought into the form in which renderings are compared, with the way back to its bytes.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::{english::without_marks, scan::is_transparent};
use crate::{locale::Locale, text::Span};

/// A folded text: English in lower case without marks, Japanese and Korean without spaces; codes left out.
pub struct Folded {
    /// The text to search.
    pub text: String,
    /// For every byte of `text` where its character stood.
    origin: Vec<(usize, usize)>,
}

impl Folded {
    /// Folds `text`, which is in the language of `locale`.
    pub fn new(text: &str, locale: Locale) -> Self {
        let mut folded = Self { text: String::with_capacity(text.len()), origin: Vec::with_capacity(text.len()) };
        for (at, c) in text.char_indices() {
            if is_transparent(c) || is_combining_mark(c) && locale == Locale::En {
                continue;
            }
            if c.is_whitespace() {
                if locale == Locale::En && !folded.text.ends_with(' ') {
                    folded.push(' ', at, c.len_utf8());
                }
                continue;
            }
            match simple(c, locale) {
                Some(plain) => folded.push(plain, at, c.len_utf8()),
                None => fold(c, locale).into_iter().for_each(|plain| folded.push(plain, at, c.len_utf8())),
            }
        }
        folded
    }

    /// Where `span` of the folded text stood.
    pub fn original(&self, span: Span) -> Span {
        let first = self.origin.get(span.start).map_or(0, |&(start, _)| start);
        let last = span.end.checked_sub(1).and_then(|last| self.origin.get(last)).map_or(first, |&(_, end)| end);
        Span::new(first, last)
    }

    fn push(&mut self, c: char, at: usize, length: usize) {
        self.text.push(c);
        self.origin.extend(std::iter::repeat_n((at, at + length), c.len_utf8()));
    }
}

/// A rendering folded the same way.
pub fn folded(form: &str, locale: Locale) -> String {
    Folded::new(form, locale).text
}

/// What becomes of a character of which nothing else can become: nearly all of them.
const fn simple(c: char, locale: Locale) -> Option<char> {
    match (locale, c) {
        (Locale::En, c) if c.is_ascii() => Some(c.to_ascii_lowercase()),
        (Locale::Ja, '=') => None,
        (_, c) if c.is_ascii() => Some(c),
        // Hangul syllables, kana and the common Chinese characters are composed already.
        (Locale::Ja, '\u{30FB}') => Some(c),
        (Locale::Ja | Locale::Ko, '\u{AC00}'..='\u{D7A3}' | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}') => {
            Some(c)
        }
        (Locale::Ja | Locale::Ko, '\u{30FC}' | '\u{4E00}'..='\u{9FFF}' | '\u{3001}' | '\u{3002}') => Some(c),
        _ => None,
    }
}

fn fold(c: char, locale: Locale) -> Vec<char> {
    match (locale, c) {
        (_, '\u{2010}'..='\u{2015}' | '\u{2212}') => vec!['-'],
        (Locale::Ja, '＝' | '=' | '･' | '·' | '•') => vec!['・'],
        (Locale::En, c) if c.is_ascii() => vec![c.to_ascii_lowercase()],
        (Locale::En, c) => without_marks(c.encode_utf8(&mut [0; 4])).chars().flat_map(char::to_lowercase).collect(),
        (_, c) if c.is_ascii() => vec![c],
        (_, c) => std::iter::once(c).nfc().collect(),
    }
}
