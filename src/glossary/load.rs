//! Reads glossary files: TOML with a `[[term]]` table for each term.

use std::{fmt::Display, ops::Range, sync::Arc};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

mod names;
mod pieces;

use jiff::civil::Date;
use names::{CASES, CLASSES, KINDS, PARTS_OF_SPEECH, RENDERING_KEYS, STATUSES, TERM_KEYS};
pub(super) use names::{name_of, named};

use super::{
    acronym::is_vietnamese_only,
    matcher::MAX_WORDS,
    syllable,
    term::{Class, Day, Form, Renderings, Term},
};
use crate::{
    diagnostic::{Finding, Place, Severity},
    text::{LineIndex, Position, Span},
};

/// A glossary file that cannot be read, with the place and the way out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {message}", line = .position.line, column = .position.column)]
pub struct LoadError {
    /// The file as the person named it.
    pub file: Arc<str>,
    /// Where in it.
    pub position: Position,
    /// The bytes of the file that are wrong.
    pub span: Span,
    /// What is wrong and what would be right.
    pub message: String,
}

impl LoadError {
    /// The error as a finding, for reports that hold findings only.
    #[must_use]
    pub fn finding(&self) -> Finding {
        let place = Place { file: Arc::clone(&self.file), span: self.span, position: self.position };
        Finding::new("glossary-unreadable", Severity::Error).fact("why", self.message.as_str()).at(place)
    }
}

/// Longest wording in characters; it bounds the work of comparing renderings.
pub(super) const MAX_CHARS: usize = 300;

/// Reads all the terms of `files` (name and text), in order, or says everything that is wrong with them.
pub(super) fn load(files: &[(String, String)]) -> Result<Vec<Term>, Vec<LoadError>> {
    let mut terms = Vec::new();
    let mut errors = Vec::new();
    for (name, text) in files {
        let (name, lines) = (Arc::from(name.as_str()), LineIndex::new(text));
        let file = |base| File { name: Arc::clone(&name), text, lines: &lines, base, errors: Vec::new() };
        // What is wrong with a file is said of the whole of it.
        if let Some(more) = pieces::terms(text, |span| file(span.start).read(span.of(text)).ok()) {
            terms.extend(more);
            continue;
        }
        match file(0).read(text) {
            Ok(more) => terms.extend(more),
            Err(more) => errors.extend(more),
        }
    }
    if errors.is_empty() { Ok(terms) } else { Err(errors) }
}

type Value<'i> = Spanned<DeValue<'i>>;

struct File<'t> {
    name: Arc<str>,
    text: &'t str,
    lines: &'t LineIndex,
    /// Where in the text the piece begins that is read, in bytes.
    base: usize,
    errors: Vec<LoadError>,
}

