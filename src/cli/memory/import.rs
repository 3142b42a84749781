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
        Loaded, NewRow, Store,
        exchange::{Finish, Given, Loss, Losses, ReadError, Rows, TableReader, TmxReader, Unit},
        fuzzy::Loading,
    },
};

/// How many rows are committed at once, sorted by key: few enough that the first soon come.
const BATCH: usize = 10_000;

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
    let near = context.near_path(args.at.memory.clone());
    let mut all = Vec::new();
    for path in &args.files {
        let taken = one(path, &args, Arc::clone(&desk), store.as_deref(), &near).await?;
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

/// Reads a file on a thread of its own while the store takes in what was read; meanwhile a third one makes the index
/// of near matches, should the memory be new.
async fn one(
    path: &Path,
    args: &MemoryImport,
    desk: Arc<Desk>,
    store: Option<&dyn Store>,
    near: &Path,
) -> anyhow::Result<Taken> {
    let before = totals(store).await?;
    let given = Given {
        state: args.state.map(Into::into),
        name: args.name.clone(),
        file: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
    };
    let (sender, batches) = mpsc::channel(WAITING);
    let (twin, twins) = mpsc::channel(WAITING);
    let file = path.to_owned();
    let twin = (before == (0, 0) && store.is_some()).then_some(twin);
    let reading =
        tokio::task::spawn_blocking(move || read(&file, given, &desk, &Takers { store: sender, index: twin }));
    let indexing = tokio::task::spawn_blocking(move || index(twins));
    let loaded = match store {
        Some(store) => store.load(batches).await,
        None => Ok(count(batches).await),
    };
    let (units, losses, error) = reading.await.context("the reader died")??;
    let index = indexing.await.context("the indexer died")?;
    let loaded = loaded.with_context(|| format!("while importing {}; import it again to go on", path.display()))?;
    if let (Some(store), Some(change)) = (store, loaded.anew) {
        index.save(store, change, near).await?;
    }
    let rows = loaded.rows;
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

/// The rows of a batch, for the store and for the index.
type Batch = Arc<Vec<NewRow>>;

/// How many batches may wait for the store or the index.
const WAITING: usize = 2;

/// Who gets what was read.
struct Takers {
    store: mpsc::Sender<Batch>,
    index: Option<mpsc::Sender<Batch>>,
}

impl Takers {
    /// False where the store takes no more, which is told where it is asked.
    fn send(&self, mut rows: Vec<NewRow>) -> bool {
        rows.sort_by_key(|row| (row.key, row.locale, row.context));
        let rows = Arc::new(rows);
        if let Some(index) = &self.index {
            let _ = index.blocking_send(Arc::clone(&rows));
        }
        self.store.blocking_send(rows).is_ok()
    }
}

fn index(mut batches: mpsc::Receiver<Batch>) -> Loading {
    let mut loading = Loading::new();
    while let Some(rows) = batches.blocking_recv() {
        loading.take(&rows);
    }
    loading.finish();
    loading
}

async fn count(mut batches: mpsc::Receiver<Batch>) -> Loaded {
    let mut loaded = Loaded::default();
    while let Some(rows) = batches.recv().await {
        loaded.rows += rows.len() as u64;
    }
    loaded
}

type Read = (u64, Losses, Option<ReadError>);

fn read(path: &PathBuf, given: Given, desk: &Desk, takers: &Takers) -> anyhow::Result<Read> {
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
                let (units, error) = pump(&mut reader, &mut rows, takers);
                (units, reader.losses().clone(), error)
            }
            Err(error) => (0, Losses::default(), Some(error)),
        },
        Some(separator) => match TableReader::new(file, separator) {
            Ok(mut reader) => {
                let (units, error) = pump(&mut reader, &mut rows, takers);
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
    takers: &Takers,
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
        if batch.len() >= BATCH && !takers.send(std::mem::take(&mut batch)) {
            return (count, failed);
        }
    }
    if !batch.is_empty() {
        takers.send(batch);
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
