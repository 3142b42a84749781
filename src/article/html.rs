//! HTML: units by byte offset, whatever the page forgot to close.
//!
//! The tokenizer and the open-element stack follow the HTML Standard (WHATWG, 13.2) as far as reading needs:
//! which text stands in which block. Nothing is ever serialised again.

mod attributes;
mod elements;
mod entities;
mod fonts;
mod head;
mod reader;
mod root;
mod stack;
mod tag;
mod tokens;
mod word;

use super::{
    HtmlSettings,
    layout::Mark,
    read::{Fault, Parts},
};
pub(super) use entities::{attribute_value, escape_text};
pub(super) use fonts::{is_legacy_font, named as unicode_font, unicode_fonts};
pub(super) use tag::{InlineTag, Kind, inline_tag};

/// Finds the units of an HTML page or fragment.
pub(super) fn read(source: &str, settings: &HtmlSettings) -> Result<Parts, Fault> {
    let roots = match &settings.root {
        Some(selector) => Some(root::find(source, selector)?),
        None => None,
    };
    let mut parts = reader::read(source, settings, roots);
    if parts.marks.iter().any(|mark| matches!(mark, Mark::Charset(_))) {
        parts.marks.retain(|mark| !matches!(mark, Mark::NoCharset(_)));
    }
    Ok(parts)
}
