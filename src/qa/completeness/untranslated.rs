//! `untranslated`: the translation is its source.

use super::super::{catalogue::Family, rule::Rule};
use crate::{
    diagnostic::Severity,
    text::{Span, canonical, fold_case, is_letter},
};

pub(in crate::qa) const RULE: Rule = Rule::new(
    "untranslated",
    Family::Completeness,
    Severity::Error,
    "What it finds: a translation that is its source, capitals and spaces aside; names, figures and single words \
     that are the same in both languages are left alone.\n\
     Why: an engine that gives the question back has not answered it.\n\
     Example: \"Hai ben cung hop tac.\" became \"Hai ben cung hop tac.\"\n\
     How to fix: translate the segment.",
    |look, findings| {
        let words = look.source.split_whitespace().filter(|word| {
            let mut letters = word.chars();
            letters.next().is_some_and(char::is_lowercase) && letters.next().is_some_and(is_letter)
        });
        let first = |text: &str| text.chars().find(|&c| is_letter(c)).map(|c| c.to_lowercase().next());
        if first(look.source) == first(look.target)
            && look.got.has(super::super::look::Signs::LATIN)
            && words.take(2).count() == 2
            && look.source.len().abs_diff(look.target.len()) < 16
            && fold_case(&canonical(look.target)) == fold_case(&canonical(look.source))
        {
            findings.push(RULE.at(look, Span::new(0, look.target.len())));
        }
    },
);
