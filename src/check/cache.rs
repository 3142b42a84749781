//! What an earlier run found in the rows, so that the next one looks only at what has changed.
//!
//! A remembered answer is used only where the row is the same to the letter, the glossary says the same of its
//! sentence, and program, rules and settings are those of then. The whole is used without reading any row where
//! the memory's files have not been touched either. It can be deleted at any time.

use std::{collections::HashMap, ops::Range};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{InputKind, Sheet, rows::put};
use crate::{
    diagnostic::Finding,
    glossary::{Class, Glossary, TermUse},
    locale::Locale,
    memory::Row,
    pipeline::Tools,
    segment::SegmentKey,
};

/// The first bytes of a cache file; the number is its format's.
const MAGIC: &[u8; 16] = b"anban check 0001";
/// Where the checksum of all that follows stands, and what [`Made`] tells.
const SUM: Range<usize> = 16..48;
const TOOLS: Range<usize> = 48..80;
const GLOSSARY: Range<usize> = 80..112;
const STAMP: Range<usize> = 112..144;
/// Bytes before the records.
const HEAD: usize = STAMP.end;
/// Bytes of a record before its payload: the row, the facts, the payload's length.
const RECORD: usize = 16 + 16 + 4;

/// What was found in each row.
#[derive(Debug, Default)]
pub struct Cache {
    /// The whole file.
    bytes: Vec<u8>,
    index: HashMap<[u8; 16], ([u8; 16], Range<usize>)>,
}

/// What a check was made with and of: by which program, with which tools and glossary, and of which memory.
#[derive(Debug)]
pub struct Made {
    tools: [u8; 32],
    glossary: [u8; 32],
    stamp: [u8; 32],
}

impl Made {
    /// A check with `tools` by `program` of a memory whose files bear `stamp`, a text that changes whenever they do.
    #[must_use]
    pub fn new(program: &str, tools: &Tools, glossary: &[(String, String)], stamp: &str) -> Self {
        Self {
            tools: tools_digest(program, tools),
            glossary: glossary_digest(glossary),
            stamp: Sha256::digest(stamp).into(),
        }
    }
}

/// What the glossary says of a row's sentence, hashed.
#[derive(Clone, Copy)]
pub(super) struct Facts([u8; 16]);

impl Facts {
    /// `fingerprint` is the glossary's of these terms in the row's language.
    pub(super) fn of(fingerprint: &str, terms: &[TermUse]) -> Self {
        let numbers = terms.iter().flat_map(|term| [term.span.start, term.span.end, term.form]);
        let mut fed = fingerprint.as_bytes().to_vec();
        fed.extend(numbers.flat_map(|number| (number as u64).to_le_bytes()));
        Self(half(&fed))
    }
}

/// What is said of one row.
pub(super) struct Told {
    pub(super) digest: [u8; 16],
    pub(super) facts: Facts,
    pub(super) key: SegmentKey,
    pub(super) locale: Locale,
    pub(super) number: usize,
    /// Both texts, where something was found.
    pub(super) source: String,
    pub(super) target: String,
    /// Spans in those texts.
    pub(super) findings: Vec<Finding>,
    pub(super) remembered: bool,
}

/// What is kept of a row in which something was found, to be written.
#[derive(Serialize)]
struct Said<'a> {
    key: SegmentKey,
    locale: Locale,
    number: usize,
    source: &'a str,
    target: &'a str,
    findings: &'a [Finding],
}

/// The same, read.
#[derive(Deserialize)]
struct Payload {
    key: SegmentKey,
    locale: Locale,
    number: usize,
    source: String,
    target: String,
    findings: Vec<Finding>,
}

/// Everything about a row that a check looks at, hashed.
pub(super) fn row_digest(row: &Row) -> [u8; 16] {
    let mut fed = Vec::with_capacity(256 + row.source.text.len() + row.target.text.len());
    let mut feed = |bytes: &[u8]| {
        fed.extend((bytes.len() as u64).to_le_bytes());
        fed.extend(bytes);
    };
    feed(&row.key.0);
    feed(row.locale.tag().as_bytes());
    feed(&row.context.0);
    feed(row.state.name().as_bytes());
    feed(row.fingerprint.as_bytes());
    for content in [&row.source, &row.target] {
        feed(content.text.as_bytes());
        for code in &content.codes {
            feed(format!("{:?}", code.kind).as_bytes());
            feed(code.raw.as_bytes());
        }
    }
    half(&fed)
}

impl Cache {
    /// Reads a cache file. Nothing where it is none, is damaged, or was written by other rules: `program` names
    /// the program that runs now.
    #[must_use]
    pub fn read(bytes: Vec<u8>, program: &str, tools: &Tools) -> Option<Self> {
        let right = bytes.len() >= HEAD
            && bytes.starts_with(MAGIC)
            && bytes.get(SUM) == Some(&Sha256::digest(bytes.get(SUM.end..)?))
            && bytes.get(TOOLS) == Some(&tools_digest(program, tools));
        right.then_some(Self { bytes, index: HashMap::new() })
    }

    /// The file's bytes for a check of which `made` tells.
    #[must_use]
    pub fn write(mut self, made: &Made) -> Vec<u8> {
        let parts = [(TOOLS, made.tools), (GLOSSARY, made.glossary), (STAMP, made.stamp)];
        for (at, digest) in parts {
            self.put(at, &digest);
        }
        let sum = Sha256::digest(self.bytes.get(SUM.end..).unwrap_or_default());
        self.put(SUM, &sum);
        self.bytes
    }

    fn put(&mut self, at: Range<usize>, digest: &[u8]) {
        if let Some(place) = self.bytes.get_mut(at) {
            place.copy_from_slice(digest);
        }
    }

