//! Dates and times by counters: 2016年8月28日 19時34分, 2016년 8월 28일 오후 7시 34분 (domain facts §7.4).

use super::{
    super::{
        Date, Figure, Kind, Number, Time, Value, en,
        reader::{POINT_DECIMAL, Reader},
    },
    Script, figure, partial, range_mark,
};

/// The dates and times at the digits at `at`.
pub(super) fn at_digits(r: Reader<'_>, script: &Script, at: usize) -> Option<Figure> {
    if let Some(figure) = time(r, script, at).or_else(|| decade(r, script, at)).or_else(|| range(r, script, at)) {
        return Some(figure);
    }
    if let Some((date, end)) = year_first(r, at) {
        return Some(figure(at, end, Kind::Date, Value::Date(date)));
    }
    let (date, end) = date(r, script, at)?;
    Some(match until(r, script, date, end) {
        Some((last, to)) => figure(at, to, Kind::Date, Value::Dates(date, last)),
        None => figure(at, end, Kind::Date, Value::Date(date)),
    })
}

/// A number followed by a counter, and where it ends.
fn count(r: Reader<'_>, at: usize, digits: usize, counter: &str) -> Option<(u16, usize)> {
    let literal = r.is_digit(at).then(|| r.literal(at, POINT_DECIMAL)).flatten()?;
    let end = r.eat(r.blanks(literal.end), counter)?;
    Some((literal.small(digits)?, end))
}

fn byte(value: u16) -> Option<u8> {
    u8::try_from(value).ok()
}

/// 2016年8月28日 and its parts: a year alone has four digits, a month or day stands alone.
fn date(r: Reader<'_>, script: &Script, at: usize) -> Option<(Date, usize)> {
    let Some((year, end)) = count(r, at, 4, script.year) else {
        return month_day(r, script, at).or_else(|| day(r, script, at));
    };
    let monthly = month_day(r, script, r.blanks(end));
    // 16年8月: the last two digits of a year; alone they are a duration.
    let (year, needed) = match year {
        1000.. => (year, false),
        50..100 => (1900 + year, true),
        0..50 => (2000 + year, true),
        _ => return None,
    };
    match monthly {
        Some((date, end)) => Some((Date { year: Some(year), ..date }.checked()?, end)),
        None if needed => None,
        None => Some((partial(Some(year), None, None)?, end)),
    }
}

fn month_day(r: Reader<'_>, script: &Script, at: usize) -> Option<(Date, usize)> {
    let (month, end) = count(r, at, 2, script.month)?;
    let month = byte(month)?;
    if let Some((date, end)) = day(r, script, r.blanks(end)) {
        return Some((partial(None, Some(month), date.day)?, end));
    }
    Some((partial(None, Some(month), None)?, end))
}

fn day(r: Reader<'_>, script: &Script, at: usize) -> Option<(Date, usize)> {
    let (day, end) = count(r, at, 2, script.day)?;
    let date = partial(None, None, Some(byte(day)?))?;
    r.eat(end, script.lasting).is_none().then_some((date, end))
}

/// A range of which only the end has the counter: 2015～2020年, 1～9月, 8月21～25日.
fn range(r: Reader<'_>, script: &Script, at: usize) -> Option<Figure> {
    let (start, year, month) = lead(r, script, at);
    let literal = r.is_digit(start).then(|| r.literal(start, POINT_DECIMAL)).flatten()?;
    let first = literal.small(4)?;
    let next = range_mark(r, script, literal.end)?;
    let years = count(r, next, 4, script.year).filter(|&(last, _)| first >= 1000 && last > first);
    if let Some((last, end)) = years.filter(|_| start == at) {
        let value = Value::Range(Number::integer(u128::from(first)), Number::integer(u128::from(last)));
        return Some(figure(at, end, Kind::Date, value));
    }
    if let Some((last, end)) = count(r, next, 2, script.month).filter(|_| month.is_none()) {
        let from = partial(year, Some(byte(first)?), None)?;
        let to = partial(year, Some(byte(last)?), None)?;
        return Some(figure(at, end, Kind::Date, Value::Dates(from, to)));
    }
    let (last, end) = day(r, script, next)?;
    let from = partial(year, month, Some(byte(first)?))?;
    Some(figure(at, end, Kind::Date, Value::Dates(from, partial(year, month, last.day)?)))
}

