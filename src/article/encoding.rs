//! From bytes to text and back, exactly.

mod legacy;
mod sniff;

use encoding_rs::{WINDOWS_1252, WINDOWS_1258};
use serde::{Deserialize, Serialize};

use super::read::Fault;
pub(super) use legacy::{Spelling, decode_text, is_unicode, joins};
use sniff::{declared, has_wide_pattern, looks_vietnamese};

/// The character encodings articles come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Charset {
    /// UTF-8.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// windows-1258, Vietnamese with combining tone marks (WHATWG Encoding Standard, index windows-1258).
    Windows1258,
    /// windows-1252, where a page says so: its Vietnamese letters are character references.
    Windows1252,
    /// TCVN3 (ABC): a letter of windows-1252 for each Vietnamese letter, as the fonts `.VnTime` show it.
    Tcvn3,
    /// VNI-Windows: a letter and a mark, as the fonts `VNI-Times` show them.
    Vni,
    /// TCVN3's Latin letters in a file that is UTF-8.
    Tcvn3Utf8,
    /// VNI's Latin letters in a file that is UTF-8.
    VniUtf8,
}

impl Charset {
    /// Its name as the WHATWG Encoding Standard spells it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Windows1258 => "windows-1258",
            Self::Windows1252 => "windows-1252",
            Self::Tcvn3 | Self::Tcvn3Utf8 => "TCVN3 (ABC)",
            Self::Vni | Self::VniUtf8 => "VNI",
        }
    }

    /// Whether only a font shows its letters as Vietnamese: no edition is written in it.
    pub(super) const fn is_legacy(self) -> bool {
        matches!(self, Self::Tcvn3 | Self::Vni | Self::Tcvn3Utf8 | Self::VniUtf8)
    }
}

/// How a file's bytes spell its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Encoding {
    /// The character encoding.
    pub charset: Charset,
    /// Whether a byte order mark stands in front.
    pub bom: bool,
}

/// Why an encoding was taken that the file does not name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Guess {
    /// windows-1258, because nothing else fits.
    Fallback,
    /// TCVN3 or VNI, because its words are Vietnamese only so.
    Legacy,
    /// UTF-8, though the file names the encoding given here.
    Contradicted(String),
}

/// Decoded text.
#[derive(Debug)]
pub(super) struct Decoded {
    pub text: String,
    pub encoding: Encoding,
    pub guess: Option<Guess>,
}

/// Decodes `bytes`. Every byte is accounted for: [`encode`] gives the same bytes back.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, Fault> {
    let wide = |bytes, charset, bom| {
        let text = decode_utf16(bytes, charset, if bom { 2 } else { 0 })?;
        Ok(Decoded { text, encoding: Encoding { charset, bom }, guess: None })
    };
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => match std::str::from_utf8(rest) {
            Ok(text) => {
                binary(rest).map_or_else(|| Ok(utf8(text, true, None)), |offset| Err(Fault::Binary(offset + 3)))
            }
            Err(error) => Err(Fault::Undecodable { charset: "UTF-8", offset: error.valid_up_to() + 3 }),
        },
        [0xFF, 0xFE, rest @ ..] => wide(rest, Charset::Utf16Le, true),
        [0xFE, 0xFF, rest @ ..] => wide(rest, Charset::Utf16Be, true),
        _ => match has_wide_pattern(bytes) {
            Some(charset) => wide(bytes, charset, false),
            None => decode_narrow(bytes),
        },
    }
}

/// `text` in `encoding`, or nothing where a character has no place in it.
pub(super) fn encode(text: &str, encoding: Encoding) -> Option<Vec<u8>> {
    let marked = || encoding.bom.then_some('\u{FEFF}').into_iter().chain(text.chars());
    let units = |order: fn(u16) -> [u8; 2]| {
        let mut out = Vec::with_capacity(text.len() * 2 + 2);
        for c in marked() {
            c.encode_utf16(&mut [0; 2]).iter().for_each(|&unit| out.extend(order(unit)));
        }
        out
    };
    match encoding.charset {
        Charset::Utf8 if encoding.bom => Some([b"\xEF\xBB\xBF", text.as_bytes()].concat()),
        Charset::Utf8 => Some(text.as_bytes().to_vec()),
        Charset::Utf16Le => Some(units(u16::to_le_bytes)),
        Charset::Utf16Be => Some(units(u16::to_be_bytes)),
        Charset::Windows1258 => {
            let (bytes, _, lossy) = WINDOWS_1258.encode(text);
            (!lossy).then(|| bytes.into_owned())
        }
        Charset::Windows1252 => {
            let (bytes, _, lossy) = WINDOWS_1252.encode(text);
            (!lossy).then(|| bytes.into_owned())
        }
        Charset::Tcvn3 => legacy::encode(text, Spelling::Tcvn3),
        Charset::Vni => legacy::encode(text, Spelling::Vni),
        Charset::Tcvn3Utf8 => Some(legacy::encode_text(text, Spelling::Tcvn3).into_bytes()),
        Charset::VniUtf8 => Some(legacy::encode_text(text, Spelling::Vni).into_bytes()),
    }
}

