//! Counts, measures, money, per cent, ordinals and fractions of English text.

use super::{
    super::{
        Approximation, Currency, Figure, Kind, Number, Unit, Value, currency, document,
        reader::{POINT_DECIMAL, Reader, is_latin},
        unit, vi,
    },
    hedges, words,
};
use crate::locale::Locale;

/// A number with its magnitudes.
struct Amount {
    end: usize,
    number: Number,
    places: u128,
    bare: usize,
}

fn amount(r: Reader<'_>, at: usize, priced: bool) -> Option<Amount> {
    let literal = r.literal(at, POINT_DECIMAL)?;
    let (places, end) = magnitudes(r, literal.end, priced);
    let bare = if places == 1 { literal.bare } else { 0 };
    Some(Amount { end, number: literal.number.times(places)?, places, bare })
}

/// The product of the magnitude words after `at`: million, -million, bn, and after a currency m and k.
fn magnitudes(r: Reader<'_>, at: usize, priced: bool) -> (u128, usize) {
    const TOUCHING: &[(&str, u128)] = &[("m", 1_000_000), ("k", 1_000), ("b", 1_000_000_000)];
    if priced && let Some((places, end)) = r.eat_any(at, TOUCHING) {
        return (places, end);
    }
    let (mut places, mut end) = (1_u128, at);
    for _ in 0..2 {
        let next = r.eat(end, "-").unwrap_or_else(|| r.blanks(end));
        let Some((size, after)) = r.eat_any(next, words::MAGNITUDES) else { break };
        let Some(product) = places.checked_mul(size).filter(|&p| p <= 10_u128.pow(18)) else { break };
        (places, end) = (product, after);
    }
    (places, end)
}

/// The figure at the digits at `at`, or two for a count out of a total.
pub(super) fn at_digits(r: Reader<'_>, at: usize) -> Option<Vec<Figure>> {
    if let Some(figure) = ordinal(r, at) {
        return Some(vec![figure]);
    }
    if let Some(figures) = slash(r, at) {
        return Some(figures);
    }
    let prefix = vi::currency_before(r, at);
    let start = prefix.map_or(at, |(_, start)| start);
    let first = amount(r, at, prefix.is_some())?;
    let (value, end) = match range(r, start, &first, prefix.is_some()) {
        Some((from, to)) => (Value::Range(from, to.number), to.end),
        None => (Value::Number(first.number), first.end),
    };
    let (kind, unit, last) = tail(r, end, prefix.map(|(currency, _)| currency));
    if last == end && prefix.is_none() && r.char_at(end).is_some_and(is_latin) {
        return None;
    }
    let year = first.bare == 4 && kind == Kind::Cardinal && unit.is_none() && last == first.end;
    let year = year.then(|| first.number.whole()).flatten().filter(|n| (1900..=2100).contains(n));
    let figure = match year.and_then(|y| u16::try_from(y).ok()) {
        Some(y) => {
            let date = super::super::Date { year: Some(y), ..Default::default() };
            Figure::new(start, last, Kind::Date, Value::Date(date))
        }
        None => Figure::new(start, last, kind, value).counted(unit).about(hedges::around(r, start, last)),
    };
    Some(vec![if numbers_list(r, start, end) { figure.soft() } else { figure }])
}

/// "1." or "(2)" at the start of a line.
fn numbers_list(r: Reader<'_>, start: usize, end: usize) -> bool {
    let before = r.blanks_before(start);
    let lead = r.char_before(before);
    let bracketed = lead == Some('(') && r.char_before(before - 1).is_none_or(|c| c == '\n');
    (bracketed || lead.is_none_or(|c| c == '\n'))
        && end - start <= 2
        && matches!(r.byte(end), b'.' | b')')
        && !r.is_digit(end + 1)
}

