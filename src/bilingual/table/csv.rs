//! Comma-separated values (RFC 4180) as spreadsheets write and read them.

use csv::{ReaderBuilder, Terminator, WriterBuilder};

use super::{super::ReadError, Columns, document, rows};
use crate::{bilingual::Document, text::Span};

/// `document` as a file: UTF-8 with the mark by which Excel knows it. A cell that a spreadsheet would take for a
/// formula (OWASP, CSV injection) has an apostrophe before it, which is taken off when the file is read.
#[must_use]
pub fn write(document: &Document, columns: Columns) -> Vec<u8> {
    let mut out = WriterBuilder::new().terminator(Terminator::CRLF).from_writer("\u{FEFF}".as_bytes().to_vec());
    for row in rows(document, columns) {
        // Writing into memory fails only where memory does.
        let _ = out.write_record(row.iter().map(|cell| guarded(cell)));
    }
    out.into_inner().unwrap_or_default()
}

/// Reads a table whose cells are parted by commas, semicolons or tabs, whichever the first line has most of.
///
/// # Errors
/// When it is no table, or its first row does not name the columns.
pub fn read(text: &str) -> Result<Document, ReadError> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let first = text.lines().next().unwrap_or_default();
    let count = |delimiter: u8| first.bytes().filter(|&byte| byte == delimiter).count();
    let delimiter = [b'\t', b';', b','].into_iter().max_by_key(|&delimiter| count(delimiter)).unwrap_or(b',');
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    document(reader.records().map(|record| {
        let place =
            |position: Option<&csv::Position>| position.map_or(0, |at| usize::try_from(at.byte()).unwrap_or(0));
        let record = record.map_err(|error| ReadError {
            at: place(error.position()).min(text.len()),
            why: format!("this is no table: {error}"),
        })?;
        let mut at = place(record.position()).min(text.len());
        // The reader counts the line end of the row before.
        at += text.get(at..).map_or(0, |rest| rest.len() - rest.trim_start_matches(['\r', '\n']).len());
        Ok((Span::new(at, at), record.iter().map(|cell| bare(cell).to_owned()).collect()))
    }))
}

/// Whether a spreadsheet takes what begins like this for a formula.
const fn is_trigger(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠')
}

fn guarded(cell: &str) -> String {
    let risky = cell.trim_start_matches('\'').starts_with(is_trigger);
    if risky { format!("'{cell}") } else { cell.to_owned() }
}

fn bare(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(is_trigger) => rest,
        _ => cell,
    }
}
