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
