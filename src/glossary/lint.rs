//! Faults in the glossary itself, one family of them a file.

mod concepts;
mod dates;
mod forms;
mod identity;
mod order;
mod overlap;
mod renderings;
mod script;
mod spelling;

use super::{
    Glossary,
    term::{Form, Term},
    toml_text,
};
use crate::{
    diagnostic::{Finding, Fix, Label, Severity},
    locale::Locale,
};

/// One kind of fault in a glossary.
#[derive(Debug)]
pub struct Lint {
    /// Its code.
    pub code: &'static str,
    /// How bad its findings are, unless a newsroom says otherwise.
    pub severity: Severity,
    /// What it finds and why, an example, and how to mend it.
    pub doc: &'static str,
}

/// Every lint, in the order of the manual; [`LoadError`](super::LoadError) has the first.
pub static LINTS: &[&Lint] = &[
    &UNREADABLE,
    &identity::DUPLICATE_ID,
    &identity::ID_STYLE,
    &forms::DUPLICATE_FORM,
    &forms::TWO_PREFERRED,
    &forms::NEVER_MATCHES,
    &overlap::OVERLAP,
    &overlap::CROSSING,
    &concepts::SAME_CONCEPT,
    &concepts::SAME_RENDERING,
    &concepts::FORBIDDEN_ELSEWHERE,
    &renderings::MISSING_LOCALE,
    &renderings::EMPTY_RENDERING,
    &renderings::DUPLICATE_RENDERING,
    &renderings::FORBIDDEN_ALLOWED,
    &renderings::UNCHECKABLE,
    &script::WRONG_SCRIPT,
    &script::LOOK_ALIKE,
    &spelling::WIDTH,
    &spelling::WHITESPACE,
    &spelling::NFD,
    &dates::DATES,
    &order::UNSORTED,
    &order::KEY_ORDER,
];

const UNREADABLE: Lint = Lint {
    code: "glossary-unreadable",
    severity: Severity::Error,
    doc: "What it finds: a glossary file that is not the agreed format: broken TOML, an unknown key, a value of the \
          wrong kind, a missing id or form.\n\
          Why: nothing is guessed; a misspelt key would otherwise be a rule that nobody keeps.\n\
          Example: `forbidden = [\"…\"]` where the key is `forbid`.\n\
          How to fix: write what the message proposes at the place it names.",
};

impl Glossary {
    /// Everything that is wrong with the entries, in file order: the errors and warnings of [`LINTS`].
    #[must_use]
    pub fn lint(&self) -> Vec<Finding> {
        let mut findings = self.findings();
        findings.retain(|finding| finding.severity > Severity::Info);
        findings
    }

    /// What an editor may want to know besides, in file order: the notes of [`LINTS`]. They are often right.
    #[must_use]
    pub fn notes(&self) -> Vec<Finding> {
        let mut findings = self.findings();
        findings.retain(|finding| finding.severity == Severity::Info);
        findings
    }

    fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        identity::check(self, &mut findings);
        forms::check(self, &mut findings);
        overlap::check(self, &mut findings);
        concepts::check(self, &mut findings);
        order::check(self, &mut findings);
        for term in self.terms() {
            renderings::check(term, &mut findings);
            script::check(term, &mut findings);
            spelling::check(term, &mut findings);
            dates::check(term, &mut findings);
        }
        findings.sort_by(|a, b| key(a).cmp(&key(b)));
        findings
    }
}

fn key(finding: &Finding) -> (Option<&crate::diagnostic::Place>, &str, Option<Locale>) {
    (finding.place.as_ref(), finding.code.as_str(), finding.locale)
}

impl Lint {
    fn at(&self, form: &Form) -> Finding {
        Finding::new(self.code, self.severity).fact("form", form.text.trim()).at(form.place.clone())
    }

    fn twice(&self, form: &Form, first: &Form) -> Finding {
        let label = Label { place: first.place.clone(), message: "label-glossary-first".to_owned() };
        let place = format!("{}:{}", first.place.file, first.place.position.line);
        Finding { labels: vec![label], ..self.at(form).fact("first", place) }
    }

    /// A slip that is mended by writing `right` instead.
    fn slip(&self, form: &Form, right: &str) -> Finding {
        let fix = Fix { span: form.place.span, replacement: toml_text::quoted(right), safe: true };
        Finding { fix: Some(fix), ..self.at(form) }
    }
}

fn in_locale(finding: Finding, locale: Locale) -> Finding {
    finding.fact("locale", locale.tag())
}

/// Every wording of a term with its language, in the order of the model. The renderings of a term that is not
/// translated are its Vietnamese forms and do not come twice.
fn wordings(term: &Term) -> impl Iterator<Item = (Locale, &Form)> {
    let own = term.vi.iter().chain(&term.acronym).map(|form| (Locale::Vi, form));
    let kept = term.do_not_translate;
    own.chain(Locale::TARGETS.into_iter().flat_map(move |locale| {
        let all = term.renderings(locale).into_iter();
        all.flat_map(move |one| one.allowed().filter(move |_| !kept).chain(&one.forbid))
            .map(move |form| (locale, form))
    }))
}
