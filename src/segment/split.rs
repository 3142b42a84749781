//! Runs compiled rules over a text.

use super::{rules::Rules, soft};
use crate::text::Span;

/// The sentences of `text`, trimmed, in order. A line end is always a break. Pieces of a sentence longer than
/// `limit` characters are cut at semicolons where that is possible; 0 is no limit.
///
/// Linear: every byte is looked at once, and every possible break costs at most two windows.
pub(super) fn sentences(rules: &Rules, limit: usize, text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    for end in memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).chain([text.len()]) {
        let line = text.get(start..end).unwrap_or_default();
        let mut from = 0;
        for (byte, at) in line.bytes().zip(1..) {
            if rules.may_end(byte) && at < line.len() && line.is_char_boundary(at) && rules.breaks(line, at) {
                push(&mut found, limit, text, Span::new(from, at).shifted(start));
                from = at;
            }
        }
        push(&mut found, limit, text, Span::new(from, line.len()).shifted(start));
        start = end + 1;
    }
    found
}

fn push(found: &mut Vec<Span>, limit: usize, text: &str, span: Span) {
    let span = trimmed(text, span);
    if span.is_empty() {
        return;
    }
    // A character is at least a byte, so most sentences need no counting.
    if limit == 0 || span.len() <= limit {
        found.push(span);
    } else {
        let pieces = soft::pieces(span.of(text), limit);
        found.extend(pieces.into_iter().map(|piece| trimmed(text, piece.shifted(span.start))));
    }
}

fn trimmed(text: &str, span: Span) -> Span {
    let whole = span.of(text);
    let ended = whole.trim_end();
    let start = span.start + (ended.len() - ended.trim_start().len());
    Span::new(start, span.start + ended.len())
}
