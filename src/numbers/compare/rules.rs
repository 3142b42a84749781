//! From what did not match to findings.

use std::collections::VecDeque;

use foldhash::HashSet;

use super::{
    super::{Approximation, Date, Figure, Kind, Number, Value},
    Pair,
    glance::is_plural,
    matching::{Fate, Matched},
};
use crate::{
    diagnostic::{Finding, Severity},
    text::Span,
};

/// How many unanswered target figures are looked at for the one that was meant.
const CHOICE: usize = 32;

impl Pair<'_> {
    fn finding(&self, code: &str, severity: Severity, source: Option<&Figure>, target: Option<&Figure>) -> Finding {
        let mut finding = Finding::new(code, severity);
        finding.locale = Some(self.locale);
        if let Some(figure) = source {
            finding = finding.at_source(figure.whole);
            finding = finding.fact("source", figure.whole.of(self.source)).fact("source-value", figure.to_string());
        }
        if let Some(figure) = target {
            finding = finding.at_target(figure.whole);
            finding = finding.fact("target", figure.whole.of(self.target)).fact("target-value", figure.to_string());
        }
        finding
    }
}

/// Figures that were not found: another value in their place, or nothing.
pub(super) fn faults(pair: &Pair<'_>, matched: &Matched) -> Vec<Finding> {
    let answered: HashSet<usize> = matched.answer.iter().flatten().copied().collect();
    let mut open: VecDeque<usize> = VecDeque::new();
    for (id, figure) in pair.got.iter().enumerate() {
        let unanswered =
            if figure.firm { !matched.explained[id] } else { !answered.contains(&id) && is_said(figure) };
        if unanswered && figure.kind != Kind::Weekday {
            open.push_back(id);
        }
    }
    let mut findings = Vec::new();
    for (id, figure) in pair.said.iter().enumerate() {
        match matched.fate[id] {
            Fate::Found | Fate::Excused => {
                if matched.fate[id] == Fate::Excused {
                    findings.extend(excused(pair, figure));
                }
            }
            Fate::Shared => {
                // The value stands elsewhere; it is at fault only if a figure is left that is this one shifted.
                if let Some(at) = open.iter().take(CHOICE).position(|&t| figure.firm && shifted(figure, &pair.got[t]))
                {
                    findings.extend(open.remove(at).map(|t| value_finding(pair, figure, &pair.got[t])));
                }
            }
            Fate::Lost => findings.push(lost(pair, matched, id, &mut open)),
        }
    }
    findings
}

/// Whether a figure in words may stand where the source has a firm one: "Fourth", "two-thirds", "thirty billion".
fn is_said(figure: &Figure) -> bool {
    is_large(figure) || matches!(figure.kind, Kind::Ordinal | Kind::Fraction | Kind::Multiple)
}

fn is_large(figure: &Figure) -> bool {
    matches!(&figure.value, Value::Number(n) if *n >= Number::integer(20)) && !is_plural(figure)
}

/// A soft ordinal that became a weekday, or an order of magnitude that became another.
fn excused(pair: &Pair<'_>, figure: &Figure) -> Option<Finding> {
    if let Some(finding) = weekday_for(pair, figure) {
        return Some(finding);
    }
    let [only] = pair.glance.got_plurals.as_slice() else { return None };
    let other = pair.got.get(*only)?;
    let alone = is_plural(figure) && pair.glance.said_plurals == 1;
    (alone && shifted(figure, other)).then(|| value_finding(pair, figure, other))
}

fn lost(pair: &Pair<'_>, matched: &Matched, id: usize, open: &mut VecDeque<usize>) -> Finding {
    let figure = &pair.said[id];
    if let Some(finding) = weekday_for(pair, figure) {
        return finding;
    }
    if let Some(finding) = year_left_out(pair, figure) {
        return finding;
    }
    // Of a range one end may have been found: then the other end of that figure is wrong.
    if let Some(partner) = matched.answer[id].and_then(|t| pair.got.get(t)) {
        return value_finding(pair, figure, partner);
    }
    let best = open
        .iter()
        .take(CHOICE)
        .enumerate()
        .map(|(at, &t)| (at, likeness(figure, &pair.got[t])))
        .filter(|&(_, likeness)| likeness > 0)
        .max_by_key(|&(at, likeness)| (likeness, std::cmp::Reverse(at)));
    match best.and_then(|(at, _)| open.remove(at)) {
        Some(target) => value_finding(pair, figure, &pair.got[target]),
        None => pair.finding("number-missing", Severity::Error, Some(figure), None),
    }
}

fn value_finding(pair: &Pair<'_>, source: &Figure, target: &Figure) -> Finding {
    let code = if is_dated(source) { "date-value" } else { "number-value" };
    pair.finding(code, Severity::Error, Some(source), Some(target))
}

const fn is_dated(figure: &Figure) -> bool {
    matches!(figure.kind, Kind::Date | Kind::Decade | Kind::Time | Kind::Quarter)
}

/// How likely the target figure stands where the source figure should; 0 for never.
fn likeness(source: &Figure, target: &Figure) -> u8 {
    if !target.firm && !is_large(target) && source.kind != target.kind {
        return 0;
    }
    let year = |f: &Figure| matches!(&f.value, Value::Date(Date { year: Some(_), month: None, day: None }));
    let family = match (source.kind, target.kind) {
        (a, b) if a == b => 4,
        (Kind::Money(_), Kind::Money(_)) => 4,
        (Kind::DocumentNumber, _) | (_, Kind::DocumentNumber) => u8::from(source.kind == target.kind),
        _ if is_dated(source) != is_dated(target) => u8::from(year(source) || year(target)),
        _ => 2,
    };
    if family == 0 {
        0
    } else {
        family + 3 * u8::from(shifted(source, target)) + u8::from(source.unit == target.unit)
    }
}

