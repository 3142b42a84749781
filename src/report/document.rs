//! Everything a report is made of, whatever its format.

use std::{collections::HashMap, sync::Arc};

use super::Tally;
use crate::{
    diagnostic::{Finding, Place, Severity},
    locale::Messages,
    text::{LineIndex, Position},
};

/// One finding and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The finding.
    pub finding: Finding,
    /// Its name, the same while lines move: hexadecimal digits, a colon and a number.
    pub fingerprint: String,
    /// Index of the [`Section`] it belongs to.
    pub section: usize,
    /// Why it is accepted, where a waiver covers it.
    pub waived: Option<String>,
    /// Whether the baseline has it.
    pub known: bool,
}

impl Item {
    /// Whether it counts against the run.
    #[must_use]
    pub const fn counts(&self) -> bool {
        self.waived.is_none() && !self.known
    }
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its name: a file or a folder.
    pub name: String,
    /// The article it belongs to, where it is an edition.
    pub article: Option<String>,
}

/// A rule's manual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleText {
    /// Its code.
    pub code: &'static str,
    /// How bad its findings are unless a newsroom says otherwise.
    pub severity: Severity,
    /// What it finds, why, an example, how to mend it.
    pub doc: &'static str,
}

/// A report before it has a format.
pub struct Document<'a> {
    /// What was looked at, in order.
    pub sections: &'a [Section],
    /// What was found, in order.
    pub items: &'a [Item],
    /// The whole texts of the files, by the name that places give them.
    pub sources: &'a HashMap<Arc<str>, String>,
    /// The manuals of the rules that may occur.
    pub rules: &'a [RuleText],
    /// The words of the interface.
    pub messages: &'a Messages,
    /// The severity from which a run fails.
    pub fail_on: Severity,
}

/// A place with its end, as editors count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// The first character.
    pub start: Position,
    /// One past the last character.
    pub end: Position,
}

impl Document<'_> {
    /// The counts of what counts against the run.
    #[must_use]
    pub fn tally(&self) -> Tally {
        Tally::new(self.items.iter().filter(|item| item.counts()).map(|item| &item.finding))
    }

    /// Gives each place its end; see [`Regions`].
    pub(super) fn regions(&self) -> Regions<'_> {
        Regions { sources: self.sources, lines: HashMap::new() }
    }

    /// The manual of a code.
    pub(super) fn rule(&self, code: &str) -> Option<&RuleText> {
        self.rules.iter().find(|rule| rule.code == code)
    }
}

/// Line indexes of the files met so far.
pub(super) struct Regions<'a> {
    sources: &'a HashMap<Arc<str>, String>,
    lines: HashMap<Arc<str>, LineIndex>,
}

impl<'a> Regions<'a> {
    /// Where `place` begins and ends; it ends where it begins if its file's text is not known.
    pub(super) fn of(&mut self, place: &Place) -> Region {
        let end = self.sources.get(&place.file).map_or(place.position, |text| {
            let lines = self.lines.entry(Arc::clone(&place.file)).or_insert_with(|| LineIndex::new(text));
            lines.position(text, place.span.end.max(place.span.start))
        });
        Region { start: place.position, end }
    }

    /// The line in which `place` begins, and where the place lies in it; long lines are cut around it.
    pub(super) fn excerpt(&self, place: &Place) -> Option<(&'a str, &'a str, &'a str)> {
        const AROUND: usize = 160;
        let text = self.sources.get(&place.file)?;
        let (start, end) = (place.span.start.min(text.len()), place.span.end.min(text.len()));
        let (start, end) = (text.floor_char_boundary(start), text.ceil_char_boundary(end.max(start)));
        let line_start = text[..start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let line_end = text[end..].find(['\n', '\r']).map_or(text.len(), |at| end + at);
        let from = text.ceil_char_boundary(line_start.max(start.saturating_sub(AROUND)));
        let to = text.floor_char_boundary(line_end.min(end + AROUND));
        Some((&text[from..start], &text[start..end], &text[end..to.max(end)]))
    }
}

/// A row of a memory behind its file: `memory.db#KEY (ja)` is the file and `KEY (ja)`.
pub(super) fn row_of(file: &str) -> Option<(&str, &str)> {
    let (memory, row) = file.rsplit_once('#')?;
    let key = row.get(..64)?;
    (key.bytes().all(|b| b.is_ascii_hexdigit()) && row[64..].starts_with(' ')).then_some((memory, row))
}
