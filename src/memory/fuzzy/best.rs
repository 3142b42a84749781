//! The best matches met so far.

use std::cmp::Ordering;

use super::bound::{Bound, percent};
use crate::segment::SegmentKey;

/// A segment of the memory that is near the one asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near {
    /// Its key.
    pub key: SegmentKey,
    /// How near, 50 to 100; see [`percent`].
    pub percent: u8,
    /// Tokens inserted, deleted or replaced.
    pub edits: usize,
    /// Tokens of the longer of the two.
    pub longest: usize,
}

impl Near {
    /// The match of `key`, which is the one asked for or another, with `edits` in `longest`.
    pub(super) fn new(key: SegmentKey, is_same: bool, edits: usize, longest: usize) -> Self {
        Self { key, percent: percent(edits, longest, is_same), edits, longest }
    }

    /// Nearest first: the segment itself, then by the part that stays, then by key.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Ordering {
        let (own, its) = (self.edits * other.longest.max(1), other.edits * self.longest.max(1));
        (other.percent == 100).cmp(&(self.percent == 100)).then(own.cmp(&its)).then(self.key.cmp(&other.key))
    }
}

/// At most `limit` matches, nearest first.
pub(super) struct Best {
    limit: usize,
    at_least: u8,
    bound: Bound,
    held: Vec<Near>,
}

impl Best {
    pub(super) fn new(limit: usize, at_least: u8) -> Self {
        Self { limit, at_least, bound: Bound::new(at_least), held: Vec::with_capacity(limit.min(64) + 1) }
    }

    /// What a further match has to reach at least.
    pub(super) const fn bound(&self) -> Bound {
        self.bound
    }

    /// Whether a match with at least so many edits may still come in; a tie is decided by key.
    pub(super) fn admits(&self, key: &[u8; 32], edits: usize, longest: usize) -> bool {
        match self.held.last() {
            Some(worst) if self.held.len() == self.limit && worst.percent < 100 => {
                match (edits * worst.longest.max(1)).cmp(&(worst.edits * longest)) {
                    Ordering::Less => true,
                    Ordering::Equal => *key < worst.key.0,
                    Ordering::Greater => false,
                }
            }
            _ => true,
        }
    }

    /// Takes a match in if it is good enough; the bound may rise.
    pub(super) fn take(&mut self, near: Near) {
        if near.percent < self.at_least || self.limit == 0 {
            return;
        }
        let at = self.held.partition_point(|held| held.compare(&near) == Ordering::Less);
        if at >= self.limit || self.held.get(at).is_some_and(|held| held.key == near.key) {
            return;
        }
        self.held.insert(at, near);
        self.held.truncate(self.limit);
        if self.held.len() == self.limit
            && let Some(worst) = self.held.last()
        {
            self.bound = self.bound.no_worse(worst.edits, worst.longest);
        }
    }

    pub(super) fn into_matches(self) -> Vec<Near> {
        self.held
    }
}
