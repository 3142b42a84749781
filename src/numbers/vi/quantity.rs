//! Counts, measures, money, per cent, multiples and fractions of Vietnamese text.

use super::{
    super::{Approximation, Currency, Figure, Kind, Number, Unit, Value, currency, reader::Reader, unit},
    amount::{self, Amount},
    words,
};
use crate::{locale::Locale, text::Span};

/// What follows a number.
struct Tail {
    end: usize,
    kind: Kind,
    unit: Option<Unit>,
}

/// Words that begin with "đồng" and are no money: đồng chí, đồng bào, đồng đội, đồng nghiệp.
const AFTER_DONG: &[&str] =
    &["chí", "bào", "đội", "nghiệp", "hồ", "hương", "minh", "phạm", "loạt", "tác", "thời", "ruộng"];

/// The figure or figures (`187/190` is two) at the digits at `at`.
pub(super) fn at_digits(r: Reader<'_>, at: usize) -> Option<Vec<Figure>> {
    let first = amount::read(r, at)?;
    if let Some(figures) = over(r, at, &first) {
        return Some(figures);
    }
    let prefix = amount::currency_before(r, at);
    let start = prefix.map_or(at, |(_, start)| start);
    let (value, end) = match range(r, &first) {
        Some((from, to)) => (Value::Range(from, to.number), to.end),
        None => (Value::Number(first.number), first.end),
    };
    let lead = Value::Number(first.number);
    let tail = tail(r, start, end, prefix.map(|(currency, _)| currency));
    if tail.end == end && prefix.is_none() && r.char_at(end).is_some_and(super::super::reader::is_latin) {
        return None;
    }
    let span = Span::new(start, tail.end);
    let is_year = matches!(tail.kind, Kind::Cardinal) && tail.unit.is_none() && first.bare == 4 && in_century(&first);
    let kind = if is_year && value == lead { Kind::Date } else { tail.kind };
    let value = match (kind, year_of(&first)) {
        (Kind::Date, Some(date)) => date,
        _ => value,
    };
    let mut figure = Figure::new(span.start, span.end, kind, value).counted(tail.unit);
    let hedge = amount::hedge_before(r, start, first.number).or_else(|| amount::hedge_after(r, tail.end));
    figure = figure.about(hedge);
    figure.other = if matches!(figure.value, Value::Number(_)) { first.other } else { None };
    quoted_price(&mut figure, first.places);
    // A lone 1 is an article as often as a number, and one at the start of a line numbers a list.
    if (figure.value == Value::Number(Number::ONE) && kind == Kind::Cardinal && tail.unit.is_none())
        || numbers_list(r, start, end)
    {
        figure = figure.soft();
    }
    Some(vec![figure])
}

/// "1,500 USD" quotes an English price; "1,500 tỷ" does not.
fn quoted_price(figure: &mut Figure, places: u128) {
    if places == 1
        && matches!(figure.kind, Kind::Money(currency) if currency != Currency::Vnd)
        && let (Value::Number(number), Some(other)) = (&mut figure.value, figure.other)
        && *number < other
    {
        figure.other = Some(*number);
        *number = other;
    }
}

/// "1." or "2)" at the start of a line.
fn numbers_list(r: Reader<'_>, start: usize, end: usize) -> bool {
    let leads = r.char_before(r.blanks_before(start)).is_none_or(|c| c == '\n');
    leads && end - start <= 2 && matches!(r.byte(end), b'.' | b')') && !r.is_digit(end + 1)
}

fn in_century(amount: &Amount) -> bool {
    amount.number.whole().is_some_and(|n| (1900..=2100).contains(&n))
}

fn year_of(amount: &Amount) -> Option<Value> {
    let year = u16::try_from(amount.number.whole()?).ok()?;
    Some(Value::Date(super::super::Date { year: Some(year), month: None, day: None }))
}

/// The second end of a range: 10-15; 10 đến 15 triệu. A magnitude said once holds for both ends.
fn range(r: Reader<'_>, first: &Amount) -> Option<(Number, Amount)> {
    let next = r.dash(first.end, true).or_else(|| {
        let word = r.blanks(first.end);
        let (_, end) = r.eat_any(word, &[("đến", ()), ("tới", ()), ("–", ())])?;
        Some(r.blanks(end))
    })?;
    if !r.is_digit(next) || super::super::document::read(r, next).is_some() {
        return None;
    }
    let second = amount::read(r, next)?;
    let from = if first.places == 1 { first.number.times(second.places)? } else { first.number };
    (from < second.number).then_some((from, second))
}

