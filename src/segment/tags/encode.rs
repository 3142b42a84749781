//! From inline codes to tags.

use std::fmt::Write as _;

use super::{Shape, names::Names, tag_at};
use crate::{
    article::{Content, is_code},
    text::nfc,
};

/// `content` with tags for its codes, its text in NFC and otherwise unchanged; see the module for the form.
#[must_use]
pub fn encode(content: &Content) -> String {
    let names = Names::new(content);
    let mut out = String::with_capacity(content.text.len() + 8 * content.codes.len());
    let mut rest = content.text.as_str();
    while !rest.is_empty() {
        let end = rest.find(is_code).unwrap_or(rest.len());
        let (run, tail) = rest.split_at(end);
        let mut chars = tail.chars();
        let name = chars.next().and_then(Content::code_number).map(|code| names.of_code.get(code).copied().flatten());
        push_text(&mut out, &nfc(run), matches!(name, Some(Some(_))));
        if let Some(Some((number, shape))) = name {
            let _ = match shape {
                Shape::Open => write!(out, "<{number}>"),
                Shape::Close => write!(out, "</{number}>"),
                Shape::Alone => write!(out, "<{number}/>"),
            };
        }
        rest = chars.as_str();
    }
    out
}

/// Appends text, escaping what reads like a tag; `before_tag` says that a tag follows.
fn push_text(out: &mut String, text: &str, before_tag: bool) {
    let mut slashes = 0;
    for (at, c) in text.char_indices() {
        if c == '<' && tag_at(&text[at..]).is_some() {
            out.extend(std::iter::repeat_n('\\', slashes + 1));
        }
        slashes = if c == '\\' { slashes + 1 } else { 0 };
        out.push(c);
    }
    if before_tag {
        out.extend(std::iter::repeat_n('\\', slashes));
    }
}
