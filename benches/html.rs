//! HTML rewriting: read a page of 10 MB and write it with every unit replaced.
//!
//! The page is left at the path that is printed, so that `benches/peers/html_lxml.py` can be run on the same bytes.

#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a bench reports to its caller and has nobody to recover for"
)]

use std::{hint::black_box, path::Path, time::Instant};

use anban::{
    article::{Article, Content, Format, Settings, read},
    locale::Locale,
};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const SIZE: usize = 10_000_000;

/// A page like a newspaper's, paragraph after paragraph.
fn page() -> String {
    let mut page = String::with_capacity(SIZE + 4096);
    page.push_str("<!DOCTYPE html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\"><title>Đối ngoại Bắc Giang</title></head><body>\n");
    let mut number = 0;
    while page.len() < SIZE {
        number += 1;
        page.push_str(&format!(
            "<div class=\"item\"><h2>Hội nhập quốc tế {number}</h2>\n\
             <p>Đến nay, tỉnh đã thu hút được hơn <b>{number} dự án</b> FDI từ 12 quốc gia &amp; vùng lãnh thổ như: \
             <a href=\"/tin?id={number}&amp;x=1\" title=\"Hàn Quốc\">Hàn Quốc</a>, Nhật Bản, Trung Quốc, Singapore.</p>\n\
             <figure><img src=\"{number}.jpg\" alt=\"Bắc Giang thúc đẩy hội nhập\"><figcaption>Ảnh: TTXVN</figcaption></figure>\n\
             <p>Trong đó, Hàn Quốc và Nhật Bản có nhiều dự án đầu tư vào tỉnh nhất; kết quả thu hút các nguồn vốn \
             đạt kết quả <em>nổi bật</em>, đóng góp tích cực cho sự phát triển kinh tế - xã hội của tỉnh.</p></div>\n"
        ));
    }
    page.push_str("</body></html>\n");
    page
}

fn translated(article: &Article) -> Vec<Option<Content>> {
    let change = |content: &Content| Content { text: content.text.replace('a', "á"), codes: content.codes.clone() };
    article.units.iter().map(|unit| Some(change(&unit.content))).collect()
}

fn rewrite(page: &str) -> usize {
    let article = read("page.html", page.as_bytes(), Some(Format::Html), &Settings::default()).expect("readable");
    article.write(Locale::Ja, &translated(&article)).len()
}

fn bench(c: &mut Criterion) {
    let page = page();
    let at = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench.html");
    std::fs::write(&at, &page).expect("the target directory can be written");
    println!("page: {}", at.display());
    let mut group = c.benchmark_group("html");
    group.sample_size(10).throughput(Throughput::BytesDecimal(page.len() as u64));
    group.bench_function("read", |b| {
        b.iter(|| {
            read("page.html", page.as_bytes(), Some(Format::Html), &Settings::default())
                .map(|article| article.units.len())
        });
    });
    group.bench_function("rewrite", |b| b.iter(|| rewrite(black_box(&page))));
    group.finish();
    let best = (0..5)
        .map(|_| {
            let start = Instant::now();
            black_box(rewrite(&page));
            start.elapsed().as_secs_f64()
        })
        .fold(f64::INFINITY, f64::min);
    println!("anban {:.1} MB/s", page.len() as f64 / best / 1e6);
}

criterion_group!(benches, bench);
criterion_main!(benches);
