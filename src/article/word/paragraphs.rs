//! The paragraphs of a part, each as a list of items with their places.

use std::ops::Range;

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use crate::text::Span;

/// Deepest nesting that is followed; Word's own documents stay below a hundred.
const DEEPEST: usize = 400;

/// A piece of a paragraph.
#[derive(Debug)]
pub(super) struct Item {
    pub kind: ItemKind,
    /// The whole elements that are replaced when the item is: its run, and what was tracked around it.
    pub outer: Span,
}

#[derive(Debug)]
pub(super) enum ItemKind {
    /// Text, and its run's properties as XML.
    Text { text: String, format: String },
    /// A tab or a break inside a run.
    Inline { raw: String },
    /// Anything else inside a run, with the run's properties.
    Object { raw: String, format: String, boxed: bool },
    /// An element between runs.
    Between { raw: String },
    /// The beginning of a link or a content control.
    Open { raw: String },
    /// Its end.
    Close { raw: String },
}

/// A paragraph with text in it or without.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub items: Vec<Item>,
    /// Its style's id.
    pub style: Option<String>,
    pub numbered: bool,
    pub right: bool,
    pub in_table: bool,
    /// Stands in what older programs show in the place of a text box, so that its text is there twice.
    pub fallback: bool,
    /// Holds insertions or deletions that nobody has accepted yet.
    pub changed: bool,
}

/// An element that is not looked into.
struct Whole {
    what: Skip,
    depth: usize,
    start: usize,
    boxed: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Skip {
    Properties,
    RunProperties,
    Instruction,
    Deleted,
    Object,
    Between,
    /// The properties of a content control, which go into its opening.
    Control,
}

/// An element around runs.
struct Wrapper {
    depth: usize,
    start: usize,
    /// First item inside.
    from: usize,
    kind: Wrap,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wrap {
    /// Taken off when the paragraph is written: an insertion, which counts as accepted.
    Accepted,
    Link,
    Control,
    ControlContent,
}

struct Run {
    depth: usize,
    start: usize,
    from: usize,
    format: String,
    /// What a field character in it asks for when the run ends.
    field: Option<FieldEnd>,
}

enum FieldEnd {
    Separate,
    End,
}

/// A complex field (ECMA-376 part 1, 17.16.18).
struct Field {
    start: usize,
    from: usize,
    instruction: String,
    nested: usize,
    /// Its result is text of the article: the field is a link.
    open: bool,
}

struct Frame {
    depth: usize,
    paragraph: Paragraph,
    whole: Option<Whole>,
    wrappers: Vec<Wrapper>,
    run: Option<Run>,
    text: Option<String>,
    field: Option<Field>,
    /// A field begins or ends in another paragraph, as in a table of contents: left to Word, which makes it anew.
    torn: bool,
}

struct Walk<'a> {
    xml: &'a str,
    base: usize,
    depth: usize,
    tables: usize,
    fallbacks: usize,
    frames: Vec<Frame>,
    done: Vec<(usize, Paragraph)>,
}

/// The paragraphs of the part `xml`, which begins at byte `base` of the source, in the order of their beginning.
pub(super) fn read(xml: &str, base: usize) -> Result<Vec<Paragraph>, String> {
    let mut reader = Reader::from_str(xml);
    let mut walk = Walk { xml, base, depth: 0, tables: 0, fallbacks: 0, frames: Vec::new(), done: Vec::new() };
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
            Event::Text(text) => walk.text(&text.xml10_content()),
            Event::CData(text) => walk.text(&text.xml10_content()),
            Event::GeneralRef(name) => {
                let written = format!("&{};", &*name);
                let text = quick_xml::escape::unescape(&written)
                    .map_err(|error| format!("has an unknown entity at byte {before}: {error}"))?;
                walk.text(&text);
            }
            Event::Eof if walk.depth > 0 => return Err(format!("ends inside of an element at byte {before}")),
            Event::Eof => break,
            _ => {}
        }
    }
    walk.done.sort_by_key(|(start, _)| *start);
    Ok(walk.done.into_iter().map(|(_, paragraph)| paragraph).collect())
}

