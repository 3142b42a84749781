//! Units of measure, and what ordinals count, in four languages (domain facts §7.3 and §7.5).

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
            Self::Term | Self::Occasion | Self::Century | Self::Item => "",
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
            Self::Term | Self::Occasion | Self::Century | Self::Item => ["", "", "", ""],
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
            Self::Term | Self::Occasion | Self::Century | Self::Item => (Dimension::Order, 1),
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

/// What may follow a number, lower case; of two that fit the longer stands first.
pub(super) const fn after(locale: Locale) -> &'static [(&'static str, Unit)] {
    match locale {
        Locale::Vi => VI,
        Locale::En => EN,
        Locale::Ja => JA,
        Locale::Ko => KO,
    }
}

const VI: &[(&str, Unit)] = &[
    ("ha", Unit::Hectare),
    ("hécta", Unit::Hectare),
    ("héc ta", Unit::Hectare),
    ("héc-ta", Unit::Hectare),
    ("hecta", Unit::Hectare),
    ("km²", Unit::SquareKilometre),
    ("km2", Unit::SquareKilometre),
    ("ki-lô-mét vuông", Unit::SquareKilometre),
    ("kilômét vuông", Unit::SquareKilometre),
    ("km vuông", Unit::SquareKilometre),
    ("kwh", Unit::KilowattHour),
    ("km", Unit::Kilometre),
    ("ki-lô-mét", Unit::Kilometre),
    ("kilômét", Unit::Kilometre),
    ("cây số", Unit::Kilometre),
    ("m²", Unit::SquareMetre),
    ("m2", Unit::SquareMetre),
    ("mét vuông", Unit::SquareMetre),
    ("m³", Unit::CubicMetre),
    ("m3", Unit::CubicMetre),
    ("mét khối", Unit::CubicMetre),
    ("mw", Unit::Megawatt),
    ("mm", Unit::Millimetre),
    ("cm", Unit::Centimetre),
    ("mét", Unit::Metre),
    ("m", Unit::Metre),
    ("kg", Unit::Kilogram),
    ("ki-lô-gam", Unit::Kilogram),
    ("tấn", Unit::Tonne),
    ("tạ", Unit::Quintal),
    ("yến", Unit::TenKilograms),
    ("lít", Unit::Litre),
    ("kw", Unit::Kilowatt),
    ("gw", Unit::Gigawatt),
    ("độ c", Unit::Celsius),
    ("°c", Unit::Celsius),
];

const EN: &[(&str, Unit)] = &[
    ("hectares", Unit::Hectare),
    ("hectare", Unit::Hectare),
    ("ha", Unit::Hectare),
    ("square kilometres", Unit::SquareKilometre),
    ("square kilometers", Unit::SquareKilometre),
    ("square km", Unit::SquareKilometre),
    ("sq km", Unit::SquareKilometre),
    ("sq. km", Unit::SquareKilometre),
    ("sq.km", Unit::SquareKilometre),
    ("km²", Unit::SquareKilometre),
    ("km2", Unit::SquareKilometre),
    ("kwh", Unit::KilowattHour),
    ("kilowatt-hours", Unit::KilowattHour),
    ("kilowatt hours", Unit::KilowattHour),
    ("kilometres", Unit::Kilometre),
    ("kilometers", Unit::Kilometre),
    ("kilometre", Unit::Kilometre),
    ("kilometer", Unit::Kilometre),
    ("km", Unit::Kilometre),
    ("square metres", Unit::SquareMetre),
    ("square meters", Unit::SquareMetre),
    ("sq m", Unit::SquareMetre),
    ("sq. m", Unit::SquareMetre),
    ("m²", Unit::SquareMetre),
    ("m2", Unit::SquareMetre),
    ("cubic metres", Unit::CubicMetre),
    ("cubic meters", Unit::CubicMetre),
    ("m³", Unit::CubicMetre),
    ("m3", Unit::CubicMetre),
    ("mw", Unit::Megawatt),
    ("megawatts", Unit::Megawatt),
    ("millimetres", Unit::Millimetre),
    ("millimeters", Unit::Millimetre),
    ("mm", Unit::Millimetre),
    ("centimetres", Unit::Centimetre),
    ("centimeters", Unit::Centimetre),
    ("cm", Unit::Centimetre),
    ("metres", Unit::Metre),
    ("meters", Unit::Metre),
    ("metre", Unit::Metre),
    ("meter", Unit::Metre),
    ("m", Unit::Metre),
    ("kilograms", Unit::Kilogram),
    ("kilogram", Unit::Kilogram),
    ("kilogrammes", Unit::Kilogram),
    ("kg", Unit::Kilogram),
    ("tonnes", Unit::Tonne),
    ("tonne", Unit::Tonne),
    ("metric tons", Unit::Tonne),
    ("tons", Unit::Tonne),
    ("ton", Unit::Tonne),
    ("quintals", Unit::Quintal),
    ("quintal", Unit::Quintal),
    ("litres", Unit::Litre),
    ("liters", Unit::Litre),
    ("kw", Unit::Kilowatt),
    ("kilowatts", Unit::Kilowatt),
    ("gw", Unit::Gigawatt),
    ("gigawatts", Unit::Gigawatt),
    ("degrees celsius", Unit::Celsius),
    ("°c", Unit::Celsius),
];

