//! How fast the SQLite store commits and answers, in batches, with 100,000 rows of a newspaper's size.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench stops at the first fault and prints its figures"
)]

use std::{hint::black_box, time::Instant};

use anban::{
    article::Content,
    locale::Locale,
    memory::{NewRow, Origin, Query, Settings, Sqlite, State, Store, Who},
    segment::{ContextKey, SegmentKey},
};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const ROWS: usize = 100_000;
const BATCH: usize = 1_000;

fn row(n: usize) -> NewRow {
    let source = Content::plain(format!(
        "Tính đến tháng {n}, tỉnh Bắc Giang đã thu hút {n} dự án đầu tư trực tiếp nước ngoài còn hiệu lực với \
         tổng vốn đăng ký gần 3 tỷ USD."
    ));
    let key = SegmentKey::new(Locale::Vi, &source);
    NewRow {
        key,
        context: ContextKey::new(Some(&key), Some(&key)),
        locale: Locale::En,
        source,
        target: Content::plain(format!(
            "As of month {n}, Bac Giang Province had attracted {n} valid foreign direct investment projects with a \
             total registered capital of nearly USD 3 billion."
        )),
        state: State::Translated,
        origin: Origin { who: Who::Machine, name: "embedded".to_owned(), model: None, prompt: None },
        fingerprint: format!("{n:064}"),
        findings: Vec::new(),
        expected: None,
    }
}

fn memory(criterion: &mut Criterion) {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("memory.db");
    let settings = Settings { check_up_to_mib: 10_000, ..Settings::default() };
    let store = Sqlite::open(&file, &settings).expect("a store");
    let rows: Vec<NewRow> = (0..ROWS).map(row).collect();
    let began = Instant::now();
    for batch in rows.chunks(BATCH) {
        runtime.block_on(store.commit(batch)).expect("a commit");
    }
    let stats = runtime.block_on(store.stats()).expect("stats");
    println!("filled with {ROWS} rows in {:.2?}, {} bytes", began.elapsed(), stats.bytes);

    let mut group = criterion.benchmark_group("memory");
    group.sample_size(10);
    for batch in [1, 50, BATCH] {
        let mut next = ROWS;
        group.throughput(Throughput::Elements(batch as u64));
        group.bench_function(format!("commit/{batch}"), |bencher| {
            bencher.iter_batched(
                || {
                    next += batch;
                    (next..next + batch).map(|n| row(n + batch * 10_000_000)).collect::<Vec<_>>()
                },
                |rows| runtime.block_on(store.commit(&rows)).expect("a commit"),
                criterion::BatchSize::PerIteration,
            );
        });
    }
    for (name, context) in [("in-context", true), ("exact", false)] {
        for batch in [1, 50, BATCH] {
            let mut at = 0;
            group.throughput(Throughput::Elements(batch as u64));
            group.bench_function(format!("lookup-{name}/{batch}"), |bencher| {
                bencher.iter(|| {
                    at += 7_919;
                    let queries: Vec<Query> = (0..batch)
                        .filter_map(|n| rows.get((at + n * 104_729) % ROWS))
                        .map(|row| Query {
                            key: row.key,
                            context: if context { row.context } else { ContextKey([7; 32]) },
                        })
                        .collect();
                    let hits = runtime.block_on(store.lookup(Locale::En, &queries)).expect("answers");
                    assert!(hits.iter().all(Option::is_some));
                    black_box(hits)
                });
            });
        }
    }
    group.finish();
    drop(store);
    let began = Instant::now();
    drop(Sqlite::open(&file, &settings).expect("a store"));
    println!("opened with every page checked in {:.2?}", began.elapsed());
}

criterion_group!(benches, memory);
criterion_main!(benches);
