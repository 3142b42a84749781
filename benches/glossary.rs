//! Speed of the glossary: `cargo bench --bench glossary`, then `benches/peers/glossary_pyahocorasick.py`, which
//! reads the same terms and text from `target/bench/`.

#![expect(clippy::expect_used, reason = "a bench that cannot be set up has nothing to measure")]

#[path = "glossary/corpus.rs"]
mod corpus;

use std::{fmt::Write as _, fs, hint::black_box, path::Path};

use anban::glossary::Glossary;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

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

criterion_group!(benches, find);
criterion_main!(benches);