fn utf8(text: &str, bom: bool, guess: Option<Guess>) -> Decoded {
    Decoded { text: text.to_owned(), encoding: Encoding { charset: Charset::Utf8, bom }, guess }
}

fn decode_narrow(bytes: &[u8]) -> Result<Decoded, Fault> {
    if let Some(offset) = binary(bytes) {
        return Err(Fault::Binary(offset));
    }
    let declared = declared(bytes);
    let label = declared.as_deref().and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    let offset = match std::str::from_utf8(bytes) {
        Ok(text) => {
            if let Some(decoded) = legacy_text(text) {
                return Ok(decoded);
            }
            let contradicted = label.is_some_and(|label| label != encoding_rs::UTF_8) && !text.is_ascii();
            return Ok(utf8(text, false, declared.filter(|_| contradicted).map(Guess::Contradicted)));
        }
        Err(error) => error.valid_up_to(),
    };
    if let Some(decoded) = legacy(bytes) {
        return Ok(decoded);
    }
    let named = [(WINDOWS_1258, Charset::Windows1258), (WINDOWS_1252, Charset::Windows1252)]
        .into_iter()
        .find(|(known, _)| label == Some(*known));
    if let (Some(label), Some(name), None) = (label, &declared, named)
        && label != encoding_rs::UTF_8
    {
        return Err(Fault::Unsupported(name.clone()));
    }
    let (known, charset) = named.unwrap_or((WINDOWS_1258, Charset::Windows1258));
    let text = known
        .decode_without_bom_handling_and_without_replacement(bytes)
        .filter(|text| named.is_some() || looks_vietnamese(text))
        .ok_or(Fault::Undecodable { charset: "UTF-8", offset })?;
    let encoding = Encoding { charset, bom: false };
    Ok(Decoded { text: text.into_owned(), encoding, guess: named.is_none().then_some(Guess::Fallback) })
}

/// TCVN3 or VNI, where nine in ten words with letters beyond ASCII are Vietnamese syllables in it, and more of them
/// than in windows-1258. What a page says of itself counts for nothing: it had to say something else.
fn legacy(bytes: &[u8]) -> Option<Decoded> {
    let known = WINDOWS_1258.decode_without_bom_handling_and_without_replacement(bytes).and_then(|text| score(&text));
    let spellings = [(Spelling::Tcvn3, Charset::Tcvn3), (Spelling::Vni, Charset::Vni)];
    best(spellings.map(|(spelling, charset)| (charset, legacy::decode(bytes, spelling))), known)
}

/// The same of text that was saved as UTF-8 without being converted.
fn legacy_text(text: &str) -> Option<Decoded> {
    if text.is_ascii() || is_unicode(text) {
        return None;
    }
    let spellings = [(Spelling::Tcvn3, Charset::Tcvn3Utf8), (Spelling::Vni, Charset::VniUtf8)];
    best(spellings.map(|(spelling, charset)| (charset, decode_text(text, spelling))), score(text))
}

/// How many words of `text` are Vietnamese; nothing where too many are not.
fn score(text: &str) -> Option<usize> {
    let (good, bad) = legacy::syllables(text);
    (good > 0 && bad * 9 <= good).then_some(good)
}

/// Of several readings the one with most Vietnamese words, if they are more than `known`.
fn best(readings: [(Charset, Option<String>); 2], known: Option<usize>) -> Option<Decoded> {
    let (_, charset, text) = readings
        .into_iter()
        .filter_map(|(charset, text)| {
            let text = text?;
            Some((score(&text)?, charset, text))
        })
        .filter(|(good, ..)| known.is_none_or(|known| *good > known))
        .max_by_key(|(good, ..)| *good)?;
    Some(Decoded { text, encoding: Encoding { charset, bom: false }, guess: Some(Guess::Legacy) })
}

/// Where a file that is no text shows it: a NUL, or the first of many control characters.
fn binary(bytes: &[u8]) -> Option<usize> {
    if let Some(at) = memchr::memchr(0, bytes) {
        return Some(at);
    }
    let head = bytes.get(..8192).unwrap_or(bytes);
    let control = |b: &u8| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1B);
    let count = head.iter().filter(|b| control(b)).count();
    if count * 20 > head.len() { head.iter().position(control) } else { None }
}

fn decode_utf16(bytes: &[u8], charset: Charset, skipped: usize) -> Result<String, Fault> {
    let bad = |offset: usize| Fault::Undecodable { charset: charset.name(), offset: offset + skipped };
    let (pairs, rest) = bytes.as_chunks::<2>();
    let unit = |pair: &[u8; 2]| {
        if charset == Charset::Utf16Le { u16::from_le_bytes(*pair) } else { u16::from_be_bytes(*pair) }
    };
    let mut text = String::with_capacity(bytes.len());
    let mut at = 0;
    for c in char::decode_utf16(pairs.iter().map(unit)) {
        match c {
            Ok('\0') => return Err(Fault::Binary(at + skipped)),
            Ok(c) => {
                text.push(c);
                at += c.len_utf16() * 2;
            }
            Err(_) => return Err(bad(at)),
        }
    }
    if rest.is_empty() { Ok(text) } else { Err(bad(at)) }
}
