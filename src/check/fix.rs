//! Applies the fixes that findings carry, round after round, until nothing is left that may be applied.

use std::collections::HashSet;

use super::{
    rows::{Memo, findings},
    segment::Known,
};
use crate::{
    article::{Content, is_code},
    diagnostic::{Finding, Fix, Severity},
    glossary::Glossary,
    memory::{self, NewRow, Origin, Row, State, Store, Who},
    pipeline::Tools,
    text::Span,
};

/// How often a text is looked at again at most.
const ROUNDS: usize = 10;

/// How many rows are read in one go.
const PAGE: usize = 3_000;

/// Which fixes are applied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Also those that somebody should have looked at.
    pub unsafe_too: bool,
    /// Also in rows that a person made or approved.
    pub reviewed_too: bool,
}

/// A text and what the fixes make of it.
#[derive(Clone, Debug)]
pub struct Mended {
    /// The file, or the row's name.
    pub name: String,
    /// The text before.
    pub old: String,
    /// The text after.
    pub new: String,
    /// How many fixes were applied.
    pub applied: usize,
    /// What is to be stored, for a row that may be changed; nothing for a file, and for a row that is only shown.
    pub row: Option<NewRow>,
}

/// What the fixes make of the rows of `store`, called `name`, in order. Nothing is stored.
///
/// # Errors
/// When the store fails.
pub async fn mend_rows(
    store: &dyn Store,
    name: &str,
    since: Option<&str>,
    tools: &Tools,
    wanted: Wanted,
) -> memory::Result<Vec<Mended>> {
    let mut mended = Vec::new();
    let mut after = None;
    let mut memo = Memo::default();
    loop {
        let page = store.page(after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(mended) };
        after = Some(last.id());
        let rows = page.iter().filter(|row| row.state != State::Initial);
        for row in rows.filter(|row| since.is_none_or(|since| row.updated.as_str() >= since)) {
            mended.extend(mend_row(row, name, memo.known(&row.source.text, tools), tools, wanted));
        }
    }
}

fn mend_row(row: &Row, name: &str, known: &Known, tools: &Tools, wanted: Wanted) -> Option<Mended> {
    let mut now = row.clone();
    let mut seen = HashSet::from([now.target.text.clone()]);
    let mut applied = 0;
    let mut left = findings(&now, row.key, known, tools);
    for _ in 0..ROUNDS {
        let Some((text, count)) = apply(&now.target.text, &left, wanted.unsafe_too) else { break };
        // Two fixes that undo each other would go round for ever.
        if !seen.insert(text.clone()) {
            break;
        }
        now.target.text = text;
        applied += count;
        left = findings(&now, row.key, known, tools);
    }
    if applied == 0 {
        return None;
    }
    let by_person = row.origin.who != Who::Machine || row.state >= State::Reviewed;
    let row_to_store = (!by_person || wanted.reviewed_too).then(|| new_row(row, &now, known, left, tools));
    Some(Mended {
        name: format!("{name}#{} ({})", row.key, row.locale),
        old: row.target.visible(),
        new: now.target.visible(),
        applied,
        row: row_to_store,
    })
}

/// The next version of a row. Whoever made it stays its maker where that was a person: the store lets no machine
/// take a person's place.
fn new_row(old: &Row, now: &Row, known: &Known, left: Vec<Finding>, tools: &Tools) -> NewRow {
    let name = match old.origin.who {
        Who::Machine => "anban check --fix".to_owned(),
        Who::Person | Who::Import => format!("{} (anban check --fix-reviewed)", old.origin.name),
    };
    let left: Vec<Finding> = left.into_iter().filter(|finding| finding.code != "stale-terms").collect();
    let holds = !left.iter().any(|finding| finding.severity == Severity::Error);
    let today = tools.glossary.fingerprint(&known.terms, old.locale);
    NewRow {
        key: old.key,
        context: old.context,
        locale: old.locale,
        source: old.source.clone(),
        target: Content { text: now.target.text.clone(), codes: old.target.codes.clone() },
        state: old.state,
        origin: Origin { who: old.origin.who, name, model: None, prompt: None },
        // A sentence that keeps to today's terms is not stale any more.
        fingerprint: if holds { today } else { old.fingerprint.clone() },
        findings: left,
        expected: Some(old.version),
    }
}

