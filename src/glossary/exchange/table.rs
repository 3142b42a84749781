//! Tables with a header: comma-separated and tab-separated values (RFC 4180 quoting).
//!
//! A column a key. Lists stand in one cell, their items between `|`; `\|` and `\\` are the characters themselves.

use std::sync::Arc;

use csv::{ReaderBuilder, StringRecord, Terminator, WriterBuilder};

use super::{
    Import,
    draft::{Draft, Gathered, Standing, lost},
    lines::Lines,
};
use crate::{
    diagnostic::Place,
    glossary::{
        Form, LoadError, Term,
        load::name_of,
        term::{Kind, Status},
    },
    locale::Locale,
    text::Span,
};

const COLUMNS: [&str; 14] = [
    "id",
    "vi",
    "acronym",
    "class",
    "kind",
    "case",
    "pos",
    "status",
    "do-not-translate",
    "valid-from",
    "valid-until",
    "definition",
    "source",
    "note",
];

/// What follows a language in the name of a column, with what its items are.
const PARTS: [(&str, Option<Standing>); 5] = [
    ("", Some(Standing::Preferred)),
    ("-also", Some(Standing::Admitted)),
    ("-deprecated", Some(Standing::Deprecated)),
    ("-forbid", Some(Standing::Forbidden)),
    ("-note", None),
];

pub(super) fn write(terms: &[Term], delimiter: u8) -> String {
    let mut writer =
        WriterBuilder::new().delimiter(delimiter).terminator(Terminator::Any(b'\n')).from_writer(Vec::new());
    let languages = Locale::TARGETS.iter().flat_map(|locale| PARTS.map(|(part, _)| format!("{locale}{part}")));
    let header: Vec<String> = COLUMNS.iter().map(|&name| name.to_owned()).chain(languages).collect();
    // Writing to memory cannot fail; a row that could not be written would be left out, and tests would see it.
    let _ = writer.write_record(&header);
    for term in terms {
        let _ = writer.write_record(row(term));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn row(term: &Term) -> Vec<String> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let mut row = vec![
        term.id.text.clone(),
        list(&term.vi),
        term.acronym.as_ref().map_or_else(String::new, |form| form.text.clone()),
        term.class.map_or("", name_of).to_owned(),
        if term.kind == Kind::Term { "" } else { name_of(term.kind) }.to_owned(),
        term.case.map_or("", name_of).to_owned(),
        term.part_of_speech.map_or("", name_of).to_owned(),
        if term.status == Status::Preferred { "" } else { name_of(term.status) }.to_owned(),
        if term.do_not_translate { "true" } else { "" }.to_owned(),
        term.valid_from.as_ref().map_or_else(String::new, |day| day.date.to_string()),
        term.valid_until.as_ref().map_or_else(String::new, |day| day.date.to_string()),
        text(&term.definition),
        text(&term.source),
        text(&term.note),
    ];
    for locale in Locale::TARGETS {
        match term.renderings(locale) {
            Some(one) => row.extend([
                if term.do_not_translate { String::new() } else { escaped(&one.preferred.text) },
                if term.do_not_translate { String::new() } else { list(&one.also) },
                list(&one.deprecated),
                list(&one.forbid),
                text(&one.note),
            ]),
            None => row.extend(PARTS.map(|_| String::new())),
        }
    }
    row
}

fn list(forms: &[Form]) -> String {
    forms.iter().map(|form| escaped(&form.text)).collect::<Vec<_>>().join("|")
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('|', "\\|")
}

/// The items of a cell.
fn items(cell: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let mut chars = cell.chars();
    while let Some(c) = chars.next() {
        let c = match c {
            '|' => {
                items.push(String::new());
                continue;
            }
            '\\' => chars.next().unwrap_or('\\'),
            c => c,
        };
        if let Some(item) = items.last_mut() {
            item.push(c);
        }
    }
    items.retain(|item| !item.is_empty());
    items
}

pub(super) fn read(file: &Arc<str>, text: &str, delimiter: u8) -> Result<Import, LoadError> {
    let mut lines = Lines::new(file, text);
    let first = text.lines().next().unwrap_or_default();
    // Spreadsheets of many European languages write CSV with semicolons.
    let delimiter = if delimiter == b',' && !first.contains(',') && first.contains(';') { b';' } else { delimiter };
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut gathered = Gathered::default();
    let mut header: Option<Vec<String>> = None;
    let mut record = StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                let at = error.position().map_or(0, |position| offset(position.byte()));
                return Err(lines.error(at, error.to_string()));
            }
        }
        let at = record.position().map_or(0, |position| offset(position.byte()));
        // The reader has not always passed the line break before a record when it says where the record begins.
        let breaks = text.get(at..).map_or(0, |rest| rest.len() - rest.trim_start_matches(['\r', '\n']).len());
        let place = lines.place(Span::new(at + breaks, at + breaks));
        match &header {
            None => header = Some(columns(&record, &place, &mut gathered, &mut lines)?),
            Some(columns) => term(&record, columns, &place, &mut gathered),
        }
    }
    if header.is_none() {
        return Err(lines.error(0, "the file is empty: its first line names the columns"));
    }
    Ok(gathered.finish())
}

fn offset(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

fn columns(
    record: &StringRecord,
    place: &Place,
    gathered: &mut Gathered,
    lines: &mut Lines<'_>,
) -> Result<Vec<String>, LoadError> {
    let names: Vec<String> = record.iter().map(|name| name.trim().to_lowercase()).collect();
    if !names.iter().any(|name| name == "vi") {
        return Err(lines
            .error(0, "no column is called vi: the first line must name the columns, such as id, vi, en, ja, ko"));
    }
    for name in names.iter().filter(|name| !COLUMNS.contains(&name.as_str()) && part_of(name).is_none()) {
        gathered.say(lost("column", name, place));
    }
    Ok(names)
}

/// The language and the part of it that a column holds.
fn part_of(column: &str) -> Option<(Locale, Option<Standing>)> {
    let locale = Locale::TARGETS.into_iter().find(|locale| column.starts_with(locale.tag()))?;
    let rest = column.get(locale.tag().len()..)?;
    PARTS.iter().find(|(part, _)| *part == rest).map(|&(_, standing)| (locale, standing))
}

fn term(record: &StringRecord, columns: &[String], place: &Place, gathered: &mut Gathered) {
    let mut draft = Draft::default();
    let form = |text: String| Form { text, place: place.clone() };
    for (number, cell) in record.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
        let Some(column) = columns.get(number) else {
            gathered.say(lost("cell", cell, place));
            continue;
        };
        match (column.as_str(), part_of(column)) {
            ("vi", _) => draft.vi = items(cell).into_iter().map(form).collect(),
            (_, Some((locale, Some(standing)))) => {
                if let Some(said) = draft.said_in(locale) {
                    // Of several preferred ones in a foreign table the first is meant; the rest are synonyms.
                    for (at, text) in items(cell).into_iter().enumerate() {
                        let first = standing == Standing::Preferred && at > 0;
                        said.forms.push((form(text), Some(if first { Standing::Admitted } else { standing })));
                    }
                }
            }
            (_, Some((locale, None))) => {
                if let Some(said) = draft.said_in(locale) {
                    said.note = Some(cell.to_owned());
                }
            }
            (key, None) if COLUMNS.contains(&key) => {
                if !draft.set(key, cell, place) {
                    gathered.say(lost(key, cell, place));
                }
            }
            _ => {}
        }
    }
    gathered.take(draft, place);
}
