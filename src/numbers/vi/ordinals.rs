//! Vietnamese ordinals and weekdays: "thứ bảy" is seventh or Saturday (domain facts §0 and §7.3).

use super::{
    super::{
        Figure, Kind, Number, Unit, Value,
        reader::{COMMA_DECIMAL, Reader},
        roman,
    },
    words,
};
use crate::text::is_letter_or_number;

/// The ordinal or weekday that "thứ" at `at..end` begins.
pub(super) fn thu(r: Reader<'_>, at: usize, end: usize, previous: Option<&Figure>) -> Option<Figure> {
    let next = r.blanks(end);
    if next == end {
        return None;
    }
    let (number, last, spelled) = number(r, next)?;
    let (lead, lead_start) = r.word_before(at);
    let occasion = lead == "lần";
    if !occasion && (2..=7).contains(&number) && is_weekday(r, at, last, &lead, previous) {
        let value = Value::Number(Number::integer(u128::from(number) - 1));
        return Some(Figure::new(at, last, Kind::Weekday, value).soft());
    }
    let unit = if occasion {
        Some(Unit::Occasion)
    } else if spelled && is_item(r, at, last) {
        Some(Unit::Item)
    } else {
        None
    };
    let start = if occasion { lead_start } else { at };
    let figure = Figure::new(start, last, Kind::Ordinal, ordinal(number)).counted(unit);
    // "lần thứ hai" may become "again", "thứ nhất" a superlative; where a weekday is possible nothing is required.
    let idiom = spelled && unit != Some(Unit::Item) && (number <= 2 || capital(r, next));
    Some(if idiom { figure.soft() } else { figure })
}

/// khóa XI, Đại hội XIII, chương II, thế kỷ XXI.
pub(super) fn numbered(r: Reader<'_>, at: usize, end: usize, word: &str) -> Option<Figure> {
    let (lead, lead_start) = r.word_before(at);
    let next = r.blanks(end);
    let (unit, start) = match word {
        "khóa" | "khoá" => (Some(Unit::Term), at),
        "kỷ" if lead == "thế" => (Some(Unit::Century), lead_start),
        "hội" if lead == "đại" => (Some(Unit::Occasion), at),
        "chương" | "phần" | "tập" => (None, at),
        _ => return None,
    };
    let in_digits = || {
        let literal =
            (unit == Some(Unit::Term) || unit == Some(Unit::Century)).then(|| r.literal(next, COMMA_DECIMAL));
        literal.flatten().and_then(|l| Some((l.small(2)?, l.end)))
    };
    let (number, last) = roman::read(r, next).or_else(in_digits)?;
    if r.char_at(last).is_some_and(is_letter_or_number) {
        return None;
    }
    // Of "Đại hội XIII" the name of the congress is no part of the numeral.
    let start = if word == "hội" { next } else { start };
    Some(Figure::new(start, last, Kind::Ordinal, ordinal(number)).counted(unit))
}

/// Điều 7; khoản 2 Điều 7: an article of a law and its clause, as laws are cited (Law on the Promulgation of Legal
/// Documents 80/2015/QH13, article 8). In small letters "điều" is a thing, and without an article "khoản" is a sum.
pub(super) fn of_law(r: Reader<'_>, at: usize) -> Option<Figure> {
    let literal = r.literal(at, COMMA_DECIMAL)?;
    let (number, end) = (literal.small(3)?, literal.end);
    let (word, start) = r.word_before(at);
    let unit = match word.as_str() {
        "điều" if capital(r, start) => Unit::Article,
        "khoản" => {
            let article = r.blanks(r.eat(end, ",").unwrap_or(end));
            r.eat_word(article, "điều").filter(|_| capital(r, article))?;
            Unit::Clause
        }
        _ => return None,
    };
    let next = r.char_at(end);
    let alone = !next.is_some_and(|c| is_letter_or_number(c) || c == '/') && r.dash(end, true).is_none();
    alone.then(|| Figure::new(start, end, Kind::Ordinal, ordinal(number)).counted(Some(unit)))
}

