//! C-value and NC-value.

use std::collections::{HashMap, HashSet};

use super::grams::{Gram, MAX_WORDS, Runs};

/// Shares of C-value and of context in NC-value, as Frantzi et al. (2000), section 4.3, set them.
const TERM_SHARE: f64 = 0.8;
const CONTEXT_SHARE: f64 = 0.2;

#[derive(Clone, Copy, Debug)]
pub(super) struct Ranked {
    pub(super) gram: Gram,
    pub(super) score: f64,
}

#[derive(Default)]
struct Nested {
    /// How often it stands in longer candidates.
    count: f64,
    /// In how many different ones.
    hosts: f64,
    /// The most frequent of them.
    largest: u32,
}

/// The sequences that occur `min_count` times or more and not only inside longer ones, best first.
pub(super) fn rank(runs: &Runs, min_count: usize) -> Vec<Ranked> {
    let mut counts: HashMap<Gram, u32> = HashMap::new();
    runs.each(|gram, _| *counts.entry(gram).or_default() += 1);
    counts.retain(|_, count| *count as usize >= min_count);
    let values = c_values(&counts);
    let context = context_sums(runs, &values);
    let mut ranked: Vec<Ranked> = values
        .into_iter()
        .map(|(gram, value)| {
            let context = context.get(&gram).copied().unwrap_or_default();
            Ranked { gram, score: TERM_SHARE * value + CONTEXT_SHARE * context }
        })
        .collect();
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.gram.cmp(&b.gram)));
    ranked
}

fn length(gram: &Gram) -> usize {
    gram.iter().take_while(|number| **number != 0).count()
}

/// C-value of each sequence; those that are always part of one longer sequence are left out.
fn c_values(counts: &HashMap<Gram, u32>) -> HashMap<Gram, f64> {
    let mut longest_first: Vec<(&Gram, u32)> = counts.iter().map(|(gram, count)| (gram, *count)).collect();
    longest_first.sort_by_key(|(gram, _)| (std::cmp::Reverse(length(gram)), **gram));
    let mut nested: HashMap<Gram, Nested> = HashMap::new();
    let mut values = HashMap::new();
    for (gram, count) in longest_first {
        let words = length(gram);
        let own = nested.get(gram);
        let outside = own.map_or(0.0, |nested| nested.count);
        let free = match own {
            Some(nested) if nested.largest >= count => 0.0,
            Some(nested) => f64::from(count) - nested.count / nested.hosts,
            None => f64::from(count),
        };
        if free > 0.0 {
            values.insert(*gram, (words as f64).log2() * free);
        }
        let independent = (f64::from(count) - outside).max(0.0);
        for part in parts(gram, words) {
            if counts.contains_key(&part) {
                let entry = nested.entry(part).or_default();
                entry.count += independent;
                entry.hosts += 1.0;
                entry.largest = entry.largest.max(count);
            }
        }
    }
    values
}

/// The shorter sequences of two syllables and more in `gram`, each once.
fn parts(gram: &Gram, words: usize) -> HashSet<Gram> {
    let mut parts = HashSet::new();
    for size in 2..words {
        for window in gram.get(..words).unwrap_or_default().windows(size) {
            let mut part: Gram = [0; MAX_WORDS];
            part.iter_mut().zip(window).for_each(|(slot, number)| *slot = *number);
            parts.insert(part);
        }
    }
    parts
}

/// For each sequence the weights of the syllables beside it, summed over its occurrences. A syllable weighs the
/// share of sequences it stands beside.
fn context_sums(runs: &Runs, values: &HashMap<Gram, f64>) -> HashMap<Gram, f64> {
    let mut beside: HashMap<u32, HashSet<Gram>> = HashMap::new();
    runs.each(|gram, place| {
        if values.contains_key(&gram) {
            for neighbour in place.neighbours.into_iter().filter(|neighbour| *neighbour != 0) {
                beside.entry(neighbour).or_default().insert(gram);
            }
        }
    });
    let all = values.len().max(1) as f64;
    let weights: HashMap<u32, f64> =
        beside.into_iter().map(|(word, grams)| (word, grams.len() as f64 / all)).collect();
    let mut sums: HashMap<Gram, f64> = HashMap::new();
    runs.each(|gram, place| {
        if values.contains_key(&gram) {
            let weight: f64 = place.neighbours.iter().filter_map(|neighbour| weights.get(neighbour)).sum();
            *sums.entry(gram).or_default() += weight;
        }
    });
    sums
}
