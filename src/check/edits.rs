//! What somebody changed in an edition by hand.

use super::edition::Page;
use crate::{edition::Provenance, segment::SegmentKey};

/// A sentence that does not stand in its edition as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The key of its source.
    pub key: SegmentKey,
    /// How often the key stood in the edition before it.
    pub nth: usize,
    /// What was written, without markup.
    pub before: String,
    /// What stands there now; nothing where it is gone.
    pub now: Option<String>,
    /// The state of what was written.
    pub state: String,
}

/// The sentences of the edition `name` that were changed by hand; none where its `bytes` are what was written.
#[must_use]
pub fn edits(provenance: Provenance, name: &str, bytes: &[u8]) -> Vec<Edit> {
    if provenance.is_of(bytes) {
        return Vec::new();
    }
    let page = Page::new(name.into(), String::from_utf8_lossy(bytes).into_owned(), 0, provenance, true);
    let mut seen = std::collections::HashMap::new();
    let sentences = page.find();
    let edits = sentences.iter().filter_map(|sentence| {
        let nth = seen.entry(sentence.segment.key).and_modify(|count| *count += 1).or_insert(0);
        let before = sentence.segment.target.clone()?;
        let now = sentence.located.is_some().then(|| sentence.text.clone());
        let changed = now.as_ref() != Some(&before);
        let (key, state) = (sentence.segment.key, sentence.segment.state.clone());
        changed.then_some(Edit { key, nth: *nth, before, now, state })
    });
    edits.collect()
}
