//! Vietnamese marks left in a translation: `name-diacritics`.

use std::collections::HashSet;

use super::{
    NameUse, Settings,
    english::{is_vietnamese_only, without_marks},
    scan::is_word_char,
    syllable::words,
};
use crate::{
    diagnostic::{Finding, Fix, Severity},
    locale::Locale,
    text::{Span, nfc},
};

/// One finding for each run of words with Vietnamese marks; none in English where the newsroom keeps them. Document
/// numbers (1043/QĐ-TTg) stay as they are.
pub fn check(settings: &Settings, names: &[&NameUse], target: &str, locale: Locale) -> Vec<Finding> {
    // Letters with marks and loose marks stand below U+1F00; kana, kanji and Hangul syllables above.
    let may_have = target.chars().any(|c| matches!(c, '\u{80}'..'\u{1F00}'));
    if locale == Locale::En && settings.en_diacritics || !may_have {
        return Vec::new();
    }
    let parts: HashSet<String> =
        names.iter().flat_map(|name| words(&name.name)).map(|word| nfc(word).into_owned()).collect();
    let runs = runs(target, &parts);
    let finding = |span: Span| {
        let found = nfc(span.of(target)).into_owned();
        let of_name = names.iter().find(|name| name.name == found);
        let replacement = match (of_name.and_then(|name| name.rendering(locale)), locale) {
            (Some(rendering), _) => Some(rendering.preferred.clone()),
            (None, Locale::En) => Some(without_marks(&found)),
            (None, _) => None,
        };
        let safe = locale == Locale::En;
        let fix = replacement.clone().map(|replacement| Fix { span, replacement, safe });
        let finding = Finding::new("name-diacritics", Severity::Error)
            .fact("found", found)
            .fact("expected", replacement.unwrap_or_default())
            .at_target(span);
        Finding { locale: Some(locale), fix, ..finding }
    };
    runs.into_iter().map(finding).collect()
}

/// Neighbouring words of which at least one carries Vietnamese marks and the others do too or belong to a name.
fn runs(target: &str, parts: &HashSet<String>) -> Vec<Span> {
    let mut runs: Vec<(Span, bool)> = Vec::new();
    for token in tokens(target) {
        let text = token.of(target);
        if text.contains(|c: char| c.is_ascii_digit()) && text.contains(['/', '-']) {
            continue;
        }
        for (at, word) in word_indices(text) {
            let composed = nfc(word);
            let marked =
                composed.contains(is_vietnamese_only) || (!composed.is_ascii() && parts.contains(&*composed));
            if !marked && !parts.contains(&*composed) {
                continue;
            }
            let span = Span::new(token.start + at, token.start + at + word.len());
            match runs.last_mut() {
                Some((last, any)) if target.get(last.end..span.start) == Some(" ") => {
                    last.end = span.end;
                    *any |= marked;
                }
                _ => runs.push((span, marked)),
            }
        }
    }
    runs.into_iter().filter(|&(_, marked)| marked).map(|(span, _)| span).collect()
}

fn tokens(text: &str) -> impl Iterator<Item = Span> {
    text.split(char::is_whitespace).filter(|token| !token.is_empty()).map(|token| {
        let start = token.as_ptr() as usize - text.as_ptr() as usize;
        Span::new(start, start + token.len())
    })
}

/// The Latin words of `text`; kana, kanji and Hangul between them part them.
fn word_indices(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (start, is_word_char(c) && (c as u32) < 0x1F00) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                words.push((from, &text[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        words.push((from, &text[from..]));
    }
    words
}
