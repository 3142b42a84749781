//! Dates, times of day, quarters and decades of Vietnamese text (domain facts §7.4: the day comes first).

use super::{
    super::{
        Date, Figure, Kind, Number, Time, Value,
        reader::{COMMA_DECIMAL, Reader},
        roman,
    },
    words,
};
use crate::text::{is_letter, is_letter_or_number};

/// Words after which a number is a day of the month.
const DAY_WORDS: &[&str] =
    &["ngày", "mùng", "mồng", "hôm", "sáng", "trưa", "chiều", "tối", "đêm", "khuya", "nay", "qua"];

/// The date or time at the digits at `at`. `previous` is the figure before: of "ngày 21 và 22/8" the second
/// takes its reading from the first.
pub(super) fn at_digits(r: Reader<'_>, at: usize, previous: Option<&Figure>) -> Option<Figure> {
    clock(r, at).or_else(|| date(r, at, previous)).or_else(|| years(r, at))
}

/// A literal of one or two digits.
fn small(r: Reader<'_>, at: usize) -> Option<(u8, usize)> {
    let mut end = at;
    while r.is_digit(end) && end - at < 3 {
        end += 1;
    }
    if end == at || end - at > 2 {
        return None;
    }
    Some((r.text.get(at..end)?.parse().ok()?, end))
}

/// A literal of four digits.
fn four(r: Reader<'_>, at: usize) -> Option<(u16, usize)> {
    let digits = r.text.get(at..at + 4).filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?;
    let year: u16 = digits.parse().ok()?;
    (!r.is_digit(at + 4) && (1000..3000).contains(&year)).then_some((year, at + 4))
}

fn date(r: Reader<'_>, at: usize, previous: Option<&Figure>) -> Option<Figure> {
    let known = is_day(r, at, previous);
    let (first, end) = small(r, at)?;
    if let Some(figure) = day_range(r, at, first, end) {
        return Some(figure);
    }
    if let Some(figure) = spelled(r, at, first, end) {
        return Some(figure);
    }
    let mark = r.byte(end);
    if matches!(mark, b'/' | b'-' | b'.')
        && let Some((date, end)) = divided(r, first, end, mark, known)
    {
        return Some(Figure::new(at, end, Kind::Date, Value::Date(date)));
    }
    if !known || r.char_at(end).is_some_and(|c| is_letter_or_number(c) || c == '%') {
        return None;
    }
    let decimal = matches!(r.byte(end), b',' | b'.') && r.is_digit(end + 1);
    let day = Date { day: Some(first), ..Date::default() }.checked()?;
    (!decimal).then(|| Figure::new(at, end, Kind::Date, Value::Date(day)))
}

/// Whether the number at `at` is a day: "ngày 21", "chiều 21/8", "ngày 21 và 22/8".
fn is_day(r: Reader<'_>, at: usize, previous: Option<&Figure>) -> bool {
    let (word, start) = r.word_before(at);
    if DAY_WORDS.contains(&word.as_str()) {
        return true;
    }
    let beside = |text: &str| matches!(text.trim(), "và" | "đến" | "tới" | "," | "-" | "–");
    previous.is_some_and(|before| {
        matches!(&before.value, Value::Date(date) if date.day.is_some())
            && r.text.get(before.span.end..at).is_some_and(beside)
            && (start >= before.span.start)
    })
}

/// 28/08/2016, 28-8-2016, 28.8.2016; 21/8, 21-8; 8/2016. `end` is where the first number ends.
fn divided(r: Reader<'_>, first: u8, end: usize, mark: u8, known: bool) -> Option<(Date, usize)> {
    if let Some((year, last)) = four(r, end + 1) {
        let month = Date { year: Some(year), month: Some(first), day: None }.checked()?;
        return (mark == b'/' && !r.is_digit(last)).then_some((month, last));
    }
    let (second, last) = small(r, end + 1)?;
    if r.byte(last) == mark
        && let Some((year, last)) = four(r, last + 1)
    {
        return Some((Date::new(year, second, first)?, last));
    }
    let goes_on = matches!(r.byte(last), b'/' | b',' | b'.') && r.is_digit(last + 1);
    let closed = !r.is_digit(last) && !goes_on;
    let date = Date { year: None, month: Some(second), day: Some(first) }.checked()?;
    let dated = match mark {
        b'/' => known || (first > second && !(first == 24 && second == 7) && !counts(r, last)),
        b'-' => known,
        _ => false,
    };
    (closed && dated).then_some((date, last))
}

/// Whether a/b is followed by what is counted: "12/12 xã" is twelve of twelve communes.
fn counts(r: Reader<'_>, end: usize) -> bool {
    const COUNTED: &[&str] = &[
        "xã", "huyện", "tỉnh", "đại", "phiếu", "người", "thành", "chỉ", "tiêu", "doanh", "dự", "hộ", "thôn", "điểm",
        "nước",
    ];
    COUNTED.contains(&r.word(r.blanks(end)).0.as_str())
}

