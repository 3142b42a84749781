//! Histories, pages, variants and counts.

use anban::{
    locale::Locale,
    memory::{NewRow, Row, RowId, State, Store, StoreExt, Who},
};

use super::{
    super::rows::{by, context, everything, key, machine},
    Home,
};

pub async fn history_keeps_every_version(home: &impl Home) {
    let store = home.open().await;
    let first = machine("a", "x", "máy dịch");
    let second = NewRow { state: State::Initial, ..machine("a", "x", "") };
    let third = by(Who::Person, State::Reviewed, machine("a", "x", "người dịch"));
    for row in [&first, &second, &third] {
        store.commit(std::slice::from_ref(row)).await.unwrap();
    }
    store.commit(&[machine("a", "y", "elsewhere")]).await.unwrap();
    let history = store.history(first.id()).await.unwrap();
    let found: Vec<_> = history.iter().map(|past| (past.version, &past.target, past.state, &past.origin)).collect();
    let want: Vec<_> =
        [&first, &second, &third].iter().zip(1..).map(|(row, n)| (n, &row.target, row.state, &row.origin)).collect();
    assert_eq!(found, want);
    assert!(history.is_sorted_by(|a, b| a.at <= b.at));
    let row = store.find(first.key, Locale::En).await.unwrap().unwrap();
    assert_eq!((&row.created, &row.updated), (&history[0].at, &history[2].at));
}

pub async fn pages_give_every_row_once(home: &impl Home) {
    let store = home.open().await;
    let mut rows = Vec::new();
    for n in 0..50 {
        for locale in Locale::TARGETS {
            for place in ["x", "y"] {
                rows.push(NewRow { locale, ..machine(&n.to_string(), place, "t") });
            }
        }
    }
    store.commit(&rows).await.unwrap();
    let mut want: Vec<RowId> = rows.iter().map(NewRow::id).collect();
    want.sort_by_key(|id| (id.key, id.locale.tag(), id.context));
    for limit in [1, 7, 300, 1000, usize::MAX] {
        let found: Vec<RowId> = everything(&store, limit).await.iter().map(Row::id).collect();
        assert_eq!(found, want, "{limit}");
    }
    assert_eq!(store.page(None, 0).await.unwrap(), []);
    let absent = RowId { context: context("absent"), ..want[100] };
    let place = want.partition_point(|id| {
        (id.key, id.locale.tag(), id.context) <= (absent.key, absent.locale.tag(), absent.context)
    });
    assert_eq!(store.page(Some(absent), 1).await.unwrap()[0].id(), want[place], "a cursor need not be a row");
}

pub async fn variants_are_ordered(home: &impl Home) {
    let store = home.open().await;
    let rows = [
        machine("a", "1", "fourth"),
        by(Who::Person, State::Final, machine("a", "2", "first")),
        by(Who::Machine, State::Initial, machine("a", "3", "fifth")),
        machine("a", "4", "third"),
        by(Who::Person, State::Translated, machine("a", "5", "second")),
        machine("b", "1", "another"),
    ];
    store.commit(&rows).await.unwrap();
    let found = store.variants(key("a"), Locale::En, 10).await.unwrap();
    let found: Vec<_> = found.iter().map(|row| row.target.text.as_str()).collect();
    assert_eq!(found, ["first", "second", "third", "fourth", "fifth"]);
    assert_eq!(store.variants(key("a"), Locale::En, 2).await.unwrap().len(), 2);
    let keys = [key("absent"), key("a"), key("b"), key("a")];
    for (locales, limit) in [(&Locale::TARGETS[..], 2), (&[Locale::Ko, Locale::En], 10), (&[], 3), (&[Locale::En], 0)]
    {
        let mut want = Vec::new();
        for key in keys {
            let mut rows = Vec::new();
            for &locale in locales {
                rows.append(&mut store.variants(key, locale, limit).await.unwrap());
            }
            want.push(rows);
        }
        assert_eq!(store.variants_of(&keys, locales, limit).await.unwrap(), want, "{locales:?} {limit}");
    }
}