    /// Puts everything onto `sheet` as if the rows of the memory called `name` had been checked, where neither the
    /// glossary's files nor the memory's have changed. Gives the number of rows.
    pub fn replay(&self, glossary: &[(String, String)], stamp: &str, name: &str, sheet: &mut Sheet) -> Option<usize> {
        if self.bytes.get(GLOSSARY)? != glossary_digest(glossary) || self.bytes.get(STAMP)? != &*Sha256::digest(stamp)
        {
            return None;
        }
        let mut all = Vec::new();
        let mut rows = 0;
        for (_, _, payload) in self.records() {
            rows += 1;
            if !payload.is_empty() {
                all.push(serde_json::from_slice::<Payload>(self.bytes.get(payload)?).ok()?);
            }
        }
        let input = sheet.begin(InputKind::Memory, name);
        for payload in all {
            put(payload.told([0; 16], Facts([0; 16])), input, name, sheet);
        }
        Some(rows)
    }

    /// Makes single rows findable.
    pub fn index(&mut self) {
        self.index = self.records().map(|(row, facts, payload)| (row, (facts, payload))).collect();
    }

    /// What was said of the row, where the glossary still says the same of its sentence.
    pub(super) fn told(&self, digest: &[u8; 16], facts: impl FnOnce() -> Facts) -> Option<Told> {
        let (then, payload) = self.index.get(digest)?;
        let now = facts();
        if now.0 != *then {
            return None;
        }
        let payload: Option<Payload> = match self.bytes.get(payload.clone())? {
            [] => None,
            json => Some(serde_json::from_slice(json).ok()?),
        };
        let mut told = match payload {
            Some(payload) => payload.told(*digest, now),
            None => Told {
                digest: *digest,
                facts: now,
                key: SegmentKey([0; 32]),
                locale: Locale::Vi,
                number: 1,
                source: String::new(),
                target: String::new(),
                findings: Vec::new(),
                remembered: true,
            },
        };
        told.remembered = true;
        Some(told)
    }

    fn records(&self) -> impl Iterator<Item = ([u8; 16], [u8; 16], Range<usize>)> {
        let mut at = HEAD;
        std::iter::from_fn(move || {
            let record = self.bytes.get(at..at + RECORD)?;
            let (row, facts) = (record.get(..16)?.try_into().ok()?, record.get(16..32)?.try_into().ok()?);
            let len = u32::from_le_bytes(record.get(32..36)?.try_into().ok()?) as usize;
            let start = at + RECORD;
            at = start + len;
            (at <= self.bytes.len()).then_some((row, facts, start..at))
        })
    }
}

impl Payload {
    fn told(self, digest: [u8; 16], facts: Facts) -> Told {
        let Self { key, locale, number, source, target, findings } = self;
        Told { digest, facts, key, locale, number, source, target, findings, remembered: true }
    }
}

/// Gathers what is to be remembered, behind a head that is filled in at the end.
pub(super) struct Keeper(Vec<u8>);

impl Keeper {
    pub(super) fn new() -> Self {
        let mut bytes = MAGIC.to_vec();
        bytes.resize(HEAD, 0);
        Self(bytes)
    }

    pub(super) fn keep(&mut self, told: &Told) {
        self.0.extend(told.digest);
        self.0.extend(told.facts.0);
        let length = self.0.len();
        self.0.extend([0; 4]);
        if !told.findings.is_empty() {
            let Told { key, locale, number, source, target, findings, .. } = told;
            let payload = Said { key: *key, locale: *locale, number: *number, source, target, findings };
            // Nothing in it fails to be written, and memory does not fail to be written to.
            let _ = serde_json::to_writer(&mut self.0, &payload);
        }
        let written = u32::try_from(self.0.len() - length - 4).unwrap_or(u32::MAX);
        if let Some(place) = self.0.get_mut(length..length + 4) {
            place.copy_from_slice(&written.to_le_bytes());
        }
    }

    pub(super) fn finish(self) -> Cache {
        Cache { bytes: self.0, index: HashMap::new() }
    }
}

/// The program, its rules and everything set about them. A Vietnamese-only acronym counts in every row, whether or
/// not its term stands there, so that all acronyms belong to it too.
fn tools_digest(program: &str, tools: &Tools) -> [u8; 32] {
    let mut hash = Sha256::new();
    let mut feed = |text: &str| {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    };
    feed(program);
    feed(&serde_json::to_string(&tools.levels).unwrap_or_default());
    feed(&format!("{:?} {:?} {:?}", tools.names, tools.numbers, tools.style));
    acronyms(&tools.glossary).iter().for_each(|text| feed(text));
    hash.finalize().into()
}

fn acronyms(glossary: &Glossary) -> Vec<String> {
    let with = glossary.terms().iter().filter_map(|term| Some((term, term.acronym.as_ref()?)));
    with.map(|(term, acronym)| {
        let class = match term.class {
            None => "",
            Some(Class::International) => "international",
            Some(Class::Known) => "known",
            Some(Class::Vietnamese) => "vietnamese",
        };
        let forms: Vec<&str> = term.vi.iter().map(|form| form.text.as_str()).collect();
        format!("{}\0{class}\0{}\0{}", acronym.text, term.is_sought(), forms.join("\0"))
    })
    .collect()
}

fn glossary_digest(files: &[(String, String)]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for (name, text) in files {
        for part in [name, text] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
    }
    hash.finalize().into()
}

/// Half of the hash of `fed`, which is hashed in one go: its pieces are shorter than the hash's blocks.
fn half(fed: &[u8]) -> [u8; 16] {
    let whole: [u8; 32] = Sha256::digest(fed).into();
    let mut half = [0; 16];
    half.iter_mut().zip(whole).for_each(|(to, from)| *to = from);
    half
}
