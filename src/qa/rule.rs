//! What a rule is, and the list of them.

use super::{
    catalogue::{Entry, Family},
    chatter, codes, empty, length, repetition, script, source_left,
};
use crate::{
    article::{Content, Role},
    diagnostic::{Finding, Levels, Severity},
    glossary::{Glossary, TermUse},
    locale::Locale,
    names::{NameUse, Names},
    numbers,
};

/// A segment and its translation.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a> {
    /// The Vietnamese segment, the article's acronyms expanded.
    pub source: &'a Content,
    /// Its translation.
    pub target: &'a Content,
    /// The language of the translation.
    pub locale: Locale,
    /// What the unit is.
    pub role: Role,
}

/// What is known of the source segment before anybody translates it.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// The glossary.
    pub glossary: &'a Glossary,
    /// The terms in the source text.
    pub terms: &'a [TermUse],
    /// The transcriber.
    pub names: &'a Names,
    /// The names in the source text.
    pub found: &'a [NameUse],
}

/// A rule of this room.
pub struct Rule {
    /// Its code.
    pub code: &'static str,
    /// What it is about.
    pub family: Family,
    /// How bad its findings are, unless a newsroom says otherwise.
    pub severity: Severity,
    /// What it finds and why, an example, and how to mend it; `anban check --explain CODE` prints it.
    pub doc: &'static str,
    /// Looks at one pair.
    check: fn(&Pair<'_>, &mut Vec<Finding>),
}

impl Rule {
    pub(super) const fn new(
        code: &'static str,
        family: Family,
        severity: Severity,
        doc: &'static str,
        check: fn(&Pair<'_>, &mut Vec<Finding>),
    ) -> Self {
        Self { code, family, severity, doc, check }
    }

    /// Its line in the catalogue.
    #[must_use]
    pub const fn entry(&self) -> Entry {
        Entry::new(self.code, self.family, self.severity, self.doc)
    }
}

/// The rules of this room, in the order in which they are asked.
pub static RULES: &[Rule] =
    &[empty::RULE, codes::RULE, chatter::RULE, source_left::RULE, script::RULE, repetition::RULE, length::RULE];

/// The rule with this code.
#[must_use]
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code)
}

/// Everything that is wrong with `pair`, in a stable order, with the newsroom's levels applied. An empty
/// translation is not judged any further.
#[must_use]
pub fn check(pair: &Pair<'_>, facts: &Facts<'_>, levels: &Levels) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        (rule.check)(pair, &mut findings);
        if !findings.is_empty() && rule.code == empty::RULE.code {
            break;
        }
    }
    if !pair.target.is_blank() {
        let (source, target) = (&pair.source.text, &pair.target.text);
        findings.extend(facts.glossary.check(source, facts.terms, target, pair.locale));
        findings.extend(numbers::check(source, target, pair.locale));
        findings.extend(facts.names.check(facts.found, target, pair.locale));
    }
    let locale = pair.locale;
    findings
        .into_iter()
        .filter_map(|finding| levels.apply(finding))
        .map(|finding| Finding { locale: Some(locale), ..finding })
        .collect()
}

/// Whether a translation with these findings must not be published as translated.
#[must_use]
pub fn is_blocking(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}
