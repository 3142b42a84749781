//! The segments of an index in columns, a few bytes each.

use crate::segment::SegmentKey;

/// The most tokens a segment may have to be indexed; a longer one is no sentence, and nothing is near it.
pub const MOST_TOKENS: usize = 4_096;

/// Segments by number.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    /// Token numbers, those below 2^15 in one unit, the others in two, the first with its high bit set.
    pub(super) units: Vec<u16>,
    /// Where each segment's units begin; one more than there are segments.
    pub(super) starts: Vec<u32>,
    /// How many tokens.
    pub(super) lengths: Vec<u16>,
    /// Which of 128 classes of tokens occur.
    pub(super) signatures: Vec<u128>,
    pub(super) keys: Vec<[u8; 32]>,
    /// The languages it has been translated into, a bit each.
    pub(super) languages: Vec<u8>,
    /// The hash of its shape; 0 for a segment without figures.
    pub(super) shapes: Vec<u64>,
}

/// What is known of a segment beside its tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts {
    pub(super) key: SegmentKey,
    pub(super) languages: u8,
    pub(super) shape: u64,
}

const LONG: u16 = 1 << 15;

impl Columns {
    pub(super) const fn len(&self) -> usize {
        self.lengths.len()
    }

    /// Appends a segment of at most [`MOST_TOKENS`] tokens, each below 2^31. False where the columns are full.
    pub(super) fn push(&mut self, tokens: &[u32], facts: Facts) -> bool {
        let pushed = self.push_tokens(tokens);
        if pushed {
            self.keys.push(facts.key.0);
            self.languages.push(facts.languages);
            self.shapes.push(facts.shape);
        }
        pushed
    }

    /// The columns that tokens make; the others have to follow.
    pub(super) fn push_tokens(&mut self, tokens: &[u32]) -> bool {
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        let Ok(length) = u16::try_from(tokens.len()) else { return false };
        let before = self.units.len();
        for &token in tokens {
            let [_, _, low, lower] = token.to_be_bytes();
            let low = u16::from_be_bytes([low, lower]);
            if token >= u32::from(LONG) {
                self.units.push(LONG | (token >> 16) as u16);
            }
            self.units.push(low);
        }
        let Ok(end) = u32::try_from(self.units.len()) else {
            self.units.truncate(before);
            return false;
        };
        self.starts.push(end);
        self.lengths.push(length);
        self.signatures.push(signature(tokens));
        true
    }

    /// Gives back what was taken in advance.
    pub(super) fn shrink(&mut self) {
        self.units.shrink_to_fit();
        self.starts.shrink_to_fit();
        self.lengths.shrink_to_fit();
        self.signatures.shrink_to_fit();
    }

    pub(super) fn tokens(&self, at: usize) -> impl Iterator<Item = u32> + Clone {
        let range = self.starts[at] as usize..self.starts[at + 1] as usize;
        let mut units = self.units[range].iter().copied();
        std::iter::from_fn(move || {
            let first = units.next()?;
            if first & LONG == 0 {
                return Some(u32::from(first));
            }
            Some(u32::from(first & !LONG) << 16 | u32::from(units.next().unwrap_or(0)))
        })
    }

    pub(super) fn length(&self, at: usize) -> usize {
        usize::from(self.lengths[at])
    }

    pub(super) fn facts(&self, at: usize) -> Facts {
        Facts { key: SegmentKey(self.keys[at]), languages: self.languages[at], shape: self.shapes[at] }
    }

    /// Bytes in memory.
    pub(super) fn bytes(&self) -> usize {
        self.units.capacity() * 2
            + self.starts.capacity() * 4
            + self.lengths.capacity() * 2
            + self.signatures.capacity() * 16
            + self.keys.capacity() * 32
            + self.languages.capacity()
            + self.shapes.capacity() * 8
    }

    /// Whether the columns belong together, so that no number read from a file leads outside.
    pub(super) fn is_sound(&self) -> bool {
        let n = self.len();
        let ends =
            self.starts.first() == Some(&0) && self.starts.last().copied() == u32::try_from(self.units.len()).ok();
        (ends || (n == 0 && self.starts.is_empty() && self.units.is_empty()))
            && self.starts.is_sorted()
            && (self.starts.len() == n + 1 || n == 0)
            && [self.signatures.len(), self.keys.len(), self.languages.len(), self.shapes.len()] == [n; 4]
            && (0..n).all(|at| self.tokens(at).count() == self.length(at))
    }
}

/// One bit for each class of tokens that occurs. A bit that only one of two segments has costs an edit.
pub(super) fn signature(tokens: &[u32]) -> u128 {
    tokens.iter().fold(0, |bits, token| bits | 1 << (token.wrapping_mul(0x9E37_79B1) >> 25))
}

/// A signature of 512 classes, for segments so long that they have tokens of most of the 128.
pub(super) type Wide = [u128; 4];

/// The wide signature of these tokens.
pub(super) fn wide_signature(tokens: impl Iterator<Item = u32>) -> Wide {
    let mut bits = [0; 4];
    for token in tokens {
        let class = (token.wrapping_mul(0x9E37_79B1) >> 23) as usize;
        bits[class / 128] |= 1 << (class % 128);
    }
    bits
}

/// As [`least_edits`].
pub(super) fn least_edits_wide(one: &Wide, other: &Wide) -> usize {
    let parts = one.iter().zip(other);
    let (a, b) = parts.fold((0, 0), |(a, b), (x, y)| (a + (x & !y).count_ones(), b + (y & !x).count_ones()));
    a.max(b) as usize
}

/// At least so many edits are between two segments with these signatures: each token of one that the other has not
/// has to be deleted or replaced.
pub(super) const fn least_edits(one: u128, other: u128) -> usize {
    let (a, b) = ((one & !other).count_ones(), (other & !one).count_ones());
    if a > b { a as usize } else { b as usize }
}
