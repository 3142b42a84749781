//! Splits as if inline codes, zero-width characters and decomposed letters were not there.
//!
//! Rules see a copy of the text without them and in NFC; its sentences are then found in the original. A code
//! between two sentences goes with the one it belongs to: what closes, with the sentence before; what opens, with
//! the sentence after.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::{
    article::{CodeKind, is_code},
    text::Span,
};

/// Whether rules can see `text` as it is: no code, no zero-width character, nothing that NFC could change. Asks
/// for less than that to be fast, and may say no needlessly: it lets pass U+0020–U+02FF without the soft hyphen,
/// Latin Extended Additional (U+1E00–U+1EFF, all NFC) and general punctuation from U+2010 to U+20BF.
pub(super) fn is_opaque(text: &str) -> bool {
    let bytes = text.as_bytes();
    let after = bytes.get(1..).unwrap_or_default();
    let plain = |byte: u8, next: u8| (byte < 0xCC && byte != 0xC2) || (byte == 0xE1 && next & 0xFC == 0xB8);
    for (chunk, base) in bytes.chunks(CHUNK).zip((0..).step_by(CHUNK)) {
        // One question without branches for a whole chunk of ordinary Vietnamese, which the compiler vectorizes.
        let next = after.get(base..).unwrap_or_default();
        let all = chunk.iter().zip(next).fold(true, |all, (&byte, &next)| all & plain(byte, next));
        let sure = all && chunk.len() <= next.len();
        if !sure && !is_opaque_here(bytes, base..base + chunk.len()) {
            return false;
        }
    }
    true
}

const CHUNK: usize = 64;

/// The same for the characters that begin inside `range`, one by one.
fn is_opaque_here(bytes: &[u8], range: Range<usize>) -> bool {
    let at = |index: usize| bytes.get(index).copied().unwrap_or_default();
    range.into_iter().all(|index| match at(index) {
        0xC2 => at(index + 1) != 0xAD,
        0xE1 => at(index + 1) & 0xFC == 0xB8,
        0xE2 => match at(index + 1) {
            0x80 => at(index + 2) >= 0x90,
            0x81 => at(index + 2) < 0xA0,
            second => second == 0x82,
        },
        byte => byte < 0xCC,
    })
}

/// What rules see of a text, and where each character of it came from.
#[derive(Debug, Default)]
pub(super) struct Visible {
    text: String,
    /// For each character, ascending: its offset in `text`, and the original bytes it stands for.
    origins: Vec<(usize, Span)>,
}

impl Visible {
    /// The visible form of `original`.
    pub(super) fn new(original: &str) -> Self {
        let mut visible = Self::default();
        let mut chars = original.char_indices().filter(|&(_, c)| !is_unseen(c)).peekable();
        let mut cluster = String::new();
        let next_mark = |&(_, c): &(usize, char)| c >= '\u{300}' && is_combining_mark(c);
        while let Some((start, c)) = chars.next() {
            if is_composed(c) && !chars.peek().is_some_and(next_mark) {
                visible.origins.push((visible.text.len(), Span::new(start, start + c.len_utf8())));
                visible.text.push(c);
                continue;
            }
            cluster.clear();
            cluster.push(c);
            let mut end = start + c.len_utf8();
            while let Some((at, mark)) = chars.next_if(next_mark) {
                cluster.push(mark);
                end = at + mark.len_utf8();
            }
            for composed in cluster.nfc() {
                visible.origins.push((visible.text.len(), Span::new(start, end)));
                visible.text.push(composed);
            }
        }
        visible
    }

    /// The text for the rules.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The original of a span of the visible text that is not empty.
    fn original(&self, span: Span) -> Span {
        let at = |offset: usize| self.origins.partition_point(|&(start, _)| start <= offset).saturating_sub(1);
        let start = self.origins.get(at(span.start)).map_or(0, |(_, origin)| origin.start);
        let end = self.origins.get(at(span.end.saturating_sub(1))).map_or(0, |(_, origin)| origin.end);
        Span::new(start, end.max(start))
    }

    /// The spans of `sentences` (of the visible text, ascending) in `original`, widened over the codes that belong
    /// to them. `kind` tells what the code for a stand-in does, if it is known.
    pub(super) fn restore(
        &self,
        original: &str,
        sentences: &[Span],
        kind: impl Fn(char) -> Option<CodeKind>,
    ) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::with_capacity(sentences.len());
        let mut done = 0;
        for &sentence in sentences {
            let mut span = self.original(sentence);
            // One character can decompose into two sentences' worth only in theory; order holds regardless.
            span.start = span.start.max(done);
            let gap = original.get(done..span.start).unwrap_or_default();
            let (before, after) = match spans.last_mut() {
                Some(_) => share(gap, &kind),
                None => (0, lead(gap)),
            };
            if let Some(last) = spans.last_mut() {
                last.end += before;
            }
            span.start = done + after;
            done = span.end.max(span.start);
            span.end = done;
            spans.push(span);
        }
        if let Some(last) = spans.last_mut() {
            let line = first_line(original.get(done..).unwrap_or_default());
            last.end += line.rfind(is_code).map_or(0, |at| past(line, at));
        }
        spans.retain(|span| !span.is_empty());
        spans
    }
}

/// Whether NFC leaves `c` alone whatever it is; holds for the letters of Vietnamese and less than for all of Unicode.
const fn is_composed(c: char) -> bool {
    matches!(c, '\0'..='\u{2FF}' | '\u{1E00}'..='\u{1EFF}')
}

/// Characters the rules do not see: codes and what Unicode calls default ignorable and Vietnamese keyboards and
/// web pages leave behind (domain facts §5.1).
const fn is_unseen(c: char) -> bool {
    is_code(c) || matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

const fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r')
}

fn first_line(gap: &str) -> &str {
    gap.split(is_line_end).next().unwrap_or_default()
}

/// The offset after the character at `at`.
fn past(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.chars().next()).map_or(at, |c| at + c.len_utf8())
}

/// Where in `gap`, the text before a line's first sentence, its codes begin; the end of the gap without any.
fn lead(gap: &str) -> usize {
    let line = gap.rfind(is_line_end).map_or(0, |at| at + 1);
    line + gap.get(line..).and_then(|line| line.find(is_code)).unwrap_or(gap.len() - line)
}

/// How much at the front of `gap` goes with the sentence before it, and where what goes with the next one begins.
fn share(gap: &str, kind: &impl Fn(char) -> Option<CodeKind>) -> (usize, usize) {
    if gap.contains(is_line_end) {
        let line = first_line(gap);
        return (line.rfind(is_code).map_or(0, |at| past(line, at)), lead(gap));
    }
    let closes = |c: char| matches!(kind(c), Some(CodeKind::Close { .. }));
    let mut before = gap.rfind(|c| is_code(c) && closes(c)).map_or(0, |at| past(gap, at));
    // A mark that stands alone, such as a footnote's, belongs to what it touches.
    let touching = gap.get(before..).unwrap_or_default().chars();
    let alone = |c: &char| is_code(*c) && !matches!(kind(*c), Some(CodeKind::Open { .. }));
    before += touching.take_while(alone).map(char::len_utf8).sum::<usize>();
    let rest = gap.get(before..).unwrap_or_default();
    (before, before + rest.find(is_code).unwrap_or(rest.len()))
}
