//! `empty-target`: there is nothing where a translation should be.

use super::{
    catalogue::Family,
    rule::{Pair, Rule},
};
use crate::diagnostic::{Finding, Severity};

pub(super) const RULE: Rule = Rule::new(
    "empty-target",
    Family::Completeness,
    Severity::Error,
    "What it finds: a translation without a single letter or digit, where the source has some.\n\
     Why: an engine that answers nothing would publish a hole in the page.\n\
     Example: \"Tỉnh tiếp tục.\" became \"…\".\n\
     How to fix: translate the segment, or ask another backend.",
    |pair: &Pair<'_>, findings| {
        if pair.target.is_blank() && !pair.source.is_blank() {
            findings.push(Finding::new(RULE.code, RULE.severity));
        }
    },
);
