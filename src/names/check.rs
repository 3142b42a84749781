//! Whether the names of a source stand in its translation as they should: `name-rendering`, `name-inconsistent`.

use std::collections::{BTreeMap, HashMap};

use daachorse::CharwiseDoubleArrayAhoCorasick;

use super::{
    Basis, Kind, NameUse, Names, Settings,
    border::{self, Form},
    fold::{Origins, folded},
    marks,
    tables::tables,
};
use crate::{
    diagnostic::{Finding, Fix, Severity},
    locale::Locale,
    text::Span,
};

/// A form of a name found in a target.
#[derive(Clone, Copy, Debug)]
struct Hit {
    /// Index of the first use of the name.
    name: usize,
    right: bool,
    folded: Span,
    /// In the target.
    span: Span,
}

impl Names {
    /// What is wrong with the names of a segment in its translation `target`: a form known to be wrong, Vietnamese
    /// marks left over, or no right form at all. `uses` are the names of the source segment.
    #[must_use]
    pub fn check(&self, uses: &[NameUse], target: &str, locale: Locale) -> Vec<Finding> {
        if locale == Locale::Vi {
            return Vec::new();
        }
        let names = distinct(uses);
        let hits = hits(&names, target, locale);
        let mut findings = marks::check(self.settings(), &names, target, locale);
        for (index, name) in names.iter().enumerate() {
            let Some(rendering) = name.rendering(locale) else { continue };
            let mut any = false;
            for hit in hits.iter().filter(|hit| hit.name == index) {
                any = true;
                if !hit.right {
                    let found = hit.span.of(target);
                    let fix = Fix { span: hit.span, replacement: rendering.preferred.clone(), safe: false };
                    let finding = rendering_finding(name, locale, severity(name, rendering.basis))
                        .fact("problem", "wrong")
                        .fact("found", found)
                        .at_target(hit.span);
                    findings.push(Finding { severity: Severity::Error, fix: Some(fix), ..finding });
                }
            }
            if !any && !has_short(name, target, locale) {
                let finding = rendering_finding(name, locale, severity(name, rendering.basis));
                findings.push(finding.fact("problem", "missing").fact("found", ""));
            }
        }
        findings
    }

    /// The names that one edition renders in two ways: for each a finding at every segment that differs from the
    /// first one, with that segment's number. `segments` are the names of each source segment and its translation.
    #[must_use]
    pub fn check_edition<'a>(
        &self,
        segments: impl IntoIterator<Item = (&'a [NameUse], &'a str)>,
        locale: Locale,
    ) -> Vec<(usize, Finding)> {
        let mut first: HashMap<(String, Kind), String> = HashMap::new();
        let mut findings = Vec::new();
        for (number, (uses, target)) in segments.into_iter().enumerate() {
            let names = distinct(uses);
            for hit in hits(&names, target, locale).into_iter().filter(|hit| hit.right) {
                let Some(name) = names.get(hit.name).filter(|name| !varies(name)) else { continue };
                let form = bare_form(name, hit.span.of(target), locale);
                let known = first.entry((name.name.clone(), name.kind)).or_insert_with(|| form.clone());
                if *known != form {
                    let finding = Finding::new("name-inconsistent", Severity::Warning)
                        .fact("name", name.name.as_str())
                        .fact("found", form)
                        .fact("first", known.as_str())
                        .at_source(name.span)
                        .at_target(hit.span);
                    findings.push((number, Finding { locale: Some(locale), ..finding }));
                }
            }
        }
        findings
    }

    pub(super) const fn settings(&self) -> &Settings {
        &self.settings
    }
}

fn rendering_finding(name: &NameUse, locale: Locale, severity: Severity) -> Finding {
    let expected = name.rendering(locale).map_or("", |rendering| rendering.preferred.as_str());
    let finding = Finding::new("name-rendering", severity)
        .fact("name", name.text.as_str())
        .fact("expected", expected)
        .at_source(name.span);
    Finding { locale: Some(locale), ..finding }
}

/// One use of each name, the first; several units of one place are several names.
fn distinct(uses: &[NameUse]) -> Vec<&NameUse> {
    let mut seen = foldhash::HashSet::default();
    match uses.len() {
        // Hardly any sentence has two names.
        0 | 1 => uses.iter().collect(),
        _ => uses.iter().filter(|one| seen.insert((one.name.as_str(), one.kind, one.administrative))).collect(),
    }
}

/// A missing form made by rule alone may be missing for a good reason; so may the name of the country.
fn severity(name: &NameUse, basis: Basis) -> Severity {
    if matches!(basis, Basis::Rule | Basis::Unknown) || varies(name) { Severity::Warning } else { Severity::Error }
}

/// Countries, regions and waters have adjectives and common nouns beside their names.
fn varies(name: &NameUse) -> bool {
    let place = tables().lookup(&name.name).place.and_then(|at| tables().places.get(at));
    name.kind == Kind::Place && place.is_some_and(|place| matches!(place.level, "country" | "region" | "water"))
}

