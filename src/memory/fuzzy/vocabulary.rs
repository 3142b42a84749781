//! Tokens by number.

use foldhash::HashMap;

/// The first number that no token may have: the columns keep 31 bits.
const FULL: u32 = 1 << 31;

/// Tokens numbered in the order in which they came, or after [`renumber`](Self::renumber) the commonest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary(HashMap<Box<str>, u32>);

impl Vocabulary {
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn number(&self, word: &str) -> Option<u32> {
        self.0.get(word).copied()
    }

    /// The number of `word`, which gets one where it has none; nothing once all are given away.
    pub(super) fn learn(&mut self, word: &str) -> Option<u32> {
        if let Some(number) = self.number(word) {
            return Some(number);
        }
        let next = u32::try_from(self.0.len()).ok().filter(|&next| next < FULL)?;
        self.0.insert(word.into(), next);
        Some(next)
    }

    /// Numbers the tokens anew by how often each occurs, given by number, and forgets those that do not; gives the
    /// new number of each old one.
    pub(super) fn renumber(&mut self, counts: &[u32]) -> Vec<u32> {
        let count = |number: u32| counts.get(number as usize).copied().unwrap_or(0);
        let mut order: Vec<u32> = self.0.values().copied().filter(|&number| count(number) > 0).collect();
        order.sort_unstable_by_key(|&number| (std::cmp::Reverse(count(number)), number));
        let mut new = vec![u32::MAX; counts.len()];
        for (to, &from) in (0..).zip(&order) {
            new[from as usize] = to;
        }
        self.0.retain(|_, number| {
            *number = new.get(*number as usize).copied().unwrap_or(u32::MAX);
            *number != u32::MAX
        });
        self.0.shrink_to_fit();
        new
    }

    /// The tokens in the order of their numbers.
    pub(super) fn words(&self) -> Vec<&str> {
        let mut words = vec![""; self.0.len()];
        for (word, &number) in &self.0 {
            if let Some(place) = words.get_mut(number as usize) {
                *place = word;
            }
        }
        words
    }

    /// The tokens of a list in the order of their numbers; nothing where one stands in it twice.
    pub(super) fn from_words<'a>(words: impl Iterator<Item = &'a str>) -> Option<Self> {
        let mut all = HashMap::with_capacity_and_hasher(words.size_hint().0, foldhash::fast::RandomState::default());
        for (number, word) in (0..FULL).zip(words) {
            if all.insert(word.into(), number).is_some() {
                return None;
            }
        }
        Some(Self(all))
    }

    /// Bytes in memory, about.
    pub(super) fn bytes(&self) -> usize {
        self.0.capacity() * 28 + self.0.keys().map(|word| word.len().next_multiple_of(16)).sum::<usize>()
    }
}