/// 1/3 is a fraction; 187/190 is a count out of a total.
fn over(r: Reader<'_>, at: usize, first: &Amount) -> Option<Vec<Figure>> {
    if r.byte(first.end) != b'/' || first.bare == 0 || !r.is_digit(first.end + 1) {
        return None;
    }
    let second = amount::read(r, first.end + 1)?;
    let (a, b) = (first.number.whole()?, second.number.whole()?);
    if second.bare == 0 || matches!(r.byte(second.end), b'/' | b'-') && r.is_digit(second.end + 1) {
        return None;
    }
    if a < b && b <= 12 && a > 0 {
        let value = Value::Number(Number::ratio(a, b)?);
        let figure = Figure::new(at, second.end, Kind::Fraction, value);
        return Some(vec![figure.about(amount::hedge_before(r, at, Number::ratio(a, b)?))]);
    }
    let part = Figure::new(at, first.end, Kind::Cardinal, Value::Number(first.number));
    let hedge = amount::hedge_before(r, at, first.number);
    let total = Figure::new(first.end + 1, second.end, Kind::Cardinal, Value::Number(second.number));
    // "24/7" and "24/24" are idioms for "round the clock".
    let idiom = a == 24 && (b == 7 || b == 24);
    Some(if idiom { vec![part.soft(), total.soft()] } else { vec![part.about(hedge), total] })
}

/// The sign, currency, unit or "lần" after a number that ends at `end`.
fn tail(r: Reader<'_>, start: usize, end: usize, currency: Option<Currency>) -> Tail {
    let next = r.blanks(end);
    let done = |end, kind| Tail { end, kind, unit: None };
    if let Some((kind, end)) = percent(r, end) {
        return done(end, kind);
    }
    if let Some((after, end)) = r.eat_any(next, currency::after(Locale::Vi))
        && !(r.text.get(next..end).is_some_and(|word| word.to_lowercase() == "đồng")
            && AFTER_DONG.contains(&r.word(r.blanks(end)).0.as_str()))
    {
        return done(end, Kind::Money(currency.unwrap_or(after)));
    }
    if let Some(currency) = currency {
        return done(end, Kind::Money(currency));
    }
    if let Some((unit, end)) = r.eat_any(next, unit::after(Locale::Vi)) {
        return Tail { end, kind: Kind::Cardinal, unit: Some(unit) };
    }
    if let Some(after) = r.eat_word(next, "lần")
        && is_multiple(r, start)
    {
        return done(after, Kind::Multiple);
    }
    months_of_year(r, next).map_or_else(|| done(end, Kind::Cardinal), |(kind, end)| done(end, kind))
}

/// %, phần trăm, điểm phần trăm, điểm %.
pub(super) fn percent(r: Reader<'_>, end: usize) -> Option<(Kind, usize)> {
    let next = r.blanks(end);
    r.eat_any(
        next,
        &[
            ("điểm phần trăm", Kind::PercentPoint),
            ("điểm %", Kind::PercentPoint),
            ("%", Kind::Percent),
            ("phần trăm", Kind::Percent),
        ],
    )
}

/// Words before a number of times that is a factor and no count.
fn is_multiple(r: Reader<'_>, start: usize) -> bool {
    let (word, before) = r.word_before(start);
    let factor = |word: &str| matches!(word, "gấp" | "tăng" | "giảm" | "bằng");
    factor(&word)
        || (matches!(word.as_str(), "hơn" | "gần" | "khoảng" | "trên" | "lên") && factor(&r.word_before(before).0))
}

