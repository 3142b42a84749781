//! The pure rooms one after the other on Vietnamese news, on one core: what `prepare` does to every article.

#![expect(clippy::expect_used, reason = "a bench that cannot be set up has nothing to measure")]

use std::{fs, hint::black_box, path::Path};

use anban::{glossary::Glossary, locale::Locale, names::Names, numbers};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// Real articles; and sentences in nearly every word of which there is a figure or a name.
const NEWS: [&str; 2] =
    [include_str!("../samples/bac-giang-2016.txt"), include_str!("../samples/bac-giang-hop-tac-2016.txt")];
const DENSE: &str = include_str!("../tests/data/names/gold.txt");

fn house_glossary() -> Glossary {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("glossary");
    let mut files: Vec<(String, String)> = fs::read_dir(folder)
        .expect("the glossary's folder")
        .map(|entry| entry.expect("a file").path())
        .map(|path| (path.display().to_string(), fs::read_to_string(path).expect("a glossary file")))
        .collect();
    files.sort();
    Glossary::parse(&files).expect("the glossary is well formed")
}

fn together(criterion: &mut Criterion) {
    let (glossary, names) = (house_glossary(), Names::default());
    for (kind, text) in [("news", NEWS.concat().repeat(60)), ("dense", DENSE.repeat(40))] {
        let lines: Vec<&str> = text.lines().collect();
        let mut group = criterion.benchmark_group(format!("language/{kind}"));
        group.throughput(Throughput::BytesDecimal(text.len() as u64)).sample_size(20);
        let terms = |line: &str| glossary.find(black_box(line)).len();
        let named = |line: &str| names.find(black_box(line)).len();
        let figures = |line: &str| numbers::parse(black_box(line), Locale::Vi).len();
        group.bench_function("glossary", |b| b.iter(|| lines.iter().map(|line| terms(line)).sum::<usize>()));
        group.bench_function("names", |b| b.iter(|| lines.iter().map(|line| named(line)).sum::<usize>()));
        group.bench_function("numbers", |b| b.iter(|| lines.iter().map(|line| figures(line)).sum::<usize>()));
        group.bench_function("together", |b| {
            b.iter(|| lines.iter().map(|line| terms(line) + named(line) + figures(line)).sum::<usize>());
        });
        group.finish();
    }
}

criterion_group!(benches, together);
criterion_main!(benches);
