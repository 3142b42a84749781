//! Figures, dates, ordinals and money as values: parse, compare and render them in four languages.
//!
//! [`parse`] finds the figures of a text and what they are worth, exactly; [`check`] compares a Vietnamese text
//! with its translation by value and kind, never by spelling; [`render`] writes a figure in a language's house
//! style; [`hints`] tells an engine how the figures it usually gets wrong read in the target. Facts: domain
//! facts §7 (separators, magnitudes, approximation, ordinals, dates, money) and §0 (the ordinal trap).

mod approximation;
mod cjk;
mod compare;
mod currency;
mod date_line;
mod document;
mod en;
mod figure;
mod fold;
mod hints;
mod ja;
mod ko;
mod reader;
mod render;
mod roman;
mod style;
mod unit;
mod value;
mod vi;

pub use approximation::Approximation;
pub use compare::{check, check_figures};
pub use currency::Currency;
pub use date_line::{DateLine, date_line};
pub use figure::{Figure, Kind, Value};
pub use hints::hints;
pub use render::{render, render_date, render_number};
pub use style::{DateForm, DongForm, EnglishStyle, JapaneseStyle, KoreanStyle, PercentForm, Range, Style, TimeForm};
pub use unit::Unit;
pub use value::{Date, Number, Time};

use crate::{locale::Locale, text::Span};

/// The figures of `text`, ascending and without overlap, in time linear in its length.
///
/// Full-width forms, decomposed letters and the stand-ins of inline codes are looked through; spans are those
/// of `text` as given. Signs (`-5`) are no part of a figure. Digits inside names (PM2.5, G20, COVID-19),
/// addresses of the network and telephone numbers are no figures.
#[must_use]
pub fn parse(text: &str, locale: Locale) -> Vec<Figure> {
    let folded = fold::Folded::new(text);
    let mut figures = match locale {
        Locale::Vi => vi::scan(folded.text()),
        Locale::En => en::scan(folded.text()),
        Locale::Ja => ja::scan(folded.text()),
        Locale::Ko => ko::scan(folded.text()),
    };
    if folded.changed() {
        for figure in &mut figures {
            figure.span = folded.original(figure.span);
            figure.whole = folded.original(figure.whole);
        }
    }
    debug_assert!(figures.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
    figures.retain(|figure| fits(text, figure.span));
    figures
}

fn fits(text: &str, span: Span) -> bool {
    !span.is_empty() && text.get(span.start..span.end).is_some()
}