/// 21-25/8, 21 - 25/8/2016, "từ 21 đến 25/8".
fn day_range(r: Reader<'_>, at: usize, first: u8, end: usize) -> Option<Figure> {
    let next = r.dash(end, true).or_else(|| Some(r.blanks(r.eat_word(r.blanks(end), "đến")?)))?;
    let (second, after) = small(r, next)?;
    let (last, end) = match spelled(r, next, second, after) {
        Some(Figure { value: Value::Date(date), span, .. }) => (date, span.end),
        _ if r.byte(after) == b'/' => divided(r, second, after, b'/', true)?,
        _ => return None,
    };
    let from = Date { day: Some(first), ..last }.checked()?;
    (last.day.is_some() && first < second).then(|| Figure::new(at, end, Kind::Date, Value::Dates(from, last)))
}

/// 28 tháng 8 năm 2016, 28 tháng 8, 28 tháng Tám.
fn spelled(r: Reader<'_>, at: usize, day: u8, end: usize) -> Option<Figure> {
    let word = r.eat_word(r.blanks(end), "tháng")?;
    let Figure { value: Value::Date(month), span, .. } = month(r, r.blanks(end), word)? else { return None };
    // "9 tháng năm 2016" counts months.
    let date = Date { day: Some(day), ..month }.checked()?;
    Some(Figure::new(at, span.end, Kind::Date, Value::Date(date)))
}

/// tháng 8, tháng 8/2016, tháng 8-2016, tháng 8 năm 2016, tháng Tám. `end` is the end of "tháng".
pub(super) fn month(r: Reader<'_>, at: usize, end: usize) -> Option<Figure> {
    let next = r.blanks(end);
    let (number, after) = match small(r, next) {
        Some((number, after)) => (number, after),
        None => named_month(r, next)?,
    };
    if r.char_at(after).is_some_and(is_letter_or_number) {
        return None;
    }
    let joined = matches!(r.byte(after), b'/' | b'-').then(|| four(r, after + 1)).flatten();
    let year = joined.or_else(|| four(r, r.blanks(r.eat_word(r.blanks(after), "năm")?)));
    let (year, last) = year.map_or((None, after), |(year, last)| (Some(year), last));
    let date = Date { year, month: Some(number), day: None }.checked()?;
    Some(Figure::new(at, last, Kind::Date, Value::Date(date)))
}

/// A month in words: with a capital, or before a year ("tháng tám năm 2016"). Lunar months (Giêng, Chạp) are
/// no months of this calendar.
fn named_month(r: Reader<'_>, at: usize) -> Option<(u8, usize)> {
    let (number, end) = words::small(r, at)?;
    let number = u8::try_from(number).ok().filter(|n| (1..=12).contains(n))?;
    let dated = r.eat_word(r.blanks(end), "năm").is_some_and(|year| r.is_digit(r.blanks(year)));
    (r.char_at(at).is_some_and(char::is_uppercase) || dated).then_some((number, end))
}

/// The year after "năm", which ends at `end`: năm 2016, năm 938, năm 2015 - 2020.
pub(super) fn year(r: Reader<'_>, end: usize) -> Option<Figure> {
    let at = r.blanks(end);
    if !r.is_digit(at) || at == end {
        return None;
    }
    if let Some(range) = years(r, at).or_else(|| day_month_after(r, at)) {
        return Some(range);
    }
    let literal = r.literal(at, COMMA_DECIMAL)?;
    let year = literal.small(4).filter(|&year| year > 31)?;
    let date = Date { year: Some(year), ..Date::default() }.checked()?;
    let alone = !r.char_at(literal.end).is_some_and(|c| is_letter(c) || c == '%');
    alone.then(|| Figure::new(at, literal.end, Kind::Date, Value::Date(date)))
}

/// "hàng năm 2/9": a date stands where a year was expected.
fn day_month_after(r: Reader<'_>, at: usize) -> Option<Figure> {
    let (first, end) = small(r, at)?;
    let (date, last) = (r.byte(end) == b'/').then(|| divided(r, first, end, b'/', true)).flatten()?;
    Some(Figure::new(at, last, Kind::Date, Value::Date(date)))
}

/// A range of years: 2015 - 2020, 2016-2020, 2016 đến 2020.
fn years(r: Reader<'_>, at: usize) -> Option<Figure> {
    let (from, end) = four(r, at)?;
    let next = r.dash(end, true).or_else(|| {
        let word = r.blanks(end);
        let word = r.eat_word(word, "đến").or_else(|| r.eat_word(word, "tới"))?;
        let word = r.eat_word(r.blanks(word), "năm").unwrap_or(word);
        Some(r.blanks(word))
    })?;
    let (to, last) = four(r, next)?;
    let plain = !(matches!(r.byte(last), b'.' | b',' | b'-' | b'/') && r.is_digit(last + 1));
    (plain && from < to && (1500..2200).contains(&from)).then(|| {
        let value = Value::Range(Number::integer(u128::from(from)), Number::integer(u128::from(to)));
        Figure::new(at, last, Kind::Date, value)
    })
}

