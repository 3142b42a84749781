//! Which of several translations of one sentence answers.

use anban::{
    diagnostic::{Finding, Severity},
    locale::Locale,
    memory::{MatchKind, NewRow, Query, REJECTED, REJECTED_ELSEWHERE, State, Store, StoreExt, Who},
    segment::ContextKey,
};

use super::Home;
use crate::memory::rows::{answer, ask, by, key, machine};

/// The context between two plain sentences in a unit of this role; empty for none.
fn at(before: &str, after: &str, role: &str) -> ContextKey {
    let side = |text: &str| (!text.is_empty()).then(|| key(text));
    let context = ContextKey::new(side(before).as_ref(), side(after).as_ref());
    if role.is_empty() { context } else { context.in_role(role) }
}

fn placed(context: ContextKey, row: NewRow) -> NewRow {
    NewRow { context, ..row }
}

async fn ask_at(store: &impl Store, source: &str, context: ContextKey) -> Option<(MatchKind, String, bool, u64)> {
    let mut hits = store.lookup(Locale::En, &[Query { key: key(source), context }]).await.unwrap();
    hits.remove(0).map(|hit| (hit.kind, hit.row.target.text, hit.ambiguous, hit.here))
}

pub async fn a_persons_answer_goes_before_a_machines_in_context(home: &impl Home) {
    let store = home.open().await;
    let reviewed = by(Who::Person, State::Final, machine("a", "far", "the editor's"));
    store.commit(&[machine("a", "here", "the machine's"), reviewed]).await.unwrap();
    for place in ["here", "new"] {
        assert_eq!(answer(&store, "a", place).await, Some((MatchKind::Exact, "the editor's".into(), 1)), "{place}");
    }
    // The row that stands here is told, so that a change can build on it.
    let here = Query { key: key("a"), context: crate::memory::rows::context("here") };
    assert_eq!(store.lookup(Locale::En, &[here]).await.unwrap()[0].as_ref().unwrap().here, 1);
    // An import that nobody approved is no person's word, an approved machine's row is.
    store
        .commit(&[machine("b", "here", "mine"), by(Who::Import, State::Translated, machine("b", "far", "I"))])
        .await
        .unwrap();
    assert_eq!(answer(&store, "b", "here").await, Some((MatchKind::InContext, "mine".into(), 1)));
    store.commit(&[by(Who::Machine, State::Reviewed, machine("b", "further", "approved"))]).await.unwrap();
    assert_eq!(answer(&store, "b", "here").await, Some((MatchKind::Exact, "approved".into(), 1)));
}

pub async fn the_nearest_in_context_answers(home: &impl Home) {
    let store = home.open().await;
    let rows = [
        (at("p", "n", "headline"), "same"),
        (at("p", "n", "caption"), "role"),
        (at("p", "x", "headline"), "before"),
        (at("y", "n", "headline"), "after"),
        (at("y", "x", "headline"), "apart"),
    ];
    for (context, target) in rows {
        store.commit(&[placed(context, machine("a", "", target))]).await.unwrap();
    }
    for (context, want, kind, ambiguous) in [
        (at("p", "n", "headline"), "same", MatchKind::InContext, false),
        (at("p", "n", "caption"), "role", MatchKind::InContext, false),
        (at("p", "x", "headline"), "before", MatchKind::InContext, false),
        // Of two in other roles the latest.
        (at("p", "n", "quote"), "role", MatchKind::Neighbours, false),
        (at("p", "n", ""), "role", MatchKind::Neighbours, false),
        // One neighbour decides among several, and it is said that they were several.
        (at("p", "q", "headline"), "before", MatchKind::Exact, true),
        (at("q", "n", "headline"), "after", MatchKind::Exact, true),
        (at("q", "q", "headline"), "apart", MatchKind::Exact, true),
        (at("", "", "headline"), "apart", MatchKind::Exact, true),
    ] {
        let found = ask_at(&store, "a", context).await.map(|(kind, target, ambiguous, _)| (kind, target, ambiguous));
        assert_eq!(found, Some((kind, want.to_owned(), ambiguous)));
    }
    // Several that say the same are one answer.
    store.commit(&[machine("b", "x", "B"), machine("b", "y", "B")]).await.unwrap();
    assert_eq!(ask_at(&store, "b", at("q", "q", "")).await, Some((MatchKind::Exact, "B".into(), false, 0)));
    // A person's answer and a machine's are no rivals.
    store.commit(&[by(Who::Person, State::Reviewed, machine("b", "z", "P"))]).await.unwrap();
    assert_eq!(ask_at(&store, "b", at("q", "q", "")).await, Some((MatchKind::Exact, "P".into(), false, 0)));
}

