//! Counting findings, and the exit code that follows.

use crate::diagnostic::{Finding, Severity};

/// How many findings of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Tally {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub infos: usize,
}

impl Tally {
    /// Counts `findings`.
    pub fn new<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Self {
        let mut tally = Self::default();
        for finding in findings {
            match finding.severity {
                Severity::Error => tally.errors += 1,
                Severity::Warning => tally.warnings += 1,
                Severity::Info => tally.infos += 1,
            }
        }
        tally
    }

    /// 1 where something is as bad as `fail_on` or worse, else 0.
    #[must_use]
    pub const fn exit_code(self, fail_on: Severity) -> u8 {
        let failing = match fail_on {
            Severity::Error => self.errors,
            Severity::Warning => self.errors + self.warnings,
            Severity::Info => self.errors + self.warnings + self.infos,
        };
        if failing > 0 { 1 } else { 0 }
    }
}
