//! `anban memory import`: other tools' files into the memory.

use std::{
    fs::File,
    io::BufReader,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::Context as _;
use serde::Serialize;
use tokio::sync::mpsc;

use super::super::args::MemoryImport;
use crate::{
    article::Content,
    cli::context::Context,
    glossary::{Glossary, acronym},
    locale::{Args, Locale},
    memory::{
        NewRow, Store,
        exchange::{Finish, Given, Loss, Losses, ReadError, Rows, TableReader, TmxReader, Unit},
    },
};

/// How many rows are committed at once: enough that their keys, sorted, fall together in the index.
const BATCH: usize = 20_000;

/// What the glossary makes of a sentence.
struct Desk(Glossary);

impl Finish for Desk {
    fn source(&self, source: Content) -> Content {
        let definitions = acronym::Definitions::read(std::iter::once(source.text.as_str()), &self.0);
        let text = acronym::expand(&source.text, &definitions, &self.0).text;
        Content { text, codes: source.codes }
    }

    fn fingerprints(&self, source: &Content, locales: &[Locale]) -> Vec<String> {
        let terms = self.0.find(&source.text);
        locales.iter().map(|&locale| self.0.fingerprint(&terms, locale)).collect()
    }
}

/// What became of one file.
#[derive(Default, Serialize)]
struct Taken {
    file: String,
    units: u64,
    rows: u64,
    new: u64,
    changed: u64,
    unchanged: u64,
    lost: Vec<Lost>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

#[derive(Serialize)]
struct Lost {
    what: Loss,
    count: u64,
    line: u64,
    column: u64,
}

pub(super) async fn run(context: &Context, args: MemoryImport) -> anyhow::Result<u8> {
    let desk = Arc::new(Desk(context.glossary()?));
    let store = if args.dry_run { None } else { Some(context.memory(args.at.memory.clone())?) };
    let mut all = Vec::new();
    for path in &args.files {
        let taken = one(path, &args, Arc::clone(&desk), store.as_deref()).await?;
        if !args.at.json {
            print(context, &taken, args.dry_run);
        }
        all.push(taken);
    }
    if args.at.json {
        println!("{}", serde_json::to_string_pretty(&all)?);
    }
    Ok(u8::from(all.iter().any(|taken| taken.error.is_some())))
}

/// Reads a file on a thread of its own and commits batch after batch meanwhile.
async fn one(path: &Path, args: &MemoryImport, desk: Arc<Desk>, store: Option<&dyn Store>) -> anyhow::Result<Taken> {
    let before = totals(store).await?;
    let given = Given {
        state: args.state.map(Into::into),
        name: args.name.clone(),
        file: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
    };
    let (sender, mut batches) = mpsc::channel::<Vec<NewRow>>(1);
    let file = path.to_owned();
    let reading = tokio::task::spawn_blocking(move || read(&file, given, &desk, &sender));
    let mut rows = 0;
    let mut failed = None;
    while let Some(mut batch) = batches.recv().await {
        rows += batch.len() as u64;
        batch.sort_by_key(|row| (row.key, row.locale, row.context));
        if let Some(store) = store
            && let Err(error) = store.commit(&batch).await
        {
            // The reader ends when nobody takes its batches; what was committed stands.
            failed = Some(error);
            break;
        }
    }
    drop(batches);
    let (units, losses, error) = reading.await.context("the reader died")??;
    if let Some(error) = failed {
        return Err(error).with_context(|| format!("while importing {}; import it again to go on", path.display()));
    }
    let after = totals(store).await?;
    let new = after.0.saturating_sub(before.0).min(rows);
    let changed = after.1.saturating_sub(before.1).saturating_sub(new).min(rows - new);
    Ok(Taken {
        file: path.display().to_string(),
        units,
        rows,
        new,
        changed,
        unchanged: if store.is_some() { rows - new - changed } else { 0 },
        lost: losses
            .iter()
            .map(|(what, count, place)| Lost { what, count, line: place.line, column: place.column })
            .collect(),
        error: error.map(|error| error.to_string()),
    })
}

type Read = (u64, Losses, Option<ReadError>);

fn read(path: &PathBuf, given: Given, desk: &Desk, sender: &mpsc::Sender<Vec<NewRow>>) -> anyhow::Result<Read> {
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    let file = BufReader::with_capacity(1 << 18, file);
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    let mut rows = Rows::new(desk, given);
    let separator = match ending.as_str() {
        "csv" => Some(b','),
        "tsv" | "tab" => Some(b'\t'),
        _ => None,
    };
    let (units, mut losses, error) = match separator {
        None => match TmxReader::new(file) {
            Ok(mut reader) => {
                let (units, error) = pump(&mut reader, &mut rows, sender);
                (units, reader.losses().clone(), error)
            }
            Err(error) => (0, Losses::default(), Some(error)),
        },
        Some(separator) => match TableReader::new(file, separator) {
            Ok(mut reader) => {
                let (units, error) = pump(&mut reader, &mut rows, sender);
                (units, reader.losses().clone(), error)
            }
            Err(error) => (0, Losses::default(), Some(error)),
        },
    };
    losses.merge(rows.losses());
    Ok((units, losses, error))
}

fn pump(
    units: &mut impl Iterator<Item = Result<Unit, ReadError>>,
    rows: &mut Rows<'_>,
    sender: &mpsc::Sender<Vec<NewRow>>,
) -> (u64, Option<ReadError>) {
    let mut count = 0;
    let mut batch = Vec::new();
    let mut failed = None;
    for unit in units {
        match unit {
            Ok(unit) => {
                count += 1;
                rows.take(unit, &mut batch);
            }
            Err(error) => failed = Some(error),
        }
        if batch.len() >= BATCH && sender.blocking_send(std::mem::take(&mut batch)).is_err() {
            return (count, failed);
        }
    }
    if !batch.is_empty() {
        // Nobody listens only where the store has failed, which is told there.
        let _ = sender.blocking_send(batch);
    }
    (count, failed)
}

/// Rows and versions.
async fn totals(store: Option<&dyn Store>) -> anyhow::Result<(u64, u64)> {
    let Some(store) = store else { return Ok((0, 0)) };
    let stats = store.stats().await?;
    Ok((stats.rows.iter().map(|(_, _, rows)| rows).sum(), stats.history))
}

fn print(context: &Context, taken: &Taken, dry_run: bool) {
    let mut args = Args::new();
    args.set("file", taken.file.as_str());
    args.set("units", taken.units);
    args.set("rows", taken.rows);
    args.set("new", taken.new);
    args.set("changed", taken.changed);
    args.set("unchanged", taken.unchanged);
    println!("{}", context.messages.say_with(if dry_run { "exchange-forecast" } else { "exchange-imported" }, &args));
    for lost in &taken.lost {
        println!("  {}:{}:{}: {}", taken.file, lost.line, lost.column, sentence(context, lost.what, lost.count));
    }
    if let Some(error) = &taken.error {
        eprintln!("anban: {}:{error}", taken.file);
    }
}

/// What a loss is called in the interface's language.
pub(super) fn sentence(context: &Context, what: Loss, count: u64) -> String {
    let mut args = Args::new();
    args.set("count", count);
    context.messages.say_with(&format!("exchange-{}", what.name()), &args)
}
