//! The walk over the events that collects units.

use std::{borrow::Cow, ops::Range};

use pulldown_cmark::{Event, LinkType, MetadataBlockKind, Options, Parser, Tag, TagEnd};

use super::front_matter;
use crate::{
    article::{
        HtmlSettings, Role, Settings, Unit,
        dates::is_date,
        html::{self, InlineTag, Kind, inline_tag},
        layout::{MarkdownPlace, Shape},
        read::Parts,
        run::{Outcome, Run},
    },
    diagnostic::{Finding, Severity},
    text::Span,
};

/// Which inline element a code belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Inline {
    Markdown(TagEnd),
    Html(Kind),
}

/// An image whose alternative text is being read.
struct Image<'a> {
    /// Images inside it are open this deep.
    depth: usize,
    /// Whether its text is also its reference and must stay.
    fixed: bool,
    run: Run<'a, Inline>,
}

/// An inline HTML element that is left alone, while it is open.
struct Closed {
    kind: Kind,
    depth: usize,
    start: usize,
}

struct Reader<'a> {
    source: &'a str,
    settings: &'a Settings,
    /// For HTML blocks: a page's root means nothing in them.
    html: HtmlSettings,
    /// What each open block makes of the text in it.
    blocks: Vec<(Role, MarkdownPlace)>,
    run: Run<'a, Inline>,
    image: Option<Image<'a>>,
    closed: Option<Closed>,
    /// Where a hard line break began; it reaches to the next event, over a quotation's or a list's indentation.
    line_break: Option<usize>,
    /// Where the event before ended.
    cursor: usize,
    /// Whether the events belong to something that is left alone.
    in_raw: bool,
    saw_headline: bool,
    parts: Parts,
}

/// Finds the units of a Markdown text.
pub(in crate::article) fn read(source: &str, settings: &Settings) -> Parts {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
        | Options::ENABLE_GFM;
    let mut reader = Reader {
        source,
        settings,
        html: HtmlSettings { root: None, ..settings.html.clone() },
        blocks: Vec::new(),
        run: Run::default(),
        image: None,
        closed: None,
        line_break: None,
        cursor: 0,
        in_raw: false,
        saw_headline: false,
        parts: Parts::default(),
    };
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        reader.event(event, range);
    }
    reader.flush();
    reader.parts
}

