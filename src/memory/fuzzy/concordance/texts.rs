//! The rows of a concordance: those of late in a heap, the others in runs that are only read.

use std::{collections::HashSet, io};

use super::{
    super::{
        file::{Filed, In, Out, damaged},
        follow::Derived,
        phrase::Phrase,
    },
    run::Run,
};
use crate::{locale::Locale, memory::Row, segment::SegmentKey};

/// So many rows are taken in before they become a run; their heap is looked through from end to end.
const HEAP: usize = 8_192;

/// No run grows beyond so many rows, so that joining two needs little memory besides.
const LARGEST: usize = 1 << 18;

/// Rows by number, in the order in which they came, and what each is listed under. A row that brings nothing new,
/// neither in its source nor in its target, gets no number.
#[derive(Debug, Default)]
pub(super) struct Texts {
    /// Each less than half as large as the one before, or as large as a run may be.
    runs: Vec<Run>,
    heap: Heap,
}

/// What has not become a run yet.
#[derive(Debug, Default)]
struct Heap {
    keys: Vec<[u8; 32]>,
    marks: HashSet<u64>,
    /// What a row is listed under in the high half, its number in the low one.
    listed: Vec<u64>,
}

impl Texts {
    fn add(&mut self, row: &Row) {
        let number = self.heap.keys.len() as u64;
        let mut is_new = false;
        for (language, text) in [(Locale::Vi, &row.source.text), (row.locale, &row.target.text)] {
            let phrase = Phrase::new(language, text);
            let mark = phrase.mark(row.key);
            let is_known = || self.heap.marks.contains(&mark) || self.runs.iter().any(|run| run.knows(mark));
            if phrase.is_empty() || is_known() {
                continue;
            }
            is_new = true;
            self.heap.marks.insert(mark);
            self.heap.listed.extend(phrase.grams().map(|gram| u64::from(gram) << 32 | number));
        }
        if is_new {
            self.heap.keys.push(row.key.0);
        }
        if self.heap.keys.len() >= HEAP {
            self.freeze();
        }
    }

    /// Makes a run of the heap, and one of the last two runs while they are of nearly one size.
    fn freeze(&mut self) {
        let Heap { keys, marks, mut listed } = std::mem::take(&mut self.heap);
        if keys.is_empty() {
            return;
        }
        listed.sort_unstable();
        listed.dedup();
        self.runs.push(Run::new(keys, marks.into_iter().collect(), &listed));
        while let [.., before, last] = self.runs.as_slice()
            && before.len() <= last.len() * 2
            && before.len() + last.len() <= LARGEST
        {
            let joined = before.join(last);
            self.runs.truncate(self.runs.len() - 2);
            self.runs.push(joined);
        }
    }

    /// The segments that may have `phrase`, those taken in last first: the first of the rows with a number below
    /// `below`, about `wanted` of them; and the number below which the others are, if any can be. Rows keep their
    /// numbers.
    pub(super) fn candidates(&self, phrase: &Phrase, below: u64, wanted: usize) -> (Vec<SegmentKey>, Option<u64>) {
        let grams: Vec<u32> = phrase.grams().collect();
        let mut found = Vec::new();
        let mut first = self.runs.iter().map(|run| run.len() as u64).sum::<u64>();
        let mut take = |first: u64, keys: &[[u8; 32]], numbers: Vec<u32>| {
            let own = numbers.iter().rev().map(|&number| (first + u64::from(number), number));
            for (place, number) in own.filter(|&(place, _)| place < below) {
                if found.len() >= wanted {
                    return Some(place + 1);
                }
                found.extend(keys.get(number as usize).copied().map(SegmentKey));
            }
            None
        };
        if below > first
            && let Some(more) = take(first, &self.heap.keys, self.heap.having(&grams))
        {
            return (found, Some(more));
        }
        for run in self.runs.iter().rev() {
            first -= run.len() as u64;
            if below > first
                && let Some(more) = take(first, run.keys(), run.having(&grams))
            {
                return (found, Some(more));
            }
        }
        (found, None)
    }

    pub(super) fn bytes(&self) -> usize {
        self.runs.iter().map(Run::bytes).sum::<usize>()
            + self.heap.keys.capacity() * 32
            + self.heap.marks.capacity() * 10
            + self.heap.listed.capacity() * 8
    }
}

impl Heap {
    /// The rows that are listed under all of `grams`, ascending.
    fn having(&self, grams: &[u32]) -> Vec<u32> {
        let of = |gram: u32| {
            let own = move |&&one: &&u64| (one >> 32) as u32 == gram;
            self.listed.iter().filter(own).map(|&one| one as u32)
        };
        let Some((&first, others)) = grams.split_first() else { return Vec::new() };
        // They were taken in by number; only a word that stands twice in a row comes twice.
        let mut numbers: Vec<u32> = of(first).collect();
        numbers.dedup();
        for &gram in others {
            let all: HashSet<u32> = of(gram).collect();
            numbers.retain(|number| all.contains(number));
        }
        numbers
    }
}

impl Derived for Texts {
    fn take_in(&mut self, row: &Row) {
        if row.state.is_usable() {
            self.add(row);
        }
    }

    fn size(&self) -> usize {
        self.runs.iter().map(Run::len).sum::<usize>() + self.heap.keys.len()
    }

    fn gather(&mut self) {
        self.freeze();
    }
}

impl Filed for Texts {
    const MAGIC: [u8; 8] = *b"AnbConc\x02";

    fn put(&self, out: &mut Out) -> io::Result<()> {
        out.values(&[self.runs.len() as u64])?;
        self.runs.iter().try_for_each(|run| run.put(out))
    }

    fn take(from: &mut In) -> io::Result<Self> {
        let count = from.values::<u64>()?.first().copied().unwrap_or_default();
        // The file ends long before a count that is not true.
        let runs = (0..count).map(|_| Run::take(from)).collect::<io::Result<_>>()?;
        Ok(Self { runs, heap: Heap::default() })
    }

    fn finish(self) -> io::Result<Self> {
        if self.runs.iter().all(Run::is_sound) { Ok(self) } else { Err(damaged("its parts do not fit together")) }
    }
}
