//! Spans, line positions and the canonical form in which texts are compared.

mod canonical;
mod letters;
mod lines;
mod span;

pub use canonical::{Canonical, canonical, canonical_skipping, fold_case, nfc};
pub use letters::{capitalised, is_letter, is_letter_or_number, lower};
pub use lines::{LineIndex, Position};
pub use span::Span;
