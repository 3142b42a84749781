//! Exact values: numbers without floating point, partial dates, times of day.

use std::{cmp::Ordering, fmt};

use serde::{Deserialize, Serialize};

/// Largest numerator: with [`MAX_DENOMINATOR`] every cross product stays inside 128 bits.
const MAX_NUMERATOR: u128 = 10_u128.pow(27);
const MAX_DENOMINATOR: u128 = 1_000_000_000;

/// An exact non-negative number, a fraction in lowest terms: up to 10^27 with up to nine decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Number {
    numerator: u128,
    denominator: u128,
}

impl Number {
    /// One.
    pub const ONE: Self = Self::integer(1);
    /// Two.
    pub const TWO: Self = Self::integer(2);

    /// A whole number.
    #[must_use]
    pub const fn integer(value: u128) -> Self {
        Self { numerator: value, denominator: 1 }
    }

    /// `numerator / denominator`; nothing where the denominator is 0 or either is out of range.
    #[must_use]
    pub fn ratio(numerator: u128, denominator: u128) -> Option<Self> {
        if denominator == 0 {
            return None;
        }
        let divisor = greatest_common_divisor(numerator, denominator);
        let (numerator, denominator) = (numerator / divisor, denominator / divisor);
        (numerator <= MAX_NUMERATOR && denominator <= MAX_DENOMINATOR).then_some(Self { numerator, denominator })
    }

    /// `digits / 10^scale`: 1.25 is `decimal(125, 2)`.
    #[must_use]
    pub fn decimal(digits: u128, scale: u32) -> Option<Self> {
        Self::ratio(digits, 10_u128.checked_pow(scale)?)
    }

    /// The product with a whole number.
    #[must_use]
    pub fn times(self, by: u128) -> Option<Self> {
        let divisor = greatest_common_divisor(by, self.denominator).max(1);
        Self::ratio(self.numerator.checked_mul(by / divisor)?, self.denominator / divisor)
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let left = self.numerator.checked_mul(other.denominator)?;
        let right = other.numerator.checked_mul(self.denominator)?;
        Self::ratio(left.checked_add(right)?, self.denominator.checked_mul(other.denominator)?)
    }

    /// The quotient by a whole number.
    #[must_use]
    pub fn over(self, by: u128) -> Option<Self> {
        Self::ratio(self.numerator, self.denominator.checked_mul(by)?)
    }

    /// The number where it is whole.
    #[must_use]
    pub const fn whole(self) -> Option<u128> {
        if self.denominator == 1 { Some(self.numerator) } else { None }
    }

    /// Numerator and denominator, in lowest terms.
    #[must_use]
    pub const fn terms(self) -> (u128, u128) {
        (self.numerator, self.denominator)
    }

    /// How many decimals write the number exactly; nothing for thirds, sevenths and the like.
    #[must_use]
    pub fn scale(self) -> Option<u32> {
        (0..=9).find(|&scale| 10_u128.pow(scale).is_multiple_of(self.denominator))
    }

    /// The whole part, and the decimals as digits without trailing zeros (empty for a whole number). Nothing
    /// where no finite decimal writes the number.
    #[must_use]
    pub fn parts(self) -> Option<(u128, String)> {
        let scale = self.scale()?;
        let (whole, rest) = (self.numerator / self.denominator, self.numerator % self.denominator);
        let digits = rest * 10_u128.pow(scale) / self.denominator;
        let fraction = if scale == 0 { String::new() } else { format!("{digits:0width$}", width = scale as usize) };
        Some((whole, fraction))
    }

    /// Whether one of the two is the other with its point or zeros moved: the commonest machine error.
    #[must_use]
    pub fn is_shifted(self, other: Self) -> bool {
        let (mut low, high) = if self < other { (self, other) } else { (other, self) };
        for _ in 0..18 {
            match low.times(10) {
                Some(next) => low = next,
                None => return false,
            }
            match low.cmp(&high) {
                Ordering::Less => {}
                Ordering::Equal => return low.numerator != 0,
                Ordering::Greater => return false,
            }
        }
        false
    }
}

