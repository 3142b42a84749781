//! `dash-style`: hyphens where English sets a dash or a word.

use super::super::{catalogue::Family, look::Signs, rule::Rule};
use crate::{
    diagnostic::{Fix, Severity},
    locale::Locale,
    text::Span,
};

pub(in crate::qa) const RULE: Rule = Rule::new(
    "dash-style",
    Family::Style,
    Severity::Warning,
    "What it finds: in English a hyphen between spaces and two hyphens in a row; in Japanese and Korean a hyphen \
     between spaces that stands for the Vietnamese \" - \".\n\
     Why: \"kinh tế - xã hội\" is socio-economic, 経済・社会, 경제·사회; a break in a sentence takes a dash.\n\
     Example: \"economic - social development\".\n\
     How to fix: \"socio-economic development\", or an en dash between spaces.",
    |look, findings| {
        if !look.got.has(Signs::DASH) {
            return;
        }
        let text = look.target;
        for (at, mark) in text.match_indices(" - ") {
            // The mark of an item or a place line stands at the start; scores and sums stand between digits.
            let left = text[..at].trim();
            let digits = left.ends_with(|c: char| c.is_ascii_digit())
                && text[at + 3..].starts_with(|c: char| c.is_ascii_digit());
            if left.is_empty() || digits {
                continue;
            }
            let span = Span::new(at, at + mark.len());
            let replacement = match look.locale {
                Locale::Ja => "・",
                Locale::Ko => "·",
                _ => " – ",
            };
            let fix = Fix {
                span: if look.locale == Locale::En { Span::new(at + 1, at + 2) } else { span },
                replacement: replacement.trim().to_owned(),
                safe: false,
            };
            findings.push(
                RULE.fixed(look, Span::new(at + 1, at + 2), fix)
                    .fact("text", super::super::writing::spaces::around(text, span)),
            );
        }
        if look.locale == Locale::En {
            for (at, mark) in text.match_indices("--") {
                if text[..at].ends_with('-') || text[at + 2..].starts_with('-') {
                    continue;
                }
                let span = Span::new(at, at + mark.len());
                let fix = Fix { span, replacement: "—".to_owned(), safe: true };
                findings.push(
                    RULE.fixed(look, span, fix).fact("text", super::super::writing::spaces::around(text, span)),
                );
            }
        }
    },
);
