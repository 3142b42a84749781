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
#[serde(rename_all = "lowercase", from = "Written")]
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
    Name(Name),
    Switch(bool),
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Name {
    Auto,
    Off,
    English,
    Pivot,
}

impl From<Written> for DraftWish {
    fn from(written: Written) -> Self {
        match written {
            Written::Name(Name::Auto) => Self::Auto,
            Written::Name(Name::Off) | Written::Switch(false) => Self::Off,
            Written::Name(Name::English) | Written::Switch(true) => Self::English,
            Written::Name(Name::Pivot) => Self::Pivot,
        }
    }
}

impl DraftWish {
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
