//! What a tag says about its element.

use super::{
    attributes::Attributes,
    elements::{self, Content},
    tokens::{Token, Tokens},
};

/// Which element a tag belongs to, in any letter case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::article) struct Kind {
    /// Its number in the table of elements.
    pub(super) number: usize,
    /// Tells apart the elements that are not in the table; FNV-1a of the lower-case name.
    pub(super) hash: u64,
}

impl Kind {
    /// The kind of element `name`.
    pub(super) fn of(name: &str) -> Self {
        Self::numbered(elements::number(name), name)
    }

    /// The same where the element's number is known.
    pub(super) fn numbered(number: usize, name: &str) -> Self {
        let step = |hash: u64, byte: u8| (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01B3);
        let hash = if number == elements::UNKNOWN { name.bytes().fold(0xCBF2_9CE4_8422_2325, step) } else { 0 };
        Self { number, hash }
    }
}

/// Whether a tag's attributes ask to leave its element alone: `translate="no"` or the class `notranslate`.
pub(super) fn is_left_alone(source: &str, mut attributes: Attributes<'_>) -> bool {
    attributes.any(|attribute| {
        let value = attribute.value.map_or("", |(span, _)| span.of(source));
        (attribute.name.eq_ignore_ascii_case("translate") && value.eq_ignore_ascii_case("no"))
            || (attribute.name.eq_ignore_ascii_case("class") && has_class(value, &["notranslate"]))
    })
}

/// Whether one of the class names in `value` is one of `names`.
pub(super) fn has_class(value: &str, names: &[&str]) -> bool {
    value.split_ascii_whitespace().any(|class| names.contains(&class))
}

/// A piece of inline HTML as Markdown hands it on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::article) enum InlineTag {
    /// A start tag whose element has text for readers.
    Open(Kind),
    /// A start tag whose element is left alone.
    OpenClosed(Kind),
    /// An end tag.
    Close(Kind),
    /// A comment, a void element.
    Other,
}

/// What the one tag in `html` does.
pub(in crate::article) fn inline_tag(html: &str) -> InlineTag {
    match Tokens::new(html).next() {
        Some(Token::Start(tag)) => {
            let kind = Kind::of(tag.name);
            match elements::at(kind.number).content {
                Content::Void => InlineTag::Other,
                Content::Normal if !is_left_alone(html, tag.attributes(html)) => InlineTag::Open(kind),
                _ if tag.closed => InlineTag::Other,
                _ => InlineTag::OpenClosed(kind),
            }
        }
        Some(Token::End(name, _)) => InlineTag::Close(Kind::of(name)),
        _ => InlineTag::Other,
    }
}
