//! A target text brought into the form in which renderings are compared, and the way back to its bytes.

use std::{cell::OnceCell, sync::OnceLock};

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::{english::without_marks, scan::is_transparent};
use crate::{locale::Locale, text::Span};

/// `text`, which is in the language of `locale`, as forms are looked for in it: English in lower case without marks,
/// Japanese and Korean without spaces; codes left out.
pub fn folded(text: &str, locale: Locale) -> String {
    let mut folded = String::with_capacity(text.len());
    each(text, locale, |c, _| folded.push(c));
    folded
}

/// Forms that are folded when they are first looked for, and kept: a memory names the same places again and again.
#[derive(Clone, Debug, Default)]
pub struct Forms(OnceLock<Vec<String>>);

impl Forms {
    /// `forms`, which must always be the same, folded in their order.
    pub fn of<'a>(&self, forms: impl Iterator<Item = &'a str>, locale: Locale) -> &[String] {
        self.0.get_or_init(|| forms.map(|form| folded(form, locale)).collect())
    }
}

/// What is kept is no part of what a rendering is.
impl PartialEq for Forms {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Forms {}

/// Where spans of a folded text stood. The text is folded once more, when the first of them is asked for.
pub struct Origins<'t> {
    text: &'t str,
    locale: Locale,
    /// For every byte of the folded text where its character stood.
    places: OnceCell<Vec<(u32, u32)>>,
}

impl<'t> Origins<'t> {
    pub const fn new(text: &'t str, locale: Locale) -> Self {
        Self { text, locale, places: OnceCell::new() }
    }

    /// Where `span` of the folded text stood.
    pub fn of(&self, span: Span) -> Span {
        let places = self.places.get_or_init(|| {
            let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            let mut places = Vec::with_capacity(self.text.len());
            each(self.text, self.locale, |c, from| {
                places.extend(std::iter::repeat_n((offset(from.start), offset(from.end)), c.len_utf8()));
            });
            places
        });
        let first = places.get(span.start).map_or(0, |&(start, _)| start as usize);
        let last = span.end.checked_sub(1).and_then(|last| places.get(last)).map_or(first, |&(_, end)| end as usize);
        Span::new(first, last)
    }
}

/// Calls `take` for each character of the folded text, with the place of the character it was.
fn each(text: &str, locale: Locale, mut take: impl FnMut(char, Span)) {
    let mut after_space = false;
    for (at, c) in text.char_indices() {
        let from = Span::new(at, at + c.len_utf8());
        match simple(c, locale) {
            Some(plain) if !plain.is_whitespace() => {
                after_space = false;
                take(plain, from);
            }
            _ if is_transparent(c) || is_combining_mark(c) && locale == Locale::En => {}
            _ if c.is_whitespace() => {
                if locale == Locale::En && !std::mem::replace(&mut after_space, true) {
                    take(' ', from);
                }
            }
            _ => fold(c, locale).into_iter().for_each(|plain| {
                after_space = plain == ' ';
                take(plain, from);
            }),
        }
    }
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
