//! What Japanese and Korean figures have in common: groups of four digits, dates and times by counters, ranges.

mod dates;
mod hedges;
mod tail;

pub(super) use dates::year_first;

use super::{
    Approximation, Date, Figure, Kind, Number, Time, Unit, Value, document,
    reader::{Literal, POINT_DECIMAL, Reader, continues_name},
    vi,
};
use crate::locale::Locale;

/// The words one of the two languages uses; see [`super::ja`] and [`super::ko`].
pub(super) struct Script {
    pub locale: Locale,
    /// Ten, hundred, thousand.
    pub small: &'static [(&'static str, u128)],
    /// 10^4, 10^8, 10^12, 10^16.
    pub big: &'static [(&'static str, u128)],
    pub year: &'static str,
    pub month: &'static str,
    pub day: &'static str,
    pub hour: &'static str,
    pub minute: &'static str,
    /// After day or hour it is a duration: 日間, 시간.
    pub lasting: &'static str,
    /// Part of the day before an hour, and whether it adds twelve.
    pub halves: &'static [(&'static str, u8)],
    pub decade: &'static str,
    pub quarter: &'static str,
    pub ordinal: &'static str,
    /// What an ordinal counts, by the word after its number.
    pub counted: &'static [(&'static str, Unit)],
    /// Ends of ordinals without the prefix: 番目, 번째.
    pub nth: &'static [&'static str],
    pub times: &'static str,
    pub denominator: &'static str,
    pub percent: &'static [(&'static str, Kind)],
    /// Tenths: 割.
    pub tenths: &'static str,
    /// Words between the ends of a range.
    pub range: &'static [&'static str],
    pub before: &'static [(&'static str, Approximation)],
    pub after: &'static [(&'static str, Approximation)],
    /// Directly after the number, before its unit: 余り, 여.
    pub touching: &'static [(&'static str, Approximation)],
    /// Whether hedges may follow after words and blanks.
    pub spaced: bool,
    /// Names that take a number without a space: コロナ19, 코로나19.
    pub named: &'static [&'static str],
    /// Reads a figure spelled in letters.
    pub spelled: fn(Reader<'_>, usize) -> Option<Figure>,
}

/// A number with its magnitudes.
#[derive(Clone, Copy)]
pub(super) struct Amount {
    pub end: usize,
    pub number: Number,
    /// Its largest magnitude, 1 where there is none.
    pub places: u128,
}

/// The figures of `text`, which is folded.
pub(super) fn scan(text: &str, script: &Script) -> Vec<Figure> {
    let r = Reader { text };
    let mut out: Vec<Figure> = Vec::new();
    let mut at = 0;
    while let Some(c) = r.char_at(at) {
        if c.is_ascii_digit() {
            at = digits(r, script, at, &mut out).max(at + 1);
        } else if let Some(figure) = (script.spelled)(r, at) {
            at = push(&mut out, figure).max(at + c.len_utf8());
        } else {
            at += c.len_utf8();
        }
    }
    out
}

fn digits(r: Reader<'_>, script: &Script, at: usize, out: &mut Vec<Figure>) -> usize {
    let named = script.named.iter().any(|name| r.text.get(..at).is_some_and(|before| before.ends_with(name)));
    let priced = vi::currency_before(r, at).is_some();
    if named || (continues_name(r, at, &[]) && !priced && !r.text.get(..at).is_some_and(|t| t.ends_with("No."))) {
        return r.past_name(at);
    }
    if let Some(figure) = document::read(r, at) {
        return push(out, figure);
    }
    if let Some(figure) = dates::at_digits(r, script, at) {
        return push(out, figure);
    }
    match tail::quantity(r, script, at) {
        Some(figures) => figures.into_iter().fold(at, |_, figure| push(out, figure)),
        None => r.past_name(at),
    }
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

/// The amount at the digits at `at`: 1億1590万, 4만5000, 12억 3456만 7898, 1千万.
pub(super) fn amount(r: Reader<'_>, script: &Script, at: usize) -> Option<Amount> {
    let first = r.literal(at, POINT_DECIMAL)?;
    let (mut total, mut section) = (Number::integer(0), first.number);
    let (mut end, mut largest, mut lowest) = (first.end, 1_u128, u128::MAX);
    // Four magnitudes of four digits, each with its thousands and hundreds: twenty steps read any number.
    for _ in 0..20 {
        if let Some((size, after)) = r.eat_any(end, script.small).filter(|_| section < Number::integer(10)) {
            section = section.times(size)?;
            end = after;
            largest = largest.max(size);
            if let Some(next) = adjacent(r, end).filter(|l| l.number < Number::integer(size)) {
                section = section.plus(next.number)?;
                end = next.end;
            }
        }
        let Some((size, after)) = big(r, script, end, section).filter(|&(size, _)| size < lowest) else { break };
        total = total.plus(section.times(size)?)?;
        (end, lowest, largest) = (after, size, largest.max(size));
        section = Number::integer(0);
        let next = if script.spaced { r.blanks(end) } else { end };
        let Some(literal) = adjacent(r, next).filter(|l| l.number < Number::integer(size)) else { break };
        let dated =
            next > end && [script.year, script.month, script.day].iter().any(|w| r.eat(literal.end, w).is_some());
        if dated {
            break;
        }
        (section, end) = (literal.number, literal.end);
    }
    let number = total.plus(section)?;
    Some(Amount { end, number, places: largest })
}

/// 万, 億, 兆 after a number. Korean 조 is also an article of law and a group, after 제.
fn big(r: Reader<'_>, script: &Script, end: usize, section: Number) -> Option<(u128, usize)> {
    let (size, after) = script.big.iter().find_map(|&(word, size)| Some((size, r.eat(end, word)?)))?;
    (section > Number::integer(0)).then_some((size, after))
}

fn adjacent(r: Reader<'_>, at: usize) -> Option<Literal> {
    r.is_digit(at).then(|| r.literal(at, POINT_DECIMAL)).flatten()
}

/// Past a range mark, blanks around it skipped.
fn range_mark(r: Reader<'_>, script: &Script, at: usize) -> Option<usize> {
    let from = r.blanks(at);
    let end = script.range.iter().find_map(|mark| r.eat(from, mark)).or_else(|| r.dash(from, false))?;
    let next = r.blanks(end);
    r.is_digit(next).then_some(next)
}

/// A date of which only the given parts are said.
fn partial(year: Option<u16>, month: Option<u8>, day: Option<u8>) -> Option<Date> {
    Date { year, month, day }.checked()
}

/// A word that is a time of day: 正午, 정오.
pub(super) fn clock_word(start: usize, end: usize, hour: u8) -> Option<Figure> {
    Some(figure(start, end, Kind::Time, Value::Time(Time::new(hour, 0)?)).soft())
}

fn figure(start: usize, end: usize, kind: Kind, value: Value) -> Figure {
    Figure::new(start, end, kind, value)
}
