//! Comparing with every row, and whether the index found what that finds.

use std::{collections::HashMap, thread, time::Instant};

use anban::{
    article::Content,
    locale::Locale,
    memory::{
        Sqlite, Store,
        fuzzy::{Near, Pattern, Tokens, percent},
    },
    segment::SegmentKey,
};
use tokio::runtime::Runtime;

/// Compares every answer with that of the whole table; stops where one differs.
pub fn compare(
    runtime: &Runtime,
    store: &Sqlite,
    questions: &[(usize, Content)],
    found: &[Vec<Near>],
    at_least: u8,
    limit: usize,
) {
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut number = |word: String| {
        let next = numbers.len() as u32;
        *numbers.entry(word).or_insert(next)
    };
    let mut rows: Vec<(SegmentKey, Vec<u32>)> = Vec::new();
    let mut after = 0;
    // What was committed while asking is not among the answers.
    let before = |text: &str| !text.starts_with("Câu hoàn toàn mới số ");
    loop {
        let page = runtime.block_on(store.changes(after, 20_000)).expect("rows");
        let Some((last, _)) = page.last() else { break };
        after = *last;
        for (_, row) in page.iter().filter(|(_, row)| before(&row.source.text)) {
            rows.push((row.key, Tokens::new(&row.source.text).words().map(&mut number).collect()));
        }
    }
    rows.sort_by_key(|(_, tokens)| tokens.len());
    let asked: Vec<(SegmentKey, Vec<u32>)> = questions
        .iter()
        .map(|(_, text)| {
            (SegmentKey::new(Locale::Vi, text), Tokens::new(&text.text).words().map(&mut number).collect())
        })
        .collect();
    let began = Instant::now();
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let rows = &rows;
    let truth: Vec<Vec<Near>> = thread::scope(|scope| {
        let parts = asked.chunks(asked.len().div_ceil(workers).max(1));
        let workers: Vec<_> = parts
            .map(|part| {
                scope.spawn(move || {
                    part.iter().map(|(key, tokens)| one(rows, *key, tokens, at_least, limit)).collect::<Vec<_>>()
                })
            })
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("a worker")).collect()
    });
    let took = began.elapsed();
    let (mut want, mut got) = (0, 0);
    for (truth, found) in truth.iter().zip(found) {
        want += truth.len();
        got += truth.iter().filter(|near| found.iter().any(|other| other == *near)).count();
        assert!(found.len() <= truth.len(), "more was found than there is");
    }
    let hits = truth.iter().filter(|truth| !truth.is_empty()).count();
    println!(
        "recall {:.6}: {got} of {want} near matches of {hits} questions; comparing with every row took {:.1} s",
        got as f64 / want.max(1) as f64,
        took.as_secs_f64()
    );
    assert_eq!(got, want, "a near match was missed");
}

fn one(rows: &[(SegmentKey, Vec<u32>)], own: SegmentKey, tokens: &[u32], at_least: u8, limit: usize) -> Vec<Near> {
    let pattern = Pattern::new(tokens);
    let mut found = Vec::new();
    let length = tokens.len();
    let from = rows.partition_point(|(_, other)| other.len() * 100 < length * usize::from(at_least));
    for (key, other) in rows.iter().skip(from) {
        let longest = length.max(other.len());
        if length * 100 < other.len() * usize::from(at_least) {
            break;
        }
        let most = longest * (100 - usize::from(at_least)) / 100;
        if let Some(edits) = pattern.distance(other.iter().copied(), other.len(), most) {
            found.push(Near { key: *key, percent: percent(edits, longest, *key == own), edits, longest });
        }
    }
    found.sort_by(Near::compare);
    found.truncate(limit);
    found
}
