//! How sure an engine was of an answer, as a finding on its row.

use super::Policy;
use crate::diagnostic::{Finding, Severity};

/// The finding that tells how probable the engine held what it wrote.
pub const CONFIDENCE: &str = "answer-confidence";

/// The same where that is less than the newsroom asks for: the row stays `initial`.
pub const UNSURE: &str = "confidence-low";

/// The finding on an answer that was held `percent` probable.
pub(super) fn finding(percent: u8, policy: &Policy) -> Finding {
    let finding = if percent < policy.confidence_from {
        Finding::new(UNSURE, Severity::Error).fact("wanted", policy.confidence_from.to_string())
    } else {
        Finding::new(CONFIDENCE, Severity::Info)
    };
    finding.fact("percent", percent.to_string())
}

/// How probable an answer with these findings was held, in per cent; nothing where its engine did not say.
#[must_use]
pub fn told(findings: &[Finding]) -> Option<u8> {
    let own = findings.iter().find(|finding| [CONFIDENCE, UNSURE].contains(&&*finding.code))?;
    own.facts.get("percent")?.parse().ok()
}
