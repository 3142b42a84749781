//! `cut-off`: the translation stops in the middle of a sentence.

use super::super::{
    catalogue::Family,
    letters::{is_closing, is_opening, is_stop},
    look::Look,
    rule::Rule,
};
use crate::{article::is_code, diagnostic::Severity, locale::Locale, text::Span};

pub(in crate::qa) const RULE: Rule = Rule::new(
    "cut-off",
    Family::Completeness,
    Severity::Error,
    "What it finds: a translation that ends with a comma, an opening bracket or a word that cannot end a sentence \
     (\"the\", \"of\", を, が, 를), where the source is a whole sentence.\n\
     Why: the engine stopped early, and what it left out is lost.\n\
     Example: \"The province has attracted projects in the\".\n\
     How to fix: translate the rest.",
    |look, findings| {
        if !is_whole(look.source) {
            return;
        }
        let end = tail(look.target);
        let text = &look.target[..end];
        let Some(last) = text.chars().next_back() else { return };
        let start = if matches!(last, ',' | '、' | '，' | ';' | '；') || (is_opening(last) && last != '"') {
            Some(end - last.len_utf8())
        } else {
            dangling(text, look)
        };
        if let Some(start) = start {
            findings.push(RULE.at(look, Span::new(start, end)));
        }
    },
);

/// Whether the source ends as a sentence does.
fn is_whole(source: &str) -> bool {
    source.trim_end_matches(|c: char| c.is_whitespace() || is_code(c) || is_closing(c)).ends_with(['.', '!', '?'])
}

/// Where the text ends without white space and inline codes.
pub(super) fn tail(text: &str) -> usize {
    text.trim_end_matches(|c: char| c.is_whitespace() || is_code(c)).len()
}

/// The start of a last word that cannot end a sentence.
fn dangling(text: &str, look: &Look<'_>) -> Option<usize> {
    if look.role.is_headline() || text.ends_with(|c| is_stop(c) || is_closing(c)) {
        return None;
    }
    let words: &[&str] = match look.locale {
        Locale::Vi => &[],
        Locale::En => &["the", "a", "an", "of", "and", "or", "its", "their", "than", "which", "whose"],
        Locale::Ja => &["を", "が", "は", "および", "ならびに"],
        Locale::Ko => &["를", "하는", "하며", "및", "에서는"],
    };
    words.iter().find_map(|word| {
        let start = text.len().checked_sub(word.len()).filter(|_| text.ends_with(word))?;
        let apart = look.locale != Locale::En || text[..start].ends_with(' ');
        apart.then_some(start)
    })
}
