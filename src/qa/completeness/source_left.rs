//! `source-left-in`: Vietnamese is still there.

use std::{cell::LazyCell, collections::HashSet};

use unicode_normalization::UnicodeNormalization;

use super::super::{catalogue::Family, rule::Rule};
use crate::{
    article::is_code,
    diagnostic::{Finding, Severity},
    locale::Locale,
    names::Syllable,
    text::{Span, is_letter, is_letter_or_number},
};

pub(in crate::qa) const RULE: Rule = Rule::new(
    "source-left-in",
    Family::Completeness,
    Severity::Error,
    "What it finds: words with letters that only Vietnamese has (ă, đ, ơ, ư, ạ, ế …) in an edition, and in Japanese \
     and Korean syllables of the source that were copied.\n\
     Why: small engines copy what they cannot translate.\n\
     Example: \"quan hệ hữu nghị\" left in an English sentence.\n\
     How to fix: translate the words; a name is written without its marks in English, in katakana in \
     Japanese, in Hangul in Korean.",
    |look, findings| {
        let pair = look.pair;
        let text = pair.target.text.as_str();
        if let Some(span) =
            vietnamese_words(text, pair.locale).or_else(|| copied_syllable(text, &pair.source.text, pair.locale))
        {
            findings.push(Finding::new(RULE.code, RULE.severity).fact("text", span.of(text)).at_target(span));
        }
    },
);

/// The first run of words that hold a letter only Vietnamese has. In Japanese and Korean text any letter with a
/// mark will do.
fn vietnamese_words(text: &str, locale: Locale) -> Option<Span> {
    // The letters that `is_vietnamese` looks for stand below U+1F00: in UTF-8 one of these bytes begins each, and few
    // texts without them have one.
    if !text.bytes().any(|byte| matches!(byte, 0xC2..=0xE1)) {
        return None;
    }
    let mut run: Option<Span> = None;
    let mut at = 0;
    for word in text.split_inclusive(|c: char| !is_letter_or_number(c) && !is_mark(c)) {
        let letters = word.trim_end_matches(|c: char| !is_letter_or_number(c) && !is_mark(c));
        let span = Span::new(at, at + letters.len());
        at += word.len();
        if letters.is_empty() {
            continue;
        }
        if is_vietnamese(letters, locale) && !is_in_number(text, span) {
            run = Some(Span::new(run.map_or(span.start, |run| run.start), span.end));
        } else if run.is_some() {
            return run;
        }
    }
    run
}

/// Whether the word is a part of a document number, which stays as it is: 1043/QĐ-TTg.
fn is_in_number(text: &str, span: Span) -> bool {
    let joins = |c: char| {
        is_letter_or_number(c) && matches!(c, ..'\u{1100}' | '\u{1E00}'..='\u{1EFF}') || matches!(c, '/' | '-' | '.')
    };
    let head = text[..span.start].chars().rev().take(40).take_while(|&c| joins(c)).collect::<String>();
    head.ends_with(|c: char| c.is_ascii_digit()) && head.contains(['/', '-'])
}

/// A lower-case Latin word of two letters or more in Japanese or Korean text that is a word of the source: a
/// syllable without marks that the engine copied, as in "thu출". Words that Vietnamese could not spell (online) and
/// parts of addresses are left alone.
fn copied_syllable(text: &str, source: &str, locale: Locale) -> Option<Span> {
    let lower = |pair: &[u8]| pair.iter().all(u8::is_ascii_lowercase);
    if locale == Locale::En || !text.as_bytes().windows(2).any(lower) {
        return None;
    }
    let words = LazyCell::new(|| source.split(|c: char| !is_letter_or_number(c)).collect::<HashSet<&str>>());
    let mut at = 0;
    for piece in text.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
        let word = piece.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        let span = Span::new(at, at + word.len());
        at += piece.len();
        let syllable = word.len() > 1
            && word.bytes().all(|b| b.is_ascii_lowercase())
            && words.contains(word)
            && Syllable::parse(word).is_some();
        let address = |c: char| matches!(c, '.' | '/' | '@' | ':' | '-' | '_');
        if syllable && !text[..span.start].ends_with(address) && !text[span.end..].starts_with(address) {
            return Some(span);
        }
    }
    None
}

fn is_mark(c: char) -> bool {
    is_code(c) || unicode_normalization::char::is_combining_mark(c)
}

fn is_vietnamese(word: &str, locale: Locale) -> bool {
    // Letters with marks and loose marks all stand below U+1F00; kana, kanji and Hangul above need no composing.
    word.chars().any(|c| matches!(c, '\u{80}'..'\u{1F00}'))
        && word.nfc().any(|c| {
            let only_vietnamese =
                matches!(c, 'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1EA0}'..='\u{1EF9}');
            only_vietnamese || (locale != Locale::En && matches!(c, '\u{C0}'..='\u{1B0}' if is_letter(c)))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copied_syllables_are_found_and_names_of_things_are_not() {
        let source = "Kết quả thu hút các nguồn vốn (FDI, ODA) qua www.bacgiang.gov.vn";
        let found = |text: &str, locale| copied_syllable(text, source, locale).map(|span| span.of(text).to_owned());
        assert_eq!(found("결과를 thu출하는 재원", Locale::Ko).as_deref(), Some("thu"));
        assert_eq!(found("資金のthu集（FDI、ODA）", Locale::Ja).as_deref(), Some("thu"));
        assert_eq!(found("FDI와 ODA, iPhone, km", Locale::Ko), None);
        assert_eq!(found("詳細はwww.bacgiang.gov.vnで", Locale::Ja), None);
        assert_eq!(found("the thu", Locale::En), None);
    }

    #[test]
    fn vietnamese_letters_are_found_in_every_edition() {
        assert!(vietnamese_words("relations with đối tác abroad", Locale::En).is_some());
        assert!(vietnamese_words("a café in Hanoi", Locale::En).is_none());
        assert!(vietnamese_words("バクザンのphát展", Locale::Ja).is_some());
    }
}
