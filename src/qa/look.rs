//! A pair with what several rules ask about it, found out once.

use std::cell::OnceCell;

use super::{
    letters::{is_half_kana, is_han, is_hangul, is_kana},
    rule::{Facts, Pair},
    settings::Settings,
};
use crate::{
    article::{Role, is_code},
    locale::Locale,
    text::{Span, is_letter_or_number},
};

/// A pair, ready to be looked at.
pub(super) struct Look<'a> {
    pub pair: &'a Pair<'a>,
    pub facts: &'a Facts<'a>,
    pub style: &'a Settings,
    /// The source text with its stand-ins.
    pub source: &'a str,
    /// The target text with its stand-ins.
    pub target: &'a str,
    pub locale: Locale,
    pub role: Role,
    /// What is in the target.
    pub got: Signs,
    /// What is in the source.
    pub said: Signs,
    quoted: OnceCell<Vec<Span>>,
}

impl<'a> Look<'a> {
    pub fn new(pair: &'a Pair<'a>, facts: &'a Facts<'a>, style: &'a Settings) -> Self {
        let (source, target) = (pair.source.text.as_str(), pair.target.text.as_str());
        Self {
            pair,
            facts,
            style,
            source,
            target,
            locale: pair.locale,
            role: pair.role,
            got: Signs::of(target),
            said: Signs::of(source),
            quoted: OnceCell::new(),
        }
    }

    /// The quoted passages of the target, marks included, outermost only, ascending.
    pub fn quoted(&self) -> &[Span] {
        self.quoted.get_or_init(|| if self.got.has(Signs::QUOTE) { quoted(self.target) } else { Vec::new() })
    }

    /// Whether byte `at` of the target stands in a quoted passage.
    pub fn is_quoted(&self, at: usize) -> bool {
        self.quoted().iter().any(|span| span.start <= at && at < span.end)
    }
}

/// Which kinds of characters a text has.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Signs(u32);

impl Signs {
    pub const QUOTE: u32 = 1;
    pub const BRACKET: u32 = 1 << 1;
    pub const SPACE: u32 = 1 << 2;
    pub const DIGIT: u32 = 1 << 3;
    pub const LATIN: u32 = 1 << 4;
    pub const KANA: u32 = 1 << 5;
    pub const HAN: u32 = 1 << 6;
    pub const HANGUL: u32 = 1 << 7;
    /// Full-width forms of ASCII, ideographic space and ideographic punctuation.
    pub const WIDE: u32 = 1 << 8;
    pub const HALF_KANA: u32 = 1 << 9;
    pub const INVISIBLE: u32 = 1 << 10;
    pub const CONTROL: u32 = 1 << 11;
    /// U+0080 to U+00FF and other letters of the old Western code pages.
    pub const WESTERN: u32 = 1 << 12;
    pub const MARK: u32 = 1 << 13;
    pub const CODE: u32 = 1 << 14;
    /// `@`, `#`, `/`.
    pub const ADDRESS: u32 = 1 << 15;
    pub const DASH: u32 = 1 << 16;
    pub const STOP: u32 = 1 << 17;
    pub const COMMA: u32 = 1 << 18;
    /// `<`, `&`, `*`, `[`, `{`.
    pub const MARKUP: u32 = 1 << 19;
    pub const SYMBOL: u32 = 1 << 20;

    pub fn of(text: &str) -> Self {
        let sign = |c: char| ASCII.get(c as usize).copied().unwrap_or_else(|| Self::sign(c));
        Self(text.chars().fold(0, |bits, c| bits | sign(c)))
    }

    pub const fn has(self, sign: u32) -> bool {
        self.0 & sign != 0
    }

