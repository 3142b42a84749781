//! Aligns the sentences of an article with those of its translation.
//!
//! The model is Gale and Church's ("A Program for Aligning Sentences in Bilingual Corpora", Computational Linguistics
//! 19, 1993): a dynamic programme over beads of 1-1, 1-0, 0-1, 2-1, 1-2 and 2-2 sentences, weighed by how well their
//! lengths in characters agree, with their priors and variance. To that come anchors, things that a translation keeps: figures,
//! terms, names. Forward and backward sums over all alignments give each bead its probability.

use std::ops::Range;

/// A sentence, as the aligner sees it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sentence {
    /// Its length in characters.
    pub length: usize,
    /// The figures in it, each as what it is worth.
    pub figures: Vec<String>,
    /// For a source: the forms that each of its terms and names may have in the translation.
    pub renderings: Vec<Vec<String>>,
    /// For a translation: its text.
    pub text: String,
}

/// Sentences that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Bead {
    /// The source's sentences.
    pub source: Range<usize>,
    /// The translation's sentences; empty where it left the source out.
    pub target: Range<usize>,
    /// How sure that is, 0 to 1: the bead's probability among all alignments, times how much of what should be
    /// found on both sides is.
    pub confidence: f64,
}

/// More sentences than this on one side are not aligned: 4,000.
pub const LONGEST: usize = 4_000;

/// Gale and Church's priors (their table 5); those of the two directions share theirs.
const BEADS: [(usize, usize, f64); 6] =
    [(1, 1, 0.89), (1, 0, 0.00495), (0, 1, 0.00495), (2, 1, 0.0445), (1, 2, 0.0445), (2, 2, 0.011)];

/// Their variance of the length of a translation, per character of the source.
const VARIANCE: f64 = 6.8;

/// What an anchor found on both sides is worth, and one found on one side only, as logarithms.
const FOUND: f64 = 2.5;
const MISSED: f64 = -1.5;

/// How far from the diagonal is looked, in sentences.
const BAND: usize = 200;

/// The alignment of `source` and `target` that is best as a whole; nothing where a side has more than [`LONGEST`]
/// sentences.
#[must_use]
pub fn align(source: &[Sentence], target: &[Sentence]) -> Option<Vec<Bead>> {
    if source.len() > LONGEST || target.len() > LONGEST {
        return None;
    }
    let grid = Grid::new(source, target);
    Some(grid.best())
}

struct Grid<'a> {
    source: &'a [Sentence],
    target: &'a [Sentence],
    /// Characters of the translation for each of the source.
    ratio: f64,
}

impl<'a> Grid<'a> {
    fn new(source: &'a [Sentence], target: &'a [Sentence]) -> Self {
        let total = |side: &[Sentence]| side.iter().map(|sentence| sentence.length).sum::<usize>().max(1) as f64;
        Self { source, target, ratio: (total(target) / total(source)).clamp(0.05, 20.0) }
    }

    fn width(&self) -> usize {
        self.target.len() + 1
    }

    /// Whether the border after `i` and `j` sentences lies near the diagonal.
    fn is_near(&self, i: usize, j: usize) -> bool {
        let expected = j * self.source.len().max(1) / self.target.len().max(1);
        self.source.len() <= BAND || i.abs_diff(expected) <= BAND
    }

    /// The logarithm of the weight of a bead, and how much of what should agree does.
    fn weigh(&self, source: Range<usize>, target: Range<usize>, prior: f64) -> (f64, f64) {
        let (from, to) = (self.source.get(source).unwrap_or_default(), self.target.get(target).unwrap_or_default());
        if from.is_empty() || to.is_empty() {
            let anchors = from.iter().map(|one| one.figures.len() + one.renderings.len()).sum::<usize>()
                + to.iter().map(|one| one.figures.len()).sum::<usize>();
            return (prior.ln() + MISSED * anchors.min(4) as f64, 1.0);
        }
        let length = |side: &[Sentence]| side.iter().map(|sentence| sentence.length).sum::<usize>() as f64;
        let (l1, l2) = (length(from).max(1.0), length(to));
        let mean = (l1 + l2 / self.ratio) / 2.0;
        let delta = (l2 - l1 * self.ratio) / (mean * VARIANCE * self.ratio.max(self.ratio * self.ratio)).sqrt();
        let chance = two_tails(delta).max(1e-12);
        let (found, missed) = anchors(from, to);
        let evidence = FOUND * found.min(6) as f64 + MISSED * missed.min(6) as f64;
        let agreement = (found as f64 + 1.0) / ((found + missed) as f64 + 1.0);
        let plausible = (chance / 0.02).min(1.0).max(if found > 0 { 0.5 } else { 0.1 });
        (prior.ln() + chance.ln() + evidence, agreement.sqrt() * plausible)
    }

