//! What a paragraph is in the newspaper, by its style and its place.

use std::collections::HashMap;

use quick_xml::{Reader, events::Event};

use super::{legacy::Fonts, paragraphs::Paragraph};
use crate::{
    article::{
        CodeKind, Content, Role, Unit, dates,
        layout::{Mark, Shape},
        package::Kind,
    },
    text::Span,
};

/// The style sheet: what each style's id is called, and where languages and fonts stand.
#[derive(Default)]
pub(super) struct Styles {
    names: HashMap<String, String>,
    languages: Vec<Span>,
    fonts: Vec<Span>,
    /// The fonts that styles give their text.
    pub(super) letters: Fonts,
}

impl Styles {
    /// Reads `word/styles.xml`.
    pub(super) fn read(xml: &str) -> Result<Self, String> {
        let mut styles = Self::default();
        let mut reader = Reader::from_str(xml);
        let mut id = None;
        let mut style: Option<String> = None;
        let mut defaults = false;
        loop {
            let before = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            let event = reader.read_event().map_err(|error| format!("is broken at byte {before}: {error}"))?;
            let span = Span::new(before, usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX));
            let (tag, closed) = match &event {
                Event::Start(tag) => (tag, false),
                Event::Empty(tag) => (tag, true),
                Event::End(tag) => {
                    defaults &= tag.name().as_ref() != "w:docDefaults";
                    if tag.name().as_ref() == "w:style" {
                        style = None;
                    }
                    continue;
                }
                Event::Eof => return Ok(styles),
                _ => continue,
            };
            let value = |name: &str| super::paragraphs::attribute(tag, name);
            match tag.name().as_ref() {
                "w:docDefaults" => defaults = !closed,
                "w:lang"
                    if closed && (defaults || value("w:val").is_some_and(|language| language.starts_with("vi"))) =>
                {
                    styles.languages.push(span);
                }
                "w:rFonts" if closed => {
                    styles.fonts.push(span);
                    let font = value("w:ascii").or_else(|| value("w:hAnsi"));
                    match &style {
                        Some(style) => styles.letters.styles.entry(style.clone()).or_default().0 = font,
                        None if defaults => styles.letters.defaults = font,
                        None => {}
                    }
                }
                "w:basedOn" => {
                    if let Some(style) = &style {
                        styles.letters.styles.entry(style.clone()).or_default().1 = value("w:val");
                    }
                }
                "w:style" => {
                    id = value("w:styleId");
                    style = id.clone().filter(|_| !closed);
                    let first = value("w:type").as_deref() == Some("paragraph")
                        && matches!(value("w:default").as_deref(), Some("1" | "true" | "on"));
                    if let Some(style) = style.clone() {
                        styles.letters.styles.entry(style).or_default();
                    }
                    if first {
                        styles.letters.paragraph = id.clone();
                    }
                }
                "w:name" => {
                    if let (Some(id), Some(name)) = (id.take(), value("w:val")) {
                        styles.names.insert(id, name.to_lowercase());
                    }
                }
                _ => {}
            }
        }
    }

    /// What of the style sheet, which begins at byte `base` of the source, hangs on the language.
    pub(super) fn marks(&self, base: usize) -> impl Iterator<Item = Mark> + '_ {
        let moved = move |span: Span| Span::new(base + span.start, base + span.end);
        let languages = self.languages.iter().map(move |&span| Mark::WordLanguage(moved(span)));
        languages.chain(self.fonts.iter().map(move |&span| Mark::WordFonts(moved(span))))
    }
}

/// The role of a paragraph.
pub(super) fn role(kind: Kind, paragraph: &Paragraph, styles: &Styles) -> Role {
    match kind {
        Kind::Notes => return Role::Footnote,
        Kind::Running => return Role::Running,
        // Translated with its twin, and not printed a second time.
        _ if paragraph.fallback => return Role::Running,
        _ if paragraph.in_table => return Role::TableCell,
        _ => {}
    }
    let id = paragraph.style.as_deref().unwrap_or_default();
    let lower = id.to_lowercase();
    let name = styles.names.get(id).map_or(lower.as_str(), String::as_str);
    let role = by_name(name);
    if role == Role::Paragraph && paragraph.numbered { Role::ListItem } else { role }
}

/// The role of a paragraph whose style is called `name`, in lower case.
pub(in crate::article) fn by_name(name: &str) -> Role {
    if let Some(level) = name.strip_prefix("heading").and_then(|level| level.trim().parse().ok()) {
        return Role::Heading { level };
    }
    match name {
        "title" => Role::Headline,
        "subtitle" | "lead" | "lede" | "sapo" | "chapô" | "chapeau" => Role::Lead,
        "caption" | "figure" | "illustration" | "drawing" | "chú thích" | "chú thích ảnh" => Role::Caption,
        "quote" | "quotations" | "intense quote" => Role::Quote,
        "byline" | "author" | "tác giả" => Role::Byline,
        "list paragraph" | "list bullet" | "list number" => Role::ListItem,
        _ => Role::Paragraph,
    }
}

/// Longest headline and longest by-line that a document without styles may have, in characters.
const HEADLINE: usize = 250;
const BYLINE: usize = 60;

/// Gives headline, date line, lead and by-line to a document whose author used no styles for them.
/// `is_bold` says whether a unit's letters are.
pub(in crate::article) fn settle(units: &mut [(Unit, Shape, Kind)], is_bold: impl Fn(&Unit, &Shape) -> bool) {
    let aside = |role| matches!(role, Role::TableCell | Role::Footnote | Role::Running);
    let mut body: Vec<&mut (Unit, Shape, Kind)> =
        units.iter_mut().filter(|(unit, _, kind)| *kind == Kind::Document && !aside(unit.role)).collect();
    for (unit, ..) in body.iter_mut().take(6).filter(|(unit, ..)| unit.role == Role::Paragraph) {
        if dates::is_date(&unit.content) {
            unit.role = Role::DateLine;
        }
    }
    if !body.iter().any(|(unit, ..)| unit.role == Role::Headline)
        && let Some((first, ..)) = body.iter_mut().find(|(unit, ..)| unit.role != Role::DateLine)
        && matches!(first.role, Role::Heading { .. } | Role::Paragraph)
        && (first.role != Role::Paragraph || is_title(&first.content))
    {
        first.role = Role::Headline;
    }
    let after = body.iter().position(|(unit, ..)| unit.role == Role::Headline).map_or(0, |at| at + 1);
    let lead = body.iter_mut().skip(after).find(|(unit, ..)| unit.role != Role::DateLine);
    if let Some((unit, shape, _)) = lead
        && unit.role == Role::Paragraph
        && is_bold(unit, shape)
        && unit.content.codes.iter().all(|code| code.kind == CodeKind::Alone)
    {
        unit.role = Role::Lead;
    }
    if body.len() > after + 1
        && let Some((unit, shape, _)) = body.last_mut()
        && unit.role == Role::Paragraph
        && is_bold(unit, shape)
        && unit.content.visible().chars().count() <= BYLINE
    {
        unit.role = Role::Byline;
    }
}

fn is_title(content: &Content) -> bool {
    let text = content.visible();
    let text = text.trim();
    text.chars().count() <= HEADLINE && !text.ends_with(['.', ';', ':'])
}

/// Whether run properties are those of bold letters.
pub(super) fn is_bold(format: &str) -> bool {
    format.contains("<w:b/>") || format.contains("<w:b w:val=\"1\"/>") || format.contains("<w:b w:val=\"true\"/>")
}
