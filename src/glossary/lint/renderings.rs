//! The renderings of one term: there, not empty, not twice, not both allowed and forbidden.

use super::{Lint, in_locale};
use crate::{
    diagnostic::{Finding, Severity},
    glossary::{Form, Renderings, Term, particles},
    locale::Locale,
    text::{canonical, fold_case, is_letter_or_number},
};

pub(super) const MISSING_LOCALE: Lint = Lint {
    code: "glossary-missing-locale",
    severity: Severity::Warning,
    doc: "What it finds: a term without a rendering in one of the three languages.\n\
          Why: nothing is demanded of that language's edition, and its translators are told nothing.\n\
          Example: a term with [term.en] and [term.ja] but no [term.ko].\n\
          How to fix: add the table, or set do-not-translate where the Vietnamese form is kept.",
};

pub(super) const EMPTY_RENDERING: Lint = Lint {
    code: "glossary-empty-rendering",
    severity: Severity::Error,
    doc: "What it finds: a rendering without a letter or a digit.\n\
          Why: it can be found nowhere, so every translation would be wrong.\n\
          Example: `use = \" \"`.\n\
          How to fix: write the rendering, or delete the table until there is one.",
};

pub(super) const DUPLICATE_RENDERING: Lint = Lint {
    code: "glossary-duplicate-rendering",
    severity: Severity::Warning,
    doc: "What it finds: a rendering that stands twice in one language of a term; capitals make no difference.\n\
          Why: the second says nothing, and is easily changed in place of the first.\n\
          Example: `use = \"FTA\"` with `also = [\"FTA\"]`.\n\
          How to fix: delete one of the two.",
};

pub(super) const FORBIDDEN_ALLOWED: Lint = Lint {
    code: "glossary-forbidden-allowed",
    severity: Severity::Error,
    doc: "What it finds: a rendering that one term both forbids and allows in a language.\n\
          Why: the two cancel out; it is never reported.\n\
          Example: `use = \"resolution\"` with `forbid = [\"Resolution\"]`.\n\
          How to fix: take it out of one of the lists.",
};

pub(super) const UNCHECKABLE: Lint = Lint {
    code: "glossary-uncheckable",
    severity: Severity::Warning,
    doc: "What it finds: a forbidden Korean rendering of one syllable that is also a particle.\n\
          Why: it stands after nearly every noun, so it cannot be told apart in a text.\n\
          Example: `forbid = [\"도\"]` for tỉnh.\n\
          How to fix: forbid a longer wording that holds it.",
};

pub(super) fn check(term: &Term, findings: &mut Vec<Finding>) {
    for locale in Locale::TARGETS {
        match term.renderings(locale) {
            Some(renderings) => check_one(renderings, locale, findings),
            None if term.is_sought() => findings.push(in_locale(MISSING_LOCALE.at(&term.id), locale)),
            None => {}
        }
    }
}

fn check_one(renderings: &Renderings, locale: Locale, findings: &mut Vec<Finding>) {
    for form in renderings.allowed().chain(&renderings.forbid) {
        if !form.text.chars().any(is_letter_or_number) {
            findings.push(in_locale(EMPTY_RENDERING.at(form), locale));
        }
    }
    let allowed: Vec<(String, &Form)> = renderings.allowed().map(|form| (plain(form), form)).collect();
    let forbidden: Vec<(String, &Form)> = renderings.forbid.iter().map(|form| (plain(form), form)).collect();
    for list in [&allowed, &forbidden] {
        for (at, (key, form)) in list.iter().enumerate() {
            let first = list.iter().take(at).find(|(other, _)| other == key);
            findings.extend(first.map(|(_, first)| in_locale(DUPLICATE_RENDERING.twice(form, first), locale)));
        }
    }
    for (key, form) in &forbidden {
        if let Some((_, first)) = allowed.iter().find(|(other, _)| other == key) {
            findings.push(in_locale(FORBIDDEN_ALLOWED.twice(form, first), locale));
        }
        let one = form.text.chars().count() == 1;
        if locale == Locale::Ko && one && particles::is_ending(&form.text) {
            findings.push(in_locale(UNCHECKABLE.at(form), locale));
        }
    }
}

fn plain(form: &Form) -> String {
    fold_case(&canonical(&form.text))
}
