//! `source-left-in`: Vietnamese is still there.

use unicode_normalization::UnicodeNormalization;

use super::rule::{Pair, Rule};
use crate::{
    article::is_code,
    diagnostic::{Finding, Severity},
    locale::Locale,
    text::{Span, canonical, fold_case},
};

pub(super) const RULE: Rule = Rule::new(
    "source-left-in",
    Severity::Error,
    "What it finds: words with letters that only Vietnamese has (ă, đ, ơ, ư, ạ, ế …) in an edition, and \
     translations that are their source.\n\
     Why: small engines copy what they cannot translate.\n\
     Example: \"quan hệ hữu nghị\" left in an English sentence.\n\
     How to fix: translate the words; a name is written without its marks in English, in katakana in \
     Japanese, in Hangul in Korean.",
    |pair: &Pair<'_>, findings| {
        let text = pair.target.text.as_str();
        let same = || {
            let folded = |text: &str| fold_case(&canonical(text));
            pair.source.text.chars().filter(|c| c.is_alphabetic()).count() > 12
                && folded(text) == folded(&pair.source.text)
        };
        if let Some(span) = vietnamese_words(text, pair.locale) {
            findings.push(Finding::new(RULE.code, RULE.severity).fact("text", span.of(text)).at_target(span));
        } else if same() {
            findings.push(Finding::new(RULE.code, RULE.severity).fact("text", text));
        }
    },
);

/// The first run of words that hold a letter only Vietnamese has. In Japanese and Korean text any letter with a
/// mark will do.
fn vietnamese_words(text: &str, locale: Locale) -> Option<Span> {
    let mut run: Option<Span> = None;
    let mut at = 0;
    for word in text.split_inclusive(|c: char| !c.is_alphanumeric() && !is_mark(c)) {
        let letters = word.trim_end_matches(|c: char| !c.is_alphanumeric() && !is_mark(c));
        let span = Span::new(at, at + letters.len());
        at += word.len();
        if letters.is_empty() {
            continue;
        }
        if is_vietnamese(letters, locale) {
            run = Some(Span::new(run.map_or(span.start, |run| run.start), span.end));
        } else if run.is_some() {
            return run;
        }
    }
    run
}

fn is_mark(c: char) -> bool {
    is_code(c) || unicode_normalization::char::is_combining_mark(c)
}

fn is_vietnamese(word: &str, locale: Locale) -> bool {
    word.nfc().any(|c| {
        let only_vietnamese = matches!(c, 'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1EA0}'..='\u{1EF9}');
        only_vietnamese || (locale != Locale::En && matches!(c, '\u{C0}'..='\u{1B0}' if c.is_alphabetic()))
    })
}
