//! English number words and what a run of them is worth.

use super::super::{Number, reader::Reader};
use crate::text::is_letter;

const UNITS: &[(&str, u128)] = &[
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("dozen", 12),
];

const TENS: &[(&str, u128)] = &[
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];

/// Thousand and up.
pub(super) const MAGNITUDES: &[(&str, u128)] = &[
    ("thousand", 1_000),
    ("million", 1_000_000),
    ("mln", 1_000_000),
    ("billion", 1_000_000_000),
    ("bln", 1_000_000_000),
    ("bn", 1_000_000_000),
    ("trillion", 1_000_000_000_000),
    ("tn", 1_000_000_000_000),
    ("quadrillion", 1_000_000_000_000_000),
];

const ORDINALS: &[(&str, u128)] = &[
    ("first", 1),
    ("firstly", 1),
    ("second", 2),
    ("secondly", 2),
    ("third", 3),
    ("thirdly", 3),
    ("fourth", 4),
    ("fourthly", 4),
    ("fifth", 5),
    ("fifthly", 5),
    ("sixth", 6),
    ("sixthly", 6),
    ("seventh", 7),
    ("seventhly", 7),
    ("eighth", 8),
    ("eighthly", 8),
    ("ninth", 9),
    ("ninthly", 9),
    ("tenth", 10),
    ("eleventh", 11),
    ("twelfth", 12),
    ("thirteenth", 13),
    ("fourteenth", 14),
    ("fifteenth", 15),
    ("sixteenth", 16),
    ("seventeenth", 17),
    ("eighteenth", 18),
    ("nineteenth", 19),
    ("twentieth", 20),
    ("thirtieth", 30),
    ("fortieth", 40),
    ("fiftieth", 50),
    ("sixtieth", 60),
    ("seventieth", 70),
    ("eightieth", 80),
    ("ninetieth", 90),
    ("hundredth", 100),
];

/// Denominators: "two-thirds".
pub(super) const PARTS: &[(&str, u128)] = &[
    ("half", 2),
    ("halves", 2),
    ("third", 3),
    ("thirds", 3),
    ("quarter", 4),
    ("quarters", 4),
    ("fourth", 4),
    ("fourths", 4),
    ("fifth", 5),
    ("fifths", 5),
    ("sixth", 6),
    ("sixths", 6),
    ("seventh", 7),
    ("sevenths", 7),
    ("eighth", 8),
    ("eighths", 8),
    ("ninth", 9),
    ("ninths", 9),
    ("tenth", 10),
    ("tenths", 10),
];

/// Words with a value of their own.
pub(super) const LONE: &[(&str, u128)] = &[
    ("both", 2),
    ("twice", 2),
    ("double", 2),
    ("doubled", 2),
    ("doubling", 2),
    ("doubles", 2),
    ("twofold", 2),
    ("couple", 2),
    ("bilateral", 2),
    ("thrice", 3),
    ("triple", 3),
    ("tripled", 3),
    ("tripling", 3),
    ("threefold", 3),
    ("fourfold", 4),
    ("quadrupled", 4),
    ("fivefold", 5),
    ("tenfold", 10),
    ("decade", 10),
    ("once", 1),
    ("single", 1),
];

/// Words for an order of magnitude: "tens of thousands".
pub(super) const PLURALS: &[(&str, u128)] = &[
    ("dozens", 10),
    ("scores", 10),
    ("tens", 10),
    ("hundreds", 100),
    ("thousands", 1_000),
    ("millions", 1_000_000),
    ("billions", 1_000_000_000),
    ("trillions", 1_000_000_000_000),
];

/// The words with which a figure in words may begin.
pub(super) fn beginnings() -> impl Iterator<Item = &'static str> {
    [UNITS, TENS, ORDINALS, LONE, PLURALS].into_iter().flatten().map(|(word, _)| *word)
}

pub(super) fn look_up(table: &[(&str, u128)], word: &str) -> Option<u128> {
    table.iter().find(|(spelled, _)| *spelled == word).map(|&(_, value)| value)
}

/// The number words at `at` ("twenty-five", "two hundred and five million", "a million"), and their end.
pub(super) fn cardinal(r: Reader<'_>, at: usize) -> Option<(Number, usize)> {
    let (mut total, mut section, mut any) = (Number::integer(0), 0_u128, false);
    let (mut place, mut end) = (at, at);
    for count in 0..12 {
        let (word, after) = r.word(place);
        let article = count == 0 && matches!(word.as_str(), "a" | "an");
        if article {
            // "a hundred", "a million", "a dozen"; "a" alone is an article.
            let next = r.word(r.blanks(after)).0;
            if !matches!(next.as_str(), "hundred" | "dozen")
                && look_up(MAGNITUDES, &next).is_none_or(|_| next.len() < 4)
            {
                return None;
            }
            section = 1;
        } else if let Some(n) =
            look_up(UNITS, &word).filter(|&n| section.is_multiple_of(if n < 10 { 10 } else { 100 }))
        {
            section = if n == 12 && section == 1 { 12 } else { section + n };
        } else if word == "dozen" && (1..10).contains(&section) {
            section *= 12;
        } else if let Some(n) = look_up(TENS, &word).filter(|_| section.is_multiple_of(100)) {
            section += n;
        } else if word == "hundred" && (1..100).contains(&section) {
            section *= 100;
        } else if word == "and" && (section >= 100 || (any && section == 0)) {
            place = r.blanks(after);
            continue;
        } else if let Some(size) = look_up(MAGNITUDES, &word).filter(|_| section > 0) {
            total = total.plus(Number::integer(section).times(size)?)?;
            section = 0;
        } else {
            break;
        }
        any |= !article;
        end = after;
        let hyphen = r.eat(after, "-").filter(|&next| r.char_at(next).is_some_and(is_letter));
        place = hyphen.unwrap_or_else(|| r.blanks(after));
        if place == after {
            break;
        }
    }
    any.then(|| total.plus(Number::integer(section))).flatten().map(|number| (number, end))
}

/// The ordinal word at `at` ("seventh", "twenty-first"), and its end.
pub(super) fn ordinal(r: Reader<'_>, at: usize) -> Option<(u128, usize)> {
    let (word, end) = r.word(at);
    if let Some(n) = look_up(ORDINALS, &word) {
        return Some((n, end));
    }
    let tens = look_up(TENS, &word)?;
    let (unit, end) = r.word(r.eat(end, "-").unwrap_or_else(|| r.blanks(end)));
    Some((tens + look_up(ORDINALS, &unit).filter(|&n| n < 10)?, end))
}
