//! Which of the rows of one segment answers a question: the one rule all stores share.

use super::{Hit, MatchKind, Query, Row, State, Who};
use crate::{
    diagnostic::{Finding, Severity},
    segment::Nearness,
};

/// The code of the finding on a row whose translation a person rejected in its place.
pub const REJECTED: &str = "review-rejected";

/// The code of the finding on a machine's row whose translation a person rejected in another place.
pub const REJECTED_ELSEWHERE: &str = "rejected-elsewhere";

/// How many of a segment's best rows are looked at.
pub(super) const BEST: usize = 8;

/// How many of its rows between the same neighbours are looked at.
pub(super) const BETWEEN: usize = 4;

/// How many of its rejected rows are looked at, the latest first.
pub(super) const REJECTIONS: usize = 32;

/// A segment's answer out of `rows`, its rows in one language, best first and of equals the latest first, which must
/// contain the row in the very place, and the rejected ones. What a person made or approved goes before what a machine
/// made; then what stands in the same context; then an import's before a machine's; then the nearest in context; then
/// the higher state, the more trusted hand, the later change.
///
/// A translation that a person rejected, wherever that was, answers nowhere else until a person accepts it again: a
/// row that holds it is passed over. If it stands in the very place asked for and nothing else answers, it is given
/// as [`State::Initial`] with the finding `rejected-elsewhere`.
pub fn choose(query: &Query, rows: Vec<Row>) -> Option<Hit> {
    let here = rows.iter().find(|row| row.context == query.context).filter(|_| query.context != super::NO_CONTEXT);
    let (here, here_is) = (here.map_or(0, |row| row.version), here.map(|row| row.context));
    let refused = in_force(&rows);
    let is_refused = |row: &Row| {
        let own = Some(row.context) == here_is && row.is_by_person();
        !own && refused.contains(&row.target.text.as_str())
    };
    let near = |row: &Row| row.context.nearness(&query.context);
    let rank = |row: &Row| {
        let by_person = row.is_by_person();
        let class = if by_person { 2 } else { u8::from(row.origin.who == Who::Import) };
        (by_person, near(row).max(Nearness::Before), class, near(row), row.state, row.origin.who.trust())
    };
    let usable = rows.iter().filter(|row| row.state.is_usable() && !is_refused(row));
    // Of equals the first: they come the latest first.
    let best = usable.clone().rev().max_by_key(|row| rank(row));
    if let Some(best) = best {
        let kind = match near(best) {
            Nearness::Same => MatchKind::InContext,
            Nearness::Neighbours => MatchKind::Neighbours,
            _ => MatchKind::Exact,
        };
        let rival = |row: &Row| row.is_by_person() == best.is_by_person() && row.target.text != best.target.text;
        let ambiguous = kind == MatchKind::Exact && usable.clone().any(rival);
        return Some(Hit { kind, row: best.clone(), ambiguous, here });
    }
    let own = rows.iter().find(|row| Some(row.context) == here_is);
    let mut row = own.or_else(|| rows.iter().find(|row| !is_refused(row)))?.clone();
    let kind = if own.is_some() { MatchKind::InContext } else { MatchKind::Exact };
    if row.origin.who != Who::Person {
        let is_refused = is_refused(&row);
        row.findings.retain(|finding| finding.code != REJECTED_ELSEWHERE);
        if is_refused {
            row.state = State::Initial;
            row.findings.push(Finding::new(REJECTED_ELSEWHERE, Severity::Error));
        }
    }
    Some(Hit { kind, row, ambiguous: false, here })
}

/// The translations among `rows` that a person rejected and none has accepted since.
pub(super) fn in_force(rows: &[Row]) -> Vec<&str> {
    let accepted = |text: &str| {
        let said = rows.iter().filter(|row| row.is_by_person() && row.target.text == text);
        said.map(|row| row.updated.as_str()).max()
    };
    let rejected = rows.iter().filter(|row| is_rejected(row));
    let in_force = rejected.filter(|row| accepted(&row.target.text).is_none_or(|at| at <= row.updated.as_str()));
    in_force.map(|row| row.target.text.as_str()).collect()
}

/// Whether the row says that a person rejected its translation in its place.
fn is_rejected(row: &Row) -> bool {
    row.state == State::Initial
        && row.origin.who == Who::Person
        && row.findings.iter().any(|finding| finding.code == REJECTED)
}
