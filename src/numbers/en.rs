//! Finds the figures of English text.

mod dates;
mod hedges;
mod quantity;
mod words;

use std::sync::LazyLock;

pub(super) use dates::digital;
pub(super) use quantity::slash;

use super::{
    Figure, Kind, Number, Value, document,
    reader::{Reader, continues_name},
    roman, vi,
};
use crate::text::is_letter;

/// Words that may touch a number with a hyphen.
const JOINED: &[&str] = &["mid", "pre", "post", "early", "late", "no", "non", "sub", "under", "over"];

/// The figures of `text`, which is folded.
pub(super) fn scan(text: &str) -> Vec<Figure> {
    let r = Reader { text };
    let mut out: Vec<Figure> = Vec::new();
    let mut at = 0;
    while let Some(c) = r.char_at(at) {
        at = if c.is_ascii_digit() {
            digits(r, at, &mut out).max(at + 1)
        } else if is_letter(c) {
            match word(r, at) {
                Some(figure) => push(&mut out, figure).max(at + c.len_utf8()),
                None => past_word(r, at),
            }
        } else {
            at + c.len_utf8()
        };
    }
    out
}

fn past_word(r: Reader<'_>, at: usize) -> usize {
    at + r.rest(at).find(|c: char| !is_letter(c)).unwrap_or(r.rest(at).len())
}

fn digits(r: Reader<'_>, at: usize, out: &mut Vec<Figure>) -> usize {
    if continues_name(r, at, JOINED) && vi::currency_before(r, at).is_none() {
        return r.past_name(at);
    }
    if let Some(figure) = document::read(r, at).or_else(|| dates::at_digits(r, at)) {
        return push(out, figure);
    }
    match quantity::at_digits(r, at) {
        Some(figures) => figures.into_iter().fold(at, |_, figure| push(out, figure)),
        None => r.past_name(at),
    }
}

/// The words with which a figure in words begins, by their first letter: a bit for each second letter, and
/// [`ALONE`] for words of one letter.
static BEGINNINGS: LazyLock<[u32; 26]> = LazyLock::new(|| {
    let mut table = [0; 26];
    let said = ["a", "an", "q", "half", "noon", "midnight"];
    for word in said.into_iter().chain(words::beginnings()).chain(dates::beginnings()) {
        let letter = |at: usize| word.as_bytes().get(at).map(|byte| usize::from(byte.wrapping_sub(b'a')));
        if let Some(seconds) = letter(0).and_then(|first| table.get_mut(first)) {
            *seconds |= letter(1).map_or(ALONE, |second| 1 << second);
        }
    }
    table
});

const ALONE: u32 = 1 << 26;

/// Whether a figure may begin with the word at `at`, by its first two letters: few words may.
fn may_begin(r: Reader<'_>, at: usize) -> bool {
    let (first, second) = (r.byte(at), r.byte(at + 1));
    let numeral = |byte: u8| matches!(byte, b'I' | b'V' | b'X' | b'L');
    let seconds = BEGINNINGS.get(usize::from(first.to_ascii_lowercase().wrapping_sub(b'a'))).copied().unwrap_or(0);
    let wanted = match second {
        b'a'..=b'z' | b'A'..=b'Z' => 1 << (second.to_ascii_lowercase() - b'a'),
        // It may be a letter or a mark.
        0x80.. => u32::MAX,
        _ => ALONE,
    };
    seconds & wanted != 0 || (numeral(first) && numeral(second))
}

/// The figure that the word at `at` begins.
fn word(r: Reader<'_>, at: usize) -> Option<Figure> {
    if !may_begin(r, at) {
        return None;
    }
    let first = r.char_at(at)?;
    let (word, end) = r.word(at);
    if word.is_empty() {
        return None;
    }
    if let Some(figure) = (word == "q" && r.is_digit(end)).then(|| dates::q(r, at, end)).flatten() {
        return Some(figure);
    }
    if let Some((number, last)) = roman::read(r, at).filter(|&(_, last)| last - at > 1) {
        let value = Value::Number(Number::integer(u128::from(number)));
        return Some(Figure::new(at, last, Kind::Ordinal, value).soft());
    }
    if first.is_uppercase()
        && let Some(figure) = dates::month_first(r, at, &word, end).or_else(|| dates::weekday(r, at, &word, end))
    {
        return Some(figure);
    }
    quantity::in_words(r, at, &word, end)
}

fn push(out: &mut Vec<Figure>, mut figure: Figure) -> usize {
    let end = figure.span.end;
    if let Some(last) = out.last() {
        figure.whole.start = figure.whole.start.max(last.span.end);
        if figure.span.start < last.span.end {
            return end;
        }
    }
    out.push(figure);
    end
}
