//! Writes Vietnamese-only acronyms out before a text is translated.

use super::{Definitions, candidates, definitions, full_form};
use crate::{
    glossary::{Glossary, document, syllable},
    text::{Span, canonical, capitalised, fold_case},
};

/// A text with its acronyms written out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expanded {
    /// The new text; every inline code of the old one is in it, in the same order.
    pub text: String,
    /// What was changed, ascending.
    pub edits: Vec<Edit>,
}

/// One change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes replaced in the old text.
    pub from: Span,
    /// Their replacement in the new text; empty where something was only dropped.
    pub to: Span,
}

/// Replaces the Vietnamese-only acronyms of `text` by their full forms and drops the parentheses that define
/// them: "các DN" becomes "các doanh nghiệp", "doanh nghiệp (DN);" becomes "doanh nghiệp;". Acronyms that the
/// editions keep and document numbers such as 22-NQ/TW stay as they are.
#[must_use]
pub fn expand(text: &str, definitions: &Definitions, glossary: &Glossary) -> Expanded {
    let words = syllable::words(text);
    let mut changes = brackets(text, &words, definitions, glossary);
    let dropped: Vec<Span> = changes.iter().map(|(from, _)| *from).collect();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        if !glossary.may_open_acronym(word.of(text)) {
            at += 1;
            continue;
        }
        let found = candidates(text, &words, at).find_map(|(span, acronym, taken)| {
            let full = full_form(&acronym, definitions, glossary)?;
            (!document::is_inside_number(text, span)).then_some((span, full, taken))
        });
        let Some((span, full, taken)) = found else {
            at += 1;
            continue;
        };
        let next = dropped.partition_point(|from| from.end <= span.start);
        if !dropped.get(next).is_some_and(|from| from.overlaps(span)) {
            let opens = opens_sentence(text, &words, at);
            let full = if opens { capitalised(full) } else { full.to_owned() };
            changes.push((span, full + &codes(span.of(text))));
        }
        at += taken;
    }
    changes.sort_by_key(|(from, _)| *from);
    apply(text, &changes)
}

/// What becomes of parentheses, ascending and apart: "full (ABC)" loses the parenthesis, "ABC (full)" becomes the full form.
fn brackets(text: &str, words: &[Span], definitions: &Definitions, glossary: &Glossary) -> Vec<(Span, String)> {
    let mut changes: Vec<(Span, String)> = Vec::new();
    for bracket in definitions::brackets(text, words) {
        let (Some(before), Some(close)) =
            (bracket.open.checked_sub(1).and_then(|i| words.get(i)), words.get(bracket.close))
        else {
            continue;
        };
        if let Some((_, acronym)) = definitions::lone_acronym(text, words, &bracket) {
            let head = text.get(..before.end).unwrap_or_default();
            if full_form(&acronym, definitions, glossary).is_some_and(|full| ends_with(head, full)) {
                let from = Span::new(before.end, close.end);
                changes.push((from, codes(from.of(text))));
            }
            continue;
        }
        let Some(inside) = words.get(bracket.open + 1..bracket.close) else { continue };
        let (Some(first), Some(last)) = (inside.first(), inside.last()) else { continue };
        let inner = Span::new(first.start, last.end);
        let acronym = syllable::spelling(before.of(text));
        let full = full_form(&acronym, definitions, glossary);
        if full.is_some_and(|full| folded(inner.of(text)) == folded(full)) {
            let lead = codes(text.get(before.start..inner.start).unwrap_or_default());
            let tail = codes(text.get(inner.end..close.end).unwrap_or_default());
            changes.push((Span::new(before.start, close.end), format!("{lead}{}{tail}", inner.of(text))));
        }
    }
    changes
}

fn folded(text: &str) -> String {
    fold_case(&canonical(&syllable::spelling(text)))
}

fn ends_with(head: &str, full: &str) -> bool {
    let wanted = folded(full);
    // Twice the full form's bytes hold it in any Unicode form; the canonical form of a whole hostile unit would
    // otherwise be made once for every parenthesis.
    let reach = head.len().saturating_sub(full.len() * 4 + 64);
    folded(head.get(head.floor_char_boundary(reach)..).unwrap_or_default()).ends_with(&wanted)
}

fn codes(text: &str) -> String {
    text.chars().filter(|c| syllable::is_code(*c)).collect()
}

fn opens_sentence(text: &str, words: &[Span], at: usize) -> bool {
    let before = words.get(..at).unwrap_or_default().iter().rev().map(|word| word.of(text));
    let mut before = before.skip_while(|word| matches!(*word, "“" | "\"" | "'" | "‘"));
    before.next().is_none_or(|word| matches!(word, "." | "!" | "?" | "…"))
}

fn apply(text: &str, changes: &[(Span, String)]) -> Expanded {
    let mut expanded = Expanded { text: String::with_capacity(text.len() * 2), edits: Vec::new() };
    let mut done = 0;
    for (from, replacement) in changes {
        expanded.text.push_str(text.get(done..from.start).unwrap_or_default());
        let start = expanded.text.len();
        expanded.text.push_str(replacement);
        expanded.edits.push(Edit { from: *from, to: Span::new(start, expanded.text.len()) });
        done = from.end;
    }
    expanded.text.push_str(text.get(done..).unwrap_or_default());
    expanded
}
