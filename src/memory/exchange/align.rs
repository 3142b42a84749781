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

/// More sentences than this on one side are not aligned: 10,000, a long book, which take some 300 MB.
pub const LONGEST: usize = 10_000;

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

    /// For each number of source sentences, the numbers of translated ones that lie near the diagonal.
    fn band(&self) -> Band {
        let (n, m) = (self.source.len(), self.target.len());
        let row = |i: usize| {
            if n <= BAND {
                return 0..m + 1;
            }
            let first = i.saturating_sub(BAND) * m / n;
            let last = ((i + BAND) * m).div_ceil(n).min(m);
            first..last + 1
        };
        Band::new((0..=n).map(row))
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
        let band = self.band();
        let mut forward = vec![f64::NEG_INFINITY; band.cells];
        let mut score = vec![f64::NEG_INFINITY; band.cells];
        let mut kinds = vec![u8::MAX; band.cells];
        let mut weights = vec![[f64::NEG_INFINITY; BEADS.len()]; band.cells];
        for (i, row) in band.rows.iter().enumerate() {
            for j in row.clone() {
                let Some(at) = band.cell(i, j) else { continue };
                let start = if (i, j) == (0, 0) { 0.0 } else { f64::NEG_INFINITY };
                let (mut sum, mut top, mut best) = (start, start, u8::MAX);
                for (kind, (bead, before)) in (0..).zip(before(&band, i, j)) {
                    let Some((pi, pj, cell)) = before else { continue };
                    let so_far = get(&forward, cell);
                    if so_far == f64::NEG_INFINITY {
                        continue;
                    }
                    let (weight, _) = self.weigh(pi..i, pj..j, bead.2);
                    if let Some(slot) = weights.get_mut(at).and_then(|all| all.get_mut(usize::from(kind))) {
                        *slot = weight;
                    }
                    sum = log_add(sum, so_far + weight);
                    let total = get(&score, cell) + weight;
                    if total > top {
                        (top, best) = (total, kind);
                    }
                }
                set(&mut forward, at, sum);
                set(&mut score, at, top);
                set(&mut kinds, at, best);
            }
        }
        drop(score);
        self.read_back(&band, &forward, &weights, &kinds)
    }

    /// The best alignment, from its end to its beginning, with the probability of each of its beads.
    fn read_back(&self, band: &Band, forward: &[f64], weights: &[Weights], kinds: &[u8]) -> Vec<Bead> {
        let backward = backward(band, weights);
        let mut beads = Vec::new();
        let (mut i, mut j) = (self.source.len(), self.target.len());
        let whole = band.cell(i, j).map_or(0.0, |end| get(forward, end));
        while i > 0 || j > 0 {
            let Some(at) = band.cell(i, j) else { break };
            let kind = usize::from(kinds.get(at).copied().unwrap_or(u8::MAX));
            let Some((bead, Some((pi, pj, cell)))) = before(band, i, j).nth(kind) else { break };
            let (weight, agreement) = self.weigh(pi..i, pj..j, bead.2);
            let log = get(forward, cell) + weight + get(&backward, at) - whole;
            let confidence = log.exp().clamp(0.0, 1.0) * agreement;
            beads.push(Bead { source: pi..i, target: pj..j, confidence });
            (i, j) = (pi, pj);
        }
        beads.reverse();
        beads
    }
}

/// The logarithm of the weight of each kind of bead that ends at a border.
type Weights = [f64; BEADS.len()];

/// Which borders are looked at, and where in a list each stands.
struct Band {
    /// Of each number of source sentences.
    rows: Vec<Range<usize>>,
    starts: Vec<usize>,
    cells: usize,
}

impl Band {
    fn new(rows: impl Iterator<Item = Range<usize>>) -> Self {
        let rows: Vec<_> = rows.collect();
        let mut cells = 0;
        let begin = |row: &Range<usize>| {
            cells += row.len();
            cells - row.len()
        };
        let starts = rows.iter().map(begin).collect();
        Self { rows, starts, cells }
    }

    fn cell(&self, i: usize, j: usize) -> Option<usize> {
        let row = self.rows.get(i).filter(|row| row.contains(&j))?;
        Some(self.starts.get(i)? + j - row.start)
    }
}

type BeadKind = (usize, usize, f64);

/// Each kind of bead that may end at the border `i`, `j`, with the border and the cell where it begins, if there is one.
fn before(
    band: &Band,
    i: usize,
    j: usize,
) -> impl Iterator<Item = (BeadKind, Option<(usize, usize, usize)>)> + use<'_> {
    BEADS.into_iter().map(move |bead| {
        let begin = || {
            let (pi, pj) = (i.checked_sub(bead.0)?, j.checked_sub(bead.1)?);
            Some((pi, pj, band.cell(pi, pj)?))
        };
        (bead, begin())
    })
}

/// For each border the sum over all alignments of what follows.
fn backward(band: &Band, weights: &[Weights]) -> Vec<f64> {
    let mut sums = vec![f64::NEG_INFINITY; band.cells];
    if let Some(last) = sums.last_mut() {
        *last = 0.0;
    }
    for (i, row) in band.rows.iter().enumerate().rev() {
        for j in row.clone().rev() {
            let Some(at) = band.cell(i, j) else { continue };
            let after = get(&sums, at);
            if after == f64::NEG_INFINITY {
                continue;
            }
            let own = weights.get(at).into_iter().flatten();
            for ((_, begin), weight) in before(band, i, j).zip(own) {
                if let Some((_, _, cell)) = begin.filter(|_| *weight > f64::NEG_INFINITY) {
                    let sum = log_add(get(&sums, cell), after + weight);
                    set(&mut sums, cell, sum);
                }
            }
        }
    }
    sums
}

fn get(values: &[f64], at: usize) -> f64 {
    values.get(at).copied().unwrap_or(f64::NEG_INFINITY)
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
