//! The bits count what the table counts.

use anban::memory::fuzzy::Pattern;
use proptest::prelude::*;

use super::brute::distance;

proptest! {
    #[test]
    fn bits_and_table_agree(
        a in prop::collection::vec(0_u32..6, 0..200),
        b in prop::collection::vec(0_u32..6, 0..200),
        most in 0_usize..220,
    ) {
        let want = distance(&a, &b);
        let found = Pattern::new(&a).distance(b.iter().copied(), b.len(), most);
        prop_assert_eq!(found, Some(want).filter(|&want| want <= most));
    }

    #[test]
    fn they_agree_at_the_borders_of_blocks(
        length in prop::sample::select(vec![1_usize, 63, 64, 65, 127, 128, 129, 192, 193]),
        edits in prop::collection::vec((0_usize..200, 0_u32..1000), 0..12),
    ) {
        let a: Vec<u32> = (0..length as u32).map(|n| n % 50).collect();
        let mut b = a.clone();
        for (at, token) in edits {
            match token % 3 {
                0 => { b.insert(at % (b.len() + 1), token); }
                1 if !b.is_empty() => { b.remove(at % b.len()); }
                _ if !b.is_empty() => { let at = at % b.len(); b[at] = token; }
                _ => {}
            }
        }
        let want = distance(&a, &b);
        let far = a.len() + b.len();
        prop_assert_eq!(Pattern::new(&a).distance(b.iter().copied(), b.len(), far), Some(want));
        prop_assert_eq!(Pattern::new(&b).distance(a.iter().copied(), a.len(), want), Some(want));
    }
}

#[test]
fn an_unknown_token_equals_nothing() {
    let pattern = Pattern::new(&[u32::MAX, 1]);
    assert_eq!(pattern.distance([u32::MAX, 1].into_iter(), 2, 9), Some(1));
    assert_eq!(Pattern::new(&[]).distance([1, 2].into_iter(), 2, 9), Some(2));
    assert_eq!(Pattern::new(&[]).distance([1, 2].into_iter(), 2, 1), None);
}