impl<'a> Reader<'a> {
    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        let span = Span::from(range);
        match event {
            Event::Start(tag) => match block_of(&tag) {
                Some(block) => self.start_block(&tag, block, span),
                None => self.start_inline(&tag, span),
            },
            Event::End(tag) if is_inline(tag) => self.end_inline(tag, span),
            Event::End(_) => {
                self.flush();
                self.blocks.pop();
                self.in_raw = false;
                self.cursor = span.end;
            }
            _ if self.in_raw => {}
            Event::Text(text) => self.text(span, text.into()),
            Event::SoftBreak => {
                self.begin(span.start);
                self.piece(span.end, |run| run.text(span, Cow::Borrowed(" ")));
            }
            Event::HardBreak => {
                self.begin(span.start);
                self.line_break = Some(span.start);
                self.cursor = span.end;
            }
            Event::InlineHtml(_) => self.inline_html(span),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => self.alone(span, true),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => self.alone(span, false),
            Event::Html(_) | Event::Rule => {}
        }
    }

    fn start_block(&mut self, tag: &Tag<'a>, block: Option<(Role, MarkdownPlace)>, span: Span) {
        self.flush();
        self.cursor = span.start;
        match tag {
            Tag::MetadataBlock(kind) => {
                let inside = inside_fences(self.source, span);
                match kind {
                    MetadataBlockKind::YamlStyle => {
                        front_matter::yaml(self.source, inside, &self.settings.markdown, &mut self.parts);
                    }
                    MetadataBlockKind::PlusesStyle => {
                        front_matter::toml(self.source, inside, &self.settings.markdown, &mut self.parts);
                    }
                }
                self.in_raw = true;
            }
            Tag::HtmlBlock => {
                self.html_block(span);
                self.in_raw = true;
            }
            Tag::CodeBlock(_) => self.in_raw = true,
            _ => {}
        }
        self.blocks.push(block.unwrap_or_else(|| self.block()));
    }

    fn block(&self) -> (Role, MarkdownPlace) {
        self.blocks.last().copied().unwrap_or((Role::Paragraph, MarkdownPlace::Block))
    }

    fn html_block(&mut self, span: Span) {
        // The markers of a quotation or a list stand between the lines of a block inside it.
        if !self.blocks.is_empty() {
            self.parts.findings.push(Finding::new("article-html-block-skipped", Severity::Info).at_source(span));
            return;
        }
        let Ok(inner) = html::read(span.of(self.source), &self.html) else { return };
        self.parts.findings.extend(inner.findings.into_iter().map(|mut finding| {
            finding.source = finding.source.map(|at| at.shifted(span.start));
            finding
        }));
        self.parts.units.extend(inner.units.into_iter().map(|(mut unit, mut shape)| {
            unit.span = unit.span.shifted(span.start);
            if let Shape::HtmlAttribute { tag, .. } = &mut shape {
                *tag = tag.shifted(span.start);
            }
            (unit, shape)
        }));
    }

    fn text(&mut self, span: Span, text: Cow<'a, str>) {
        // The backslash of an escape belongs to no event.
        let escaped = span.start > self.cursor && self.source.as_bytes().get(span.start - 1) == Some(&b'\\');
        let span = Span::new(span.start - usize::from(escaped), span.end);
        self.begin(span.start);
        self.piece(span.end, |run| run.text(span, text));
    }

    fn alone(&mut self, span: Span, solid: bool) {
        self.begin(span.start);
        self.piece(span.end, |run| run.alone(span, solid));
    }

    /// Puts a hard line break in front of what begins at `start`.
    fn begin(&mut self, start: usize) {
        if let Some(from) = self.line_break.take() {
            self.piece(start, |run| run.alone(Span::new(from, start), false));
        }
    }

    /// Adds to the run that is being read, unless an element around is left alone.
    fn piece(&mut self, end: usize, add: impl FnOnce(&mut Run<'a, Inline>)) {
        self.cursor = end;
        if self.closed.is_some() {
            return;
        }
        match &mut self.image {
            None => add(&mut self.run),
            Some(image) if image.depth == 1 => add(&mut image.run),
            Some(_) => {}
        }
    }

    fn start_inline(&mut self, tag: &Tag<'a>, span: Span) {
        self.begin(span.start);
        if let Tag::Image { link_type, .. } = tag {
            let image = self.image.get_or_insert_with(|| Image {
                depth: 0,
                fixed: names_itself(*link_type),
                run: Run::default(),
            });
            image.depth += 1;
            self.cursor = span.start + 2;
            return;
        }
        let end = span.start + marker_len(self.source, tag.to_end(), span);
        let kind = Inline::Markdown(tag.to_end());
        if !is_autolink(tag) {
            self.piece(end, |run| run.open(Span::new(span.start, end), kind));
        }
    }

    fn end_inline(&mut self, tag: TagEnd, span: Span) {
        if tag == TagEnd::Image {
            return self.end_image(span);
        }
        let opener = self.source.as_bytes().get(span.start);
        if tag == TagEnd::Link && opener == Some(&b'<') {
            return self.autolink(span);
        }
        let text_end = if tag == TagEnd::Link { self.cursor } else { span.end - marker_len(self.source, tag, span) };
        let close = Span::new(text_end.clamp(span.start, span.end), span.end);
        let kind = Inline::Markdown(tag);
        let raw = Span::new(span.start + 1, text_end).of(self.source);
        let reference = match close.of(self.source) {
            // `[text]` and `[text][]` name their target by their text, which changes.
            "]" | "][]" if tag == TagEnd::Link => Some(format!("][{raw}]")),
            _ => None,
        };
        self.piece(span.end, |run| run.close_as(close, kind, reference));
    }

    /// The text events inside `<https://…>` are part of its markup.
    fn autolink(&mut self, span: Span) {
        self.piece(span.end, |run| run.replace_from(span, true));
    }

    fn end_image(&mut self, span: Span) {
        let Some(image) = &mut self.image else { return };
        image.depth -= 1;
        if image.depth > 0 {
            return self.piece(span.end, |run| run.alone(span, false));
        }
        let Some(mut image) = self.image.take() else { return };
        if !image.fixed && self.closed.is_none() {
            let shape = Shape::Markdown { place: self.block().1, image: Some(span) };
            self.unit(image.run.finish(self.source, keep), Role::Attribute, shape);
        }
        self.piece(span.end, |run| run.alone(span, false));
    }

    fn inline_html(&mut self, span: Span) {
        let tag = inline_tag(span.of(self.source));
        if let Some(closed) = &mut self.closed {
            match tag {
                InlineTag::Open(kind) | InlineTag::OpenClosed(kind) if kind == closed.kind => closed.depth += 1,
                InlineTag::Close(kind) if kind == closed.kind => closed.depth -= 1,
                _ => {}
            }
            if closed.depth == 0 {
                self.end_closed(span.end);
            }
            self.cursor = span.end;
            return;
        }
        self.begin(span.start);
        match tag {
            InlineTag::Open(kind) => self.piece(span.end, |run| run.open(span, Inline::Html(kind))),
            InlineTag::Close(kind) => self.piece(span.end, |run| run.close(span, Inline::Html(kind))),
            InlineTag::Other => self.alone(span, false),
            InlineTag::OpenClosed(kind) => {
                self.closed = Some(Closed { kind, depth: 1, start: span.start });
                self.cursor = span.end;
            }
        }
    }

    fn end_closed(&mut self, end: usize) {
        if let Some(Closed { start, .. }) = self.closed.take() {
            self.piece(end, |run| run.alone(Span::new(start, end), true));
        }
    }

    fn flush(&mut self) {
        self.end_closed(self.cursor);
        self.image = None;
        self.line_break = None;
        let (role, place) = self.block();
        let outcome = self.run.finish(self.source, keep);
        self.unit(outcome, role, Shape::Markdown { place, image: None });
    }

    fn unit(&mut self, outcome: Outcome, role: Role, shape: Shape) {
        match outcome {
            Outcome::Blank => {}
            Outcome::TooManyCodes(span) => {
                self.parts.findings.push(Finding::new("article-too-many-codes", Severity::Warning).at_source(span));
            }
            Outcome::Unit(span, content) => {
                let role = match role {
                    Role::Heading { level: 1 } if !std::mem::replace(&mut self.saw_headline, true) => Role::Headline,
                    Role::Paragraph if is_date(&content) => Role::DateLine,
                    role => role,
                };
                self.parts.units.push((Unit { role, span, content }, shape));
            }
        }
    }
}

