//! The rows of the memory, page by page, on several threads, in order.

use std::{sync::Arc, thread};

use futures::future::join;

use super::{
    Cache, Found, InputKind, Sheet,
    cache::{Facts, Keeper, Told, row_digest},
    segment::{Known, visible_span},
};
use crate::{
    article::{Content, Role},
    diagnostic::{Finding, Label, Place, Severity},
    locale::Locale,
    memory::{self, Row, State, Store},
    pipeline::Tools,
    qa,
    segment::SegmentKey,
    text::{LineIndex, Span},
};

/// How many rows are read in one go: enough to keep the threads busy, few enough to stay small.
const PAGE: usize = 6_000;

/// How rows are checked.
#[derive(Clone, Debug)]
pub struct Options {
    /// The memory's name, as findings give it.
    pub name: String,
    /// Only rows changed at this moment or later: UTC, RFC 3339 with milliseconds, as rows have it.
    pub since: Option<String>,
    /// How many threads check; at least one.
    pub threads: usize,
}

/// What became of a check of the rows.
#[derive(Debug, Default)]
pub struct Scan {
    /// Rows looked at.
    pub rows: usize,
    /// Of them, those whose findings the cache had.
    pub remembered: usize,
    /// What to remember for the next time; nothing where rows were left out.
    pub cache: Option<Cache>,
}

/// Checks the rows of `store`. A row that nobody could publish ([`State::Initial`]) is only looked at for its key.
/// With `old`, what an earlier run found, rows that are still the same are not checked again.
///
/// # Errors
/// When the store fails.
pub async fn rows(
    store: &dyn Store,
    tools: &Tools,
    options: &Options,
    old: Option<&Cache>,
    sheet: &mut Sheet,
) -> memory::Result<Scan> {
    let input = sheet.begin(InputKind::Memory, options.name.as_str());
    let mut scan = Scan::default();
    let mut keeper = Keeper::new();
    let mut numbering = Numbering::default();
    let mut others = qa::MemoryCheck::new();
    let mut note = |checked: Checked| {
        let told = checked.told.into_iter().flatten();
        for ((told, gist), (row, number)) in told.zip(checked.rows.iter().zip(checked.numbers)) {
            scan.rows += 1;
            scan.remembered += usize::from(told.remembered);
            let between = gist.and_then(|gist| beside_others(row, number, told.facts, gist, &mut others, tools));
            for told in std::iter::once(told).chain(between) {
                keeper.keep(&told);
                put(told, input, &options.name, sheet);
            }
        }
    };
    let mut before = Checked::default();
    let mut rows = store.page(None, PAGE).await?;
    while let Some(last) = rows.last().map(Row::id) {
        let mut numbers: Vec<usize> = rows.iter().map(|row| numbering.next(row)).collect();
        if let Some(since) = &options.since {
            let numbered = rows.into_iter().zip(numbers);
            (rows, numbers) = numbered.filter(|(row, _)| row.updated >= *since).unzip();
        }
        // The store's own thread reads the next page, and this one notes what was found in the page before, while the
        // other threads check this page.
        let meanwhile = || note(std::mem::take(&mut before));
        let check = async { in_parallel(&rows, &numbers, tools, old, options.threads, meanwhile) };
        let (next, told) = join(store.page(Some(last), PAGE), check).await;
        before = Checked { rows, numbers, told };
        rows = next?;
    }
    note(before);
    scan.cache = options.since.is_none().then(|| keeper.finish());
    Ok(scan)
}

/// The rows of a page, their numbers, and what is said of them, in pieces that follow one another. Nothing here is
/// moved from list to list: while one thread did that, the others would wait.
#[derive(Default)]
struct Checked {
    rows: Vec<Row>,
    numbers: Vec<usize>,
    told: Vec<Vec<Said>>,
}

/// What was found in a row, and what of it is compared with other rows.
type Said = (Told, Option<qa::Gist>);

/// What is wrong between a row and the rows before it.
fn beside_others(
    row: &Row,
    number: usize,
    facts: Facts,
    gist: qa::Gist,
    others: &mut qa::MemoryCheck,
    tools: &Tools,
) -> Option<Told> {
    let findings = others.check(gist, &row.target, row.locale, &tools.levels);
    (!findings.is_empty()).then(|| Told {
        // No row has this digest: what lies between rows is found anew whenever one of them has changed.
        digest: [0; 16],
        facts,
        key: row.key,
        locale: row.locale,
        number,
        source: row.source.visible(),
        target: row.target.visible(),
        findings,
        remembered: false,
    })
}

/// Puts what was found in a row onto the sheet, if anything was.
pub(super) fn put(told: Told, input: usize, name: &str, sheet: &mut Sheet) {
    if told.findings.is_empty() {
        return;
    }
    let Told { key, locale, number, source, target, findings, .. } = told;
    let file = file(name, key, locale, number);
    let original = file_of(name, key, Locale::Vi);
    let (lines, source_lines) = (LineIndex::new(&target), LineIndex::new(&source));
    for mut finding in findings {
        let whole = Span::new(0, target.len());
        finding = finding.clone().at(Place::new(&file, &target, &lines, finding.target.unwrap_or(whole)));
        if let Some(span) = finding.source {
            let place = Place::new(&original, &source, &source_lines, span);
            finding.labels.push(Label { place, message: "label-source-sentence".to_owned() });
        }
        sheet.found.push(Found { finding, input, key: Some(key), anchor: source.clone() });
    }
    sheet.sources.insert(file, target);
    sheet.sources.insert(original, source);
}

