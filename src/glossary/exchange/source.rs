//! From a foreign file's bytes to its text.

use std::{borrow::Cow, sync::Arc};

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::lines::Lines;
use crate::glossary::LoadError;

/// Longest file that is read, in bytes. A hundred thousand terms need about half of it.
pub const MAX_BYTES: usize = 128 << 20;

/// How far into a file its XML declaration may reach.
const DECLARATION: usize = 200;

/// The text of `bytes`, without a byte order mark.
pub(crate) fn decode<'b>(file: &Arc<str>, bytes: &'b [u8]) -> Result<Cow<'b, str>, LoadError> {
    let refuse = |message: String| Lines::new(file, "").error(0, message);
    if bytes.len() > MAX_BYTES {
        return Err(refuse(format!("longer than {} MiB: split the file", MAX_BYTES >> 20)));
    }
    let marked = Encoding::for_bom(bytes);
    let named = declared(bytes);
    let encoding = match (marked, named) {
        (Some((mark, _)), Some(Ok(named))) if named != mark && !both_wide(named, mark) => {
            let (mark, named) = (mark.name(), named.name());
            return Err(refuse(format!("the file says it is {named}, and its byte order mark says {mark}")));
        }
        (Some((mark, _)), _) => mark,
        (None, Some(Ok(named))) if named == UTF_16LE || named == UTF_16BE => wide(bytes).ok_or_else(|| {
            refuse(format!("the file says it is {}, but it is not: correct its XML declaration", named.name()))
        })?,
        (None, Some(Ok(named))) => named,
        (None, Some(Err(label))) => {
            return Err(refuse(format!("unknown encoding {label:?}: save the file as UTF-8")));
        }
        (None, None) => wide(bytes).unwrap_or(UTF_8),
    };
    let body = bytes.get(marked.map_or(0, |(_, length)| length)..).unwrap_or_default();
    if encoding == UTF_8 {
        return std::str::from_utf8(body).map(Cow::Borrowed).map_err(|error| {
            let good = body.get(..error.valid_up_to()).and_then(|good| std::str::from_utf8(good).ok());
            let good = good.unwrap_or_default();
            Lines::new(file, good).error(good.len(), "not UTF-8 from here on: save the file as UTF-8")
        });
    }
    let text = encoding.decode_without_bom_handling_and_without_replacement(body);
    text.ok_or_else(|| refuse(format!("bytes that are not {}: save the file as UTF-8", encoding.name())))
}

fn both_wide(one: &'static Encoding, other: &'static Encoding) -> bool {
    [one, other].iter().all(|encoding| *encoding == UTF_16LE || *encoding == UTF_16BE)
}

/// UTF-16 without a mark, told by its first character, which is ASCII in every format here.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0, first, ..] if first.is_ascii() && *first != 0 => Some(UTF_16BE),
        [first, 0, ..] if first.is_ascii() && *first != 0 => Some(UTF_16LE),
        _ => None,
    }
}

/// The encoding that an XML declaration names.
fn declared(bytes: &[u8]) -> Option<Result<&'static Encoding, String>> {
    let head: String = bytes
        .iter()
        .take(DECLARATION * 2)
        .filter(|byte| **byte != 0 && byte.is_ascii())
        .map(|&b| char::from(b))
        .collect();
    let declaration = head.strip_prefix("<?xml")?.split("?>").next()?;
    let rest = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let label = rest.get(1..)?.split(quote).next()?;
    Some(Encoding::for_label(label.as_bytes()).ok_or_else(|| label.to_owned()))
}
