//! Scores of translations against references.

mod program;
mod sacrebleu;
