//! Some rows of a concordance and the lists that lead to them, packed end to end.

use std::io;

use super::super::file::{In, Out};

/// Lists of ascending row numbers, one after the other in the order of what they are listed under.
#[derive(Debug, Default)]
pub(super) struct Run {
    keys: Vec<[u8; 32]>,
    /// A hash of each text with its key and language, ascending, so that none is taken in twice.
    marks: Vec<u64>,
    /// What the rows are listed under, ascending.
    grams: Vec<u32>,
    /// Where the list of each ends.
    ends: Vec<u32>,
    /// The differences between a list's numbers, seven bits a byte, the last byte of each without its high bit.
    lists: Vec<u8>,
}

impl Run {
    /// The run of rows with these keys; `listed` has what a row is listed under in its high half and the row's number
    /// in the low one, ascending.
    pub(super) fn new(keys: Vec<[u8; 32]>, mut marks: Vec<u64>, listed: &[u64]) -> Self {
        marks.sort_unstable();
        let mut run = Self { keys, marks, ..Self::default() };
        for list in listed.chunk_by(|one, other| one >> 32 == other >> 32) {
            let mut next = 0;
            for &one in list {
                next = push(&mut run.lists, next, one as u32);
            }
            run.close(list.first().map_or(0, |one| (one >> 32) as u32));
        }
        run.shrunk()
    }

    /// This run and the one after it as one.
    pub(super) fn join(&self, after: &Self) -> Self {
        let shift = self.keys.len() as u32;
        let mut joined = Self {
            keys: [self.keys.as_slice(), &after.keys].concat(),
            marks: [self.marks.as_slice(), &after.marks].concat(),
            grams: Vec::with_capacity(self.grams.len() + after.grams.len()),
            ends: Vec::with_capacity(self.grams.len() + after.grams.len()),
            lists: Vec::with_capacity(self.lists.len() + after.lists.len() + after.grams.len()),
        };
        // Two ascending halves.
        joined.marks.sort();
        let (mut own, mut others) = (self.grams.iter().peekable(), after.grams.iter().peekable());
        let (mut at, mut other_at) = (0, 0);
        while let Some(&gram) = own.peek().into_iter().chain(others.peek()).min() {
            let mut next = 0;
            if own.next_if(|&own| own == gram).is_some() {
                let list = self.list(at);
                at += 1;
                joined.lists.extend_from_slice(list);
                next = numbers(list).last().map_or(0, |last| last + 1);
            }
            if others.next_if(|&other| other == gram).is_some() {
                let list = after.list(other_at);
                other_at += 1;
                let first = numbers(list).next().unwrap_or_default();
                push(&mut joined.lists, next, first + shift);
                let length = list.iter().position(|byte| byte & 0x80 == 0).map_or(list.len(), |end| end + 1);
                joined.lists.extend_from_slice(list.get(length..).unwrap_or_default());
            }
            joined.close(*gram);
        }
        joined.shrunk()
    }

    /// Ends the list that was written last.
    fn close(&mut self, gram: u32) {
        self.grams.push(gram);
        self.ends.push(u32::try_from(self.lists.len()).unwrap_or(u32::MAX));
    }

    fn shrunk(mut self) -> Self {
        self.grams.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.lists.shrink_to_fit();
        self
    }

    /// How many rows it has.
    pub(super) const fn len(&self) -> usize {
        self.keys.len()
    }

    pub(super) fn keys(&self) -> &[[u8; 32]] {
        &self.keys
    }

    /// Whether the text with this mark is in it. Marks are spread evenly, so that one stands near where it would be
    /// if they were spread exactly so.
    pub(super) fn knows(&self, mark: u64) -> bool {
        let n = self.marks.len();
        let guess = ((u128::from(mark) * n as u128) >> 64) as usize;
        let slack = 4 * n.isqrt();
        let (from, to) = (guess.saturating_sub(slack), guess.saturating_add(slack).min(n));
        let near = self.marks.get(from..to).unwrap_or_default();
        match (near.first(), near.last()) {
            (Some(&first), Some(&last)) if first <= mark && mark <= last => near.binary_search(&mark).is_ok(),
            _ => self.marks.binary_search(&mark).is_ok(),
        }
    }

    /// The rows that are listed under all of `grams`, ascending.
    pub(super) fn having(&self, grams: &[u32]) -> Vec<u32> {
        let mut lists = Vec::with_capacity(grams.len());
        for gram in grams {
            match self.grams.binary_search(gram) {
                Ok(at) => lists.push(self.list(at)),
                Err(_) => return Vec::new(),
            }
        }
        lists.sort_by_key(|list| list.len());
        let mut lists = lists.into_iter();
        let mut found: Vec<u32> = lists.next().map(|list| numbers(list).collect()).unwrap_or_default();
        for list in lists {
            if found.is_empty() {
                break;
            }
            let mut all = numbers(list).peekable();
            found.retain(|number| {
                while all.next_if(|other| other < number).is_some() {}
                all.peek() == Some(number)
            });
        }
        found
    }

