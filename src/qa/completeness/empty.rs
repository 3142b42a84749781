//! `empty-target`: there is nothing where a translation should be.

use super::super::{catalogue::Family, rule::Rule};
use crate::diagnostic::{Finding, Severity};

pub(in crate::qa) const RULE: Rule = Rule::new(
    "empty-target",
    Family::Completeness,
    Severity::Error,
    "What it finds: a translation without a single letter or digit, where the source has some.\n\
     Why: an engine that answers nothing would publish a hole in the page.\n\
     Example: \"Tỉnh tiếp tục.\" became \"…\".\n\
     How to fix: translate the segment, or ask another backend.",
    |look, findings| {
        let pair = look.pair;
        if pair.target.is_blank() && !pair.source.is_blank() {
            findings.push(Finding::new(RULE.code, RULE.severity));
        }
    },
);
