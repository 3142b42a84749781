//! Scores of translations against references: chrF++ and BLEU, as sacrebleu 2 counts them.

mod bleu;
mod chrf;

pub use bleu::{Bleu, Tokenizer};
pub use chrf::ChrF;

/// The release of sacrebleu whose figures these are.
pub const SACREBLEU: &str = "2.6.0";
