//! `brackets-unbalanced`: a bracket opens and does not close, or closes what never opened.

use super::super::{catalogue::Family, look::Signs, rule::Rule};
use crate::{diagnostic::Severity, text::Span};

pub(in crate::qa) const RULE: Rule = Rule::new(
    "brackets-unbalanced",
    Family::Writing,
    Severity::Warning,
    "What it finds: a bracket or corner quotation mark without its partner, where the brackets of the source are \
     whole. The bracket of \"a)\" and \"1)\" at the start of an item needs none.\n\
     Why: the reader waits for the end of the parenthesis.\n\
     Example: \"the Provincial Competitiveness Index (PCI rose\".\n\
     How to fix: put the partner where the source has it.",
    |look, findings| {
        if look.got.has(Signs::BRACKET)
            && let Some(span) = unbalanced(look.target)
            && unbalanced(look.source).is_none()
        {
            findings.push(RULE.at(look, span));
        }
    },
);

/// The first bracket without a partner. Full and half width count as one shape; width is another rule's business.
fn unbalanced(text: &str) -> Option<Span> {
    let mut open: Vec<(Span, char)> = Vec::new();
    for (at, c) in text.char_indices() {
        let span = Span::new(at, at + c.len_utf8());
        if let Some(closing) = partner(c) {
            open.push((span, closing));
            continue;
        }
        let Some(shape) = closes(c) else { continue };
        match open.last() {
            Some(&(_, closing)) if closing == shape => _ = open.pop(),
            None if shape == ')' && is_list_mark(&text[..at]) => {}
            _ if open.iter().any(|&(_, closing)| closing == shape) => return open.last().map(|&(span, _)| span),
            _ => return Some(span),
        }
    }
    open.first().map(|&(span, _)| span)
}

const fn partner(c: char) -> Option<char> {
    Some(match c {
        '(' | '（' => ')',
        '[' | '［' => ']',
        '{' | '｛' => '}',
        '【' => '】',
        '《' => '》',
        '〈' => '〉',
        '「' | '｢' => '」',
        '『' => '』',
        _ => return None,
    })
}

const fn closes(c: char) -> Option<char> {
    Some(match c {
        ')' | '）' => ')',
        ']' | '］' => ']',
        '}' | '｝' => '}',
        '】' | '》' | '〉' | '』' => c,
        '」' | '｣' => '」',
        _ => return None,
    })
}

/// Whether `before` ends in the letter or number of a list item: "a", "12", "iv".
fn is_list_mark(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '、' | '。' | ',' | ';' | ':')).next();
    word.is_some_and(|word| {
        let count = word.chars().count();
        count > 0 && (count == 1 || count < 4 && word.bytes().all(|b| b.is_ascii_digit() || b"ivx".contains(&b)))
    })
}