    fn best(&self) -> Vec<Bead> {
        let (rows, width) = (self.source.len() + 1, self.width());
        let cell = |i: usize, j: usize| i * width + j;
        let mut forward = vec![f64::NEG_INFINITY; rows * width];
        let mut best = vec![(f64::NEG_INFINITY, usize::MAX); rows * width];
        set(&mut forward, 0, 0.0);
        set(&mut best, 0, (0.0, usize::MAX));
        let mut weights = vec![[(f64::NEG_INFINITY, 0.0); BEADS.len()]; rows * width];
        for i in 0..rows {
            for j in (0..width).filter(|&j| self.is_near(i, j) || (i + 1 == rows && j + 1 == width)) {
                let mut sum = get(&forward, cell(i, j), f64::NEG_INFINITY);
                let mut top = get(&best, cell(i, j), (f64::NEG_INFINITY, usize::MAX));
                for (kind, &(di, dj, prior)) in BEADS.iter().enumerate() {
                    let (Some(pi), Some(pj)) = (i.checked_sub(di), j.checked_sub(dj)) else { continue };
                    let before = get(&forward, cell(pi, pj), f64::NEG_INFINITY);
                    if before == f64::NEG_INFINITY {
                        continue;
                    }
                    let weight = self.weigh(pi..i, pj..j, prior);
                    if let Some(weights) = weights.get_mut(cell(i, j)).and_then(|weights| weights.get_mut(kind)) {
                        *weights = weight;
                    }
                    sum = log_add(sum, before + weight.0);
                    let total = get(&best, cell(pi, pj), (f64::NEG_INFINITY, 0)).0 + weight.0;
                    if total > top.0 {
                        top = (total, kind);
                    }
                }
                set(&mut forward, cell(i, j), sum);
                set(&mut best, cell(i, j), top);
            }
        }
        let backward = self.backward(&weights);
        let whole = get(&forward, cell(rows - 1, width - 1), 0.0);
        let mut beads = Vec::new();
        let (mut i, mut j) = (rows - 1, width - 1);
        while i > 0 || j > 0 {
            let (_, kind) = get(&best, cell(i, j), (0.0, usize::MAX));
            let Some(&(di, dj, _)) = BEADS.get(kind) else { break };
            let (weight, agreement) = weights
                .get(cell(i, j))
                .and_then(|weights| weights.get(kind))
                .copied()
                .unwrap_or((f64::NEG_INFINITY, 0.0));
            let (pi, pj) = (i - di, j - dj);
            let log = get(&forward, cell(pi, pj), 0.0) + weight + get(&backward, cell(i, j), 0.0) - whole;
            let confidence = log.exp().clamp(0.0, 1.0) * agreement;
            beads.push(Bead { source: pi..i, target: pj..j, confidence });
            (i, j) = (pi, pj);
        }
        beads.reverse();
        beads
    }

    /// For each border the sum over all alignments of what follows.
    fn backward(&self, weights: &[[(f64, f64); BEADS.len()]]) -> Vec<f64> {
        let (rows, width) = (self.source.len() + 1, self.width());
        let mut sums = vec![f64::NEG_INFINITY; rows * width];
        set(&mut sums, rows * width - 1, 0.0);
        for i in (0..rows).rev() {
            for j in (0..width).rev() {
                let after = get(&sums, i * width + j, f64::NEG_INFINITY);
                if after == f64::NEG_INFINITY {
                    continue;
                }
                for (kind, &(di, dj, _)) in BEADS.iter().enumerate() {
                    let (Some(pi), Some(pj)) = (i.checked_sub(di), j.checked_sub(dj)) else { continue };
                    let weight = weights
                        .get(i * width + j)
                        .and_then(|weights| weights.get(kind))
                        .map_or(f64::NEG_INFINITY, |w| w.0);
                    if weight > f64::NEG_INFINITY {
                        let at = pi * width + pj;
                        let sum = log_add(get(&sums, at, f64::NEG_INFINITY), after + weight);
                        set(&mut sums, at, sum);
                    }
                }
            }
        }
        sums
    }
}

fn get<T: Copy>(values: &[T], at: usize, otherwise: T) -> T {
    values.get(at).copied().unwrap_or(otherwise)
}

fn set<T>(values: &mut [T], at: usize, value: T) {
    if let Some(place) = values.get_mut(at) {
        *place = value;
    }
}

/// Anchors found on both sides, and on one only.
fn anchors(source: &[Sentence], target: &[Sentence]) -> (usize, usize) {
    let (mut found, mut missed) = (0, 0);
    let mut figures: Vec<&String> = target.iter().flat_map(|sentence| &sentence.figures).collect();
    for figure in source.iter().flat_map(|sentence| &sentence.figures) {
        match figures.iter().position(|other| *other == figure) {
            Some(at) => {
                figures.swap_remove(at);
                found += 1;
            }
            None => missed += 1,
        }
    }
    missed += figures.len();
    for forms in source.iter().flat_map(|sentence| &sentence.renderings) {
        let is_there = target.iter().any(|sentence| forms.iter().any(|form| sentence.text.contains(form.as_str())));
        // A term that is not there says less than one that is: translators have many words.
        found += usize::from(is_there);
    }
    (found, missed)
}

fn log_add(one: f64, other: f64) -> f64 {
    let (low, high) = if one < other { (one, other) } else { (other, one) };
    if low == f64::NEG_INFINITY { high } else { high + (low - high).exp().ln_1p() }
}

/// The probability that a standard normal variable is at least as far from 0 as `delta` (Abramowitz and Stegun,
/// formula 26.2.17, error below 7.5e-8).
fn two_tails(delta: f64) -> f64 {
    let z = delta.abs();
    let t = 1.0 / (1.0 + 0.231_641_9 * z);
    let series =
        t * (0.319_381_530 + t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))));
    2.0 * (-z * z / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt() * series
}
