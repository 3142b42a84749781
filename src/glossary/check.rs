//! What the glossary demands of a translation, and what it tells a backend beforehand.

use std::collections::BTreeMap;

use foldhash::{HashSet, HashSetExt as _};

use sha2::{Digest, Sha256};

use super::{
    Glossary, TermUse, acronym,
    target::{Cover, Reading, Target},
    term::{Class, Renderings, Term},
    verbatim,
};
use crate::{
    diagnostic::{Finding, Fix, Severity},
    locale::Locale,
    text::Span,
};

/// A term of a segment, for the prompt or the glossary of a backend.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hint {
    /// The Vietnamese form that was found.
    pub source: String,
    /// What it is to be called.
    pub rendering: String,
    /// What a translator should know.
    pub note: Option<String>,
}

/// Up to so many terms of a segment are compared with one another.
const FEW_USES: usize = 32;

impl Glossary {
    /// SHA-256 (64 hexadecimal digits) over everything about the terms `uses` touch that a translation into
    /// `locale` depends on: id, class, acronym, status and renderings. Order and repetition do not matter.
    #[must_use]
    pub fn fingerprint(&self, uses: &[TermUse], locale: Locale) -> String {
        let mut touched: Vec<&Term> = self.distinct(uses).map(|(term, _)| term).collect();
        touched.sort_by(|a, b| a.id.text.cmp(&b.id.text));
        // Hashed in one go: the pieces are shorter than the hash's blocks.
        let mut fed = Vec::with_capacity(touched.len() * 256);
        let mut feed = |tag: u8, text: &str| {
            fed.push(tag);
            fed.extend((text.len() as u64).to_le_bytes());
            fed.extend(text.as_bytes());
        };
        for term in touched {
            feed(b'i', &term.id.text);
            feed(b'a', term.acronym.as_ref().map_or("", |form| &form.text));
            feed(
                b'c',
                match term.class {
                    None => "",
                    Some(Class::International) => "international",
                    Some(Class::Known) => "known",
                    Some(Class::Vietnamese) => "vietnamese",
                },
            );
            feed(b's', if term.is_binding() { "binding" } else { "proposed" });
            if term.do_not_translate {
                feed(b'v', "");
            }
            if let Some(renderings) = term.renderings(locale) {
                feed(b'u', &renderings.preferred.text);
                renderings.also.iter().for_each(|form| feed(b'+', &form.text));
                // Later additions to the model are fed only where they are used, so that older rows stay fresh.
                renderings.deprecated.iter().for_each(|form| feed(b'd', &form.text));
                renderings.forbid.iter().for_each(|form| feed(b'-', &form.text));
                feed(b'n', renderings.note.as_deref().unwrap_or_default());
            }
        }
        let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or_default();
        Sha256::digest(&fed).iter().flat_map(|&byte| [digit(byte >> 4), digit(byte & 15)]).collect()
    }

    /// What to tell a backend about the terms found, once each, in order of appearance. An acronym that the
    /// editions keep is its own rendering.
    #[must_use]
    pub fn hints(&self, uses: &[TermUse], locale: Locale) -> Vec<Hint> {
        let mut hints: Vec<Hint> = Vec::new();
        let mut seen = HashSet::new();
        for found in uses.iter().filter(|found| seen.insert((found.term, found.form))) {
            let Some(term) = self.terms().get(found.term) else { continue };
            let (Some(form), Some(renderings)) = (term.vi.get(found.form), term.renderings(locale)) else { continue };
            let kept = term.kept_acronym().filter(|acronym| *acronym == form.text);
            let rendering = kept.unwrap_or(&renderings.preferred.text).to_owned();
            let note = renderings.note.clone().or_else(|| term.note.clone());
            hints.push(Hint { source: form.text.clone(), rendering, note });
        }
        hints
    }

