//! `codes-changed`: markup of the source is missing, doubled or tangled in the translation.

use super::super::{catalogue::Family, rule::Rule};
use crate::{
    article::{CodeKind, Content},
    diagnostic::{Finding, Severity},
};

pub(in crate::qa) const RULE: Rule = Rule::new(
    "codes-changed",
    Family::Markup,
    Severity::Error,
    "What it finds: inline markup (bold, links, footnote marks, line breaks) that the source has and the \
     translation lacks, has twice, or closes before it opens it.\n\
     Why: a lost link or an unclosed tag breaks the page.\n\
     Example: \"Xem <1>tại đây</1>\" became \"See here\".\n\
     How to fix: put every code of the source once into the translation, pairs in order.",
    |look, findings| {
        let pair = look.pair;
        let (wanted, found) = (raws(pair.source), raws(pair.target));
        let missing = without(&wanted, &found);
        let added = without(&found, &wanted);
        if !missing.is_empty() || !added.is_empty() {
            findings.push(
                Finding::new(RULE.code, RULE.severity)
                    .fact("fault", if missing.is_empty() { "added" } else { "missing" })
                    .fact("codes", if missing.is_empty() { added.join(" ") } else { missing.join(" ") }),
            );
        } else if !is_nested(pair.target) {
            findings
                .push(Finding::new(RULE.code, RULE.severity).fact("fault", "tangled").fact("codes", found.join(" ")));
        }
    },
);

/// The markup of every code that really stands in the text, in order.
fn raws(content: &Content) -> Vec<&str> {
    content
        .text
        .chars()
        .filter_map(Content::code_number)
        .filter_map(|number| content.codes.get(number))
        .map(|code| code.raw.as_str())
        .collect()
}

/// What `all` has beyond `taken`, counted.
fn without<'a>(all: &[&'a str], taken: &[&str]) -> Vec<&'a str> {
    let mut left = std::collections::HashMap::new();
    for raw in taken {
        *left.entry(*raw).or_insert(0_usize) += 1;
    }
    all.iter()
        .copied()
        .filter(|raw| match left.get_mut(raw) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        })
        .collect()
}

fn is_nested(content: &Content) -> bool {
    let mut open = Vec::new();
    for number in content.text.chars().filter_map(Content::code_number) {
        match content.codes.get(number).map(|code| code.kind) {
            Some(CodeKind::Open { .. }) => open.push(number),
            Some(CodeKind::Close { with }) if open.pop() != Some(with) => return false,
            _ => {}
        }
    }
    open.is_empty()
}
