//! What the rules ask of both texts again and again, found out once so that hostile texts stay cheap.

use foldhash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};

use super::{
    super::{Approximation, Date, Figure, Kind, Value},
    idiom,
};
use crate::locale::Locale;

/// Facts about a pair of texts as a whole.
pub(super) struct Glance<'a> {
    /// The words of the target that may stand for a figure.
    pub idioms: idiom::Idioms<'a>,
    /// Weekdays of the source, a bit each.
    pub said_weekdays: u32,
    /// The first target figure of each weekday.
    pub got_weekdays: HashMap<u128, usize>,
    /// Target dates that lack a year.
    pub bare_dates: HashMap<Date, usize>,
    /// How many orders of magnitude ("hàng nghìn") the source has.
    pub said_plurals: usize,
    /// Those of the target.
    pub got_plurals: Vec<usize>,
    /// The kinds of target figures.
    pub kinds: HashSet<Kind>,
}

impl<'a> Glance<'a> {
    pub(super) fn new(source: &'a str, target: &'a str, locale: Locale, said: &[Figure], got: &[Figure]) -> Self {
        let mut glance = Self {
            idioms: idiom::Idioms::new(source, target, locale),
            said_weekdays: said.iter().filter_map(weekday).fold(0, |bits, day| bits | 1 << day.min(31)),
            got_weekdays: HashMap::new(),
            bare_dates: HashMap::new(),
            said_plurals: said.iter().filter(|f| is_plural(f)).count(),
            got_plurals: Vec::new(),
            kinds: HashSet::new(),
        };
        for (id, figure) in got.iter().enumerate() {
            glance.kinds.insert(figure.kind);
            if let Some(day) = weekday(figure) {
                glance.got_weekdays.entry(day).or_insert(id);
            }
            if let Value::Date(date @ Date { year: None, .. }) = figure.value {
                glance.bare_dates.entry(date).or_insert(id);
            }
            if is_plural(figure) {
                glance.got_plurals.push(id);
            }
        }
        glance
    }

    /// Whether the source names this weekday.
    pub(super) const fn says_weekday(&self, day: u128) -> bool {
        day < 32 && self.said_weekdays >> day & 1 == 1
    }
}

pub(super) fn is_plural(figure: &Figure) -> bool {
    figure.approximation == Some(Approximation::Plural)
}

/// The number of a weekday, Monday 1.
pub(super) fn weekday(figure: &Figure) -> Option<u128> {
    match &figure.value {
        Value::Number(number) if figure.kind == Kind::Weekday => number.whole(),
        _ => None,
    }
}
