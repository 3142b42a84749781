//! Following the changes, carrying versions, removing, claims, uses, and looking for faults.

use std::sync::Arc;

use anban::{
    locale::Locale,
    memory::{MatchKind, NewRow, Record, Restored, State, Store, StoreExt, Who},
};

use super::{
    super::rows::{answer, by, everything, key, machine},
    Home, odd,
};

pub async fn changes_are_met_once_in_order(home: &impl Home) {
    let store = home.open().await;
    assert_eq!(store.changes(0, 10).await.unwrap(), []);
    store.commit(&[machine("a", "x", "1"), machine("b", "x", "1"), odd()]).await.unwrap();
    store.commit(&[machine("a", "x", "2"), machine("a", "x", "3"), machine("b", "x", "1")]).await.unwrap();
    let all = store.changes(0, 10).await.unwrap();
    let found: Vec<_> = all.iter().map(|(change, row)| (*change, row.source.text.as_str(), row.version)).collect();
    assert_eq!(found, [(2, "b", 1), (3, odd().source.text.as_str(), 1), (5, "a", 3)]);
    assert_eq!(store.changes(2, 1).await.unwrap(), all[1..2]);
    assert_eq!(store.changes(5, 10).await.unwrap(), []);
    assert_eq!(store.changes(u64::MAX, 10).await.unwrap(), []);
    assert_eq!(store.stats().await.unwrap().change, 5);
}

/// Four writers at once, and one who follows: every number from 1 on is seen, none late.
pub async fn whoever_follows_misses_nothing(home: &impl Home) {
    let mut writers = Vec::new();
    for writer in 0..4 {
        let store = home.open().await;
        writers.push(tokio::spawn(async move {
            for n in 0..25 {
                let rows = [0, 1].map(|row| machine(&format!("{writer} {n} {row}"), "x", "t"));
                store.commit(&rows).await.unwrap();
            }
        }));
    }
    let store = home.open().await;
    let mut last = 0;
    while last < 200 {
        let done = writers.iter().all(tokio::task::JoinHandle::is_finished);
        for (change, _) in store.changes(last, 7).await.unwrap() {
            assert_eq!(change, last + 1, "a change became visible after a later one");
            last = change;
        }
        assert!(!done || last == 200 || !store.changes(last, 1).await.unwrap().is_empty(), "{last}");
    }
    for writer in writers {
        writer.await.unwrap();
    }
}

/// Every version of a store, as it would be carried.
pub async fn records(store: &impl Store) -> Vec<Record> {
    let (mut records, mut after) = (Vec::new(), 0);
    loop {
        let page = store.records(after, 3).await.unwrap();
        let Some((last, _)) = page.last() else { return records };
        after = *last;
        records.extend(page.into_iter().map(|(_, record)| record));
    }
}

pub async fn versions_are_restored_as_they_were(home: &impl Home) {
    let folder = super::super::sqlite::Folder::new();
    let other = folder.open();
    other
        .commit(&[
            machine("a", "x", "1"),
            machine("a", "y", "1"),
            by(Who::Person, State::Reviewed, machine("a", "x", "2")),
            odd(),
            NewRow { expected: Some(2), ..by(Who::Import, State::Final, machine("a", "x", "3")) },
        ])
        .await
        .unwrap();
    let sent = records(&other).await;
    assert_eq!(sent.len(), 5);
    let store = home.open().await;
    assert_eq!(store.restore(&[]).await.unwrap(), []);
    assert_eq!(store.restore(&sent[..2]).await.unwrap(), [Restored::Stored; 2]);
    assert_eq!(store.restore(&sent[1..]).await.unwrap()[..2], [Restored::Stood, Restored::Stored]);
    assert_eq!(everything(&store, 10).await, everything(&other, 10).await);
    assert_eq!(records(&store).await, sent);
    assert_eq!(store.restore(&sent).await.unwrap(), [Restored::Stood; 5]);
    let mut forged = sent.clone();
    forged[2].history.fingerprint = "another".to_owned();
    let became = store.restore(&forged).await.unwrap();
    assert_eq!(became[2..], [Restored::Differs, Restored::Stood, Restored::Differs], "and what follows it");
    let mut gap = sent[4].clone();
    gap.history.version = 9;
    assert_eq!(store.restore(&[gap]).await.unwrap(), [Restored::Differs]);
    assert_eq!(records(&store).await, sent);
}

