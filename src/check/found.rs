//! A finding with everything a report, a waiver or a baseline wants to know of it.

use std::{collections::HashMap, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::{
    diagnostic::{Finding, Place},
    segment::SegmentKey,
    text::{LineIndex, Span},
};

/// What kind of thing was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InputKind {
    /// The glossary's files.
    Glossary,
    /// The translation memory.
    Memory,
    /// An edition, known by its provenance file.
    Edition,
    /// Two files given by hand.
    Pair,
    /// The configuration: waivers and the baseline.
    Configuration,
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Its kind.
    pub kind: InputKind,
    /// Its name: a folder or a file.
    pub name: String,
    /// The article it belongs to, for an edition.
    pub article: Option<String>,
}

/// A finding and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The finding, with its place.
    pub finding: Finding,
    /// Index of its [`Input`].
    pub input: usize,
    /// The segment it is about.
    pub key: Option<SegmentKey>,
    /// What it clings to while lines move: the Vietnamese sentence, or nothing.
    pub anchor: String,
}

/// Everything that was looked at and found, in order.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// What was looked at.
    pub inputs: Vec<Input>,
    /// What was found, by input.
    pub found: Vec<Found>,
    /// The whole text of every file that a finding speaks of, by the name that places give it.
    pub sources: HashMap<Arc<str>, String>,
}

impl Sheet {
    /// Notes another input and gives its index.
    pub fn begin(&mut self, kind: InputKind, name: impl Into<String>) -> usize {
        self.inputs.push(Input { kind, name: name.into(), article: None });
        self.inputs.len() - 1
    }

    /// Adds a finding of the input begun last that is about no segment.
    pub fn add(&mut self, finding: Finding) {
        let input = self.inputs.len().saturating_sub(1);
        self.found.push(Found { finding, input, key: None, anchor: String::new() });
    }
}

/// The beginning of a file whose text is not known.
pub(super) fn beginning(file: &Arc<str>) -> Place {
    Place::new(file, "", &LineIndex::new(""), Span::new(0, 0))
}
