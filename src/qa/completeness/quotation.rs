//! `quotation-lost`: somebody is quoted, and the translation does not show it.

use super::super::{
    catalogue::Family,
    look::{Signs, quoted, visible},
    rule::Rule,
};
use crate::diagnostic::{Finding, Severity};

/// From how many words on a quoted passage is somebody's speech and not a term in quotation marks.
const SPEECH: usize = 6;

pub(in crate::qa) const RULE: Rule = Rule::new(
    "quotation-lost",
    Family::Completeness,
    Severity::Warning,
    "What it finds: a quoted passage of six words and more in the source and no quotation mark in the translation.\n\
     Why: the reader must see which words are the speaker's.\n\
     Example: \"Ông nói: “Tỉnh sẽ tạo mọi điều kiện”\" became \"He said the province would help\".\n\
     How to fix: quote the words, or report them as indirect speech and waive the finding.",
    |look, findings| {
        if !look.said.has(Signs::QUOTE) || look.got.has(Signs::QUOTE) {
            return;
        }
        let speech =
            quoted(look.source).into_iter().find(|span| span.of(look.source).split_whitespace().count() >= SPEECH);
        if let Some(span) = speech {
            let finding = Finding::new(RULE.code, RULE.severity).fact("text", visible(span.of(look.source)));
            findings.push(finding.at_source(span));
        }
    },
);
