//! `markup-leaked` and `entity-leaked`: markup that stands in the text as letters.

use super::super::{catalogue::Family, look::Signs, rule::Rule};
use crate::{
    diagnostic::{Fix, Severity},
    text::Span,
};

pub(in crate::qa) const MARKUP: Rule = Rule::new(
    "markup-leaked",
    Family::Markup,
    Severity::Error,
    "What it finds: tags, numbered tags, Markdown emphasis or links, and placeholders that stand in the translation \
     as text and not in the source.\n\
     Why: the reader would see them.\n\
     Example: \"The <b>province</b> said\" or \"**Note**\" in plain text.\n\
     How to fix: delete them; if the source has markup there, the translation must use its codes.",
    |look, findings| {
        if !look.got.has(Signs::MARKUP) {
            return;
        }
        let mut at = 0;
        while let Some(span) = next(look.target, at) {
            at = span.end;
            let text = span.of(look.target);
            if !look.source.contains(text) {
                let fix = Fix { span, replacement: String::new(), safe: false };
                findings.push(MARKUP.fixed(look, span, fix));
            }
        }
    },
);

pub(in crate::qa) const ENTITY: Rule = Rule::new(
    "entity-leaked",
    Family::Markup,
    Severity::Error,
    "What it finds: an HTML entity written out, which the source does not have.\n\
     Why: the text is already decoded, so the reader would see the entity itself.\n\
     Example: \"research &amp; development\".\n\
     How to fix: write the character; `anban check --fix` does.",
    |look, findings| {
        if !look.got.has(Signs::MARKUP) {
            return;
        }
        for (at, _) in look.target.match_indices('&') {
            let rest = &look.target[at..];
            let Some(len) = rest.bytes().take(12).position(|b| b == b';') else { continue };
            let entity = &rest[..=len];
            let named = entity[1..len].bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#') && len > 1;
            let decoded = htmlize::unescape(entity);
            if named && decoded != entity && !look.source.contains(entity) {
                let span = Span::new(at, at + entity.len());
                let replacement = if decoded == "\u{A0}" { " ".to_owned() } else { decoded.into_owned() };
                findings.push(ENTITY.fixed(look, span, Fix { span, replacement, safe: true }));
            }
        }
    },
);

/// The next piece of markup from byte `from` on.
fn next(text: &str, from: usize) -> Option<Span> {
    text[from..].char_indices().find_map(|(at, c)| {
        let at = from + at;
        let rest = &text[at..];
        let len = match c {
            '<' => tag(rest),
            '*' if rest.starts_with("**") => rest[2..].find("**").filter(|&len| len > 0).map(|_| 2),
            ']' if rest.starts_with("](") => rest.find(')').map(|end| end + 1),
            '{' => placeholder(rest),
            '`' if rest.starts_with("`") => rest[1..].find('`').filter(|&len| len > 0).map(|len| len + 2),
            _ => None,
        }?;
        Some(Span::new(at, at + len))
    })
}

/// The length of a tag: `<b>`, `</a>`, `<br/>`, `<1>`, `<a href="…">`.
fn tag(rest: &str) -> Option<usize> {
    let end = rest.find('>').filter(|&end| end < 200)?;
    let inner = rest[1..end].trim_start_matches('/');
    let name = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    let first = inner.chars().next()?;
    let named = name > 0 && (first.is_ascii_alphabetic() || inner[..name].bytes().all(|b| b.is_ascii_digit()));
    let after = inner[name..].chars().next().is_none_or(|c| c == '/' || c.is_whitespace());
    (named && after).then_some(end + 1)
}

/// The length of `{0}`, `{name}` or `{{ name }}`.
fn placeholder(rest: &str) -> Option<usize> {
    let end = rest.find('}').filter(|&end| end < 40)?;
    let inner = rest[1..end].trim_matches(['{', ' ', '%', '$']);
    let plain =
        !inner.is_empty() && inner.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-'));
    let double = usize::from(rest[end..].starts_with("}}"));
    plain.then_some(end + 1 + double)
}
