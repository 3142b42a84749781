//! Plain numbers in each language: magnitudes in Vietnamese and English, groups of four in Japanese and Korean.

use super::super::{Number, Style, value::grouped};
use crate::locale::Locale;

/// Most decimals before a magnitude word; a number that needs more is written in digits.
const MOST_DECIMALS: u32 = 3;

const VI: &[(u128, &str)] = &[(1_000_000_000, " tỷ"), (1_000_000, " triệu")];
const EN: &[(u128, &str)] = &[
    (1_000_000_000_000_000, " quadrillion"),
    (1_000_000_000_000, " trillion"),
    (1_000_000_000, " billion"),
    (1_000_000, " million"),
];
const JA: [&str; 5] = ["", "万", "億", "兆", "京"];
const KO: [&str; 5] = ["", "만", "억", "조", "경"];

/// `number` as `locale` writes it: 12,6 triệu; 12.6 million; 1260万; 1260만.
#[must_use]
pub fn render_number(number: Number, locale: Locale, style: &Style) -> String {
    let (digits, magnitude) = split(number, locale, style);
    format!("{digits}{magnitude}")
}

/// A range; where both ends have the same magnitude it is said once.
pub(super) fn range(from: Number, to: Number, locale: Locale, style: &Style) -> String {
    let (first, low) = split(from, locale, style);
    let (second, high) = split(to, locale, style);
    let mark = match locale {
        Locale::Vi => "-",
        Locale::En => style.en.range.mark(),
        Locale::Ja => style.ja.range.mark(),
        Locale::Ko => style.ko.range.mark(),
    };
    let low = if low == high { "" } else { low };
    format!("{first}{low}{mark}{second}{high}")
}

/// Digits and the magnitude word after them.
fn split(number: Number, locale: Locale, style: &Style) -> (String, &'static str) {
    match locale {
        Locale::Vi => western(number, VI, ".", ","),
        Locale::En if style.en.quadrillion => western(number, EN, ",", "."),
        Locale::En => western(number, EN.get(1..).unwrap_or(EN), ",", "."),
        Locale::Ja => (eastern(number, JA, "", style.ja.comma), ""),
        Locale::Ko => (eastern(number, KO, if style.ko.space_at_man { " " } else { "" }, style.ko.comma), ""),
    }
}

fn western(
    number: Number,
    magnitudes: &'static [(u128, &'static str)],
    group: &str,
    point: &str,
) -> (String, &'static str) {
    let fits = magnitudes.iter().find_map(|&(size, word)| {
        let scaled = number.over(size).filter(|scaled| *scaled >= Number::ONE)?;
        let places = if word.is_empty() { 0 } else { MOST_DECIMALS };
        scaled.scale().filter(|&scale| scale <= places).map(|_| (scaled, word))
    });
    let (number, word) = fits.unwrap_or((number, ""));
    (decimal(number, group, point), word)
}

fn decimal(number: Number, group: &str, point: &str) -> String {
    let Some((whole, fraction)) = number.parts() else {
        let (top, below) = number.terms();
        return format!("{top}/{below}");
    };
    let whole = grouped(whole, group);
    if fraction.is_empty() { whole } else { format!("{whole}{point}{fraction}") }
}

/// Groups of four digits: 1億1590万, 4만5000.
fn eastern(number: Number, magnitudes: [&str; 5], blank: &str, comma: bool) -> String {
    let Some((mut whole, fraction)) = number.parts() else { return decimal(number, "", ".") };
    let mut groups = Vec::new();
    for (index, word) in magnitudes.iter().enumerate() {
        let last = index + 1 == magnitudes.len();
        let part = if last { whole } else { whole % 10_000 };
        whole = if last { 0 } else { whole / 10_000 };
        let decimals = index == 0 && !fraction.is_empty();
        if part > 0 || decimals {
            let digits = if comma && index == 0 { grouped(part, ",") } else { part.to_string() };
            groups.push(if decimals { format!("{digits}.{fraction}") } else { format!("{digits}{word}") });
        }
    }
    if groups.is_empty() {
        return "0".to_owned();
    }
    groups.reverse();
    groups.join(blank)
}

/// A Vietnamese price with exactly three decimals would read as English thousands: one zero more tells.
pub(super) fn padded(number: String) -> String {
    match number.split_once(',') {
        Some((whole, decimals)) if decimals.len() == 3 && whole.len() <= 3 && whole != "0" => format!("{number}0"),
        _ => number,
    }
}
