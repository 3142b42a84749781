//! Rows to store and ways to look at them.

use anban::{
    article::Content,
    locale::Locale,
    memory::{MatchKind, NewRow, Origin, Query, Row, State, Store, Who},
    segment::{ContextKey, SegmentKey},
};

/// The key of a plain Vietnamese segment.
pub fn key(source: &str) -> SegmentKey {
    SegmentKey::new(Locale::Vi, &Content::plain(source))
}

/// A context of its own for each `place`.
pub fn context(place: &str) -> ContextKey {
    ContextKey::new(Some(&key(place)), None)
}

/// What a backend made of `source` at `place`, in English.
pub fn machine(source: &str, place: &str, target: &str) -> NewRow {
    NewRow {
        key: key(source),
        context: context(place),
        locale: Locale::En,
        source: Content::plain(source),
        target: Content::plain(target),
        state: State::Translated,
        origin: Origin {
            who: Who::Machine,
            name: "embedded".to_owned(),
            model: Some("qwen".to_owned()),
            prompt: Some("1".to_owned()),
        },
        fingerprint: "none".to_owned(),
        findings: Vec::new(),
        expected: None,
    }
}

/// The same row by another hand and in another state.
pub fn by(who: Who, state: State, row: NewRow) -> NewRow {
    let origin = Origin { who, name: who.name().to_owned(), model: None, prompt: None };
    NewRow { origin, state, ..row }
}

/// The same row, building on `version`.
pub fn on(version: u64, row: NewRow) -> NewRow {
    NewRow { expected: Some(version), ..row }
}

/// The question for `source` at `place`.
pub fn ask(source: &str, place: &str) -> Query {
    Query { key: key(source), context: context(place) }
}

/// How the store answers `source` at `place` in English: kind, target and version.
pub async fn answer(store: &impl Store, source: &str, place: &str) -> Option<(MatchKind, String, u64)> {
    let mut hits = store.lookup(Locale::En, &[ask(source, place)]).await.unwrap();
    assert_eq!(hits.len(), 1);
    hits.remove(0).map(|hit| (hit.kind, hit.row.target.text, hit.row.version))
}

/// Every row, a page at a time.
pub async fn everything(store: &impl Store, limit: usize) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    loop {
        let page = store.page(rows.last().map(Row::id), limit).await.unwrap();
        assert!(page.len() <= limit);
        if page.is_empty() {
            return rows;
        }
        rows.extend(page);
    }
}

/// SplitMix64: the same numbers on every machine for one seed.
pub struct Dice(pub u64);

impl Dice {
    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % end
    }
}
