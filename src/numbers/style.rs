//! House style: how each edition writes figures. Every default is the choice of domain facts §7.5–7.6 and §8.

use serde::{Deserialize, Serialize};

/// The house style of all editions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Style {
    /// The English edition.
    pub en: EnglishStyle,
    /// The Japanese edition.
    pub ja: JapaneseStyle,
    /// The Korean edition.
    pub ko: KoreanStyle,
}

/// How the English edition writes figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct EnglishStyle {
    /// What stands before an amount of United States dollars: `US$` or `$`.
    pub dollar: String,
    /// `VND50 billion` (as the Vietnam News Agency) or `50 billion dong`.
    pub dong: DongForm,
    /// `5.2%` (AP) or `5.2 percent`.
    pub percent: PercentForm,
    /// `August 28, 2016` or `28 August 2016`.
    pub date: DateForm,
    /// Whether months of a date with a day are short as in AP (`Aug. 28`).
    pub short_months: bool,
    /// `7:34 p.m.` or `19:34`.
    pub time: TimeForm,
    /// What stands between the ends of a range.
    pub range: Range,
    /// `1.2 quadrillion`, or else `1,200 trillion`.
    pub quadrillion: bool,
}

impl Default for EnglishStyle {
    fn default() -> Self {
        Self {
            dollar: "US$".to_owned(),
            dong: DongForm::Code,
            percent: PercentForm::Sign,
            date: DateForm::Us,
            short_months: false,
            time: TimeForm::TwelveHour,
            range: Range::EnDash,
            quadrillion: true,
        }
    }
}

/// How the Japanese edition writes figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct JapaneseStyle {
    /// Whether the percent sign is full-width (`％`).
    pub full_width_percent: bool,
    /// Whether the last group below 万 takes a comma (`1万2,258社`, as JETRO).
    pub comma: bool,
    /// Whether dollars are `米ドル`.
    pub us_dollar: bool,
    /// `午後7時34分` or `19時34分`.
    pub time: TimeForm,
    /// What stands between the ends of a range.
    pub range: Range,
}

impl Default for JapaneseStyle {
    fn default() -> Self {
        Self {
            full_width_percent: false,
            comma: false,
            us_dollar: false,
            time: TimeForm::TwentyFourHour,
            range: Range::WaveDash,
        }
    }
}

/// How the Korean edition writes figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct KoreanStyle {
    /// Whether there is a space after 만, 억 and 조 (`12억 3456만`, orthography article 44); newspapers write solid.
    pub space_at_man: bool,
    /// Whether the last group below 만 takes a comma.
    pub comma: bool,
    /// `오후 7시 34분` or `19시 34분`.
    pub time: TimeForm,
    /// What stands between the ends of a range.
    pub range: Range,
}

impl Default for KoreanStyle {
    fn default() -> Self {
        Self { space_at_man: false, comma: false, time: TimeForm::TwentyFourHour, range: Range::TildeOperator }
    }
}

/// How an amount of dong is written in English.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DongForm {
    /// `VND50 billion`.
    Code,
    /// `50 billion dong`.
    Word,
}

/// How per cent is written in English.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PercentForm {
    /// `5.2%`.
    Sign,
    /// `5.2 percent`.
    Word,
}

/// The order of an English date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateForm {
    /// `August 28, 2016`.
    Us,
    /// `28 August 2016`.
    Uk,
}

/// How a time of day is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimeForm {
    /// `7:34 p.m.`, `午後7時34分`, `오후 7시 34분`.
    TwelveHour,
    /// `19:34`, `19時34分`, `19시 34분`.
    TwentyFourHour,
}

/// What stands between the ends of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Range {
    /// `–` U+2013.
    EnDash,
    /// `-` U+002D.
    Hyphen,
    /// `〜` U+301C.
    WaveDash,
    /// `～` U+FF5E.
    FullWidthTilde,
    /// `∼` U+223C.
    TildeOperator,
    /// `~` U+007E.
    Tilde,
}

impl Range {
    /// The mark itself.
    #[must_use]
    pub const fn mark(self) -> &'static str {
        match self {
            Self::EnDash => "–",
            Self::Hyphen => "-",
            Self::WaveDash => "\u{301C}",
            Self::FullWidthTilde => "\u{FF5E}",
            Self::TildeOperator => "\u{223C}",
            Self::Tilde => "~",
        }
    }
}
