//! One answer to a question, checked; and what a row tells of the answers that were refused.

use super::confidence::{self, CONFIDENCE, UNSURE};
use crate::{
    article::Content,
    backend::Complaint,
    diagnostic::{Finding, Severity},
    locale::{Locale, Messages},
    memory::{Origin, Row},
    segment::tags,
};

/// One answer, checked.
pub(super) struct Attempt {
    pub(super) target: Content,
    pub(super) findings: Vec<Finding>,
    pub(super) origin: Origin,
}

impl Attempt {
    pub(super) fn of(row: &Row) -> Self {
        let findings = row.findings.iter().filter(|finding| finding.code != REFUSED).cloned().collect();
        Self { target: row.target.clone(), findings, origin: row.origin.clone() }
    }

    /// The findings, and after `count` refused answers that count.
    pub(super) fn findings_after(&self, count: u32) -> Vec<Finding> {
        let mut findings = self.findings.clone();
        if self.fails() {
            findings.push(Finding::new(REFUSED, Severity::Info).fact("count", count.to_string()));
        }
        findings
    }

    /// Orders attempts, best first: fewest blocking findings, then sure enough, then fewest findings, then the surest.
    pub(super) fn badness(&self) -> (usize, bool, usize, u8) {
        let others = self.findings.iter().filter(|finding| ![CONFIDENCE, UNSURE].contains(&&*finding.code)).count();
        let doubt = 100_u8.saturating_sub(confidence::told(&self.findings).unwrap_or(0));
        (blocking(&self.findings), self.is_unsure(), others, doubt)
    }

    /// Whether a rule refuses it.
    pub(super) fn fails(&self) -> bool {
        blocking(&self.findings) > 0
    }

    /// Whether its engine is less sure of it than the newsroom asks for.
    pub(super) fn is_unsure(&self) -> bool {
        self.findings.iter().any(|finding| finding.code == UNSURE)
    }

    /// Whether nothing is to be said against it, so that no other answer could be better.
    pub(super) fn is_faultless(&self) -> bool {
        matches!(self.badness(), (0, false, 0, _))
    }
}

/// The finding on a row whose answers were all refused; it also counts them, so that a run that was killed goes
/// on with the repairs that are left.
pub(super) const REFUSED: &str = "answers-refused";

/// The finding on a reply that did not come to its end.
pub(super) const CUT: &str = "reply-cut";

/// How many of `findings` refuse an answer. That its engine is unsure of it refuses none: to ask the same again would
/// bring the same doubt.
pub(super) fn blocking(findings: &[Finding]) -> usize {
    findings.iter().filter(|finding| finding.severity == Severity::Error && finding.code != UNSURE).count()
}

/// How many answers to this question were refused.
pub(super) fn refused(findings: &[Finding]) -> u32 {
    let finding = findings.iter().find(|finding| finding.code == REFUSED);
    finding.and_then(|finding| finding.facts.get("count")?.parse().ok()).unwrap_or(0)
}

/// Why an answer was refused, in English, which every engine reads.
pub(super) fn complaint(attempt: &Attempt) -> Complaint {
    thread_local! {
        static ENGLISH: Messages = Messages::new(Locale::En);
    }
    let reasons = ENGLISH.with(|messages| {
        attempt
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error && finding.code != UNSURE)
            .map(|finding| finding.message(messages))
            .collect()
    });
    Complaint { answer: tags::encode(&attempt.target), reasons }
}
