//! One figure of a text: where it stands and what it is worth.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Approximation, Currency, Date, Number, Time, Unit};
use crate::text::Span;

/// A figure found in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// The figure with its magnitude, percent sign, currency or unit, in bytes of the text.
    pub span: Span,
    /// `span`, and the approximation word beside it.
    pub whole: Span,
    /// What sort of figure it is.
    pub kind: Kind,
    /// What it is worth, magnitudes multiplied out.
    pub value: Value,
    /// Unit of measure, or for an ordinal what is counted.
    pub unit: Option<Unit>,
    /// "more than", "nearly" and the like, where said.
    pub approximation: Option<Approximation>,
    /// Whether a translation must say it. Small number words ("hai bên", "one of") and weekdays are not firm:
    /// idiom may drop or add them.
    pub firm: bool,
    /// What the figure is worth in its other reading, where its separator may group or divide: `1,500 USD`.
    #[serde(skip)]
    pub(super) other: Option<Number>,
}

impl Figure {
    /// A firm figure without unit and approximation.
    #[must_use]
    pub(super) const fn new(start: usize, end: usize, kind: Kind, value: Value) -> Self {
        let span = Span::new(start, end);
        Self { span, whole: span, kind, value, unit: None, approximation: None, firm: true, other: None }
    }

    pub(super) const fn soft(mut self) -> Self {
        self.firm = false;
        self
    }

    pub(super) const fn counted(mut self, unit: Option<Unit>) -> Self {
        self.unit = unit;
        self
    }

    /// The same with an approximation written at `word`.
    pub(super) fn about(mut self, approximation: Option<(Approximation, Span)>) -> Self {
        if let Some((kind, word)) = approximation {
            self.approximation = Some(kind);
            self.whole = Span::new(self.whole.start.min(word.start), self.whole.end.max(word.end));
        }
        self
    }
}

/// What sort of figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A count or a measure.
    Cardinal,
    /// Eighteenth, lần thứ 18, 第18回, 제18차; the unit says what is counted.
    Ordinal,
    /// Per cent; the value is the number before the sign.
    Percent,
    /// Percentage points.
    PercentPoint,
    /// An amount of a currency.
    Money(Currency),
    /// A date, whole or partial; a year alone is a date too.
    Date,
    /// The 1990s; the value is its first year.
    Decade,
    /// A time of day.
    Time,
    /// A day of the week, Monday 1 to Sunday 7.
    Weekday,
    /// A quarter of a year.
    Quarter,
    /// The first n months of a year.
    FirstMonths,
    /// The last n months of a year.
    LastMonths,
    /// One third, a half.
    Fraction,
    /// Twofold, 3 times, 2倍.
    Multiple,
    /// The number of a document, verbatim: 22-NQ/TW.
    DocumentNumber,
}

/// What a figure is worth.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// One number.
    Number(Number),
    /// From a number to another: 10–15 %, 2015 – 2020.
    Range(Number, Number),
    /// A date.
    Date(Date),
    /// From a date to another: 21-25/8.
    Dates(Date, Date),
    /// A time of day.
    Time(Time),
    /// A quarter, 1 to 4, and its year.
    Quarter(u8, Option<u16>),
    /// Verbatim text.
    Text(String),
}

impl fmt::Display for Value {
    /// Plain digits, the form findings show.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Range(from, to) => write!(f, "{from} – {to}"),
            Self::Date(date) => date.fmt(f),
            Self::Dates(from, to) => write!(f, "{from} – {to}"),
            Self::Time(time) => time.fmt(f),
            Self::Quarter(quarter, Some(year)) => write!(f, "{year}-Q{quarter}"),
            Self::Quarter(quarter, None) => write!(f, "Q{quarter}"),
            Self::Text(text) => f.write_str(text),
        }
    }
}

impl fmt::Display for Figure {
    /// The value with its sign, currency code or unit, in plain digits: `1 200 000 000 VND`, `5.2 %`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if matches!(self.kind, Kind::Date | Kind::Decade)
            && let Value::Range(from, to) = &self.value
        {
            let year = |n: &Number| n.whole().unwrap_or_default();
            return write!(f, "{} – {}", year(from), year(to));
        }
        write!(f, "{}", self.value)?;
        match (self.kind, self.unit) {
            (Kind::Percent, _) => f.write_str(" %"),
            (Kind::PercentPoint, _) => f.write_str(" pp"),
            (Kind::Money(currency), _) => write!(f, " {}", currency.code()),
            (_, Some(unit)) if !unit.symbol().is_empty() => write!(f, " {}", unit.symbol()),
            _ => Ok(()),
        }
    }
}
