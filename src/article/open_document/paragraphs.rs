//! The walk over a part's XML that collects its paragraphs as units.

use std::{borrow::Cow, collections::HashMap, ops::Range};

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::{
    elements::{Inline, Place, inline, place},
    styles::{Styles, attribute},
};
use crate::{
    article::{
        Content, Role, Unit,
        layout::Shape,
        package::Kind,
        run::{Outcome, Run},
        word,
    },
    text::Span,
};

/// Deepest nesting that is followed; LibreOffice's own documents stay below a hundred.
const DEEPEST: usize = 400;

/// Most spaces that one element is read as.
const MOST_SPACES: usize = 1000;

/// What was found in a part.
#[derive(Default)]
pub(super) struct Found {
    pub units: Vec<(Unit, Shape, Kind)>,
    /// Paragraphs with tracked changes.
    pub changes: usize,
    /// Passages with too many codes.
    pub too_rich: Vec<Span>,
}

/// An element inside a paragraph that is one code.
struct Whole {
    depth: usize,
    start: usize,
    solid: bool,
    /// How many units there were when it began.
    units: usize,
    /// Its texts are left alone: a field, a comment.
    closed: bool,
}

/// A paragraph that is being read.
struct Frame<'a> {
    depth: usize,
    run: Run<'a, ()>,
    role: Role,
    whole: Option<Whole>,
    changed: bool,
    /// Whether the letters of each open element are bold, the paragraph's first.
    bold: Vec<bool>,
    letters: usize,
    bold_letters: usize,
}

struct Walk<'a> {
    source: &'a str,
    base: usize,
    kind: Kind,
    styles: &'a Styles,
    depth: usize,
    /// The element that is left alone and where it began.
    aside: Option<usize>,
    /// The alternative text that is open: its depth and where its text begins.
    description: Option<(usize, usize)>,
    /// What stands around: roles by depth.
    around: Vec<(usize, Role)>,
    frames: Vec<Frame<'a>>,
    /// In which paragraph each tracked change begins and ends.
    changes: HashMap<String, (usize, usize)>,
    found: Found,
}

