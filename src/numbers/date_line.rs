//! The date line of an article: a line that holds nothing but a date and perhaps a time of day.

use super::{Date, Kind, Style, Time, Value, parse, render_date};
use crate::{locale::Locale, text::is_letter_or_number};

/// Longest date line, in bytes: `Thứ Bảy, ngày 28 tháng 8 năm 2016, 19:34 (GMT+7)` is well within it.
const LONGEST: usize = 80;

/// The whole date of a date line and its time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateLine {
    /// The date, with year, month and day.
    pub date: Date,
    /// The time of day, where said.
    pub time: Option<Time>,
}

/// Reads `line` as a date line of `locale`: exactly one whole date, at most one time, and besides them only
/// punctuation, a weekday and the words for day and hour. A time zone at its end is passed over: the newspapers
/// read here are all printed in Vietnam (`Chủ nhật, ngày 28/08/2016 19:34 GMT+7`).
/// Nothing where the line says anything else.
#[must_use]
pub fn date_line(line: &str, locale: Locale) -> Option<DateLine> {
    if line.len() > LONGEST {
        return None;
    }
    let zone = ["GMT", "UTC"].iter().filter_map(|name| line.find(name)).min().unwrap_or(line.len());
    let line = line.get(..zone)?.trim_end_matches(['(', ' ', ',']);
    let (mut date, mut time) = (None, None);
    let mut rest = String::new();
    let mut done = 0;
    for figure in parse(line, locale) {
        rest.push_str(line.get(done..figure.span.start)?);
        done = figure.span.end;
        match figure.value {
            Value::Date(found @ Date { year: Some(_), month: Some(_), day: Some(_) }) if date.is_none() => {
                date = Some(found);
            }
            Value::Time(found) if time.is_none() => time = Some(found),
            Value::Number(_) if figure.kind == Kind::Weekday => {}
            _ => return None,
        }
    }
    rest.push_str(line.get(done..)?);
    let filler = |word: &str| {
        let word = word.trim_matches(|c: char| !is_letter_or_number(c)).to_lowercase();
        matches!(word.as_str(), "" | "ngày" | "lúc" | "at" | "on" | "ict")
    };
    (rest.split_whitespace().all(filler)).then_some(DateLine { date: date?, time })
}

impl DateLine {
    /// The line as an edition prints it.
    #[must_use]
    pub fn render(&self, locale: Locale, style: &Style) -> String {
        render_date(self.date, self.time, locale, style)
    }

    /// The line in ISO 8601, with `offset` (`+07:00`) after a time: `2016-08-28T19:34:00+07:00`, `2016-08-28`.
    #[must_use]
    pub fn iso(&self, offset: &str) -> Option<String> {
        let (year, month, day) = (self.date.year?, self.date.month?, self.date.day?);
        let time = self.time.map_or_else(String::new, |t| format!("T{:02}:{:02}:00{offset}", t.hour, t.minute));
        Some(format!("{year:04}-{month:02}-{day:02}{time}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_date_and_a_time_make_a_date_line() {
        let iso = |line: &str| date_line(line, Locale::Vi).and_then(|date| date.iso("+07:00"));
        assert_eq!(iso("28/08/2016 19:34").as_deref(), Some("2016-08-28T19:34:00+07:00"));
        assert_eq!(iso("Chủ nhật, ngày 28/8/2016, 19:34 GMT+7").as_deref(), Some("2016-08-28T19:34:00+07:00"));
        assert_eq!(iso("Ngày 28 tháng 8 năm 2016").as_deref(), Some("2016-08-28"));
        for line in ["28/08", "19:34", "Ngày 28/08/2016, tỉnh Bắc Giang", "31/02/2016", "28/08/2016 29/08/2016", ""]
        {
            assert_eq!(iso(line), None, "{line}");
        }
    }
}
