//! Lines, and the paragraphs they make.
//!
//! Newsrooms export one line a paragraph; mail and old editors break lines at a fixed width. A file counts as
//! hard-wrapped where its longest line has 30 to 120 columns and nearly every line break inside a block of
//! lines stands where the next word would not have fitted. In such a file a break that the width explains joins
//! its two lines, and a line that ends early ends its paragraph.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use super::{is_date_line, is_related_label, list_marker, teaser_cut};
use crate::text::Span;

/// The width at which hard-wrapped files break, in columns.
const WIDTHS: std::ops::RangeInclusive<usize> = 30..=120;

/// A paragraph without the white space around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Its place.
    pub span: Span,
    /// Whether a blank line (or nothing) stands before it.
    pub first: bool,
}

/// The paragraphs of `source` in order.
pub(super) fn paragraphs(source: &str) -> Vec<Paragraph> {
    let lines = lines(source);
    let width = lines.iter().map(|line| line.span.of(source).width()).max().unwrap_or_default();
    let explained = |pair: &[Paragraph]| match pair {
        [line, next] => !next.first && breaks_for_width(line.span.of(source), next.span.of(source), width),
        _ => false,
    };
    let inner = lines.iter().skip(1).filter(|line| !line.first).count();
    let wrapped = lines.windows(2).filter(|pair| explained(pair)).count();
    if !WIDTHS.contains(&width) || wrapped * 5 < inner * 4 {
        return lines;
    }
    let mut joined: Vec<Paragraph> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let continues = at.checked_sub(1).and_then(|before| lines.get(before..=at)).is_some_and(explained)
            && !stands_alone(line.span.of(source));
        match joined.last_mut() {
            Some(last) if continues && !is_label(last.span.of(source)) => last.span.end = line.span.end,
            _ => joined.push(*line),
        }
    }
    joined
}

/// A paragraph's text on one line.
pub(super) fn unwrapped(text: &str) -> Cow<'_, str> {
    if !text.contains(['\n', '\r']) {
        return Cow::Borrowed(text);
    }
    let lines: Vec<&str> = text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect();
    Cow::Owned(lines.join(" "))
}

/// The lines that are not blank; `\n`, `\r\n` and a lone `\r` end a line.
fn lines(source: &str) -> Vec<Paragraph> {
    let mut lines = Vec::new();
    let mut first = true;
    let ends = memchr::memchr2_iter(b'\n', b'\r', source.as_bytes()).chain(std::iter::once(source.len()));
    let mut start = 0;
    for end in ends {
        let raw = Span::new(start, end).of(source);
        let text = raw.trim();
        if text.is_empty() {
            // The second half of `\r\n` is no line of its own.
            let half = end == start && end > 0 && source.as_bytes().get(end - 1..=end) == Some(b"\r\n");
            first |= !half;
        } else {
            let from = start + (raw.len() - raw.trim_start().len());
            lines.push(Paragraph { span: Span::new(from, from + text.len()), first });
            first = false;
        }
        start = end + 1;
    }
    lines
}

fn breaks_for_width(line: &str, next: &str, width: usize) -> bool {
    let word = next.split_whitespace().next().unwrap_or_default();
    line.width() + 1 + word.width() > width
}

fn stands_alone(line: &str) -> bool {
    list_marker(line).is_some() || is_label(line)
}

fn is_label(line: &str) -> bool {
    is_date_line(line) || is_related_label(line) || teaser_cut(line)
}