/// 18th, 21st century.
fn ordinal(r: Reader<'_>, at: usize) -> Option<Figure> {
    let literal = r.literal(at, POINT_DECIMAL)?;
    let end = ["st", "nd", "rd", "th"].iter().find_map(|ending| r.eat_word(literal.end, ending))?;
    Some(nth(r, at, end, literal.number))
}

/// An ordinal, unless it numbers a quarter of a year.
fn nth(r: Reader<'_>, at: usize, end: usize, number: Number) -> Figure {
    let next = r.eat(end, "-").unwrap_or_else(|| r.blanks(end));
    let quarter = number.whole().and_then(|n| u8::try_from(n).ok()).filter(|n| (1..=4).contains(n));
    if let (Some(quarter), Some(last)) = (quarter, r.eat_word(next, "quarter")) {
        return Figure::new(at, last, Kind::Quarter, Value::Quarter(quarter, None));
    }
    let unit = r.eat_word(next, "century").map(|_| Unit::Century);
    Figure::new(at, end, Kind::Ordinal, Value::Number(number)).counted(unit)
}

/// 1/3 is a fraction; 187/190 is a count out of a total and gives two figures.
pub(in super::super) fn slash(r: Reader<'_>, at: usize) -> Option<Vec<Figure>> {
    let first = r.literal(at, POINT_DECIMAL)?;
    if r.byte(first.end) != b'/' || first.bare == 0 || !r.is_digit(first.end + 1) {
        return None;
    }
    let second = r.literal(first.end + 1, POINT_DECIMAL)?;
    let (a, b) = (first.number.whole()?, second.number.whole()?);
    if second.bare == 0 || (r.byte(second.end) == b'/' && r.is_digit(second.end + 1)) {
        return None;
    }
    if a > 0 && a < b && b <= 12 {
        let value = Value::Number(Number::ratio(a, b)?);
        return Some(vec![Figure::new(at, second.end, Kind::Fraction, value)]);
    }
    let part = Figure::new(at, first.end, Kind::Cardinal, Value::Number(first.number));
    let total = Figure::new(first.end + 1, second.end, Kind::Cardinal, Value::Number(second.number));
    let idiom = a == 24 && (b == 7 || b == 24);
    Some(if idiom { vec![part.soft(), total.soft()] } else { vec![part, total] })
}

/// 10–15, 10 to 15 million, between 10 and 15. A magnitude said once holds for both ends.
fn range(r: Reader<'_>, start: usize, first: &Amount, priced: bool) -> Option<(Number, Amount)> {
    let next = r.dash(first.end, true).or_else(|| {
        let word = r.blanks(first.end);
        let between = || r.eat_word(word, "and").filter(|_| r.word_before(start).0 == "between");
        Some(r.blanks(r.eat_word(word, "to").or_else(between)?))
    })?;
    if !r.is_digit(next) || document::read(r, next).is_some() {
        return None;
    }
    let second = amount(r, next, priced)?;
    let shared = if first.places == 1 { second.places } else { 1 };
    let from = first.number.times(shared)?;
    (from < second.number).then_some((from, second))
}

/// The sign, currency, unit or multiplier after a number that ends at `end`.
fn tail(r: Reader<'_>, end: usize, currency: Option<Currency>) -> (Kind, Option<Unit>, usize) {
    const SIGNS: &[(&str, Kind)] = &[
        ("percentage points", Kind::PercentPoint),
        ("percentage point", Kind::PercentPoint),
        ("percentage-point", Kind::PercentPoint),
        ("ppt", Kind::PercentPoint),
        ("pp", Kind::PercentPoint),
        ("%", Kind::Percent),
        ("percent", Kind::Percent),
        ("per cent", Kind::Percent),
        ("pct", Kind::Percent),
        ("times", Kind::Multiple),
        ("fold", Kind::Multiple),
    ];
    let next = r.eat(end, "-").filter(|&n| r.char_at(n).is_some_and(is_latin)).unwrap_or_else(|| r.blanks(end));
    if let Some((kind, last)) = r.eat_any(next, SIGNS) {
        return (kind, None, last);
    }
    if let Some((after, last)) = r.eat_any(next, currency::after(Locale::En)) {
        return (Kind::Money(currency.unwrap_or(after)), None, last);
    }
    if let Some(currency) = currency {
        return (Kind::Money(currency), None, end);
    }
    match r.eat_any(next, unit::after(Locale::En)) {
        Some((unit, last)) => (Kind::Cardinal, Some(unit), last),
        None => (Kind::Cardinal, None, end),
    }
}

