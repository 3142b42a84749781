//! The way to any code's manual.

use crate::{diagnostic::Severity, qa};

/// A code, how bad its findings are unless a newsroom says otherwise, and its manual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manual {
    /// The code.
    pub code: &'static str,
    /// How bad.
    pub severity: Severity,
    /// What it finds, why, an example, how to mend it.
    pub doc: &'static str,
}

/// The manual of `code`, whichever room it belongs to.
#[must_use]
pub fn manual(code: &str) -> Option<Manual> {
    manuals().into_iter().find(|manual| manual.code == code)
}

/// Every manual there is.
#[must_use]
pub fn manuals() -> Vec<Manual> {
    qa::catalogue()
        .iter()
        .map(|entry| Manual { code: entry.code, severity: entry.severity, doc: entry.doc })
        .collect()
}