fn offset(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
    Some(quick_xml::escape::unescape(&attribute.value).ok()?.into_owned())
}

impl Walk<'_> {
    fn raw(&self, range: Range<usize>) -> String {
        self.xml.get(range).unwrap_or_default().to_owned()
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.base + range.start, self.base + range.end)
    }

    fn start(&mut self, tag: &BytesStart<'_>, at: Range<usize>) {
        let name = tag.name();
        let name = name.as_ref();
        let depth = self.depth;
        if name == "w:tbl" {
            self.tables += 1;
        }
        if name == "mc:Fallback" {
            self.fallbacks += 1;
        }
        let Some(frame) = self.frames.last_mut() else {
            if name == "w:p" {
                self.open_paragraph();
            }
            return;
        };
        let skip = |what| Some(Whole { what, depth, start: at.start, boxed: false });
        if let Some(whole) = &mut frame.whole {
            whole.boxed |= name == "w:txbxContent";
            if whole.what == Skip::Properties && name == "w:numPr" {
                frame.paragraph.numbered = true;
            }
            if name == "w:p" && whole.boxed {
                self.open_paragraph();
            }
            return;
        }
        if frame.run.is_some() {
            match name {
                "w:rPr" => frame.whole = skip(Skip::RunProperties),
                "w:t" => frame.text = Some(String::new()),
                "w:instrText" => {
                    frame.whole = skip(Skip::Instruction);
                    frame.text = Some(String::new());
                }
                "w:delText" | "w:delInstrText" => frame.whole = skip(Skip::Deleted),
                "w:fldChar" => field_character(frame, tag),
                _ => frame.whole = skip(Skip::Object),
            }
            return;
        }
        let from = frame.paragraph.items.len();
        let wrap = |kind| Wrapper { depth, start: at.start, from, kind };
        match name {
            "w:pPr" => frame.whole = skip(Skip::Properties),
            "w:r" => frame.run = Some(Run { depth, start: at.start, from, format: String::new(), field: None }),
            "w:ins" | "w:moveTo" => {
                frame.paragraph.changed = true;
                frame.wrappers.push(wrap(Wrap::Accepted));
            }
            "w:del" | "w:moveFrom" => {
                frame.paragraph.changed = true;
                frame.whole = skip(Skip::Deleted);
            }
            "w:smartTag" | "w:customXml" => frame.wrappers.push(wrap(Wrap::Accepted)),
            "w:hyperlink" | "w:dir" | "w:bdo" => {
                frame.wrappers.push(wrap(Wrap::Link));
                let raw = self.raw(at.clone());
                self.push(ItemKind::Open { raw }, at);
            }
            "w:sdt" => frame.wrappers.push(wrap(Wrap::Control)),
            "w:sdtPr" | "w:sdtEndPr" => frame.whole = skip(Skip::Control),
            "w:sdtContent" => {
                let start = frame.wrappers.last().map_or(at.start, |control| control.start);
                frame.wrappers.push(wrap(Wrap::ControlContent));
                let raw = self.raw(start..at.end);
                self.push(ItemKind::Open { raw }, start..at.end);
            }
            _ => frame.whole = skip(Skip::Between),
        }
    }

    fn empty(&mut self, tag: &BytesStart<'_>, at: Range<usize>) {
        let name = tag.name();
        let name = name.as_ref();
        let Some(frame) = self.frames.last_mut() else { return };
        if let Some(whole) = &frame.whole {
            if whole.what == Skip::Properties {
                match name {
                    "w:pStyle" => frame.paragraph.style = attribute(tag, "w:val"),
                    "w:jc" => {
                        frame.paragraph.right = matches!(attribute(tag, "w:val").as_deref(), Some("right" | "end"));
                    }
                    _ => {}
                }
            }
            return;
        }
        if let Some(run) = &frame.run {
            let (format, outer) = (run.format.clone(), run.start..at.end);
            match name {
                "w:tab" | "w:br" | "w:cr" => {
                    let raw = self.raw(at);
                    self.push(ItemKind::Inline { raw }, outer);
                }
                "w:noBreakHyphen" => self.push(ItemKind::Text { text: "\u{2011}".to_owned(), format }, outer),
                "w:softHyphen" => self.push(ItemKind::Text { text: "\u{AD}".to_owned(), format }, outer),
                "w:rPr" | "w:t" | "w:lastRenderedPageBreak" => {}
                "w:fldChar" => field_character(frame, tag),
                _ => {
                    let raw = self.raw(at);
                    self.push(ItemKind::Object { raw, format, boxed: false }, outer);
                }
            }
            return;
        }
        match name {
            "w:proofErr" | "w:pPr" | "w:r" | "w:ins" | "w:del" => {}
            _ => {
                let raw = self.raw(at.clone());
                self.push(ItemKind::Between { raw }, at);
            }
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(open) = self.frames.last_mut().and_then(|frame| frame.text.as_mut()) {
            open.push_str(text);
        }
    }

    fn end(&mut self, at: Range<usize>) {
        let depth = self.depth;
        if self.xml.get(at.clone()).is_some_and(|tag| tag.starts_with("</mc:Fallback")) {
            self.fallbacks = self.fallbacks.saturating_sub(1);
        }
        let Some(frame) = self.frames.last_mut() else {
            return self.end_of_table(&at);
        };
        if frame.depth == depth {
            return self.close_paragraph();
        }
        if let Some(whole) = frame.whole.take_if(|whole| whole.depth == depth) {
            return self.end_of_whole(&whole, at);
        }
        if frame.whole.is_some() {
            return self.end_of_table(&at);
        }
        if let Some(run) = frame.run.take_if(|run| run.depth == depth) {
            return self.end_of_run(run, at.end);
        }
        if let Some(run) = &frame.run {
            let (format, outer) = (run.format.clone(), run.start..at.end);
            if let Some(text) = frame.text.take().filter(|text| !text.is_empty()) {
                self.push(ItemKind::Text { text, format }, outer);
            }
            return;
        }
        if let Some(wrapper) = frame.wrappers.pop_if(|wrapper| wrapper.depth == depth) {
            self.end_of_wrapper(&wrapper, at);
        }
    }

    fn end_of_table(&mut self, at: &Range<usize>) {
        if self.xml.get(at.clone()).is_some_and(|tag| tag.starts_with("</w:tbl>") || tag.starts_with("</w:tbl ")) {
            self.tables = self.tables.saturating_sub(1);
        }
    }

    fn end_of_whole(&mut self, whole: &Whole, at: Range<usize>) {
        let raw = self.raw(whole.start..at.end);
        let Some(frame) = self.frames.last_mut() else { return };
        match whole.what {
            Skip::Properties | Skip::Deleted | Skip::Control => {}
            Skip::RunProperties => {
                if let Some(run) = &mut frame.run {
                    run.format = raw;
                }
            }
            Skip::Instruction => {
                let text = frame.text.take().unwrap_or_default();
                if let Some(field) = frame.field.as_mut().filter(|field| field.nested == 1) {
                    field.instruction.push_str(&text);
                }
            }
            Skip::Object => {
                let (format, start) =
                    frame.run.as_ref().map_or((String::new(), whole.start), |run| (run.format.clone(), run.start));
                self.push(ItemKind::Object { raw, format, boxed: whole.boxed }, start..at.end);
            }
            Skip::Between => self.push(ItemKind::Between { raw }, whole.start..at.end),
        }
    }

    /// Gives the run's items the run's whole span, and ends or begins a field with it.
    fn end_of_run(&mut self, run: Run, end: usize) {
        let outer = self.span(run.start..end);
        let Some(frame) = self.frames.last_mut() else { return };
        for item in frame.paragraph.items.iter_mut().skip(run.from) {
            item.outer = outer;
        }
        match run.field {
            None => {}
            Some(FieldEnd::Separate) => {
                let link = |field: &Field| field.instruction.trim_start().starts_with("HYPERLINK");
                if let Some(field) = frame.field.as_mut().filter(|field| field.nested == 1 && link(field)) {
                    field.open = true;
                    let (start, from) = (field.start, field.from);
                    frame.paragraph.items.truncate(from);
                    let raw = self.raw(start..end);
                    self.push(ItemKind::Open { raw }, start..end);
                }
            }
            Some(FieldEnd::End) => {
                let Some(field) = frame.field.take() else { return };
                if field.open {
                    frame.paragraph.items.truncate(run.from);
                    let raw = self.raw(run.start..end);
                    self.push(ItemKind::Close { raw }, run.start..end);
                } else {
                    frame.paragraph.items.truncate(field.from);
                    let raw = self.raw(field.start..end);
                    self.push(ItemKind::Between { raw }, field.start..end);
                }
            }
        }
    }

    fn end_of_wrapper(&mut self, wrapper: &Wrapper, at: Range<usize>) {
        let outer = self.span(wrapper.start..at.end);
        match wrapper.kind {
            Wrap::Accepted => {
                if let Some(frame) = self.frames.last_mut() {
                    frame.paragraph.items.iter_mut().skip(wrapper.from).for_each(|item| item.outer = outer);
                }
            }
            Wrap::Link => {
                let raw = self.raw(at.clone());
                self.push(ItemKind::Close { raw }, at);
            }
            Wrap::ControlContent => {
                // Its end tag goes with the control's.
                if let Some(control) = self.frames.last_mut().and_then(|frame| frame.wrappers.last_mut()) {
                    control.start = at.start;
                }
            }
            Wrap::Control => {
                let raw = self.raw(wrapper.start..at.end);
                self.push(ItemKind::Close { raw }, wrapper.start..at.end);
            }
        }
    }

    fn push(&mut self, kind: ItemKind, at: Range<usize>) {
        let outer = self.span(at);
        if let Some(frame) = self.frames.last_mut() {
            frame.paragraph.items.push(Item { kind, outer });
        }
    }

    fn open_paragraph(&mut self) {
        self.frames.push(Frame {
            depth: self.depth,
            paragraph: Paragraph { in_table: self.tables > 0, fallback: self.fallbacks > 0, ..Paragraph::default() },
            whole: None,
            wrappers: Vec::new(),
            run: None,
            text: None,
            field: None,
            torn: false,
        });
    }

    fn close_paragraph(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        if frame.torn || frame.field.is_some() {
            return;
        }
        if let Some(first) = frame.paragraph.items.first() {
            self.done.push((first.outer.start, frame.paragraph));
        }
    }
}

/// Begins, divides or ends a field; what that means for its runs is seen when the run ends.
fn field_character(frame: &mut Frame, tag: &BytesStart<'_>) {
    let Some(run) = &mut frame.run else { return };
    match (attribute(tag, "w:fldCharType").as_deref(), &mut frame.field) {
        (Some("begin"), None) => {
            frame.field =
                Some(Field { start: run.start, from: run.from, instruction: String::new(), nested: 1, open: false });
        }
        (Some("begin"), Some(field)) => {
            field.nested += 1;
            frame.torn |= field.open;
        }
        (Some("separate"), Some(field)) if field.nested == 1 => run.field = Some(FieldEnd::Separate),
        (Some("end"), Some(field)) => {
            field.nested = field.nested.saturating_sub(1);
            if field.nested == 0 {
                run.field = Some(FieldEnd::End);
            }
        }
        (_, None) => frame.torn = true,
        _ => {}
    }
}
