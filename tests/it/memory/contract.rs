//! What every store has to keep, whatever it is made of.

use std::sync::Arc;

use anban::{
    article::{CodeKind, Content},
    diagnostic::{Finding, Fix, Place, Severity},
    locale::Locale,
    memory::{Error, Hit, MatchKind, NO_CONTEXT, NewRow, Query, Row, RowId, State, Stats, Store, StoreExt, Who},
    text::{LineIndex, Span},
};

use super::rows::{answer, ask, by, context, everything, key, machine, on};

/// Where a store is kept; empty when made, gone when dropped.
pub trait Home {
    /// The kind of store.
    type Store: Store + 'static;

    /// One more handle on the same store.
    async fn open(&self) -> Self::Store;
}

/// Makes one test of each case, each in a new home.
macro_rules! holds_the_contract {
    ($home:expr) => {
        $crate::memory::contract::holds_the_contract!(@ $home;
            an_empty_store_answers_nothing
            a_row_comes_back_whole
            answers_stand_in_the_order_of_the_questions
            context_goes_before_state
            the_best_row_answers_elsewhere
            an_unusable_row_gives_way
            no_context_is_never_in_context
            languages_stay_apart
            ten_thousand_at_once
            a_machine_never_replaces_a_person
            a_machine_never_unapproves
            expected_versions_are_held
            one_conflict_stores_none
            the_same_again_changes_nothing
            a_batch_sees_its_own_rows
            history_keeps_every_version
            pages_give_every_row_once
            variants_are_ordered
            stats_count
            two_handles_see_each_other
            writers_do_not_lose_each_other
            counting_together_loses_nothing
        );
    };
    (@ $home:expr; $($case:ident)+) => {
        $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() {
                $crate::memory::contract::$case(&$home).await;
            }
        )+
    };
}
pub(crate) use holds_the_contract;

pub async fn an_empty_store_answers_nothing(home: &impl Home) {
    let store = home.open().await;
    assert_eq!(store.lookup(Locale::En, &[]).await.unwrap(), []);
    assert_eq!(store.lookup(Locale::En, &[ask("a", "x"), ask("b", "y")]).await.unwrap(), [None, None]);
    assert_eq!(store.commit(&[]).await.unwrap(), [0; 0]);
    assert_eq!(store.history(machine("a", "x", "A").id()).await.unwrap(), []);
    assert_eq!(store.variants(key("a"), Locale::En, 10).await.unwrap(), []);
    assert_eq!(store.find(key("a"), Locale::En).await.unwrap(), None);
    assert_eq!(store.page(None, 10).await.unwrap(), []);
    let Stats { rows, history, .. } = store.stats().await.unwrap();
    assert_eq!((rows, history), (Vec::new(), 0));
    assert!(!store.describe().is_empty());
}

/// A row with something odd in every field.
fn odd() -> NewRow {
    let mut source = Content::default();
    let open = source.push_code(CodeKind::Open { with: 1 }, "<a href=\"?a=1&amp;b='2'\">");
    source.push_text("Hoa\u{300} bình \u{0} \u{1F1FB}\u{1F1F3} \u{F0007} \r\n\t\"“”\\");
    source.push_code(CodeKind::Close { with: open }, "</a>");
    let text = "một\nhai\n";
    let place = Place::new(&Arc::from("tin/bài 1.txt"), text, &LineIndex::new(text), Span { start: 5, end: 8 });
    let mut finding = Finding::new("number-value", Severity::Error)
        .fact("want", "1.234,5")
        .fact("got", "\u{202e}千二百")
        .at_source(Span { start: 0, end: 3 })
        .at_target(Span { start: 1, end: 2 })
        .at(place);
    finding.locale = Some(Locale::Ja);
    finding.fix = Some(Fix { span: Span { start: 1, end: 2 }, replacement: "千".to_owned(), safe: false });
    let mut row = machine("", "odd", "");
    row.locale = Locale::Ja;
    row.source = source.clone();
    row.target = source;
    row.target.push_text("平和\u{3000}평화 🕊\u{fe0f} \u{10FFFF}");
    row.origin.name = "nhà báo “Ân”\u{0}".to_owned();
    row.origin.model = Some(String::new());
    row.origin.prompt = None;
    row.fingerprint = "'; DROP TABLE translation; --".to_owned();
    row.findings = vec![finding, Finding::new("empty", Severity::Info)];
    row.state = State::Initial;
    row
}