impl fmt::Display for Number {
    /// Plain digits in groups of three, the form findings show: `1 200 000 000`, `12.75`, `1/3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.parts() {
            None => write!(f, "{}/{}", self.numerator, self.denominator),
            Some((whole, fraction)) => {
                f.write_str(&grouped(whole, " "))?;
                if fraction.is_empty() { Ok(()) } else { write!(f, ".{fraction}") }
            }
        }
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.numerator * other.denominator).cmp(&(other.numerator * self.denominator))
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// `value` with `mark` between groups of three digits.
pub(super) fn grouped(value: u128, mark: &str) -> String {
    let digits = value.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push_str(mark);
        }
        out.push(digit);
    }
    out
}

const fn greatest_common_divisor(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// A date of which year, month or day may be unsaid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Date {
    /// Gregorian year, 1 to 2999.
    pub year: Option<u16>,
    /// Month, 1 to 12.
    pub month: Option<u8>,
    /// Day of the month, 1 to 31.
    pub day: Option<u8>,
}

impl Date {
    /// A whole date; nothing where no calendar has it.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        Self { year: Some(year), month: Some(month), day: Some(day) }.checked()
    }

    /// The date, unless a part is out of range. Of a date without a year 29 February is possible.
    #[must_use]
    pub fn checked(self) -> Option<Self> {
        let leap = self.year.is_none_or(|y| (y % 4 == 0 && y % 100 != 0) || y % 400 == 0);
        let longest = match self.month {
            Some(2) => 28 + u8::from(leap),
            Some(4 | 6 | 9 | 11) => 30,
            _ => 31,
        };
        let fine = self.year.is_none_or(|y| (1..=2999).contains(&y))
            && self.month.is_none_or(|m| (1..=12).contains(&m))
            && self.day.is_none_or(|d| (1..=longest).contains(&d))
            && (self.year.is_some() || self.month.is_some() || self.day.is_some());
        fine.then_some(self)
    }
}

impl fmt::Display for Date {
    /// The form findings show: `2016-08-28`, `08-21`, `2016-08`, `2016`, `day 21`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.year, self.month, self.day) {
            (Some(y), Some(m), Some(d)) => write!(f, "{y:04}-{m:02}-{d:02}"),
            (Some(y), Some(m), None) => write!(f, "{y:04}-{m:02}"),
            (Some(y), None, _) => write!(f, "{y}"),
            (None, Some(m), Some(d)) => write!(f, "--{m:02}-{d:02}"),
            (None, Some(m), None) => write!(f, "--{m:02}"),
            (None, None, Some(d)) => write!(f, "---{d:02}"),
            (None, None, None) => Ok(()),
        }
    }
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Time {
    /// Hour, 0 to 24.
    pub hour: u8,
    /// Minute, 0 to 59.
    pub minute: u8,
}

impl Time {
    /// A time; nothing where a part is out of range.
    #[must_use]
    pub const fn new(hour: u8, minute: u8) -> Option<Self> {
        if hour < 25 && minute < 60 && (hour < 24 || minute == 0) { Some(Self { hour, minute }) } else { None }
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_exact() {
        let one_point_two = Number::decimal(12, 1).expect("in range");
        assert_eq!(one_point_two.times(1_000_000_000), Some(Number::integer(1_200_000_000)));
        assert_eq!(Number::decimal(400, 2), Some(Number::integer(4)));
        assert_eq!(Number::ratio(1, 3).expect("in range").to_string(), "1/3");
        assert_eq!(Number::decimal(12_345_675, 3).expect("in range").to_string(), "12 345.675");
        assert_eq!(Number::ratio(1, 0), None);
        assert_eq!(Number::integer(10_u128.pow(27)).times(10), None);
    }

    #[test]
    fn a_moved_point_is_seen() {
        let value = |n| Number::integer(n);
        assert!(value(1_200_000_000).is_shifted(value(120_000_000)));
        assert!(
            !value(12).is_shifted(value(12)) && !value(12).is_shifted(value(21)) && !value(0).is_shifted(value(5))
        );
    }

    #[test]
    fn dates_that_are_none_are_refused() {
        assert_eq!(Date::new(2015, 2, 29), None);
        assert!(Date::new(2016, 2, 29).is_some() && Date::new(2016, 13, 1).is_none());
        assert_eq!(Time::new(24, 30), None);
    }
}
