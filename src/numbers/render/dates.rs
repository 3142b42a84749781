//! Dates, times, quarters and parts of a year in each language (domain facts §7.4).

use super::super::{Date, DateForm, Number, Style, Time, TimeForm};
use crate::locale::Locale;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
/// AP shortens the months of a date with a day, save the five short ones.
const SHORT: [&str; 12] =
    ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];

/// A date, with the time of day where there is one: `August 28, 2016, 7:34 p.m.`,
/// `2016年8月28日 19時34分`, `2016년 8월 28일 19시 34분`, `28/08/2016 19:34`. Unsaid parts stay unsaid.
#[must_use]
pub fn render_date(date: Date, time: Option<Time>, locale: Locale, style: &Style) -> String {
    let day = match locale {
        Locale::Vi => vietnamese(date),
        Locale::En => english(date, style),
        Locale::Ja => eastern(date, ["年", "月", "日"], ""),
        Locale::Ko => eastern(date, ["년", "월", "일"], " "),
    };
    match time {
        None => day,
        Some(clock) => {
            let between = if locale == Locale::En { ", " } else { " " };
            format!("{day}{between}{}", self::time(clock, locale, style))
        }
    }
}

fn vietnamese(date: Date) -> String {
    match (date.year, date.month, date.day) {
        (Some(y), Some(m), Some(d)) => format!("{d:02}/{m:02}/{y}"),
        (None, Some(m), Some(d)) => format!("ngày {d}/{m}"),
        (Some(y), Some(m), None) => format!("tháng {m}/{y}"),
        (None, Some(m), None) => format!("tháng {m}"),
        (Some(y), None, _) => format!("năm {y}"),
        (None, None, d) => d.map_or_else(String::new, |d| format!("ngày {d}")),
    }
}

fn month_name(month: u8, short: bool) -> &'static str {
    let names = if short { &SHORT } else { &MONTHS };
    names.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default()
}

fn english(date: Date, style: &Style) -> String {
    let us = style.en.date == DateForm::Us;
    let name = |m: u8| month_name(m, style.en.short_months && date.day.is_some());
    match (date.year, date.month, date.day) {
        (Some(y), Some(m), Some(d)) if us => format!("{} {d}, {y}", name(m)),
        (Some(y), Some(m), Some(d)) => format!("{d} {} {y}", name(m)),
        (None, Some(m), Some(d)) if us => format!("{} {d}", name(m)),
        (None, Some(m), Some(d)) => format!("{d} {}", name(m)),
        (Some(y), Some(m), None) => format!("{} {y}", name(m)),
        (None, Some(m), None) => name(m).to_owned(),
        (Some(y), None, _) => y.to_string(),
        (None, None, d) => d.map_or_else(String::new, |d| super::words::nth(u128::from(d))),
    }
}