    const fn sign(c: char) -> u32 {
        match c {
            'a'..='z' | 'A'..='Z' => Self::LATIN,
            ' ' => Self::SPACE,
            '0'..='9' => Self::DIGIT,
            '.' | '!' | '?' => Self::STOP,
            '。' | '！' | '？' => Self::STOP | Self::WIDE,
            '…' => Self::STOP,
            ',' => Self::COMMA,
            '、' | '，' => Self::COMMA | Self::WIDE,
            '"' | '\'' | '“' | '”' | '‘' | '’' | '«' | '»' => Self::QUOTE,
            '「' | '」' | '『' | '』' => Self::QUOTE | Self::WIDE | Self::BRACKET,
            '(' | ')' | ']' => Self::BRACKET,
            '[' | '{' | '}' => Self::BRACKET | Self::MARKUP,
            '<' | '>' | '&' | '*' | '`' | '\\' | '_' => Self::MARKUP,
            '@' | '#' | '/' => Self::ADDRESS,
            '-' | '\u{2010}'..='\u{2015}' => Self::DASH,
            '\u{3000}' => Self::SPACE | Self::WIDE,
            '\u{3001}'..='\u{301F}' => Self::WIDE | Self::BRACKET | Self::DASH,
            '\t' | '\r' | '\n' => Self::SPACE | Self::CONTROL,
            '\u{0}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FFFD}' => Self::CONTROL | Self::WESTERN,
            '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' => Self::SPACE | Self::WESTERN,
            '\u{AD}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206F}'
            | '\u{FEFF}' => Self::INVISIBLE | Self::WESTERN,
            '§' | '©' | '®' | '°' | '±' | '×' | '÷' => Self::SYMBOL | Self::WESTERN,
            '™' | '†' | '‡' | '€' | '£' | '¥' | '₫' => Self::SYMBOL,
            '\u{A1}'..='\u{17F}' | '\u{192}' | '\u{2C6}' | '\u{2DC}' => Self::WESTERN | Self::LATIN,
            '\u{300}'..='\u{36F}' | '\u{3099}' | '\u{309A}' | '\u{1100}'..='\u{11FF}' => Self::MARK,
            '\u{FF01}'..='\u{FF60}' => Self::WIDE | Self::BRACKET,
            c if is_kana(c) => Self::KANA,
            c if is_han(c) => Self::HAN,
            c if is_hangul(c) => Self::HANGUL,
            c if is_half_kana(c) => Self::HALF_KANA,
            c if is_code(c) => Self::CODE,
            _ => 0,
        }
    }
}

/// What the characters of ASCII are, by their numbers.
static ASCII: [u32; 128] = {
    let mut signs = [0; 128];
    let mut at = 0;
    while at < 128 {
        signs[at as usize] = Signs::sign(at as char);
        at += 1_u8;
    }
    signs
};

/// Quoted passages with their marks, outermost only.
pub(super) fn quoted(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut open: Option<(usize, char, usize)> = None;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match open {
            None => {
                let closing = match c {
                    '“' => '”',
                    '«' => '»',
                    '「' => '」',
                    '『' => '』',
                    '"' => '"',
                    // An apostrophe opens nothing: a quotation begins after a space or at the start.
                    '‘' => '’',
                    '\'' if !text[..at].ends_with(|c: char| is_letter_or_number(c)) => '\'',
                    _ => continue,
                };
                if closing == '\'' && !text[end..].contains('\'') {
                    continue;
                }
                open = Some((at, closing, 0));
            }
            Some((start, closing, depth)) => {
                let apostrophe =
                    matches!(c, '\'' | '’') && text[end..].starts_with(|c: char| c.is_ascii_alphabetic());
                if c == closing && !apostrophe {
                    if depth == 0 {
                        spans.push(Span::new(start, end));
                        open = None;
                    } else {
                        open = Some((start, closing, depth - 1));
                    }
                } else if text[start..].starts_with(c) {
                    open = Some((start, closing, depth + 1));
                }
            }
        }
    }
    spans
}

/// What stands between the spaces of `text`, with where it starts; empty between two spaces.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    // Words are short: to look at every byte is quicker than to search for the next space.
    text.as_bytes().split(|&byte| byte == b' ').map(move |word| {
        let start = at;
        at += word.len() + 1;
        (start, text.get(start..start + word.len()).unwrap_or_default())
    })
}

/// `text` without the stand-ins of inline codes, as a fact for people.
pub(super) fn visible(text: &str) -> String {
    text.chars().filter(|&c| !is_code(c)).collect()
}
