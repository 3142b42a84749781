//! Text with inline codes as HTML that is safe to print.
//!
//! The article's markup is not trusted: of HTML only the plain inline elements are kept, without attributes,
//! and links whose address is http, https or relative; of Markdown the emphasis, code and links. Whatever is
//! kept is well nested.

use std::fmt::Write as _;

use super::manuscript::{PENDING, PENDING_END};
use crate::article::{CodeKind, Content, Format};

/// Elements that a sentence may keep.
const KEPT: [&str; 14] =
    ["b", "strong", "i", "em", "u", "s", "del", "sub", "sup", "small", "mark", "q", "cite", "code"];

/// `content`, from an article in `format`, as HTML.
#[must_use]
pub fn to_html(content: &Content, format: Format) -> String {
    let mut html = String::with_capacity(content.text.len() + 16);
    let mut open: Vec<(usize, &str)> = Vec::new();
    for c in content.text.chars() {
        let Some(number) = Content::code_number(c) else {
            escape(c, &mut html);
            continue;
        };
        let Some(code) = content.codes.get(number) else { continue };
        match code.kind {
            CodeKind::Open { with } => {
                let close = content.codes.get(with).map_or("", |code| code.raw.as_str());
                if let Some((name, href)) = opening(&code.raw, close, format) {
                    open.push((number, name));
                    match (name, href) {
                        ("a", Some(href)) => {
                            html.push_str("<a href=\"");
                            href.chars().for_each(|c| escape(c, &mut html));
                            html.push_str("\">");
                        }
                        ("span", _) => html.push_str(PENDING),
                        _ => {
                            let _ = write!(html, "<{name}>");
                        }
                    }
                }
            }
            CodeKind::Close { with } => {
                if let Some(at) = open.iter().position(|&(number, _)| number == with) {
                    close_to(at, &mut open, &mut html);
                }
            }
            CodeKind::Alone => html.push_str(&alone(&code.raw, format)),
        }
    }
    close_to(0, &mut open, &mut html);
    html
}

fn close_to(at: usize, open: &mut Vec<(usize, &str)>, html: &mut String) {
    while open.len() > at {
        if let Some((_, name)) = open.pop() {
            let _ = write!(html, "</{name}>");
        }
    }
}

/// The element an opening code stands for, with the address of a link.
fn opening<'a>(raw: &'a str, close: &'a str, format: Format) -> Option<(&'static str, Option<&'a str>)> {
    if raw == PENDING && close == PENDING_END {
        return Some(("span", None));
    }
    if format == Format::Docx {
        let is = |name: &str| raw.contains(&format!("<w:{name}/>"));
        return [("b", "strong"), ("i", "em"), ("u", "u"), ("strike", "s")]
            .into_iter()
            .find_map(|(property, element)| is(property).then_some((element, None)));
    }
    if format == Format::Odt {
        // What a span looks like is said elsewhere, in its style.
        return attribute(raw, "xlink:href")
            .filter(|href| raw.starts_with("<text:a") && is_safe(href))
            .map(|href| ("a", Some(href)));
    }
    if raw.starts_with('<') {
        let name = tag_name(raw);
        if name.eq_ignore_ascii_case("a") {
            return attribute(raw, "href").filter(|href| is_safe(href)).map(|href| ("a", Some(href)));
        }
        return KEPT.into_iter().find(|kept| kept.eq_ignore_ascii_case(name)).map(|name| (name, None));
    }
    if format != Format::Markdown {
        return None;
    }
    match raw {
        "*" | "_" => Some(("em", None)),
        "**" | "__" => Some(("strong", None)),
        "~~" => Some(("del", None)),
        "[" => {
            let address = close.strip_prefix("](")?.trim_start_matches('<');
            let end = address.find([' ', ')', '>', '\n']).unwrap_or(address.len());
            Some(&address[..end]).filter(|href| is_safe(href)).map(|href| ("a", Some(href)))
        }
        _ => None,
    }
}

