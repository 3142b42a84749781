//! Units of measure, and what ordinals count, in four languages (domain facts §7.3 and §7.5).

mod words;

pub(super) use words::after;

use serde::{Deserialize, Serialize};

use super::Number;
use crate::locale::Locale;

/// A unit of measure, or for an ordinal what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Hectare.
    Hectare,
    /// Millimetre.
    Millimetre,
    /// Centimetre.
    Centimetre,
    /// Metre.
    Metre,
    /// Kilometre.
    Kilometre,
    /// Square metre.
    SquareMetre,
    /// Square kilometre.
    SquareKilometre,
    /// Cubic metre.
    CubicMetre,
    /// Kilogram.
    Kilogram,
    /// Yến, 10 kg.
    TenKilograms,
    /// Tạ, 100 kg.
    Quintal,
    /// Tonne.
    Tonne,
    /// Litre.
    Litre,
    /// Kilowatt-hour.
    KilowattHour,
    /// Kilowatt.
    Kilowatt,
    /// Megawatt.
    Megawatt,
    /// Gigawatt.
    Gigawatt,
    /// Degree Celsius.
    Celsius,
    /// Of an ordinal: a term of office, khóa XI, 第11期.
    Term,
    /// Of an ordinal: an occasion, lần thứ 18, 第18回.
    Occasion,
    /// Of an ordinal: a century.
    Century,
    /// Of an ordinal: an item of an enumeration, "Thứ bảy, …".
    Item,
    /// Of an ordinal: an article of a law, Điều 7, 第7条.
    Article,
    /// Of an ordinal: a clause of an article of a law, khoản 2 Điều 7, 第2項.
    Clause,
}

/// What is measured, for units that can be turned into one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dimension {
    Length,
    Area,
    Volume,
    Mass,
    Energy,
    Power,
    Temperature,
    Order,
}

impl Unit {
    /// The international symbol; empty for what ordinals count.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Hectare => "ha",
            Self::Millimetre => "mm",
            Self::Centimetre => "cm",
            Self::Metre => "m",
            Self::Kilometre => "km",
            Self::SquareMetre => "m²",
            Self::SquareKilometre => "km²",
            Self::CubicMetre => "m³",
            Self::Kilogram => "kg",
            Self::TenKilograms => "×10 kg",
            Self::Quintal => "×100 kg",
            Self::Tonne => "t",
            Self::Litre => "l",
            Self::KilowattHour => "kWh",
            Self::Kilowatt => "kW",
            Self::Megawatt => "MW",
            Self::Gigawatt => "GW",
            Self::Celsius => "°C",
            Self::Term | Self::Occasion | Self::Century | Self::Item | Self::Article | Self::Clause => "",
        }
    }

    /// How `locale` writes the unit after a number, with the space that belongs before it.
    #[must_use]
    pub const fn suffix(self, locale: Locale) -> &'static str {
        let words = match self {
            Self::Hectare => [" ha", " hectares", "ヘクタール", "㏊"],
            Self::Millimetre => [" mm", " mm", "ミリメートル", "㎜"],
            Self::Centimetre => [" cm", " cm", "センチメートル", "㎝"],
            Self::Metre => [" m", " metres", "メートル", "m"],
            Self::Kilometre => [" km", " km", "キロメートル", "㎞"],
            Self::SquareMetre => [" m²", " sq m", "平方メートル", "㎡"],
            Self::SquareKilometre => [" km²", " sq km", "平方キロメートル", "㎢"],
            Self::CubicMetre => [" m³", " cubic metres", "立方メートル", "㎥"],
            Self::Kilogram => [" kg", " kg", "キログラム", "㎏"],
            Self::TenKilograms => [" yến", " yen (10 kg)", "イエン(10キログラム)", "옌(10㎏)"],
            Self::Quintal => [" tạ", " quintals", "キンタル", "퀸틀"],
            Self::Tonne => [" tấn", " tonnes", "トン", "t"],
            Self::Litre => [" lít", " litres", "リットル", "ℓ"],
            Self::KilowattHour => [" kWh", " kWh", "キロワット時", "kWh"],
            Self::Kilowatt => [" kW", " kW", "キロワット", "kW"],
            Self::Megawatt => [" MW", " MW", "メガワット", "MW"],
            Self::Gigawatt => [" GW", " GW", "ギガワット", "GW"],
            Self::Celsius => ["°C", "°C", "度", "도"],
            Self::Term | Self::Occasion | Self::Century | Self::Item | Self::Article | Self::Clause => {
                ["", "", "", ""]
            }
        };
        match locale {
            Locale::Vi => words[0],
            Locale::En => words[1],
            Locale::Ja => words[2],
            Locale::Ko => words[3],
        }
    }

    const fn base(self) -> (Dimension, u128) {
        match self {
            Self::Millimetre => (Dimension::Length, 1),
            Self::Centimetre => (Dimension::Length, 10),
            Self::Metre => (Dimension::Length, 1_000),
            Self::Kilometre => (Dimension::Length, 1_000_000),
            Self::SquareMetre => (Dimension::Area, 1),
            Self::Hectare => (Dimension::Area, 10_000),
            Self::SquareKilometre => (Dimension::Area, 1_000_000),
            Self::Litre => (Dimension::Volume, 1),
            Self::CubicMetre => (Dimension::Volume, 1_000),
            Self::Kilogram => (Dimension::Mass, 1),
            Self::TenKilograms => (Dimension::Mass, 10),
            Self::Quintal => (Dimension::Mass, 100),
            Self::Tonne => (Dimension::Mass, 1_000),
            Self::KilowattHour => (Dimension::Energy, 1),
            Self::Kilowatt => (Dimension::Power, 1),
            Self::Megawatt => (Dimension::Power, 1_000),
            Self::Gigawatt => (Dimension::Power, 1_000_000),
            Self::Celsius => (Dimension::Temperature, 1),
            Self::Term | Self::Occasion | Self::Century | Self::Item | Self::Article | Self::Clause => {
                (Dimension::Order, 1)
            }
        }
    }

    /// Whether the unit measures something, so that changing it changes the fact.
    #[must_use]
    pub fn measures(self) -> bool {
        self.base().0 != Dimension::Order
    }

    /// `number` of this unit in the smallest unit of its kind, to compare 1 tạ with 100 kg.
    #[must_use]
    pub fn in_base(self, number: Number) -> Option<Number> {
        number.times(self.base().1)
    }

    /// Whether both measure the same kind of thing.
    #[must_use]
    pub fn same_dimension(self, other: Self) -> bool {
        self.base().0 == other.base().0
    }
}
