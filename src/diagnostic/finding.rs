//! One finding and its parts.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use super::Severity;
use crate::{
    locale::{Args, Locale, Messages},
    text::{LineIndex, Position, Span},
};

/// The values a finding's message is filled with, by argument name.
pub type Facts = BTreeMap<String, String>;

/// A fault somebody should know of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule, for instance `number-value`: kebab-case, never renamed once published.
    pub code: String,
    /// How bad it is.
    pub severity: Severity,
    /// The edition's language, where the fault is in a translation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<Locale>,
    /// Fills the message `finding-CODE`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: Facts,
    /// Where in the source text of the segment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Span>,
    /// Where in the target text of the segment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Span>,
    /// Where in a file, once it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// Other places that belong to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<Label>,
    /// A change that mends it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
}

impl Finding {
    /// A finding of `code` with nothing but its severity.
    #[must_use]
    pub fn new(code: &str, severity: Severity) -> Self {
        Self {
            code: code.to_owned(),
            severity,
            locale: None,
            facts: Facts::new(),
            source: None,
            target: None,
            place: None,
            labels: Vec::new(),
            fix: None,
        }
    }

    /// The same with one more fact.
    #[must_use]
    pub fn fact(mut self, name: &str, value: impl Into<String>) -> Self {
        self.facts.insert(name.to_owned(), value.into());
        self
    }

    /// The same, pointing at `span` of the source segment.
    #[must_use]
    pub const fn at_source(mut self, span: Span) -> Self {
        self.source = Some(span);
        self
    }

    /// The same, pointing at `span` of the target segment.
    #[must_use]
    pub const fn at_target(mut self, span: Span) -> Self {
        self.target = Some(span);
        self
    }

    /// The same, pointing at a place in a file.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The finding's sentence in the language of `messages`.
    #[must_use]
    pub fn message(&self, messages: &Messages) -> String {
        let mut args = Args::new();
        for (name, value) in &self.facts {
            args.set(name.as_str(), value.as_str());
        }
        messages.say_with(&format!("finding-{}", self.code), &args)
    }
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The file as the person named it.
    pub file: Arc<str>,
    /// Byte range in the decoded file.
    pub span: Span,
    /// Where `span` starts.
    pub position: Position,
}

impl Place {
    /// The place of `span` in `text`, the whole text of `file`.
    #[must_use]
    pub fn new(file: &Arc<str>, text: &str, lines: &LineIndex, span: Span) -> Self {
        Self { file: Arc::clone(file), span, position: lines.position(text, span.start) }
    }
}

/// A second place of a finding, with the id of the Fluent message that explains it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// Fluent message id.
    pub message: String,
}

/// A replacement that mends a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// What to replace in the target segment or, for a finding in a file, in that file.
    pub span: Span,
    /// The new text.
    pub replacement: String,
    /// Whether it may be applied unseen.
    pub safe: bool,
}
