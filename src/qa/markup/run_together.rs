//! `markup-space`: two words run together where markup begins or ends.

use super::super::{
    catalogue::Family,
    letters::{is_hangul, is_latin},
    look::{Look, Signs},
    rule::Rule,
};
use crate::{
    article::{CodeKind, Content, is_code},
    diagnostic::{Fix, Severity},
    locale::Locale,
    text::Span,
};

pub(in crate::qa) const RULE: Rule = Rule::new(
    "markup-space",
    Family::Markup,
    Severity::Warning,
    "What it finds: a word that touches the next one where a code begins or ends, where the source has a space.\n\
     Why: without the markup it reads as one word.\n\
     Example: \"Xem <1>tại đây</1>\" became \"See<1>here</1>\".\n\
     How to fix: put the space before the opening or after the closing code; `anban check --fix` does.",
    |look, findings| {
        if !look.got.has(Signs::CODE) || look.locale == Locale::Ja {
            return;
        }
        let content = look.pair.target;
        for (at, c) in content.text.char_indices() {
            let Some(number) = Content::code_number(c) else { continue };
            let Some(code) = content.codes.get(number) else { continue };
            let (before, after) = sides(&content.text, at, c.len_utf8());
            let is_word = |c: Option<char>| c.is_some_and(|c| is_latin(c) || is_hangul(c));
            if !(is_word(before) && is_word(after)) {
                continue;
            }
            let place = match code.kind {
                CodeKind::Open { .. } if spaced(look, &code.raw, true) => at,
                // A Korean particle attaches to the closing code.
                CodeKind::Close { .. } if look.locale == Locale::En && spaced(look, &code.raw, false) => {
                    at + c.len_utf8()
                }
                _ => continue,
            };
            let fix = Fix { span: Span::new(place, place), replacement: " ".to_owned(), safe: true };
            findings.push(RULE.fixed(look, Span::new(at, at + c.len_utf8()), fix).fact("text", code.raw.as_str()));
        }
    },
);

/// The characters on both sides of the code at `at`, other codes passed over.
fn sides(text: &str, at: usize, len: usize) -> (Option<char>, Option<char>) {
    let before = text[..at].chars().rev().find(|&c| !is_code(c));
    let after = text[at + len..].chars().find(|&c| !is_code(c));
    (before, after)
}

/// Whether the source has white space on that side of every code with this markup.
fn spaced(look: &Look<'_>, raw: &str, opening: bool) -> bool {
    let content = look.pair.source;
    let mut codes = content
        .text
        .char_indices()
        .filter(|&(_, c)| {
            Content::code_number(c).and_then(|n| content.codes.get(n)).is_some_and(|code| code.raw == raw)
        })
        .peekable();
    codes.peek().is_some()
        && codes.all(|(at, c)| {
            let (before, after) = sides(&content.text, at, c.len_utf8());
            (if opening { before } else { after }).is_none_or(char::is_whitespace)
        })
}
