//! The index: a large frozen part, and beside it what came since.

use std::sync::{Mutex, PoisonError};

use foldhash::HashMap;

use super::{
    best::{Best, Near},
    columns::{Columns, Facts, MOST_TOKENS},
    frozen::Frozen,
    search::{self, Asked, Scratch},
    shape::Shape,
    tokens::each_word,
    vocabulary::Vocabulary,
};
use crate::{article::Content, locale::Locale, segment::SegmentKey};

/// So many segments may wait beside the frozen part, whatever its size.
const FEW: usize = 16_384;

/// The near-match index over the Vietnamese segments of a memory. What is put in is found at once.
#[derive(Debug, Default)]
pub struct Index {
    pub(super) vocabulary: Vocabulary,
    pub(super) frozen: Frozen,
    /// What came since the frozen part was built; looked at one by one.
    fresh: Columns,
    fresh_keys: HashMap<SegmentKey, u32>,
    /// What was removed of it.
    gone: Vec<bool>,
    removed: usize,
    scratch: Mutex<Vec<Scratch>>,
}

impl Index {
    /// An empty index.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An index of a frozen part alone.
    pub(super) fn from_parts(vocabulary: Vocabulary, frozen: Frozen) -> Self {
        Self { vocabulary, frozen, ..Self::default() }
    }

    /// Puts a segment in that has been translated into `locale`, or notes one more language of it. A segment without
    /// a letter or digit, or of more than 4,096 tokens, is passed over: nothing is near it.
    pub fn insert(&mut self, key: SegmentKey, source: &Content, locale: Locale) {
        let language = bit(locale);
        if let Some(languages) = self.languages(key) {
            *languages |= language;
            return;
        }
        let mut tokens = Vec::new();
        let mut full = false;
        each_word(&source.text, |word| match self.vocabulary.learn(word) {
            Some(number) => tokens.push(number),
            None => full = true,
        });
        if full || tokens.is_empty() || tokens.len() > MOST_TOKENS {
            return;
        }
        let shape = Shape::of(&source.text).map_or(0, |shape| shape.hash);
        let Ok(at) = u32::try_from(self.fresh.len()) else { return };
        if self.fresh.push(&tokens, Facts { key, languages: language, shape }) {
            self.fresh_keys.insert(key, at);
            self.gone.push(false);
        }
    }

    /// Takes a segment out. False where it was not in.
    pub fn remove(&mut self, key: SegmentKey) -> bool {
        if let Some(at) = self.fresh_keys.remove(&key) {
            if let Some(gone) = self.gone.get_mut(at as usize) {
                *gone = true;
                self.removed += 1;
            }
            return true;
        }
        let found = self.frozen.find(key);
        if let Some(at) = found {
            self.frozen.remove(at);
        }
        found.is_some()
    }

    /// How many segments are in it.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.frozen.alive() + self.fresh.len() - self.removed
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes it takes in memory, about.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.vocabulary.bytes() + self.frozen.bytes() + self.fresh.bytes() + self.fresh_keys.capacity() * 40
    }

    /// The `limit` segments nearest to `source` that have a translation into `locale` (into any language where there
    /// is none) and reach `at_least` per cent, 50 to 100, nearest first; those equally near by key. `source` itself is among
    /// them if it is in the index. The answer is that of comparing with every segment; below 70 per cent it takes
    /// longer.
    #[must_use]
    pub fn search(&self, source: &Content, locale: Option<Locale>, at_least: u8, limit: usize) -> Vec<Near> {
        let mut words = Vec::new();
        each_word(&source.text, |word| words.push(self.vocabulary.number(word).unwrap_or(u32::MAX)));
        if words.is_empty() || words.len() > MOST_TOKENS || limit == 0 {
            return Vec::new();
        }
        let at_least = at_least.clamp(50, 100);
        let asked = Asked::new(SegmentKey::new(Locale::Vi, source), &words, locale.map_or(u8::MAX, bit));
        let mut best = Best::new(limit, at_least, words.len());
        let kept = self.scratch.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut scratch = kept.unwrap_or_default();
        let is_alive = |at: usize| !self.gone.get(at).is_some_and(|gone| *gone);
        search::all(&self.fresh, is_alive, &asked, &mut best);
        search::frozen(&self.frozen, &asked, at_least, &mut best, &mut scratch);
        self.scratch.lock().unwrap_or_else(PoisonError::into_inner).push(scratch);
        best.into_matches()
    }

    /// The segments of a shape that have a translation into `locale`, at most `limit`; see [`Shape`].
    #[must_use]
    pub fn of_shape(&self, shape: u64, locale: Locale, limit: usize) -> Vec<SegmentKey> {
        let fresh = (0..self.fresh.len())
            .rev()
            .filter(|&at| {
                self.fresh.shapes[at] == shape && !self.gone[at] && self.fresh.languages[at] & bit(locale) != 0
            })
            .map(|at| SegmentKey(self.fresh.keys[at]));
        let columns = &self.frozen.columns;
        let frozen = self.frozen.of_shape(shape).filter(|&at| columns.languages[at] & bit(locale) != 0);
        fresh.chain(frozen.map(|at| SegmentKey(columns.keys[at]))).take(limit).collect()
    }

    /// How many segments wait beside the frozen part or were taken out of it.
    #[must_use]
    pub const fn loose(&self) -> usize {
        self.fresh.len() + (self.frozen.columns.len() - self.frozen.alive())
    }

    /// Whether so much is loose that searching suffers.
    #[must_use]
    pub const fn wants_freezing(&self) -> bool {
        let sixteenth = self.frozen.columns.len() / 16;
        self.loose() > if sixteenth > FEW { sixteenth } else { FEW }
    }

    /// Makes one frozen part of everything: about 3 seconds for a million segments.
    pub fn freeze(&mut self) {
        if self.loose() == 0 {
            return;
        }
        let mut old = std::mem::take(&mut self.frozen);
        let fresh = std::mem::take(&mut self.fresh);
        let gone = std::mem::take(&mut self.gone);
        self.fresh_keys = HashMap::default();
        self.removed = 0;
        // What is looked up by number goes first, so that it is not in memory beside its successor.
        let mut all = if old.alive() == old.columns.len() {
            std::mem::take(&mut old.columns)
        } else {
            let mut alive = Columns::default();
            copy(&old.columns, |at| old.is_alive(at), &mut alive);
            alive
        };
        drop(old);
        copy(&fresh, |at| !gone.get(at).is_some_and(|gone| *gone), &mut all);
        drop(fresh);
        self.frozen = Frozen::build(&mut self.vocabulary, &all);
        self.scratch.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// The languages of a segment.
    fn languages(&mut self, key: SegmentKey) -> Option<&mut u8> {
        if let Some(&at) = self.fresh_keys.get(&key) {
            return self.fresh.languages.get_mut(at as usize);
        }
        let at = self.frozen.find(key)?;
        self.frozen.columns.languages.get_mut(at)
    }
}

fn copy(from: &Columns, is_alive: impl Fn(usize) -> bool, to: &mut Columns) {
    let mut tokens = Vec::new();
    for at in (0..from.len()).filter(|&at| is_alive(at)) {
        tokens.clear();
        tokens.extend(from.tokens(at));
        to.push(&tokens, from.facts(at));
    }
}

/// The bit of a language in a segment's set.
const fn bit(locale: Locale) -> u8 {
    match locale {
        Locale::Vi => 1,
        Locale::En => 2,
        Locale::Ja => 4,
        Locale::Ko => 8,
    }
}