/// The paragraphs of the part under `span` of `source`.
pub(super) fn read(source: &str, span: Span, kind: Kind, styles: &Styles) -> Result<Found, String> {
    let xml = span.of(source);
    let mut walk = Walk {
        source,
        base: span.start,
        kind,
        styles,
        depth: 0,
        aside: None,
        description: None,
        around: Vec::new(),
        frames: Vec::new(),
        changes: changes(xml),
        found: Found::default(),
    };
    let mut reader = Reader::from_str(xml);
    loop {
        let before = offset(&reader);
        let event = reader.read_event().map_err(|error| format!("is broken at byte {before}: {error}"))?;
        let at = before..offset(&reader);
        match event {
            Event::Start(tag) => {
                walk.depth += 1;
                if walk.depth > DEEPEST {
                    return Err(format!("is nested more than {DEEPEST} deep at byte {before}"));
                }
                walk.start(&tag, at);
            }
            Event::Empty(tag) => walk.empty(&tag, at),
            Event::End(_) => {
                walk.end(at);
                walk.depth = walk.depth.saturating_sub(1);
            }
            Event::Text(text) => walk.text(at, text.xml10_content()),
            Event::CData(text) => walk.text(at, text.xml10_content()),
            Event::GeneralRef(name) => {
                let text = quick_xml::escape::unescape(&format!("&{};", &*name))
                    .map_err(|error| format!("has an unknown entity at byte {before}: {error}"))?
                    .into_owned();
                walk.text(at, Cow::Owned(text));
            }
            Event::Eof if walk.depth > 0 => return Err(format!("ends inside of an element at byte {before}")),
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(walk.found)
}

fn offset(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// In which paragraph, by number, each tracked change of the part begins and ends.
fn changes(xml: &str) -> HashMap<String, (usize, usize)> {
    let mut changes = HashMap::new();
    if !xml.contains("<text:change-start") {
        return changes;
    }
    let mut reader = Reader::from_str(xml);
    let mut paragraph = 0;
    while let Ok(event) = reader.read_event() {
        let (Event::Start(tag) | Event::Empty(tag)) = &event else {
            match event {
                Event::Eof => break,
                _ => continue,
            }
        };
        match tag.name().as_ref() {
            "text:p" | "text:h" => paragraph += 1,
            "text:change-start" => {
                if let Some(id) = attribute(tag, "text:change-id") {
                    changes.entry(id).or_insert((paragraph, usize::MAX));
                }
            }
            "text:change-end" => {
                if let Some((_, end)) = attribute(tag, "text:change-id").and_then(|id| changes.get_mut(&id)) {
                    *end = paragraph;
                }
            }
            _ => {}
        }
    }
    changes
}

impl<'a> Walk<'a> {
    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.base + range.start, self.base + range.end)
    }

    fn start(&mut self, tag: &BytesStart<'_>, at: Range<usize>) {
        let name = tag.name();
        let name = name.as_ref();
        if self.aside.is_some() {
            return;
        }
        let (depth, units) = (self.depth, self.found.units.len());
        let span = self.span(at.clone());
        if let Some(frame) = self.frames.last_mut().filter(|frame| frame.whole.is_none()) {
            match inline(name) {
                Inline::Around => {
                    frame.run.open(span, ());
                    let own = attribute(tag, "text:style-name").and_then(|style| self.styles.bold("text", &style));
                    let bold = own.unwrap_or_else(|| frame.bold.last().copied().unwrap_or_default());
                    frame.bold.push(bold);
                }
                inline => {
                    let solid = inline == Inline::Word;
                    let closed = solid || matches!(name, "office:annotation" | "text:ruby-text");
                    frame.whole = Some(Whole { depth, start: at.start, solid, units, closed });
                }
            }
            return;
        }
        if self.frames.last().and_then(|frame| frame.whole.as_ref()).is_some_and(|whole| whole.closed) {
            return;
        }
        match place(name) {
            Place::Paragraph => self.open_paragraph(tag),
            Place::Aside => self.aside = Some(depth),
            Place::Description => self.description = Some((depth, at.end)),
            Place::TableCell => self.around.push((depth, Role::TableCell)),
            Place::ListItem => self.around.push((depth, Role::ListItem)),
            Place::Note => self.around.push((depth, Role::Footnote)),
            Place::Running => self.around.push((depth, Role::Running)),
            Place::Other => {}
        }
    }

    fn open_paragraph(&mut self, tag: &BytesStart<'_>) {
        let style = attribute(tag, "text:style-name").unwrap_or_default();
        let level = attribute(tag, "text:outline-level").and_then(|level| level.parse::<u8>().ok());
        let named = || {
            let names = self.styles.names(&style);
            names.iter().map(|name| word::by_name(name)).find(|role| *role != Role::Paragraph)
        };
        let heading = tag.name().as_ref() == "text:h";
        let role = match self.around.last() {
            Some(&(_, role @ (Role::TableCell | Role::Footnote | Role::Running))) => role,
            around => match (named(), around) {
                (Some(role), _) if !heading || role == Role::Headline => role,
                _ if heading => Role::Heading { level: level.unwrap_or(1) },
                (_, Some(&(_, role))) => role,
                _ => Role::Paragraph,
            },
        };
        let bold = self.styles.bold("paragraph", &style).unwrap_or_default();
        self.frames.push(Frame {
            depth: self.depth,
            run: Run::default(),
            role,
            whole: None,
            changed: false,
            bold: vec![bold],
            letters: 0,
            bold_letters: 0,
        });
    }

    fn empty(&mut self, tag: &BytesStart<'_>, at: Range<usize>) {
        if self.aside.is_some() {
            return;
        }
        let span = self.span(at);
        let name = tag.name();
        let Some(frame) = self.frames.last_mut().filter(|frame| frame.whole.is_none()) else { return };
        match inline(name.as_ref()) {
            Inline::Spaces => {
                let count = attribute(tag, "text:c").and_then(|count| count.parse().ok()).unwrap_or(1_usize);
                frame.run.text(span, Cow::Owned(" ".repeat(count.min(MOST_SPACES))));
            }
            Inline::Nothing => frame.run.text(span, Cow::Borrowed("")),
            Inline::Change => {
                frame.changed = true;
                let id = attribute(tag, "text:change-id").unwrap_or_default();
                // One that ends in another paragraph stays: half of it would be a fault.
                if self.changes.get(&id).is_none_or(|(from, to)| from == to) {
                    frame.run.text(span, Cow::Borrowed(""));
                } else {
                    frame.run.alone(span, false);
                }
            }
            inline => frame.run.alone(span, inline == Inline::Word),
        }
    }

    fn text(&mut self, at: Range<usize>, text: Cow<'_, str>) {
        if self.aside.is_some() {
            return;
        }
        let span = self.span(at);
        let Some(frame) = self.frames.last_mut().filter(|frame| frame.whole.is_none()) else { return };
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        frame.letters += letters;
        if frame.bold.last() == Some(&true) {
            frame.bold_letters += letters;
        }
        frame.run.text(span, Cow::Owned(collapsed(&text)));
    }

    fn end(&mut self, at: Range<usize>) {
        let depth = self.depth;
        if let Some(aside) = self.aside {
            if aside == depth {
                self.aside = None;
            }
            return;
        }
        if let Some((_, from)) = self.description.take_if(|(own, _)| *own == depth) {
            return self.end_of_description(from..at.start);
        }
        self.around.pop_if(|(own, _)| *own == depth);
        let span = self.span(at.clone());
        let base = self.base;
        let Some(frame) = self.frames.last_mut() else { return };
        if frame.depth == depth {
            return self.close_paragraph();
        }
        if let Some(whole) = frame.whole.take_if(|whole| whole.depth == depth) {
            let whole_span = Span::new(base + whole.start, span.end);
            frame.run.alone(whole_span, whole.solid);
            for (_, shape, _) in self.found.units.iter_mut().skip(whole.units) {
                if let Shape::OpenDocument { code: code @ None, .. } = shape {
                    *code = Some(whole_span);
                }
            }
        } else if frame.whole.is_none() {
            frame.run.close(span, ());
            frame.bold.pop();
        }
    }

    /// Alternative text, which stands in one piece.
    fn end_of_description(&mut self, range: Range<usize>) {
        let span = self.span(range);
        let raw = span.of(self.source);
        let Ok(text) = quick_xml::escape::unescape(raw) else { return };
        if raw.contains('<') || raw.len() > 10_000 {
            return;
        }
        let mut content = Content::default();
        content.push_text(&text);
        if !content.is_blank() {
            let shape = Shape::OpenDocument { code: None, bold: false };
            self.found.units.push((Unit { role: Role::Attribute, span, content }, shape, Kind::Properties));
        }
    }

    fn close_paragraph(&mut self) {
        let Some(mut frame) = self.frames.pop() else { return };
        self.found.changes += usize::from(frame.changed);
        match frame.run.finish(self.source, |raw| Cow::Borrowed(raw)) {
            Outcome::Blank => {}
            Outcome::TooManyCodes(span) => self.found.too_rich.push(span),
            Outcome::Unit(span, content) => {
                let bold = frame.letters > 0 && frame.letters == frame.bold_letters;
                let shape = Shape::OpenDocument { code: None, bold };
                self.found.units.push((Unit { role: frame.role, span, content }, shape, self.kind));
            }
        }
    }
}

/// White space as it counts in a paragraph: any of it in a row is one space.
fn collapsed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' | '\t' | '\n' | '\r' if out.ends_with(' ') => {}
            ' ' | '\t' | '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