/// quý II/2016, quý 2 năm 2016, quý hai. `end` is the end of "quý".
pub(super) fn quarter(r: Reader<'_>, at: usize, end: usize) -> Option<Figure> {
    let next = r.blanks(end);
    let (number, after) = roman::read(r, next)
        .or_else(|| small(r, next).map(|(n, end)| (u16::from(n), end)))
        .or_else(|| words::small(r, next).filter(|_| r.word(next).0 != "nhất"))?;
    let quarter = u8::try_from(number).ok().filter(|q| (1..=4).contains(q))?;
    let joined = matches!(r.byte(after), b'/' | b'-').then(|| four(r, after + 1)).flatten();
    let blank = r.blanks(after);
    let year = joined.or_else(|| four(r, r.eat_word(blank, "năm").map_or(blank, |year| r.blanks(year))));
    let (year, last) = year.map_or((None, after), |(year, last)| (Some(year), last));
    Some(Figure::new(at, last, Kind::Quarter, Value::Quarter(quarter, year)))
}

/// thập niên 1990, thập niên 90, những năm 90, thập niên 20 của thế kỷ XXI.
pub(super) fn decade(r: Reader<'_>, at: usize, end: usize, word: &str) -> Option<Figure> {
    let second = if word == "thập" { &["niên", "kỷ"][..] } else { &["năm"][..] };
    let next = second.iter().find_map(|w| r.eat_word(r.blanks(end), w))?;
    let number = r.blanks(next);
    let literal = r.is_digit(number).then(|| r.literal(number, COMMA_DECIMAL)).flatten()?;
    let year = literal.small(4).filter(|y| y % 10 == 0 && (*y >= 1000 || (*y < 100 && *y >= 10)))?;
    if r.dash(literal.end, true).is_some() || r.char_at(literal.end).is_some_and(is_letter_or_number) {
        return None;
    }
    let first = if year < 100 { (century(r, literal.end).unwrap_or(20) - 1) * 100 + year } else { year };
    let value = Value::Number(Number::integer(u128::from(first)));
    Some(Figure::new(at, literal.end, Kind::Decade, value))
}

/// "của thế kỷ XX", "thế kỷ 20" after a decade.
fn century(r: Reader<'_>, end: usize) -> Option<u16> {
    let next = r.blanks(end);
    let next = r.eat_word(next, "của").map_or(next, |end| r.blanks(end));
    let word = ["thế kỷ", "thế kỉ"].iter().find_map(|word| r.eat_word(next, word))?;
    let number = r.blanks(word);
    let digits = || small(r, number).map(|(century, _)| u16::from(century));
    roman::read(r, number).map(|(century, _)| century).or_else(digits).filter(|century| (2..=40).contains(century))
}

/// 19:34, 19h34, 19h, 19g34, 19 giờ 34 phút, 7 giờ tối.
fn clock(r: Reader<'_>, at: usize) -> Option<Figure> {
    let (hour, end) = small(r, at)?;
    let (minute, after) = if r.byte(end) == b':' {
        colon(r, end)?
    } else if matches!(r.byte(end), b'h' | b'H' | b'g') && !r.char_at(end + 1).is_some_and(is_letter) {
        small(r, end + 1).map_or((0, end + 1), |(minute, after)| (minute, after))
    } else {
        hours(r, at, end)?
    };
    let seconds = if r.byte(after) == b':' { colon(r, after).map(|(_, end)| end) } else { None };
    let after = seconds.unwrap_or(after);
    let (hour, last) = part_of_day(r, hour, after);
    let time = Time::new(hour, minute)?;
    Some(Figure::new(at, last, Kind::Time, Value::Time(time)))
}

fn colon(r: Reader<'_>, at: usize) -> Option<(u8, usize)> {
    small(r, at + 1).filter(|&(minute, end)| end == at + 3 && minute < 60)
}

/// "19 giờ 34 phút" always; "8 giờ" alone only where a time is told, otherwise it is a duration.
fn hours(r: Reader<'_>, at: usize, end: usize) -> Option<(u8, usize)> {
    let after = r.eat_word(r.blanks(end), "giờ")?;
    let next = r.blanks(after);
    if let Some((minute, end)) = small(r, next)
        && minute < 60
        && r.dash(end, true).is_none()
    {
        let end = r.eat_word(r.blanks(end), "phút").unwrap_or(end);
        return Some((minute, end));
    }
    let told = matches!(r.word_before(at).0.as_str(), "lúc" | "vào" | "hồi" | "từ" | "đến" | "trước" | "sau");
    (told || part_of_day(r, 1, after).1 != after).then_some((0, after))
}

/// The hour on the 24-hour clock where a part of the day follows: 7 giờ tối.
fn part_of_day(r: Reader<'_>, hour: u8, end: usize) -> (u8, usize) {
    let part = [("sáng", 0), ("trưa", 0), ("chiều", 12), ("tối", 12)];
    match r.eat_any(r.blanks(end), &part) {
        Some((12, after)) if (1..12).contains(&hour) => (hour + 12, after),
        Some((_, after)) => (hour, after),
        None => (hour, end),
    }
}
