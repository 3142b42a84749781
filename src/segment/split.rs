//! Runs compiled rules over a text.

use super::{rules::Rules, soft};
use crate::text::Span;

/// How many bytes are sieved at a time.
const CHUNK: usize = 32;

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
        for (chunk, base) in line.as_bytes().chunks(CHUNK).zip((0..).step_by(CHUNK)) {
            // Without a branch for each byte most of the text is passed over at the memory's speed.
            if !chunk.iter().fold(false, |any, &byte| any | rules.may_end(byte)) {
                continue;
            }
            for (&byte, at) in chunk.iter().zip(base..).filter(|&(&byte, _)| rules.may_end(byte)) {
                let at = at + length(byte);
                if at < line.len() && rules.breaks(line, at) {
                    push(&mut found, limit, text, Span::new(from, at).shifted(start));
                    from = at;
                }
            }
        }
        push(&mut found, limit, text, Span::new(from, line.len()).shifted(start));
        start = end + 1;
    }
    found
}

/// How many bytes a character that begins with `byte` has in UTF-8.
const fn length(byte: u8) -> usize {
    match byte {
        0xF0.. => 4,
        0xE0.. => 3,
        0xC0.. => 2,
        _ => 1,
    }
}

fn push(found: &mut Vec<Span>, limit: usize, text: &str, span: Span) {
    let span = trimmed(text, span);
    if span.is_empty() {
        return;
    }
    // A character is at least a byte, so most sentences need no counting.
    let sentence = span.of(text);
    let is_short = limit == 0 || sentence.len() <= limit || sentence.chars().count() <= limit;
    if is_short || memchr::memchr(b';', sentence.as_bytes()).is_none() {
        found.push(span);
    } else {
        let pieces = soft::pieces(sentence, limit);
        found.extend(pieces.into_iter().map(|piece| trimmed(text, piece.shifted(span.start))));
    }
}

fn trimmed(text: &str, span: Span) -> Span {
    let whole = span.of(text);
    let ended = whole.trim_end();
    let start = span.start + (ended.len() - ended.trim_start().len());
    Span::new(start, span.start + ended.len())
}