pub async fn a_row_comes_back_whole(home: &impl Home) {
    let new = odd();
    assert_eq!(home.open().await.commit(std::slice::from_ref(&new)).await.unwrap(), [1]);
    let store = home.open().await;
    let row = store.find(new.key, new.locale).await.unwrap().expect("the row");
    assert_eq!(row.id(), new.id());
    assert_eq!(
        (&row.source, &row.target, row.state, &row.origin, &row.fingerprint, &row.findings, row.version),
        (&new.source, &new.target, new.state, &new.origin, &new.fingerprint, &new.findings, 1)
    );
    assert_eq!(row.created, row.updated);
    let shape: String = row.created.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    assert_eq!(shape, "0000-00-00T00:00:00.000Z");
    let history = store.history(new.id()).await.unwrap();
    assert_eq!(history.len(), 1);
    assert_eq!(
        (&history[0].target, &history[0].origin, &history[0].fingerprint, &history[0].findings, &history[0].at),
        (&new.target, &new.origin, &new.fingerprint, &new.findings, &row.updated)
    );
}

pub async fn answers_stand_in_the_order_of_the_questions(home: &impl Home) {
    let store = home.open().await;
    store.commit(&[machine("a", "x", "A"), machine("b", "x", "B")]).await.unwrap();
    let hits = store
        .lookup(Locale::En, &[ask("b", "y"), ask("c", "x"), ask("a", "x"), ask("b", "x"), ask("a", "x")])
        .await
        .unwrap();
    let found: Vec<_> =
        hits.iter().map(|hit| hit.as_ref().map(|hit| (hit.kind, hit.row.target.text.as_str()))).collect();
    assert_eq!(
        found,
        [
            Some((MatchKind::Exact, "B")),
            None,
            Some((MatchKind::InContext, "A")),
            Some((MatchKind::InContext, "B")),
            Some((MatchKind::InContext, "A")),
        ]
    );
}

pub async fn context_goes_before_state(home: &impl Home) {
    let store = home.open().await;
    let reviewed = by(Who::Person, State::Final, machine("a", "far", "the editor's"));
    store.commit(&[machine("a", "here", "the machine's"), reviewed]).await.unwrap();
    assert_eq!(answer(&store, "a", "here").await, Some((MatchKind::InContext, "the machine's".into(), 1)));
    assert_eq!(answer(&store, "a", "new").await, Some((MatchKind::Exact, "the editor's".into(), 1)));
}

pub async fn the_best_row_answers_elsewhere(home: &impl Home) {
    use State::{Final, Initial, Reviewed, Translated};
    use Who::{Import, Machine, Person};
    // Each pair: the second is better than the first, in whichever order they are stored.
    let cases = [
        ((Person, Initial), (Machine, Translated)),
        ((Person, Translated), (Machine, Reviewed)),
        ((Person, Reviewed), (Import, Final)),
        ((Machine, Translated), (Import, Translated)),
        ((Import, Translated), (Person, Translated)),
        ((Machine, Final), (Person, Final)),
    ];
    let store = home.open().await;
    for (at, (worse, better)) in cases.into_iter().enumerate() {
        for better_first in [false, true] {
            let source = format!("{at} {better_first}");
            let worse = by(worse.0, worse.1, machine(&source, "x", "worse"));
            let better = by(better.0, better.1, machine(&source, "y", "better"));
            let rows = if better_first { [better, worse] } else { [worse, better] };
            store.commit(&rows[..1]).await.unwrap();
            store.commit(&rows[1..]).await.unwrap();
            let found = answer(&store, &source, "elsewhere").await;
            assert_eq!(found, Some((MatchKind::Exact, "better".into(), 1)), "case {at}, {better_first}");
        }
    }
    // Of equals the one changed last, even within one commit and within one millisecond.
    store.commit(&[machine("tie", "x", "1"), machine("tie", "y", "2"), machine("tie", "z", "3")]).await.unwrap();
    assert_eq!(answer(&store, "tie", "elsewhere").await.unwrap().1, "3");
    store.commit(&[machine("tie", "x", "4")]).await.unwrap();
    assert_eq!(answer(&store, "tie", "elsewhere").await.unwrap().1, "4");
    assert_eq!(store.find(key("tie"), Locale::En).await.unwrap().unwrap().target.text, "4");
}

pub async fn an_unusable_row_gives_way(home: &impl Home) {
    let store = home.open().await;
    let failed = by(Who::Machine, State::Initial, machine("a", "here", "gibberish"));
    let other = by(Who::Machine, State::Initial, machine("a", "there", "other gibberish"));
    store.commit(&[failed, other]).await.unwrap();
    assert_eq!(answer(&store, "a", "here").await, Some((MatchKind::InContext, "gibberish".into(), 1)));
    store.commit(&[machine("a", "far", "good")]).await.unwrap();
    assert_eq!(answer(&store, "a", "here").await, Some((MatchKind::Exact, "good".into(), 1)));
}