    /// What is wrong with the terms of `target`, the translation of `source` into `locale`:
    /// `term-missing` and `term-not-verbatim` (at the first use in the source), `term-forbidden`,
    /// `term-deprecated` and `acronym-left-in` (in the target). A term used twice may be rendered once, since a pronoun can take its place.
    #[must_use]
    pub fn check(&self, source: &str, uses: &[TermUse], target: &str, locale: Locale) -> Vec<Finding> {
        if locale == Locale::Vi {
            return Vec::new();
        }
        let terms: Vec<(&Term, &TermUse, &Renderings)> =
            self.distinct(uses).filter_map(|(term, found)| Some((term, found, term.renderings(locale)?))).collect();
        // Without a term nothing is looked for.
        let text = Target::new(if terms.is_empty() { "" } else { target }, locale);
        let right = terms.iter().flat_map(|(term, _, renderings)| wordings(term, renderings));
        let allowed = Cover::new(right.flat_map(|wording| text.find(wording, Reading::Generous)));
        let mut findings: Vec<Finding> = terms
            .iter()
            .filter(|(term, _, renderings)| {
                let stands = |wording: &str| match term.do_not_translate {
                    true => verbatim::stands(wording, target),
                    false => text.has(wording),
                };
                term.is_binding() && !wordings(term, renderings).any(stands)
            })
            .map(|(term, found, renderings)| missing(source, term, found, renderings))
            .collect();
        for (_, found, renderings) in terms.iter().filter(|(term, ..)| term.is_binding()) {
            for form in &renderings.deprecated {
                let liked = renderings.liked().flat_map(|form| text.find(&form.text, Reading::Generous));
                let liked = Cover::new(liked);
                let old = text.find(&form.text, Reading::Strict).into_iter().filter(|span| !liked.contains(*span));
                findings.extend(old.map(|span| deprecated(source, found, renderings, target, span)));
            }
        }
        let mut wrong: BTreeMap<Span, Finding> = BTreeMap::new();
        for (_, found, renderings) in &terms {
            for form in &renderings.forbid {
                for span in text.find(&form.text, Reading::Strict).into_iter().filter(|span| !allowed.contains(*span))
                {
                    wrong.entry(span).or_insert_with(|| forbidden(source, found, renderings, target, span));
                }
            }
        }
        let longest = Cover::new(wrong.keys().copied());
        findings.extend(wrong.into_iter().filter(|(span, _)| !longest.exceeds(*span)).map(|(_, finding)| finding));
        let left = acronym::left_in(source, target, self).into_iter();
        findings.extend(left.filter(|(span, ..)| !allowed.contains(*span)).map(|(span, acronym, full)| {
            Finding::new("acronym-left-in", Severity::Error)
                .fact("acronym", acronym)
                .fact("full", if full.is_empty() { "?" } else { &full })
                .at_target(span)
        }));
        findings.into_iter().map(|finding| Finding { locale: Some(locale), ..finding }).collect()
    }

    /// The terms that `uses` touch, each with its first use, in order of appearance.
    fn distinct<'a>(&'a self, uses: &'a [TermUse]) -> impl Iterator<Item = (&'a Term, &'a TermUse)> {
        // A sentence has a handful of terms; only what is no sentence needs a set.
        let mut seen = (uses.len() > FEW_USES).then(HashSet::new);
        let first = uses.iter().enumerate().filter(move |&(at, found)| match &mut seen {
            Some(seen) => seen.insert(found.term),
            None => !uses.iter().take(at).any(|earlier| earlier.term == found.term),
        });
        first.filter_map(|(_, found)| Some((self.terms().get(found.term)?, found)))
    }
}

/// Everything that counts as the term in a translation.
fn wordings<'a>(term: &'a Term, renderings: &'a Renderings) -> impl Iterator<Item = &'a str> {
    renderings.allowed().map(|form| form.text.as_str()).chain(term.kept_acronym())
}

fn missing(source: &str, term: &Term, found: &TermUse, renderings: &Renderings) -> Finding {
    let code = if term.do_not_translate { "term-not-verbatim" } else { "term-missing" };
    Finding::new(code, Severity::Error)
        .fact("source", visible(found.span.of(source)))
        .fact("want", &renderings.preferred.text)
        .at_source(found.span)
}

fn deprecated(source: &str, found: &TermUse, renderings: &Renderings, target: &str, span: Span) -> Finding {
    Finding {
        code: "term-deprecated".to_owned(),
        severity: Severity::Warning,
        ..forbidden(source, found, renderings, target, span)
    }
}

fn forbidden(source: &str, found: &TermUse, renderings: &Renderings, target: &str, span: Span) -> Finding {
    let fix = Fix { span, replacement: renderings.preferred.text.clone(), safe: false };
    let finding = Finding::new("term-forbidden", Severity::Error)
        .fact("source", visible(found.span.of(source)))
        .fact("found", visible(span.of(target)))
        .fact("want", &renderings.preferred.text)
        .at_source(found.span)
        .at_target(span);
    Finding { fix: Some(fix), ..finding }
}

fn visible(text: &str) -> String {
    text.chars().filter(|c| !super::syllable::is_code(*c)).collect()
}
