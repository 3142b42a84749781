//! Dates, times of day, quarters and decades of English text: August 28, 2016; 28 August 2016; 7:34 p.m.

use super::super::{
    Date, Figure, Kind, Number, Time, Value, cjk,
    reader::{POINT_DECIMAL, Reader},
};
use crate::text::is_letter_or_number;

/// Months, full and as AP and others shorten them.
const MONTHS: &[(&str, u8)] = &[
    ("january", 1),
    ("jan", 1),
    ("february", 2),
    ("feb", 2),
    ("march", 3),
    ("mar", 3),
    ("april", 4),
    ("apr", 4),
    ("may", 5),
    ("june", 6),
    ("jun", 6),
    ("july", 7),
    ("jul", 7),
    ("august", 8),
    ("aug", 8),
    ("september", 9),
    ("sept", 9),
    ("sep", 9),
    ("october", 10),
    ("oct", 10),
    ("november", 11),
    ("nov", 11),
    ("december", 12),
    ("dec", 12),
];

const WEEKDAYS: &[&str] = &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Words before a month that stands alone, for months that are also words or names.
const BEFORE_MONTH: &[&str] = &[
    "in", "of", "since", "until", "till", "by", "from", "to", "last", "next", "this", "early", "late", "mid",
    "during", "and", "before", "after",
];

/// The date or time at the digits at `at`.
pub(super) fn at_digits(r: Reader<'_>, at: usize) -> Option<Figure> {
    clock(r, at)
        .or_else(|| numeric(r, at))
        .or_else(|| day_first(r, at))
        .or_else(|| decade(r, at))
        .or_else(|| years(r, at))
}

fn month_word(r: Reader<'_>, at: usize) -> Option<(u8, usize)> {
    if !r.char_at(at)?.is_uppercase() {
        return None;
    }
    let (word, end) = r.word(at);
    let &(_, month) = MONTHS.iter().find(|(name, _)| *name == word)?;
    Some((month, r.eat(end, ".").filter(|_| word.len() < 5).unwrap_or(end)))
}

/// The names of months and weekdays.
pub(super) fn beginnings() -> impl Iterator<Item = &'static str> {
    MONTHS.iter().map(|(name, _)| *name).chain(WEEKDAYS.iter().copied())
}

/// One or two digits with an ordinal ending or without.
fn day(r: Reader<'_>, at: usize) -> Option<(u8, usize)> {
    let digits = (0..3).take_while(|&i| r.is_digit(at + i)).count();
    let day = r.text.get(at..at + digits).filter(|_| (1..=2).contains(&digits))?.parse().ok()?;
    let end = at + digits;
    let end = ["st", "nd", "rd", "th"].iter().find_map(|ending| r.eat_word(end, ending)).unwrap_or(end);
    (!r.char_at(end).is_some_and(is_letter_or_number)).then_some((day, end))
}

/// A year of four digits.
fn year(r: Reader<'_>, at: usize) -> Option<(u16, usize)> {
    let text = r.text.get(at..at + 4).filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?;
    let year: u16 = text.parse().ok()?;
    let grouped = matches!(r.byte(at + 4), b',' | b'.') && r.is_digit(at + 5);
    (!r.char_at(at + 4).is_some_and(is_letter_or_number) && !grouped && (1000..3000).contains(&year))
        .then_some((year, at + 4))
}

/// The year after a day or month: ", 2016", " 2016", " of 2016".
fn following_year(r: Reader<'_>, end: usize) -> (Option<u16>, usize) {
    let next = r.eat(end, ",").unwrap_or(end);
    let blank = r.blanks(next);
    let blank = r.eat_word(blank, "of").map_or(blank, |of| r.blanks(of));
    year(r, blank).map_or((None, end), |(year, end)| (Some(year), end))
}

