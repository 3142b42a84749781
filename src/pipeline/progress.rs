//! What a run tells while it is under way.

use std::sync::Arc;

use crate::locale::Locale;

/// One step of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// An article was read and cut: so many segments in each target language.
    Planned {
        /// The article.
        file: Arc<str>,
        /// Segments per language.
        segments: usize,
        /// The languages.
        locales: Vec<Locale>,
    },
    /// The memory had a segment.
    Remembered {
        /// The language.
        locale: Locale,
        /// Whether it may be published.
        passed: bool,
    },
    /// A segment is done; `asked` is false where it repeats one that was asked before.
    Answered {
        /// The language.
        locale: Locale,
        /// Whether the backend was asked for it.
        asked: bool,
        /// Whether it may be published.
        passed: bool,
    },
    /// An answer was refused and is asked for again.
    Repair {
        /// The language.
        locale: Locale,
    },
}

/// Who wants to know.
pub trait Progress: Send + Sync {
    /// One step was made.
    fn step(&self, step: &Step);
}

/// Nobody wants to know.
pub struct Silent;

impl Progress for Silent {
    fn step(&self, _: &Step) {}
}
