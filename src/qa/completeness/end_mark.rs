//! `end-mark-lost` and `question-lost`: what ends the source does not end the translation.

use super::{
    super::{
        catalogue::Family,
        letters::{is_closing, is_stop},
        look::Look,
        rule::Rule,
    },
    cut_off::tail,
};
use crate::{
    article::{Role, is_code},
    diagnostic::{Fix, Severity},
    locale::Locale,
    text::Span,
};

pub(in crate::qa) const LOST: Rule = Rule::new(
    "end-mark-lost",
    Family::Completeness,
    Severity::Warning,
    "What it finds: a sentence of running text whose source ends with a full stop or a colon and whose translation \
     ends with no mark at all.\n\
     Why: it runs into the next sentence, or its end is missing.\n\
     Example: \"Hai bên ký kết thỏa thuận.\" became \"両者は協定を締結した\".\n\
     How to fix: compare the ends; put the mark back.",
    |look, findings| {
        if !matches!(look.role, Role::Paragraph | Role::Lead | Role::Quote) {
            return;
        }
        let wanted = match mark(look.source) {
            // An ellipsis trails off as it likes.
            Some(('.', false)) => {
                if look.locale == Locale::Ja {
                    "。"
                } else {
                    "."
                }
            }
            Some((':', false)) => {
                if look.locale == Locale::Ja {
                    "："
                } else {
                    ":"
                }
            }
            _ => return,
        };
        let end = tail(look.target);
        let text = &look.target[..end];
        let ends = |c: char| is_stop(c) || is_closing(c) || matches!(c, ':' | '：' | ';' | ',' | '、' | '；' | '」');
        if text.is_empty() || text.ends_with(ends) || text.ends_with("...") || is_short(look, text) {
            return;
        }
        let last = text.chars().next_back().map_or(0, char::len_utf8);
        let fix = Fix { span: Span::new(end, end), replacement: wanted.to_owned(), safe: false };
        findings.push(LOST.fixed(look, Span::new(end - last, end), fix));
    },
);

pub(in crate::qa) const QUESTION: Rule = Rule::new(
    "question-lost",
    Family::Completeness,
    Severity::Warning,
    "What it finds: a question that became a statement.\n\
     Why: the reader is told what was asked.\n\
     Example: \"Doanh nghiệp cần gì?\" became \"Enterprises need it.\"\n\
     How to fix: ask the question; Japanese may end it with か。.",
    |look, findings| {
        let Some(('?', _)) = mark(look.source) else { return };
        let text = look.target;
        let asks = text.contains(['?', '？'])
            || match look.locale {
                Locale::Ja => {
                    ["か。", "か」", "か』", "か）"].iter().any(|end| text.contains(end)) || text.ends_with('か')
                }
                Locale::Ko => {
                    text.contains("까.")
                        || text.contains("가.")
                        || text.contains("까”")
                        || text.ends_with(['까', '나', '가', '냐', '니'])
                }
                _ => false,
            };
        if !asks {
            let end = tail(text);
            let last = text[..end].chars().next_back().map_or(0, char::len_utf8);
            findings.push(QUESTION.at(look, Span::new(end - last, end)));
        }
    },
);

/// The mark that ends a text, and whether it is part of an ellipsis.
fn mark(text: &str) -> Option<(char, bool)> {
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || is_code(c) || is_closing(c));
    let last = text.chars().next_back()?;
    Some((last, text.ends_with("..")))
}

/// A caption, a label: a noun of a few words, which takes no stop in any language.
fn is_short(look: &Look<'_>, text: &str) -> bool {
    look.source.split_whitespace().count() < 6 || text.chars().count() < 8
}
