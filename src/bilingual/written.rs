//! Sentences with their codes as text that people type: `<1>…</1>`, `<2/>`.
//!
//! A backslash before such a tag says that it is text; backslashes before a tag are doubled.

use std::sync::LazyLock;

use regex::Regex;

use super::Piece;

/// Backslashes, and what is a tag or looks like one.
static TAG: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(\\*)<(/?)([0-9]{1,5})(/?)>").ok());

/// The pieces as text.
pub(super) fn written(pieces: &[Piece]) -> String {
    let mut out = String::new();
    let mut text = String::new();
    for piece in pieces {
        let tag = match piece {
            Piece::Text(more) => {
                text.push_str(more);
                continue;
            }
            Piece::Open(number) => format!("<{number}>"),
            Piece::Close(number) => format!("</{number}>"),
            Piece::Alone(number) => format!("<{number}/>"),
            Piece::Foreign(_) => continue,
        };
        out.push_str(&escaped(&text, true));
        text.clear();
        out.push_str(&tag);
    }
    out + &escaped(&text, false)
}

fn escaped(text: &str, before_tag: bool) -> String {
    let Some(tag) = TAG.as_ref() else { return text.to_owned() };
    let mut out = tag.replace_all(text, r"$1$1\<$2$3$4>").into_owned();
    if before_tag {
        let slashes = out.len() - out.trim_end_matches('\\').len();
        out.push_str(&"\\".repeat(slashes));
    }
    out
}

/// The pieces that such text says.
pub(super) fn pieces_of(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut from = 0;
    for found in TAG.iter().flat_map(|tag| tag.captures_iter(text)) {
        let part = |number: usize| found.get(number).map_or("", |part| part.as_str());
        let Some(whole) = found.get(0) else { continue };
        plain.push_str(text.get(from..whole.start()).unwrap_or_default());
        from = whole.end();
        let slashes = part(1);
        plain.push_str(slashes.get(..slashes.len() / 2).unwrap_or_default());
        let number = part(3).parse::<usize>().ok();
        let piece = match (part(2), part(4), number) {
            _ if slashes.len() % 2 == 1 => None,
            ("", "", Some(number)) => Some(Piece::Open(number)),
            ("/", "", Some(number)) => Some(Piece::Close(number)),
            ("", "/", Some(number)) => Some(Piece::Alone(number)),
            _ => None,
        };
        match piece {
            Some(piece) => {
                if !plain.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut plain)));
                }
                pieces.push(piece);
            }
            None => plain.push_str(whole.as_str().get(slashes.len()..).unwrap_or_default()),
        }
    }
    plain.push_str(text.get(from..).unwrap_or_default());
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    pieces
}