/// What the fixes make of the glossary's files, given as name and text. A round after which the files could not be
/// read any more is taken back.
#[must_use]
pub fn mend_files(files: &[(String, String)], unsafe_too: bool) -> Vec<Mended> {
    let mut now: Vec<(String, String, usize)> = files.iter().map(|(n, t)| (n.clone(), t.clone(), 0)).collect();
    for _ in 0..ROUNDS {
        let plain: Vec<(String, String)> = now.iter().map(|(name, text, _)| (name.clone(), text.clone())).collect();
        let Ok(glossary) = Glossary::parse(&plain) else { break };
        let findings = glossary.lint();
        let next: Vec<(String, String, usize)> = now
            .iter()
            .map(|(name, text, applied)| {
                let own: Vec<Finding> = findings.iter().filter(|finding| is_in(finding, name)).cloned().collect();
                match apply(text, &own, unsafe_too) {
                    Some((text, count)) => (name.clone(), text, applied + count),
                    None => (name.clone(), text.clone(), *applied),
                }
            })
            .collect();
        let readable: Vec<(String, String)> =
            next.iter().map(|(name, text, _)| (name.clone(), text.clone())).collect();
        if next == now || Glossary::parse(&readable).is_err() {
            break;
        }
        now = next;
    }
    let changed = files.iter().zip(now).filter(|((_, old), (_, new, _))| old != new);
    changed
        .map(|((name, old), (_, new, applied))| Mended {
            name: name.clone(),
            old: old.clone(),
            new,
            applied,
            row: None,
        })
        .collect()
}

fn is_in(finding: &Finding, file: &str) -> bool {
    finding.place.as_ref().is_some_and(|place| &*place.file == file)
}

/// `text` after one round of the fixes of `findings`, and how many there were; of two that overlap the first is
/// applied. Codes in what is replaced stay, behind the replacement.
fn apply(text: &str, findings: &[Finding], unsafe_too: bool) -> Option<(String, usize)> {
    let mut chosen: Vec<&Fix> = Vec::new();
    for fix in findings.iter().filter_map(|finding| finding.fix.as_ref()) {
        let fits = text.get(fix.span.start..fix.span.end).is_some_and(|old| old != fix.replacement);
        let free = chosen.iter().all(|other| !touch(other.span, fix.span));
        if (fix.safe || unsafe_too) && fits && free {
            chosen.push(fix);
        }
    }
    if chosen.is_empty() {
        return None;
    }
    chosen.sort_by_key(|fix| fix.span);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for fix in &chosen {
        out.push_str(Span::new(done, fix.span.start).of(text));
        out.push_str(&fix.replacement);
        out.extend(fix.span.of(text).chars().filter(|&c| is_code(c)));
        done = fix.span.end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    Some((out, chosen.len()))
}

/// Whether two changes cannot both be made: they share a byte, or put something in at one place.
fn touch(a: Span, b: Span) -> bool {
    a.overlaps(b)
        || a == b
        || (a.is_empty() && b.start < a.start && a.start < b.end)
        || (b.is_empty() && a.start < b.start && b.start < a.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(start: usize, end: usize, replacement: &str, safe: bool) -> Finding {
        let fix = Fix { span: Span::new(start, end), replacement: replacement.to_owned(), safe };
        Finding { fix: Some(fix), ..Finding::new("x", Severity::Error) }
    }

    #[test]
    fn the_first_of_two_overlapping_fixes_is_applied() {
        let findings = [finding(4, 7, "two", true), finding(0, 5, "one", true), finding(8, 9, "!", false)];
        assert_eq!(apply("abc def g", &findings, false), Some(("abc two g".to_owned(), 1)));
        assert_eq!(apply("abc def g", &findings, true), Some(("abc two !".to_owned(), 2)));
        assert_eq!(apply("abc two", &[finding(4, 7, "two", true)], true), None);
        assert_eq!(apply("ab", &[finding(1, 9, "two", true)], true), None);
    }

    #[test]
    fn codes_stay_where_words_are_replaced() {
        let text = format!("a{}b{}c", Content::stand_in(0), Content::stand_in(1));
        let whole = finding(0, text.len(), "x", true);
        let expected = format!("x{}{}", Content::stand_in(0), Content::stand_in(1));
        assert_eq!(apply(&text, &[whole], false), Some((expected, 1)));
    }
}
