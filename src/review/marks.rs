//! Terms, names and figures marked in the source, each with what it is in the edition's language.

use serde::Serialize;

use crate::{
    article::{CodeKind, Content},
    locale::Locale,
    numbers,
    pipeline::{PreparedSegment, Tools},
    text::Span,
};

/// What a mark is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MarkKind {
    /// A term of the glossary.
    Term,
    /// A name.
    Name,
    /// A figure or a date.
    Number,
}

/// A stretch of the source that has a rendering.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// What it is.
    pub kind: MarkKind,
    /// Its rendering.
    pub insert: String,
    /// What else a translator should know: the editors' note.
    pub note: Option<String>,
    /// Its number in the segment, from 1.
    pub number: usize,
}

/// A stretch of a text as it is shown: plain, marked, or a chip that stands for markup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "lowercase")]
pub enum Run {
    /// Text, marked or not.
    Text {
        /// The text.
        text: String,
        /// What it is, if it is anything.
        mark: Option<Mark>,
    },
    /// Markup.
    Chip {
        /// The stand-in by which a browser names it.
        code: String,
        /// What the chip shows: `1⟩`, `⟨1` or `2`.
        label: String,
    },
}

/// The source of `segment` in stretches, its terms, names and figures marked for `locale`; of two that overlap the
/// term stays before the name, the name before the figure.
#[must_use]
pub fn runs(segment: &PreparedSegment, locale: Locale, tools: &Tools) -> Vec<Run> {
    let text = &segment.text.text;
    let mut found: Vec<(Span, MarkKind, String, Option<String>)> = Vec::new();
    for term in &segment.terms {
        let renderings = tools.glossary.terms().get(term.term).and_then(|term| term.renderings(locale));
        if let Some(renderings) = renderings {
            found.push((term.span, MarkKind::Term, renderings.preferred.text.clone(), renderings.note.clone()));
        }
    }
    let mut add = |span: Span, kind, insert: String| {
        if !insert.is_empty() && !found.iter().any(|(other, ..)| other.overlaps(span)) {
            found.push((span, kind, insert, None));
        }
    };
    for name in &segment.names {
        if let Some(rendering) = name.rendering(locale) {
            add(name.span, MarkKind::Name, rendering.preferred.clone());
        }
    }
    for figure in numbers::parse(text, Locale::Vi) {
        add(figure.whole, MarkKind::Number, numbers::render(&figure, locale, &tools.numbers));
    }
    found.sort_by_key(|(span, ..)| span.start);
    let mut out = Vec::new();
    let mut done = 0;
    for (at, (span, kind, insert, note)) in found.into_iter().enumerate() {
        plain(&segment.text, done, span.start, None, &mut out);
        let mark = Mark { kind, insert, note, number: at + 1 };
        plain(&segment.text, span.start, span.end, Some(&mark), &mut out);
        done = span.end;
    }
    plain(&segment.text, done, text.len(), None, &mut out);
    out
}

/// A text in stretches, nothing marked.
#[must_use]
pub fn pieces(content: &Content) -> Vec<Run> {
    let mut out = Vec::new();
    plain(content, 0, content.text.len(), None, &mut out);
    out
}

/// The text between two places, its stand-ins as chips.
fn plain(content: &Content, from: usize, to: usize, mark: Option<&Mark>, out: &mut Vec<Run>) {
    let mut text = String::new();
    for c in content.text.get(from..to).unwrap_or_default().chars() {
        let Some(number) = Content::code_number(c) else {
            text.push(c);
            continue;
        };
        if !text.is_empty() {
            out.push(Run::Text { text: std::mem::take(&mut text), mark: mark.cloned() });
        }
        out.push(Run::Chip { code: c.to_string(), label: label(content, number) });
    }
    if !text.is_empty() {
        out.push(Run::Text { text, mark: mark.cloned() });
    }
}

/// What the chip of code `number` shows; a pair shows the number of its opening code, from 1.
pub(super) fn label(content: &Content, number: usize) -> String {
    match content.codes.get(number).map(|code| code.kind) {
        Some(CodeKind::Open { .. }) => format!("{}⟩", number + 1),
        Some(CodeKind::Close { with }) => format!("⟨{}", with + 1),
        Some(CodeKind::Alone) | None => format!("{}", number + 1),
    }
}
