//! The keys under which a segment is remembered.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize, de::Error as _};
use sha2::{Digest, Sha256};

use crate::{
    article::{Content, is_code},
    locale::Locale,
    text::canonical,
};

/// SHA-256 over the source language and the canonical text, inline codes as numbered stand-ins: two writings of
/// one sentence (NFC or NFD, hoà or hóa, odd spaces) share a key, two sentences do not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SegmentKey(pub [u8; 32]);

/// SHA-256 over the keys of the segments before and after: the same sentence in the same place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContextKey(pub [u8; 32]);

impl SegmentKey {
    /// The key of `content`, a segment in `language`.
    #[must_use]
    pub fn new(language: Locale, content: &Content) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"anban segment 1\0");
        hash.update(language.tag());
        hash.update([0]);
        hash.update(canonical(&content.text));
        hash.update([0]);
        for code in content.text.chars().filter(|&c| is_code(c)).filter_map(Content::code_number) {
            let kind: u8 = match content.codes.get(code).map(|code| code.kind) {
                Some(crate::article::CodeKind::Open { .. }) => b'o',
                Some(crate::article::CodeKind::Close { .. }) => b'c',
                Some(crate::article::CodeKind::Alone) | None => b'a',
            };
            hash.update([kind]);
        }
        Self(hash.finalize().into())
    }
}

impl ContextKey {
    /// The context between the segments `before` and `after`, in reading order of the article; an end of the
    /// article counts as 32 zero bytes.
    #[must_use]
    pub fn new(before: Option<&SegmentKey>, after: Option<&SegmentKey>) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"anban context 1\0");
        hash.update(before.map_or([0; 32], |key| key.0));
        hash.update(after.map_or([0; 32], |key| key.0));
        Self(hash.finalize().into())
    }
}

/// A text that is not 64 hexadecimal digits.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{0:?} is not a key: a key is 64 hexadecimal digits")]
pub struct BadKey(pub String);

fn parse_hex(text: &str) -> Result<[u8; 32], BadKey> {
    let bad = || BadKey(text.to_owned());
    let mut bytes = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return Err(bad());
    }
    for (byte, at) in bytes.iter_mut().zip((0..64).step_by(2)) {
        *byte = u8::from_str_radix(&text[at..at + 2], 16).map_err(|_| bad())?;
    }
    Ok(bytes)
}

macro_rules! hex_key {
    ($type:ident) => {
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($type), "({})"), self)
            }
        }

        impl FromStr for $type {
            type Err = BadKey;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                parse_hex(text).map(Self)
            }
        }

        impl Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
            }
        }
    };
}

hex_key!(SegmentKey);
hex_key!(ContextKey);