const JA: &[(&str, Unit)] = &[
    ("ヘクタール", Unit::Hectare),
    ("ha", Unit::Hectare),
    ("平方キロメートル", Unit::SquareKilometre),
    ("平方キロ", Unit::SquareKilometre),
    ("km²", Unit::SquareKilometre),
    ("㎢", Unit::SquareKilometre),
    ("キロワット時", Unit::KilowattHour),
    ("kwh", Unit::KilowattHour),
    ("キロワット", Unit::Kilowatt),
    ("キロメートル", Unit::Kilometre),
    ("キログラム", Unit::Kilogram),
    ("km", Unit::Kilometre),
    ("㎞", Unit::Kilometre),
    ("平方メートル", Unit::SquareMetre),
    ("㎡", Unit::SquareMetre),
    ("m²", Unit::SquareMetre),
    ("立方メートル", Unit::CubicMetre),
    ("㎥", Unit::CubicMetre),
    ("m³", Unit::CubicMetre),
    ("メガワット", Unit::Megawatt),
    ("mw", Unit::Megawatt),
    ("ミリメートル", Unit::Millimetre),
    ("ミリ", Unit::Millimetre),
    ("mm", Unit::Millimetre),
    ("センチメートル", Unit::Centimetre),
    ("センチ", Unit::Centimetre),
    ("cm", Unit::Centimetre),
    ("メートル", Unit::Metre),
    ("m", Unit::Metre),
    ("kg", Unit::Kilogram),
    ("㎏", Unit::Kilogram),
    ("トン", Unit::Tonne),
    ("t", Unit::Tonne),
    ("キンタル", Unit::Quintal),
    ("リットル", Unit::Litre),
    ("kw", Unit::Kilowatt),
    ("ギガワット", Unit::Gigawatt),
    ("gw", Unit::Gigawatt),
    ("℃", Unit::Celsius),
    ("度", Unit::Celsius),
];

const KO: &[(&str, Unit)] = &[
    ("㏊", Unit::Hectare),
    ("헥타르", Unit::Hectare),
    ("ha", Unit::Hectare),
    ("제곱킬로미터", Unit::SquareKilometre),
    ("㎢", Unit::SquareKilometre),
    ("km²", Unit::SquareKilometre),
    ("킬로와트시", Unit::KilowattHour),
    ("kwh", Unit::KilowattHour),
    ("킬로미터", Unit::Kilometre),
    ("㎞", Unit::Kilometre),
    ("km", Unit::Kilometre),
    ("제곱미터", Unit::SquareMetre),
    ("㎡", Unit::SquareMetre),
    ("m²", Unit::SquareMetre),
    ("세제곱미터", Unit::CubicMetre),
    ("㎥", Unit::CubicMetre),
    ("m³", Unit::CubicMetre),
    ("메가와트", Unit::Megawatt),
    ("mw", Unit::Megawatt),
    ("밀리미터", Unit::Millimetre),
    ("㎜", Unit::Millimetre),
    ("mm", Unit::Millimetre),
    ("센티미터", Unit::Centimetre),
    ("㎝", Unit::Centimetre),
    ("cm", Unit::Centimetre),
    ("미터", Unit::Metre),
    ("m", Unit::Metre),
    ("킬로그램", Unit::Kilogram),
    ("㎏", Unit::Kilogram),
    ("kg", Unit::Kilogram),
    ("톤", Unit::Tonne),
    ("t", Unit::Tonne),
    ("퀸틀", Unit::Quintal),
    ("리터", Unit::Litre),
    ("ℓ", Unit::Litre),
    ("kw", Unit::Kilowatt),
    ("기가와트", Unit::Gigawatt),
    ("gw", Unit::Gigawatt),
    ("℃", Unit::Celsius),
    ("도", Unit::Celsius),
];
