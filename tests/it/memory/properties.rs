//! What holds after any sequence of commits.

use std::collections::BTreeMap;

use anban::memory::{Error, NewRow, State, Store, StoreExt, Who};
use proptest::{prelude::*, test_runner::Config};

use super::{
    contract::Home,
    rows::{by, everything, machine},
    server::Database,
    sqlite::Folder,
};

fn row() -> impl Strategy<Value = NewRow> {
    let who = prop::sample::select(Who::ALL.to_vec());
    let state = prop::sample::select(State::ALL.to_vec());
    let expected = prop_oneof![3 => Just(None), 1 => (0..4_u64).prop_map(Some)];
    (0..3_u8, 0..2_u8, 0..4_u8, who, state, expected).prop_map(|(source, place, target, who, state, expected)| {
        let row = machine(&source.to_string(), &place.to_string(), &target.to_string());
        NewRow { expected, ..by(who, state, row) }
    })
}

proptest! {
    #![proptest_config(Config { cases: 48, failure_persistence: None, ..Config::default() })]

    #[test]
    fn histories_are_whole(batches in prop::collection::vec(prop::collection::vec(row(), 1..6), 1..12)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(hold(&Folder::new(), &batches))?;
    }
}

proptest! {
    #![proptest_config(Config { cases: 12, failure_persistence: None, ..Config::default() })]

    #[test]
    fn histories_are_whole_at_a_server(batches in prop::collection::vec(prop::collection::vec(row(), 1..6), 1..12)) {
        if let Some(database) = Database::new() {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(hold(&database, &batches))?;
        }
    }
}

async fn hold(home: &impl Home, batches: &[Vec<NewRow>]) -> Result<(), TestCaseError> {
    let store = home.open().await;
    let mut versions = BTreeMap::new();
    for batch in batches {
        let before = everything(&store, 100).await;
        match store.commit(batch).await {
            Ok(stored) => {
                prop_assert_eq!(stored.len(), batch.len());
                versions.extend(batch.iter().map(|row| (row.key, row.context)).zip(stored));
            }
            Err(Error::Conflict { .. }) => prop_assert_eq!(everything(&store, 100).await, before),
            Err(other) => return Err(TestCaseError::fail(other.to_string())),
        }
    }
    drop(store);
    let store = home.open().await;
    prop_assert_eq!(store.verify(false).await.unwrap(), []);
    let rows = everything(&store, 100).await;
    let found: BTreeMap<_, _> = rows.iter().map(|row| ((row.key, row.context), row.version)).collect();
    prop_assert_eq!(&found, &versions);
    prop_assert_eq!(store.stats().await.unwrap().history, versions.values().sum::<u64>());
    for row in &rows {
        let history = store.history(row.id()).await.unwrap();
        prop_assert!(history.iter().map(|past| past.version).eq(1..=row.version));
        let last = history.last().unwrap();
        prop_assert_eq!(
            (&last.target, last.state, &last.origin, &last.at),
            (&row.target, row.state, &row.origin, &row.updated)
        );
        prop_assert!(history.is_sorted_by(|a, b| a.origin.who == Who::Machine || b.origin.who != Who::Machine));
        prop_assert!(history.is_sorted_by(|a, b| a.at <= b.at));
        let best = store.find(row.key, row.locale).await.unwrap().unwrap();
        prop_assert!(best.state >= row.state);
    }
    Ok(())
}
