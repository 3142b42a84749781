//! Letters, spaces and punctuation that are wrong in any house style.

pub(super) mod brackets;
pub(super) mod characters;
pub(super) mod decomposed;
pub(super) mod doubled_mark;
pub(super) mod doubled_word;
pub(super) mod han;
pub(super) mod look_alike;
pub(super) mod mojibake;
pub(super) mod quotes;
pub(super) mod script;
pub(super) mod spaces;
pub(super) mod width;
