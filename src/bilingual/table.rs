//! An article and its translation as a table: two, four or six columns of CSV or XLSX.
//!
//! The first row names the columns: `id (ARTICLE)`, `vi`, the language of the translation, `state`, `translator`,
//! `notes`; when a table is read they may stand in any order, and only the two languages must be there. An id is the
//! unit's and the sentence's number and, behind `@`, the version of the memory's row.

mod csv;
mod xlsx;

pub use csv::{read as read_csv, write as write_csv};
pub use xlsx::{read as read_xlsx, write as write_xlsx};

use super::{
    Document, Note, Pair, ReadError,
    written::{pieces_of, written},
};
use crate::{locale::Locale, memory::State, text::Span};

/// Which columns a table has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Columns {
    /// The sentence and its translation.
    Two,
    /// The id before them and the state behind.
    Four,
    /// And the translator and the notes.
    Six,
}

/// The most rows a table may have.
const MOST: usize = 200_000;

/// A row that was read: where it stands, and its cells.
type Row = (Span, Vec<String>);

/// The rows of `document`, the names of the columns first.
fn rows(document: &Document, columns: Columns) -> Vec<Vec<String>> {
    let target = document.locale.map_or("en", |locale| locale.tag());
    let names = [&format!("id ({})", document.original), "vi", target, "state", "translator", "notes"];
    let row = |cells: [&str; 6]| -> Vec<String> {
        let kept = match columns {
            Columns::Two => cells.get(1..3),
            Columns::Four => cells.get(..4),
            Columns::Six => Some(&cells[..]),
        };
        kept.unwrap_or_default().iter().map(|cell| (*cell).to_owned()).collect()
    };
    let mut all = vec![row(names)];
    for pair in &document.pairs {
        let version = pair.stamp.map(|stamp| stamp.version).or(pair.version).unwrap_or_default();
        let notes = pair.notes.iter().map(|note| note.text.clone());
        let terms = pair.terms.iter().map(|(vi, to)| format!("{vi} → {to}"));
        all.push(row([
            &format!("{}@{version}", pair.id),
            &written(&pair.source),
            &pair.target.as_deref().map(written).unwrap_or_default(),
            pair.state.map_or("", State::name),
            pair.translator.as_deref().unwrap_or_default(),
            &notes.chain(terms).collect::<Vec<_>>().join("\n"),
        ]));
    }
    all
}

/// Where each column is.
#[derive(Default)]
struct Header {
    id: Option<usize>,
    source: Option<usize>,
    target: Option<usize>,
    state: Option<usize>,
    translator: Option<usize>,
    notes: Option<usize>,
}

/// The document of a table's rows.
fn document(rows: impl Iterator<Item = Result<Row, ReadError>>) -> Result<Document, ReadError> {
    let mut rows =
        rows.filter(|row| !matches!(row, Ok((_, cells)) if cells.iter().all(|cell| cell.trim().is_empty())));
    let mut document = Document::default();
    let Some(first) = rows.next() else {
        return Err(ReadError { at: 0, why: "the table is empty".to_owned() });
    };
    let header = header(first?, &mut document)?;
    for row in rows {
        let (span, cells) = row?;
        if document.pairs.len() >= MOST {
            return Err(ReadError { at: span.start, why: format!("the table has more than {MOST} rows") });
        }
        let cell =
            |column: Option<usize>| cells.get(column?).map(String::as_str).filter(|cell| !cell.trim().is_empty());
        let id = cell(header.id).unwrap_or_default().trim();
        let (id, version) = match id.split_once('@') {
            Some((id, version)) => (id, version.parse().ok()),
            None => (id, None),
        };
        let state = match cell(header.state).map(|state| state.trim().to_lowercase()) {
            None => None,
            Some(name) => Some(State::named(&name).ok_or_else(|| ReadError {
                at: span.start,
                why: format!("the state {name:?} is not known: initial, translated, reviewed or final"),
            })?),
        };
        let target = cell(header.target).map(pieces_of);
        document.pairs.push(Pair {
            id: id.to_owned(),
            version,
            source: cell(header.source).map(pieces_of).unwrap_or_default(),
            state: target.is_some().then(|| state.unwrap_or(State::Translated)),
            target,
            translator: cell(header.translator).map(|name| name.trim().to_owned()),
            notes: cell(header.notes)
                .map(|text| Note { category: "note".to_owned(), text: text.to_owned() })
                .into_iter()
                .collect(),
            ..Pair::at(span)
        });
    }
    Ok(document)
}

fn header((span, cells): Row, document: &mut Document) -> Result<Header, ReadError> {
    let fail = |why: &str| ReadError { at: span.start, why: why.to_owned() };
    let mut header = Header::default();
    for (at, cell) in cells.iter().enumerate() {
        let name = cell.trim();
        let slot = match name.to_lowercase().as_str() {
            "vi" | "source" => &mut header.source,
            tag @ ("en" | "ja" | "ko") => {
                document.locale = Locale::ALL.into_iter().find(|locale| locale.tag() == tag);
                &mut header.target
            }
            "state" => &mut header.state,
            "translator" => &mut header.translator,
            "note" | "notes" => &mut header.notes,
            lower if lower == "id" || lower.starts_with("id (") => {
                let file = name.get(2..).unwrap_or_default().trim();
                let file = file.strip_prefix('(').and_then(|file| file.strip_suffix(')'));
                file.unwrap_or_default().clone_into(&mut document.original);
                &mut header.id
            }
            _ => continue,
        };
        if slot.replace(at).is_some() {
            return Err(fail(&format!("two columns are called {name:?}, or are for translations")));
        }
    }
    if header.source.is_none() || header.target.is_none() {
        return Err(fail("the first row must name the columns: vi, and one of en, ja and ko"));
    }
    Ok(header)
}