/// Chủ nhật.
pub(super) fn sunday(r: Reader<'_>, at: usize, end: usize) -> Option<Figure> {
    let last = r.eat_word(r.blanks(end), "nhật")?;
    Some(Figure::new(at, last, Kind::Weekday, ordinal(7)).soft())
}

fn ordinal(number: u16) -> Value {
    Value::Number(Number::integer(u128::from(number)))
}

fn capital(r: Reader<'_>, at: usize) -> bool {
    r.char_at(at).is_some_and(char::is_uppercase)
}

/// The number after "thứ", and whether it is spelled out.
fn number(r: Reader<'_>, at: usize) -> Option<(u16, usize, bool)> {
    if let Some((number, end)) = roman::read(r, at) {
        return Some((number, end, false));
    }
    if r.is_digit(at) {
        let literal = r.literal(at, COMMA_DECIMAL)?;
        let plain = !r.char_at(literal.end).is_some_and(is_letter_or_number);
        return plain.then_some((literal.small(4)?, literal.end, false));
    }
    let (number, end) = words::small(r, at)?;
    Some((number, end, true))
}

/// Whether "thứ hai … thứ bảy" is a day here: a date, a week, a part of the day or another weekday beside it.
/// Capitals are not reliable, so they decide only in the middle of a sentence.
fn is_weekday(r: Reader<'_>, at: usize, last: usize, lead: &str, previous: Option<&Figure>) -> bool {
    const BEFORE: &[&str] =
        &["sáng", "trưa", "chiều", "tối", "đêm", "ngày", "hôm", "vào", "mỗi", "các", "từ", "đến", "hằng", "hàng"];
    const AFTER: &[&str] = &["tuần", "hằng", "hàng", "này", "tới"];
    if BEFORE.contains(&lead) {
        return true;
    }
    let next = r.blanks(last);
    let (following, following_end) = r.word(next);
    if AFTER.contains(&following.as_str()) || dated(r, next) {
        return true;
    }
    let joined = r
        .eat(next, ",")
        .map(|end| r.blanks(end))
        .or_else(|| matches!(following.as_str(), "và" | "đến" | "hoặc").then(|| r.blanks(following_end)));
    if joined.is_some_and(|then| dated(r, then) || r.eat_word(then, "chủ nhật").is_some()) {
        return true;
    }
    let beside = |text: &str| matches!(text.trim(), "và" | "," | "đến" | "hoặc" | "-");
    let after_weekday =
        previous.is_some_and(|f| f.kind == Kind::Weekday && r.text.get(f.span.end..at).is_some_and(beside));
    let inside = !r.char_at(at).is_some_and(char::is_uppercase);
    after_weekday || (inside && capital(r, r.blanks(at + "thứ".len())) && !lead.is_empty())
}

/// "ngày 28", "(29/8)", "29/8".
fn dated(r: Reader<'_>, at: usize) -> bool {
    let at = r.eat(at, "(").unwrap_or(at);
    if let Some(day) = r.eat_word(at, "ngày") {
        return r.is_digit(r.blanks(day));
    }
    let digits = (0..3).take_while(|&i| r.is_digit(at + i)).count();
    (1..=2).contains(&digits) && matches!(r.byte(at + digits), b'/' | b'-') && r.is_digit(at + digits + 1)
}

/// Whether the ordinal at `at..last` numbers an item: it opens a sentence or clause and a comma, colon or
/// "là" follows.
fn is_item(r: Reader<'_>, at: usize, last: usize) -> bool {
    let before = r.char_before(r.blanks_before(at));
    let opens =
        before.is_none_or(|c| matches!(c, '\n' | '.' | ':' | ';' | '-' | '–' | '“' | '"' | '(' | '…' | '!' | '?'));
    let next = r.blanks(last);
    opens && (matches!(r.byte(next), b',' | b':' | b'.') || r.eat_word(next, "là").is_some())
}
