//! What has moved in an article since its edition was last written.

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::{Manuscript, Provenance};
use crate::segment::SegmentKey;

/// How an edition differs from the one that was published before the article changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// How often the article has changed since its edition was first complete.
    pub number: u32,
    /// SHA-256 of the article's text before, hexadecimal.
    pub before_sha256: String,
    /// The sentences that moved, in reading order.
    pub moved: Vec<Moved>,
}

/// A sentence that was changed, added (nothing before) or taken out (nothing now), in Vietnamese.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// What stood there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What stands there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
}

impl Revision {
    /// What has moved in `manuscript` since the edition that `before` tells of. An edition that was never complete
    /// was not published, and an article that is the same keeps what was said of it.
    #[must_use]
    pub fn since(before: &Provenance, manuscript: &Manuscript<'_>) -> Option<Self> {
        if before.is_of_article(manuscript.article) || !before.complete {
            return before.revision.clone();
        }
        let pieces: Vec<_> = manuscript.lines.iter().flat_map(|line| &line.pieces).collect();
        let old: Vec<SegmentKey> = before.segments.iter().map(|segment| segment.key).collect();
        let new: Vec<SegmentKey> = pieces.iter().map(|piece| piece.key).collect();
        let was = |at: usize| before.segments.get(at).map(|segment| segment.source.clone());
        let is = |at: usize| pieces.get(at).map(|piece| piece.source.content.visible());
        let mut moved = Vec::new();
        for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
            if matches!(op, DiffOp::Equal { .. }) {
                continue;
            }
            let (olds, news) = (op.old_range(), op.new_range());
            for step in 0..olds.len().max(news.len()) {
                let before = (step < olds.len()).then(|| was(olds.start + step)).flatten();
                let now = (step < news.len()).then(|| is(news.start + step)).flatten();
                moved.push(Moved { before, now });
            }
        }
        if moved.is_empty() {
            return before.revision.clone();
        }
        let number = before.revision.as_ref().map_or(0, |revision| revision.number) + 1;
        Some(Self { number, before_sha256: before.article_sha256.clone(), moved })
    }

    /// How many sentences were changed, added and taken out.
    #[must_use]
    pub fn count(&self) -> [usize; 3] {
        self.moved.iter().fold([0; 3], |[changed, added, removed], moved| match (&moved.before, &moved.now) {
            (Some(_), Some(_)) => [changed + 1, added, removed],
            (None, _) => [changed, added + 1, removed],
            (_, None) => [changed, added, removed + 1],
        })
    }
}
