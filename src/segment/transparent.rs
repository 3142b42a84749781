//! Splits as if inline codes, zero-width characters and decomposed letters were not there.
//!
//! Rules see a copy of the text without them and in NFC; its sentences are then found in the original. A code
//! between two sentences goes with the one it belongs to: what closes, with the sentence before; what opens, with
//! the sentence after.

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
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        if byte < 0xC2 || (0xC3..0xCC).contains(&byte) {
            continue;
        }
        let second = bytes.get(at).copied().unwrap_or_default();
        let third = bytes.get(at + 1).copied().unwrap_or_default();
        let plain = match byte {
            0xC2 => second != 0xAD,
            0xE1 => (0xB8..=0xBB).contains(&second),
            0xE2 => match second {
                0x80 => third >= 0x90,
                0x81 => third < 0xA0,
                0x82 => true,
                _ => false,
            },
            _ => false,
        };
        if !plain {
            return false;
        }
    }
    true
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
        while let Some((start, c)) = chars.next() {
            cluster.clear();
            cluster.push(c);
            let mut end = start + c.len_utf8();
            while let Some((at, mark)) = chars.next_if(|&(_, c)| is_combining_mark(c)) {
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
