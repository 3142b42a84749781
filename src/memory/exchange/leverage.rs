//! What a memory is worth for a text: its segments by how much of them is known already.

use serde::{Deserialize, Serialize};

/// How much of a segment is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Band {
    /// Translated between the same neighbours in the same role (102 %).
    SamePlace,
    /// Translated between the same neighbours (101 %).
    InContext,
    /// Translated (100 %).
    Exact,
    /// Stands earlier in the same file.
    RepetitionWithin,
    /// Stands in an earlier file.
    RepetitionAcross,
    /// Translated with other figures, which are exchanged.
    NumberSubstituted,
    /// Near, 95 to 99 %.
    #[serde(rename = "from-95")]
    From95,
    /// Near, 85 to 94 %.
    #[serde(rename = "from-85")]
    From85,
    /// Near, 75 to 84 %.
    #[serde(rename = "from-75")]
    From75,
    /// Near, 50 to 74 %.
    #[serde(rename = "from-50")]
    From50,
    /// Unknown.
    New,
}

impl Band {
    /// All, most known first.
    pub const ALL: [Self; 11] = [
        Self::SamePlace,
        Self::InContext,
        Self::Exact,
        Self::RepetitionWithin,
        Self::RepetitionAcross,
        Self::NumberSubstituted,
        Self::From95,
        Self::From85,
        Self::From75,
        Self::From50,
        Self::New,
    ];

    /// The band of a near match of `percent`.
    #[must_use]
    pub const fn of(percent: u8) -> Self {
        match percent {
            95.. => Self::From95,
            85.. => Self::From85,
            75.. => Self::From75,
            50.. => Self::From50,
            _ => Self::New,
        }
    }

    /// The name under which it is reported; it is shown as the message `analyze-NAME`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SamePlace => "same-place",
            Self::InContext => "in-context",
            Self::Exact => "exact",
            Self::RepetitionWithin => "repetition-within",
            Self::RepetitionAcross => "repetition-across",
            Self::NumberSubstituted => "number-substituted",
            Self::From95 => "from-95",
            Self::From85 => "from-85",
            Self::From75 => "from-75",
            Self::From50 => "from-50",
            Self::New => "new",
        }
    }

    /// Whether a backend would be asked for it.
    #[must_use]
    pub const fn is_asked(self) -> bool {
        matches!(self, Self::From95 | Self::From85 | Self::From75 | Self::From50 | Self::New)
    }
}

/// The `[analyze]` table of `config.toml`: what a syllable of each band counts, in per cent of a new one, and what a
/// thousand weighted syllables cost.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// In-context matches in the same role (102 %). Default 0.
    pub weight_same_place: u16,
    /// In-context matches in another role (101 %). Default 0.
    pub weight_in_context: u16,
    /// Exact matches. Default 0.
    pub weight_exact: u16,
    /// Repetitions. Default 0.
    pub weight_repetition: u16,
    /// Matches with other figures. Default 10.
    pub weight_number_substituted: u16,
    /// Near matches of 95 to 99 %. Default 20.
    pub weight_95: u16,
    /// Near matches of 85 to 94 %. Default 40.
    pub weight_85: u16,
    /// Near matches of 75 to 84 %. Default 60.
    pub weight_75: u16,
    /// Near matches of 50 to 74 %. Default 100.
    pub weight_50: u16,
    /// Unknown segments. Default 100.
    pub weight_new: u16,
    /// What a thousand weighted syllables cost; without a `currency` the price is unknown. Default 0.
    pub price: f64,
    /// The currency of `price`, for instance `VND`; empty, the default, where there is no price.
    pub currency: String,
    /// The day from which the price holds, `YYYY-MM-DD`; shown beside it.
    pub price_date: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            weight_same_place: 0,
            weight_in_context: 0,
            weight_exact: 0,
            weight_repetition: 0,
            weight_number_substituted: 10,
            weight_95: 20,
            weight_85: 40,
            weight_75: 60,
            weight_50: 100,
            weight_new: 100,
            price: 0.0,
            currency: String::new(),
            price_date: String::new(),
        }
    }
}

impl Settings {
    /// What a syllable of `band` counts, in per cent.
    #[must_use]
    pub const fn weight(&self, band: Band) -> u16 {
        match band {
            Band::SamePlace => self.weight_same_place,
            Band::InContext => self.weight_in_context,
            Band::Exact => self.weight_exact,
            Band::RepetitionWithin | Band::RepetitionAcross => self.weight_repetition,
            Band::NumberSubstituted => self.weight_number_substituted,
            Band::From95 => self.weight_95,
            Band::From85 => self.weight_85,
            Band::From75 => self.weight_75,
            Band::From50 => self.weight_50,
            Band::New => self.weight_new,
        }
    }

    /// What `weighted` syllables cost; nothing where the price is unknown.
    #[must_use]
    pub fn cost(&self, weighted: f64) -> Option<f64> {
        (!self.currency.is_empty() && self.price.is_finite()).then(|| self.price * weighted / 1_000.0)
    }
}

/// Segments, and what is in them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// Segments.
    pub segments: u64,
    /// Vietnamese syllables: what white space sets apart and has a letter or digit.
    pub syllables: u64,
    /// Characters without white space.
    pub characters: u64,
}

impl Count {
    /// One segment with this text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let syllables = text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
        let characters = text.chars().filter(|c| !c.is_whitespace()).count();
        Self { segments: 1, syllables: syllables as u64, characters: characters as u64 }
    }

    /// Both together.
    pub fn add(&mut self, other: Self) {
        self.segments += other.segments;
        self.syllables += other.syllables;
        self.characters += other.characters;
    }
}

/// The counts of a text by band.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leverage([Count; Band::ALL.len()]);

impl Leverage {
    /// Counts a segment.
    pub fn add(&mut self, band: Band, count: Count) {
        if let Some(own) = self.0.get_mut(band as usize) {
            own.add(count);
        }
    }

    /// Adds another text's counts.
    pub fn merge(&mut self, other: &Self) {
        for (band, count) in other.bands() {
            self.add(band, count);
        }
    }

    /// Each band with its counts, most known first.
    pub fn bands(&self) -> impl Iterator<Item = (Band, Count)> + '_ {
        Band::ALL.into_iter().zip(self.0)
    }

    /// Everything.
    #[must_use]
    pub fn total(&self) -> Count {
        self.sum(|_| true)
    }

    /// The bands for which `wanted` holds.
    #[must_use]
    pub fn sum(&self, wanted: impl Fn(Band) -> bool) -> Count {
        let mut total = Count::default();
        self.bands().filter(|&(band, _)| wanted(band)).for_each(|(_, count)| total.add(count));
        total
    }

    /// Syllables, each band by its weight.
    #[must_use]
    pub fn weighted(&self, settings: &Settings) -> f64 {
        self.bands().map(|(band, count)| count.syllables as f64 * f64::from(settings.weight(band)) / 100.0).sum()
    }
}