pub async fn stats_count(home: &impl Home) {
    let store = home.open().await;
    let rows = [
        machine("a", "x", "1"),
        machine("b", "x", "1"),
        machine("b", "y", "1"),
        NewRow { locale: Locale::Ko, ..by(Who::Person, State::Final, machine("a", "x", "1")) },
        NewRow { locale: Locale::Ja, ..by(Who::Import, State::Reviewed, machine("a", "x", "1")) },
        NewRow { locale: Locale::Ja, ..by(Who::Machine, State::Initial, machine("b", "x", "1")) },
        machine("a", "x", "2"),
    ];
    store.commit(&rows).await.unwrap();
    let stats = store.stats().await.unwrap();
    assert_eq!(
        stats.rows,
        [
            (Locale::En, State::Translated, 3),
            (Locale::Ja, State::Initial, 1),
            (Locale::Ja, State::Reviewed, 1),
            (Locale::Ko, State::Final, 1),
        ]
    );
    assert_eq!(stats.history, 7);
    assert!(stats.bytes > 1_000);
}

pub async fn changes_are_met_in_their_order(home: &impl Home) {
    let store = home.open().await;
    assert_eq!(store.changes(0, 10).await.unwrap(), []);
    store.commit(&[machine("a", "x", "1"), machine("b", "x", "1"), machine("c", "x", "1")]).await.unwrap();
    store.commit(&[machine("a", "x", "2"), machine("b", "x", "1")]).await.unwrap();
    let all = store.changes(0, 10).await.unwrap();
    let found: Vec<_> = all.iter().map(|(_, row)| (row.source.text.as_str(), row.version)).collect();
    assert_eq!(found, [("b", 1), ("c", 1), ("a", 2)], "a row stands where its latest change does");
    assert!(all.iter().map(|(change, _)| change).is_sorted_by(|a, b| a < b) && all[0].0 >= 1);
    let (first, last) = (all[0].0, all[2].0);
    assert_eq!(store.changes(first, 10).await.unwrap(), all[1..]);
    assert_eq!(store.changes(0, 2).await.unwrap(), all[..2]);
    assert_eq!(store.changes(last, 10).await.unwrap(), []);
    assert_eq!(store.changes(0, 0).await.unwrap(), []);
    assert_eq!(store.changes(u64::MAX, usize::MAX).await.unwrap(), []);
    drop(store);
    let store = home.open().await;
    store.commit(&[machine("d", "x", "1")]).await.unwrap();
    let new = store.changes(last, 10).await.unwrap();
    assert_eq!(new.len(), 1, "numbers go on after reopening");
    assert_eq!(new[0].1.source.text, "d");
}

/// A reader that asks again with the highest number it got meets every row, whoever commits meanwhile.
pub async fn changes_of_many_hands_are_all_met(home: &impl Home) {
    let mut tasks = Vec::new();
    for hand in 0..4 {
        let store = home.open().await;
        tasks.push(tokio::spawn(async move {
            for n in 0..25 {
                store.commit(&[machine(&format!("{hand} {n}"), "x", "t")]).await.unwrap();
            }
        }));
    }
    let reader = home.open().await;
    let (mut after, mut met) = (0, std::collections::BTreeSet::new());
    loop {
        let done = tasks.iter().all(tokio::task::JoinHandle::is_finished);
        for (change, row) in reader.changes(after, 7).await.unwrap() {
            assert!(change > after);
            after = change;
            assert!(met.insert(row.source.text), "nothing changed twice");
        }
        if done && reader.changes(after, 1).await.unwrap().is_empty() {
            break;
        }
        tokio::task::yield_now().await;
    }
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(met.len(), 100);
}

pub async fn the_lineage_is_the_stores_own(home: &impl Home) {
    let store = home.open().await;
    let empty = store.lineage(0).await.unwrap().unwrap();
    store.commit(&[machine("a", "x", "1")]).await.unwrap();
    let change = store.changes(0, 1).await.unwrap()[0].0;
    let mark = store.lineage(change).await.unwrap().unwrap();
    store.commit(&[machine("a", "x", "2"), machine("b", "x", "2")]).await.unwrap();
    let other = home.open().await;
    assert_eq!(other.lineage(0).await.unwrap().unwrap(), empty);
    assert_eq!(other.lineage(change).await.unwrap().unwrap(), mark, "later changes do not change the past");
}
