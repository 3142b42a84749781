//! What came back, compared with the article and the memory as they stand now.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{Document, Pair, pieces, pieces::shown, resolve};
use crate::{
    article::{Content, Role},
    diagnostic::{Finding, Place, Severity},
    locale::Locale,
    memory::{NewRow, Origin, Row, State, Who},
    pipeline::{PreparedSegment, Tools},
    qa,
    text::{LineIndex, canonical},
};

/// What is needed to take a document back.
pub struct Taking<'a> {
    /// The file it was read from, and its text.
    pub file: &'a Arc<str>,
    /// Its text.
    pub text: &'a str,
    /// Who translated it, whatever the file says.
    pub translator: Option<&'a str>,
    /// The language.
    pub locale: Locale,
    /// The rooms that check.
    pub tools: &'a Tools,
}

/// A sentence of the article as it stands now, and the memory's row in its very place.
pub struct Standing<'a> {
    /// Its unit's number from 0.
    pub unit: usize,
    /// Its own number in the unit, from 0.
    pub at: usize,
    /// What the unit is.
    pub role: Role,
    /// The sentence.
    pub segment: &'a PreparedSegment,
    /// What the memory answers for it, in this place or another.
    pub row: Option<Row>,
    /// The version of the row in this very place; 0 where there is none.
    pub version: u64,
}

/// What became of a document.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    /// What goes into the memory.
    pub rows: Vec<NewRow>,
    /// What was refused, is missing, or violates a check; each with its place in the file.
    pub findings: Vec<Finding>,
    /// Sentences that came back as the memory has them.
    pub unchanged: usize,
    /// Sentences of the file that were refused.
    pub refused: usize,
    /// Sentences of the article without a translation in the file.
    pub missing: usize,
}

