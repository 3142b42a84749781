//! `look-alike`: a letter of another script that looks like the right one.

use super::super::{
    catalogue::Family,
    letters::{after, before, is_katakana},
    look::{Look, Signs},
    rule::Rule,
};
use crate::{
    diagnostic::{Finding, Fix, Severity},
    locale::Locale,
    text::Span,
};

pub(in crate::qa) const RULE: Rule = Rule::new(
    "look-alike",
    Family::Writing,
    Severity::Error,
    "What it finds: Cyrillic and Greek letters in a Latin word, and kanji inside a katakana word (一 for ー, 力 for \
     カ, 口 for ロ).\n\
     Why: it looks right and is found by no search, read wrongly aloud, and refused as a link.\n\
     Example: \"Viеtnam\" with a Cyrillic е.\n\
     How to fix: write the right letter; `anban check --fix` does.",
    |look, findings| {
        latin(look, findings);
        if look.locale == Locale::Ja && look.got.has(Signs::KANA) && look.got.has(Signs::HAN) {
            katakana(look, findings);
        }
    },
);

fn latin(look: &Look<'_>, findings: &mut Vec<Finding>) {
    let text = look.target;
    if !look.got.has(Signs::LATIN) || !text.chars().any(|c| twin(c).is_some()) {
        return;
    }
    let mut at = 0;
    for word in text.split_inclusive(|c: char| !is_word(c)) {
        let start = at;
        at += word.len();
        if !is_mixed(word) {
            continue;
        }
        let word = word.trim_end_matches(|c: char| !is_word(c));
        let span = Span::new(start, start + word.len());
        let replacement: String = word.chars().map(|c| twin(c).unwrap_or(c)).collect();
        // The letters that have no twin are for the rule on scripts.
        if replacement.is_ascii() {
            findings.push(RULE.fixed(look, span, Fix { span, replacement, safe: true }));
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || twin(c).is_some()
}

/// Whether a word mixes Latin letters with their twins.
pub(super) fn is_mixed(word: &str) -> bool {
    word.chars().any(|c| c.is_ascii_alphabetic()) && word.chars().any(|c| twin(c).is_some())
}

/// The word around byte `at`, as this rule cuts words.
pub(super) fn word_at(text: &str, at: usize) -> &str {
    let start = text[..at].char_indices().rev().take_while(|&(_, c)| is_word(c)).last().map_or(at, |(at, _)| at);
    let end = text[at..].find(|c: char| !is_word(c)).map_or(text.len(), |len| at + len);
    &text[start..end]
}

/// The Latin letter that a Cyrillic or Greek one looks like (Unicode's confusables.txt, the exact twins).
const fn twin(c: char) -> Option<char> {
    Some(match c {
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'С' => 'C',
        'Е' | 'Ε' => 'E',
        'Н' | 'Η' => 'H',
        'І' | 'Ι' => 'I',
        'Ј' => 'J',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'О' | 'Ο' => 'O',
        'Р' | 'Ρ' => 'P',
        'Ѕ' => 'S',
        'Т' | 'Τ' => 'T',
        'Х' | 'Χ' => 'X',
        'Υ' => 'Y',
        'Ζ' => 'Z',
        'а' => 'a',
        'с' => 'c',
        'е' => 'e',
        'і' => 'i',
        'ј' => 'j',
        'о' | 'ο' => 'o',
        'р' => 'p',
        'ѕ' => 's',
        'х' => 'x',
        'у' => 'y',
        _ => return None,
    })
}

fn katakana(look: &Look<'_>, findings: &mut Vec<Finding>) {
    let text = look.target;
    for (at, c) in text.char_indices() {
        let right = match c {
            '一' => 'ー',
            '力' => 'カ',
            '口' => 'ロ',
            '工' => 'エ',
            '夕' => 'タ',
            '卜' => 'ト',
            _ => continue,
        };
        let span = Span::new(at, at + c.len_utf8());
        let is_part = |c: Option<char>| c.is_some_and(|c| is_katakana(c) || c == 'ー');
        // アジア一カ国 is a number.
        let counts = matches!(after(text, span.end), Some('カ' | 'ヵ' | 'ヶ'));
        if is_part(before(text, at)) && is_part(after(text, span.end)) && !counts {
            let fix = Fix { span, replacement: right.to_string(), safe: false };
            findings.push(Finding { severity: Severity::Warning, ..RULE.fixed(look, span, fix) });
        }
    }
}
