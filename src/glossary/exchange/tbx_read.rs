//! Reads TBX: version 3 in both styles, and version 2, as far as the Basic dialect goes.
//!
//! Entities of a file's own, external ones and document types with an internal subset are refused; nothing is
//! ever fetched. Memory is bounded by the file: depth and the length of a value are limited.

use std::sync::Arc;

use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_xml_entity,
    events::{BytesStart, Event},
};

use super::{
    Import,
    draft::{Draft, Gathered, Standing, lost},
    lines::Lines,
    tbx_write::{ADMITTED, DEPRECATED, OWN, PREFERRED, SUPERSEDED},
};
use crate::{
    diagnostic::{Finding, Place, Severity},
    glossary::{Form, LoadError, term::PartOfSpeech},
    locale::Locale,
    text::Span,
};

/// Deepest nesting; real files have about ten levels.
const MAX_DEPTH: usize = 64;

/// Longest value in bytes.
const MAX_VALUE: usize = 1 << 20;

/// Elements of TBX itself, which a file may write with a prefix too; every other prefixed name is a category in
/// DCT style.
const CORE: &[&str] = &[
    "body",
    "back",
    "conceptEntry",
    "langSec",
    "termSec",
    "term",
    "termEntry",
    "langSet",
    "tig",
    "ntig",
    "termGrp",
    "note",
    "termNote",
    "descrip",
    "admin",
    "transac",
    "date",
    "ref",
    "xref",
    "descripGrp",
    "adminGrp",
    "transacGrp",
    "termNoteGrp",
    "hi",
    "foreign",
    "ph",
    "sc",
    "ec",
];

