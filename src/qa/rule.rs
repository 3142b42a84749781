//! What a rule is, and the list of the rules on a segment.

use super::{
    catalogue::{Entry, Family},
    completeness::{
        address, chatter, cut_off, empty, end_mark, length, list_mark, quotation, repetition, source_left, symbols,
        untranslated,
    },
    look::{Look, visible},
    markup::{codes, empty_pair, leaked, run_together},
    settings::Settings,
    style::{
        article, capitals, dash, ellipsis, figures, headline, japanese, korean, lists, parenthesis, particle,
        quotes as marks, register, spelling, words,
    },
    writing::{
        brackets, characters, decomposed, doubled_mark, doubled_word, han, look_alike, mojibake, quotes, script,
        spaces, width,
    },
};
use crate::{
    article::{Content, Role},
    diagnostic::{Finding, Fix, Levels, Severity},
    glossary::{Glossary, TermUse},
    locale::Locale,
    names::{NameUse, Names},
    numbers,
    text::Span,
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
    /// The figures in the source text.
    pub figures: &'a [numbers::Figure],
}

/// A rule of this room on a segment.
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
    check: fn(&Look<'_>, &mut Vec<Finding>),
}

impl Rule {
    pub(super) const fn new(
        code: &'static str,
        family: Family,
        severity: Severity,
        doc: &'static str,
        check: fn(&Look<'_>, &mut Vec<Finding>),
    ) -> Self {
        Self { code, family, severity, doc, check }
    }

    /// Its line in the catalogue.
    #[must_use]
    pub const fn entry(&self) -> Entry {
        Entry::new(self.code, self.family, self.severity, self.doc)
    }

    /// A finding at `span` of the target, with the text there as the fact `text`.
    pub(super) fn at(&self, look: &Look<'_>, span: Span) -> Finding {
        Finding::new(self.code, self.severity).fact("text", visible(span.of(look.target))).at_target(span)
    }

    /// The same with the change that mends it.
    pub(super) fn fixed(&self, look: &Look<'_>, span: Span, fix: Fix) -> Finding {
        Finding { fix: Some(fix), ..self.at(look, span) }
    }
}

/// The rules of this room on a segment, in the order in which they are asked.
pub static RULES: &[Rule] = &[
    empty::RULE,
    untranslated::RULE,
    codes::RULE,
    leaked::MARKUP,
    leaked::ENTITY,
    empty_pair::RULE,
    run_together::RULE,
    chatter::RULE,
    source_left::RULE,
    script::RULE,
    look_alike::RULE,
    mojibake::RULE,
    characters::CONTROL,
    characters::REPLACEMENT,
    repetition::RULE,
    length::RULE,
    cut_off::RULE,
    address::CHANGED,
    address::HASHTAG,
    end_mark::LOST,
    end_mark::QUESTION,
    list_mark::RULE,
    quotation::RULE,
    symbols::RULE,
    characters::INVISIBLE,
    decomposed::RULE,
    han::CHINESE,
    han::HANJA,
    spaces::EDGE,
    spaces::DOUBLE,
    spaces::BEFORE,
    spaces::AFTER,
    doubled_word::RULE,
    doubled_mark::RULE,
    brackets::RULE,
    quotes::RULE,
    width::FULL,
    width::HALF,
    width::MARKS,
    register::RULE,
    marks::STYLE,
    marks::NESTED,
    marks::STOP,
    japanese::COMMA,
    japanese::SPACE,
    japanese::WAVE,
    japanese::HONORIFIC,
    korean::SPACING,
    korean::DOT,
    particle::RULE,
    parenthesis::RULE,
    ellipsis::RULE,
    dash::RULE,
    headline::STOP,
    headline::CASE,
    headline::CAPITALS,
    capitals::RULE,
    article::RULE,
    lists::RULE,
    figures::WORDS,
    figures::PERCENT,
    figures::DATE,
    spelling::RULE,
    words::RULE,
];

/// The rule on a segment with this code.
#[must_use]
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code)
}

/// Everything that is wrong with `pair` in the house style of the defaults; see [`check_in_style`].
#[must_use]
pub fn check(pair: &Pair<'_>, facts: &Facts<'_>, levels: &Levels) -> Vec<Finding> {
    static DEFAULT: std::sync::LazyLock<Settings> = std::sync::LazyLock::new(Settings::default);
    check_in_style(pair, facts, &DEFAULT, levels)
}

/// Everything that is wrong with `pair`, in a stable order, with the newsroom's house style and levels applied.
/// An empty translation is not judged any further.
#[must_use]
pub fn check_in_style(pair: &Pair<'_>, facts: &Facts<'_>, style: &Settings, levels: &Levels) -> Vec<Finding> {
    let mut findings = Vec::new();
    let look = Look::new(pair, facts, style);
    for rule in RULES {
        (rule.check)(&look, &mut findings);
        if !findings.is_empty() && rule.code == empty::RULE.code {
            break;
        }
    }
    if !pair.target.is_blank() {
        let (source, target) = (&pair.source.text, &pair.target.text);
        findings.extend(facts.glossary.check(source, facts.terms, target, pair.locale));
        findings.extend(numbers::check_figures(source, facts.figures, target, pair.locale));
        findings.extend(facts.names.check(facts.found, target, pair.locale));
    }
    let locale = pair.locale;
    once_each(findings)
        .into_iter()
        .filter_map(|finding| levels.apply(finding))
        .map(|finding| Finding { locale: Some(locale), ..finding })
        .collect()
}

/// Says each fault once: where a finding that knows more speaks of the same words, the one that knows less is left
/// out. A term that is not there because a forbidden form stands in its place is one fault; so are Vietnamese letters
/// that belong to a name.
fn once_each(mut findings: Vec<Finding>) -> Vec<Finding> {
    let at = |code: &str, span: fn(&Finding) -> Option<Span>| -> Vec<Span> {
        findings.iter().filter(|finding| finding.code == code).filter_map(span).collect()
    };
    let forbidden = at("term-forbidden", |finding| finding.source);
    let names = at("name-diacritics", |finding| finding.target);
    findings.retain(|finding| match (finding.code.as_str(), finding.source, finding.target) {
        ("term-missing", Some(source), _) => !forbidden.contains(&source),
        ("source-left-in", _, Some(target)) => !names.iter().any(|name| name.contains(target)),
        _ => true,
    });
    findings
}

/// Whether a translation with these findings must not be published as translated.
#[must_use]
pub fn is_blocking(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}
