//! What an answer costs: quantities, prices, and a budget.

use serde::{Deserialize, Serialize};

/// What a call sends and brings, in the units that providers bill.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// Tokens sent.
    pub tokens_in: u64,
    /// Tokens received.
    pub tokens_out: u64,
    /// Characters sent (Unicode code points).
    pub characters: u64,
}

impl Quantity {
    /// Both together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            tokens_in: self.tokens_in.saturating_add(other.tokens_in),
            tokens_out: self.tokens_out.saturating_add(other.tokens_out),
            characters: self.characters.saturating_add(other.characters),
        }
    }
}

/// A provider's price on a day. What is left out costs nothing; a backend without a price has an unknown one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Price {
    /// The day it was looked up, `2026-11-23`.
    pub date: String,
    /// The currency, `USD`.
    pub currency: String,
    /// For a million tokens sent.
    #[serde(default)]
    pub per_million_tokens_in: f64,
    /// For a million tokens received.
    #[serde(default)]
    pub per_million_tokens_out: f64,
    /// For a million characters sent.
    #[serde(default)]
    pub per_million_characters: f64,
}

impl Price {
    /// The cost of `quantity` in millionths of the currency, rounded up.
    #[must_use]
    pub fn micros(&self, quantity: Quantity) -> u64 {
        // A price for a million is as many millionths for one.
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a cast from f64 saturates, and amounts stay far below 2^53"
        )]
        let micros = (quantity.tokens_in as f64 * self.per_million_tokens_in
            + quantity.tokens_out as f64 * self.per_million_tokens_out
            + quantity.characters as f64 * self.per_million_characters)
            .ceil() as u64;
        micros
    }

    /// Why it cannot be used, if it cannot: an amount below nought or no number, no date, no currency.
    #[must_use]
    pub fn fault(&self) -> Option<String> {
        let amounts = [self.per_million_tokens_in, self.per_million_tokens_out, self.per_million_characters];
        if amounts.iter().any(|amount| !amount.is_finite() || *amount < 0.0) {
            return Some("its price has an amount that is below nought or no number".to_owned());
        }
        if self.date.parse::<jiff::civil::Date>().is_err() {
            return Some(format!("its price's date {:?} is no day such as 2026-11-23", self.date));
        }
        is_currency(&self.currency).then_some(()).map_or_else(
            || Some(format!("its price's currency {:?} is no code such as USD", self.currency)),
            |()| None,
        )
    }
}

fn is_currency(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// What may be spent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Budget {
    /// The currency of both bounds.
    pub currency: String,
    /// The most a calendar month (UTC) may cost, by everybody who uses the memory; left out: no bound.
    pub monthly: Option<f64>,
    /// The most one run may cost (`--max-cost`); left out: no bound.
    pub run: Option<f64>,
}

impl Default for Budget {
    fn default() -> Self {
        Self { currency: "USD".to_owned(), monthly: None, run: None }
    }
}

impl Budget {
    /// Whether it bounds anything.
    #[must_use]
    pub const fn bounds(&self) -> bool {
        self.monthly.is_some() || self.run.is_some()
    }

    /// Why it cannot be used, if it cannot.
    #[must_use]
    pub fn fault(&self) -> Option<String> {
        if [self.monthly, self.run].iter().flatten().any(|amount| !amount.is_finite() || *amount < 0.0) {
            return Some("the budget is below nought or no number".to_owned());
        }
        (!is_currency(&self.currency))
            .then(|| format!("the budget's currency {:?} is no code such as USD", self.currency))
    }
}

/// An amount of a currency in millionths.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast from f64 saturates, and a budget is no negative number"
)]
pub fn micros(amount: f64) -> u64 {
    (amount * 1e6).floor() as u64
}