pub(super) fn read(file: &Arc<str>, text: &str) -> Result<Import, LoadError> {
    let mut lines = Lines::new(file, text);
    let mut reader = Reader::from_str(text);
    let mut state = State::default();
    loop {
        let start = offset(reader.buffer_position());
        let event = reader.read_event();
        let event = event.map_err(|error| lines.error(offset(reader.error_position()), error.to_string()))?;
        match event {
            Event::Start(tag) => state.open(&tag, start, &mut lines)?,
            Event::Empty(tag) => {
                state.open(&tag, start, &mut lines)?;
                state.close();
            }
            Event::End(_) => state.close(),
            Event::Text(text) => state.text(&text.xml10_content(), false, start, &mut lines)?,
            Event::CData(text) => state.text(&text.xml10_content(), true, start, &mut lines)?,
            Event::GeneralRef(name) => {
                let known = name.resolve_char_ref().map_err(|error| lines.error(start, error.to_string()))?;
                let name = name.into_inner();
                let text = known.map(String::from).or_else(|| resolve_xml_entity(&name).map(str::to_owned));
                let text =
                    text.ok_or_else(|| lines.error(start, format!("the entity &{name}; is not allowed here")))?;
                state.text(&text, true, start, &mut lines)?;
            }
            Event::DocType(doctype) if doctype.contains('[') => {
                return Err(lines.error(start, "a document type with declarations of its own is not read"));
            }
            Event::Eof => break,
            Event::Decl(_) if start > 0 => {
                return Err(lines.error(start, "a second XML declaration: the file holds more than one file"));
            }
            Event::DocType(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    if !state.open.is_empty() || !state.seen {
        let why = if state.seen { "the file ends too early" } else { "not a TBX file: neither <tbx> nor <martif>" };
        return Err(lines.error(text.len(), why));
    }
    Ok(state.gathered.finish())
}

fn offset(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

/// An element that is open: its name without prefix, its category, and what it holds so far.
struct Element {
    name: String,
    category: String,
    place: Place,
    text: String,
}

#[derive(Default)]
struct State {
    open: Vec<Element>,
    seen: bool,
    gathered: Gathered,
    draft: Draft,
    entry: Option<Place>,
    /// The language that is open; nothing for one that is none of ours.
    language: Option<Locale>,
    word: Word,
}

/// A term of a language while its notes are read.
#[derive(Default)]
struct Word {
    form: Option<Form>,
    standing: Option<Standing>,
    acronym: bool,
}

impl State {
    fn open(&mut self, tag: &BytesStart<'_>, start: usize, lines: &mut Lines<'_>) -> Result<(), LoadError> {
        if self.open.len() >= MAX_DEPTH {
            return Err(lines.error(start, "nested too deeply"));
        }
        let full = tag.name().into_inner().to_owned();
        let (prefix, name) = full.rsplit_once(':').unwrap_or(("", &full));
        let attribute = |name: &str, lines: &mut Lines<'_>| {
            let found = tag.try_get_attribute(name).map_err(|error| lines.error(start, error.to_string()))?;
            let value =
                found.map(|found| found.normalized_value(XmlVersion::Implicit1_0).map(|value| value.into_owned()));
            value.transpose().map_err(|error| lines.error(start, error.to_string()))
        };
        if self.open.is_empty() {
            if !matches!(name, "tbx" | "martif") {
                return Err(lines.error(start, format!("not a TBX file: it begins with <{full}>")));
            }
            self.seen = true;
        }
        let place = lines.place(Span::new(start, start + full.len() + 1));
        let mut category = if prefix.is_empty() || CORE.contains(&name) { String::new() } else { name.to_owned() };
        match name {
            "termEntry" | "conceptEntry" => {
                self.entry = Some(place.clone());
                self.draft = Draft::default();
                let id = attribute("id", lines)?;
                self.draft.id = id.map(|text| Form { text, place: place.clone() });
            }
            "langSet" | "langSec" if self.entry.is_some() => {
                let tag = attribute("xml:lang", lines)?.unwrap_or_default();
                self.language = tag.parse().ok();
                if self.language.is_none() {
                    let finding = Finding::new("import-language", Severity::Warning);
                    self.gathered.say(finding.fact("language", tag).at(place.clone()));
                }
            }
            "tig" | "ntig" | "termSec" => self.word = Word::default(),
            _ => {
                if let Some(kind) = attribute("type", lines)? {
                    category = kind;
                }
            }
        }
        self.open.push(Element { name: name.to_owned(), category, place, text: String::new() });
        Ok(())
    }

    /// Space that is written as such is folded later; space from references and CDATA is kept.
    fn text(&mut self, text: &str, exact: bool, start: usize, lines: &mut Lines<'_>) -> Result<(), LoadError> {
        if self.entry.is_none() || text.is_empty() {
            return Ok(());
        }
        let Some(element) = self.open.last_mut() else { return Ok(()) };
        if element.text.len() + text.len() > MAX_VALUE {
            return Err(lines.error(start, "a value of more than a mebibyte"));
        }
        // U+0000 cannot stand in XML, so it can mark the space that is to be folded.
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
        element.text.extend(text.chars().map(|c| if !exact && is_space(c) { '\0' } else { c }));
        Ok(())
    }

    fn close(&mut self) {
        let Some(mut element) = self.open.pop() else { return };
        let Some(entry) = self.entry.clone() else { return };
        match element.name.as_str() {
            "termEntry" | "conceptEntry" => {
                let draft = std::mem::take(&mut self.draft);
                self.entry = None;
                return self.gathered.take(draft, &entry);
            }
            "langSet" | "langSec" => return self.language = None,
            "tig" | "ntig" | "termSec" => return self.word_done(),
            _ => {}
        }
        let inside = |names: &[&str]| self.open.iter().any(|open| names.contains(&open.name.as_str()));
        let in_word = inside(&["tig", "ntig", "termSec"]);
        if inside(&["langSet", "langSec"]) && self.language.is_none() {
            return;
        }
        // Inline elements such as <hi> give their text to what they stand in.
        if let Some(parent) = self.open.last_mut().filter(|parent| is_value(&parent.name, &parent.category)) {
            parent.text.push_str(&element.text);
            return;
        }
        let value = folded(std::mem::take(&mut element.text));
        self.value(&element, value, in_word);
    }

    fn value(&mut self, element: &Element, value: String, in_word: bool) {
        let place = &element.place;
        let kept = match (element.name.as_str(), element.category.as_str()) {
            ("term", _) if in_word => {
                self.word.form = Some(Form { text: value.clone(), place: place.clone() });
                true
            }
            (_, "administrativeStatus") if in_word => {
                self.word.standing = standing(&value);
                self.word.standing.is_some()
            }
            (_, "termType") if in_word => {
                self.word.acronym = matches!(value.as_str(), "acronym" | "abbreviation" | "initialism");
                self.word.acronym || matches!(value.as_str(), "fullForm" | "entryTerm")
            }
            (_, "partOfSpeech") if in_word => match part_of_speech(&value) {
                Some(known) if self.language == Some(Locale::Vi) => {
                    let phrase = self.draft.part_of_speech == Some(PartOfSpeech::Phrase);
                    self.draft.part_of_speech = if phrase { Some(PartOfSpeech::Phrase) } else { Some(known) };
                    true
                }
                _ => false,
            },
            (_, "definition") if !in_word && self.draft.definition.is_none() => {
                self.draft.definition = Some(value.clone());
                true
            }
            (_, "source") if !in_word && self.draft.source.is_none() => {
                self.draft.source = Some(value.clone());
                true
            }
            ("note", _) => self.note(&value, place, in_word),
            // Groups and empty elements have no value of their own.
            _ => value.is_empty(),
        };
        if !kept {
            let what = if element.category.is_empty() { &element.name } else { &element.category };
            self.gathered.say(lost(what, &value, place));
        }
    }

    fn note(&mut self, value: &str, place: &Place, in_word: bool) -> bool {
        if in_word {
            return false;
        }
        let own = value.strip_prefix(OWN).and_then(|pair| pair.split_once('='));
        let slot = match (own, self.language) {
            (Some(("note", note)), Some(locale)) => return self.language_note(locale, note),
            (Some((key, value)), None) => return self.draft.set(key, value, place),
            (None, Some(locale)) => return self.language_note(locale, value),
            _ => &mut self.draft.note,
        };
        join(slot, value);
        true
    }

    fn language_note(&mut self, locale: Locale, value: &str) -> bool {
        match self.draft.said_in(locale) {
            Some(said) => join(&mut said.note, value),
            None => join(&mut self.draft.note, value),
        }
        true
    }

    fn word_done(&mut self) {
        let Word { form, standing, acronym } = std::mem::take(&mut self.word);
        let (Some(form), Some(locale)) = (form, self.language) else { return };
        if locale != Locale::Vi {
            if let Some(said) = self.draft.said_in(locale) {
                said.forms.push((form, standing));
            }
            return;
        }
        if acronym && self.draft.acronym.is_none() {
            self.draft.acronym = Some(form.clone());
        }
        self.draft.vi.push(form);
    }
}

fn join(slot: &mut Option<String>, more: &str) {
    match slot {
        Some(text) => {
            text.push('\n');
            text.push_str(more);
        }
        None => *slot = Some(more.to_owned()),
    }
}

/// Elements that hold a value, in which others are markup.
fn is_value(name: &str, category: &str) -> bool {
    matches!(name, "term" | "termNote" | "descrip" | "admin" | "note" | "ref" | "xref" | "date" | "transac")
        || category == name
}

/// The text with each run of written space as one space, and none at the ends.
fn folded(text: String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for c in text.chars() {
        if c == '\0' {
            space = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut space) {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

fn standing(value: &str) -> Option<Standing> {
    Some(match value {
        PREFERRED
        | "preferredTerm"
        | "preferred"
        | "legalTerm-admn-sts"
        | "standardizedTerm-admn-sts"
        | "regulatedTerm-admn-sts" => Standing::Preferred,
        ADMITTED | "admittedTerm" | "admitted" => Standing::Admitted,
        SUPERSEDED | "supersededTerm" | "superseded" => Standing::Deprecated,
        DEPRECATED | "deprecatedTerm" | "deprecated" | "notRecommended" => Standing::Forbidden,
        _ => return None,
    })
}

fn part_of_speech(value: &str) -> Option<PartOfSpeech> {
    Some(match value {
        "noun" => PartOfSpeech::Noun,
        "properNoun" => PartOfSpeech::ProperNoun,
        "verb" => PartOfSpeech::Verb,
        "adjective" => PartOfSpeech::Adjective,
        "adverb" => PartOfSpeech::Adverb,
        "other" => PartOfSpeech::Other,
        _ => return None,
    })
}
