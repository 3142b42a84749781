//! `number-words`, `percent-style` and `numeric-date`.

use memchr::memmem;

use super::super::{
    catalogue::Family,
    look::{Signs, words},
    rule::Rule,
    settings::Percent,
};
use crate::{
    diagnostic::{Fix, Severity},
    locale::Locale,
    text::{Span, is_letter, is_letter_or_number},
};

pub(in crate::qa) const WORDS: Rule = Rule::new(
    "number-words",
    Family::Style,
    Severity::Info,
    "What it finds: in English a count of two to nine in digits, and eleven to nineteen and the tens in words inside \
     a sentence. Units, money, dates, scores and a text that has other figures are left alone \
     (`number-words` in `[check.style.en]`).\n\
     Why: the wire services write one to nine as words and 10 and above in digits.\n\
     Example: \"signed 3 agreements\", \"with fifteen countries\".\n\
     How to fix: \"signed three agreements\", \"with 15 countries\".",
    |look, findings| {
        if look.locale != Locale::En || !look.style.en.number_words {
            return;
        }
        let text = look.target;
        let figures =
            text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty() && run.len() != 4).count();
        if figures != 1 && !TEEN_PARTS.iter().any(|part| memmem::find(text.as_bytes(), part).is_some()) {
            return;
        }
        let mut previous = "";
        let mut words = words(text).peekable();
        while let Some((start, word)) = words.next() {
            let next = words.peek().map_or("", |&(_, next)| next);
            let inside = previous.starts_with(|c: char| c.is_ascii_lowercase())
                && previous.ends_with(|c: char| c.is_ascii_lowercase());
            let replacement = if figures == 1 && inside && is_thing(next) && !LABELS.contains(&previous) {
                word.parse::<usize>()
                    .ok()
                    .filter(|_| word.len() == 1)
                    .and_then(|n| NINE.get(n.wrapping_sub(2)).copied())
                    .map(str::to_owned)
            } else {
                None
            };
            let replacement = replacement.or_else(|| {
                let plain = inside && next.starts_with(|c: char| c.is_ascii_lowercase());
                TEENS.iter().find(|(name, _)| plain && *name == word).map(|(_, digits)| (*digits).to_owned())
            });
            previous = word;
            let Some(replacement) = replacement else { continue };
            if !look.is_quoted(start) {
                let span = Span::new(start, start + word.len());
                let fix = Fix { span, replacement: replacement.clone(), safe: false };
                findings.push(WORDS.fixed(look, span, fix).fact("want", replacement));
            }
        }
    },
);

pub(in crate::qa) const PERCENT: Rule = Rule::new(
    "percent-style",
    Family::Style,
    Severity::Info,
    "What it finds: in English \"percent\" or \"per cent\" after a figure where the house writes %, or % where it \
     writes the word (`percent` in `[check.style.en]`, to be kept in step with `[numbers.en]`).\n\
     Why: one article that writes both looks compiled.\n\
     Example: \"5.2 per cent\".\n\
     How to fix: \"5.2%\"; `anban check --fix` does.",
    |look, findings| {
        if look.locale != Locale::En || !look.got.has(Signs::DIGIT) {
            return;
        }
        let text = look.target;
        match look.style.en.percent {
            Percent::Any => {}
            Percent::Sign => {
                for (at, _) in text.match_indices(" per") {
                    let rest = &text[at..];
                    let Some(word) = [" percent", " per cent"].iter().find(|word| rest.starts_with(**word)) else {
                        continue;
                    };
                    let ends = rest[word.len()..].chars().next().is_none_or(|c| !is_letter(c));
                    if ends && text[..at].ends_with(|c: char| c.is_ascii_digit()) {
                        let span = Span::new(at, at + word.len());
                        let fix = Fix { span, replacement: "%".to_owned(), safe: true };
                        findings.push(PERCENT.fixed(look, span, fix));
                    }
                }
            }
            Percent::Word => {
                for (at, _) in
                    text.match_indices('%').filter(|&(at, _)| text[..at].ends_with(|c: char| c.is_ascii_digit()))
                {
                    let span = Span::new(at, at + 1);
                    let fix = Fix { span, replacement: " percent".to_owned(), safe: true };
                    findings.push(PERCENT.fixed(look, span, fix));
                }
            }
        }
    },
);

