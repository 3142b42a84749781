//! Sentences of a unit, and the keys under which the memory knows them.
//!
//! Law: a unit's segments and the gaps between them, joined, are the unit's content, byte for byte.

mod key;

pub use key::{ContextKey, SegmentKey};
