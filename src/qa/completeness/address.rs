//! `address-changed` and `hashtag-lost`: web and e-mail addresses, hashtags and handles.

use super::super::{catalogue::Family, look::Signs, rule::Rule};
use crate::{
    diagnostic::{Finding, Fix, Severity},
    text::{Span, is_letter, is_letter_or_number},
};

pub(in crate::qa) const CHANGED: Rule = Rule::new(
    "address-changed",
    Family::Completeness,
    Severity::Error,
    "What it finds: a web or e-mail address of the source that is written differently in the translation; one that \
     is not there at all is a warning.\n\
     Why: a letter too many and nobody gets there.\n\
     Example: \"www.bacgiang.gov.vn\" became \"www.bacgiang.gov.jp\".\n\
     How to fix: copy the address of the source.",
    |look, findings| {
        let said = addresses(look.source);
        if said.is_empty() {
            return;
        }
        let got = addresses(look.target);
        let same =
            |one: &str, other: &str| one.trim_end_matches('/').eq_ignore_ascii_case(other.trim_end_matches('/'));
        let mut new: Vec<Span> = got
            .iter()
            .copied()
            .filter(|at| !said.iter().any(|span| same(span.of(look.source), at.of(look.target))))
            .collect();
        new.reverse();
        for span in &said {
            let wanted = span.of(look.source);
            if got.iter().any(|at| same(wanted, at.of(look.target))) {
                continue;
            }
            let is_mail = |text: &str| text.contains('@');
            let other = new.iter().rposition(|at| is_mail(at.of(look.target)) == is_mail(wanted));
            findings.push(match other.map(|at| new.remove(at)) {
                Some(at) => {
                    let fix = Fix { span: at, replacement: wanted.to_owned(), safe: true };
                    CHANGED.fixed(look, at, fix).fact("want", wanted).fact("fault", "changed").at_source(*span)
                }
                None => Finding::new(CHANGED.code, Severity::Warning)
                    .fact("text", "")
                    .fact("want", wanted)
                    .fact("fault", "missing")
                    .at_source(*span),
            });
        }
    },
);

pub(in crate::qa) const HASHTAG: Rule = Rule::new(
    "hashtag-lost",
    Family::Completeness,
    Severity::Warning,
    "What it finds: fewer hashtags and handles than in the source.\n\
     Why: they are addresses: readers follow them.\n\
     Example: \"#dulichBacGiang\" is not in the translation.\n\
     How to fix: copy it, or use the campaign's tag in that language.",
    |look, findings| {
        if !look.said.has(Signs::ADDRESS) {
            return;
        }
        let said = tags(look.source);
        let got = tags(look.target).len();
        if let Some(span) = said.get(got) {
            let finding = Finding::new(HASHTAG.code, HASHTAG.severity).fact("text", span.of(look.source));
            findings.push(finding.at_source(*span));
        }
    },
);

/// Web and e-mail addresses, and host names of the usual endings.
fn addresses(text: &str) -> Vec<Span> {
    let is_part = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '(' | ')' | ',' | ';' | '[' | ']');
    let mut found = Vec::new();
    // An address has a point inside, which few sentences have.
    let bytes = text.as_bytes();
    if !memchr::memchr_iter(b'.', bytes).any(|at| bytes.get(at + 1).is_some_and(u8::is_ascii_graphic)) {
        return found;
    }
    let mut at = 0;
    for token in text.split_inclusive(|c| !is_part(c)) {
        let start = at;
        at += token.len();
        let token = token.trim_end_matches(|c| !is_part(c)).trim_end_matches(['.', ':', '!', '?', '\'', '*', '_']);
        let begin = token.len() - token.trim_start_matches(['\'', '*', '_']).len();
        let token = &token[begin..];
        if is_address(token) {
            found.push(Span::new(start + begin, start + begin + token.len()));
        }
    }
    found
}

fn is_address(token: &str) -> bool {
    if !token.contains('.') {
        return false;
    }
    if let Some((name, host)) = token.split_once('@') {
        return !name.is_empty() && host.contains('.');
    }
    let Some(host) = token.split_once("://").map_or(Some(token), |(_, rest)| Some(rest)) else { return false };
    let host = host.split(['/', '?', '#']).next().unwrap_or_default();
    let labels = host.split('.');
    let plain = labels
        .clone()
        .all(|label| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
    let ending = host.rsplit('.').next().unwrap_or_default();
    plain
        && (token.contains("://")
            || host.starts_with("www.")
            || ["vn", "com", "org", "net", "gov", "edu", "info", "int"].contains(&ending) && labels.count() > 1)
}

/// `#tag` and `@handle`.
fn tags(text: &str) -> Vec<Span> {
    text.match_indices(['#', '＃', '@'])
        .filter_map(|(at, sign)| {
            let alone = !text[..at]
                .ends_with(|c: char| is_letter_or_number(c) && c.is_ascii() || matches!(c, '/' | '&' | '.'));
            let rest = &text[at + sign.len()..];
            let len = rest.find(|c: char| !is_letter_or_number(c) && c != '_').unwrap_or(rest.len());
            let letters = rest[..len].chars().any(is_letter);
            (alone && letters).then(|| Span::new(at, at + sign.len() + len))
        })
        .collect()
}
