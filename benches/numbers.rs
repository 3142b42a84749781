//! Throughput of the figures room on Vietnamese news text.

use std::hint::black_box;

use anban::{
    locale::Locale,
    numbers::{check, parse},
};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const ARTICLE: &str = include_str!("../samples/bac-giang-2016.txt");
/// A paragraph thick with figures, as economic news has them.
const DENSE: &str = "Trong 6 tháng đầu năm 2016, tổng vốn đầu tư đạt hơn 1,2 tỷ USD, tăng 15,7% so với cùng kỳ; thu ngân sách \
    ước đạt 2.350 tỷ đồng, bằng 52,3% dự toán. Ngày 28/08/2016, lúc 19h34, hội nghị lần thứ 18 thông qua Nghị quyết số 22-NQ/TW.\n";
const TARGET: &str = "In the first six months of 2016, total investment exceeded US$1.2 billion, up 15.7%; budget revenue was estimated \
    at VND2.35 trillion, or 52.3% of the plan. At 7:34 p.m. on August 28, 2016, the 18th conference adopted Resolution No. 22-NQ/TW.";

fn throughput(c: &mut Criterion) {
    let article = ARTICLE.repeat(100);
    let dense = DENSE.repeat(1000);
    let mut group = c.benchmark_group("numbers");
    for (name, text) in [("article", &article), ("dense", &dense)] {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |b| b.iter(|| parse(black_box(text), Locale::Vi).len()));
    }
    group.throughput(Throughput::Bytes(DENSE.len() as u64));
    group.bench_function("check", |b| b.iter(|| check(black_box(DENSE), black_box(TARGET), Locale::En).len()));
    group.finish();
}

criterion_group!(benches, throughput);
criterion_main!(benches);
