//! What an engine's confidence is worth: chrF++ by confidence, and whether the two rise together.

use std::collections::BTreeMap;

use serde::Serialize;

use super::ChrF;

/// Answers from which tenths are told; below, fifths are.
const MANY: usize = 100;
/// Answers below which nothing is told.
const FEW: usize = 5;

/// How confidence and chrF++ go together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Calibration {
    /// Answers that have a confidence.
    pub answers: usize,
    /// Spearman's rank correlation of an answer's confidence and its own chrF++, -1 to 1; equal values share their mean
    /// rank. Nothing where all of one are equal.
    pub spearman: Option<f64>,
    /// Tenths of the answers by confidence, the least sure first; fifths where there are fewer than 100. Equal
    /// confidences stand in one, so that there may be fewer.
    pub bands: Vec<Band>,
}

/// Answers of about the same confidence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Band {
    /// The lowest confidence among them, in per cent.
    pub from: u8,
    /// The highest.
    pub to: u8,
    /// How many they are.
    pub answers: usize,
    /// chrF++ of them together.
    pub chrf: f64,
    /// How many answers have at least the confidence `from`, in per cent of all: what `confidence-from` would let pass.
    pub kept: f64,
    /// chrF++ of those.
    pub kept_chrf: f64,
}

impl Calibration {
    /// Of each answer's confidence in per cent and its chrF++ alone; nothing where there are fewer than 5.
    #[must_use]
    pub fn of(answers: &[(u8, ChrF)]) -> Option<Self> {
        let count = answers.len();
        if count < FEW {
            return None;
        }
        let mut groups: BTreeMap<u8, (usize, ChrF)> = BTreeMap::new();
        for (confidence, chrf) in answers {
            let group = groups.entry(*confidence).or_default();
            group.0 += 1;
            group.1.merge(chrf);
        }
        let wanted = if count < MANY { 5 } else { 10 };
        let (mut bands, mut seen) = (Vec::<(u8, u8, usize, ChrF)>::new(), 0);
        // The share of the answers at which the open band ends, in tenths or fifths.
        let mut end = 0;
        for (confidence, (members, chrf)) in groups {
            match bands.last_mut().filter(|_| seen * wanted < end * count) {
                Some((_, to, all, sum)) => {
                    (*to, *all) = (confidence, *all + members);
                    sum.merge(&chrf);
                }
                None => {
                    end = seen * wanted / count + 1;
                    bands.push((confidence, confidence, members, chrf));
                }
            }
            seen += members;
        }
        let (mut above, mut sum) = (0, ChrF::default());
        let mut told: Vec<Band> = Vec::with_capacity(bands.len());
        for (from, to, answers, chrf) in bands.into_iter().rev() {
            above += answers;
            sum.merge(&chrf);
            let kept = 100.0 * above as f64 / count as f64;
            told.push(Band { from, to, answers, chrf: chrf.score(), kept, kept_chrf: sum.score() });
        }
        told.reverse();
        let confidences: Vec<f64> = answers.iter().map(|(confidence, _)| f64::from(*confidence)).collect();
        let scores: Vec<f64> = answers.iter().map(|(_, chrf)| chrf.score()).collect();
        Some(Self { answers: count, spearman: correlation(&ranks(&confidences), &ranks(&scores)), bands: told })
    }
}

/// The rank of each value, from 1; equal values share their mean rank.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<(usize, f64)> = values.iter().copied().enumerate().collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0;
    for equal in order.chunk_by(|a, b| a.1 == b.1) {
        let mean = before as f64 + (equal.len() as f64 + 1.0) / 2.0;
        before += equal.len();
        for (at, _) in equal {
            if let Some(rank) = ranks.get_mut(*at) {
                *rank = mean;
            }
        }
    }
    ranks
}

/// Pearson's correlation; nothing where one side does not vary.
fn correlation(one: &[f64], other: &[f64]) -> Option<f64> {
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (own, their) = (mean(one), mean(other));
    let (mut both, mut left, mut right) = (0.0, 0.0, 0.0);
    for (a, b) in one.iter().zip(other) {
        both += (a - own) * (b - their);
        left += (a - own).powi(2);
        right += (b - their).powi(2);
    }
    (left > 0.0 && right > 0.0).then(|| both / (left * right).sqrt())
}