/// What a block makes of the text directly in it: nothing of its own (`Some(None)`) where the block around decides;
/// `None` for inline tags.
fn block_of(tag: &Tag<'_>) -> Option<Option<(Role, MarkdownPlace)>> {
    Some(match tag {
        Tag::Heading { level, .. } => Some((Role::Heading { level: *level as u8 }, MarkdownPlace::Heading)),
        Tag::Item => Some((Role::ListItem, MarkdownPlace::Block)),
        Tag::BlockQuote(_) => Some((Role::Quote, MarkdownPlace::Block)),
        Tag::FootnoteDefinition(_) => Some((Role::Footnote, MarkdownPlace::Block)),
        Tag::TableCell => Some((Role::TableCell, MarkdownPlace::Cell)),
        tag if is_inline(tag.to_end()) => return None,
        _ => None,
    })
}

const fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

const fn is_autolink(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. })
}

/// Whether a link's or an image's text is the name of its reference.
const fn names_itself(link: LinkType) -> bool {
    matches!(link, LinkType::Collapsed | LinkType::Shortcut | LinkType::CollapsedUnknown | LinkType::ShortcutUnknown)
}

/// Length of the marker at the start of an inline element, and at its end except for links.
fn marker_len(source: &str, tag: TagEnd, span: Span) -> usize {
    match tag {
        TagEnd::Strong => 2,
        TagEnd::Strikethrough if span.of(source).starts_with("~~") => 2,
        _ => 1,
    }
}

/// The lines between the first and the last line of front matter.
fn inside_fences(source: &str, span: Span) -> Span {
    let block = span.of(source).trim_end();
    let start = block.find('\n').map_or(block.len(), |at| at + 1);
    let end = block.rfind('\n').map_or(block.len(), |at| at + 1);
    Span::new(span.start + start, span.start + end.max(start))
}

const fn keep(raw: &str) -> Cow<'_, str> {
    Cow::Borrowed(raw)
}
