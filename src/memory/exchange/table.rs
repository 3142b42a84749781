//! CSV and TSV (RFC 4180) with a header line, one translation a line.
//!
//! `source`, `target` and `locale` are needed; `state`, `who`, `name`, `model`, `prompt`, `context` and
//! `fingerprint` are taken where they are. Inline codes are numbered tags (`<1>…</1>`, `<2/>`); the columns
//! `source-codes` and `target-codes` hold what they stand for.

use std::io::{Read, Write};

use super::{Loss, Losses, Place, ReadError, Translation, Unit, source::Source};
use crate::{
    article::Content,
    memory::{NO_CONTEXT, Row, State, Who},
    segment::tags,
};

const COLUMNS: [&str; 14] = [
    "source",
    "target",
    "locale",
    "state",
    "who",
    "name",
    "model",
    "prompt",
    "context",
    "fingerprint",
    "findings",
    "updated",
    "source-codes",
    "target-codes",
];

/// The lines of a table as units.
pub struct Reader<R> {
    lines: csv::Reader<Source<R>>,
    /// The column of the file in which each of ours stands.
    columns: [Option<usize>; 14],
    line: csv::StringRecord,
    losses: Losses,
    done: bool,
}

impl<R: Read> Reader<R> {
    /// Reads the header of a table whose cells are set apart by `separator`.
    ///
    /// # Errors
    /// A header without the needed columns.
    pub fn new(input: R, separator: u8) -> Result<Self, ReadError> {
        let first = Place { line: 1, column: 1 };
        let source = Source::new(input).map_err(|error| ReadError { place: first, why: error.to_string() })?;
        let mut lines = csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(source);
        let header = lines.headers().map_err(|error| ReadError { place: first, why: error.to_string() })?.clone();
        let columns = COLUMNS.map(|name| header.iter().position(|cell| cell.trim().eq_ignore_ascii_case(name)));
        for (name, column) in COLUMNS.iter().zip(columns).take(3) {
            if column.is_none() {
                let why = format!(
                    "the first line has no column {name:?}; it has to name the columns: source, target, locale …"
                );
                return Err(ReadError { place: first, why });
            }
        }
        Ok(Self { lines, columns, line: csv::StringRecord::new(), losses: Losses::default(), done: false })
    }

    /// What could not be taken over so far.
    #[must_use]
    pub const fn losses(&self) -> &Losses {
        &self.losses
    }

    fn cell(&self, name: &str) -> Option<&str> {
        let at = COLUMNS.iter().position(|column| *column == name)?;
        let column = self.columns.get(at).copied().flatten()?;
        self.line.get(column).filter(|cell| !cell.is_empty())
    }

    fn unit(&mut self) -> Option<Unit> {
        let place = self.place();
        let (Some(source), Some(target)) = (self.cell("source"), self.cell("target")) else {
            self.losses.add(Loss::Empty, place);
            return None;
        };
        let locale = self.cell("locale").and_then(|tag| tag.trim().parse().ok());
        let Some(locale) = locale.filter(|&locale| locale != crate::locale::Locale::Vi) else {
            self.losses.add(Loss::BadLine, place);
            return None;
        };
        let source = content(source, self.cell("source-codes"), None);
        let target = content(target, self.cell("target-codes"), source.as_ref());
        let (Some(source), Some(target)) = (source, target) else {
            self.losses.add(Loss::BadLine, place);
            return None;
        };
        let text = |name: &str| self.cell(name).map(str::to_owned);
        let translation = Translation {
            locale,
            target,
            state: text("state").and_then(|name| State::named(&name)),
            who: text("who").and_then(|name| Who::named(&name)),
            name: text("name"),
            model: text("model"),
            prompt: text("prompt"),
            fingerprint: text("fingerprint"),
            findings: text("findings").and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default(),
        };
        let bad = (text("state").is_some() && translation.state.is_none())
            || (text("who").is_some() && translation.who.is_none());
        let context = text("context").map(|key| key.parse());
        if bad || matches!(context, Some(Err(_))) {
            self.losses.add(Loss::BadProperty, place);
        }
        let context = context.and_then(Result::ok).unwrap_or(NO_CONTEXT);
        Some(Unit { place, source, context, translations: vec![translation] })
    }

    fn place(&self) -> Place {
        Place { line: self.line.position().map_or(1, csv::Position::line), column: 1 }
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = Result<Unit, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            let at = self.lines.position().byte();
            self.lines.get_mut().mark(at);
            match self.lines.read_record(&mut self.line) {
                Ok(true) => {
                    if let Some(unit) = self.unit() {
                        return Some(Ok(unit));
                    }
                }
                Ok(false) => self.done = true,
                Err(error) => {
                    self.done = true;
                    let place = Place { line: self.lines.position().line().max(1), column: 1 };
                    return Some(Err(ReadError { place, why: error.to_string() }));
                }
            }
        }
        None
    }
}

/// The content of a cell: what the codes' column says where the cell still shows the same, otherwise the cell read
/// with the codes of that column or of the source.
fn content(cell: &str, codes: Option<&str>, source: Option<&Content>) -> Option<Content> {
    let known: Option<Content> = match codes {
        Some(json) => Some(serde_json::from_str(json).ok()?),
        None => None,
    };
    match (known, source) {
        (Some(known), _) if tags::encode(&known) == cell => Some(known),
        (Some(known), _) => tags::decode(cell, &known).ok(),
        (None, Some(source)) if !source.codes.is_empty() => tags::decode(cell, source).ok(),
        (None, _) => {
            let mut content = Content::default();
            content.push_text(cell);
            Some(content)
        }
    }
}

/// Writes rows as the lines of a table.
pub struct Writer<W: Write> {
    lines: csv::Writer<W>,
    rows: u64,
}

impl<W: Write> Writer<W> {
    /// Begins a table whose cells are set apart by `separator`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn new(out: W, separator: u8) -> std::io::Result<Self> {
        let mut lines = csv::WriterBuilder::new().delimiter(separator).from_writer(out);
        lines.write_record(COLUMNS)?;
        Ok(Self { lines, rows: 0 })
    }

    /// Writes a row.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn row(&mut self, row: &Row) -> std::io::Result<()> {
        let json = |content: &Content| {
            // Plain NFC text is its own cell; everything else comes back from here.
            let cell = tags::encode(content);
            if content.codes.is_empty() && cell == content.text {
                Ok(String::new())
            } else {
                serde_json::to_string(content)
            }
        };
        let context = if row.context == NO_CONTEXT { String::new() } else { row.context.to_string() };
        let findings = if row.findings.is_empty() { String::new() } else { serde_json::to_string(&row.findings)? };
        self.lines.write_record([
            tags::encode(&row.source).as_str(),
            tags::encode(&row.target).as_str(),
            row.locale.tag(),
            row.state.name(),
            row.origin.who.name(),
            row.origin.name.as_str(),
            row.origin.model.as_deref().unwrap_or_default(),
            row.origin.prompt.as_deref().unwrap_or_default(),
            context.as_str(),
            row.fingerprint.as_str(),
            findings.as_str(),
            row.updated.as_str(),
            json(&row.source)?.as_str(),
            json(&row.target)?.as_str(),
        ])?;
        self.rows += 1;
        Ok(())
    }

    /// Ends the table and gives how many rows it holds.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> std::io::Result<(W, u64)> {
        self.lines.flush()?;
        let out = self.lines.into_inner().map_err(|error| std::io::Error::other(error.to_string()))?;
        Ok((out, self.rows))
    }
}
