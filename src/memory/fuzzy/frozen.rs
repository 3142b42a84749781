//! The large part of the index, built in one go and then only read: posting lists of the rarest pairs.

use super::{
    bound::Bound,
    by_key::ByKey,
    columns::{Columns, MOST_TOKENS, Wide, wide_signature},
    vocabulary::Vocabulary,
};
use crate::segment::SegmentKey;

/// The percentage from which on the posting lists lead to every match; below it all signatures are looked at.
pub(super) const LISTED_FROM: u8 = 70;

/// Segments of more tokens than this have a wide signature too.
const LONG: usize = 40;

/// Stands before the first and after the last token.
const END: u32 = u32::MAX - 1;

/// Segments sorted by length, and for each class of pairs of neighbours the segments that have it among their rarest.
#[derive(Debug, Default)]
pub(super) struct Frozen {
    pub(super) columns: Columns,
    /// How common each class of pairs is, on a logarithmic scale.
    pub(super) commonness: Vec<u8>,
    /// Where the list of each class begins; one more than there are classes.
    pub(super) starts: Vec<u32>,
    /// The lists, ascending, one after the other.
    pub(super) postings: Vec<u32>,
    /// The first segment of each length.
    by_length: Vec<u32>,
    by_key: ByKey,
    /// Segments with figures by shape.
    by_shape: Vec<u32>,
    /// The wide signatures of the long segments, which are the last ones.
    wide: Vec<Wide>,
    /// A bit for each segment that was removed.
    dead: Vec<u64>,
    removed: usize,
}

/// A pair of neighbours in a segment: how common its class is, and the class; rarest first when sorted.
pub(super) type Pair = (u8, u32);

impl Frozen {
    /// Builds the index of `columns`, whose tokens are those of `vocabulary`; both are brought into their best order.
    /// Each column is let go as soon as it stands in the new order.
    pub(super) fn build(vocabulary: &mut Vocabulary, columns: Columns) -> Self {
        let n = columns.len();
        let mut counts = vec![0_u32; vocabulary.len()];
        for at in 0..n {
            for token in columns.tokens(at) {
                if let Some(count) = counts.get_mut(token as usize) {
                    *count = count.saturating_add(1);
                }
            }
        }
        let numbers = vocabulary.renumber(&counts);
        drop(counts);
        let mut order: Vec<u32> = (0..).take(n).collect();
        order.sort_by_key(|&at| columns.lengths[at as usize]);
        let mut sorted = Columns { units: Vec::with_capacity(columns.units.len()), ..Columns::default() };
        let mut tokens = Vec::new();
        for &at in &order {
            tokens.clear();
            tokens.extend(columns.tokens(at as usize).filter_map(|token| numbers.get(token as usize).copied()));
            sorted.push_tokens(&tokens);
        }
        let Columns { units, starts, lengths, signatures, keys, languages, shapes } = columns;
        drop((units, starts, lengths, signatures));
        sorted.keys = permuted(keys, &order);
        sorted.languages = permuted(languages, &order);
        sorted.shapes = permuted(shapes, &order);
        drop(order);
        sorted.shrink();
        let classes = (n * 4).next_power_of_two().clamp(1 << 10, 1 << 24);
        let mut frozen = Self { columns: sorted, commonness: vec![0; classes], ..Self::default() };
        frozen.count();
        frozen.list();
        frozen.orient();
        frozen
    }

    /// Counts how common each class of pairs is.
    fn count(&mut self) {
        let mut counts = vec![0_u32; self.commonness.len()];
        let mut tokens = Vec::new();
        for at in 0..self.columns.len() {
            tokens.clear();
            tokens.extend(self.columns.tokens(at));
            for class in classes(&tokens, counts.len()) {
                counts[class as usize] = counts[class as usize].saturating_add(1);
            }
        }
        for (scale, count) in self.commonness.iter_mut().zip(counts) {
            *scale = (f64::from(count).max(1.0).log2() * 7.9) as u8;
        }
    }

    /// Lists every segment under the classes of its rarest pairs.
    fn list(&mut self) {
        let bound = Bound::new(LISTED_FROM);
        let mut prefixes: Vec<usize> = Vec::new();
        let mut ends = vec![0_u32; self.commonness.len() + 1];
        for fill in [false, true] {
            let (mut tokens, mut pairs) = (Vec::new(), Vec::new());
            for at in 0..self.columns.len() {
                let length = self.columns.length(at);
                while prefixes.len() <= length {
                    prefixes.push(bound.prefix(prefixes.len()));
                }
                tokens.clear();
                tokens.extend(self.columns.tokens(at));
                self.pairs(&tokens, &mut pairs);
                pairs.truncate(prefixes[length]);
                pairs.dedup();
                for &(_, class) in &pairs {
                    let end = &mut ends[class as usize + usize::from(!fill)];
                    if fill {
                        self.postings[*end as usize] = at as u32;
                    }
                    *end += 1;
                }
            }
            if !fill {
                let mut sum = 0_u32;
                for end in &mut ends {
                    sum = sum.saturating_add(*end);
                    *end = sum;
                }
                self.starts.clone_from(&ends);
                self.postings = vec![0; sum as usize];
            }
        }
    }

