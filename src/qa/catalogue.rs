//! Every rule's manual, whichever room asks it.

use super::RULES;
use crate::diagnostic::Severity;

/// What a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Anything a segment's own rules say.
    Segment,
}

/// A rule and its manual.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Its code.
    pub code: &'static str,
    /// What it is about.
    pub family: Family,
    /// How bad its findings are unless a newsroom says otherwise.
    pub severity: Severity,
    /// What it finds, why, an example, how to mend it.
    pub doc: &'static str,
}

/// Every rule, by family.
#[must_use]
pub fn catalogue() -> &'static [Entry] {
    static ALL: std::sync::LazyLock<Vec<Entry>> = std::sync::LazyLock::new(|| {
        RULES
            .iter()
            .map(|rule| Entry { code: rule.code, family: Family::Segment, severity: rule.severity, doc: rule.doc })
            .collect()
    });
    &ALL
}
