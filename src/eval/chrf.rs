//! chrF++ (Popović 2017): F2 over character n-grams up to 6 and word n-grams up to 2, as sacrebleu's `chrF2++`.

use std::collections::HashMap;

/// Orders of character n-grams.
const CHARACTERS: usize = 6;
/// Orders of word n-grams.
const WORDS: usize = 2;
/// How much more recall counts than precision, squared.
const FACTOR: f64 = 4.0;

/// The counts of one order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    hypothesis: u64,
    reference: u64,
    matched: u64,
}

/// chrF++ of the pairs that were added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChrF([Counts; CHARACTERS + WORDS]);

impl ChrF {
    /// What sacrebleu calls these settings.
    #[must_use]
    pub fn signature() -> String {
        format!("nrefs:1|case:mixed|eff:yes|nc:{CHARACTERS}|nw:{WORDS}|space:no|version:{}", super::SACREBLEU)
    }

    /// Adds a translation and its reference.
    pub fn add(&mut self, hypothesis: &str, reference: &str) {
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<Vec<char>>();
        let (ours, theirs) = (letters(hypothesis), letters(reference));
        let (own_words, their_words) = (words(hypothesis), words(reference));
        for (at, counts) in self.0.iter_mut().enumerate() {
            match at.checked_sub(CHARACTERS) {
                None => counts.add(&ours, &theirs, at + 1),
                Some(word) => counts.add(&own_words, &their_words, word + 1),
            }
        }
    }

    /// Adds what was added to `other`.
    pub fn merge(&mut self, other: &Self) {
        for (own, counts) in self.0.iter_mut().zip(other.0) {
            own.hypothesis += counts.hypothesis;
            own.reference += counts.reference;
            own.matched += counts.matched;
        }
    }

    /// The score, 0 to 100.
    #[must_use]
    pub fn score(&self) -> f64 {
        let used = self.0.iter().filter(|counts| counts.hypothesis > 0 && counts.reference > 0);
        let (mut precision, mut recall, mut orders) = (0.0, 0.0, 0.0);
        for counts in used {
            precision += counts.matched as f64 / counts.hypothesis as f64;
            recall += counts.matched as f64 / counts.reference as f64;
            orders += 1.0;
        }
        if precision + recall == 0.0 {
            return 0.0;
        }
        precision /= orders;
        recall /= orders;
        100.0 * (1.0 + FACTOR) * precision * recall / (FACTOR * precision + recall)
    }
}

impl Counts {
    fn add<T: Eq + std::hash::Hash>(&mut self, hypothesis: &[T], reference: &[T], order: usize) {
        let mut left: HashMap<&[T], u64> = HashMap::new();
        for gram in reference.windows(order) {
            *left.entry(gram).or_default() += 1;
            self.reference += 1;
        }
        // sacrebleu leaves out what has nothing to be compared with.
        if left.is_empty() {
            return;
        }
        for gram in hypothesis.windows(order) {
            self.hypothesis += 1;
            if let Some(count) = left.get_mut(gram).filter(|count| **count > 0) {
                *count -= 1;
                self.matched += 1;
            }
        }
    }
}

/// Words, one ASCII punctuation mark at their end, or else at their beginning, being a word of its own.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for word in text.split_whitespace() {
        let mark = |c: char| c.is_ascii_punctuation();
        let many = word.chars().nth(1).is_some();
        let last = word.char_indices().next_back().filter(|&(_, c)| many && mark(c)).map(|(at, _)| at);
        let first = word.chars().next().filter(|&c| many && mark(c)).map(char::len_utf8);
        match last.or(first) {
            Some(at) => words.extend([word.get(..at).unwrap_or_default(), word.get(at..).unwrap_or_default()]),
            None => words.push(word),
        }
    }
    words
}