fn alone(raw: &str, format: Format) -> String {
    if format == Format::Docx {
        return if raw.contains("<w:br/>") {
            "<br>"
        } else if raw.contains("<w:tab/>") {
            " "
        } else {
            ""
        }
        .to_owned();
    }
    if format == Format::Odt {
        let kept = [("<text:line-break", "<br>"), ("<text:tab", " ")];
        return kept.iter().find(|(tag, _)| raw.starts_with(tag)).map_or("", |(_, html)| html).to_owned();
    }
    if raw.starts_with('<') {
        return if tag_name(raw).eq_ignore_ascii_case("br") { "<br>".to_owned() } else { String::new() };
    }
    if format == Format::Markdown {
        if raw.starts_with('`') {
            let mut html = String::from("<code>");
            raw.trim_matches('`').trim().chars().for_each(|c| escape(c, &mut html));
            return html + "</code>";
        }
        if raw.ends_with('\n') {
            return "<br>".to_owned();
        }
    }
    String::new()
}

fn tag_name(raw: &str) -> &str {
    let name = raw.trim_start_matches(['<', '/']);
    &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())]
}

/// The value of `name` in a tag; entities stay as they are, which is harmless: the value is escaped again.
fn attribute<'a>(raw: &'a str, name: &str) -> Option<&'a str> {
    let lower = raw.to_ascii_lowercase();
    let at = lower.match_indices(name).find(|&(at, _)| {
        lower[..at].ends_with(|c: char| c.is_ascii_whitespace())
            && lower[at + name.len()..].trim_start().starts_with('=')
    })?;
    let value = raw[at.0 + name.len()..].trim_start().strip_prefix('=')?.trim_start();
    match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next(),
        _ => value.split(|c: char| c.is_ascii_whitespace() || c == '>').next(),
    }
}

/// Whether an address is http, https, mailto or relative.
fn is_safe(href: &str) -> bool {
    if href.contains(|c: char| c.is_control()) || href.contains('&') && href.contains(':') {
        return false;
    }
    match href.split_once(':') {
        None => true,
        Some((scheme, _)) => {
            scheme.contains(['/', '?', '#'])
                || ["http", "https", "mailto"].iter().any(|safe| scheme.eq_ignore_ascii_case(safe))
        }
    }
}

fn escape(c: char, html: &mut String) {
    match c {
        '&' => html.push_str("&amp;"),
        '<' => html.push_str("&lt;"),
        '>' => html.push_str("&gt;"),
        '"' => html.push_str("&quot;"),
        c => html.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(parts: &[(&str, Option<(&str, &str)>)]) -> Content {
        let mut content = Content::default();
        for (text, link) in parts {
            if let Some((open, close)) = link {
                let at = content.codes.len();
                content.push_code(CodeKind::Open { with: at + 1 }, *open);
                content.push_text(text);
                content.push_code(CodeKind::Close { with: at }, *close);
            } else {
                content.push_text(text);
            }
        }
        content
    }

    #[test]
    fn only_plain_markup_and_safe_links_are_printed() {
        for (open, close, format, html) in [
            ("<b onclick=\"x()\">", "</b>", Format::Html, "<b>a &lt; b</b>"),
            ("<a href=\"https://e.vn/?a=1\">", "</a>", Format::Html, "<a href=\"https://e.vn/?a=1\">a &lt; b</a>"),
            ("<a href='javascript:alert(1)'>", "</a>", Format::Html, "a &lt; b"),
            ("<a href=\"java&#115;cript:alert(1)\">", "</a>", Format::Html, "a &lt; b"),
            ("<script>", "</script>", Format::Html, "a &lt; b"),
            ("**", "**", Format::Markdown, "<strong>a &lt; b</strong>"),
            ("[", "](/tin/1 \"x\")", Format::Markdown, "<a href=\"/tin/1\">a &lt; b</a>"),
            ("[", "](javascript:x)", Format::Markdown, "a &lt; b"),
        ] {
            assert_eq!(to_html(&content(&[("a < b", Some((open, close)))]), format), html, "{open}");
        }
    }

    #[test]
    fn what_is_printed_is_well_nested() {
        let mut content = Content::default();
        content.push_code(CodeKind::Open { with: 2 }, "<b>");
        content.push_code(CodeKind::Open { with: 3 }, "<i>");
        content.push_code(CodeKind::Close { with: 0 }, "</b>");
        content.push_code(CodeKind::Close { with: 1 }, "</i>");
        assert_eq!(to_html(&content, Format::Html), "<b><i></i></b>");
    }
}