/// The name of a row: the memory's, its key and its language, and its number where one sentence stands in several
/// contexts.
fn file(name: &str, key: SegmentKey, locale: Locale, number: usize) -> Arc<str> {
    match number {
        1 => file_of(name, key, locale),
        number => format!("{name}#{key} ({locale}) {number}").into(),
    }
}

fn file_of(name: &str, key: SegmentKey, locale: Locale) -> Arc<str> {
    format!("{name}#{key} ({locale})").into()
}

/// Numbers the rows of one key and language; they come one after the other.
#[derive(Default)]
struct Numbering {
    last: Option<(SegmentKey, Locale)>,
    number: usize,
}

impl Numbering {
    fn next(&mut self, row: &Row) -> usize {
        let own = Some((row.key, row.locale));
        self.number = if self.last == own { self.number + 1 } else { 1 };
        self.last = own;
        self.number
    }
}

/// What is said of each row, in order, whatever the number of threads. This thread does `meanwhile` before it joins
/// the others.
fn in_parallel(
    rows: &[Row],
    numbers: &[usize],
    tools: &Tools,
    old: Option<&Cache>,
    threads: usize,
    meanwhile: impl FnOnce(),
) -> Vec<Vec<Said>> {
    let size = rows.len().div_ceil(threads.max(1) * 64).max(1);
    let pieces: Vec<(&[Row], &[usize])> = rows.chunks(size).zip(numbers.chunks(size)).collect();
    let next = std::sync::atomic::AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        let mut source = Memo::default();
        while let Some((at, (rows, numbers))) = {
            let at = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            pieces.get(at).map(|piece| (at, *piece))
        } {
            let told: Vec<Said> = rows
                .iter()
                .zip(numbers)
                .map(|(row, number)| (tell(row, *number, tools, old, &mut source), source.gist(row)))
                .collect();
            done.push((at, told));
        }
        done
    };
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..threads.max(1)).map(|_| scope.spawn(work)).collect();
        meanwhile();
        let mut done = work();
        for other in others {
            match other.join() {
                Ok(more) => done.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, told)| told).collect()
}

/// What is known of the source sentence last met: its rows in the other languages come next.
#[derive(Default)]
pub(super) struct Memo {
    text: String,
    known: Option<Known>,
    /// The source sentence of the rows met last, its key, and what of it is compared with other sentences.
    last: Option<(Content, SegmentKey, Option<u64>)>,
}

impl Memo {
    fn source(&mut self, source: &Content) -> (SegmentKey, Option<u64>) {
        match &self.last {
            Some((last, key, said)) if last == source => (*key, *said),
            _ => {
                let (key, said) = (SegmentKey::new(Locale::Vi, source), qa::MemoryCheck::said(source));
                self.last = Some((source.clone(), key, said));
                (key, said)
            }
        }
    }

    /// What of `row` is compared with other rows; nothing of one that nobody could publish.
    fn gist(&mut self, row: &Row) -> Option<qa::Gist> {
        if row.state == State::Initial {
            return None;
        }
        qa::MemoryCheck::gist(self.source(&row.source).1, &row.target, row.locale)
    }

    pub(super) fn known(&mut self, source: &str, tools: &Tools) -> &Known {
        if self.text != source {
            self.known = None;
        }
        self.known.get_or_insert_with(|| {
            source.clone_into(&mut self.text);
            Known::new(source, tools)
        })
    }
}

fn tell(row: &Row, number: usize, tools: &Tools, old: Option<&Cache>, memo: &mut Memo) -> Told {
    let digest = row_digest(row);
    if let Some(old) = old
        && let Some(mut told) = old.told(&digest, || {
            let terms = tools.glossary.find(&row.source.text);
            Facts::of(&tools.glossary.fingerprint(&terms, row.locale), &terms)
        })
    {
        told.number = number;
        return told;
    }
    let key = memo.source(&row.source).0;
    let known = memo.known(&row.source.text, tools);
    let fingerprint = tools.glossary.fingerprint(&known.terms, row.locale);
    let facts = Facts::of(&fingerprint, &known.terms);
    let findings = findings(row, key, &fingerprint, known, tools);
    let mut told = Told {
        digest,
        facts,
        key: row.key,
        locale: row.locale,
        number,
        source: String::new(),
        target: String::new(),
        findings,
        remembered: false,
    };
    if !told.findings.is_empty() {
        told.source = row.source.visible();
        told.target = row.target.visible();
        for finding in &mut told.findings {
            finding.source = finding.source.map(|span| visible_span(&row.source.text, span));
            finding.target = finding.target.map(|span| visible_span(&row.target.text, span));
            // It belongs to the text with its codes and is applied to the row itself.
            if let Some(fix) = &mut finding.fix {
                fix.span = visible_span(&row.target.text, fix.span);
            }
        }
    }
    told
}

/// What is wrong with a row, spans in its own texts. `key` is the key of its source, `fingerprint`
/// what the glossary says of it today.
pub(super) fn findings(row: &Row, key: SegmentKey, fingerprint: &str, known: &Known, tools: &Tools) -> Vec<Finding> {
    let mut findings = Vec::new();
    if key != row.key {
        findings.push(Finding::new("memory-key", Severity::Error));
    }
    if row.state == State::Initial {
        return findings;
    }
    if fingerprint != row.fingerprint {
        findings.push(Finding { locale: Some(row.locale), ..Finding::new("stale-terms", Severity::Warning) });
    }
    findings.extend(known.check(&row.source, &row.target, row.locale, Role::Paragraph, tools));
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_named_by_key_language_and_number() {
        let key = SegmentKey([7; 32]);
        assert_eq!(&*file("m.db", key, Locale::Ja, 1), format!("m.db#{key} (ja)"));
        assert_eq!(&*file("m.db", key, Locale::Ja, 2), format!("m.db#{key} (ja) 2"));
    }
}