    fn list(&self, at: usize) -> &[u8] {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |&end| end as usize);
        let end = self.ends.get(at).map_or(start, |&end| end as usize);
        self.lists.get(start..end).unwrap_or_default()
    }

    pub(super) const fn bytes(&self) -> usize {
        self.keys.capacity() * 32
            + self.marks.capacity() * 8
            + (self.grams.capacity() + self.ends.capacity()) * 4
            + self.lists.capacity()
    }

    pub(super) fn put(&self, out: &mut Out) -> io::Result<()> {
        out.values(&self.keys)?;
        out.values(&self.marks)?;
        out.values(&self.grams)?;
        out.values(&self.ends)?;
        out.values(&self.lists)
    }

    pub(super) fn take(from: &mut In) -> io::Result<Self> {
        Ok(Self {
            keys: from.values()?,
            marks: from.values()?,
            grams: from.values()?,
            ends: from.values()?,
            lists: from.values()?,
        })
    }

    /// Whether its parts, read from a file, belong together; a number of a row that it does not have is passed over
    /// where it is met.
    pub(super) fn is_sound(&self) -> bool {
        self.grams.len() == self.ends.len()
            && self.grams.is_sorted()
            && self.ends.is_sorted()
            && self.marks.is_sorted()
            && self.ends.last().map_or(0, |&end| end as usize) == self.lists.len()
            && u32::try_from(self.keys.len()).is_ok()
    }
}

/// Appends `number` to a list whose next number is at least `next`; gives the least that may follow.
fn push(list: &mut Vec<u8>, next: u32, number: u32) -> u32 {
    let mut step = number.saturating_sub(next);
    while step >= 0x80 {
        list.push(step as u8 | 0x80);
        step >>= 7;
    }
    list.push(step as u8);
    number.saturating_add(1)
}

/// The numbers of a list; one beyond 32 bits ends it.
fn numbers(list: &[u8]) -> impl Iterator<Item = u32> {
    let mut bytes = list.iter();
    let mut next = Some(0_u32);
    std::iter::from_fn(move || {
        let (mut step, mut shift) = (0_u32, 0);
        loop {
            let byte = *bytes.next()?;
            step |= u32::from(byte & 0x7F).checked_shl(shift)?;
            shift += 7;
            if byte & 0x80 == 0 {
                break;
            }
        }
        let number = next?.checked_add(step)?;
        next = number.checked_add(1);
        Some(number)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_in_comes_out() {
        let wanted = [0, 1, 5, 132, 133, 20_000, 3_000_000, u32::MAX - 1];
        let mut list = Vec::new();
        wanted.iter().fold(0, |next, &number| push(&mut list, next, number));
        assert_eq!(numbers(&list).collect::<Vec<_>>(), wanted);
        for bytes in [&[0xFF; 9][..], &[0x80], &[0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0x05]] {
            assert!(numbers(bytes).count() <= 1);
        }
    }

    #[test]
    fn two_runs_joined_have_the_rows_of_both() {
        // Row n of all is listed under its divisors up to 20; the first run has 300 rows, the other 211.
        let run = |from: u32, to: u32| {
            let mut listed: Vec<u64> = (from..to)
                .flat_map(|n| (1..20).filter(move |gram| n % gram == 0).map(move |gram| (gram, n - from)))
                .map(|(gram, n)| u64::from(gram) << 32 | u64::from(n))
                .collect();
            listed.sort_unstable();
            let marks = (from..to).map(|n| u64::from(n).wrapping_mul(0x9E37_79B9_7F4A_7C15)).collect();
            Run::new((from..to).map(|n| [n as u8; 32]).collect(), marks, &listed)
        };
        let joined = run(0, 300).join(&run(300, 511));
        assert!(joined.is_sound() && joined.len() == 511);
        for (one, other) in [(1, 1), (2, 3), (7, 11), (19, 19), (4, 6)] {
            let want: Vec<u32> = (0..511).filter(|n| n % one == 0 && n % other == 0).collect();
            assert_eq!(joined.having(&[one, other]), want, "{one} {other}");
        }
        assert!(joined.having(&[23]).is_empty() && joined.having(&[]).is_empty());
        for n in 0..600_u64 {
            assert_eq!(joined.knows(n.wrapping_mul(0x9E37_79B9_7F4A_7C15)), n < 511, "{n}");
        }
    }
}
