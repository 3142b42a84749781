//! What becomes of a row that is committed.

use anban::{
    locale::Locale,
    memory::{Error, MatchKind, NewRow, State, Store, StoreExt, Who},
};

use super::{
    super::rows::{answer, by, everything, key, machine, on},
    Home, odd,
};

pub async fn a_machine_never_replaces_a_person(home: &impl Home) {
    let store = home.open().await;
    for who in [Who::Person, Who::Import] {
        for state in State::ALL {
            let source = format!("{who} {state}");
            let theirs = by(who, state, machine(&source, "x", "theirs"));
            assert_eq!(store.commit(&[machine(&source, "x", "first"), theirs]).await.unwrap(), [1, 2]);
            for new in State::ALL {
                let machines = by(Who::Machine, new, machine(&source, "x", "machine's"));
                assert_eq!(store.commit(&[machines.clone(), on(2, machines)]).await.unwrap(), [2, 2]);
            }
            assert_eq!(store.find(key(&source), Locale::En).await.unwrap().unwrap().target.text, "theirs");
            let again = by(Who::Person, State::Translated, machine(&source, "x", "again"));
            assert_eq!(store.commit(&[again]).await.unwrap(), [3], "a person may");
        }
    }
}

pub async fn a_machine_never_unapproves(home: &impl Home) {
    let store = home.open().await;
    let made = machine("a", "x", "made");
    let approved = NewRow { state: State::Reviewed, ..made.clone() };
    assert_eq!(store.commit(&[made.clone(), approved.clone()]).await.unwrap(), [1, 2]);
    assert_eq!(store.commit(&[made, machine("a", "x", "newer")]).await.unwrap(), [2, 2]);
    let closed = NewRow { state: State::Final, ..approved };
    assert_eq!(store.commit(&[closed]).await.unwrap(), [3]);
}

pub async fn expected_versions_are_held(home: &impl Home) {
    let store = home.open().await;
    let conflict = |error: Error| match error {
        Error::Conflict { key, locale, expected, found } => (key, locale, expected, found),
        other => panic!("{other}"),
    };
    let missing = store.commit(&[on(1, machine("a", "x", "1"))]).await.unwrap_err();
    assert_eq!(conflict(missing), (key("a"), Locale::En, 1, 0));
    assert_eq!(store.commit(&[on(0, machine("a", "x", "1"))]).await.unwrap(), [1]);
    assert_eq!(store.commit(&[on(0, machine("a", "another place", "1"))]).await.unwrap(), [1]);
    let taken = store.commit(&[on(0, machine("a", "x", "2"))]).await.unwrap_err();
    assert_eq!(conflict(taken), (key("a"), Locale::En, 0, 1));
    assert_eq!(store.commit(&[on(1, machine("a", "x", "2"))]).await.unwrap(), [2]);
    let late = store.commit(&[on(1, by(Who::Person, State::Final, machine("a", "x", "3")))]).await.unwrap_err();
    assert_eq!(conflict(late), (key("a"), Locale::En, 1, 2));
    assert_eq!(store.commit(&[on(2, by(Who::Person, State::Final, machine("a", "x", "3")))]).await.unwrap(), [3]);
    let machines = store.commit(&[on(2, machine("a", "x", "4"))]).await.unwrap_err();
    assert_eq!(conflict(machines), (key("a"), Locale::En, 2, 3), "a claim about the past comes before giving way");
    assert_eq!(answer(&store, "a", "x").await, Some((MatchKind::InContext, "3".into(), 3)));
}

pub async fn one_conflict_stores_none(home: &impl Home) {
    let store = home.open().await;
    store.commit(&[machine("b", "x", "B")]).await.unwrap();
    let batch = [machine("a", "x", "A"), on(7, machine("b", "x", "B2")), machine("c", "x", "C")];
    assert!(matches!(store.commit(&batch).await, Err(Error::Conflict { found: 1, .. })));
    assert_eq!(everything(&store, 10).await.len(), 1);
    assert_eq!(store.stats().await.unwrap().history, 1);
    assert_eq!(answer(&store, "b", "x").await, Some((MatchKind::InContext, "B".into(), 1)));
    assert_eq!(store.commit(&[batch[0].clone(), batch[2].clone()]).await.unwrap(), [1, 1], "and it goes on");
}

pub async fn the_same_again_changes_nothing(home: &impl Home) {
    let store = home.open().await;
    let rows = [machine("a", "x", "A"), by(Who::Person, State::Reviewed, machine("b", "x", "B")), odd()];
    assert_eq!(store.commit(&rows).await.unwrap(), [1, 1, 1]);
    let before = everything(&store, 10).await;
    for expected in [None, Some(0), Some(1), Some(9)] {
        let again = rows.clone().map(|row| NewRow { expected, ..row });
        assert_eq!(store.commit(&again).await.unwrap(), [1, 1, 1], "{expected:?}");
    }
    assert_eq!(everything(&store, 10).await, before);
    assert_eq!(store.stats().await.unwrap().history, 3);
    let another = NewRow { fingerprint: "new terms".to_owned(), ..rows[0].clone() };
    assert_eq!(store.commit(&[another]).await.unwrap(), [2], "other terms are a change");
}

pub async fn a_batch_sees_its_own_rows(home: &impl Home) {
    let store = home.open().await;
    let batch = [
        machine("a", "x", "1"),
        machine("a", "x", "2"),
        on(2, by(Who::Person, State::Reviewed, machine("a", "x", "3"))),
        machine("a", "x", "4"),
    ];
    assert_eq!(store.commit(&batch).await.unwrap(), [1, 2, 3, 3]);
    assert_eq!(answer(&store, "a", "x").await, Some((MatchKind::InContext, "3".into(), 3)));
}
