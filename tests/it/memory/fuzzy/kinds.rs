//! What a percentage of nearly a hundred says.

use anban::{
    article::{CodeKind, Content},
    locale::Locale,
    memory::{NewRow, Store, fuzzy::NearIndex},
    segment::SegmentKey,
};

use super::super::{rows::machine, sqlite::Folder};

#[tokio::test]
async fn markup_alone_is_99_and_case_or_punctuation_98() {
    let mut marked = Content::default();
    marked.push_text("Tỉnh có ");
    marked.push_code(CodeKind::Open { with: 1 }, "<b>");
    marked.push_text("hơn 200 dự án");
    marked.push_code(CodeKind::Close { with: 0 }, "</b>");
    marked.push_text(" mới.");
    let row = machine("Tỉnh có hơn 200 dự án mới.", "x", "A");
    let with_codes = NewRow { key: SegmentKey::new(Locale::Vi, &marked), source: marked.clone(), ..row.clone() };
    for (stored, asked, want, markup_only) in [
        (&row, marked.clone(), 99, true),
        (&with_codes, Content::plain("Tỉnh có hơn 200 dự án mới."), 99, true),
        (&row, Content::plain("Tỉnh có hơn 200 dự án mới!"), 98, false),
        (&row, Content::plain("TỈNH có hơn 200 dự án mới."), 98, false),
        (&row, Content::plain("Tỉnh có hơn 200 dự án mới."), 100, false),
        (&row, Content::plain("Tỉnh có hơn 200 dự án khác."), 85, false),
    ] {
        let folder = Folder::new();
        let store = folder.open();
        store.commit(std::slice::from_ref(stored)).await.unwrap();
        let index = NearIndex::open(&store, None).await.unwrap();
        let found = index.matches(&store, &asked, Locale::En, 50, 5).await.unwrap();
        let found: Vec<_> = found.iter().map(|one| (one.near.percent, one.is_markup_only())).collect();
        assert_eq!(found, [(want, markup_only)], "{asked:?}");
        let strict = index.matches(&store, &asked, Locale::En, 99, 5).await.unwrap();
        assert_eq!(strict.len(), usize::from(want >= 99), "{asked:?}");
    }
}
