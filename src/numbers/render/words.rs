//! Words figures are written with: ordinals, fractions, weekdays, hedges, orders of magnitude.

use super::super::{Approximation, Number, Unit};
use crate::{locale::Locale, text::capitalised};

const CARDINALS: [&str; 10] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const ORDINALS: [&str; 13] = [
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
];
const KOREAN_ITEMS: [&str; 11] =
    ["", "첫째", "둘째", "셋째", "넷째", "다섯째", "여섯째", "일곱째", "여덟째", "아홉째", "열째"];
const VIETNAMESE_ITEMS: [&str; 11] = ["", "nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"];
const WEEKDAYS: [[&str; 4]; 7] = [
    ["thứ Hai", "Monday", "月曜日", "월요일"],
    ["thứ Ba", "Tuesday", "火曜日", "화요일"],
    ["thứ Tư", "Wednesday", "水曜日", "수요일"],
    ["thứ Năm", "Thursday", "木曜日", "목요일"],
    ["thứ Sáu", "Friday", "金曜日", "금요일"],
    ["thứ Bảy", "Saturday", "土曜日", "토요일"],
    ["Chủ nhật", "Sunday", "日曜日", "일요일"],
];

fn at(table: &[&'static str], index: u128) -> Option<&'static str> {
    table.get(usize::try_from(index).ok()?).copied()
}

const fn column(locale: Locale) -> usize {
    match locale {
        Locale::Vi => 0,
        Locale::En => 1,
        Locale::Ja => 2,
        Locale::Ko => 3,
    }
}

/// One to nine in words, then digits, as AP writes running text.
pub(super) fn cardinal(number: u128) -> String {
    at(&CARDINALS, number).map_or_else(|| number.to_string(), str::to_owned)
}

/// 1st, 2nd, 3rd, 11th.
pub(super) fn nth(number: u128) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// An ordinal by what it counts: 第11期, 第18回, 21世紀, 第7条; an item of an enumeration opens its sentence.
pub(super) fn ordinal(number: u128, unit: Option<Unit>, locale: Locale) -> String {
    match (locale, unit) {
        (Locale::Vi, Some(Unit::Term)) => format!("khóa {number}"),
        (Locale::Vi, Some(Unit::Occasion)) => format!("lần thứ {number}"),
        (Locale::Vi, Some(Unit::Century)) => format!("thế kỷ {number}"),
        (Locale::Vi, Some(Unit::Item)) if number <= 10 => {
            format!("Thứ {}", at(&VIETNAMESE_ITEMS, number).unwrap_or_default())
        }
        (Locale::Vi, Some(Unit::Article)) => format!("Điều {number}"),
        (Locale::Vi, Some(Unit::Clause)) => format!("khoản {number}"),
        (Locale::Vi, _) => format!("thứ {number}"),
        (Locale::En, Some(Unit::Item)) => at(&ORDINALS, number).map_or_else(|| nth(number), capitalised),
        (Locale::En, Some(Unit::Century)) => format!("{} century", nth(number)),
        (Locale::En, Some(Unit::Article)) => format!("Article {number}"),
        (Locale::En, Some(Unit::Clause)) => format!("Clause {number}"),
        (Locale::En, _) => nth(number),
        (Locale::Ja, Some(Unit::Term)) => format!("第{number}期"),
        (Locale::Ja, Some(Unit::Occasion)) => format!("第{number}回"),
        (Locale::Ja, Some(Unit::Century)) => format!("{number}世紀"),
        (Locale::Ja, Some(Unit::Item)) => format!("第{number}に"),
        (Locale::Ja, Some(Unit::Article)) => format!("第{number}条"),
        (Locale::Ja, Some(Unit::Clause)) => format!("第{number}項"),
        (Locale::Ja, _) => format!("第{number}"),
        (Locale::Ko, Some(Unit::Term)) => format!("제{number}기"),
        (Locale::Ko, Some(Unit::Occasion)) => format!("제{number}차"),
        (Locale::Ko, Some(Unit::Century)) => format!("{number}세기"),
        (Locale::Ko, Some(Unit::Item)) if number <= 10 => at(&KOREAN_ITEMS, number).unwrap_or_default().to_owned(),
        (Locale::Ko, Some(Unit::Article)) => format!("제{number}조"),
        (Locale::Ko, Some(Unit::Clause)) => format!("제{number}항"),
        (Locale::Ko, _) => format!("제{number}"),
    }
}

/// one-third, 3分の1, 3분의 1, 1/3.
pub(super) fn fraction(number: Number, locale: Locale) -> String {
    let (top, below) = number.terms();
    match locale {
        Locale::Vi => format!("{top}/{below}"),
        Locale::En if (top, below) == (1, 2) => "half".to_owned(),
        Locale::En if below == 4 && top < 10 => {
            format!("{}-quarter{}", cardinal(top), if top == 1 { "" } else { "s" })
        }
        Locale::En => match (at(&CARDINALS, top), at(&ORDINALS, below)) {
            (Some(count), Some(part)) if below > 2 && top > 0 && below <= 10 => {
                format!("{count}-{part}{}", if top == 1 { "" } else { "s" })
            }
            _ => format!("{top}/{below}"),
        },
        Locale::Ja => format!("{below}分の{top}"),
        Locale::Ko => format!("{below}분의 {top}"),
    }
}

/// Monday 1 to Sunday 7.
pub(super) fn weekday(day: u128, locale: Locale) -> Option<String> {
    let names = WEEKDAYS.get(usize::try_from(day).ok()?.checked_sub(1)?)?;
    Some(names[column(locale)].to_owned())
}

/// What a hedge puts before the figure, between number and unit, and after.
pub(super) const fn hedge(
    approximation: Approximation,
    locale: Locale,
) -> (&'static str, &'static str, &'static str) {
    use Approximation::{About, AtLeast, AtMost, Near, Over, Plural, Under};
    match (locale, approximation) {
        (_, Plural) => ("", "", ""),
        (Locale::Vi, Over) => ("hơn ", "", ""),
        (Locale::Vi, Under) => ("dưới ", "", ""),
        (Locale::Vi, Near) => ("gần ", "", ""),
        (Locale::Vi, About) => ("khoảng ", "", ""),
        (Locale::Vi, AtLeast) => ("ít nhất ", "", ""),
        (Locale::Vi, AtMost) => ("tối đa ", "", ""),
        (Locale::En, Over) => ("more than ", "", ""),
        (Locale::En, Under) => ("less than ", "", ""),
        (Locale::En, Near) => ("nearly ", "", ""),
        (Locale::En, About) => ("about ", "", ""),
        (Locale::En, AtLeast) => ("at least ", "", ""),
        (Locale::En, AtMost) => ("at most ", "", ""),
        (Locale::Ja, Over) => ("", "", "超"),
        (Locale::Ja, Under) => ("", "", "未満"),
        (Locale::Ja, Near) => ("", "", "近く"),
        (Locale::Ja, About) => ("約", "", ""),
        (Locale::Ja, AtLeast) => ("", "", "以上"),
        (Locale::Ja, AtMost) => ("", "", "以下"),
        (Locale::Ko, Over) => ("", "여", ""),
        (Locale::Ko, Under) => ("", "", " 미만"),
        (Locale::Ko, Near) => ("", "", " 가까이"),
        (Locale::Ko, About) => ("약 ", "", ""),
        (Locale::Ko, AtLeast) => ("최소 ", "", ""),
        (Locale::Ko, AtMost) => ("최대 ", "", ""),
    }
}

/// tens, hundreds, thousands of: hàng nghìn, thousands, 数千, 수천.
pub(super) fn plural(number: Number, locale: Locale) -> Option<String> {
    const ORDERS: &[(u128, [&str; 4])] = &[
        (10, ["hàng chục", "dozens", "数十", "수십"]),
        (100, ["hàng trăm", "hundreds", "数百", "수백"]),
        (1_000, ["hàng nghìn", "thousands", "数千", "수천"]),
        (10_000, ["hàng chục nghìn", "tens of thousands", "数万", "수만"]),
        (100_000, ["hàng trăm nghìn", "hundreds of thousands", "数十万", "수십만"]),
        (1_000_000, ["hàng triệu", "millions", "数百万", "수백만"]),
        (10_000_000, ["hàng chục triệu", "tens of millions", "数千万", "수천만"]),
        (100_000_000, ["hàng trăm triệu", "hundreds of millions", "数億", "수억"]),
        (1_000_000_000, ["hàng tỷ", "billions", "数十億", "수십억"]),
    ];
    let number = number.whole()?;
    let (_, names) = ORDERS.iter().find(|(size, _)| *size == number)?;
    Some(names[column(locale)].to_owned())
}