/// 6 tháng đầu năm, 9 tháng năm 2016, 6 tháng cuối năm.
fn months_of_year(r: Reader<'_>, next: usize) -> Option<(Kind, usize)> {
    let after = r.eat_word(next, "tháng")?;
    let which = r.blanks(after);
    if r.eat_word(which, "đầu").is_some() {
        return Some((Kind::FirstMonths, r.eat_word(which, "đầu năm").or_else(|| r.eat_word(which, "đầu"))?));
    }
    if r.eat_word(which, "cuối").is_some() {
        return Some((Kind::LastMonths, r.eat_word(which, "cuối năm").or_else(|| r.eat_word(which, "cuối"))?));
    }
    let year = r.blanks(r.eat_word(which, "năm")?);
    (r.is_digit(year) && r.is_digit(year + 3)).then_some((Kind::FirstMonths, after))
}

/// A quantity written in words at `at`. Below a thousand it is soft: idiom may drop it.
pub(super) fn in_words(r: Reader<'_>, at: usize) -> Option<Figure> {
    let number = words::read(r, at)?;
    if let Some(fraction) = fraction_in_words(r, at, &number) {
        return Some(fraction);
    }
    let tail = tail(r, at, number.end, None);
    let mut figure = Figure::new(at, tail.end, tail.kind, Value::Number(number.number)).counted(tail.unit);
    figure = figure.about(amount::hedge_before(r, at, number.number));
    let said = number.magnitude || tail.unit.is_some() || matches!(tail.kind, Kind::Money(_) | Kind::PercentPoint);
    Some(if said { figure } else { figure.soft() })
}

/// hai phần ba, ba phần tư.
fn fraction_in_words(r: Reader<'_>, at: usize, top: &words::InWords) -> Option<Figure> {
    let next = r.eat_word(r.blanks(top.end), "phần")?;
    let (bottom, end) = words::small(r, r.blanks(next))?;
    let bottom = u128::from(bottom);
    let value = Number::ratio(top.number.whole().filter(|&top| top < bottom)?, bottom)?;
    Some(Figure::new(at, end, Kind::Fraction, Value::Number(value)).soft())
}

/// hàng chục, hàng trăm, hàng nghìn, hàng trăm triệu: an order of magnitude, soft.
pub(super) fn plural(r: Reader<'_>, at: usize, end: usize) -> Option<Figure> {
    const ORDERS: &[(&str, u128)] = &[
        ("chục", 10),
        ("trăm", 100),
        ("nghìn", 1_000),
        ("ngàn", 1_000),
        ("vạn", 10_000),
        ("triệu", 1_000_000),
        ("tỷ", 1_000_000_000),
        ("tỉ", 1_000_000_000),
    ];
    let (mut size, mut last) = (1_u128, end);
    for _ in 0..3 {
        let Some((order, after)) = r.eat_any(r.blanks(last), ORDERS) else { break };
        let Some(product) = size.checked_mul(order) else { break };
        (size, last) = (product, after);
    }
    (size > 1).then(|| {
        let tail = tail(r, at, last, None);
        let mut figure = Figure::new(at, tail.end, tail.kind, Value::Number(Number::integer(size)));
        figure.approximation = Some(Approximation::Plural);
        figure.counted(tail.unit).soft()
    })
}

/// gấp đôi, gấp ba, gấp rưỡi.
pub(super) fn multiple(r: Reader<'_>, at: usize, end: usize) -> Option<Figure> {
    let next = r.blanks(end);
    let (word, after) = r.word(next);
    let (number, last) = match word.as_str() {
        "đôi" => (Number::TWO, after),
        "rưỡi" => (Number::ratio(3, 2)?, after),
        _ => words::read(r, next).map(|found| (found.number, found.end))?,
    };
    let last = r.eat_word(r.blanks(last), "lần").unwrap_or(last);
    Some(Figure::new(at, last, Kind::Multiple, Value::Number(number)).soft())
}

/// nửa, một nửa; nửa triệu người.
pub(super) fn half(r: Reader<'_>, at: usize, end: usize) -> Figure {
    if let Some((size, last)) = r.eat_any(r.blanks(end), amount::MAGNITUDES) {
        let tail = tail(r, at, last, None);
        return Figure::new(at, tail.end, tail.kind, Value::Number(Number::integer(size / 2))).counted(tail.unit);
    }
    let value = Number::ratio(1, 2).unwrap_or(Number::ONE);
    Figure::new(at, end, Kind::Fraction, Value::Number(value)).soft()
}
