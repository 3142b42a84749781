//! Speed of the glossary: `cargo bench --bench glossary`, then `benches/peers/glossary_pyahocorasick.py`, which
//! reads the same terms and text from `target/bench/`.

#![expect(clippy::expect_used, reason = "a bench that cannot be set up has nothing to measure")]

#[path = "glossary/corpus.rs"]
mod corpus;

use std::{fmt::Write as _, fs, hint::black_box, path::Path};

use anban::{
    glossary::{
        Glossary,
        exchange::{self, Format},
    },
    locale::Locale,
};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// The program's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn find(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("glossary");
    group.sample_size(10);
    for count in [1_000, 10_000, 100_000] {
        let corpus = corpus::generate(count, 10_000_000);
        if count == 10_000 {
            write_for_peers(&corpus);
        }
        let glossary = glossary(&corpus.terms);
        group.throughput(Throughput::Bytes(corpus.text.len() as u64));
        group.bench_function(format!("find/{count}-terms"), |bencher| {
            bencher.iter(|| glossary.find(black_box(&corpus.text)).len());
        });
        group.bench_function(format!("find-by-line/{count}-terms"), |bencher| {
            bencher.iter(|| corpus.text.lines().map(|line| glossary.find(black_box(line)).len()).sum::<usize>());
        });
    }
    group.finish();
}

/// A hundred thousand whole entries: how long they take to load, to lint, to write and to read as TBX. Loading has
/// a second, linting a few.
fn entries(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("glossary");
    group.sample_size(10);
    let files = [("bench.toml".to_owned(), whole_entries(&corpus::generate(100_000, 1).terms))];
    group.throughput(Throughput::Elements(100_000));
    group.bench_function("load/100000-terms", |bencher| {
        bencher.iter(|| Glossary::parse(black_box(&files)).expect("it is well formed").terms().len());
    });
    let glossary = Glossary::parse(&files).expect("it is well formed");
    group.bench_function("lint/100000-terms", |bencher| bencher.iter(|| black_box(&glossary).lint().len()));
    let export = |format| exchange::export(&glossary, format, Locale::Ja);
    group.bench_function("export-tbx/100000-terms", |bencher| bencher.iter(|| export(Format::Tbx).len()));
    let tbx = export(Format::Tbx);
    group.bench_function("import-tbx/100000-terms", |bencher| {
        bencher.iter(|| exchange::import("x", tbx.as_bytes(), Format::Tbx, Locale::Ja).expect("read").terms.len());
    });
    group.finish();
}

/// Entries with acronym-like alternatives, notes and forbidden renderings, as real ones have.
fn whole_entries(terms: &[String]) -> String {
    let mut toml = String::new();
    for (index, term) in terms.iter().enumerate() {
        let _ = writeln!(
            toml,
            "[[term]]\nid = \"t-{index}\"\nvi = [\"{term}\", \"{term} số {index}\"]\nsource = \"generated\"\n\
             note = \"The {index}th.\"\n[term.en]\nuse = \"term {index}\"\nalso = [\"expression {index}\"]\n\
             forbid = [\"word {index}\"]\n[term.ja]\nuse = \"用語{index}\"\nalso = [\"言葉{index}\"]\n[term.ko]\n\
             use = \"용어{index}\""
        );
    }
    toml
}

fn glossary(terms: &[String]) -> Glossary {
    let mut toml = String::new();
    for (index, term) in terms.iter().enumerate() {
        let _ = writeln!(toml, "[[term]]\nid = \"t-{index}\"\nvi = [\"{term}\"]\n[term.en]\nuse = \"term {index}\"");
    }
    Glossary::parse(&[("bench.toml".to_owned(), toml)]).expect("the generated glossary is well formed")
}

fn write_for_peers(corpus: &corpus::Corpus) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench");
    fs::create_dir_all(&folder).expect("target/bench can be made");
    fs::write(folder.join("glossary-terms.txt"), corpus.terms.join("\n")).expect("target/bench can be written");
    fs::write(folder.join("glossary-text.txt"), &corpus.text).expect("target/bench can be written");
}

criterion_group!(benches, find, entries);
criterion_main!(benches);