/// A figure in words at `at`: cardinals, ordinals, fractions, multiples, orders of magnitude. All soft.
pub(super) fn in_words(r: Reader<'_>, at: usize, word: &str, end: usize) -> Option<Figure> {
    if let Some(figure) = plural(r, at, word, end) {
        return Some(figure);
    }
    if let Some((number, end)) = words::ordinal(r, at) {
        return Some(nth(r, at, end, Number::integer(number)).soft());
    }
    let whole = |n: u128| Value::Number(Number::integer(n));
    if let Some(number) = words::look_up(words::LONE, word) {
        return Some(Figure::new(at, end, Kind::Multiple, whole(number)).soft());
    }
    if let Some(figure) = fraction(r, at, word, end) {
        return Some(figure);
    }
    if matches!(word, "noon" | "midnight") {
        let time = super::super::Time::new(if word == "noon" { 12 } else { 0 }, 0)?;
        return Some(Figure::new(at, end, Kind::Time, Value::Time(time)).soft());
    }
    let (number, end) = words::cardinal(r, at)?;
    let (kind, unit, last) = tail(r, end, None);
    let figure = Figure::new(at, last, kind, Value::Number(number)).counted(unit);
    Some(figure.about(hedges::around(r, at, last)).soft())
}

/// half, half a million, one-third, two thirds, a quarter.
fn fraction(r: Reader<'_>, at: usize, word: &str, end: usize) -> Option<Figure> {
    let made = |last: usize, top: u128, below: u128| {
        let value = Value::Number(Number::ratio(top, below)?);
        let figure = Figure::new(at, last, Kind::Fraction, value).about(hedges::around(r, at, last));
        Some(figure.soft())
    };
    if word == "half" {
        let article = r.blanks(end);
        let next =
            r.eat_word(article, "a").or_else(|| r.eat_word(article, "of a")).map_or(article, |end| r.blanks(end));
        return match r.eat_any(next, words::MAGNITUDES) {
            Some((size, last)) => {
                let (kind, unit, last) = tail(r, last, None);
                let figure = Figure::new(at, last, kind, Value::Number(Number::integer(size / 2))).counted(unit);
                Some(figure.about(hedges::around(r, at, last)).soft())
            }
            None => made(end, 1, 2),
        };
    }
    let next = r.eat(end, "-").unwrap_or_else(|| r.blanks(end));
    let (part, last) = r.word(next);
    let below = words::look_up(words::PARTS, &part)?;
    let top =
        if matches!(word, "a" | "one") { 1 } else { words::cardinal(r, at).filter(|&(_, e)| e == end)?.0.whole()? };
    made(last, top, below)
}

/// dozens, hundreds of thousands.
fn plural(r: Reader<'_>, at: usize, word: &str, end: usize) -> Option<Figure> {
    let mut size = words::look_up(words::PLURALS, word)?;
    let mut last = end;
    if let Some(of) = r.eat_word(r.blanks(end), "of") {
        let (next, after) = r.word(r.blanks(of));
        if let Some(more) = words::look_up(words::PLURALS, &next) {
            (size, last) = (size.checked_mul(more)?, after);
        }
    }
    let mut figure = Figure::new(at, last, Kind::Cardinal, Value::Number(Number::integer(size))).soft();
    figure.approximation = Some(Approximation::Plural);
    Some(figure)
}
