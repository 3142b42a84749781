//! Edit distance over token numbers, 64 of them at once.
//!
//! G. Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic programming", Journal of
//! the ACM 46 (1999), in the form H. Hyyrö gave it for the distance of whole sequences and for patterns in blocks
//! (2003). One bit stands for one token of the pattern; a column of the table costs a dozen operations a block.

/// A number that no token has.
const NONE: u32 = u32::MAX;

/// A sequence of tokens prepared for being compared with many others.
#[derive(Clone, Debug)]
pub struct Pattern {
    length: usize,
    blocks: usize,
    /// Open addressing: the token of each slot, [`NONE`] for an empty one.
    tokens: Vec<u32>,
    /// For each slot, `blocks` words whose bits are the places where the token stands.
    places: Vec<u64>,
    shift: u32,
}

impl Pattern {
    /// Prepares `tokens`; a token `u32::MAX` equals no other, not even itself.
    #[must_use]
    pub fn new(tokens: &[u32]) -> Self {
        let slots = (tokens.len() * 2).next_power_of_two().max(16);
        let blocks = tokens.len().div_ceil(64).max(1);
        let mut pattern = Self {
            length: tokens.len(),
            blocks,
            tokens: vec![NONE; slots],
            places: vec![0; slots * blocks],
            shift: 32 - slots.trailing_zeros(),
        };
        for (at, &token) in tokens.iter().enumerate().filter(|(_, token)| **token != NONE) {
            let slot = pattern.slot(token);
            pattern.tokens[slot] = token;
            pattern.places[slot * blocks + at / 64] |= 1 << (at % 64);
        }
        pattern
    }

    fn has(&self, token: u32) -> bool {
        token != NONE && self.tokens[self.slot(token)] == token
    }

    /// The slot of `token`, or the empty one where it would go.
    fn slot(&self, token: u32) -> usize {
        let mut slot = (token.wrapping_mul(0x9E37_79B1) >> self.shift) as usize;
        while self.tokens[slot] != token && self.tokens[slot] != NONE {
            slot = (slot + 1) & (self.tokens.len() - 1);
        }
        slot
    }

    /// How many tokens have to be inserted, deleted or replaced to make one sequence of the other; nothing where
    /// that is more than `most`. `length` is how many tokens `other` has.
    pub fn distance(&self, other: impl Iterator<Item = u32> + Clone, length: usize, most: usize) -> Option<usize> {
        if self.length.abs_diff(length) > most {
            return None;
        }
        if self.length == 0 {
            return Some(length);
        }
        if self.blocks == 1 { self.short(other, length, most) } else { self.long(other, length, most) }
    }

    fn short(&self, other: impl Iterator<Item = u32>, length: usize, most: usize) -> Option<usize> {
        let last = self.length - 1;
        let (mut up, mut down, mut score, mut left) = (!0_u64, 0_u64, self.length, length);
        for token in other {
            let equal = if token == NONE { 0 } else { self.places[self.slot(token)] };
            let across = equal | down;
            let diagonal = ((equal & up).wrapping_add(up) ^ up) | equal;
            let plus = down | !(diagonal | up);
            let minus = up & diagonal;
            score = score + (plus >> last & 1) as usize - (minus >> last & 1) as usize;
            let (plus, minus) = (plus << 1 | 1, minus << 1);
            up = minus | !(across | plus);
            down = plus & across;
            left = left.saturating_sub(1);
            if score > most + left {
                return None;
            }
        }
        (score <= most).then_some(score)
    }

    fn long(&self, other: impl Iterator<Item = u32> + Clone, length: usize, most: usize) -> Option<usize> {
        // A token that the pattern has nowhere is an edit, and cheaper found than counted.
        if other.clone().filter(|&token| !self.has(token)).nth(most).is_some() {
            return None;
        }
        let (mut few, mut many) = ([(!0_u64, 0_u64); 8], Vec::new());
        let columns = few.get_mut(..self.blocks).unwrap_or_else(|| {
            many.resize(self.blocks, (!0, 0));
            &mut many
        });
        let (mut score, mut left) = (self.length, length);
        for token in other {
            let slot = if token == NONE { None } else { Some(self.slot(token)) };
            // What goes into a block from the one above: the table's first row grows by one a column.
            let (mut plus_in, mut minus_in) = (1, 0);
            for (block, (up, down)) in columns.iter_mut().enumerate() {
                let equal = slot.map_or(0, |slot| self.places[slot * self.blocks + block]);
                let across = equal | *down;
                let equal = equal | minus_in;
                let diagonal = ((equal & *up).wrapping_add(*up) ^ *up) | equal;
                let plus = *down | !(diagonal | *up);
                let minus = *up & diagonal;
                let last = if block + 1 == self.blocks { (self.length - 1) % 64 } else { 63 };
                let (plus_out, minus_out) = (plus >> last & 1, minus >> last & 1);
                let (plus, minus) = (plus << 1 | plus_in, minus << 1 | minus_in);
                *up = minus | !(across | plus);
                *down = plus & across;
                (plus_in, minus_in) = (plus_out, minus_out);
            }
            score = score + plus_in as usize - minus_in as usize;
            left = left.saturating_sub(1);
            if score > most + left {
                return None;
            }
        }
        (score <= most).then_some(score)
    }
}