pub async fn removed_rows_are_gone_and_logged(home: &impl Home) {
    let store = home.open().await;
    let rows = [machine("a", "x", "1"), machine("b", "x", "1"), machine("c", "x", "1"), machine("a", "x", "2")];
    store.commit(&rows).await.unwrap();
    let (a, b) = (rows[0].id(), rows[1].id());
    assert_eq!(store.remove(&[], "nothing").await.unwrap(), 0);
    let stale = [(a, 1), (b, 1), (b, 1), (machine("none", "x", "").id(), 1)];
    assert_eq!(store.remove(&stale, "tidying\0 up").await.unwrap(), 1, "a row that has changed meanwhile stays");
    assert_eq!(answer(&store, "b", "x").await, None);
    assert_eq!(store.history(b).await.unwrap(), []);
    assert_eq!(store.stats().await.unwrap().history, 3);
    let removals = store.removals(0, 10).await.unwrap();
    let [(5, removal)] = &removals[..] else { panic!("{removals:?}") };
    assert_eq!((removal.id, removal.versions, removal.why.as_str()), (b, 1, "tidying\0 up"));
    assert_eq!(store.removals(5, 10).await.unwrap(), []);
    assert_eq!(store.remove(&[(a, 2), (rows[2].id(), 1)], "all").await.unwrap(), 2);
    assert_eq!(store.removals(5, 10).await.unwrap()[0].1.versions, 2);
    assert_eq!(everything(&store, 10).await, []);
    // What comes back is another row, and its history is closed again.
    assert_eq!(store.commit(&[machine("b", "x", "3")]).await.unwrap(), [1]);
    assert_eq!(store.changes(0, 10).await.unwrap()[0].0, 8, "a number is given once");
    assert_eq!(store.verify(false).await.unwrap(), []);
}

pub async fn uses_are_remembered_by_day(home: &impl Home) {
    let store = home.open().await;
    let rows = [machine("a", "x", "1"), machine("b", "x", "1")];
    store.commit(&rows).await.unwrap();
    let ids = [rows[1].id(), machine("none", "x", "").id(), rows[0].id()];
    assert_eq!(store.last_used(&ids).await.unwrap(), [None, None, None]);
    store.mark_used(&ids[..2], "2016-11-24").await.unwrap();
    store.mark_used(&[ids[0], ids[0]], "2016-11-23").await.unwrap();
    let day = Some("2016-11-24".to_owned());
    assert_eq!(store.last_used(&ids).await.unwrap(), [day.clone(), None, None]);
    store.mark_used(&ids, "2026-01-01").await.unwrap();
    assert_eq!(store.last_used(&ids).await.unwrap()[0].as_deref(), Some("2026-01-01"));
    assert_eq!(store.remove(&[(ids[0], 1)], "").await.unwrap(), 1, "a row that was used can be removed");
}

