//! `decomposed-letters`: a letter and its mark are two characters.

use unicode_normalization::char::is_combining_mark;

use super::super::{catalogue::Family, look::Signs, rule::Rule};
use crate::{
    diagnostic::{Fix, Severity},
    text::{Span, nfc},
};

pub(in crate::qa) const RULE: Rule = Rule::new(
    "decomposed-letters",
    Family::Writing,
    Severity::Warning,
    "What it finds: letters in decomposed form (NFD): が as か and a mark, 한 as three jamo.\n\
     Why: search does not find them, and some fonts set them badly. macOS file names are a usual origin.\n\
     Example: \"か\u{3099}\" for \"が\".\n\
     How to fix: compose them; `anban check --fix` does.",
    |look, findings| {
        if !look.got.has(Signs::MARK) {
            return;
        }
        let text = look.target;
        let is_jamo = |c: char| matches!(c, '\u{1100}'..='\u{11FF}');
        let mut run: Option<usize> = None;
        let mut previous: Option<(usize, char)> = None;
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            let part = is_combining_mark(c) || is_jamo(c);
            match (run, part) {
                // A mark belongs to the letter before it, a jamo stands for itself.
                (None, true) => run = Some(if is_jamo(c) { at } else { previous.map_or(at, |(before, _)| before) }),
                (Some(start), false) => {
                    run = None;
                    let span = Span::new(start, at);
                    let composed = nfc(span.of(text));
                    if composed != span.of(text) {
                        let fix = Fix { span, replacement: composed.into_owned(), safe: true };
                        findings.push(RULE.fixed(look, span, fix));
                    }
                }
                _ => {}
            }
            previous = Some((at, c));
        }
    },
);
