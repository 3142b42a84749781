//! What a memory answers.

use std::sync::Arc;

use anban::{
    article::{CodeKind, Content},
    diagnostic::{Finding, Fix, Place, Severity},
    locale::Locale,
    memory::{Hit, MatchKind, NO_CONTEXT, NewRow, Query, State, Stats, Store, StoreExt, Who},
    segment::SegmentKey,
    text::{LineIndex, Span},
};

use super::{
    super::rows::{answer, ask, by, key, machine},
    Home,
};

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
pub fn odd() -> NewRow {
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
    row.key = SegmentKey::new(Locale::Vi, &source);
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
