//! Rows that come batch after batch.

use std::sync::Arc;

use anban::{
    locale::Locale,
    memory::{Error, Loaded, NewRow, Result, RowId, Store},
};
use tokio::sync::mpsc;

use super::{
    super::rows::{answer, everything, machine, on},
    Home,
};

/// What becomes of `batches` that come one after the other.
pub async fn load(store: &impl Store, batches: Vec<Vec<NewRow>>) -> Result<Loaded> {
    let (sender, receiver) = mpsc::channel(1);
    let send = async move {
        for batch in batches {
            // Nobody takes more where the store has failed.
            let _ = sender.send(Arc::new(batch)).await;
        }
    };
    tokio::join!(store.load(receiver), send).0
}

pub async fn rows_are_loaded_by_the_batch(home: &impl Home) {
    let store = home.open().await;
    let row = |n: usize, target: &str| machine(&n.to_string(), "x", target);
    let batch = |from: usize| (from..from + 40).map(|n| row(n, "t")).collect::<Vec<_>>();
    let korean: Vec<NewRow> = batch(0).into_iter().map(|row| NewRow { locale: Locale::Ko, ..row }).collect();
    let all: Vec<NewRow> = [batch(0), korean.clone(), batch(40), batch(80)].concat();
    let loaded = load(&store, vec![batch(0), korean, batch(40), batch(80)]).await.unwrap();
    let last = store.stats().await.unwrap().change;
    assert_eq!((loaded.rows, last), (160, 160));
    assert!(loaded.anew.is_none_or(|change| change == last));
    let mut want: Vec<RowId> = all.iter().map(NewRow::id).collect();
    want.sort_by_key(|id| (id.key, id.locale.tag(), id.context));
    let found: Vec<RowId> = everything(&store, 50).await.iter().map(|row| row.id()).collect();
    assert_eq!(found, want);
    assert_eq!(store.verify(false).await.unwrap(), []);
    // The same again changes nothing, something else makes a version; now the store is not empty.
    let changed = (0..40).map(|n| row(n, if n < 10 { "u" } else { "t" })).collect();
    assert_eq!(load(&store, vec![changed]).await.unwrap(), Loaded { rows: 40, anew: None });
    assert_eq!(answer(&store, "9", "x").await.map(|(_, text, version)| (text, version)), Some(("u".to_owned(), 2)));
    assert_eq!(answer(&store, "10", "x").await.map(|(_, text, version)| (text, version)), Some(("t".to_owned(), 1)));
    assert_eq!(store.history(row(9, "").id()).await.unwrap().len(), 2);
    assert_eq!(store.verify(false).await.unwrap(), []);
}

pub async fn a_load_that_fails_leaves_a_sound_store(home: &impl Home) {
    let store = home.open().await;
    let fine: Vec<NewRow> = (0..30).map(|n| machine(&n.to_string(), "x", "t")).collect();
    let failed = load(&store, vec![fine.clone(), vec![on(3, machine("a", "x", "t"))]]).await;
    assert!(matches!(failed, Err(Error::Conflict { expected: 3, found: 0, .. })), "{failed:?}");
    let left = everything(&store, 100).await.len();
    assert!(left == 0 || left == 30, "{left}");
    assert_eq!(store.verify(false).await.unwrap(), []);
    assert_eq!(load(&store, vec![fine]).await.unwrap().rows, 30);
    assert_eq!(everything(&store, 100).await.len(), 30);
    assert!(load(&store, Vec::new()).await.is_ok_and(|loaded| loaded.rows == 0));
    assert_eq!(store.verify(false).await.unwrap(), []);
}
