//! Segments by key.

/// Open addressing over the numbers of segments, one more than each, 0 for an empty slot; the keys themselves stand in
/// a column. At most half of the slots are taken.
#[derive(Debug, Default)]
pub(super) struct ByKey {
    slots: Vec<u32>,
    taken: usize,
}

impl ByKey {
    /// All of `keys`.
    pub(super) fn of(keys: &[[u8; 32]]) -> Self {
        let mut all = Self { slots: vec![0; (keys.len() * 2).next_power_of_two()], taken: 0 };
        for at in 0..keys.len() {
            all.put(keys, at);
        }
        all
    }

    /// Notes the segment `at` of `keys`, in the place of an earlier one with the same key.
    pub(super) fn put(&mut self, keys: &[[u8; 32]], at: usize) {
        if (self.taken + 1) * 2 > self.slots.len() {
            let larger = vec![0; (self.slots.len() * 2).max(16)];
            let smaller = std::mem::replace(self, Self { slots: larger, taken: 0 });
            for old in smaller.slots.into_iter().filter_map(|slot| (slot as usize).checked_sub(1)) {
                self.put(keys, old);
            }
        }
        let slot = self.slot(keys, &keys[at]);
        self.taken += usize::from(self.slots[slot] == 0);
        self.slots[slot] = at as u32 + 1;
    }

    /// The segment of `keys` with `key`.
    pub(super) fn find(&self, keys: &[[u8; 32]], key: &[u8; 32]) -> Option<usize> {
        if self.taken == 0 {
            return None;
        }
        (self.slots[self.slot(keys, key)] as usize).checked_sub(1)
    }

    /// Bytes in memory.
    pub(super) fn bytes(&self) -> usize {
        self.slots.capacity() * 4
    }

    /// The slot of `key`, or the empty one where it would go.
    fn slot(&self, keys: &[[u8; 32]], key: &[u8; 32]) -> usize {
        let mask = self.slots.len() - 1;
        let [a, b, c, d, e, f, g, h, ..] = *key;
        let mut slot = u64::from_le_bytes([a, b, c, d, e, f, g, h]) as usize & mask;
        while let Some(at) = (self.slots[slot] as usize).checked_sub(1)
            && keys[at] != *key
        {
            slot = (slot + 1) & mask;
        }
        slot
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_fall_together_stay_apart() {
        let key = |n: u8| {
            let mut key = [0; 32];
            (key[0], key[31]) = (n % 3, n);
            key
        };
        let keys: Vec<[u8; 32]> = (0..100).chain([7]).map(key).collect();
        let mut grown = ByKey::default();
        assert_eq!(grown.find(&keys, &key(1)), None);
        for at in 0..keys.len() {
            grown.put(&keys, at);
        }
        let made = ByKey::of(&keys);
        for n in 0..120 {
            let want = (n < 100).then_some(if n == 7 { 100 } else { usize::from(n) });
            assert_eq!((grown.find(&keys, &key(n)), made.find(&keys, &key(n))), (want, want), "{n}");
        }
    }
}
