//! House style that a newsroom may choose: `[check.style]` in `config.toml`.

use serde::{Deserialize, Serialize};

/// The house style of all editions. Every default is the choice of domain facts §8; `any` accepts everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// The English edition.
    pub en: English,
    /// The Japanese edition.
    pub ja: Japanese,
    /// The Korean edition.
    pub ko: Korean,
}

/// House style in English.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct English {
    /// Capitals in headlines.
    pub headline_case: HeadlineCase,
    /// Quotation marks; with `any` they must still not be mixed.
    pub quotes: Quotes,
    /// Spelling; with `any` it must still not be mixed within an edition.
    pub spelling: Spelling,
    /// The comma before "and" in a list of three and more.
    pub serial_comma: SerialComma,
    /// `5.2%` or `5.2 percent`; keep it in step with `[numbers.en] percent`.
    pub percent: Percent,
    /// Whether two to nine are written as words and 10 and above in digits.
    pub number_words: bool,
}

impl Default for English {
    fn default() -> Self {
        Self {
            headline_case: HeadlineCase::Sentence,
            quotes: Quotes::Any,
            spelling: Spelling::Any,
            serial_comma: SerialComma::Never,
            percent: Percent::Sign,
            number_words: true,
        }
    }
}

/// House style in Japanese.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Japanese {
    /// `plain` is 常体 (だ・である), `polite` です・ます.
    pub register: Register,
    /// `、。`, or `，。` as official documents wrote until 2022.
    pub comma: JapaneseComma,
    /// Whether a space may stand between kana or kanji and Latin letters or digits.
    pub space_beside_latin: bool,
    /// Whether digits and Latin letters may be of full width.
    pub full_width_letters: bool,
    /// The dash of ranges: `full-width-tilde` (～ U+FF5E), `wave-dash` (〜 U+301C) or `any`.
    pub range: WaveDash,
}

impl Default for Japanese {
    fn default() -> Self {
        Self {
            register: Register::Plain,
            comma: JapaneseComma::Touten,
            space_beside_latin: false,
            full_width_letters: false,
            range: WaveDash::FullWidthTilde,
        }
    }
}

/// House style in Korean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Korean {
    /// `plain` is 해라체 (했다), `polite` 합쇼체 (했습니다).
    pub register: Register,
    /// `curly` (“ ” ‘ ’), `straight` or `any`.
    pub quotes: Quotes,
}

impl Default for Korean {
    fn default() -> Self {
        Self { register: Register::Plain, quotes: Quotes::Curly }
    }
}

/// How sentences end in Japanese and Korean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Register {
    /// Either, but one over an edition.
    Any,
    /// As newspapers write.
    Plain,
    /// As broadcasters speak.
    Polite,
}

/// Capitals in an English headline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HeadlineCase {
    /// Not looked at.
    Any,
    /// Only the first word and names.
    Sentence,
    /// Every word of four letters and more.
    Title,
}

/// Shape of quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quotes {
    /// Either, not mixed.
    Any,
    /// “ ” and ‘ ’.
    Curly,
    /// " and '.
    Straight,
}

/// English spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Spelling {
    /// Either, not mixed.
    Any,
    /// labor, organization, center.
    American,
    /// labour, organisation, centre.
    British,
}

/// The comma before the last member of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SerialComma {
    /// Not looked at.
    Any,
    /// a, b and c.
    Never,
    /// a, b, and c.
    Always,
}

/// How per cent is written in English.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Percent {
    /// Not looked at.
    Any,
    /// 5.2%.
    Sign,
    /// 5.2 percent.
    Word,
}

/// The Japanese comma.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum JapaneseComma {
    /// 、
    Touten,
    /// ，
    FullWidth,
}

/// Which of two look-alikes stands between the ends of a Japanese range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WaveDash {
    /// Either.
    Any,
    /// ～ U+FF5E.
    FullWidthTilde,
    /// 〜 U+301C.
    WaveDash,
}
