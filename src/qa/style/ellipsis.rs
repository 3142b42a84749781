//! `ellipsis-style`: the form of an ellipsis.

use super::super::{catalogue::Family, letters::is_japanese, look::Signs, rule::Rule};
use crate::{
    article::Role,
    diagnostic::{Fix, Severity},
    locale::Locale,
    text::Span,
};

pub(in crate::qa) const RULE: Rule = Rule::new(
    "ellipsis-style",
    Family::Style,
    Severity::Info,
    "What it finds: three dots, 。。。 or ・・・ in Japanese, which writes ……, and a single … there; four dots and more in \
     English and Korean. The dots that cut a teaser off are left alone.\n\
     Why: two U+2026 are the Japanese form; a row of stops is typed, not set.\n\
     Example: \"そして...\".\n\
     How to fix: \"そして……\"; `anban check --fix` does.",
    |look, findings| {
        if !look.got.has(Signs::STOP) && !look.target.contains('・') || look.role == Role::Teaser {
            return;
        }
        let text = look.target;
        let mut run: Option<(usize, char, usize)> = None;
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            match run {
                Some((start, old, count)) if old == c => run = Some((start, old, count + 1)),
                _ => {
                    if let Some((start, old, count)) = run.take() {
                        judge(look, Span::new(start, at), old, count, findings);
                    }
                    run = matches!(c, '.' | '…' | '。' | '・').then_some((at, c, 1));
                }
            }
        }
    },
);

fn judge(
    look: &super::super::look::Look<'_>,
    span: Span,
    c: char,
    count: usize,
    findings: &mut Vec<crate::diagnostic::Finding>,
) {
    let text = look.target;
    let replacement = if look.locale == Locale::Ja {
        let japanese = text[..span.start].ends_with(|c: char| is_japanese(c) || matches!(c, '「' | '」'));
        match (c, count) {
            ('.' | '。' | '・', 3..) if japanese => "……",
            ('…', 1 | 3..) if japanese => "……",
            _ => return,
        }
    } else {
        match (c, count) {
            ('.', 5..) => "...",
            // A full stop and an ellipsis, as American books set it, is not a newspaper's form.
            ('.', 4) => "...",
            ('…', 2..) if look.locale == Locale::En => "…",
            _ => return,
        }
    };
    let safe = look.locale == Locale::Ja || count != 4;
    findings.push(RULE.fixed(look, span, Fix { span, replacement: replacement.to_owned(), safe }));
}
