//! `markup-empty`: a pair of codes with nothing in it.

use super::super::{
    catalogue::Family,
    look::{Look, Signs},
    rule::Rule,
};
use crate::{
    article::{CodeKind, Content, is_code},
    diagnostic::Severity,
    text::Span,
};

pub(in crate::qa) const RULE: Rule = Rule::new(
    "markup-empty",
    Family::Markup,
    Severity::Warning,
    "What it finds: bold, a link or other markup that holds words in the source and nothing in the translation.\n\
     Why: a link without words cannot be followed.\n\
     Example: \"Xem <1>chi tiết</1> tại đây\" became \"See details here<1></1>\".\n\
     How to fix: put the codes around the words they belong to.",
    |look, findings| {
        if look.got.has(Signs::CODE) {
            for (at, code) in empty(look.pair.target) {
                let raw = look.pair.target.codes.get(code).map(|code| code.raw.as_str());
                let empty_there = empty(look.pair.source)
                    .iter()
                    .any(|&(_, there)| look.pair.source.codes.get(there).map(|code| code.raw.as_str()) == raw);
                if !empty_there {
                    findings.push(pointing(look, at).fact("text", raw.unwrap_or_default()));
                }
            }
        }
    },
);

fn pointing(look: &Look<'_>, at: usize) -> crate::diagnostic::Finding {
    let len = look.target[at..].chars().next().map_or(0, char::len_utf8);
    RULE.at(look, Span::new(at, at + len))
}

/// Where pairs open that hold nothing but white space, with the number of the opening code.
fn empty(content: &Content) -> Vec<(usize, usize)> {
    let mut open: Vec<(usize, usize, bool)> = Vec::new();
    let mut found = Vec::new();
    for (at, c) in content.text.char_indices() {
        let Some(number) = Content::code_number(c) else {
            if !c.is_whitespace() {
                open.iter_mut().for_each(|(.., full)| *full = true);
            }
            continue;
        };
        match content.codes.get(number).map(|code| code.kind) {
            Some(CodeKind::Open { .. }) => open.push((at, number, false)),
            Some(CodeKind::Close { with }) => {
                if let Some(place) = open.iter().rposition(|&(_, number, _)| number == with) {
                    let (at, number, full) = open.remove(place);
                    if !full {
                        found.push((at, number));
                    }
                }
            }
            // A picture in a link fills it.
            _ => open.iter_mut().for_each(|(.., full)| *full = true),
        }
    }
    debug_assert!(found.iter().all(|&(at, _)| content.text[at..].starts_with(is_code)));
    found
}