fn eastern(date: Date, counters: [&str; 3], blank: &str) -> String {
    let [year, month, day] = counters;
    let parts = [
        date.year.map(|y| format!("{y}{year}")),
        date.month.map(|m| format!("{m}{month}")),
        date.day.map(|d| format!("{d}{day}")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(blank)
}

/// From a date to another: what both share is said once.
pub(super) fn dates(from: Date, to: Date, locale: Locale, style: &Style) -> String {
    let same = from.year == to.year && from.month == to.month;
    let (Some(first), Some(last), Some(month)) = (from.day, to.day, to.month.filter(|_| same)) else {
        let start = render_date(from, None, locale, style);
        let end = render_date(to, None, locale, style);
        return match locale {
            Locale::Vi => format!("{start} - {end}"),
            _ => format!("{start}{}{end}", mark(locale, style)),
        };
    };
    let range = format!("{first}{}{last}", mark(locale, style));
    let whole = Date { day: None, ..to };
    match locale {
        Locale::Vi => format!("{range}/{month}{}", to.year.map_or_else(String::new, |y| format!("/{y}"))),
        Locale::En if style.en.date == DateForm::Uk => format!("{range} {}", english(whole, style)),
        Locale::En => {
            let year = to.year.map_or_else(String::new, |y| format!(", {y}"));
            format!("{} {range}{year}", month_name(month, style.en.short_months))
        }
        Locale::Ja => format!("{}{range}日", eastern(whole, ["年", "月", "日"], "")),
        Locale::Ko => format!("{} {range}일", eastern(whole, ["년", "월", "일"], " ")),
    }
}

fn mark(locale: Locale, style: &Style) -> &'static str {
    match locale {
        Locale::Vi => "-",
        Locale::En => style.en.range.mark(),
        Locale::Ja => style.ja.range.mark(),
        Locale::Ko => style.ko.range.mark(),
    }
}

/// A range of years: 2015–2020, 2015～2020年.
pub(super) fn years(from: Number, to: Number, locale: Locale, style: &Style) -> String {
    let year = |n: Number| n.whole().unwrap_or_default();
    let counter = match locale {
        Locale::Vi | Locale::En => "",
        Locale::Ja => "年",
        Locale::Ko => "년",
    };
    format!("{}{}{}{counter}", year(from), mark(locale, style), year(to))
}

/// A time of day.
pub(super) fn time(time: Time, locale: Locale, style: &Style) -> String {
    let Time { hour, minute } = time;
    let twelve = match locale {
        Locale::Vi => false,
        Locale::En => style.en.time == TimeForm::TwelveHour,
        Locale::Ja => style.ja.time == TimeForm::TwelveHour,
        Locale::Ko => style.ko.time == TimeForm::TwelveHour,
    };
    let late = (12..24).contains(&hour);
    // Japanese and Korean count the hours of a half day from 0, English and Korean noon from 12.
    let half = match (locale, hour % 12) {
        (Locale::Ja, h) => h,
        (_, 0) => 12,
        (_, h) => h,
    };
    match (locale, twelve) {
        (Locale::Vi, _) | (Locale::En, false) => format!("{hour:02}:{minute:02}"),
        (Locale::En, true) => {
            let minutes = if minute == 0 { String::new() } else { format!(":{minute:02}") };
            format!("{half}{minutes} {}", if late { "p.m." } else { "a.m." })
        }
        (Locale::Ja, _) => {
            let lead = if twelve { if late { "午後" } else { "午前" } } else { "" };
            let minutes = if minute == 0 { String::new() } else { format!("{minute}分") };
            format!("{lead}{}時{minutes}", if twelve { half } else { hour })
        }
        (Locale::Ko, _) => {
            let lead = if twelve { if late { "오후 " } else { "오전 " } } else { "" };
            let minutes = if minute == 0 { String::new() } else { format!(" {minute}분") };
            format!("{lead}{}시{minutes}", if twelve { half } else { hour })
        }
    }
}

/// A quarter and its year.
pub(super) fn quarter(quarter: u8, year: Option<u16>, locale: Locale) -> String {
    let of = |before: &str, after: &str| year.map_or_else(String::new, |y| format!("{before}{y}{after}"));
    match locale {
        Locale::Vi => format!("quý {quarter}{}", of("/", "")),
        Locale::En => format!("Q{quarter}{}", of(" ", "")),
        Locale::Ja => format!("{}第{quarter}四半期", of("", "年")),
        Locale::Ko => format!("{}{quarter}분기", of("", "년 ")),
    }
}

/// The 1990s.
pub(super) fn decade(year: u128, locale: Locale) -> String {
    match locale {
        Locale::Vi => format!("thập niên {year}"),
        Locale::En => format!("{year}s"),
        Locale::Ja => format!("{year}年代"),
        Locale::Ko => format!("{year}년대"),
    }
}

/// The first n months of a year; six of them are its first half.
pub(super) fn first_months(count: u128, locale: Locale) -> String {
    match (locale, count) {
        (Locale::Vi, n) => format!("{n} tháng đầu năm"),
        (Locale::En, n) => format!("first {} months", super::words::cardinal(n)),
        (Locale::Ja, 6) => "上半期".to_owned(),
        (Locale::Ja, n) => format!("1～{n}月"),
        (Locale::Ko, 6) => "상반기".to_owned(),
        (Locale::Ko, n) => format!("1∼{n}월"),
    }
}

/// The last n months of a year; six of them are its second half.
pub(super) fn last_months(count: u128, locale: Locale) -> String {
    let first = 13_u128.saturating_sub(count);
    match (locale, count) {
        (Locale::Vi, n) => format!("{n} tháng cuối năm"),
        (Locale::En, n) => format!("last {} months", super::words::cardinal(n)),
        (Locale::Ja, 6) => "下半期".to_owned(),
        (Locale::Ja, _) => format!("{first}～12月"),
        (Locale::Ko, 6) => "하반기".to_owned(),
        (Locale::Ko, _) => format!("{first}∼12월"),
    }
}
