//! Longer forms that hide shorter ones, and forms that share words at an end.

use std::collections::HashMap;

use super::{Lint, forms::found_as};
use crate::{
    diagnostic::{Finding, Severity},
    glossary::{Form, Glossary, Term, syllable},
    locale::Locale,
    text::{canonical, fold_case},
};

pub(super) const OVERLAP: Lint = Lint {
    code: "glossary-overlap",
    severity: Severity::Warning,
    doc: "What it finds: a form that contains the form of another term and hides it, because the longest form at a \
          place is the one that is found, while it demands nothing itself: it is only proposed, or it has no \
          rendering in a language in which the other has one.\n\
          Why: inside the longer expression the shorter term is no longer checked.\n\
          Example: the proposed term \"hội nhập quốc tế sâu rộng\" hides \"hội nhập quốc tế\".\n\
          How to fix: give the longer term its renderings, or delete it.",
};

pub(super) const CROSSING: Lint = Lint {
    code: "glossary-crossing",
    severity: Severity::Info,
    doc: "What it finds: a form that ends with the words with which the form of another term begins, two words or \
          more.\n\
          Why: where both meet in a sentence the words between belong to both; only the term that begins first is \
          found, and the other one is neither told to a backend nor checked.\n\
          Example: \"đầu tư trực tiếp\" and \"trực tiếp nước ngoài\" in \"đầu tư trực tiếp nước ngoài\".\n\
          How to fix: where the whole expression is in use, make it a term of its own.",
};

pub(super) fn check(glossary: &Glossary, findings: &mut Vec<Finding>) {
    hiding(glossary, findings);
    crossing(glossary, findings);
}

/// The fewest words that two forms share before it is worth saying: single syllables begin and end everywhere.
const SHARED: usize = 2;

fn crossing(glossary: &Glossary, findings: &mut Vec<Finding>) {
    let sought = || glossary.terms().iter().enumerate().filter(|(_, term)| term.is_sought());
    let forms: Vec<(usize, &Form, Vec<String>)> =
        sought().flat_map(|(index, term)| term.vi.iter().map(move |form| (index, form, words(form)))).collect();
    // The first form that begins with these words and goes on.
    let mut beginnings: HashMap<&[String], (usize, &Form)> = HashMap::new();
    for (index, form, words) in &forms {
        for length in SHARED..words.len() {
            if let Some(beginning) = words.get(..length) {
                beginnings.entry(beginning).or_insert((*index, form));
            }
        }
    }
    for (index, form, words) in &forms {
        let ends = (1..words.len().saturating_sub(SHARED - 1)).filter_map(|from| words.get(from..));
        let other = ends.filter_map(|end| beginnings.get(end)).find(|(other, _)| other != index);
        if let Some((other, first)) = other
            && let Some(other) = glossary.terms().get(*other)
        {
            findings.push(CROSSING.twice(form, first).fact("other", other.id.text.as_str()));
        }
    }
}

fn hiding(glossary: &Glossary, findings: &mut Vec<Finding>) {
    let silent: Vec<(usize, &Term)> = glossary
        .terms()
        .iter()
        .enumerate()
        .filter(|(_, term)| term.is_sought() && (!term.is_binding() || lacks_one(term)))
        .collect();
    if silent.is_empty() {
        return;
    }
    let mut known: HashMap<String, usize> = HashMap::new();
    for (index, term) in glossary.terms().iter().enumerate().filter(|(_, term)| term.is_binding()) {
        for form in &term.vi {
            known.entry(words(form).join(" ")).or_insert(index);
        }
    }
    for (index, term) in silent {
        for form in &term.vi {
            let hidden = inner(form, &known).filter_map(|at| Some((at, glossary.terms().get(at)?)));
            let mut hides = hidden.filter(|(at, other)| *at != index && is_silenced(term, other));
            if let Some((other, first)) = hides.find_map(|(at, other)| Some((other, first_found(glossary, at)?))) {
                findings.push(OVERLAP.twice(form, first).fact("hidden", other.id.text.as_str()));
            }
        }
    }
}

fn lacks_one(term: &Term) -> bool {
    Locale::TARGETS.into_iter().any(|locale| term.renderings(locale).is_none())
}

/// Whether `other` demands a rendering in a language in which `term` demands none.
fn is_silenced(term: &Term, other: &Term) -> bool {
    let demands = |term: &Term, locale| term.is_binding() && term.renderings(locale).is_some();
    Locale::TARGETS.into_iter().any(|locale| demands(other, locale) && !demands(term, locale))
}

/// A form of the term that is really found by itself.
fn first_found(glossary: &Glossary, index: usize) -> Option<&Form> {
    let term = glossary.terms().get(index)?;
    term.vi.iter().find(|form| found_as(glossary, &form.text).is_some_and(|hit| hit.term == index))
}

fn words(form: &Form) -> Vec<String> {
    let words = syllable::words(&form.text).into_iter();
    words.map(|word| fold_case(&canonical(word.of(&form.text)))).collect()
}

/// The terms of `known` whose forms stand inside `form`, which has at most 40 words.
fn inner<'a>(form: &Form, known: &'a HashMap<String, usize>) -> impl Iterator<Item = usize> + use<'a> {
    let words = words(form);
    let mut found = Vec::new();
    for start in 0..words.len() {
        let mut key = String::new();
        for (length, word) in words.iter().skip(start).enumerate() {
            if length > 0 {
                key.push(' ');
            }
            key.push_str(word);
            if length + 1 < words.len() {
                found.extend(known.get(&key).copied());
            }
        }
    }
    found.into_iter()
}
