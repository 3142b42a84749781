//! The keys of a glossary file and the words its choices are written with.

use super::super::term::{Case, Class, Kind, PartOfSpeech, Status};

/// The keys of a term, in the order in which they are customarily written.
pub(super) const TERM_KEYS: &[&str] = &[
    "id",
    "vi",
    "acronym",
    "class",
    "kind",
    "case",
    "pos",
    "status",
    "do-not-translate",
    "valid-from",
    "valid-until",
    "definition",
    "source",
    "note",
    "en",
    "ja",
    "ko",
];

/// The keys of a language's table.
pub(super) const RENDERING_KEYS: &[&str] = &["use", "also", "deprecated", "forbid", "note"];

/// A choice that has a name in glossary files.
pub(in crate::glossary) trait Named: Copy + PartialEq + 'static {
    /// Every choice and its name.
    const NAMES: &'static [(&'static str, Self)];
}

/// The name under which `choice` is written.
pub(in crate::glossary) fn name_of<T: Named>(choice: T) -> &'static str {
    T::NAMES.iter().find(|(_, known)| *known == choice).map_or("", |(name, _)| name)
}

/// The choice that is written `name`.
pub(in crate::glossary) fn named<T: Named>(name: &str) -> Option<T> {
    T::NAMES.iter().find(|(known, _)| *known == name).map(|&(_, choice)| choice)
}

pub(super) const CLASSES: &[(&str, Class)] =
    &[("international", Class::International), ("known", Class::Known), ("vietnamese", Class::Vietnamese)];

pub(super) const KINDS: &[(&str, Kind)] = &[
    ("term", Kind::Term),
    ("place", Kind::Place),
    ("country", Kind::Country),
    ("title", Kind::Title),
    ("organisation", Kind::Organisation),
    ("agreement", Kind::Agreement),
    ("person", Kind::Person),
];

pub(super) const CASES: &[(&str, Case)] = &[("insensitive", Case::Insensitive), ("sensitive", Case::Sensitive)];

pub(super) const STATUSES: &[(&str, Status)] = &[
    ("preferred", Status::Preferred),
    ("admitted", Status::Admitted),
    ("deprecated", Status::Deprecated),
    ("forbidden", Status::Forbidden),
    ("proposed", Status::Proposed),
];

pub(super) const PARTS_OF_SPEECH: &[(&str, PartOfSpeech)] = &[
    ("noun", PartOfSpeech::Noun),
    ("proper-noun", PartOfSpeech::ProperNoun),
    ("verb", PartOfSpeech::Verb),
    ("adjective", PartOfSpeech::Adjective),
    ("adverb", PartOfSpeech::Adverb),
    ("phrase", PartOfSpeech::Phrase),
    ("other", PartOfSpeech::Other),
];

impl Named for Class {
    const NAMES: &'static [(&'static str, Self)] = CLASSES;
}
impl Named for Kind {
    const NAMES: &'static [(&'static str, Self)] = KINDS;
}
impl Named for Case {
    const NAMES: &'static [(&'static str, Self)] = CASES;
}
impl Named for Status {
    const NAMES: &'static [(&'static str, Self)] = STATUSES;
}
impl Named for PartOfSpeech {
    const NAMES: &'static [(&'static str, Self)] = PARTS_OF_SPEECH;
}
