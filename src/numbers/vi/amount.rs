//! Digits with Vietnamese magnitude words, and the words that hedge them (domain facts §7.1–7.2).

use super::super::{
    Approximation, Currency, Number, currency,
    reader::{COMMA_DECIMAL, Reader},
};
use crate::text::{Span, is_letter_or_number};

/// A number in digits with its magnitudes.
#[derive(Clone, Copy)]
pub(super) struct Amount {
    pub end: usize,
    pub number: Number,
    /// The product of its magnitude words, 1 where there is none.
    pub places: u128,
    /// Its other reading, where its separator is ambiguous.
    pub other: Option<Number>,
    /// How many digits an undivided number without magnitude has, otherwise 0.
    pub bare: usize,
}

pub(super) const MAGNITUDES: &[(&str, u128)] = &[
    ("nghìn", 1_000),
    ("ngàn", 1_000),
    ("vạn", 10_000),
    ("triệu", 1_000_000),
    ("tỷ", 1_000_000_000),
    ("tỉ", 1_000_000_000),
    ("trăm", 100),
    ("chục", 10),
];

/// Short magnitudes that touch the digits.
const TOUCHING: &[(&str, u128)] = &[("k", 1_000), ("tr", 1_000_000)];

/// Words that begin with a magnitude and mean something else: tỷ lệ (rate), tỷ giá, tỷ số, tỷ trọng.
const AFTER_TY: &[&str] = &["lệ", "giá", "số", "trọng", "phú", "suất"];

/// The amount at the digits at `at`: 1,2 nghìn tỷ; 1 tỷ 200 triệu; 2 triệu rưỡi.
pub(super) fn read(r: Reader<'_>, at: usize) -> Option<Amount> {
    let literal = r.literal(at, COMMA_DECIMAL)?;
    let (places, mut end) = magnitudes(r, literal.end);
    let mut number = literal.number.times(places)?;
    let mut low = places;
    while low > 1 {
        let next = r.blanks(end);
        if let Some(half) = r.eat_word(next, "rưỡi") {
            (number, end) = (number.plus(Number::integer(low / 2))?, half);
            break;
        }
        let Some(more) = r.is_digit(next).then(|| r.literal(next, COMMA_DECIMAL)).flatten() else { break };
        let (smaller, after) = magnitudes(r, more.end);
        let Some(part) = more.number.times(smaller) else { break };
        if smaller < 2 || smaller >= low || part >= Number::integer(low) {
            break;
        }
        (number, end, low) = (number.plus(part)?, after, smaller);
    }
    let other = literal.other.and_then(|n| n.times(places));
    Some(Amount { end, number, places, other, bare: if places == 1 { literal.bare } else { 0 } })
}

/// The product of the magnitude words after `at`, at most three, and where they end.
fn magnitudes(r: Reader<'_>, at: usize) -> (u128, usize) {
    if let Some((places, end)) = r.eat_any(at, TOUCHING) {
        return (places, end);
    }
    let (mut places, mut end) = (1_u128, at);
    for _ in 0..3 {
        let start = r.blanks(end);
        let Some((size, after)) = r.eat_any(start, MAGNITUDES) else { break };
        if size == 1_000_000_000 && AFTER_TY.contains(&r.word(r.blanks(after)).0.as_str()) {
            break;
        }
        let Some(product) = places.checked_mul(size).filter(|&p| p <= 10_u128.pow(18)) else { break };
        (places, end) = (product, after);
    }
    (places, end)
}

/// The currency written before `at` (`USD 500`, `$1.5`) and where it starts.
pub(super) fn currency_before(r: Reader<'_>, at: usize) -> Option<(Currency, usize)> {
    before(r, at)
}

/// The same for any language: the sign or code that ends at `at`, perhaps with one blank between.
pub(in super::super) fn before(r: Reader<'_>, at: usize) -> Option<(Currency, usize)> {
    let end = r.blanks_before(at);
    if at - end > 2 {
        return None;
    }
    let text = r.text.get(..end)?;
    let last = text.chars().next_back()?;
    if !last.is_ascii_uppercase() && !matches!(last, '$' | '€' | '£' | '¥' | '₩' | '₫' | 'Đ') {
        return None;
    }
    currency::BEFORE.iter().find_map(|&(code, currency)| {
        let start = text.ends_with(code).then(|| end - code.len())?;
        let code_is_word = code.starts_with(|c: char| c.is_ascii_alphabetic());
        let continued = code_is_word && r.char_before(start).is_some_and(is_letter_or_number);
        (!continued).then_some((currency, start))
    })
}

/// Adjectives whose comparative "hơn" is: "cao hơn 5%" is "5% higher", not "more than 5%".
const COMPARED: &[&str] = &[
    "cao",
    "thấp",
    "nhiều",
    "ít",
    "lớn",
    "nhỏ",
    "tốt",
    "kém",
    "nhanh",
    "chậm",
    "dài",
    "ngắn",
    "rộng",
    "mạnh",
    "yếu",
    "đắt",
    "rẻ",
    "già",
    "trẻ",
    "xa",
    "gần",
    "sớm",
    "muộn",
    "nặng",
    "nhẹ",
    "sâu",
    "hẹp",
    "dày",
    "mỏng",
    "thêm",
    "cũ",
    "hiệu quả",
    "bền",
];

/// The hedging word before `at`.
pub(super) fn hedge_before(r: Reader<'_>, at: usize, number: Number) -> Option<(Approximation, Span)> {
    let (word, start) = r.word_before(at);
    if word.is_empty() {
        return None;
    }
    let span = |from: usize| Span::new(from, r.blanks_before(at));
    let (previous, before) = r.word_before(start);
    let two = |first: &str| previous == first;
    let kind = match word.as_str() {
        "hơn" if !COMPARED.contains(&previous.as_str()) => Approximation::Over,
        // "trên 3 lĩnh vực" is "in 3 fields"; of larger numbers "trên" means more than.
        "trên" if number >= Number::integer(10) && !two("hơn") && !two("dựa") => Approximation::Over,
        "gần" | "ngót" => Approximation::Near,
        "dưới" => Approximation::Under,
        "khoảng" | "chừng" | "ước" | "độ" => Approximation::About,
        "nhất" if two("ít") => return Some((Approximation::AtLeast, span(before))),
        "thiểu" if two("tối") => return Some((Approximation::AtLeast, span(before))),
        "đa" if two("tối") => return Some((Approximation::AtMost, span(before))),
        "quá" if two("không") => return Some((Approximation::AtMost, span(before))),
        "xỉ" | "xỷ" if two("xấp") => return Some((Approximation::About, span(before))),
        "đến" | "tới" | "đầy" if two("chưa") => return Some((Approximation::Under, span(before))),
        _ => return None,
    };
    Some((kind, span(start)))
}

/// The hedging words after `at`, past at most one word: trở lên, "18 tuổi trở lên".
pub(super) fn hedge_after(r: Reader<'_>, at: usize) -> Option<(Approximation, Span)> {
    const WORDS: &[(&str, Approximation)] =
        &[("trở lên", Approximation::AtLeast), ("trở xuống", Approximation::AtMost)];
    let next = r.blanks(at);
    let second = r.blanks(r.word(next).1);
    [next, second]
        .into_iter()
        .find_map(|start| r.eat_any(start, WORDS).map(|(kind, end)| (kind, Span::new(start, end))))
}