/// August 28, 2016; Aug. 28; August 21–25; August 2016; August.
pub(super) fn month_first(r: Reader<'_>, at: usize, word: &str, _end: usize) -> Option<Figure> {
    let (month, end) = month_word(r, at)?;
    let next = r.blanks(end);
    if let Some((first, after)) = day(r, next).filter(|_| next > end) {
        let date = |day, year| Date { year, month: Some(month), day: Some(day) }.checked();
        let until = r.dash(after, true).or_else(|| said_until(r, after)).and_then(|next| day(r, next));
        if let Some((last, end)) = until.filter(|&(last, _)| last > first) {
            let (year, end) = following_year(r, end);
            return Some(Figure::new(at, end, Kind::Date, Value::Dates(date(first, year)?, date(last, year)?)));
        }
        let (year, end) = following_year(r, after);
        return Some(Figure::new(at, end, Kind::Date, Value::Date(date(first, year)?)));
    }
    let (year, last) = following_year(r, end);
    // Months that are words or names too are months beside a preposition or where no word follows.
    let ambiguous =
        matches!(word, "may" | "march" | "jan" | "mar" | "jun" | "sep" | "dec" | "august" | "april" | "june");
    let told = || {
        let hyphen = r.text.get(..at).is_some_and(|before| before.ends_with('-'));
        hyphen || BEFORE_MONTH.contains(&r.word_before(at).0.as_str())
    };
    if year.is_none() && ambiguous && !told() && r.char_at(next).is_some_and(is_letter_or_number) {
        return None;
    }
    let date = Date { year, month: Some(month), day: None }.checked()?;
    Some(Figure::new(at, last, Kind::Date, Value::Date(date)))
}

/// The place of the last day in "August 21 to 25", where no noun follows that the number could count.
fn said_until(r: Reader<'_>, end: usize) -> Option<usize> {
    let next = r.blanks(r.eat_word(r.blanks(end), "to")?);
    let (_, after) = day(r, next)?;
    let following = r.char_at(r.blanks(after));
    let preposition =
        matches!(r.word(r.blanks(after)).0.as_str(), "in" | "at" | "this" | "with" | "and" | "by" | "for");
    (preposition || following.is_none_or(|c| !is_letter_or_number(c) && c != '%')).then_some(next)
}

/// 28 August 2016; 21–25 August; the 28th of August.
fn day_first(r: Reader<'_>, at: usize) -> Option<Figure> {
    let (first, end) = day(r, at)?;
    let range = r.dash(end, true).and_then(|next| day(r, next)).filter(|&(last, _)| last > first);
    let (last, end) = range.unwrap_or((first, end));
    let next = r.blanks(end);
    let next = r.eat_word(next, "of").map_or(next, |of| r.blanks(of));
    let (month, end) = month_word(r, next)?;
    let (year, end) = following_year(r, end);
    let date = |day| Date { year, month: Some(month), day: Some(day) }.checked();
    let value = if range.is_some() { Value::Dates(date(first)?, date(last)?) } else { Value::Date(date(first)?) };
    Some(Figure::new(at, end, Kind::Date, value))
}

/// 8/28/2016 with the month first, unless only 28/8/2016 can be; 2016-08-28.
fn numeric(r: Reader<'_>, at: usize) -> Option<Figure> {
    if let Some((date, end)) = cjk::year_first(r, at) {
        return Some(Figure::new(at, end, Kind::Date, Value::Date(date)));
    }
    let two = |from: usize| {
        let digits = (0..3).take_while(|&i| r.is_digit(from + i)).count();
        let value: u8 = r.text.get(from..from + digits).filter(|_| (1..=2).contains(&digits))?.parse().ok()?;
        Some((value, from + digits))
    };
    let (first, end) = two(at)?;
    let mark = r.byte(end);
    let (second, end) = matches!(mark, b'/' | b'-' | b'.').then(|| two(end + 1)).flatten()?;
    if r.byte(end) == mark
        && let Some((year, end)) = year(r, end + 1)
    {
        let date = Date::new(year, first, second).or_else(|| Date::new(year, second, first))?;
        return Some(Figure::new(at, end, Kind::Date, Value::Date(date)));
    }
    let closed = !(matches!(r.byte(end), b'/' | b'-' | b'.' | b',') && r.is_digit(end + 1));
    // 8/21 can only be a month and a day; other pairs are fractions or counts.
    let date = Date { year: None, month: Some(first), day: Some(second) }.checked()?;
    (mark == b'/' && second > 12 && closed && r.word_before(at).0 == "on")
        .then(|| Figure::new(at, end, Kind::Date, Value::Date(date)))
}

