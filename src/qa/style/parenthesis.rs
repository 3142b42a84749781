//! `parenthesis-space`: the space before a parenthesis.

use super::super::{
    catalogue::Family,
    letters::{after, before, is_hangul, is_japanese},
    look::Signs,
    rule::Rule,
};
use crate::{
    diagnostic::{Fix, Severity},
    locale::Locale,
    text::{Span, is_letter, is_letter_or_number},
};

pub(in crate::qa) const RULE: Rule = Rule::new(
    "parenthesis-space",
    Family::Style,
    Severity::Warning,
    "What it finds: in English no space between a word and its parenthesis, in Korean and Japanese one.\n\
     Why: English sets it, Korean and Japanese attach: 지방경쟁력지수(PCI).\n\
     Example: \"Index(PCI)\", \"지방경쟁력지수 (PCI)\".\n\
     How to fix: set or delete the space; `anban check --fix` does.",
    |look, findings| {
        if !look.got.has(Signs::BRACKET) {
            return;
        }
        let text = look.target;
        for (at, mark) in text.match_indices(['(', '（']) {
            let end = at + mark.len();
            let previous = before(text, at);
            let inside = after(text, end);
            let (span, fix) = if look.locale == Locale::En {
                // "(s)" is a plural; "f(x)" a formula.
                let word = text[..at].chars().rev().take_while(|&c| is_letter(c)).count() > 1;
                let plural = text[end..].starts_with("s)") || text[end..].starts_with("es)");
                if !word || plural || mark != "(" || !inside.is_some_and(is_letter_or_number) {
                    continue;
                }
                (Span::new(at, end), Fix { span: Span::new(at, at), replacement: " ".to_owned(), safe: true })
            } else {
                let word = text[..at].trim_end_matches(' ');
                let attaches = word.ends_with(|c: char| is_hangul(c) || is_japanese(c) || c.is_ascii_uppercase());
                let short =
                    text[end..].find([')', '）']).is_some_and(|len| text[end..end + len].chars().count() <= 30);
                let list = inside.is_some_and(|c| c.is_ascii_digit())
                    && text[end..].find([')', '）']).is_some_and(|len| len <= 2);
                if previous != Some(' ') || !attaches || !short || list || word.is_empty() {
                    continue;
                }
                let gap = Span::new(word.len(), at);
                (Span::new(gap.start, end), Fix { span: gap, replacement: String::new(), safe: true })
            };
            let finding = RULE.fixed(look, span, fix);
            findings.push(finding.fact("text", super::super::writing::spaces::around(text, span)));
        }
    },
);
