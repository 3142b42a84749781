//! Finds the figures of Vietnamese text.

mod amount;
mod dates;
mod ordinals;
mod quantity;
mod words;

pub(super) use amount::before as currency_before;

use super::{
    Figure, Kind, document,
    reader::{Reader, continues_name},
};

/// What a byte can begin, so that most words are passed over without being read.
#[derive(Clone, Copy, PartialEq)]
enum Class {
    /// White space, punctuation: the next letter begins a word.
    Gap,
    /// A letter no number word begins with.
    Letter,
    /// A letter that may begin one.
    Candidate,
    Digit,
}

/// Bytes between a decade and the "kỷ" of its century: " của thế ".
const CENTURY: usize = 14;

const CLASSES: [Class; 256] = classes();

const fn classes() -> [Class; 256] {
    let mut table = [Class::Gap; 256];
    let mut byte = 0;
    while byte < 256 {
        let b = byte as u8;
        table[byte] = if b.is_ascii_digit() {
            Class::Digit
        } else if matches!(
            b.to_ascii_lowercase(),
            b'b' | b'c' | b'g' | b'h' | b'k' | b'm' | b'n' | b'p' | b'q' | b's' | b't'
        ) {
            Class::Candidate
        } else if b.is_ascii_alphabetic() || (b >= 0x80 && b != 0xC2 && b != 0xE2 && b != 0xE3) {
            Class::Letter
        } else {
            Class::Gap
        };
        byte += 1;
    }
    table
}

/// The figures of `text`, which is folded.
pub(super) fn scan(text: &str) -> Vec<Figure> {
    let r = Reader { text };
    let bytes = text.as_bytes();
    let mut out: Vec<Figure> = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at = match CLASSES[byte as usize] {
            Class::Gap => at + gap_length(byte),
            Class::Letter => past_word(bytes, at),
            Class::Digit => digits(r, at, &mut out).max(at + 1),
            Class::Candidate => words(r, at, &mut out).unwrap_or_else(|| past_word(bytes, at)),
        };
    }
    out
}

const fn gap_length(byte: u8) -> usize {
    match byte {
        0xC2 => 2,
        0xE2 | 0xE3 => 3,
        _ => 1,
    }
}

fn past_word(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest
        .iter()
        .position(|&b| matches!(CLASSES[b as usize], Class::Gap | Class::Digit))
        .unwrap_or(rest.len())
        .max(1)
}

fn digits(r: Reader<'_>, at: usize, out: &mut Vec<Figure>) -> usize {
    if continues_name(r, at, &[]) && currency_before(r, at).is_none() {
        return r.past_name(at);
    }
    if let Some(figure) = document::read(r, at).or_else(|| ordinals::of_law(r, at)) {
        return push(out, figure);
    }
    if let Some(figure) = dates::at_digits(r, at, out.last()) {
        return push(out, figure);
    }
    match quantity::at_digits(r, at) {
        Some(figures) => figures.into_iter().fold(at, |_, figure| push(out, figure)),
        None => r.past_name(at),
    }
}

/// What the word at `at` begins, if it begins a figure; where to go on.
fn words(r: Reader<'_>, at: usize, out: &mut Vec<Figure>) -> Option<usize> {
    if !words::may_begin(r, at) {
        return None;
    }
    let (word, end) = r.word(at);
    let figure = match word.as_str() {
        "thứ" => ordinals::thu(r, at, end, out.last()),
        "khóa" | "khoá" | "hội" | "chương" | "phần" | "tập" | "kỷ" => {
            // "những năm 90 của thế kỷ XX": the decade says the century too.
            let said = |last: &Figure| word == "kỷ" && last.kind == Kind::Decade && at - last.span.end <= CENTURY;
            let numbered = ordinals::numbered(r, at, end, &word);
            if out.last().is_some_and(said) { numbered.map(Figure::soft) } else { numbered }
        }
        "quý" => dates::quarter(r, at, end),
        "tháng" => dates::month(r, at, end),
        "năm" => dates::year(r, end).or_else(|| quantity::in_words(r, at)),
        "thập" | "những" => dates::decade(r, at, end, &word),
        "chủ" => ordinals::sunday(r, at, end),
        "hàng" => quantity::plural(r, at, end),
        "gấp" => quantity::multiple(r, at, end),
        "nửa" => Some(quantity::half(r, at, end)),
        _ => quantity::in_words(r, at),
    }?;
    Some(push(out, figure))
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
