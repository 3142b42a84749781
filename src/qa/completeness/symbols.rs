//! `symbol-changed`: a sign that every language writes alike is gone or new.

use super::super::{catalogue::Family, look::Signs, rule::Rule};
use crate::{
    diagnostic::{Finding, Severity},
    text::Span,
};

/// Signs of law, trade and footnotes; currencies and degrees are the business of the rules on figures.
const SIGNS: [char; 6] = ['©', '®', '™', '§', '†', '‡'];

pub(in crate::qa) const RULE: Rule = Rule::new(
    "symbol-changed",
    Family::Completeness,
    Severity::Info,
    "What it finds: ©, ®, ™, §, † or ‡ more or less often than in the source.\n\
     Why: a trade mark's sign or a footnote's mark means the same everywhere.\n\
     Example: \"gạo Hom Mali®\" became \"Hom Mali rice\".\n\
     How to fix: put the sign back, or leave it out on purpose.",
    |look, findings| {
        if !look.said.has(Signs::SYMBOL) && !look.got.has(Signs::SYMBOL) {
            return;
        }
        for sign in SIGNS {
            let (said, got) = (look.source.matches(sign).count(), look.target.matches(sign).count());
            let finding = || Finding::new(RULE.code, RULE.severity).fact("text", sign.to_string());
            if said > got {
                let at = look.source.find(sign).unwrap_or_default();
                findings.push(finding().at_source(Span::new(at, at + sign.len_utf8())));
            } else if got > said {
                let at = look.target.find(sign).unwrap_or_default();
                findings.push(finding().at_target(Span::new(at, at + sign.len_utf8())));
            }
        }
    },
);