pub async fn an_old_context_still_says_which_neighbours(home: &impl Home) {
    let store = home.open().await;
    let whole = at("p", "n", "headline");
    // As versions before wrote it: all of the hash over both neighbours, of which today's has the first half.
    let mut old = whole;
    old.0[16..].copy_from_slice(&[0x5A; 16]);
    store.commit(&[placed(old, machine("a", "", "old")), machine("a", "elsewhere", "other")]).await.unwrap();
    assert_eq!(ask_at(&store, "a", whole).await, Some((MatchKind::Neighbours, "old".into(), false, 0)));
    assert_eq!(ask_at(&store, "a", old).await.map(|found| found.0), Some(MatchKind::InContext));
    assert_eq!(ask_at(&store, "a", at("p", "m", "headline")).await.map(|found| found.0), Some(MatchKind::Exact));
}

/// The places, and the rejected rows, of a sentence that stands everywhere are met too.
pub async fn one_of_two_hundred_contexts_is_found(home: &impl Home) {
    let store = home.open().await;
    let rejected = reject(by(Who::Person, State::Initial, machine("a", "refused", "everywhere")));
    let rows: Vec<NewRow> =
        (0..200).map(|n| by(Who::Import, State::Translated, machine("a", &n.to_string(), "everywhere"))).collect();
    store
        .commit(&[placed(at("p", "n", "caption"), machine("a", "", "between")), machine("a", "here", "mine")])
        .await
        .unwrap();
    store.commit(&rows).await.unwrap();
    assert_eq!(answer(&store, "a", "here").await, Some((MatchKind::InContext, "mine".into(), 1)));
    assert_eq!(
        ask_at(&store, "a", at("p", "n", "headline")).await.map(|found| (found.0, found.1)),
        Some((MatchKind::Neighbours, "between".into()))
    );
    assert_eq!(answer(&store, "a", "new").await.map(|found| found.1), Some("everywhere".into()));
    store.commit(&[rejected]).await.unwrap();
    assert_ne!(answer(&store, "a", "new").await.map(|found| found.1), Some("everywhere".into()));
    assert_eq!(store.rejected(key("a"), Locale::En).await.unwrap(), ["everywhere"]);
}

fn reject(row: NewRow) -> NewRow {
    NewRow { findings: vec![Finding::new(REJECTED, Severity::Error).fact("by", "An").fact("reason", "wrong")], ..row }
}

pub async fn what_was_rejected_answers_nowhere(home: &impl Home) {
    let store = home.open().await;
    let no = |place: &str, text: &str| reject(by(Who::Person, State::Initial, machine("a", place, text)));
    let reviewed = |place: &str, text: &str| by(Who::Person, State::Reviewed, machine("a", place, text));
    store.commit(&[machine("a", "one", "bad"), machine("a", "two", "bad")]).await.unwrap();
    store.commit(&[no("one", "bad")]).await.unwrap();
    // In its own place it stands as the rejected row it is; a machine's row elsewhere is not usable any more.
    assert_eq!(answer(&store, "a", "one").await, Some((MatchKind::InContext, "bad".into(), 2)));
    let hit = store.lookup(Locale::En, &[ask("a", "two")]).await.unwrap().remove(0).unwrap();
    assert_eq!((hit.kind, hit.row.state, hit.here), (MatchKind::InContext, State::Initial, 1));
    assert_eq!(hit.row.findings.iter().map(|finding| &*finding.code).collect::<Vec<_>>(), [REJECTED_ELSEWHERE]);
    assert_eq!(answer(&store, "a", "three").await, None, "nothing is filled");
    assert_eq!(store.find(key("a"), Locale::En).await.unwrap(), None);
    assert_eq!(store.rejected(key("a"), Locale::En).await.unwrap(), ["bad"]);
    // Another translation is another matter, in the rejected place too.
    store.commit(&[machine("a", "four", "good")]).await.unwrap();
    for place in ["one", "two", "three"] {
        assert_eq!(answer(&store, "a", place).await, Some((MatchKind::Exact, "good".into(), 1)), "{place}");
    }
    // What a person approved in its own place stands there, and nowhere else once another rejected it later.
    pause().await;
    store.commit(&[by(Who::Person, State::Reviewed, machine("b", "own", "mine"))]).await.unwrap();
    pause().await;
    store.commit(&[reject(by(Who::Person, State::Initial, machine("b", "other", "mine")))]).await.unwrap();
    assert_eq!(answer(&store, "b", "own").await, Some((MatchKind::InContext, "mine".into(), 1)));
    assert_eq!(answer(&store, "b", "third").await, None);
    // A person accepts it: it answers again.
    pause().await;
    store.commit(&[reviewed("five", "bad")]).await.unwrap();
    assert_eq!(answer(&store, "a", "three").await, Some((MatchKind::Exact, "bad".into(), 1)));
    assert_eq!(store.rejected(key("a"), Locale::En).await.unwrap(), Vec::<String>::new());
}

/// Times are kept in milliseconds.
async fn pause() {
    tokio::time::sleep(std::time::Duration::from_millis(3)).await;
}
