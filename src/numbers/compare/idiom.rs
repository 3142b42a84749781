//! Words that say a figure without being one: "wholly" for 100%, "next" for an item, năm for five.

use std::cell::OnceCell;

use super::super::{Figure, Kind, Number, Unit, Value};
use crate::{
    locale::Locale,
    text::{fold_case, is_letter},
};

/// Which idioms the two texts hold. They are looked for only once a figure has no counterpart, which is seldom.
pub(super) struct Idioms<'a> {
    source: &'a str,
    target: &'a str,
    locale: Locale,
    /// The target in lower case.
    plain: OnceCell<String>,
    hidden: OnceCell<Vec<u128>>,
}

impl<'a> Idioms<'a> {
    pub(super) const fn new(source: &'a str, target: &'a str, locale: Locale) -> Self {
        Self { source, target, locale, plain: OnceCell::new(), hidden: OnceCell::new() }
    }

    fn has(&self, words: fn(Locale) -> &'static [&'static str]) -> bool {
        let plain = self.plain.get_or_init(|| fold_case(self.target));
        words(self.locale).iter().any(|word| plain.contains(word))
    }

    /// The numbers that a word of the source hides.
    fn hidden(&self) -> &[u128] {
        self.hidden.get_or_init(|| {
            let source = fold_case(self.source);
            let words: Vec<&str> = source.split(|c: char| !is_letter(c)).filter(|word| !word.is_empty()).collect();
            let spaced = format!(" {} ", words.join(" "));
            let hides =
                |words: &[&str]| words.is_empty() || words.iter().any(|word| spaced.contains(&format!(" {word} ")));
            HIDDEN.iter().filter(|(_, words)| hides(words)).map(|&(number, _)| number).collect()
        })
    }

    /// Whether the target says the source figure in other words.
    pub(super) fn excuse(&self, figure: &Figure) -> bool {
        let Value::Number(number) = &figure.value else { return false };
        match (figure.kind, figure.unit) {
            (Kind::Percent, _) => *number == Number::integer(100) && self.has(wholly),
            (Kind::Ordinal, _) if *number == Number::ONE => self.has(opening),
            (Kind::Ordinal, Some(Unit::Item)) => self.has(following),
            // Two and a half days, 2日半.
            (Kind::Cardinal, _) => number.to_string().ends_with(".5") && self.has(half),
            _ => false,
        }
    }

    /// Whether the figure of the target, though unanswered, has a reason: a word of the source that hides a
    /// number, or the day editors add to "hôm nay" (今日(28日), 오늘(28일)).
    pub(super) fn explain(&self, figure: &Figure) -> bool {
        match &figure.value {
            Value::Date(date) => date.year.is_none() && date.month.is_none(),
            Value::Number(number) => number.whole().is_some_and(|n| self.hidden().contains(&n)),
            _ => false,
        }
    }
}

const fn wholly(locale: Locale) -> &'static [&'static str] {
    match locale {
        Locale::Vi => &["toàn bộ", "hoàn toàn"],
        Locale::En => &["wholly", "fully", "full ", "entire", "complete", " all ", "whole"],
        Locale::Ja => &["全額", "独資", "すべて", "全て", "全部", "完全", "全"],
        Locale::Ko => &["전액", "전부", "모두", "모든", "전체", "단독", "완전", "전 "],
    }
}

const fn half(locale: Locale) -> &'static [&'static str] {
    match locale {
        Locale::Vi => &["rưỡi"],
        Locale::En => &["and a half", "half a", "half an"],
        Locale::Ja => &["半"],
        Locale::Ko => &[" 반", "년반", "개반"],
    }
}

const fn opening(locale: Locale) -> &'static [&'static str] {
    match locale {
        Locale::Vi => &["trước hết", "đầu tiên"],
        Locale::En => &["to begin", "to start", "initial", "inaugural", "opening"],
        Locale::Ja => &["まず", "はじめに", "初めに", "最初", "初"],
        Locale::Ko => &["먼저", "우선", "처음", "첫", "최초"],
    }
}

const fn following(locale: Locale) -> &'static [&'static str] {
    match locale {
        Locale::Vi => &["tiếp theo", "cuối cùng"],
        Locale::En => &["next,", "finally,", "lastly,", "last,"],
        Locale::Ja => &["次に", "続いて", "最後に"],
        Locale::Ko => &["다음으로", "끝으로", "마지막으로"],
    }
}

/// Vietnamese words that say a number only in some places, so that [`super::super::parse`] passes over them.
const HIDDEN: &[(u128, &[&str])] = &[
    // One is an article in every language.
    (1, &[]),
    (2, &["đôi", "song phương", "cặp", "hai"]),
    (3, &["ba", "tam"]),
    (4, &["tư", "bốn"]),
    (5, &["năm"]),
    (10, &["chục", "thập", "mười"]),
    (12, &["chạp", "tá"]),
    (100, &["trăm", "thế kỷ"]),
];