pub(in crate::qa) const DATE: Rule = Rule::new(
    "numeric-date",
    Family::Style,
    Severity::Warning,
    "What it finds: a date in figures and slashes, dots or hyphens, day first, as Vietnamese writes it.\n\
     Why: 3/8/2016 is March to an American, and no Japanese or Korean date begins with the day.\n\
     Example: \"on 28/8/2016\".\n\
     How to fix: \"on August 28, 2016\", \"2016年8月28日\", \"2016년 8월 28일\".",
    |look, findings| {
        if !look.got.has(Signs::DIGIT) {
            return;
        }
        let text = look.target;
        let mut at = 0;
        for token in text.split_inclusive(|c: char| !c.is_ascii_digit() && !matches!(c, '/' | '-' | '.')) {
            let start = at;
            at += token.len();
            // The shortest is 1/1/2016.
            if token.len() < 8 {
                continue;
            }
            let token = token.trim_end_matches(|c: char| !c.is_ascii_digit());
            let parts: Vec<&str> = token.split(['/', '-', '.']).collect();
            let [day, month, year] = parts.as_slice() else { continue };
            let within = |part: &str, most: u32| {
                (1..=2).contains(&part.len()) && part.parse::<u32>().is_ok_and(|n| (1..=most).contains(&n))
            };
            let full = year.len() == 4 && (year.starts_with("19") || year.starts_with("20"));
            let around = text[..start].ends_with(|c: char| is_letter_or_number(c) || c == '/');
            if within(day, 31) && within(month, 12) && full && !around {
                findings.push(DATE.at(look, Span::new(start, start + token.len())));
            }
        }
    },
);

const NINE: [&str; 8] = ["two", "three", "four", "five", "six", "seven", "eight", "nine"];

const TEENS: [(&str, &str); 17] = [
    ("eleven", "11"),
    ("twelve", "12"),
    ("thirteen", "13"),
    ("fourteen", "14"),
    ("fifteen", "15"),
    ("sixteen", "16"),
    ("seventeen", "17"),
    ("eighteen", "18"),
    ("nineteen", "19"),
    ("twenty", "20"),
    ("thirty", "30"),
    ("forty", "40"),
    ("fifty", "50"),
    ("sixty", "60"),
    ("seventy", "70"),
    ("eighty", "80"),
    ("ninety", "90"),
];

/// Each of [`TEENS`] has one of these.
const TEEN_PARTS: [&[u8]; 4] = [b"teen", b"ty", b"eleven", b"twelve"];

/// Words after which a digit is a name, not a count.
const LABELS: [&str; 20] = [
    "article", "section", "chapter", "grade", "class", "level", "page", "phase", "group", "number", "point", "step",
    "part", "type", "zone", "line", "version", "round", "clause", "category",
];

/// Whether a count of `next` is written in words: not a unit, a magnitude or a time.
fn is_thing(next: &str) -> bool {
    const UNITS: [&str; 34] = [
        "km",
        "kg",
        "m",
        "cm",
        "mm",
        "ha",
        "million",
        "billion",
        "trillion",
        "thousand",
        "percent",
        "per",
        "percentage",
        "a.m.",
        "p.m.",
        "a.m",
        "p.m",
        "hectares",
        "kilometres",
        "kilometers",
        "metres",
        "meters",
        "tonnes",
        "tons",
        "degrees",
        "kilos",
        "centimetres",
        "litres",
        "o'clock",
        "points",
        "to",
        "and",
        "or",
        "kilograms",
    ];
    let word = next.trim_end_matches(|c: char| !is_letter_or_number(c));
    word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') && !UNITS.contains(&word)
}
