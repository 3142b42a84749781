//! The English edition's sentence in the making of the others: nothing, a draft, or what is translated.

use serde::{Deserialize, Serialize};

use super::Backend;
use crate::locale::Locale;

/// What the English edition's sentence is to a backend that is asked for another language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Draft {
    /// Nothing.
    Off,
    /// A draft beside the Vietnamese.
    English,
    /// What it translates: the Vietnamese is not shown.
    Pivot,
}

/// What a newsroom wants the English sentence to be to the other languages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", try_from = "Written")]
pub enum DraftWish {
    /// What the backend makes best use of, as far as it has been measured.
    #[default]
    Auto,
    /// Nothing.
    Off,
    /// A draft beside the Vietnamese.
    English,
    /// The source.
    Pivot,
}

/// As it may be written: `true` and `false` are older.
#[derive(Deserialize)]
#[serde(untagged, expecting = "\"auto\", \"off\", \"english\" or \"pivot\"")]
enum Written {
    Name(String),
    Switch(bool),
}

impl TryFrom<Written> for DraftWish {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        match written {
            Written::Switch(on) => Ok(if on { Self::English } else { Self::Off }),
            Written::Name(name) => [Self::Auto, Self::Off, Self::English, Self::Pivot]
                .into_iter()
                .find(|wish| wish.name() == name)
                .ok_or_else(|| format!("{name:?} is none of \"auto\", \"off\", \"english\" and \"pivot\"")),
        }
    }
}

impl DraftWish {
    const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Off => "off",
            Self::English => "english",
            Self::Pivot => "pivot",
        }
    }

    /// What the English sentence is to `locale` when `backend` is asked. A machine-translation service is told nothing
    /// beside the text, and its glossaries are Vietnamese.
    #[must_use]
    pub fn of(self, backend: &dyn Backend, locale: Locale) -> Draft {
        if locale == Locale::En || !backend.capabilities().instructions {
            return Draft::Off;
        }
        match self {
            Self::Auto => backend.draft(locale),
            Self::Off => Draft::Off,
            Self::English => Draft::English,
            Self::Pivot if backend.pivots() => Draft::Pivot,
            Self::Pivot => Draft::English,
        }
    }
}
