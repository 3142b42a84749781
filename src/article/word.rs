//! Word documents (Office Open XML, ECMA-376 part 1, WordprocessingML): the parts with text, as one source.
//!
//! The XML of every part that holds text is put end to end and that is the article's source; units are spans of
//! it as in any other format. Writing splices the spans, cuts the source into its parts again and copies
//! everything else of the archive raw.

mod legacy;
mod paragraphs;
mod render;
mod roles;
mod unit;

pub(super) use render::{escape, fonts, is_sans, is_well_formed, language, runs};
pub(super) use roles::{by_name, settle};

use std::collections::BTreeSet;

use super::{
    Content, Role, Unit,
    layout::Shape,
    package::{Kind, Package},
    read::{Fault, Parts},
};
use crate::{
    diagnostic::{Finding, Severity},
    text::Span,
};

/// Finds the units of a Word document whose parts' XML is `source`.
pub(super) fn read(package: &Package, source: &str) -> Result<Parts, Fault> {
    let mut parts = Parts::default();
    let mut styles = roles::Styles::default();
    let mut paragraphs = Vec::new();
    for part in &package.parts {
        let xml = part.span.of(source);
        let within = |why: String| Fault::Package(format!("{} {why}", part.name));
        match part.kind {
            Kind::Styles => {
                styles = roles::Styles::read(xml).map_err(within)?;
                parts.marks.extend(styles.marks(part.span.start));
            }
            Kind::Properties => parts.units.extend(title(xml, part.span.start)),
            kind => {
                for paragraph in paragraphs::read(xml, part.span.start).map_err(within)? {
                    paragraphs.push((kind, paragraph));
                }
            }
        }
    }
    let changes = paragraphs.iter().filter(|(_, paragraph)| paragraph.changed).count();
    if changes > 0 {
        let count = changes.to_string();
        parts.findings.push(Finding::new("article-tracked-changes", Severity::Info).fact("paragraphs", count));
    }
    let mut encodings = BTreeSet::new();
    for (_, paragraph) in &mut paragraphs {
        legacy::decode(paragraph, &styles.letters, &mut encodings);
    }
    parts.findings.extend(
        encodings
            .iter()
            .map(|name| Finding::new("article-encoding-legacy", Severity::Warning).fact("encoding", *name)),
    );
    let mut units = Vec::new();
    for (kind, paragraph) in &paragraphs {
        let role = roles::role(*kind, paragraph, &styles);
        units.extend(unit::units(paragraph).into_iter().map(|(unit, shape)| (Unit { role, ..unit }, shape, *kind)));
    }
    let bold = |_: &Unit, shape: &Shape| matches!(shape, Shape::Word { base } if roles::is_bold(base));
    settle(&mut units, bold);
    parts.units.extend(units.into_iter().map(|(unit, shape, _)| (unit, shape)));
    Ok(parts)
}

/// The document's title among its properties (`dc:title`).
pub(super) fn title(xml: &str, base: usize) -> Option<(Unit, Shape)> {
    let start = xml.find("<dc:title>")? + "<dc:title>".len();
    let len = xml.get(start..)?.find("</dc:title>")?;
    let raw = xml.get(start..start + len)?;
    let text = quick_xml::escape::unescape(raw).ok()?;
    let mut content = Content::default();
    content.push_text(&text);
    let unit = Unit { role: Role::Title, span: Span::new(base + start, base + start + len), content };
    (!unit.content.is_blank() && !raw.contains('<')).then_some((unit, Shape::Xml))
}