pub async fn no_context_is_never_in_context(home: &impl Home) {
    let store = home.open().await;
    let imported = NewRow { context: NO_CONTEXT, ..by(Who::Import, State::Translated, machine("a", "", "A")) };
    store.commit(&[imported]).await.unwrap();
    let hits = store.lookup(Locale::En, &[Query { key: key("a"), context: NO_CONTEXT }]).await.unwrap();
    assert!(matches!(&hits[..], [Some(Hit { kind: MatchKind::Exact, .. })]), "{hits:?}");
    store.commit(&[by(Who::Person, State::Reviewed, machine("a", "x", "better"))]).await.unwrap();
    assert_eq!(store.find(key("a"), Locale::En).await.unwrap().unwrap().target.text, "better");
}

pub async fn languages_stay_apart(home: &impl Home) {
    let store = home.open().await;
    let rows = Locale::ALL.map(|locale| NewRow { locale, ..machine("a", "x", locale.tag()) });
    store.commit(&rows[..3]).await.unwrap();
    for (locale, want) in Locale::ALL.into_iter().zip([true, true, true, false]) {
        let hits = store.lookup(locale, &[ask("a", "x")]).await.unwrap();
        let found = hits[0].as_ref().map(|hit| (hit.row.locale, hit.row.target.text.as_str()));
        assert_eq!(found, want.then_some((locale, locale.tag())));
    }
}

pub async fn ten_thousand_at_once(home: &impl Home) {
    let store = home.open().await;
    let text = |n: usize| format!("Câu thứ {n} của bài báo.");
    let rows: Vec<_> = (0..10_000).map(|n| machine(&text(n), "x", &n.to_string())).collect();
    assert_eq!(store.commit(&rows).await.unwrap(), vec![1; 10_000]);
    let queries: Vec<_> = (0..10_000).rev().map(|n| ask(&text(2 * n), if n % 2 == 0 { "x" } else { "y" })).collect();
    let hits = store.lookup(Locale::En, &queries).await.unwrap();
    assert_eq!(hits.len(), queries.len());
    for (n, hit) in (0..10_000).rev().zip(&hits) {
        let kind = if n % 2 == 0 { MatchKind::InContext } else { MatchKind::Exact };
        let want = (n < 5_000).then(|| (kind, (2 * n).to_string()));
        assert_eq!(hit.as_ref().map(|hit| (hit.kind, hit.row.target.text.clone())), want, "{n}");
    }
}

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

pub async fn two_handles_see_each_other(home: &impl Home) {
    let (one, two) = (home.open().await, home.open().await);
    for n in 1..=20 {
        let (writer, reader) = if n % 2 == 0 { (&one, &two) } else { (&two, &one) };
        writer.commit(&[machine("a", "x", &n.to_string())]).await.unwrap();
        assert_eq!(answer(reader, "a", "x").await, Some((MatchKind::InContext, n.to_string(), n)));
    }
    drop(one);
    assert_eq!(answer(&two, "a", "x").await.unwrap().2, 20);
}

pub async fn writers_do_not_lose_each_other(home: &impl Home) {
    let mut tasks = Vec::new();
    for handle in 0..2 {
        let store = Arc::new(home.open().await);
        for task in 0..3 {
            let store = Arc::clone(&store);
            tasks.push(tokio::spawn(async move {
                for n in 0..10 {
                    let shared = machine("shared", "x", &format!("{handle} {task} {n}"));
                    let own = machine(&format!("{handle} {task} {n}"), "x", "own");
                    store.commit(&[shared, own]).await.unwrap();
                }
            }));
        }
    }
    for task in tasks {
        task.await.unwrap();
    }
    let store = home.open().await;
    assert_eq!(everything(&store, 1000).await.len(), 61);
    let history = store.history(machine("shared", "x", "").id()).await.unwrap();
    assert!(history.iter().map(|past| past.version).eq(1..=60));
}

pub async fn counting_together_loses_nothing(home: &impl Home) {
    let mut tasks = Vec::new();
    for counter in 0..2 {
        let store = home.open().await;
        tasks.push(tokio::spawn(async move {
            let mut done = 0;
            while done < 20 {
                let (count, version) = answer(&store, "a", "x").await.map_or((0, 0), |(_, text, version)| {
                    (text.rsplit(' ').next().unwrap().parse().unwrap(), version)
                });
                let next: u64 = count + 1;
                // The counter's own mark, because two who say the same do not conflict.
                match store.commit(&[on(version, machine("a", "x", &format!("{counter} {next}")))]).await {
                    Ok(_) => done += 1,
                    Err(Error::Conflict { .. }) => {}
                    Err(other) => panic!("{other}"),
                }
            }
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    let (_, text, version) = answer(&home.open().await, "a", "x").await.unwrap();
    assert!(text.ends_with(" 40"), "{text}");
    assert_eq!(version, 40);
}
