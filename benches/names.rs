//! How fast names are found in Vietnamese news text, in bytes a second on one core.

use std::hint::black_box;

use anban::names::Names;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// The sample article, in which every line names a place, and the gold sentences, in which nearly every word does.
const ARTICLE: &str = include_str!("../samples/bac-giang-2016.txt");
const DENSE: &str = include_str!("../tests/data/names/gold.txt");

fn find(c: &mut Criterion) {
    let names = Names::default();
    let mut group = c.benchmark_group("names");
    for (id, text) in [("article", ARTICLE.repeat(100)), ("dense", DENSE.repeat(40))] {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(id, |bencher| bencher.iter(|| names.find(black_box(&text))));
    }
    group.finish();
}

criterion_group!(benches, find);
criterion_main!(benches);
