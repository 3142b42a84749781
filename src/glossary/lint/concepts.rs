//! What two terms have in common that perhaps they should not.

use std::collections::{HashMap, HashSet};

use super::{Lint, in_locale};
use crate::{
    diagnostic::{Finding, Severity},
    glossary::{Form, Glossary, Term},
    locale::Locale,
    text::{canonical, fold_case},
};

pub(super) const SAME_CONCEPT: Lint = Lint {
    code: "glossary-same-concept",
    severity: Severity::Warning,
    doc: "What it finds: two terms that allow the same renderings in every language.\n\
          Why: to readers they are one concept; a change to one of them will be forgotten at the other.\n\
          Example: \"trang web\" and \"trang thông tin điện tử\", both \"website\", ウェブサイト and 웹사이트.\n\
          How to fix: make them one term with two Vietnamese forms, or give them renderings that differ.",
};

pub(super) const SAME_RENDERING: Lint = Lint {
    code: "glossary-same-rendering",
    severity: Severity::Info,
    doc: "What it finds: two terms that share a preferred rendering in a language, but not all they allow.\n\
          Why: a distinction is lost, as when Cục Ngoại vụ (a department of the ministry) and Sở Ngoại vụ (a \
          department of a province) have one English name. Often it is right: huyện and quận are both districts.\n\
          Example: \"district\" for huyện and for quận.\n\
          How to fix: choose a rendering that tells them apart, where readers need it.",
};

pub(super) const FORBIDDEN_ELSEWHERE: Lint = Lint {
    code: "glossary-forbidden-elsewhere",
    severity: Severity::Info,
    doc: "What it finds: a rendering that one term forbids and another one allows.\n\
          Why: in a sentence that holds both terms the forbidden wording cannot be told from the allowed one and \
          is not reported there. Often that is meant: 外務省 is right for a ministry and wrong for a province's \
          department.\n\
          Example: 外務省, forbidden for Sở Ngoại vụ, allowed for Bộ Ngoại giao.\n\
          How to fix: nothing, where both are meant; else take it out of one of the lists.",
};

type First<'a> = (&'a Term, &'a Form);

pub(super) fn check(glossary: &Glossary, findings: &mut Vec<Finding>) {
    let sought = || glossary.terms().iter().filter(|term| term.is_sought() && !term.do_not_translate);
    for locale in Locale::TARGETS {
        let mut preferred: HashMap<String, First<'_>> = HashMap::new();
        let mut allowed: HashMap<String, First<'_>> = HashMap::new();
        for term in sought() {
            let Some(renderings) = term.renderings(locale) else { continue };
            let form = &renderings.preferred;
            if let Some((other, first)) = preferred.get(&plain(form)) {
                findings.extend(same(term, form, other, first, locale));
            } else {
                preferred.insert(plain(form), (term, form));
            }
            for form in renderings.allowed() {
                allowed.entry(plain(form)).or_insert((term, form));
            }
        }
        for term in sought() {
            for form in term.renderings(locale).into_iter().flat_map(|renderings| &renderings.forbid) {
                match allowed.get(&plain(form)) {
                    Some((other, first)) if !std::ptr::eq(*other, term) => {
                        let finding = FORBIDDEN_ELSEWHERE.twice(form, first).fact("other", other.id.text.as_str());
                        findings.push(in_locale(finding, locale));
                    }
                    _ => {}
                }
            }
        }
    }
}

fn same(term: &Term, form: &Form, other: &Term, first: &Form, locale: Locale) -> Option<Finding> {
    let said =
        |term: &Term, locale| term.renderings(locale).map(|one| one.allowed().map(plain).collect::<HashSet<_>>());
    let shared = |locale: &Locale| said(term, *locale).is_some() && said(term, *locale) == said(other, *locale);
    if Locale::TARGETS.iter().all(shared) {
        // Said once, not once a language.
        return (locale == Locale::En).then(|| SAME_CONCEPT.twice(&term.id, &other.id).fact("other", &other.id.text));
    }
    let finding = SAME_RENDERING.twice(form, first).fact("id", &term.id.text).fact("other", &other.id.text);
    Some(in_locale(finding, locale))
}

fn plain(form: &Form) -> String {
    fold_case(&canonical(&form.text))
}
