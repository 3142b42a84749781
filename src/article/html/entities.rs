//! Character references and escapes.

use std::borrow::Cow;

use memchr::{memchr2, memchr3};

use crate::article::layout::Quote;

/// The text that raw HTML text stands for: references decoded, runs of HTML white space made one space.
pub(super) fn decode_text(raw: &str) -> Cow<'_, str> {
    let text = if raw.contains('&') { htmlize::unescape(raw) } else { Cow::Borrowed(raw) };
    if needs_collapse(raw) { Cow::Owned(collapse(&text)) } else { text }
}

/// The text that a raw attribute value stands for.
pub(super) fn decode_attribute(raw: &str) -> Cow<'_, str> {
    if raw.contains('&') { htmlize::unescape_attribute(raw) } else { Cow::Borrowed(raw) }
}

/// `text` as HTML text. Line breaks become spaces, which read the same and cannot end an HTML block in Markdown.
pub(in crate::article) fn escape_text(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    if memchr3(b'&', b'<', b'>', bytes).is_none() && memchr2(b'\n', b'\r', bytes).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    push_escaped(text, &mut out);
    Cow::Owned(out)
}

/// `text` as the value of an attribute between quotation marks `quote`; where the file has none, they are added
/// if the value needs them (HTML Standard, 13.1.2.3).
pub(in crate::article) fn attribute_value(text: &str, quote: Quote) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    push_escaped(text, &mut out);
    match quote {
        Quote::Double => out.replace('"', "&quot;"),
        Quote::Single => out.replace('\'', "&#39;"),
        Quote::Bare if out.is_empty() || out.contains(|c: char| c.is_whitespace() || "\"'`=/".contains(c)) => {
            format!("\"{}\"", out.replace('"', "&quot;"))
        }
        Quote::Bare => out,
    }
}

fn push_escaped(text: &str, out: &mut String) {
    if memchr2(b'\n', b'\r', text.as_bytes()).is_some() {
        return push_escaped(&text.replace(['\n', '\r'], " "), out);
    }
    let mut rest = text;
    while let Some(at) = memchr3(b'&', b'<', b'>', rest.as_bytes()) {
        let (plain, special) = rest.split_at(at);
        out.push_str(plain);
        out.push_str(match special.as_bytes().first() {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            _ => "&gt;",
        });
        rest = &special[1..];
    }
    out.push_str(rest);
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0C)
}

fn needs_collapse(raw: &str) -> bool {
    let mut after_space = false;
    raw.bytes().any(|byte| {
        let needs = is_space(byte) && (after_space || byte != b' ');
        after_space = is_space(byte);
        needs
    })
}

fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !(c.is_ascii() && is_space(c as u8)) {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}
