//! What a newsroom may set about its checks: `[check]` in `config.toml`.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use toml::Spanned;

use crate::{diagnostic::Levels, segment::SegmentKey};

/// How findings are weighed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// Severity by rule code: `off`, `info`, `warning` or `error`.
    pub levels: Levels,
    /// Findings that somebody looked at and accepts, each with its place in the configuration.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub waiver: Vec<Spanned<Waiver>>,
}

/// Findings that are accepted: those of `code` for which everything else that is given holds too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Waiver {
    /// The rule.
    pub code: String,
    /// Why it is accepted; never empty.
    #[serde(deserialize_with = "filled")]
    pub reason: String,
    /// The file, as findings name it; `*` stands for any characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The segment's key: at least its first eight hexadecimal digits. It serves for rows of the memory.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "key_prefix")]
    pub segment: Option<String>,
    /// A term, name or wording that the finding is about, capitals or not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
    /// The last day on which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

fn filled<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let reason = String::deserialize(deserializer)?;
    if reason.trim().is_empty() {
        return Err(D::Error::custom("a waiver needs a reason: say why the finding is accepted"));
    }
    Ok(reason)
}

fn key_prefix<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let key = String::deserialize(deserializer)?.to_ascii_lowercase();
    let whole = 2 * size_of::<SegmentKey>();
    if !(8..=whole).contains(&key.len()) || !key.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(D::Error::custom(format!("a segment is named by 8 to {whole} hexadecimal digits of its key")));
    }
    Ok(Some(key))
}

/// A day of the Gregorian calendar, written `2026-12-31`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// A text that is no date.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{0:?} is no date: write it as 2026-12-31")]
pub struct BadDate(pub String);

impl Date {
    /// A day before every other.
    pub const EVER: Self = Self { year: 0, month: 1, day: 1 };
}

impl FromStr for Date {
    type Err = BadDate;

    fn from_str(text: &str) -> Result<Self, BadDate> {
        let bad = || BadDate(text.to_owned());
        let number = |at: std::ops::Range<usize>| {
            let digits = text.get(at).filter(|part| part.bytes().all(|b| b.is_ascii_digit())).ok_or_else(bad)?;
            digits.parse::<u16>().map_err(|_| bad())
        };
        let dashed = text.len() == 10 && text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
        if !dashed {
            return Err(bad());
        }
        let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let last = match month {
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            1..=12 => 31,
            _ => return Err(bad()),
        };
        if !(1..=last).contains(&day) {
            return Err(bad());
        }
        let small = |number: u16| u8::try_from(number).map_err(|_| bad());
        Ok(Self { year, month: small(month)?, day: small(day)? })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    /// A string, or a local date as TOML writes it.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = toml::Value::deserialize(deserializer)?;
        let text = match &value {
            toml::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        text.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_the_calendar_has_them() {
        for (text, right) in [
            ("2026-12-31", true),
            ("2028-02-29", true),
            ("2026-02-29", false),
            ("2100-02-29", false),
            ("2026-13-01", false),
            ("2026-00-01", false),
            ("2026-1-01", false),
            ("2026-12-31T00:00:00", false),
            ("2026/12/31", false),
            ("20２6-12-1", false),
        ] {
            assert_eq!(text.parse::<Date>().is_ok(), right, "{text}");
        }
    }
}