    /// Makes what is quicker made than read: the ways by length, key and shape.
    pub(super) fn orient(&mut self) {
        let n = self.columns.len();
        self.dead = vec![0; n.div_ceil(64)];
        self.removed = 0;
        let longest = if n == 0 { 0 } else { self.columns.length(n - 1) };
        self.by_length = (0..=longest + 1)
            .map(|length| self.columns.lengths.partition_point(|&other| usize::from(other) < length) as u32)
            .collect();
        self.by_key = ByKey::of(&self.columns.keys);
        let long = self.columns.lengths.partition_point(|&length| usize::from(length) <= LONG);
        self.wide = (long..n).map(|at| wide_signature(self.columns.tokens(at))).collect();
        let shapes = &self.columns.shapes;
        self.by_shape = (0..n as u32).filter(|&at| shapes[at as usize] != 0).collect();
        self.by_shape.sort_unstable_by_key(|&at| (shapes[at as usize], at));
        self.by_shape.shrink_to_fit();
    }

    /// The pairs of `tokens` with how common each is, rarest first.
    pub(super) fn pairs(&self, tokens: &[u32], into: &mut Vec<Pair>) {
        into.clear();
        into.extend(classes(tokens, self.commonness.len()).map(|class| (self.commonness[class as usize], class)));
        into.sort_unstable();
    }

    /// The segments listed under `class`, ascending.
    pub(super) fn listed(&self, class: u32) -> &[u32] {
        match self.starts.get(class as usize..class as usize + 2) {
            Some(&[start, end]) => &self.postings[start as usize..end as usize],
            _ => &[],
        }
    }

    /// The segments of `least` to `most` tokens, as a range of numbers.
    pub(super) fn of_length(&self, least: usize, most: usize) -> std::ops::Range<usize> {
        self.first(least)..self.first(most.saturating_add(1)).max(self.first(least))
    }

    /// The first segment of at least `length` tokens.
    pub(super) fn first(&self, length: usize) -> usize {
        self.by_length.get(length).map_or(self.columns.len(), |&at| at as usize)
    }

    pub(super) fn find(&self, key: SegmentKey) -> Option<usize> {
        let at = self.by_key.find(&self.columns.keys, &key.0)?;
        self.is_alive(at).then_some(at)
    }

    /// The segments of one shape.
    pub(super) fn of_shape(&self, shape: u64) -> impl Iterator<Item = usize> {
        let of = |at: u32| self.columns.shapes[at as usize];
        let first = self.by_shape.partition_point(|&at| of(at) < shape);
        let same = self.by_shape[first..].iter().map(|&at| at as usize);
        same.take_while(move |&at| self.columns.shapes[at] == shape).filter(|&at| self.is_alive(at))
    }

    /// The wide signature of a long segment.
    pub(super) fn wide(&self, at: usize) -> Option<&Wide> {
        self.wide.get((at + self.wide.len()).checked_sub(self.columns.len())?)
    }

    pub(super) fn is_alive(&self, at: usize) -> bool {
        self.removed == 0 || self.dead[at / 64] >> (at % 64) & 1 == 0
    }

    pub(super) fn remove(&mut self, at: usize) {
        self.dead[at / 64] |= 1 << (at % 64);
        self.removed += 1;
    }

    /// How many segments are there.
    pub(super) const fn alive(&self) -> usize {
        self.columns.len() - self.removed
    }

    /// Bytes in memory.
    pub(super) fn bytes(&self) -> usize {
        self.columns.bytes()
            + self.commonness.capacity()
            + (self.starts.capacity() + self.postings.capacity()) * 4
            + (self.by_length.capacity() + self.by_shape.capacity()) * 4
            + self.by_key.bytes()
            + self.wide.capacity() * 64
            + self.dead.capacity() * 8
    }

    /// Whether the parts belong together, so that no number read from a file leads outside.
    pub(super) fn is_sound(&self) -> bool {
        let n = self.columns.len();
        if n == 0 {
            return self.columns.is_sound() && self.commonness.is_empty() && self.postings.is_empty();
        }
        self.columns.is_sound()
            && n < u32::MAX as usize
            && self.columns.lengths.is_sorted()
            && self.columns.lengths.iter().all(|&length| usize::from(length) <= MOST_TOKENS)
            && self.commonness.len().is_power_of_two()
            && self.commonness.len() > 1
            && self.starts.len() == self.commonness.len() + 1
            && self.starts.is_sorted()
            && self.starts.first() == Some(&0)
            && self.starts.last().copied() == u32::try_from(self.postings.len()).ok()
            && self.postings.iter().all(|&at| (at as usize) < n)
    }
}

fn permuted<T: Copy>(column: Vec<T>, order: &[u32]) -> Vec<T> {
    order.iter().map(|&at| column[at as usize]).collect()
}

/// The class of each pair of neighbours, the ends counted. Two pairs may share a class: that costs time and loses
/// nothing, because segments that share a pair share its class.
fn classes(tokens: &[u32], classes: usize) -> impl Iterator<Item = u32> {
    let shift = 64 - classes.trailing_zeros();
    let before = std::iter::once(END).chain(tokens.iter().copied());
    let after = tokens.iter().copied().chain(std::iter::once(END));
    before.zip(after).map(move |(a, b)| {
        let pair = u64::from(a) << 32 | u64::from(b);
        let mixed = (pair ^ pair >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        ((mixed ^ mixed >> 32).wrapping_mul(0x94D0_49BB_1331_11EB) >> shift) as u32
    })
}
