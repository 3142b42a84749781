//! Term candidates: frequent, well-formed Vietnamese expressions that the glossary does not have.
//!
//! Candidates are runs of two to six syllables between stop words, ranked by C-value and NC-value (Frantzi,
//! Ananiadou and Mima 2000, "Automatic recognition of multi-word terms: the C-value/NC-value method",
//! International Journal on Digital Libraries 3, pp. 115–130). What a memory's translations of a candidate have
//! in common is found by counting which of their word sequences other translations lack.

mod common;
mod grams;
mod ranking;
mod stop;
mod toml;

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::{Glossary, acronym::Definitions, exchange::slug};
use crate::{locale::Locale, text::Span};

pub use common::{Seen, Wording};
pub use toml::candidates_toml;

/// What is looked for.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// At most this many candidates.
    pub limit: usize,
    /// An expression counts from this many occurrences on.
    pub min_count: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { limit: 50, min_count: 3 }
    }
}

/// A Vietnamese sentence to search, without inline codes.
#[derive(Clone, Debug)]
pub struct Sentence<'t> {
    /// The text.
    pub text: &'t str,
    /// Names and whatever else holds no term.
    pub skip: Vec<Span>,
}

/// A translation from the memory of the sentence with this index.
#[derive(Clone, Copy, Debug)]
pub struct Translation<'t> {
    /// Index into the sentences.
    pub sentence: usize,
    /// The language.
    pub locale: Locale,
    /// The translation without inline codes.
    pub text: &'t str,
}

/// An expression that may be a term.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Candidate {
    /// An id made of the form.
    pub id: String,
    /// As it is written most often where it does not begin a sentence.
    pub form: String,
    /// The acronym an article defines for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acronym: Option<String>,
    /// How often it occurs.
    pub count: usize,
    /// NC-value; acronyms, which are not ranked, have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
    /// Up to three places, shortened.
    pub contexts: Vec<String>,
    /// What the memory's translations have in common, by language.
    pub seen: Vec<Seen>,
}

impl Glossary {
    /// Candidates that are no terms yet: first the acronyms that the articles' `units` define, in their order,
    /// then expressions of `sentences` by falling NC-value. `translations` are the memory's.
    #[must_use]
    pub fn suggest(
        &self,
        units: &[&str],
        sentences: &[Sentence<'_>],
        translations: &[Translation<'_>],
        options: Options,
    ) -> Vec<Candidate> {
        let runs = grams::Runs::new(self, sentences);
        let mut ranked = ranking::rank(&runs, options.min_count.max(2));
        ranked.truncate(options.limit);
        let mut candidates = self.defined(units);
        let known: HashSet<String> = candidates.iter().map(|one| grams::plain(&one.form)).collect();
        let found = runs.occurrences(ranked.iter().map(|one| one.gram));
        let index = common::Index::new(translations);
        for one in ranked {
            let Some(places) = found.get(&one.gram) else { continue };
            let form = runs.usual_spelling(places, sentences);
            if known.contains(&grams::plain(&form)) {
                continue;
            }
            let rows: Vec<usize> = places.iter().map(|place| place.sentence).collect();
            candidates.push(Candidate {
                id: slug(&form),
                acronym: None,
                count: places.len(),
                score: Some((one.score * 100.0).round() / 100.0),
                contexts: runs.contexts(places, sentences),
                seen: index.common(&rows),
                form,
            });
        }
        unique_ids(&mut candidates, self);
        candidates
    }

    /// The acronyms that the units define and the glossary does not know, with their full forms.
    fn defined(&self, units: &[&str]) -> Vec<Candidate> {
        let definitions = Definitions::read(units.iter().copied(), self);
        let is_term = |text: &str| {
            let hits = self.find(text);
            matches!(hits.as_slice(), [hit] if hit.span == Span::new(0, text.len()))
        };
        definitions
            .iter()
            .filter(|one| self.term_of_acronym(&one.acronym).is_none() && !is_term(&one.full))
            .map(|one| {
                let count = units.iter().map(|unit| unit.matches(&one.acronym).count()).sum();
                let at = units.iter().find_map(|unit| {
                    let at = unit.find(&one.acronym)?;
                    Some(grams::context(unit, Span::new(at, at + one.acronym.len())))
                });
                Candidate {
                    id: slug(&one.full),
                    form: one.full.clone(),
                    acronym: Some(one.acronym.clone()),
                    count,
                    score: None,
                    contexts: at.into_iter().collect(),
                    seen: Vec::new(),
                }
            })
            .collect()
    }
}

/// Makes every id one that neither the glossary nor another candidate has.
fn unique_ids(candidates: &mut [Candidate], glossary: &Glossary) {
    let mut taken: HashMap<String, usize> = glossary.terms().iter().map(|term| (term.id.text.clone(), 1)).collect();
    for candidate in candidates {
        let stem = candidate.id.clone();
        loop {
            let count = taken.entry(stem.clone()).or_insert(0);
            *count += 1;
            candidate.id = if *count == 1 { stem.clone() } else { format!("{stem}-{count}") };
            if *count == 1 || !taken.contains_key(&candidate.id) {
                break;
            }
        }
        taken.entry(candidate.id.clone()).or_insert(1);
    }
}
