//! Vietnamese names: the tables of domain facts §1–3, the gold sentences, planted faults and properties.

mod check;
mod find;
mod properties;
mod transcribe;

/// The rows of a table of cases, comments left out.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| line.split('\t').collect())
}
