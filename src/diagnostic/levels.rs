//! How bad a finding is, and how a newsroom changes that.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Finding;

/// How bad a finding is, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Worth a look before publishing.
    Warning,
    /// Wrong: a translation with such a finding is never published as translated.
    Error,
}

/// What a newsroom makes of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The rule is silent.
    Off,
    /// Findings are [`Severity::Info`].
    Info,
    /// Findings are [`Severity::Warning`].
    Warning,
    /// Findings are [`Severity::Error`].
    Error,
}

/// Severity by rule code, where it differs from the rule's own: `[check.levels]` in `config.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Levels(pub BTreeMap<String, Level>);

impl Levels {
    /// The finding with its severity overridden, or nothing where its rule is off.
    #[must_use]
    pub fn apply(&self, mut finding: Finding) -> Option<Finding> {
        match self.0.get(&finding.code) {
            None => {}
            Some(Level::Off) => return None,
            Some(Level::Info) => finding.severity = Severity::Info,
            Some(Level::Warning) => finding.severity = Severity::Warning,
            Some(Level::Error) => finding.severity = Severity::Error,
        }
        Some(finding)
    }
}
