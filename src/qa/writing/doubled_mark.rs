//! `doubled-mark`: a punctuation mark twice, or two that exclude each other.

use super::super::{
    catalogue::Family,
    look::{Look, Signs},
    rule::Rule,
};
use crate::{
    diagnostic::{Fix, Severity},
    text::Span,
};

pub(in crate::qa) const RULE: Rule = Rule::new(
    "doubled-mark",
    Family::Writing,
    Severity::Warning,
    "What it finds: a comma or full stop twice, two dots that are neither a stop nor an ellipsis, and marks that \
     exclude each other (\"、。\", \",.\"); \"!!\" and \"??\" where the source has none.\n\
     Why: it is a slip of the pen.\n\
     Example: \"協力した。。\"\n\
     How to fix: keep one; for a mark doubled `anban check --fix` does.",
    |look, findings| {
        if !look.got.has(Signs::STOP | Signs::COMMA) {
            return;
        }
        let text = look.target;
        let mut start = 0;
        let mut run = 0;
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            if is_mark(c) {
                if run == 0 {
                    start = at;
                }
                run += 1;
                continue;
            }
            if run > 1 {
                judge(look, Span::new(start, at), findings);
            }
            run = 0;
        }
    },
);

const fn is_mark(c: char) -> bool {
    matches!(c, ',' | ';' | '.' | '、' | '。' | '，' | '．' | '！' | '？' | '!' | '?' | '；' | '・')
}

fn judge(look: &Look<'_>, span: Span, findings: &mut Vec<crate::diagnostic::Finding>) {
    let run = span.of(look.target);
    let mut marks = run.chars();
    let Some(first) = marks.next() else { return };
    let same = marks.clone().all(|c| c == first);
    let abbreviated = first == '.' && !run[1..].contains('.');
    let fault = if same {
        match first {
            '.' => run.len() == 2,
            '!' | '?' | '！' | '？' => {
                let ascii = if matches!(first, '!' | '！') { '!' } else { '?' };
                !look.source.contains([ascii; 2].iter().collect::<String>().as_str())
            }
            '・' => false,
            _ => true,
        }
    } else {
        // "Inc.," and "etc.;" are right, and so are "?!", "…?" and "...,".
        !abbreviated
            && !run.contains("..")
            && !run.chars().all(|c| matches!(c, '!' | '?' | '！' | '？'))
            && !run.contains('・')
    };
    if fault {
        let certain = same && matches!(first, ',' | ';' | '、' | '。' | '，' | '；');
        let finding = RULE.at(look, span);
        findings.push(if same {
            let fix = Fix { span, replacement: first.to_string(), safe: certain };
            RULE.fixed(look, span, fix)
        } else {
            finding
        });
    }
}
