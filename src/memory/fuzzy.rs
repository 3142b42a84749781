//! Near matches: an index over the memory's Vietnamese segments, kept in a file beside it.
//!
//! A segment is a sequence of syllables and figures. The similarity of two is 1 − edits / length of the longer. The
//! index finds every segment that reaches a percentage without comparing with all of them: a near one shares one of
//! the rarest pairs of neighbours (posting lists), has a fitting length (segments are sorted by it) and few syllables
//! of its own (a signature of 128 bits); what is left is measured 64 syllables at once. It is derived from the store
//! and may be deleted at any time.

mod best;
mod bound;
mod columns;
mod concordance;
mod difference;
mod distance;
mod file;
mod follow;
mod frozen;
mod index;
mod loading;
mod near;
mod phrase;
mod search;
mod shape;
mod substitute;
mod tokens;
mod vocabulary;

pub use best::Near;
pub use bound::percent;
pub use columns::MOST_TOKENS;
pub use concordance::Concordance;
pub use difference::{Change, Piece, difference};
pub use distance::Pattern;
pub use index::Index;
pub use loading::Loading;
pub use near::{Match, NearIndex, Substituted};
pub use shape::Shape;
pub use substitute::substitute;
pub use tokens::Tokens;
