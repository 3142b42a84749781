//! Scores of translations against references.

mod sacrebleu;
