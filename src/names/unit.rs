//! Units of administration, and streets, as they stand before a place name.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::data;

/// The unit a place is called by in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// tỉnh: Province, 省, 성.
    Province,
    /// thành phố: City, 市, 시.
    City,
    /// quận: District, 区, 군.
    District,
    /// huyện: District, 県, 현.
    RuralDistrict,
    /// thị xã: Town, 市, 시.
    Town,
    /// thị trấn: Town, 町, 읍.
    Township,
    /// phường: Ward, 坊, 동.
    Ward,
    /// xã: Commune, 村, 사.
    Commune,
    /// thôn, ấp, bản, làng: Village, 村, 마을.
    Village,
    /// phố, đường, đại lộ: Street, 通り, 거리.
    Street,
}

impl Unit {
    const ALL: [(&'static str, Self); 10] = [
        ("province", Self::Province),
        ("city", Self::City),
        ("district", Self::District),
        ("rural-district", Self::RuralDistrict),
        ("town", Self::Town),
        ("township", Self::Township),
        ("ward", Self::Ward),
        ("commune", Self::Commune),
        ("village", Self::Village),
        ("street", Self::Street),
    ];

    /// The unit of that name in `data/units.tsv`.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, unit)| unit)
    }

    /// Its suffixes in English, Japanese and Korean, preferred first, with the space they need.
    pub fn suffixes(self) -> &'static Suffixes {
        static ALL: OnceLock<Vec<(Unit, Suffixes)>> = OnceLock::new();
        static NONE: Suffixes = Suffixes { en: Vec::new(), ja: Vec::new(), ko: Vec::new() };
        let all = ALL.get_or_init(|| {
            data::rows(include_str!("data/units.tsv"))
                .filter_map(|row| {
                    let list = |at| row.list(at).map(|suffix| suffix.replace('_', " ")).collect();
                    Some((Self::named(row.cell(0))?, Suffixes { en: list(2), ja: list(3), ko: list(4) }))
                })
                .collect()
        });
        all.iter().find(|(unit, _)| *unit == self).map_or(&NONE, |(_, suffixes)| suffixes)
    }
}

/// What is written behind a place name for its unit.
pub struct Suffixes {
    /// English.
    pub en: Vec<String>,
    /// Japanese.
    pub ja: Vec<String>,
    /// Korean.
    pub ko: Vec<String>,
}
