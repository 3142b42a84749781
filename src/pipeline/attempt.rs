//! One answer to a question, checked; and what a row tells of the answers that were refused.

use crate::{
    article::Content,
    backend::Complaint,
    diagnostic::{Finding, Severity},
    locale::{Locale, Messages},
    memory::{Origin, Row},
    qa,
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
        if qa::is_blocking(&findings) {
            findings.push(Finding::new(REFUSED, Severity::Info).fact("count", count.to_string()));
        }
        findings
    }

    /// Orders attempts, best first: fewest blocking findings, then fewest findings.
    pub(super) fn badness(&self) -> (usize, usize) {
        let blocking = self.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        (blocking, self.findings.len())
    }
}

/// The finding on a row whose answers were all refused; it also counts them, so that a run that was killed goes
/// on with the repairs that are left.
pub(super) const REFUSED: &str = "answers-refused";

/// The finding on a reply that did not come to its end.
pub(super) const CUT: &str = "reply-cut";

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
            .filter(|finding| finding.severity == Severity::Error)
            .map(|finding| finding.message(messages))
            .collect()
    });
    Complaint { answer: tags::encode(&attempt.target), reasons }
}
