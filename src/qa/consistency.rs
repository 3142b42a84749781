//! One thing said in one way: over an edition and over the memory.

mod edition;
mod memory;

use super::catalogue::Entry;

pub use edition::{EditionLine, check_edition};
pub use memory::{Gist, MemoryCheck};

/// The codes of this family that are not rules on a segment.
pub(super) const ENTRIES: &[&[Entry]] = &[edition::ENTRIES, memory::ENTRIES];
