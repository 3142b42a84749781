//! Scores of translations against references.

mod aligned;
mod bill;
mod calibrated;
mod page;
mod program;
mod reviewed;
mod sacrebleu;