fn shifted(source: &Figure, target: &Figure) -> bool {
    match (&source.value, &target.value) {
        (Value::Number(a), Value::Number(b)) => a.is_shifted(*b),
        (Value::Range(a, b), Value::Range(c, d)) => a.is_shifted(*c) || b.is_shifted(*d),
        _ => false,
    }
}

/// The date is there without its year.
fn year_left_out(pair: &Pair<'_>, figure: &Figure) -> Option<Finding> {
    let Value::Date(date @ Date { year: Some(_), month: Some(_), .. }) = &figure.value else { return None };
    let bare = Date { year: None, ..*date };
    let found = pair.glance.bare_dates.get(&bare).and_then(|&id| pair.got.get(id))?;
    Some(pair.finding("date-value", Severity::Warning, Some(figure), Some(found)))
}

/// The weekday that "thứ hai … thứ bảy" also names, where the source means the ordinal.
fn weekday_for(pair: &Pair<'_>, figure: &Figure) -> Option<Finding> {
    let Value::Number(number) = &figure.value else { return None };
    let number = number.whole().filter(|n| figure.kind == Kind::Ordinal && (2..=7).contains(n))?;
    if !figure.span.of(pair.source).to_lowercase().contains("thứ") || pair.glance.says_weekday(number - 1) {
        return None;
    }
    let found = pair.glance.got_weekdays.get(&(number - 1)).and_then(|&id| pair.got.get(id))?;
    Some(pair.finding("weekday-for-ordinal", Severity::Error, Some(figure), Some(found)))
}

/// What differs between figures of one value: currency, unit, hedge.
pub(super) fn matched(pair: &Pair<'_>, matched: &Matched) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (id, figure) in pair.said.iter().enumerate().filter(|(_, f)| f.firm) {
        let found = matches!(matched.fate[id], Fate::Found | Fate::Shared);
        let Some(other) = matched.answer[id].and_then(|t| pair.got.get(t)).filter(|_| found) else { continue };
        let present = pair.glance.kinds.contains(&figure.kind);
        if let Some(severity) = unit_changed(figure, other, present) {
            findings.push(pair.finding("unit-changed", severity, Some(figure), Some(other)));
        }
        if year_added(pair, figure, other) {
            findings.push(pair.finding("number-added", Severity::Warning, Some(figure), Some(other)));
        }
        if hedge_dropped(figure, other) {
            findings.push(pair.finding("approximation-dropped", Severity::Warning, Some(figure), Some(other)));
        }
    }
    findings
}

/// "21/8" became 21 August 2017, and no date of the source says 2017.
fn year_added(pair: &Pair<'_>, source: &Figure, target: &Figure) -> bool {
    let (Value::Date(Date { year: None, .. }), Value::Date(Date { year: Some(year), .. })) =
        (&source.value, &target.value)
    else {
        return false;
    };
    !pair.said.iter().any(|figure| match &figure.value {
        Value::Date(date) => date.year == Some(*year),
        Value::Dates(from, to) => from.year == Some(*year) || to.year == Some(*year),
        Value::Quarter(_, said) => *said == Some(*year),
        Value::Range(from, to) => [from, to].contains(&&Number::integer(u128::from(*year))),
        _ => false,
    })
}

/// `present`: whether the target has any figure of the source figure's kind, which a list or range may share.
fn unit_changed(source: &Figure, target: &Figure, present: bool) -> Option<Severity> {
    let spelled = matches!(target.kind, Kind::Fraction | Kind::Multiple);
    match (source.kind, target.kind) {
        (a, b) if a == b => {}
        (Kind::Money(_), Kind::Money(_)) => return (!present).then_some(Severity::Error),
        (Kind::Money(_) | Kind::Percent | Kind::PercentPoint, _) if !present && !spelled => {
            return Some(Severity::Warning);
        }
        _ => {}
    }
    let (from, to) = (source.unit?, target.unit?);
    if from == to || !from.measures() || !to.measures() {
        return None;
    }
    let (Value::Number(a), Value::Number(b)) = (&source.value, &target.value) else { return None };
    let same = from.same_dimension(to) && from.in_base(*a) == to.in_base(*b);
    (!same).then_some(Severity::Warning)
}

fn hedge_dropped(source: &Figure, target: &Figure) -> bool {
    match (source.approximation, target.approximation) {
        (None | Some(Approximation::Plural), _) => false,
        (Some(said), Some(got)) => !said.agrees(got),
        (Some(_), None) => true,
    }
}

/// A weekday of the source that became another one.
pub(super) fn weekdays(pair: &Pair<'_>) -> Option<Finding> {
    let first = pair.said.iter().find(|f| f.kind == Kind::Weekday)?;
    let other = pair.got.iter().find(|f| f.kind == Kind::Weekday)?;
    let agree = pair.glance.got_weekdays.keys().any(|&day| pair.glance.says_weekday(day));
    (!agree).then(|| pair.finding("date-value", Severity::Error, Some(first), Some(other)))
}

/// Figures of the target that nothing in the source explains and no fault above has taken.
pub(super) fn added(pair: &Pair<'_>, matched: &Matched, taken: &HashSet<Span>) -> Vec<Finding> {
    let free = |figure: &Figure| !taken.contains(&figure.whole);
    pair.got
        .iter()
        .zip(&matched.explained)
        .filter(|(figure, explained)| !**explained && figure.firm && free(figure))
        .map(|(figure, _)| pair.finding("number-added", Severity::Warning, None, Some(figure)))
        .collect()
}