/// Takes `document` back. A sentence that changed in the article or in the file, whose codes are broken, or whose row
/// somebody changed meanwhile is refused by itself; the rest is taken. What fails a blocking check is kept as
/// [`State::Initial`]. An [import](Who::Import) never claims to be a person's work.
#[must_use]
pub fn take(document: &Document, article: &[Standing<'_>], taking: &Taking<'_>) -> Taken {
    let lines = LineIndex::new(taking.text);
    let place = |pair: &Pair| Place::new(taking.file, taking.text, &lines, pair.span);
    let mut taken = Taken::default();
    let mut by_id = HashMap::new();
    let mut by_key = HashMap::new();
    for standing in article {
        by_id.insert(format!("{}.{}", standing.unit + 1, standing.at + 1), standing);
        by_key.entry((standing.segment.key, standing.segment.context)).or_insert(standing);
    }
    let mut by_text: HashMap<String, Vec<&Standing<'_>>> = HashMap::new();
    if document.pairs.iter().any(|pair| pair.stamp.is_none()) {
        for standing in article {
            by_text.entry(canonical(&shown(&pieces(&standing.segment.text)))).or_default().push(standing);
        }
    }
    let mut seen = HashSet::new();
    let mut answered = HashSet::new();
    for pair in &document.pairs {
        let refuse = |taken: &mut Taken, code: &str, facts: &[(&str, String)]| {
            let mut finding = Finding::new(code, Severity::Error).fact("id", cut(&pair.id)).at(place(pair));
            for (name, value) in facts {
                finding = finding.fact(name, cut(value));
            }
            finding.locale = Some(taking.locale);
            taken.findings.push(finding);
            taken.refused += 1;
        };
        let wanted = canonical(&shown(&pair.source));
        let says = |standing: &&&Standing<'_>| canonical(&shown(&pieces(&standing.segment.text))) == wanted;
        let stamped = pair.stamp.and_then(|stamp| by_key.get(&(stamp.key, stamp.context)));
        let found = stamped.or_else(|| by_id.get(&pair.id)).filter(says).copied();
        // A table's sentences are known by what they say, wherever they have moved; those that say the same, in order.
        let moved = || {
            let alike = by_text.get(&wanted).filter(|_| pair.stamp.is_none())?;
            alike.iter().find(|standing| !seen.contains(&(standing.unit, standing.at))).or(alike.first()).copied()
        };
        let in_place = found.is_some();
        let found = found.or_else(moved);
        let Some(standing) = found else {
            refuse(&mut taken, "handback-source", &[("text", shown(&pair.source))]);
            continue;
        };
        let id = (standing.unit, standing.at);
        if !seen.insert(id) {
            refuse(&mut taken, "handback-twice", &[("text", shown(&pair.source))]);
            continue;
        }
        let Some(target) = &pair.target else { continue };
        let content = match resolve(target, &standing.segment.text) {
            Ok(content) => content,
            Err(fault) => {
                answered.insert(id);
                refuse(&mut taken, "handback-codes", &[("codes", fault.to_string())]);
                continue;
            }
        };
        if content.is_blank() && !standing.segment.text.is_blank() {
            continue;
        }
        answered.insert(id);
        // A tool that changes a refused attempt and forgets its state has translated it.
        let touched = standing.row.as_ref().is_none_or(|row| row.target.text != content.text);
        if pair.unsure && standing.row.as_ref().is_some_and(|row| row.state.is_usable()) {
            answered.remove(&id);
            continue;
        }
        let state = pair
            .state
            .filter(|_| pair.unsure)
            .or_else(|| pair.state.filter(|state| !touched || state.is_usable()))
            .unwrap_or(State::Translated);
        let same = |row: &Row| row.target.text == content.text && (row.state == state || state < row.state);
        if standing.row.as_ref().is_some_and(same) {
            taken.unchanged += 1;
            continue;
        }
        let version = pair.stamp.map(|stamp| stamp.version).or(pair.version);
        // A sentence that moved has no row in its new place yet.
        let conflict = version.is_some_and(|version| version != standing.version);
        if conflict && (in_place || standing.version > 0) {
            let now = standing.row.as_ref().map(|row| row.target.visible()).unwrap_or_default();
            refuse(&mut taken, "handback-conflict", &[("text", content.visible()), ("now", now)]);
            continue;
        }
        let findings = check(standing, &content, taking);
        let blocking = qa::is_blocking(&findings);
        for finding in &findings {
            taken.findings.push(finding.clone().at(place(pair)));
        }
        let name = taking
            .translator
            .map(str::to_owned)
            .or_else(|| changed_by(pair, standing))
            .or_else(|| document.translator.clone());
        taken.rows.push(row(
            standing,
            content,
            if blocking { State::Initial } else { state },
            name,
            findings,
            taking,
        ));
    }
    for standing in article {
        if !standing.segment.text.is_blank() && !answered.contains(&(standing.unit, standing.at)) {
            taken.missing += 1;
            let mut finding = Finding::new("handback-missing", Severity::Warning)
                .fact("id", format!("{}.{}", standing.unit + 1, standing.at + 1))
                .fact("text", cut(&standing.segment.text.visible()));
            finding.locale = Some(taking.locale);
            let pair = document.pairs.iter().find(|pair| {
                pair.stamp.is_some_and(|stamp| {
                    stamp.key == standing.segment.key && stamp.context == standing.segment.context
                })
            });
            taken.findings.push(finding.at(match pair {
                Some(pair) => place(pair),
                None => Place::new(taking.file, taking.text, &lines, crate::text::Span::new(0, 0)),
            }));
        }
    }
    taken
}

/// The name a pair carries, unless it is only that of whoever made what was sent out.
fn changed_by(pair: &Pair, standing: &Standing<'_>) -> Option<String> {
    let before = standing.row.as_ref().map(|row| row.origin.name.as_str());
    pair.translator.clone().filter(|name| before != Some(name.as_str()))
}

fn check(standing: &Standing<'_>, target: &Content, taking: &Taking<'_>) -> Vec<Finding> {
    let tools = taking.tools;
    let pair = qa::Pair { source: &standing.segment.text, target, locale: taking.locale, role: standing.role };
    let facts = qa::Facts {
        glossary: &tools.glossary,
        terms: &standing.segment.terms,
        names: &tools.names,
        found: &standing.segment.names,
        figures: &standing.segment.figures,
    };
    qa::check_in_style(&pair, &facts, &tools.style, &tools.levels)
}

fn row(
    standing: &Standing<'_>,
    target: Content,
    state: State,
    name: Option<String>,
    findings: Vec<Finding>,
    taking: &Taking<'_>,
) -> NewRow {
    let segment = standing.segment;
    NewRow {
        key: segment.key,
        context: segment.context,
        locale: taking.locale,
        source: segment.text.clone(),
        target,
        state,
        origin: Origin {
            who: Who::Import,
            name: name.unwrap_or_else(|| taking.file.rsplit(['/', '\\']).next().unwrap_or_default().to_owned()),
            model: None,
            prompt: None,
        },
        fingerprint: taking.tools.glossary.fingerprint(&segment.terms, taking.locale),
        findings,
        expected: Some(standing.version),
    }
}

/// The beginning of a text, for a message.
fn cut(text: &str) -> String {
    match text.char_indices().nth(160) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}
