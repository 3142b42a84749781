//! What stands in a page's head: titles and descriptions, and the name of the encoding.

use super::tokens::Tag;
use crate::{article::Role, text::Span};

/// The role of a `<meta>` element's content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Description(pub Role);

/// Whether a `<meta>` element holds the page's title or description, for search engines, Open Graph or cards.
pub(super) fn described(source: &str, tag: Tag<'_>) -> Option<Description> {
    tag.attributes(source).find_map(|attribute| {
        if !attribute.name.eq_ignore_ascii_case("name") && !attribute.name.eq_ignore_ascii_case("property") {
            return None;
        }
        match attribute.value?.0.of(source).to_ascii_lowercase().as_str() {
            "description" | "og:description" | "twitter:description" => Some(Description(Role::Description)),
            "og:title" | "twitter:title" => Some(Description(Role::Title)),
            "og:image:alt" | "twitter:image:alt" => Some(Description(Role::Attribute)),
            _ => None,
        }
    })
}

/// The place of the encoding's name in a `<meta>` element.
pub(super) fn charset_in(source: &str, tag: Tag<'_>) -> Option<Span> {
    tag.attributes(source).find_map(|attribute| {
        let (span, _) = attribute.value?;
        if attribute.name.eq_ignore_ascii_case("charset") {
            return Some(span);
        }
        let content = span.of(source).to_ascii_lowercase();
        let at =
            content.find("charset").filter(|_| attribute.name.eq_ignore_ascii_case("content"))? + "charset".len();
        let rest = content.get(at..)?.trim_start().strip_prefix('=')?.trim_start();
        let start = span.start + (content.len() - rest.len());
        let len = rest.find([';', ' ', '"', '\'']).unwrap_or(rest.len());
        (len > 0).then(|| Span::new(start, start + len))
    })
}

/// The place of the encoding's name in an XML declaration.
pub(super) fn prolog_charset(source: &str) -> Option<Span> {
    let end = source.strip_prefix("<?xml").and_then(|rest| rest.find("?>"))? + "<?xml".len();
    let prolog = source.get(..end)?;
    let at = prolog.find("encoding")? + "encoding".len();
    let rest = prolog.get(at..)?.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let start = prolog.len() - rest.len() + 1;
    let len = prolog.get(start..)?.find(quote)?;
    Some(Span::new(start, start + len))
}
