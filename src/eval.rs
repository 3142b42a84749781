//! Scores of translations against references: chrF++ and BLEU, as sacrebleu 2 counts them, and confidence beside them.

mod bleu;
mod calibration;
mod chrf;

pub use bleu::{Bleu, Tokenizer};
pub use calibration::{Band, Calibration};
pub use chrf::ChrF;

/// The release of sacrebleu whose figures these are.
pub const SACREBLEU: &str = "2.6.0";