/// Year and month said before a range of months or days, and where the range begins.
fn lead(r: Reader<'_>, script: &Script, at: usize) -> (usize, Option<u16>, Option<u8>) {
    let (mut start, mut year) = (at, None);
    if let Some((value, end)) = count(r, at, 4, script.year).filter(|&(year, _)| year >= 1000) {
        (start, year) = (r.blanks(end), Some(value));
    }
    match count(r, start, 2, script.month).filter(|&(_, end)| r.is_digit(r.blanks(end))) {
        Some((month, end)) => (r.blanks(end), year, byte(month)),
        None => (start, year, None),
    }
}

/// The end of a range of whole dates: 8月28日～9月2日.
fn until(r: Reader<'_>, script: &Script, from: Date, end: usize) -> Option<(Date, usize)> {
    from.day?;
    let (to, last) = date(r, script, range_mark(r, script, end)?)?;
    let to = Date { year: to.year.or(from.year), month: to.month.or(from.month), day: Some(to.day?) };
    Some((to.checked()?, last))
}

/// A date in digits, year first: 2016/8/28, 2016.8.28, 2016-08-28.
pub(in super::super) fn year_first(r: Reader<'_>, at: usize) -> Option<(Date, usize)> {
    let digits = |from: usize, most: usize| {
        let length = (0..=most).take_while(|&i| r.is_digit(from + i)).count();
        let value = r.text.get(from..from + length)?.parse::<u16>().ok()?;
        (length > 0 && length <= most).then_some((value, from + length))
    };
    let (year, end) = digits(at, 4)?;
    let mark = r.byte(end);
    if !matches!(mark, b'/' | b'.' | b'-') || year < 1000 {
        return None;
    }
    let (month, end) = digits(end + 1, 2)?;
    let (day, end) = (r.byte(end) == mark).then(|| digits(end + 1, 2)).flatten()?;
    Some((Date::new(year, byte(month)?, byte(day)?)?, end))
}

/// 1990年代, 90년대.
fn decade(r: Reader<'_>, script: &Script, at: usize) -> Option<Figure> {
    let (year, end) = count(r, at, 4, script.decade)?;
    let first = if year < 100 { 1900 + year } else { year };
    (first % 10 == 0).then(|| figure(at, end, Kind::Decade, Value::Number(Number::integer(u128::from(first)))))
}

/// 19時34分, 午後7時34分, 19:34, 8時半.
fn time(r: Reader<'_>, script: &Script, at: usize) -> Option<Figure> {
    let (hour, minute, end) = clock(r, script, at).or_else(|| en::digital(r, at))?;
    let before = r.text.get(..r.blanks_before(at))?;
    let half = script.halves.iter().find(|(word, _)| before.ends_with(word));
    let start = half.map_or(at, |(word, _)| before.len() - word.len());
    let hour = match half {
        Some((_, 12)) if hour < 12 => hour + 12,
        Some((_, 0)) if hour == 12 => 0,
        _ => hour,
    };
    Some(figure(start, end, Kind::Time, Value::Time(Time::new(hour, minute)?)))
}

fn clock(r: Reader<'_>, script: &Script, at: usize) -> Option<(u8, u8, usize)> {
    let (hour, end) = count(r, at, 2, script.hour)?;
    if r.eat(end, script.lasting).is_some() {
        return None;
    }
    if let Some((minute, end)) = count(r, r.blanks(end), 2, script.minute) {
        return Some((byte(hour)?, byte(minute)?, end));
    }
    let half = r.eat(end, "半").or_else(|| r.eat_word(r.blanks(end), "반"));
    Some((byte(hour)?, if half.is_some() { 30 } else { 0 }, half.unwrap_or(end)))
}
