//! Validity that ends before it begins.

use super::Lint;
use crate::{
    diagnostic::{Finding, Severity},
    glossary::{Form, Term},
};

pub(super) const DATES: Lint = Lint {
    code: "glossary-dates",
    severity: Severity::Error,
    doc: "What it finds: a term whose valid-until lies before its valid-from.\n\
          Why: there is no day on which it holds.\n\
          Example: `valid-from = 2025-07-01` with `valid-until = 2025-06-30`.\n\
          How to fix: exchange the two days, or correct the year.",
};

pub(super) fn check(term: &Term, findings: &mut Vec<Finding>) {
    if let (Some(from), Some(until)) = (&term.valid_from, &term.valid_until)
        && until.date < from.date
    {
        let form = |text: String, place| Form { text, place };
        let from = form(from.date.to_string(), from.place.clone());
        let until = form(until.date.to_string(), until.place.clone());
        findings.push(DATES.twice(&until, &from).fact("from", &from.text));
    }
}
