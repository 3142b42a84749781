//! Letters that do not belong to the language, and letters that only look as if they did.

use super::{Lint, in_locale, wordings};
use crate::{
    diagnostic::{Finding, Severity},
    glossary::{Term, is_capitals},
    locale::Locale,
    text::is_letter_or_number,
};

pub(super) const WRONG_SCRIPT: Lint = Lint {
    code: "glossary-wrong-script",
    severity: Severity::Error,
    doc: "What it finds: a rendering that is not written in the script of its language: Japanese without kana and \
          kanji, Korean without Hangul, English or Vietnamese with any of them. A bare acronym is every \
          language's.\n\
          Why: mostly two languages' renderings were exchanged.\n\
          Example: `use = \"海外直接投資\"` under [term.ko].\n\
          How to fix: put it under its own language.",
};

pub(super) const LOOK_ALIKE: Lint = Lint {
    code: "glossary-look-alike",
    severity: Severity::Error,
    doc: "What it finds: a letter of another alphabet that looks like the right one: Cyrillic or Greek letters, \
          the letters eth and African D for Đ, a kanji between katakana, the wrong middle dot.\n\
          Why: the wording can be seen but never found.\n\
          Example: \"ЕU\" with a Cyrillic Е; \"ソンケ一ノイ\" with the kanji for one in place of the long mark.\n\
          How to fix: type the word anew.",
};

pub(super) fn check(term: &Term, findings: &mut Vec<Finding>) {
    for (locale, form) in wordings(term) {
        // What is forbidden may well be in the wrong script; that can be why.
        let forbidden =
            term.renderings(locale).is_some_and(|all| all.forbid.iter().any(|one| std::ptr::eq(one, form)));
        if !forbidden && !is_script_of(&form.text, locale) && form.text.chars().any(is_letter_or_number) {
            findings.push(in_locale(WRONG_SCRIPT.at(form), locale));
        }
        if let Some(letter) = look_alike(&form.text, locale) {
            let code = format!("U+{:04X}", letter as u32);
            findings.push(in_locale(LOOK_ALIKE.at(form).fact("letter", letter).fact("code", code), locale));
        }
    }
}

/// Japanese has kana or kanji, Korean has Hangul, English has neither; a bare acronym is every language's.
fn is_script_of(text: &str, locale: Locale) -> bool {
    let kana = text
        .chars()
        .any(|c| matches!(c, '\u{3041}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9F}'));
    let han = text.chars().any(|c| matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '々'));
    let hangul = text.chars().any(|c| matches!(c, '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7A3}'));
    let bare = is_capitals(text) && text.is_ascii();
    match locale {
        Locale::En | Locale::Vi => !kana && !han && !hangul,
        Locale::Ja => (kana || han || bare) && !hangul,
        Locale::Ko => (hangul || bare) && !kana,
    }
}

/// The first letter of `text` that is not what it looks like.
fn look_alike(text: &str, locale: Locale) -> Option<char> {
    let letters: Vec<char> = text.chars().collect();
    let between_katakana = |at: usize| {
        let side = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(|c| is_katakana(*c));
        side(at.checked_sub(1)) && side(at.checked_add(1))
    };
    letters.iter().enumerate().find_map(|(at, &c)| {
        let wrong = match c {
            '\u{370}'..='\u{52F}' | '\u{D0}' | '\u{F0}' | '\u{189}' => true,
            '一' | '二' | '力' | '口' | '夕' | '工' | '八' | '卜' | 'へ' | '—' | '–' => {
                locale == Locale::Ja && between_katakana(at)
            }
            '\u{B7}' | '\u{2022}' | '\u{318D}' | '\u{22C5}' => {
                locale == Locale::Ja || (locale == Locale::Ko && c != '\u{B7}')
            }
            '\u{30FB}' => locale == Locale::Ko,
            _ => false,
        };
        wrong.then_some(c)
    })
}

const fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30A1}'..='\u{30FA}' | '\u{30FC}')
}
