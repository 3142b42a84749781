//! How long the checks of one sentence take: all of them, and those of each room alone.

use std::{fs, hint::black_box, path::Path};

use anban::{
    article::{Content, Role},
    diagnostic::Levels,
    glossary::{Glossary, TermUse},
    locale::Locale,
    names::{NameUse, Names},
    numbers, qa,
};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// News sentences that people translated.
const PAIRS: [&str; 4] = [
    include_str!("../tests/it/qa/pairs/affairs.tsv"),
    include_str!("../tests/it/qa/pairs/economy.tsv"),
    include_str!("../tests/it/qa/pairs/society.tsv"),
    include_str!("../tests/it/qa/pairs/state.tsv"),
];

struct Row {
    source: Content,
    target: Content,
    terms: Vec<TermUse>,
    names: Vec<NameUse>,
    figures: Vec<numbers::Figure>,
}

fn checks(c: &mut Criterion) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("glossary");
    let mut files: Vec<(String, String)> = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        files.push((entry.path().display().to_string(), fs::read_to_string(entry.path()).unwrap_or_default()));
    }
    files.sort();
    let glossary = Glossary::parse(&files).unwrap_or_default();
    let names = Names::default();
    let levels = Levels::default();
    for (column, locale) in Locale::TARGETS.into_iter().enumerate() {
        let rows: Vec<Row> = PAIRS
            .iter()
            .flat_map(|pairs| pairs.lines())
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| {
                let fields: Vec<&str> = line.split('\t').collect();
                let (source, target) = (*fields.get(1)?, *fields.get(2 + column)?);
                let (terms, names) = (glossary.find(source), names.find(source));
                let figures = numbers::parse(source, Locale::Vi);
                Some(Row { source: Content::plain(source), target: Content::plain(target), terms, names, figures })
            })
            .collect();
        let mut group = c.benchmark_group(format!("check/{locale}"));
        group.sample_size(20).throughput(Throughput::Elements(rows.len() as u64));
        group.bench_function("all", |bencher| {
            bencher.iter(|| {
                for row in &rows {
                    let pair = qa::Pair { source: &row.source, target: &row.target, locale, role: Role::Paragraph };
                    let facts = qa::Facts {
                        glossary: &glossary,
                        terms: &row.terms,
                        names: &names,
                        found: &row.names,
                        figures: &row.figures,
                    };
                    black_box(qa::check(&pair, &facts, &levels));
                }
            });
        });
        // Without terms and names the glossary and the names have nothing to look for.
        group.bench_function("glossary", |bencher| {
            bencher.iter(|| {
                for row in &rows {
                    black_box(glossary.check(&row.source.text, &row.terms, &row.target.text, locale));
                }
            });
        });
        group.bench_function("names", |bencher| {
            bencher.iter(|| {
                for row in &rows {
                    black_box(names.check(&row.names, &row.target.text, locale));
                }
            });
        });
        group.bench_function("numbers", |bencher| {
            bencher.iter(|| {
                for row in &rows {
                    black_box(numbers::check(&row.source.text, &row.target.text, locale));
                }
            });
        });
        group.finish();
    }
}

criterion_group!(benches, checks);
criterion_main!(benches);
