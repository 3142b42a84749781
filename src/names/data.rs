//! The compiled-in tables: tab-separated rows, `#` begins a comment line.

/// One row of a table.
#[derive(Clone)]
pub struct Row {
    cells: Vec<&'static str>,
}

impl Row {
    /// Cell number `at`, trimmed; empty where the row is shorter.
    pub fn cell(&self, at: usize) -> &'static str {
        self.cells.get(at).copied().unwrap_or_default().trim()
    }

    /// The alternatives of a cell, the preferred one first, written with `/` between them.
    pub fn list(&self, at: usize) -> impl Iterator<Item = &'static str> + use<> {
        self.cell(at).split('/').map(str::trim).filter(|one| !one.is_empty())
    }
}

/// The rows of `table`, comments and blank lines left out.
pub fn rows(table: &'static str) -> impl Iterator<Item = Row> {
    table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| Row { cells: line.split('\t').collect() })
}
