//! The newsroom's style of names.

use serde::{Deserialize, Serialize};

/// How names are written in each edition: `[names]` in `config.toml`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// Japanese for v: `b` (ビンロン, the press) or `v` (ヴィンロン, encyclopedias and VNA). The other one is accepted.
    pub ja_v: KanaV,
    /// What stands between the parts of a person's name in Japanese; `・` by default. Places have none.
    pub ja_person_separator: String,
    /// Persons in Korean: `solid` (팜빈민, official) or `spaced` (팜 빈 민, many newspapers). The other one is accepted.
    pub ko_person_spacing: Style,
    /// Whether the English edition keeps Vietnamese marks (Hà Nội, Võ Văn Thưởng); off by default.
    pub en_diacritics: bool,
    /// The country in English: `solid` (Vietnam) or `spaced` (Viet Nam). The other one is accepted.
    pub en_country: CountryName,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            ja_v: KanaV::B,
            ja_person_separator: "・".to_owned(),
            ko_person_spacing: Style::Solid,
            en_diacritics: false,
            en_country: CountryName::Solid,
        }
    }
}

/// The kana for v.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KanaV {
    /// バ ビ ブ ベ ボ.
    B,
    /// ヴァ ヴィ ヴ ヴェ ヴォ.
    V,
}

/// Solid or spaced writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// Without spaces.
    Solid,
    /// A space between syllables.
    Spaced,
}

/// The name of the country in English.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CountryName {
    /// Vietnam.
    Solid,
    /// Viet Nam, as the United Nations and Circular 03/2009/TT-BNG write.
    Spaced,
}
