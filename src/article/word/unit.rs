//! From a paragraph's items to units: text with one inline code for each change of format.

use super::{
    paragraphs::{Item, ItemKind, Paragraph},
    render::{END, run},
};
use crate::{
    article::{CodeKind, Content, MAX_CODES, Role, Unit, layout::Shape},
    text::Span,
};

/// The units of a paragraph: one, or several where a text box stands between its words.
pub(super) fn units(paragraph: &Paragraph) -> Vec<(Unit, Shape)> {
    let boxed = |item: &Item| matches!(item.kind, ItemKind::Object { boxed: true, .. });
    paragraph.items.split(boxed).filter_map(unit).collect()
}

fn unit(items: &[Item]) -> Option<(Unit, Shape)> {
    let items = trimmed(items)?;
    let (first, last) = (items.first()?, items.last()?);
    let base = base_format(items);
    let content = Builder::new(&base).build(items)?;
    let unit = Unit { role: Role::Paragraph, span: Span::new(first.outer.start, last.outer.end), content };
    (!unit.content.is_blank()).then_some((unit, Shape::Word { base }))
}

/// Without what stands before the first and after the last word and is no part of their runs or links.
fn trimmed(items: &[Item]) -> Option<&[Item]> {
    let spoken =
        |item: &Item| matches!(item.kind, ItemKind::Text { .. } | ItemKind::Open { .. } | ItemKind::Close { .. });
    let first = items.iter().position(spoken)?;
    let last = items.iter().rposition(spoken)?;
    let beside = |at: usize, item: &Item| items.get(at).is_some_and(|other| other.outer.overlaps(item.outer));
    let from = items.iter().position(|item| beside(first, item)).unwrap_or(first).min(first);
    let to = items.iter().rposition(|item| beside(last, item)).unwrap_or(last).max(last);
    items.get(from..=to)
}

/// The format of most of the letters, which needs no code.
fn base_format(items: &[Item]) -> String {
    let mut formats: Vec<(&str, usize)> = Vec::new();
    for item in items {
        let ItemKind::Text { text, format } = &item.kind else { continue };
        let length = text.chars().count();
        match formats.iter_mut().find(|(known, _)| same(known, format)) {
            Some((_, count)) => *count += length,
            None => formats.push((format, length)),
        }
    }
    formats.iter().rev().max_by_key(|(_, count)| *count).map_or_else(String::new, |(format, _)| (*format).to_owned())
}

/// Whether two runs look the same: language and spelling marks make no difference.
fn same(one: &str, other: &str) -> bool {
    one == other || plain(one) == plain(other)
}

/// Run properties without those that readers do not see.
fn plain(format: &str) -> String {
    let inner = format.strip_prefix("<w:rPr>").and_then(|rest| rest.strip_suffix("</w:rPr>")).unwrap_or(format);
    inner.split_inclusive('>').filter(|tag| !tag.starts_with("<w:lang ") && !tag.starts_with("<w:noProof")).collect()
}

struct Builder<'a> {
    content: Content,
    /// The formats around: the paragraph's, then that of each open link.
    bases: Vec<&'a str>,
    /// The format in force, and the code that opened it where it is not the base's.
    current: &'a str,
    opened: Option<usize>,
    links: Vec<usize>,
}

impl<'a> Builder<'a> {
    fn new(base: &'a str) -> Self {
        Self { content: Content::default(), bases: vec![base], current: base, opened: None, links: Vec::new() }
    }

    fn build(mut self, items: &'a [Item]) -> Option<Content> {
        for (at, item) in items.iter().enumerate() {
            match &item.kind {
                ItemKind::Text { text, format } => {
                    self.format(format);
                    self.content.push_text(text);
                }
                ItemKind::Inline { raw } => {
                    self.alone(format!("</w:t>{raw}<w:t xml:space=\"preserve\">"));
                }
                ItemKind::Object { raw, format, .. } => {
                    let after = run(self.current);
                    self.alone(format!("{END}<w:r>{format}{raw}</w:r>{after}"));
                }
                ItemKind::Between { raw } => {
                    let after = run(self.current);
                    self.alone(format!("{END}{raw}{after}"));
                }
                ItemKind::Open { raw } => {
                    self.plain();
                    let inner = items.iter().skip(at).find_map(|item| match &item.kind {
                        ItemKind::Text { format, .. } => Some(format.as_str()),
                        _ => None,
                    });
                    let inner = inner.unwrap_or(self.current);
                    let code = self.content.push_code(CodeKind::Alone, format!("{END}{raw}{}", run(inner)));
                    self.links.push(code);
                    self.bases.push(inner);
                    self.current = inner;
                }
                ItemKind::Close { raw } => {
                    self.plain();
                    if self.bases.len() > 1 {
                        self.bases.pop();
                    }
                    self.current = self.bases.last().copied().unwrap_or_default();
                    let raw = format!("{END}{raw}{}", run(self.current));
                    match self.links.pop() {
                        Some(open) => self.close(open, raw),
                        None => return None,
                    }
                }
            }
        }
        self.plain();
        (self.links.is_empty() && self.content.codes.len() < MAX_CODES).then_some(self.content)
    }

    /// Puts `format` in force.
    fn format(&mut self, format: &'a str) {
        if same(format, self.current) {
            return;
        }
        self.plain();
        if !same(format, self.current) {
            let code = self.content.push_code(CodeKind::Alone, format!("{END}{}", run(format)));
            self.opened = Some(code);
            self.current = format;
        }
    }

    /// Goes back to the base's format.
    fn plain(&mut self) {
        if let Some(open) = self.opened.take() {
            self.current = self.bases.last().copied().unwrap_or_default();
            let raw = format!("{END}{}", run(self.current));
            self.close(open, raw);
        }
    }

    fn close(&mut self, open: usize, raw: String) {
        let code = self.content.push_code(CodeKind::Close { with: open }, raw);
        if let Some(opening) = self.content.codes.get_mut(open) {
            opening.kind = CodeKind::Open { with: code };
        }
    }

    fn alone(&mut self, raw: String) {
        self.content.push_code(CodeKind::Alone, raw);
    }
}
