//! `sentence-capital`: an English sentence that begins with a small letter.

use super::super::{catalogue::Family, look::Signs, rule::Rule};
use crate::{
    article::is_code,
    diagnostic::{Fix, Severity},
    locale::Locale,
    text::{Span, is_letter_or_number},
};

pub(in crate::qa) const RULE: Rule = Rule::new(
    "sentence-capital",
    Family::Style,
    Severity::Warning,
    "What it finds: an English text that begins with a small letter where the Vietnamese begins with a capital.\n\
     Why: it looks as if its beginning were missing.\n\
     Example: \"the province will continue.\"\n\
     How to fix: write a capital; `anban check --fix --unsafe` does.",
    |look, findings| {
        if look.locale != Locale::En || !look.got.has(Signs::LATIN) {
            return;
        }
        let is_lead = |c: char| {
            c.is_whitespace() || is_code(c) || matches!(c, '“' | '"' | '‘' | '\'' | '(' | '-' | '–' | '—' | '•')
        };
        let begins = |text: &str| text.len() - text.trim_start_matches(is_lead).len();
        let capital = look.source[begins(look.source)..].starts_with(char::is_uppercase);
        let start = begins(look.target);
        let word: &str = look.target[start..].split(|c: char| !is_letter_or_number(c)).next().unwrap_or_default();
        let Some(first) = word.chars().next().filter(|c| c.is_ascii_lowercase()) else { return };
        // iPhone, eBay, a) and addresses.
        let brand =
            word.chars().any(char::is_uppercase) || word.len() == 1 && !look.target[start + 1..].starts_with(' ');
        let address = look.target[start..]
            .split(char::is_whitespace)
            .next()
            .is_some_and(|word| word.contains(['@', '/']) || word.matches('.').count() > 1);
        if capital && !brand && !address {
            let span = Span::new(start, start + word.len());
            let fix = Fix {
                span: Span::new(start, start + 1),
                replacement: first.to_ascii_uppercase().to_string(),
                safe: false,
            };
            findings.push(RULE.fixed(look, span, fix));
        }
    },
);
