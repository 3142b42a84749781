//! Annotations on a pull request, as GitHub Actions reads them from a job's output: workflow commands
//! (<https://docs.github.com/actions/reference/workflow-commands-for-github-actions>).

use std::fmt::Write as _;

use super::{Document, document::row_of};
use crate::diagnostic::Severity;

/// One line a finding that counts: `::error file=…,line=…,col=…,endLine=…,endColumn=…,title=…::message`.
#[must_use]
pub fn github(document: &Document<'_>) -> String {
    let mut out = String::new();
    let mut regions = document.regions();
    for item in document.items.iter().filter(|item| item.counts()) {
        let finding = &item.finding;
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let _ = write!(out, "::{command} ");
        let mut row = None;
        if let Some(place) = &finding.place {
            // Columns are shown only where an annotation begins and ends in one line.
            let region = regions.of(place);
            let file = row_of(&place.file).map_or(&*place.file, |(memory, key)| {
                row = Some(key);
                memory
            });
            let _ = write!(out, "file={},line={},col={}", property(file), region.start.line, region.start.column);
            let _ = write!(out, ",endLine={},endColumn={},", region.end.line, last_column(region.start, region.end));
        }
        let message = finding.message(document.messages);
        let message = row.map_or(message.clone(), |row| format!("{row}: {message}"));
        let _ = writeln!(out, "title={}::{}", property(&finding.code), data(&message));
    }
    out
}

/// The column of the last character: GitHub's ends are inclusive.
const fn last_column(start: crate::text::Position, end: crate::text::Position) -> usize {
    if end.line == start.line && end.column > start.column { end.column - 1 } else { end.column }
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
