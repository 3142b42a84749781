//! Writes rows as TMX 1.4b, level 2.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use super::super::{Loss, Losses, Place};
use crate::{
    article::{CodeKind, Content},
    memory::{NO_CONTEXT, Row, Who},
    segment::ContextKey,
};

/// How many rows of one sentence are held to be written as one unit.
const HELD: usize = 1_000;

/// Writes rows that come ordered by key, as [`Store::page`](crate::memory::Store::page) gives them; those of one
/// sentence in one place become one unit.
pub struct Writer<W: Write> {
    out: W,
    held: Vec<Row>,
    bare: bool,
    losses: Losses,
    units: u64,
}

impl<W: Write> Writer<W> {
    /// Begins a file. A `bare` one has one unit a sentence, with its best translation into each language and
    /// nothing but what every tool reads, as OmegaT wants its `tm/*.tmx`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn new(mut out: W, bare: bool) -> io::Result<Self> {
        write!(
            out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\">\n\
             <header creationtool=\"Anban\" creationtoolversion=\"{}\" segtype=\"sentence\" o-tmf=\"Anban\" \
             adminlang=\"en\" srclang=\"vi\" datatype=\"plaintext\"/>\n<body>\n",
            env!("CARGO_PKG_VERSION")
        )?;
        Ok(Self { out, held: Vec::new(), bare, losses: Losses::default(), units: 0 })
    }

    /// Writes a row.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn row(&mut self, row: Row) -> io::Result<()> {
        if self.held.first().is_some_and(|held| held.key != row.key) || (self.held.len() >= HELD && !self.bare) {
            self.flush()?;
        }
        match self.held.iter_mut().find(|held| self.bare && held.locale == row.locale) {
            Some(held) => {
                if rank(&row) > rank(held) {
                    *held = row;
                }
            }
            None => self.held.push(row),
        }
        Ok(())
    }

    /// Ends the file and gives how many units it holds and what could not be written.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> io::Result<(W, u64, Losses)> {
        self.flush()?;
        self.out.write_all(b"</body>\n</tmx>\n")?;
        self.out.flush()?;
        Ok((self.out, self.units, self.losses))
    }

    fn flush(&mut self) -> io::Result<()> {
        let held = std::mem::take(&mut self.held);
        let mut units: BTreeMap<[u8; 32], Vec<Vec<&Row>>> = BTreeMap::new();
        for row in &held {
            let context = if self.bare { NO_CONTEXT } else { row.context };
            let places = units.entry(context.0).or_default();
            match places
                .iter_mut()
                .find(|unit| unit.first().is_some_and(|first| self.bare || first.source == row.source))
            {
                Some(unit) => unit.push(row),
                None => places.push(vec![row]),
            }
        }
        for (context, units) in units {
            for rows in units {
                self.unit(ContextKey(context), &rows)?;
            }
        }
        Ok(())
    }

    fn unit(&mut self, context: ContextKey, rows: &[&Row]) -> io::Result<()> {
        let Some(first) = rows.first() else { return Ok(()) };
        self.units += 1;
        self.out.write_all(b"<tu>\n")?;
        if context != NO_CONTEXT {
            self.property("x-anban-context", &context.to_string())?;
        }
        self.out.write_all(b"<tuv xml:lang=\"vi\"><seg>")?;
        self.content(&first.source)?;
        self.out.write_all(b"</seg></tuv>\n")?;
        for row in rows {
            self.variant(row)?;
        }
        self.out.write_all(b"</tu>\n")
    }

    fn variant(&mut self, row: &Row) -> io::Result<()> {
        write!(self.out, "<tuv xml:lang=\"{}\"", row.locale.tag())?;
        for (name, time) in [("creationdate", &row.created), ("changedate", &row.updated)] {
            if let Some(date) = date(time) {
                write!(self.out, " {name}=\"{date}\"")?;
            }
        }
        // OmegaT and others know a machine's work by this prefix.
        let machine = if row.origin.who == Who::Machine { "MT!" } else { "" };
        write!(self.out, " changeid=\"{machine}")?;
        self.text(&row.origin.name)?;
        self.out.write_all(b"\">")?;
        if !self.bare {
            let findings = serde_json::to_string(&row.findings).map_err(io::Error::other)?;
            for (name, value) in [
                ("x-anban-state", Some(row.state.name())),
                ("x-anban-who", Some(row.origin.who.name())),
                ("x-anban-name", Some(row.origin.name.as_str())),
                ("x-anban-model", row.origin.model.as_deref()),
                ("x-anban-prompt", row.origin.prompt.as_deref()),
                ("x-anban-fingerprint", Some(row.fingerprint.as_str())),
                ("x-anban-findings", Some(findings.as_str()).filter(|_| !row.findings.is_empty())),
            ] {
                if let Some(value) = value {
                    self.property(name, value)?;
                }
            }
        }
        self.out.write_all(b"<seg>")?;
        self.content(&row.target)?;
        self.out.write_all(b"</seg></tuv>\n")
    }

    fn property(&mut self, name: &str, value: &str) -> io::Result<()> {
        write!(self.out, "<prop type=\"{name}\">")?;
        self.text(value)?;
        self.out.write_all(b"</prop>")
    }

    fn content(&mut self, content: &Content) -> io::Result<()> {
        if content.codes.is_empty() {
            return self.text(&content.text);
        }
        let mut place = vec![usize::MAX; content.codes.len()];
        for (at, code) in content.text.chars().filter_map(Content::code_number).enumerate() {
            if let Some(place) = place.get_mut(code) {
                *place = at;
            }
        }
        let paired = |open: usize, close: usize| {
            let mutual = matches!(content.codes.get(close).map(|code| code.kind), Some(CodeKind::Close { with }) if with == open)
                && matches!(content.codes.get(open).map(|code| code.kind), Some(CodeKind::Open { with }) if with == close);
            let at = |code: usize| place.get(code).copied().filter(|&at| at != usize::MAX);
            mutual && at(open).zip(at(close)).is_some_and(|(open, close)| open < close)
        };
        let mut rest = content.text.as_str();
        while let Some((at, c)) = rest.char_indices().find(|&(_, c)| crate::article::is_code(c)) {
            let (before, after) = rest.split_at(at);
            self.text(before)?;
            rest = after.get(c.len_utf8()..).unwrap_or_default();
            let Some((number, code)) = Content::code_number(c).and_then(|n| Some((n, content.codes.get(n)?))) else {
                continue;
            };
            let x = number + 1;
            let name = match code.kind {
                CodeKind::Open { with } if paired(number, with) => {
                    write!(self.out, "<bpt i=\"{x}\" x=\"{x}\">")?;
                    "bpt"
                }
                CodeKind::Close { with } if paired(with, number) => {
                    write!(self.out, "<ept i=\"{}\" x=\"{x}\">", with + 1)?;
                    "ept"
                }
                _ => {
                    write!(self.out, "<ph x=\"{x}\">")?;
                    "ph"
                }
            };
            self.text(&code.raw)?;
            write!(self.out, "</{name}>")?;
        }
        self.text(rest)
    }

    /// Writes text so that every XML reader gives it back, line ends included.
    fn text(&mut self, text: &str) -> io::Result<()> {
        let mut done = 0;
        for (at, c) in text.char_indices() {
            let written = match c {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\r' => "&#13;",
                '\u{85}' => "&#133;",
                '\u{2028}' => "&#8232;",
                '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {
                    self.losses.add(Loss::ControlCharacter, Place { line: self.units, column: 1 });
                    ""
                }
                _ => continue,
            };
            self.out.write_all(text.get(done..at).unwrap_or_default().as_bytes())?;
            self.out.write_all(written.as_bytes())?;
            done = at + c.len_utf8();
        }
        self.out.write_all(text.get(done..).unwrap_or_default().as_bytes())
    }
}

fn rank(row: &Row) -> (crate::memory::State, u8, &str) {
    let who = match row.origin.who {
        Who::Machine => 0,
        Who::Import => 1,
        Who::Person => 2,
    };
    (row.state, who, &row.updated)
}

/// `2026-11-23T07:33:22.123Z` as TMX writes it: `20261123T073322Z`.
fn date(time: &str) -> Option<String> {
    let digits: String = time.get(..19)?.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
    (digits.len() == 15).then(|| digits + "Z")
}
