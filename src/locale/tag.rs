//! The languages Anban works with.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A language of an article or an edition, written as its BCP 47 tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// Vietnamese, the language of the articles.
    Vi,
    /// English.
    En,
    /// Japanese.
    Ja,
    /// Korean.
    Ko,
}

impl Locale {
    /// All four, source first.
    pub const ALL: [Self; 4] = [Self::Vi, Self::En, Self::Ja, Self::Ko];
    /// The languages an article is translated into, in their usual order.
    pub const TARGETS: [Self; 3] = [Self::En, Self::Ja, Self::Ko];

    /// The BCP 47 tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
            Self::Ja => "ja",
            Self::Ko => "ko",
        }
    }

    /// The language's name in English, as prompts and logs use it.
    #[must_use]
    pub const fn english_name(self) -> &'static str {
        match self {
            Self::Vi => "Vietnamese",
            Self::En => "English",
            Self::Ja => "Japanese",
            Self::Ko => "Korean",
        }
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.tag())
    }
}

/// A language tag that is none of the four.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("unknown language {0:?}: use vi, en, ja or ko")]
pub struct UnknownLocale(pub String);

impl FromStr for Locale {
    type Err = UnknownLocale;

    /// Reads a BCP 47 tag or a POSIX locale name (`ja`, `ja-JP`, `ja_JP.UTF-8`); only the language counts.
    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        let language = tag.split(['-', '_', '.', '@']).next().unwrap_or_default().to_ascii_lowercase();
        Self::ALL.into_iter().find(|locale| locale.tag() == language).ok_or_else(|| UnknownLocale(tag.to_owned()))
    }
}
