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

/// Where a segment stands: 16 bytes of a hash over the keys of both its neighbours, 6 bytes of the key before it and
/// 6 of the one after it (zeros at an end of the article), 4 of a hash over its unit's role (zeros where that is not
/// known). Two contexts can so be compared part by part; see [`nearness`](Self::nearness). Versions before 0.2 had
/// all 32 bytes of the first hash and know of nothing but both neighbours.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContextKey(pub [u8; 32]);

/// How much of two contexts agrees, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nearness {
    /// Nothing, or nothing is known.
    Apart,
    /// The segment after.
    After,
    /// The segment before.
    Before,
    /// The segments on both sides; the role differs or is not known.
    Neighbours,
    /// Everything: the segments on both sides, and the role.
    Same,
}

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

const BOTH: std::ops::Range<usize> = 0..16;
const BEFORE: std::ops::Range<usize> = 16..22;
const AFTER: std::ops::Range<usize> = 22..28;
const ROLE: std::ops::Range<usize> = 28..32;

impl ContextKey {
    /// The context between the segments `before` and `after`, in reading order of the article; nothing stands at an
    /// end of the article. The role is not known.
    #[must_use]
    pub fn new(before: Option<&SegmentKey>, after: Option<&SegmentKey>) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"anban context 1\0");
        hash.update(before.map_or([0; 32], |key| key.0));
        hash.update(after.map_or([0; 32], |key| key.0));
        let both: [u8; 32] = hash.finalize().into();
        let mut key = Self([0; 32]);
        key.put(BOTH, &both);
        key.put(BEFORE, &before.map_or([0; 32], |key| key.0));
        key.put(AFTER, &after.map_or([0; 32], |key| key.0));
        key
    }

    /// The same context for a segment whose unit has this role, by the role's name.
    #[must_use]
    pub fn in_role(mut self, role: &str) -> Self {
        let hash: [u8; 32] = Sha256::new().chain_update(b"anban role 1\0").chain_update(role).finalize().into();
        self.put(ROLE, &hash);
        self
    }

    /// How much of the two agrees. A context of zeros, of which nothing is known, agrees with none.
    #[must_use]
    pub fn nearness(&self, other: &Self) -> Nearness {
        let agrees = |part: std::ops::Range<usize>| {
            let own = self.0.get(part.clone());
            own == other.0.get(part) && own.is_some_and(|own| own.iter().any(|&byte| byte != 0))
        };
        match (agrees(BOTH), agrees(BEFORE), agrees(AFTER)) {
            (true, ..) if self == other => Nearness::Same,
            (true, ..) => Nearness::Neighbours,
            (_, true, _) => Nearness::Before,
            (_, _, true) => Nearness::After,
            _ => Nearness::Apart,
        }
    }

    /// The least and the greatest context that have both neighbours in common with this one.
    #[must_use]
    pub fn between_the_same(&self) -> (Self, Self) {
        let (mut least, mut most) = (Self([0; 32]), Self([0xFF; 32]));
        least.put(BOTH, &self.0);
        most.put(BOTH, &self.0);
        (least, most)
    }

    /// Puts the first bytes of `from` into `part`.
    fn put(&mut self, part: std::ops::Range<usize>, from: &[u8]) {
        for (to, from) in self.0.get_mut(part).into_iter().flatten().zip(from) {
            *to = *from;
        }
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
