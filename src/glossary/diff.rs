//! What distinguishes two glossaries, term by term.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    Glossary,
    load::name_of,
    term::{Form, Term},
};
use crate::locale::Locale;

/// The terms that were added, removed or changed, each list by id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// Ids that only the new glossary has.
    pub added: Vec<String>,
    /// Ids that only the old glossary has.
    pub removed: Vec<String>,
    /// Terms that both have and that differ.
    pub changed: Vec<TermChange>,
}

/// One term that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TermChange {
    /// Its id.
    pub id: String,
    /// What differs, in the order of the format.
    pub fields: Vec<FieldChange>,
}

/// One key that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// The key as in a glossary file, with its language: `status`, `en.use`, `ko.forbid`.
    pub key: String,
    /// Values that are gone; of a list its items.
    pub removed: Vec<String>,
    /// Values that are new.
    pub added: Vec<String>,
}

impl Changes {
    /// Compares two glossaries. Order, of terms and within lists, makes no difference. Of several terms with one
    /// id the first counts, as the lint demands.
    #[must_use]
    pub fn between(old: &Glossary, new: &Glossary) -> Self {
        let (old, new) = (by_id(old), by_id(new));
        let only = |one: &BTreeMap<&str, &Term>, other: &BTreeMap<&str, &Term>| {
            one.keys().filter(|id| !other.contains_key(*id)).map(|id| (*id).to_owned()).collect()
        };
        let changed = new.iter().filter_map(|(id, new)| {
            let fields = fields(old.get(id)?, new);
            (!fields.is_empty()).then(|| TermChange { id: (*id).to_owned(), fields })
        });
        Self { added: only(&new, &old), removed: only(&old, &new), changed: changed.collect() }
    }

    /// Whether nothing differs.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }
}

fn by_id(glossary: &Glossary) -> BTreeMap<&str, &Term> {
    glossary.terms().iter().rev().map(|term| (term.id.text.as_str(), term)).collect()
}

fn fields(old: &Term, new: &Term) -> Vec<FieldChange> {
    let (old, new) = (values(old), values(new));
    old.into_iter()
        .zip(new)
        .filter_map(|((key, old), (_, new))| {
            let gone = |one: &[String], other: &[String]| -> Vec<String> {
                one.iter().filter(|value| !other.contains(value)).cloned().collect()
            };
            let (removed, added) = (gone(&old, &new), gone(&new, &old));
            (!removed.is_empty() || !added.is_empty()).then_some(FieldChange { key, removed, added })
        })
        .collect()
}

/// Every key of the format with its values, the same keys for every term.
fn values(term: &Term) -> Vec<(String, Vec<String>)> {
    let forms = |forms: &[Form]| forms.iter().map(|form| form.text.clone()).collect::<Vec<_>>();
    let one = |text: Option<String>| text.into_iter().collect::<Vec<_>>();
    let day = |day: &Option<super::Day>| one(day.as_ref().map(|day| day.date.to_string()));
    let mut all = vec![
        ("vi", forms(&term.vi)),
        ("acronym", one(term.acronym.as_ref().map(|form| form.text.clone()))),
        ("class", one(term.class.map(|class| name_of(class).to_owned()))),
        ("kind", vec![name_of(term.kind).to_owned()]),
        ("case", one(term.case.map(|case| name_of(case).to_owned()))),
        ("pos", one(term.part_of_speech.map(|pos| name_of(pos).to_owned()))),
        ("status", vec![name_of(term.status).to_owned()]),
        ("do-not-translate", vec![term.do_not_translate.to_string()]),
        ("valid-from", day(&term.valid_from)),
        ("valid-until", day(&term.valid_until)),
        ("definition", one(term.definition.clone())),
        ("source", one(term.source.clone())),
        ("note", one(term.note.clone())),
    ]
    .into_iter()
    .map(|(key, values)| (key.to_owned(), values))
    .collect::<Vec<_>>();
    for locale in Locale::TARGETS {
        let said = term.renderings(locale);
        let list = |pick: fn(&super::Renderings) -> &Vec<Form>| said.map_or_else(Vec::new, |said| forms(pick(said)));
        all.extend([
            (format!("{locale}.use"), one(said.map(|said| said.preferred.text.clone()))),
            (format!("{locale}.also"), list(|said| &said.also)),
            (format!("{locale}.deprecated"), list(|said| &said.deprecated)),
            (format!("{locale}.forbid"), list(|said| &said.forbid)),
            (format!("{locale}.note"), one(said.and_then(|said| said.note.clone()))),
        ]);
    }
    all
}
