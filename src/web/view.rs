//! Segments and findings as templates take them.

use serde::Serialize;

use super::{App, guard::User};
use crate::{
    diagnostic::{Finding, Severity},
    locale::Locale,
    memory::Who,
    review::{Comment, Draft, Right, Run, Segment, pieces},
};

/// What every page of a signed-in person has.
#[derive(Serialize)]
pub(super) struct Chrome<'a> {
    lang: Locale,
    person: &'a str,
    csrf: &'a str,
    people: bool,
    lead: bool,
    back: String,
}

impl<'a> Chrome<'a> {
    pub(super) fn new(user: &'a User, back: impl Into<String>) -> Self {
        Self {
            lang: user.lang,
            person: &user.person.shown,
            csrf: &user.csrf,
            people: user.person.may_somewhere(Right::People),
            lead: user.person.may_somewhere(Right::Publish),
            back: back.into(),
        }
    }
}

/// One segment.
#[derive(Serialize)]
pub(super) struct Row {
    key: String,
    context: String,
    role: String,
    first: bool,
    version: u64,
    state: &'static str,
    machine: bool,
    name: String,
    source: Vec<Run>,
    target: Vec<Run>,
    findings: Vec<Said>,
    /// The chips of the source, so that one that the translation lacks can be put in.
    chips: Vec<Run>,
    draft: Option<Draft>,
    comments: Vec<Comment>,
    locale: Locale,
}

/// A finding in words.
#[derive(Serialize)]
pub(super) struct Said {
    severity: Severity,
    text: String,
    fix: Option<Mend>,
}

/// A replacement, in UTF-16 units of the text as scripts count.
#[derive(Serialize)]
struct Mend {
    start: usize,
    end: usize,
    replacement: String,
}

/// Findings on `text` in the words of `lang`, the worst first.
pub(super) fn findings(app: &App, lang: Locale, findings: &[Finding], text: &str) -> Vec<Said> {
    let mut said: Vec<Said> = findings
        .iter()
        .map(|finding| Said {
            severity: finding.severity,
            text: app.words.get(&lang).map_or_else(|| finding.code.clone(), |words| finding.message(words)),
            fix: finding.fix.as_ref().and_then(|fix| {
                let units = |to: usize| Some(text.get(..to)?.encode_utf16().count());
                let (start, end) = (units(fix.span.start)?, units(fix.span.end)?);
                Some(Mend { start, end, replacement: fix.replacement.clone() })
            }),
        })
        .collect();
    said.sort_by_key(|one| std::cmp::Reverse(one.severity));
    said
}

/// A segment for the template.
pub(super) fn row(app: &App, lang: Locale, segment: &Segment, draft: Option<Draft>, comments: Vec<Comment>) -> Row {
    let source = pieces(&segment.source_content);
    Row {
        key: segment.id.key.to_string(),
        context: segment.id.context.to_string(),
        role: segment.role.to_string(),
        first: segment.first,
        version: segment.version,
        state: segment.state.name(),
        machine: segment.who.as_ref().is_some_and(|(who, _)| *who == Who::Machine),
        name: segment.who.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
        source: segment.source.clone(),
        target: pieces(&segment.target),
        findings: findings(app, lang, &segment.findings, &segment.target.text),
        chips: source.into_iter().filter(|run| matches!(run, Run::Chip { .. })).collect(),
        draft,
        comments,
        locale: segment.id.locale,
    }
}