/// The forms of all names in `target`, longest first where one holds another, so that a name inside a longer one
/// does not count. Linear in the target and in the sum of the forms.
fn hits(names: &[&NameUse], target: &str, locale: Locale) -> Vec<Hit> {
    let mut forms: BTreeMap<&str, Vec<(usize, bool)>> = BTreeMap::new();
    for (index, name) in names.iter().enumerate() {
        let Some(rendering) = name.rendering(locale) else { continue };
        for (form, right) in rendering.folded(locale) {
            let names = forms.entry(form).or_default();
            if !names.iter().any(|&(known, _)| known == index) {
                names.push((index, right));
            }
        }
    }
    forms.remove("");
    if forms.is_empty() {
        return Vec::new();
    }
    let text = folded(target, locale);
    let origins = Origins::new(target, locale);
    let mut hits = Vec::new();
    each_form(&forms, &text, |owners, folded| {
        let span = origins.of(folded);
        for &(name, right) in owners {
            if border::holds(&Form { text: target, span, right }, locale) {
                hits.push(Hit { name, right, folded, span });
            }
        }
    });
    outermost(hits)
}

/// Up to here it is faster to look for each form by itself than to build an automaton of them all.
const FEW_FORMS: usize = 96;
const SHORT_TEXT: usize = 2_000;

/// Calls `found` with the owners and the place of every form in `text`, overlapping ones too.
fn each_form(forms: &BTreeMap<&str, Vec<(usize, bool)>>, text: &str, mut found: impl FnMut(&[(usize, bool)], Span)) {
    if forms.len() <= FEW_FORMS && text.len() <= SHORT_TEXT {
        for (form, owners) in forms {
            // The third byte tells more than the first: it is another letter, or the end of the same one.
            let telling = 2.min(form.len().saturating_sub(1));
            let Some((&byte, rest)) = form.as_bytes().get(telling).zip(text.as_bytes().get(telling..)) else {
                continue;
            };
            for at in memchr::memchr_iter(byte, rest) {
                if text.as_bytes().get(at..).is_some_and(|here| here.starts_with(form.as_bytes())) {
                    found(owners, Span::new(at, at + form.len()));
                }
            }
        }
        return;
    }
    let owners: Vec<&Vec<(usize, bool)>> = forms.values().collect();
    let Ok(automaton) = CharwiseDoubleArrayAhoCorasick::<usize>::new(forms.keys()) else { return };
    for hit in automaton.find_overlapping_iter(text) {
        if let Some(owners) = owners.get(hit.value()) {
            found(owners, Span::new(hit.start(), hit.end()));
        }
    }
}

/// The hits that lie in no longer one; of two on the same place the right one.
fn outermost(mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.sort_by_key(|hit| (hit.folded.start, std::cmp::Reverse(hit.folded.end), !hit.right));
    let mut kept: Vec<Hit> = Vec::with_capacity(hits.len());
    let mut cover: Option<(Span, bool)> = None;
    for hit in hits {
        match cover {
            Some((span, right)) if span == hit.folded => {
                if hit.right == right {
                    kept.push(hit);
                }
            }
            Some((span, _)) if span.contains(hit.folded) => {}
            _ => {
                cover = Some((hit.folded, hit.right));
                kept.push(hit);
            }
        }
    }
    kept
}

/// Whether the target calls a person by the last syllable alone, as all three languages do at second mention.
fn has_short(name: &NameUse, target: &str, locale: Locale) -> bool {
    let short =
        name.rendering(locale).and_then(|rendering| rendering.short.as_deref()).filter(|short| !short.is_empty());
    short.is_some_and(|short| {
        target
            .match_indices(short)
            .any(|(at, _)| border::stands_alone(target, Span::new(at, at + short.len()), locale))
    })
}

/// The found form without unit and spaces, as forms are compared over an edition.
fn bare_form(name: &NameUse, found: &str, locale: Locale) -> String {
    let mut form = match locale {
        Locale::En => found.split_whitespace().collect::<Vec<_>>().join(" "),
        _ => found.chars().filter(|c| !c.is_whitespace()).collect(),
    };
    if let Some(unit) = name.administrative {
        let suffixes = unit.suffixes();
        let all = match locale {
            Locale::Ja => &suffixes.ja,
            Locale::Ko => &suffixes.ko,
            _ => &suffixes.en,
        };
        let bare = all.iter().find_map(|suffix| {
            let cut =
                form.len().checked_sub(suffix.trim().len()).filter(|&cut| cut > 0 && form.is_char_boundary(cut))?;
            form[cut..].eq_ignore_ascii_case(suffix.trim()).then(|| form[..cut].trim_end().to_owned())
        });
        form = bare.unwrap_or(form);
    }
    form
}
