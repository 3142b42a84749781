//! The way from a segment to those near it.

use super::{
    best::{Best, Near},
    columns::{Columns, Wide, least_edits, least_edits_wide, signature, wide_signature},
    distance::Pattern,
    frozen::{Frozen, LISTED_FROM, Pair},
};
use crate::segment::SegmentKey;

/// A segment that is asked for.
pub(super) struct Asked<'a> {
    pub(super) key: SegmentKey,
    /// Its tokens; those the index does not know are `u32::MAX`.
    pub(super) tokens: &'a [u32],
    /// The languages of which a match must have one.
    pub(super) languages: u8,
    pub(super) pattern: Pattern,
    signature: u128,
    wide: Wide,
}

impl<'a> Asked<'a> {
    pub(super) fn new(key: SegmentKey, tokens: &'a [u32], languages: u8) -> Self {
        let (pattern, signature) = (Pattern::new(tokens), signature(tokens));
        Self { key, tokens, languages, pattern, signature, wide: wide_signature(tokens.iter().copied()) }
    }

    /// Compares with the segment `at` of `columns`, cheapest test first.
    fn compare(&self, columns: &Columns, at: usize, wide: Option<&Wide>, best: &mut Best) {
        let length = columns.length(at);
        let longest = length.max(self.tokens.len());
        let most = best.bound().edits(longest);
        let least = match wide {
            Some(wide) => least_edits_wide(&self.wide, wide),
            None => least_edits(self.signature, columns.signatures[at]),
        };
        let least = least.max(self.tokens.len().abs_diff(length));
        if least > most || columns.languages[at] & self.languages == 0 {
            return;
        }
        let key = SegmentKey(columns.keys[at]);
        let is_same = key == self.key;
        if !is_same && !best.admits(&key.0, least, longest) {
            return;
        }
        if let Some(edits) = self.pattern.distance(columns.tokens(at), length, most) {
            best.take(Near::new(key, is_same, edits, longest));
        }
    }
}

/// What a search needs beside the index and keeps for the next one.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    /// A bit for each segment that was met.
    met: Vec<u64>,
    touched: Vec<u32>,
    pairs: Vec<Pair>,
}

/// Takes into `best` every segment of `frozen` that is near enough.
pub(super) fn frozen(frozen: &Frozen, asked: &Asked<'_>, at_least: u8, best: &mut Best, scratch: &mut Scratch) {
    if frozen.columns.len() == 0 {
        return;
    }
    if let Some(at) = frozen.find(asked.key) {
        asked.compare(&frozen.columns, at, frozen.wide(at), best);
    }
    if at_least >= LISTED_FROM { listed(frozen, asked, best, scratch) } else { scanned(frozen, asked, best) }
}

/// By the lists of the rarest pairs. As better matches are held, fewer pairs and fewer lengths are left to look at.
fn listed(frozen: &Frozen, asked: &Asked<'_>, best: &mut Best, scratch: &mut Scratch) {
    let Scratch { met, touched, pairs } = scratch;
    met.resize(frozen.columns.len().div_ceil(64), 0);
    frozen.pairs(asked.tokens, pairs);
    let length = asked.tokens.len();
    let mut bound = best.bound();
    let mut prefix = bound.prefix(length);
    let mut range = frozen.of_length(bound.lengths(length).0, bound.lengths(length).1);
    let mut done = None;
    for (place, &(_, class)) in pairs.iter().enumerate() {
        if place >= prefix {
            break;
        }
        if done.replace(class) == Some(class) {
            continue;
        }
        let list = frozen.listed(class);
        let from = list.partition_point(|&at| (at as usize) < range.start);
        for &at in list.get(from..).unwrap_or_default() {
            let at = at as usize;
            if at >= range.end {
                break;
            }
            let (word, bit) = (at / 64, 1 << (at % 64));
            if met[word] & bit == 0 {
                if met[word] == 0 {
                    touched.push(word as u32);
                }
                met[word] |= bit;
                if frozen.is_alive(at) {
                    asked.compare(&frozen.columns, at, frozen.wide(at), best);
                }
            }
        }
        if best.bound() != bound {
            bound = best.bound();
            prefix = bound.prefix(length);
            range = frozen.of_length(bound.lengths(length).0, bound.lengths(length).1);
        }
    }
    for word in touched.drain(..) {
        met[word as usize] = 0;
    }
}

/// By the signatures of all segments of a fitting length, the likeliest lengths first.
fn scanned(frozen: &Frozen, asked: &Asked<'_>, best: &mut Best) {
    let length = asked.tokens.len();
    for away in 0.. {
        let (least, most) = best.bound().lengths(length);
        if length + away > most && length.saturating_sub(away) < least {
            return;
        }
        let shorter = length.checked_sub(away).filter(|_| away > 0);
        for other in
            [Some(length + away), shorter].into_iter().flatten().filter(|other| (least..=most).contains(other))
        {
            for at in frozen.of_length(other, other) {
                if frozen.is_alive(at) {
                    asked.compare(&frozen.columns, at, frozen.wide(at), best);
                }
            }
        }
    }
}

/// Takes into `best` every segment of `columns` that is near enough, looking at each.
pub(super) fn all(columns: &Columns, is_alive: impl Fn(usize) -> bool, asked: &Asked<'_>, best: &mut Best) {
    for at in (0..columns.len()).filter(|&at| is_alive(at)) {
        asked.compare(columns, at, None, best);
    }
}
