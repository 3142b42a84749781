//! The stages of an article's way on one page: prepare, look up, ask, check, repair, remember.
//!
//! ```text
//! prepare (pure)  article ─► segments with key, context, terms, names
//! translate       memory.lookup ─► ask ─► decode ─► qa ─► memory.commit ─► repair, at most N times
//! ```
//!
//! This is the one concurrent place. Output order is input order; one segment is asked once a run, however
//! often and in however many articles it stands.

mod again;
mod ask;
mod attempt;
mod beside;
mod confidence;
mod draft;
mod near;
mod prepare;
mod progress;
mod purse;
mod request;
mod run;

pub use again::{Again, Answer};
pub use confidence::{CONFIDENCE, UNSURE, told as confidence};

pub use near::substituted;
pub use prepare::{Prepared, PreparedSegment, PreparedUnit, Tools, prepare};
pub use progress::{Progress, Silent, Step};
pub use purse::Purse;
pub use request::{Requests, request};
pub use run::{Error, How, Policy, Run, SegmentResult, Translated};
