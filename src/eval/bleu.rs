//! BLEU (Papineni et al. 2002) of a corpus, with exponential smoothing, as sacrebleu counts it.

use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

use regex::Regex;

use crate::locale::Locale;

/// The longest n-grams.
const ORDER: usize = 4;

/// How a text is cut into words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tokenizer {
    /// NIST's mteval-v13a, for languages with spaces.
    V13a,
    /// Every character is a word: sacrebleu's `char`, for Japanese and Korean.
    Char,
}

impl Tokenizer {
    /// The one for texts in `locale`.
    #[must_use]
    pub const fn of(locale: Locale) -> Self {
        match locale {
            Locale::Ja | Locale::Ko => Self::Char,
            Locale::Vi | Locale::En => Self::V13a,
        }
    }

    /// sacrebleu's name for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::V13a => "13a",
            Self::Char => "char",
        }
    }

    fn words(self, text: &str) -> Vec<String> {
        match self {
            Self::Char => text.chars().filter(|c| !c.is_whitespace()).map(String::from).collect(),
            Self::V13a => v13a(text).split_whitespace().map(str::to_owned).collect(),
        }
    }
}

/// BLEU of the pairs that were added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bleu {
    tokenizer: Tokenizer,
    correct: [u64; ORDER],
    total: [u64; ORDER],
    hypothesis: u64,
    reference: u64,
}

impl Bleu {
    /// No pairs yet.
    #[must_use]
    pub const fn new(tokenizer: Tokenizer) -> Self {
        Self { tokenizer, correct: [0; ORDER], total: [0; ORDER], hypothesis: 0, reference: 0 }
    }

    /// What sacrebleu calls these settings.
    #[must_use]
    pub fn signature(&self) -> String {
        let (tokenizer, version) = (self.tokenizer.name(), super::SACREBLEU);
        format!("nrefs:1|case:mixed|eff:no|tok:{tokenizer}|smooth:exp|version:{version}")
    }

    /// Adds a translation and its reference.
    pub fn add(&mut self, hypothesis: &str, reference: &str) {
        let (ours, theirs) =
            (self.tokenizer.words(hypothesis.trim_end()), self.tokenizer.words(reference.trim_end()));
        self.hypothesis += ours.len() as u64;
        self.reference += theirs.len() as u64;
        for ((correct, total), order) in self.correct.iter_mut().zip(&mut self.total).zip(1..) {
            let mut left: HashMap<&[String], u64> = HashMap::new();
            for gram in theirs.windows(order) {
                *left.entry(gram).or_default() += 1;
            }
            for gram in ours.windows(order) {
                *total += 1;
                if let Some(count) = left.get_mut(gram).filter(|count| **count > 0) {
                    *count -= 1;
                    *correct += 1;
                }
            }
        }
    }

    /// The score, 0 to 100.
    #[must_use]
    pub fn score(&self) -> f64 {
        // An order without n-grams, or nothing right at all, makes the product nothing.
        if self.correct.iter().all(|&count| count == 0) || self.total.contains(&0) {
            return 0.0;
        }
        let mut smooth = 1.0;
        let mut logarithms = 0.0;
        for (&correct, &total) in self.correct.iter().zip(&self.total) {
            let precision = if correct == 0 {
                smooth *= 2.0;
                100.0 / (smooth * total as f64)
            } else {
                100.0 * correct as f64 / total as f64
            };
            logarithms += precision.ln();
        }
        let short = self.hypothesis < self.reference;
        let brevity = if short { (1.0 - self.reference as f64 / self.hypothesis as f64).exp() } else { 1.0 };
        brevity * (logarithms / ORDER as f64).exp()
    }
}

/// The steps of mteval-v13a, in order.
#[expect(clippy::expect_used, reason = "the patterns are constants, and a test runs each")]
static STEPS: LazyLock<[(Regex, &str); 4]> = LazyLock::new(|| {
    [
        (r"([{-~\[-` -&(-+:-@/])", " $1 "),
        (r"([^0-9])([.,])", "$1 $2 "),
        (r"([.,])([^0-9])", " $1 $2"),
        (r"([0-9])(-)", "$1 $2 "),
    ]
    .map(|(pattern, with)| (Regex::new(pattern).expect("a constant pattern"), with))
});

fn v13a(text: &str) -> String {
    let text = text.replace("<skipped>", "").replace("-\n", "").replace('\n', " ");
    let text = text.replace("&quot;", "\"").replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">");
    let mut text = format!(" {text} ");
    for (pattern, with) in STEPS.iter() {
        if let Cow::Owned(changed) = pattern.replace_all(&text, *with) {
            text = changed;
        }
    }
    text
}