pub async fn one_claims_and_the_others_wait(home: &impl Home) {
    let (one, two) = (home.open().await, home.open().await);
    let claim = one.claim(key("a"), Locale::En).await.unwrap().expect("it is free");
    assert!(one.claim(key("a"), Locale::En).await.unwrap().is_none(), "not even the one who has it");
    assert!(two.claim(key("a"), Locale::En).await.unwrap().is_none());
    let others = [
        two.claim(key("a"), Locale::Ja).await.unwrap().expect("another language"),
        two.claim(key("b"), Locale::En).await.unwrap().expect("another segment"),
    ];
    drop(claim);
    let mut again = None;
    for _ in 0..200 {
        again = two.claim(key("a"), Locale::En).await.unwrap();
        if again.is_some() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    again.expect("what was released is free");
    drop((one, two, others));
    let three = home.open().await;
    let mut last = None;
    for _ in 0..200 {
        last = three.claim(key("b"), Locale::En).await.unwrap();
        if last.is_some() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    last.expect("who is gone holds nothing");
}

/// Twelve who want the same forty answers: each is asked for once.
pub async fn nothing_is_asked_twice(home: &impl Home) {
    let asked = Arc::new(std::sync::Mutex::new(Vec::new()));
    let mut desks = Vec::new();
    for desk in 0..3 {
        let store = Arc::new(home.open().await);
        for seat in 0..4 {
            let (store, asked) = (Arc::clone(&store), Arc::clone(&asked));
            desks.push(tokio::spawn(async move {
                for n in 0..40 {
                    let source = ((n * 7 + desk * 13 + seat * 29) % 40).to_string();
                    loop {
                        if answer(&*store, &source, "x").await.is_some() {
                            break;
                        }
                        let Some(_claim) = store.claim(key(&source), Locale::En).await.unwrap() else {
                            tokio::time::sleep(std::time::Duration::from_millis(3)).await;
                            continue;
                        };
                        if answer(&*store, &source, "x").await.is_none() {
                            asked.lock().unwrap().push(source.clone());
                            tokio::time::sleep(std::time::Duration::from_millis(2)).await;
                            store.commit(&[machine(&source, "x", "answer")]).await.unwrap();
                        }
                    }
                }
            }));
        }
    }
    for desk in desks {
        desk.await.unwrap();
    }
    let mut asked = asked.lock().unwrap().clone();
    asked.sort();
    let count = asked.len();
    asked.dedup();
    assert_eq!((asked.len(), count), (40, 40));
}

pub async fn a_whole_store_has_no_faults(home: &impl Home) {
    let store = home.open().await;
    assert_eq!(store.verify(false).await.unwrap(), []);
    let rows: Vec<NewRow> = (0..1_200).map(|n| machine(&n.to_string(), "x", "t")).collect();
    store.commit(&rows).await.unwrap();
    store.commit(&[by(Who::Person, State::Final, machine("7", "x", "u"))]).await.unwrap();
    assert_eq!(store.verify(false).await.unwrap(), []);
    assert_eq!(store.verify(true).await.unwrap(), []);
    // What does not belong to its key is told, and cannot be mended.
    let stray = NewRow { key: key("another"), ..machine("one", "x", "t") };
    let garbled = machine("a", "x", "Ti\u{FFFD}ng Vi\u{FFFD}t");
    store.commit(&[stray.clone(), garbled.clone()]).await.unwrap();
    let faults = store.verify(true).await.unwrap();
    let found: Vec<_> = faults.iter().map(|fault| (fault.kind.code(), fault.id, fault.mended)).collect();
    assert_eq!(
        found,
        [("memory-key-wrong", Some(stray.id()), false), ("memory-encoding", Some(garbled.id()), false)]
    );
}

pub async fn a_backup_is_the_same_memory(home: &impl Home) {
    let store = home.open().await;
    store.commit(&[machine("a", "x", "1"), machine("a", "x", "2"), odd()]).await.unwrap();
    store.mark_used(&[machine("a", "x", "").id()], "2016-11-24").await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sao lưu.db");
    let settings = anban::memory::Settings::default();
    let (copied, faults) = anban::memory::backup(&store, &file, &settings).await.unwrap();
    assert_eq!((copied.rows, copied.versions, faults), (2, 3, Vec::new()));
    let copy = anban::memory::Sqlite::open(&file, &settings).unwrap();
    assert_eq!(everything(&copy, 10).await, everything(&store, 10).await);
    assert_eq!(records(&copy).await, records(&store).await);
    let used = copy.last_used(&[machine("a", "x", "").id()]).await.unwrap();
    assert_eq!(used, [Some("2016-11-24".to_owned())]);
    let there = anban::memory::backup(&store, &file, &settings).await.unwrap_err().to_string();
    assert!(there.contains("there already"), "{there}");
    assert_eq!(answer(&copy, "a", "x").await, Some((MatchKind::InContext, "2".into(), 2)));
    assert!(copy.find(odd().key, odd().locale).await.unwrap().is_some());
}
