//! Finds acronyms that only Vietnamese readers know in a translation.

use std::{cell::LazyCell, collections::HashSet};

use unicode_normalization::char::is_combining_mark;

use super::{candidates, known};
use crate::{
    glossary::{Class, Glossary, document, syllable},
    text::{Span, is_letter_or_number},
};

/// The Vietnamese-only acronyms in `target`, with their full forms where they are known. Those that mean other
/// things elsewhere (CT, TP …) count only where `source` has them too; document numbers never count.
pub(in crate::glossary) fn left_in(source: &str, target: &str, glossary: &Glossary) -> Vec<(Span, String, String)> {
    let words = latin_words(target);
    // Only ambiguous acronyms ask for the source, and few sentences hold one.
    let words_of_source = LazyCell::new(|| {
        syllable::words(source).iter().map(|word| syllable::spelling(word.of(source))).collect::<HashSet<String>>()
    });
    let in_source = |acronym: &str| words_of_source.contains(acronym);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let hit = candidates(target, &words, at).find_map(|(span, acronym, taken)| {
            let full = meaning(&acronym, in_source, glossary)?;
            (!document::is_inside_number(target, span)).then_some((span, acronym, full, taken))
        });
        match hit {
            Some((span, acronym, full, taken)) => {
                found.push((span, acronym, full));
                at += taken;
            }
            None => at += 1,
        }
    }
    found
}

/// The full form of a Vietnamese-only acronym, empty where it has more than one; nothing for any other word.
fn meaning(acronym: &str, in_source: impl Fn(&str) -> bool, glossary: &Glossary) -> Option<String> {
    if let Some(term) = glossary.term_of_acronym(acronym) {
        let full = term.vi.iter().map(|form| &form.text).find(|form| *form != acronym).cloned();
        return (term.class == Some(Class::Vietnamese)).then(|| full.unwrap_or_default());
    }
    let known = known::find(acronym)?;
    (!known.ambiguous || in_source(acronym)).then(|| known.full.unwrap_or_default().to_owned())
}

/// Words in Latin letters and the marks `-` and `.` between them; kana, kanji and Hangul part words.
fn latin_words(text: &str) -> Vec<Span> {
    let mut words: Vec<Span> = Vec::new();
    let mut open: Option<Span> = None;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        // Kana, Chinese characters and Hangul, the most of a text that has any, are none of these.
        let may_be = !matches!(c, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}');
        if may_be
            && ((c < '\u{1100}' && is_letter_or_number(c))
                || matches!(c, '\u{1E00}'..='\u{1EFF}')
                || is_combining_mark(c))
        {
            open = Some(Span::new(open.map_or(at, |span| span.start), end));
        } else if !syllable::is_code(c) || open.is_none() {
            words.extend(open.take());
            words.extend(matches!(c, '-' | '.').then_some(Span::new(at, end)));
        }
    }
    words.extend(open);
    words
}
