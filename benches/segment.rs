//! Sentence splitting, in MB/s, on 10 MB of Vietnamese news made from the sample article.
//!
//! The same text is written to `target/bench/segment.txt`, where `benches/peers/segment_underthesea.py` reads it.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a bench talks to the terminal and may give up")]

use std::{fmt::Write as _, fs, hint::black_box, path::Path};

use anban::segment::{Segmenter, Settings};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const SAMPLE: &str = include_str!("../samples/bac-giang-2016.txt");
const SIZE: usize = 10_000_000;

/// The sample again and again, each round with its own figures so that no round is quite like another.
fn corpus() -> String {
    let mut text = String::with_capacity(SIZE + SAMPLE.len() * 2);
    let mut round: u32 = 0;
    while text.len() < SIZE {
        round += 1;
        text.push_str(&SAMPLE.replace("200", &(200 + round * 7 % 900).to_string()));
        let _ = writeln!(
            text,
            "\nTS. Nguyễn Văn A. cho biết vốn đạt {round}.234,5 tỷ đồng. Ông nói: “Tốt. Rất tốt.” Bà đi."
        );
    }
    text
}

fn split(criterion: &mut Criterion) {
    let text = corpus();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench");
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(folder.join("segment.txt"), &text))
        .expect("target is writable");
    let segmenter = Segmenter::new(&Settings::default()).expect("the built-in rules compile");
    let decomposed: String = unicode_normalization::UnicodeNormalization::nfd(text.as_str()).collect();
    println!("{} sentences", segmenter.split(&text).len());

    let mut group = criterion.benchmark_group("segment");
    group.sample_size(20);
    for (name, text) in [("nfc", &text), ("nfd", &decomposed)] {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |bencher| bencher.iter(|| black_box(segmenter.split(black_box(text)))));
    }
    group.finish();
}

criterion_group!(benches, split);
criterion_main!(benches);