impl File<'_> {
    /// The terms of `piece`, a part of the text or the whole of it, or what is wrong with it.
    fn read(mut self, piece: &str) -> Result<Vec<Term>, Vec<LoadError>> {
        let mut terms = Vec::new();
        match DeTable::parse(piece) {
            Ok(root) => self.terms(root.get_ref(), &mut terms),
            Err(error) => self.refuse(&error.span().unwrap_or(0..0), error.message().replace('\n', ", ")),
        }
        self.errors.sort_by_key(|error| error.position);
        if self.errors.is_empty() { Ok(terms) } else { Err(self.errors) }
    }

    fn span(&self, span: &Range<usize>) -> Span {
        Span::new(self.base + span.start, self.base + span.end)
    }

    fn place(&self, span: &Range<usize>) -> Place {
        Place::new(&self.name, self.text, self.lines, self.span(span))
    }

    fn refuse(&mut self, span: &Range<usize>, message: impl Display) {
        let span = self.span(span);
        let position = self.lines.position(self.text, span.start);
        self.errors.push(LoadError { file: Arc::clone(&self.name), position, span, message: message.to_string() });
    }

    fn keys(&mut self, table: &DeTable<'_>, accepted: &[&str]) {
        for key in table.keys().filter(|key| !accepted.contains(&key.get_ref().as_ref())) {
            let message = format!("unknown key `{}`; the keys here are {}", key.get_ref(), accepted.join(", "));
            self.refuse(&key.span(), message);
        }
    }

    fn terms(&mut self, root: &DeTable<'_>, terms: &mut Vec<Term>) {
        self.keys(root, &["term"]);
        let Some(value) = root.get("term") else { return };
        let Some(entries) = value.get_ref().as_array() else {
            return self.refuse(&value.span(), "`term` must be a list of tables: write [[term]]");
        };
        for entry in entries.iter() {
            match entry.get_ref().as_table() {
                Some(table) => terms.extend(self.term(table, &entry.span())),
                None => self.refuse(&entry.span(), "a term must be a table: write [[term]]"),
            }
        }
    }

    fn term(&mut self, table: &DeTable<'_>, span: &Range<usize>) -> Option<Term> {
        self.keys(table, TERM_KEYS);
        let id = self.required(table, "id", span);
        let vi = self.list(table, "vi");
        let written = table.get("vi").map(Value::get_ref);
        if written.is_none_or(|list| list.as_array().is_some_and(|list| list.is_empty())) {
            self.refuse(span, "the term has no `vi`: give at least one Vietnamese form, vi = [\"…\"]");
        }
        let acronym = self.string(table, "acronym");
        let class = self.choice(table, "class", CLASSES);
        if let (Some(_), None, Some(value)) = (class, &acronym, table.get("class")) {
            self.refuse(&value.span(), "a `class` without an `acronym` says nothing: add the acronym");
        }
        let class = class.or_else(|| acronym.as_ref().map(|form| default_class(&form.text)));
        let do_not_translate = self.flag(table, "do-not-translate");
        let kept = do_not_translate.then_some(vi.as_slice());
        let [en, ja, ko] = ["en", "ja", "ko"].map(|locale| self.renderings(table, locale, kept));
        let term = Term {
            class,
            kind: self.choice(table, "kind", KINDS).unwrap_or_default(),
            case: self.choice(table, "case", CASES),
            part_of_speech: self.choice(table, "pos", PARTS_OF_SPEECH),
            definition: self.string(table, "definition").map(|form| form.text),
            source: self.string(table, "source").map(|form| form.text),
            note: self.string(table, "note").map(|form| form.text),
            status: self.choice(table, "status", STATUSES).unwrap_or_default(),
            do_not_translate,
            valid_from: self.day(table, "valid-from"),
            valid_until: self.day(table, "valid-until"),
            in_force: true,
            unsorted_key: self.unsorted(table),
            en,
            ja,
            ko,
            id: id?,
            vi,
            acronym,
        };
        (!term.vi.is_empty()).then_some(term)
    }

    /// The renderings in one language. Of a term that is not translated, whose forms are `kept`, they are those
    /// forms, and the table may only forbid others and hold a note.
    fn renderings(&mut self, term: &DeTable<'_>, locale: &str, kept: Option<&[Form]>) -> Option<Renderings> {
        let own = |kept: &[Form]| {
            let (first, rest) = kept.split_first()?;
            let (preferred, also) = (first.clone(), rest.to_vec());
            Some(Renderings { preferred, also, deprecated: Vec::new(), forbid: Vec::new(), note: None })
        };
        let Some(value) = term.get(locale) else { return kept.and_then(own) };
        let Some(table) = value.get_ref().as_table() else {
            self.refuse(&value.span(), format!("`{locale}` must be a table: write [term.{locale}]"));
            return None;
        };
        self.keys(table, RENDERING_KEYS);
        let forbid = self.list(table, "forbid");
        let note = self.string(table, "note").map(|form| form.text);
        if let Some(kept) = kept {
            for key in table.keys().filter(|key| matches!(key.get_ref().as_ref(), "use" | "also" | "deprecated")) {
                let message =
                    format!("a term with do-not-translate has no `{}`: only forbid and note", key.get_ref());
                self.refuse(&key.span(), message);
            }
            return own(kept).map(|own| Renderings { forbid, note, ..own });
        }
        let preferred = self.required(table, "use", &value.span());
        let (also, deprecated) = (self.list(table, "also"), self.list(table, "deprecated"));
        Some(Renderings { preferred: preferred?, also, deprecated, forbid, note })
    }

    fn flag(&mut self, table: &DeTable<'_>, key: &str) -> bool {
        let Some(value) = table.get(key) else { return false };
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.refuse(&value.span(), format!("`{key}` must be true or false"));
        }
        flag.unwrap_or_default()
    }

    /// A day, as a TOML date or in quotes.
    fn day(&mut self, table: &DeTable<'_>, key: &str) -> Option<Day> {
        let value = table.get(key)?;
        let date = match value.get_ref() {
            DeValue::String(text) => text.parse::<Date>().ok().filter(|_| text.len() == 10),
            DeValue::Datetime(written) if written.time.is_none() && written.offset.is_none() => {
                written.to_string().parse().ok()
            }
            _ => None,
        };
        if date.is_none() {
            self.refuse(&value.span(), format!("`{key}` must be a day: {key} = 2025-07-01"));
        }
        Some(Day { date: date?, place: self.place(&value.span()) })
    }

    /// The first key that stands after one it customarily goes before.
    fn unsorted(&self, table: &DeTable<'_>) -> Option<Form> {
        let mut keys: Vec<(Range<usize>, &str)> =
            table.keys().map(|key| (key.span(), key.get_ref().as_ref())).collect();
        keys.sort_unstable_by_key(|(span, _)| span.start);
        let rank = |key: &str| TERM_KEYS.iter().position(|known| *known == key);
        let slip = keys.windows(2).find(|pair| matches!(pair, [a, b] if rank(a.1) > rank(b.1)))?;
        let (span, key) = slip.last()?;
        Some(Form { text: (*key).to_owned(), place: self.place(span) })
    }

    fn required(&mut self, table: &DeTable<'_>, key: &str, span: &Range<usize>) -> Option<Form> {
        if !table.contains_key(key) {
            self.refuse(span, format!("`{key}` is missing here"));
        }
        self.string(table, key)
    }

    fn string(&mut self, table: &DeTable<'_>, key: &str) -> Option<Form> {
        table.get(key).and_then(|value| self.form(key, value))
    }

    fn list(&mut self, table: &DeTable<'_>, key: &str) -> Vec<Form> {
        let Some(value) = table.get(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.refuse(&value.span(), format!("`{key}` must be a list of strings: {key} = [\"…\"]"));
            return Vec::new();
        };
        items.iter().filter_map(|item| self.form(key, item)).collect()
    }

    fn form(&mut self, key: &str, value: &Value<'_>) -> Option<Form> {
        let Some(text) = value.get_ref().as_str() else {
            self.refuse(&value.span(), format!("`{key}` must be made of strings in quotes"));
            return None;
        };
        if !matches!(key, "note" | "definition" | "source") && text.chars().count() > MAX_CHARS {
            self.refuse(&value.span(), format!("longer than {MAX_CHARS} characters: a term is shorter"));
            return None;
        }
        if key == "vi" {
            let words = syllable::words(text).len();
            if words == 0 || words > MAX_WORDS {
                self.refuse(&value.span(), format!("a Vietnamese form has 1 to {MAX_WORDS} words, this has {words}"));
                return None;
            }
        }
        Some(Form { text: text.to_owned(), place: self.place(&value.span()) })
    }

    fn choice<T: Copy>(&mut self, table: &DeTable<'_>, key: &str, choices: &[(&str, T)]) -> Option<T> {
        let value = table.get(key)?;
        let written = value.get_ref().as_str();
        let found = choices.iter().find(|(name, _)| written == Some(name));
        if found.is_none() {
            let names: Vec<_> = choices.iter().map(|(name, _)| format!("\"{name}\"")).collect();
            self.refuse(&value.span(), format!("`{key}` must be one of {}", names.join(", ")));
        }
        found.map(|&(_, choice)| choice)
    }
}

/// An acronym is kept unless it is one that only Vietnamese readers know (domain facts §4.6(c)).
pub(super) fn default_class(acronym: &str) -> Class {
    if is_vietnamese_only(acronym) { Class::Vietnamese } else { Class::International }
}
