//! How probable an engine held what it wrote, told from the probabilities of its tokens.

/// What one token can count at least: below, nothing is told from rounding (OpenAI writes -9999 for "never").
const LEAST: f64 = -100.0;

/// The tokens of one reply so far.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Confidence {
    sum: f64,
    tokens: u32,
}

impl Confidence {
    /// Counts a token that was held `log` probable, a natural logarithm, 0 at most. What is no number is left out.
    pub fn add(&mut self, log: f64) {
        if !log.is_nan() {
            self.sum += log.clamp(LEAST, 0.0);
            self.tokens = self.tokens.saturating_add(1);
        }
    }

    /// The geometric mean of the probabilities, in per cent, 0 to 100: the same for a long sentence as for a short one
    /// of tokens as sure. Nothing where no token was counted.
    #[must_use]
    pub fn percent(self) -> Option<u8> {
        let mean = (self.tokens > 0).then(|| self.sum / f64::from(self.tokens))?;
        // From 0 to 100 by then.
        Some((mean.exp() * 100.0).round().clamp(0.0, 100.0) as u8)
    }
}

/// The natural logarithm of the probability that `logits` give to the token at `index`; nothing where there is none.
#[must_use]
pub fn log_probability(logits: &[f32], index: usize) -> Option<f64> {
    let chosen = *logits.get(index)?;
    let highest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let sum: f32 = logits.iter().map(|logit| (logit - highest).exp()).sum();
    Some(f64::from(chosen - highest) - f64::from(sum).ln())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(logs: &[f64]) -> Option<u8> {
        let mut confidence = Confidence::default();
        logs.iter().for_each(|log| confidence.add(*log));
        confidence.percent()
    }

    #[test]
    fn a_reply_is_as_probable_as_its_tokens_in_the_mean() {
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[0.0, 0.0]), Some(100));
        // 1 of 2 and 1 of 8: the root of 1 of 16.
        assert_eq!(of(&[0.5_f64.ln(), 0.125_f64.ln()]), Some(25));
        assert_eq!(of(&[f64::NAN, 0.5_f64.ln()]), Some(50), "what is no number is left out");
        assert_eq!(of(&[f64::NEG_INFINITY, 3.0]), Some(0), "never, and more than always");
    }

    #[test]
    fn logits_become_probabilities_whatever_their_size() {
        let near = |logits: &[f32], index, want: f64| {
            let log = log_probability(logits, index);
            assert!(log.is_some_and(|log| (log.exp() - want).abs() < 1e-5), "{logits:?}: {log:?}");
        };
        near(&[0.0, 0.0, 0.0, 0.0], 2, 0.25);
        near(&[1000.0, 1000.0], 0, 0.5);
        near(&[3.0_f32.ln(), 0.0], 0, 0.75);
        near(&[f32::NEG_INFINITY, 0.0], 0, 0.0);
        assert_eq!(log_probability(&[0.0], 1), None);
    }
}