/// 1990s, 90s.
fn decade(r: Reader<'_>, at: usize) -> Option<Figure> {
    let digits = (0..5).take_while(|&i| r.is_digit(at + i)).count();
    let year: u16 = r.text.get(at..at + digits).filter(|_| digits == 2 || digits == 4)?.parse().ok()?;
    let end = r.eat_word(at + digits, "s").or_else(|| r.eat_word(at + digits, "'s"))?;
    let first = if year < 100 { 1900 + year } else { year };
    (first % 10 == 0).then(|| Figure::new(at, end, Kind::Decade, Value::Number(Number::integer(u128::from(first)))))
}

/// 2015–2020, 2015-20, "2015 to 2020".
fn years(r: Reader<'_>, at: usize) -> Option<Figure> {
    let (from, end) = year(r, at)?;
    let next = r.dash(end, true).or_else(|| Some(r.blanks(r.eat_word(r.blanks(end), "to")?)))?;
    let (to, end) = year(r, next).or_else(|| {
        let (last, end) = day(r, next)?;
        let to = from / 100 * 100 + u16::from(last);
        (last > 9 && r.char_before(next).is_some_and(|c| c != ' ') && to > from).then_some((to, end))
    })?;
    let value = Value::Range(Number::integer(u128::from(from)), Number::integer(u128::from(to)));
    ((1500..2200).contains(&from) && to > from).then(|| Figure::new(at, end, Kind::Date, value))
}

/// 7:34 p.m., 7 p.m., 19:34.
fn clock(r: Reader<'_>, at: usize) -> Option<Figure> {
    let (hour, minute, end) = match digital(r, at) {
        Some(found) => found,
        None => {
            let literal = r.literal(at, POINT_DECIMAL)?;
            let hour = u8::try_from(literal.small(2)?).ok()?;
            half_of_day(r, literal.end)?;
            (hour, 0, literal.end)
        }
    };
    let (hour, end) = match half_of_day(r, end) {
        Some((12, end)) if hour < 12 => (hour + 12, end),
        Some((0, end)) if hour == 12 => (0, end),
        Some((_, end)) => (hour, end),
        None => (hour, end),
    };
    Some(Figure::new(at, end, Kind::Time, Value::Time(Time::new(hour, minute)?)))
}

fn half_of_day(r: Reader<'_>, end: usize) -> Option<(u8, usize)> {
    const HALVES: &[(&str, u8)] = &[("a.m.", 0), ("p.m.", 12), ("am", 0), ("pm", 12), ("a.m", 0), ("p.m", 12)];
    r.eat_any(r.blanks(end), HALVES)
}

/// hh:mm or hh:mm:ss: hour, minute and the end.
pub(in super::super) fn digital(r: Reader<'_>, at: usize) -> Option<(u8, u8, usize)> {
    let two = |from: usize, least: usize| {
        let digits = (0..3).take_while(|&i| r.is_digit(from + i)).count();
        let value: u8 = r.text.get(from..from + digits).filter(|_| (least..=2).contains(&digits))?.parse().ok()?;
        Some((value, from + digits))
    };
    let (hour, end) = two(at, 1)?;
    let (minute, end) = (r.byte(end) == b':').then(|| two(end + 1, 2)).flatten()?;
    let end = (r.byte(end) == b':').then(|| two(end + 1, 2)).flatten().map_or(end, |(_, end)| end);
    Time::new(hour, minute).map(|_| (hour, minute, end))
}

/// Q2, Q2 2016. `end` is where the digit stands.
pub(super) fn q(r: Reader<'_>, at: usize, end: usize) -> Option<Figure> {
    let quarter = r.byte(end).checked_sub(b'0').filter(|q| (1..=4).contains(q))?;
    let after = end + 1;
    if r.char_at(after).is_some_and(is_letter_or_number) {
        return None;
    }
    let next = r.eat(after, "/").unwrap_or(after);
    let (year, last) = following_year(r, next);
    let last = if year.is_some() { last } else { after };
    Some(Figure::new(at, last, Kind::Quarter, Value::Quarter(quarter, year)))
}

/// Monday … Sunday.
pub(super) fn weekday(_r: Reader<'_>, at: usize, word: &str, end: usize) -> Option<Figure> {
    let name = word.strip_suffix('s').unwrap_or(word);
    let day = WEEKDAYS.iter().position(|weekday| *weekday == name)?;
    let value = Value::Number(Number::integer(day as u128 + 1));
    Some(Figure::new(at, end, Kind::Weekday, value).soft())
}
