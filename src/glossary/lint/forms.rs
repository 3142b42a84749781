//! Vietnamese forms that stand twice, or that can never be found.

use super::Lint;
use crate::{
    diagnostic::{Finding, Severity},
    glossary::{Form, Glossary, Term, TermUse, syllable},
    locale::Locale,
    text::{Span, canonical, fold_case, is_letter_or_number},
};

pub(super) const DUPLICATE_FORM: Lint = Lint {
    code: "glossary-duplicate-form",
    severity: Severity::Error,
    doc: "What it finds: a Vietnamese form that already stands elsewhere, in the same term or in another one with \
          the same preferred renderings. Capitals, spaces, Unicode form and the place of the tone mark make no \
          difference.\n\
          Why: only the first is ever found in a text, so whatever is changed at the second does nothing.\n\
          Example: \"hoà bình\" and \"hòa bình\".\n\
          How to fix: delete one of the two.",
};

pub(super) const TWO_PREFERRED: Lint = Lint {
    code: "glossary-two-preferred",
    severity: Severity::Error,
    doc: "What it finds: one Vietnamese form in two terms that prefer different renderings in a language.\n\
          Why: the first wins silently, and one half of the newsroom believes in the other.\n\
          Example: \"Sở Ngoại vụ\" as \"Department of External Relations\" in one file and as \"Department of \
          Foreign Affairs\" in another.\n\
          How to fix: agree on one; move the other to `also`, or give the two terms validity dates that do not \
          overlap.",
};

pub(super) const NEVER_MATCHES: Lint = Lint {
    code: "glossary-never-matches",
    severity: Severity::Error,
    doc: "What it finds: a form that is not found even where it stands alone, written as in the glossary: it looks \
          like part of a document number, or another term takes its place.\n\
          Why: the term is never demanded of a translation, though it looks as if it were.\n\
          Example: `vi = [\"22-NQ/TW\"]`; document numbers stay as they are and are no terms.\n\
          How to fix: write the form as articles write it, or delete it.",
};

pub(super) fn check(glossary: &Glossary, findings: &mut Vec<Finding>) {
    for (index, term) in glossary.terms().iter().enumerate().filter(|(_, term)| term.is_sought()) {
        for (number, form) in term.vi.iter().enumerate() {
            if !form.text.chars().any(is_letter_or_number) {
                findings.push(NEVER_MATCHES.at(form));
                continue;
            }
            let own = |hit: &TermUse| (hit.term, hit.form) == (index, number);
            let found = found_as(glossary, &form.text);
            if found.as_ref().is_some_and(own) {
                continue;
            }
            let other_capitals = [fold_case(&form.text), form.text.to_uppercase()];
            if other_capitals.iter().any(|text| found_as(glossary, text).as_ref().is_some_and(own)) {
                continue;
            }
            findings.extend(explain(glossary, term, form, found));
        }
    }
}

fn explain(glossary: &Glossary, term: &Term, form: &Form, found: Option<TermUse>) -> Option<Finding> {
    let Some((other, first)) = found.and_then(|hit| {
        let other = glossary.terms().get(hit.term)?;
        Some((other, other.vi.get(hit.form)?))
    }) else {
        return Some(NEVER_MATCHES.at(form));
    };
    if never_together(term, other) {
        return None;
    }
    if std::ptr::eq(term, other) {
        return Some(DUPLICATE_FORM.twice(form, first));
    }
    let differs = |locale: &Locale| {
        let (own, others) = (term.renderings(*locale), other.renderings(*locale));
        own.zip(others).is_some_and(|(own, other)| plain(&own.preferred) != plain(&other.preferred))
    };
    Some(match Locale::TARGETS.into_iter().find(differs) {
        Some(locale) => {
            let said = |term: &Term| term.renderings(locale).map_or("", |one| &one.preferred.text).to_owned();
            let finding = TWO_PREFERRED.twice(form, first).fact("here", said(term)).fact("there", said(other));
            super::in_locale(finding, locale)
        }
        None => DUPLICATE_FORM.twice(form, first),
    })
}

fn plain(form: &Form) -> String {
    fold_case(&canonical(&form.text))
}

/// Whether no day lies in the validity of both.
fn never_together(one: &Term, other: &Term) -> bool {
    let before = |a: &Term, b: &Term| {
        let (until, from) = (a.valid_until.as_ref(), b.valid_from.as_ref());
        until.zip(from).is_some_and(|(until, from)| until.date < from.date)
    };
    before(one, other) || before(other, one)
}

/// The term that a text holds which is nothing but `text`.
pub(super) fn found_as(glossary: &Glossary, text: &str) -> Option<TermUse> {
    // The parentheses keep a country's one-syllable name from being taken for the first word of a sentence.
    let framed = format!("( {text} )");
    let words = syllable::words(&framed);
    let inside = words.get(1..words.len().checked_sub(1)?)?;
    let whole = Span::new(inside.first()?.start, inside.last()?.end);
    glossary.find(&framed).into_iter().find(|hit| hit.span == whole)
}
