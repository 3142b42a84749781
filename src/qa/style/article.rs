//! `indefinite-article`: "a" before a vowel, "an" before a consonant.

use super::super::{
    catalogue::Family,
    look::{Signs, words},
    rule::Rule,
};
use crate::{
    diagnostic::{Fix, Severity},
    glossary::article_before,
    locale::Locale,
    text::{Span, is_letter_or_number},
};

pub(in crate::qa) const RULE: Rule = Rule::new(
    "indefinite-article",
    Family::Style,
    Severity::Warning,
    "What it finds: the English article \"a\" before a vowel sound and \"an\" before a consonant; acronyms go by the \
     name of their first letter.\n\
     Why: it is a slip that a term put into a sentence often leaves behind.\n\
     Example: \"a economic zone\", \"an FTA\" is right, \"an university\" is wrong.\n\
     How to fix: write the other article; `anban check --fix --unsafe` does.",
    |look, findings| {
        if look.locale != Locale::En || !look.got.has(Signs::SPACE) {
            return;
        }
        let text = look.target;
        let mut words = words(text).peekable();
        while let Some((start, word)) = words.next() {
            if !matches!(word, "a" | "an" | "A" | "An") {
                continue;
            }
            let Some((_, next)) = words.peek() else { continue };
            let letters: String = next.chars().take_while(|&c| is_letter_or_number(c)).collect();
            // Letters as names ("a I") and words whose sound a spelling does not tell.
            let doubtful = letters.chars().count() < 2
                || ["unin", "unim", "unid", "euro", "herb", "hist", "hotel", "ewe", "one", "u"]
                    .iter()
                    .any(|start| letters.to_lowercase().starts_with(start) && letters.len() > 1 && *start != "u")
                || letters.to_lowercase() == "u";
            let wanted = article_before(next);
            if doubtful || word.eq_ignore_ascii_case(wanted) {
                continue;
            }
            let mut replacement = wanted.to_owned();
            if word.starts_with('A') {
                replacement.replace_range(..1, "A");
            }
            let span = Span::new(start, start + word.len() + 1 + letters.len());
            let fix = Fix { span: Span::new(start, start + word.len()), replacement, safe: false };
            findings.push(RULE.fixed(look, span, fix).fact("want", wanted));
        }
    },
);
