//! More than, nearly, about: how a figure is hedged, and the words for it in four languages (domain facts §7.2).

use serde::{Deserialize, Serialize};

/// How a figure is hedged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Approximation {
    /// More than: hơn, trên, over, 超, 여.
    Over,
    /// Less than: dưới, under, 未満, 미만.
    Under,
    /// Nearly: gần, almost, 近く, 가까이.
    Near,
    /// About: khoảng, around, 約, 약.
    About,
    /// At least: ít nhất, 以上, 이상.
    AtLeast,
    /// At most: tối đa, không quá, 以下, 이하.
    AtMost,
    /// Tens, hundreds, thousands of: hàng nghìn, 数千, 수천.
    Plural,
}

impl Approximation {
    /// Whether a translation hedged as `other` still says what this one says. Korean and Japanese write 이상
    /// and 以上 for "more than" too, and "gần 200" may become "about 200"; a turned direction is never the same.
    #[must_use]
    pub const fn agrees(self, other: Self) -> bool {
        matches!(
            (self, other),
            (Self::Over | Self::AtLeast, Self::Over | Self::AtLeast)
                | (Self::Near, Self::Near | Self::About | Self::Under)
                | (Self::About, Self::About | Self::Near)
                | (Self::Under | Self::AtMost, Self::Under | Self::AtMost)
                | (Self::Under, Self::Near)
                | (Self::Plural, Self::Plural)
        )
    }

    /// The id findings and tests name it by.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Over => "over",
            Self::Under => "under",
            Self::Near => "near",
            Self::About => "about",
            Self::AtLeast => "at-least",
            Self::AtMost => "at-most",
            Self::Plural => "plural",
        }
    }
}
