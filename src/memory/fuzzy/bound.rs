//! What a percentage allows: edits, lengths, and how many of the rarest pairs decide.

/// The percentage of a match with `edits` edits between segments of which the longer has `longest` tokens: 100 for
/// the same segment, 99 where only case, punctuation or markup differ (the index does not see which; a
/// [`Match`](super::Match) tells), else the part of the tokens that stay, rounded down and at most 98. One wrong
/// syllable in ten is 90.
#[must_use]
pub fn percent(edits: usize, longest: usize, is_same: bool) -> u8 {
    match (is_same, edits) {
        (true, _) => 100,
        (false, 0) => 99,
        _ => u8::try_from((longest.saturating_sub(edits) * 100).checked_div(longest).unwrap_or(0))
            .unwrap_or(98)
            .min(98),
    }
}

/// The least a match must reach: a percentage, and once enough matches are held, what the worst of them has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bound {
    percent: usize,
    /// Edits and length of the worst match held.
    worst: Option<(usize, usize)>,
}

impl Bound {
    /// At least `percent`, 1 to 100.
    pub(super) fn new(percent: u8) -> Self {
        Self { percent: usize::from(percent.clamp(1, 100)), worst: None }
    }

    /// The same, and no worse than `edits` in `longest`.
    pub(super) fn no_worse(self, edits: usize, longest: usize) -> Self {
        Self { worst: Some((edits, longest.max(1))), ..self }
    }

    /// How many edits a pair may have of which the longer has `longest` tokens.
    pub(super) fn edits(self, longest: usize) -> usize {
        // From 99 on only what differs in nothing the index sees can do.
        let by_percent = if self.percent > 98 { 0 } else { (100 - self.percent) * longest / 100 };
        self.worst.map_or(by_percent, |(edits, of)| by_percent.min(edits * longest / of))
    }

    /// The lengths, from and to, that can be near a segment of `length` tokens.
    pub(super) fn lengths(self, length: usize) -> (usize, usize) {
        let least = length - self.edits(length).min(length);
        // m - n ≤ x·m, so m ≤ n / (1 - x).
        let by_percent = if self.percent > 98 { length } else { length * 100 / self.percent };
        let most = match self.worst {
            Some((edits, of)) if edits < of => by_percent.min(length * of / (of - edits)),
            _ => by_percent,
        };
        (least.max(1), most)
    }

    /// How many of the rarest pairs of a segment of `length` tokens have to be looked up to meet every near one.
    ///
    /// A segment of n tokens has n + 1 pairs of neighbours, its two ends counted. One edit touches two pairs, so a
    /// segment of m tokens within d edits shares at least max(n, m) + 1 − 2d of them. Of two sets that share k, one
    /// with a members, the first a − k + 1 in any common order share a member with the other's (prefix filter;
    /// C. Xiao et al., "Efficient similarity joins", WWW 2008).
    pub(super) fn prefix(self, length: usize) -> usize {
        let (_, most) = self.lengths(length);
        (length..=most).map(|other| self.prefix_for(length, other)).max().unwrap_or(0)
    }

    /// The same for near ones of `other` tokens only.
    pub(super) fn prefix_for(self, length: usize, other: usize) -> usize {
        let (longest, pairs) = (length.max(other), length + 1);
        let shared = (longest + 1).saturating_sub(2 * self.edits(longest)).max(1);
        (pairs + 1).saturating_sub(shared).min(pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_exactly_those_that_edits_allow() {
        for percent in 50..=100 {
            for worst in [None, Some((0, 7)), Some((1, 9)), Some((3, 10)), Some((30, 100))] {
                let bound = worst.map_or(Bound::new(percent), |(e, l)| Bound::new(percent).no_worse(e, l));
                for length in 1..120_usize {
                    let fits = |other: usize| length.abs_diff(other) <= bound.edits(length.max(other));
                    let (least, most) = bound.lengths(length);
                    let want: Vec<usize> = (1..400).filter(|&other| fits(other)).collect();
                    assert_eq!((Some(&least), Some(&most)), (want.first(), want.last()), "{bound:?} {length}");
                }
            }
        }
    }

    #[test]
    fn percentages_mean_what_the_trade_means() {
        assert_eq!(percent(0, 10, true), 100);
        assert_eq!(percent(0, 10, false), 99);
        assert_eq!(percent(1, 10, false), 90);
        assert_eq!(percent(1, 8, false), 87);
        assert_eq!(percent(1, 300, false), 98);
        assert_eq!(percent(3, 10, false), 70);
        assert_eq!(percent(0, 0, false), 99);
    }
}
