//! Writes figures in a language's house style.

mod dates;
mod number;
mod words;

pub use dates::render_date;
pub use number::render_number;

use super::{Approximation, Currency, DongForm, Figure, Kind, Number, PercentForm, Style, Unit, Value};
use crate::locale::Locale;

/// The figure as `locale` writes it in `style`, hedged where the figure is.
///
/// What is written reads back as the same value with [`super::parse`], up to 10^18.
#[must_use]
pub fn render(figure: &Figure, locale: Locale, style: &Style) -> String {
    if figure.approximation == Some(Approximation::Plural)
        && let Value::Number(number) = &figure.value
        && let Some(plural) = words::plural(*number, locale)
    {
        return plural;
    }
    match &figure.value {
        Value::Date(date) => render_date(*date, None, locale, style),
        Value::Dates(from, to) => dates::dates(*from, *to, locale, style),
        Value::Time(time) => dates::time(*time, locale, style),
        Value::Quarter(quarter, year) => dates::quarter(*quarter, *year, locale),
        Value::Text(text) => text.clone(),
        Value::Range(from, to) if figure.kind == Kind::Date => dates::years(*from, *to, locale, style),
        Value::Range(from, to) => hedged(figure, &number::range(*from, *to, locale, style), locale, style),
        Value::Number(value) => numbered(figure, *value, locale).unwrap_or_else(|| {
            let number = match figure.kind {
                Kind::Fraction => words::fraction(*value, locale),
                _ => render_number(*value, locale, style),
            };
            let pad = matches!(figure.kind, Kind::Money(c) if c != Currency::Vnd) && locale == Locale::Vi;
            hedged(figure, &if pad { number::padded(number) } else { number }, locale, style)
        }),
    }
}

/// Kinds whose number has a form of its own.
fn numbered(figure: &Figure, value: Number, locale: Locale) -> Option<String> {
    let whole = value.whole();
    match figure.kind {
        Kind::Ordinal => Some(words::ordinal(whole?, figure.unit, locale)),
        Kind::Weekday => words::weekday(whole?, locale),
        Kind::Decade => Some(dates::decade(whole?, locale)),
        Kind::FirstMonths => Some(dates::first_months(whole?, locale)),
        Kind::LastMonths => Some(dates::last_months(whole?, locale)),
        _ => None,
    }
}

/// `number` with sign, currency or unit and with its hedge.
fn hedged(figure: &Figure, number: &str, locale: Locale, style: &Style) -> String {
    let hedge = figure.approximation.map(|a| words::hedge(a, locale));
    let (before, touching, after) = hedge.unwrap_or_default();
    // 여 belongs between number and unit, and after whole counts only: 200여 건, but 5% 초과.
    let counted = matches!(figure.kind, Kind::Cardinal | Kind::Money(_))
        && number.ends_with(|c: char| !c.is_ascii_punctuation());
    let (touching, after) = if touching.is_empty() || counted { (touching, after) } else { ("", " 초과") };
    let written = measured(figure.kind, figure.unit, &format!("{number}{touching}"), locale, style);
    format!("{before}{written}{after}")
}

fn measured(kind: Kind, unit: Option<Unit>, number: &str, locale: Locale, style: &Style) -> String {
    match (kind, locale) {
        (Kind::Money(currency), _) => money(currency, number, locale, style),
        (Kind::Percent, Locale::En) if style.en.percent == PercentForm::Word => format!("{number} percent"),
        (Kind::Percent, Locale::Ja) if style.ja.full_width_percent => format!("{number}％"),
        (Kind::Percent, _) => format!("{number}%"),
        (Kind::PercentPoint, Locale::Vi) => format!("{number} điểm phần trăm"),
        (Kind::PercentPoint, Locale::En) => {
            format!("{number} percentage {}", if number == "1" { "point" } else { "points" })
        }
        (Kind::PercentPoint, Locale::Ja) => format!("{number}ポイント"),
        (Kind::PercentPoint, Locale::Ko) => format!("{number}%포인트"),
        (Kind::Multiple, Locale::Vi) => format!("gấp {number} lần"),
        (Kind::Multiple, Locale::En) => format!("{number} times"),
        (Kind::Multiple, Locale::Ja) => format!("{number}倍"),
        (Kind::Multiple, Locale::Ko) => format!("{number}배"),
        _ => format!("{number}{}", unit.map_or("", |unit| unit.suffix(locale))),
    }
}

fn money(currency: Currency, number: &str, locale: Locale, style: &Style) -> String {
    match (locale, currency) {
        (Locale::En, Currency::Usd) => format!("{}{number}", style.en.dollar),
        (Locale::En, Currency::Vnd) if style.en.dong == DongForm::Code => format!("VND{number}"),
        (Locale::Ja, Currency::Usd) if style.ja.us_dollar => format!("{number}米ドル"),
        (Locale::Ja, _) => format!("{number}{}", currency.word(locale)),
        _ => format!("{number} {}", currency.word(locale)),
    }
}
