//! HTML that Word wrote, by “save as” or by copying: what of its markup says something to readers.

use memchr::memmem;

use super::{
    attributes::Attributes,
    tag::has_class,
    tokens::{Tag, Token, Tokens},
};
use crate::{
    article::{Role, Unit, layout::Shape, package::Kind, read::Parts, word},
    text::Span,
};

/// How far before a unit its bold type is looked for, in bytes.
const BEFORE: usize = 1000;

/// Whether Word wrote `source`.
pub(super) fn by_word(source: &str) -> bool {
    ["urn:schemas-microsoft-com:office", "class=Mso", "class=\"Mso", "mso-"]
        .iter()
        .any(|sign| memmem::find(source.as_bytes(), sign.as_bytes()).is_some())
}

/// Whether a comment or declaration is for Word and old browsers: `<!--[if gte mso 9]>…`, `<![if !supportLists]>`.
pub(super) fn is_condition(raw: &str) -> bool {
    raw.starts_with("<![") || raw.starts_with("<!--[if") || raw.contains("Fragment-->")
}

/// Whether an element is no text of the article: the number or bullet of a list item, a comment, hidden text.
pub(super) fn is_marker(source: &str, tag: Tag<'_>) -> bool {
    let attributes = || tag.attributes(source);
    let class = value(source, attributes(), "class");
    has_class(class, &["MsoCommentReference", "MsoCommentText"])
        || declarations(value(source, attributes(), "style")).any(|(property, value)| match property.as_str() {
            "mso-list" => value.eq_ignore_ascii_case("ignore"),
            "mso-element" => value.starts_with("comment"),
            "mso-hide" => value.eq_ignore_ascii_case("all"),
            _ => false,
        })
}

/// Whether an inline element looks like nothing: `<o:p>`, a smart tag, a language, a spelling mark.
pub(super) fn is_idle(source: &str, tag: Tag<'_>) -> bool {
    let name = tag.name.to_ascii_lowercase();
    if ["o:", "st1:", "w:", "v:"].iter().any(|prefix| name.starts_with(prefix)) {
        return true;
    }
    name == "span" && looks(source, tag.attributes(source)).is_empty()
}

/// Whether two start tags look the same: language and spelling marks make no difference.
pub(super) fn alike(one: &str, other: &str) -> bool {
    let look = |raw: &str| match Tokens::new(raw).next() {
        Some(Token::Start(tag)) => Some((tag.name.to_ascii_lowercase(), looks(raw, tag.attributes(raw)))),
        _ => None,
    };
    one == other || look(one).is_some_and(|one| Some(one) == look(other))
}

/// What the attributes of an element say that readers see, in order.
fn looks(source: &str, attributes: Attributes<'_>) -> Vec<String> {
    let mut looks = Vec::new();
    for attribute in attributes {
        let value = attribute.value.map_or("", |(span, _)| span.of(source));
        match attribute.name.to_ascii_lowercase().as_str() {
            "lang" | "xml:lang" => {}
            "class" if has_class(value, &["SpellE", "GramE"]) => {}
            "style" => {
                let seen = declarations(value).filter(|(property, _)| {
                    !property.starts_with("mso-")
                        && !matches!(property.as_str(), "layout-grid-mode" | "text-autospace")
                });
                looks.extend(seen.map(|(property, value)| format!("{property}:{value}")));
            }
            name => looks.push(format!("{name}={value}")),
        }
    }
    looks
}

/// The role that the paragraph's style in Word stands for.
pub(super) fn word_role(source: &str, tag: Tag<'_>) -> Option<Role> {
    if !["p", "div", "li"].iter().any(|name| tag.name.eq_ignore_ascii_case(name)) {
        return None;
    }
    let style = value(source, tag.attributes(source), "style");
    let class = value(source, tag.attributes(source), "class");
    let named = class.split_ascii_whitespace().find_map(|class| {
        Some(match class.strip_prefix("Mso")? {
            "Title" => Role::Headline,
            "Subtitle" => Role::Lead,
            "Caption" => Role::Caption,
            "Quote" | "IntenseQuote" => Role::Quote,
            "FootnoteText" | "EndnoteText" => Role::Footnote,
            "Header" | "Footer" => Role::Running,
            list if list.starts_with("List") => Role::ListItem,
            _ => return None,
        })
    });
    named.or_else(|| declarations(style).any(|(property, _)| property == "mso-list").then_some(Role::ListItem))
}

/// Gives headline, lead and by-line to a page whose author used no styles for them.
pub(super) fn settle(source: &str, parts: &mut Parts) {
    let mut units: Vec<(Unit, Shape, Kind)> = std::mem::take(&mut parts.units)
        .into_iter()
        .map(|(unit, shape)| {
            let own = matches!(shape, Shape::HtmlText) && unit.role != Role::Title;
            (unit, shape, if own { Kind::Document } else { Kind::Properties })
        })
        .collect();
    units.sort_by_key(|(unit, ..)| unit.span.start);
    word::settle(&mut units, |unit, _| is_bold(source, unit.span));
    parts.units = units.into_iter().map(|(unit, shape, _)| (unit, shape)).collect();
}

/// Whether the element around the unit is `<b>` or `<strong>`.
fn is_bold(source: &str, span: Span) -> bool {
    let from = (span.start.saturating_sub(BEFORE)..=span.start).find(|&at| source.is_char_boundary(at));
    let before = Span::new(from.unwrap_or(span.start), span.start).of(source).to_ascii_lowercase();
    let last = |signs: [&str; 3]| signs.iter().filter_map(|sign| before.rfind(sign)).max();
    last(["<b>", "<b ", "<strong"]) > last(["</b>", "</strong", "</p"])
}

fn value<'a>(source: &'a str, mut attributes: Attributes<'_>, name: &str) -> &'a str {
    let found = attributes.find(|attribute| attribute.name.eq_ignore_ascii_case(name));
    found.and_then(|attribute| attribute.value).map_or("", |(span, _)| span.of(source))
}

/// The declarations of a `style` attribute, properties in lower case.
fn declarations(style: &str) -> impl Iterator<Item = (String, String)> {
    style.split(';').filter_map(|declaration| {
        let (property, value) = declaration.split_once(':')?;
        Some((property.trim().to_ascii_lowercase(), value.trim().to_owned()))
    })
}
