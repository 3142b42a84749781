//! Figures in four languages: tables of cases, planted faults, human-made parallel texts, properties.

mod faults;
mod parallel;
mod properties;
mod tables;

use std::{fs, path::PathBuf};

use anban::{
    locale::Locale,
    numbers::{Figure, Kind},
};

/// The rows of a table of `tests/data/numbers/`, comments and blank lines left out.
fn rows(file: &str, columns: usize) -> Vec<Vec<String>> {
    let path = data(file);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let rows = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    rows.map(|line| {
        let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        assert_eq!(cells.len(), columns, "{file}: {line:?}");
        cells
    })
    .collect()
}

fn data(file: &str) -> PathBuf {
    let root = option_env!("ANBAN_ROOT").unwrap_or(env!("CARGO_MANIFEST_DIR"));
    PathBuf::from(root).join("tests/data/numbers").join(file)
}

fn locale(tag: &str) -> Locale {
    tag.parse().expect("a language tag")
}

/// A figure as the tables write it: kind, value, `~hedge`, and `?` where it is not firm.
fn dump(figure: &Figure) -> String {
    let kind = match figure.kind {
        Kind::Cardinal => "cardinal",
        Kind::Ordinal => "ordinal",
        Kind::Percent => "percent",
        Kind::PercentPoint => "points",
        Kind::Money(_) => "money",
        Kind::Date => "date",
        Kind::Decade => "decade",
        Kind::Time => "time",
        Kind::Weekday => "weekday",
        Kind::Quarter => "quarter",
        Kind::FirstMonths => "first-months",
        Kind::LastMonths => "last-months",
        Kind::Fraction => "fraction",
        Kind::Multiple => "multiple",
        Kind::DocumentNumber => "document",
    };
    let hedge = figure.approximation.map_or_else(String::new, |a| format!(" ~{}", a.id()));
    format!("{kind} {figure}{hedge}{}", if figure.firm { "" } else { "?" })
}

fn dumps(figures: &[Figure]) -> String {
    figures.iter().map(dump).collect::<Vec<_>>().join("; ")
}
