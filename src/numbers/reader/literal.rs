//! Numbers written in digits: groups of three, decimals, and what only looks like a number.

use super::{super::Number, Reader};
use crate::text::Span;

/// Most digits of a literal; longer runs are account numbers and the like, not values.
const MOST_DIGITS: usize = 24;

/// How a language writes decimals and groups of three.
#[derive(Clone, Copy)]
pub(in super::super) struct Convention {
    pub decimal: u8,
    pub group: u8,
}

/// Vietnamese: 1.234,5.
pub(in super::super) const COMMA_DECIMAL: Convention = Convention { decimal: b',', group: b'.' };
/// English, Japanese, Korean: 1,234.5.
pub(in super::super) const POINT_DECIMAL: Convention = Convention { decimal: b'.', group: b',' };

/// A number written in digits.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Literal {
    /// One past its last digit.
    pub end: usize,
    /// Its value.
    pub number: Number,
    /// Its other value where its separator may be a decimal as well as a group mark.
    pub other: Option<Number>,
    /// How many digits it has where it has no separator, otherwise 0.
    pub bare: usize,
}

impl Literal {
    /// The value of an undivided literal of at most `digits` digits.
    pub fn small(&self, digits: usize) -> Option<u16> {
        if self.bare == 0 || self.bare > digits {
            return None;
        }
        u16::try_from(self.number.whole()?).ok()
    }
}

impl Reader<'_> {
    /// The number written in digits at `at`. Nothing where the digits are no value: too many of them, a
    /// telephone number, an odd grouping such as an address.
    pub fn literal(self, at: usize, convention: Convention) -> Option<Literal> {
        let run = Run::new(self, at)?;
        run.read(self, convention)
    }
}

/// Digits at one place: groups and the separators between them.
struct Run {
    /// Start and end of each group.
    groups: Vec<Span>,
    separators: Vec<u8>,
}

impl Run {
    fn new(r: Reader<'_>, at: usize) -> Option<Self> {
        let mut run = Self { groups: Vec::with_capacity(2), separators: Vec::new() };
        let mut start = at;
        loop {
            let mut end = start;
            while r.is_digit(end) {
                end += 1;
            }
            if end == start || end - start > MOST_DIGITS || run.groups.len() > MOST_DIGITS / 3 {
                return None;
            }
            run.groups.push(Span::new(start, end));
            let separator = r.byte(end);
            if !matches!(separator, b'.' | b',') || !r.is_digit(end + 1) {
                return Some(run);
            }
            run.separators.push(separator);
            start = end + 1;
        }
    }

    fn read(&self, r: Reader<'_>, convention: Convention) -> Option<Literal> {
        let Convention { decimal, group } = convention;
        let [first, .., last] = self.groups.as_slice() else {
            return self.whole(r, 1);
        };
        let all = |mark: u8| self.separators.iter().all(|&s| s == mark);
        let swapped = Convention { decimal: group, group: decimal };
        let zero = first.of(r.text).starts_with('0');
        let threes = first.len() <= 3 && !zero && self.groups[1..].iter().all(|g| g.len() == 3);
        let exact = |number: Number| Literal { end: last.end, number, other: None, bare: 0 };
        match self.separators.as_slice() {
            [mark] if *mark == group && threes => Some(exact(self.value(r, false)?)),
            [mark] if *mark == decimal => {
                // 1,500 may be an English thousand; 1.500 is never anything but a thousand in Vietnamese news.
                let other = if threes { self.value(r, false) } else { None };
                Some(Literal { other, ..exact(self.value(r, true)?) })
            }
            // A comma that groups nothing is a list: 1,2.
            [b','] => self.whole(r, 1),
            // A point that groups nothing is a decimal or a version: 4.0.
            [_] => Some(exact(self.value(r, true)?)),
            _ if all(b',') && !threes => self.whole(r, 1),
            _ if all(group) || all(decimal) => threes.then(|| self.value(r, false)).flatten().map(exact),
            _ => self.mixed(convention).or_else(|| self.mixed(swapped)).and_then(|()| self.value(r, true)).map(exact),
        }
    }

    /// Groups of three, then decimals: 1.234,5 or 1,234.5.
    fn mixed(&self, Convention { decimal, group }: Convention) -> Option<()> {
        let (last, before) = self.separators.split_last()?;
        let whole = self.groups.get(..before.len() + 1)?;
        let fine = *last == decimal
            && before.iter().all(|&s| s == group)
            && whole.first().is_some_and(|g| g.len() <= 3)
            && whole.iter().skip(1).all(|g| g.len() == 3);
        fine.then_some(())
    }

    /// The first group alone. More than two digits after a zero are a telephone number or a code.
    fn whole(&self, r: Reader<'_>, groups: usize) -> Option<Literal> {
        let first = self.groups.get(..groups)?.first()?;
        let digits = first.of(r.text);
        if digits.len() > 2 && digits.starts_with('0') {
            return None;
        }
        let number = Number::ratio(digits.parse().ok()?, 1)?;
        Some(Literal { end: first.end, number, other: None, bare: digits.len() })
    }

    /// All groups joined; with `decimals` the last holds the decimals.
    fn value(&self, r: Reader<'_>, decimals: bool) -> Option<Number> {
        let mut digits = String::new();
        self.groups.iter().for_each(|g| digits.push_str(g.of(r.text)));
        let scale = if decimals { self.groups.last().map_or(0, |g| g.len()) } else { 0 };
        Number::decimal(digits.parse().ok()?, u32::try_from(scale).ok()?)
    }
}
