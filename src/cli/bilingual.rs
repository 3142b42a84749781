//! `anban xliff`, `anban table`, `anban handoff` and `anban handback`.

mod find;
pub(super) mod handoff;

use std::{
    fs::{self, File},
    io::Read as _,
    path::Path,
    sync::Arc,
};

use anyhow::Context as _;
use serde::Serialize;

use super::{
    args::{Exported, Handback, Table, TableColumns, TableFormat, Xliff, XliffExport, XliffVersion},
    context::Context,
    inputs::inputs,
    output,
};
use crate::{
    article::{self, Content},
    bilingual::{
        self, Columns, Document, Given, MAX_BYTES, Match, ReadError, Standing, Taken, Taking, Version, gather, take,
    },
    diagnostic::{Finding, Severity},
    glossary::exchange::decode,
    locale::{Args, Locale},
    memory::{self, Query, Row, RowId, Store, fuzzy::NearIndex},
    pipeline::{Prepared, PreparedSegment, Tools, prepare},
    text::LineIndex,
};

/// The least that a similar sentence must share, in per cent.
const NEAR: u8 = 60;

/// A prepared article and the memory's answers to its sentences, in their order.
struct Known {
    prepared: Prepared,
    rows: Vec<Option<Row>>,
    /// The version of the row in each very place; 0 where there is none.
    versions: Vec<u64>,
}

impl Known {
    async fn of(
        context: &Context,
        path: &Path,
        locale: Locale,
        tools: &Tools,
        store: Option<&dyn Store>,
    ) -> anyhow::Result<Self> {
        let file = path.display().to_string();
        let bytes = fs::read(path).with_context(|| format!("cannot read {file}"))?;
        let prepared = prepare(article::read(&file, &bytes, None, &context.config.article)?, tools);
        let queries: Vec<Query> =
            prepared.segments().map(|(_, _, segment)| Query { key: segment.key, context: segment.context }).collect();
        let (mut rows, mut versions) = (vec![None; queries.len()], vec![0; queries.len()]);
        if let Some(store) = store {
            rows = store.lookup(locale, &queries).await?.into_iter().map(|hit| hit.map(|hit| hit.row)).collect();
            for (query, version) in queries.iter().zip(&mut versions) {
                let id = RowId { key: query.key, locale, context: query.context };
                *version = store.history(id).await?.last().map_or(0, |last| last.version);
            }
        }
        Ok(Self { prepared, rows, versions })
    }

    fn segments(&self) -> Vec<(usize, usize, &PreparedSegment)> {
        self.prepared.segments().collect()
    }

    /// Similar sentences for each sentence without an answer.
    async fn near(
        &self,
        store: &dyn Store,
        index: &NearIndex,
        locale: Locale,
    ) -> anyhow::Result<Vec<Vec<memory::fuzzy::Match>>> {
        let segments = self.segments();
        let open: Vec<usize> =
            (0..segments.len()).filter(|&at| self.rows.get(at).is_none_or(Option::is_none)).collect();
        let texts: Vec<Content> =
            open.iter().filter_map(|&at| segments.get(at)).map(|(_, _, segment)| segment.text.clone()).collect();
        let mut all = vec![Vec::new(); segments.len()];
        for (at, found) in open.into_iter().zip(index.matches_of(store, &texts, locale, NEAR, 3).await?) {
            if let Some(slot) = all.get_mut(at) {
                *slot = found;
            }
        }
        Ok(all)
    }

    /// The document for other tools.
    fn document(
        &self,
        context: &Context,
        locale: Locale,
        tools: &Tools,
        near: &[Vec<memory::fuzzy::Match>],
    ) -> Document {
        let given = self.rows.iter().zip(&self.versions).enumerate().map(|(at, (row, &version))| Given {
            row: row.clone(),
            version,
            matches: near.get(at).into_iter().flatten().map(shown).collect(),
        });
        let file = self.prepared.article.file.to_string();
        gather(&file, locale, &self.segments(), given.collect(), tools, &context.messages)
    }

    fn xliff(&self, document: &Document, version: Version, fill: bool) -> String {
        let segments = self.segments();
        let sources: Vec<&Content> = segments.iter().map(|(_, _, segment)| &segment.text).collect();
        bilingual::write(document, &sources, version, fill)
    }
}

fn shown(found: &memory::fuzzy::Match) -> Match {
    Match {
        percent: found.near.percent,
        origin: found.row.origin.name.clone(),
        source: found.row.source.visible(),
        target: found.row.target.visible(),
    }
}

/// A file's name without its ending, for the names of what is made of it.
fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

pub(super) async fn xliff(context: &Context, verb: Xliff) -> anyhow::Result<u8> {
    match verb {
        Xliff::Export(args) => export(context, args).await,
        Xliff::Import(args) => handback(context, args).await,
    }
}

pub(super) async fn table(context: &Context, verb: Table) -> anyhow::Result<u8> {
    let args = match verb {
        Table::Export(args) => args,
        Table::Import(args) => return handback(context, args).await,
    };
    let columns = match args.columns {
        TableColumns::Two => Columns::Two,
        TableColumns::Four => Columns::Four,
        TableColumns::Six => Columns::Six,
    };
    match args.format {
        TableFormat::Csv => {
            written(context, &args.of, "csv", |_, document| Ok(bilingual::write_csv(document, columns))).await
        }
        TableFormat::Xlsx => {
            written(context, &args.of, "xlsx", |_, document| Ok(bilingual::write_xlsx(document, columns)?)).await
        }
        TableFormat::Po => {
            let date = jiff::Zoned::now().strftime("%Y-%m-%d %H:%M%z").to_string();
            written(context, &args.of, "po", |_, document| Ok(bilingual::write_po(document, &date).into_bytes()))
                .await
        }
    }
}

async fn export(context: &Context, args: XliffExport) -> anyhow::Result<u8> {
    let version = match args.version {
        XliffVersion::V12 => Version::V12,
        XliffVersion::V21 => Version::V21,
    };
    written(context, &args.of, "xlf", |known, document| Ok(known.xliff(document, version, false).into_bytes())).await
}

/// Writes one file for each article and language, as `make` makes it.
async fn written(
    context: &Context,
    wanted: &Exported,
    ending: &str,
    make: impl Fn(&Known, &Document) -> anyhow::Result<Vec<u8>>,
) -> anyhow::Result<u8> {
    let tools = context.tools()?;
    let store = context.memory(wanted.memory.clone())?;
    let index = context.near(&*store, wanted.memory.clone()).await?;
    let locales = if wanted.to.is_empty() { &context.config.translate.to } else { &wanted.to };
    let mut failed = false;
    for input in inputs(&wanted.paths, &context.config.article) {
        for &locale in locales {
            let known = match Known::of(context, &input.path, locale, &tools, Some(&*store)).await {
                Ok(known) => known,
                Err(error) => {
                    eprintln!("anban: {error:#}");
                    failed = true;
                    break;
                }
            };
            let near = known.near(&*store, &index, locale).await?;
            let document = known.document(context, locale, &tools, &near);
            let path = wanted.out.join(format!("{}.{locale}.{ending}", input.folder));
            output::write(&path, &make(&known, &document)?)?;
            let mut words = Args::new();
            words.set("file", path.display().to_string());
            words.set("pairs", document.pairs.len());
            words.set("translated", document.pairs.iter().filter(|pair| pair.target.is_some()).count());
            println!("{}", context.messages.say_with("xliff-written", &words));
        }
    }
    Ok(u8::from(failed))
}

/// What became of one file, as JSON.
#[derive(Serialize)]
struct Report {
    file: String,
    taken: usize,
    unchanged: usize,
    refused: usize,
    missing: usize,
    findings: Vec<Finding>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

/// Takes XLIFF files and packages back: 0 where everything came back whole, 1 where something is missing, was
/// refused or violates a check.
pub(super) async fn handback(context: &Context, args: Handback) -> anyhow::Result<u8> {
    let tools = context.tools()?;
    let mut reports = Vec::new();
    for path in &args.files {
        let files = match handoff::returned(path) {
            Ok(files) => files,
            Err(error) => {
                reports.push(broken(path.display().to_string(), &error));
                continue;
            }
        };
        for (name, bytes) in files {
            reports.push(match one(context, &args, &tools, &name, &bytes).await {
                Ok(report) => report,
                Err(error) => broken(name, &error),
            });
        }
    }
    if args.json {
        println!("{}", serde_json::to_string_pretty(&reports)?);
    } else {
        for report in &reports {
            tell(context, report);
        }
        if args.dry_run {
            println!("{}", context.messages.say("handback-dry"));
        }
    }
    let whole = |report: &Report| {
        report.error.is_none()
            && report.refused + report.missing == 0
            && report.findings.iter().all(|finding| finding.severity != Severity::Error)
    };
    Ok(u8::from(!reports.iter().all(whole)))
}

fn broken(file: String, error: &anyhow::Error) -> Report {
    let error = Some(format!("{error:#}"));
    Report { file, taken: 0, unchanged: 0, refused: 0, missing: 0, findings: Vec::new(), error }
}

fn tell(context: &Context, report: &Report) {
    for finding in &report.findings {
        let message = finding.message(&context.messages);
        if let Some(place) = &finding.place {
            println!("{}:{}:{}: {message}", place.file, place.position.line, place.position.column);
        }
    }
    match &report.error {
        Some(error) => eprintln!("anban: {error}"),
        None => {
            let mut words = Args::new();
            words.set("file", report.file.as_str());
            words.set("taken", report.taken);
            words.set("unchanged", report.unchanged);
            words.set("refused", report.refused);
            words.set("missing", report.missing);
            println!("{}", context.messages.say_with("handback-tally", &words));
        }
    }
}

/// Reads a file of at most [`MAX_BYTES`].
fn limited(path: &Path) -> anyhow::Result<Vec<u8>> {
    let name = path.display();
    let mut bytes = Vec::new();
    let file = File::open(path).with_context(|| format!("cannot read {name}"))?;
    file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).with_context(|| format!("cannot read {name}"))?;
    anyhow::ensure!(bytes.len() <= MAX_BYTES, "{name} is larger than {} MiB", MAX_BYTES >> 20);
    Ok(bytes)
}

/// The document in a file, which its ending or else its beginning tells apart, and the text that places count in.
fn parsed(file: &Arc<str>, bytes: &[u8]) -> anyhow::Result<(Document, String)> {
    let at = |text: &str, error: &ReadError| {
        let place = LineIndex::new(text).position(text, error.at.min(text.len()));
        anyhow::anyhow!("{file}:{}:{}: {}", place.line, place.column, error.why)
    };
    let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    if ending == "xlsx" {
        return bilingual::read_xlsx(bytes).map_err(|error| at("", &error));
    }
    let text = decode(file, bytes).map_err(|error| anyhow::anyhow!("{error}"))?;
    let read = match ending.as_str() {
        "po" | "pot" => bilingual::read_po(&text),
        "csv" | "tsv" | "txt" => bilingual::read_csv(&text),
        _ => bilingual::read(&text).map(|(document, _)| document),
    };
    match read {
        Ok(document) => Ok((document, text.into_owned())),
        Err(error) => Err(at(&text, &error)),
    }
}

async fn one(context: &Context, args: &Handback, tools: &Tools, name: &str, bytes: &[u8]) -> anyhow::Result<Report> {
    let file: Arc<str> = Arc::from(name);
    anyhow::ensure!(bytes.len() <= MAX_BYTES, "{name} is larger than {} MiB", MAX_BYTES >> 20);
    let (document, text) = parsed(&file, bytes)?;
    let locale = document.locale.with_context(|| format!("{name}: the file does not say which language it is in"))?;
    let path = match &args.source {
        Some(path) => path.clone(),
        None => find::article(context, tools, &document, Path::new(name))
            .with_context(|| format!("{name} is of {:?}, which is not here: give --source", document.original))?,
    };
    let store = match args.dry_run {
        true => context.standing_memory(args.memory.clone()).ok(),
        false => Some(context.memory(args.memory.clone())?),
    };
    let known = Known::of(context, &path, locale, tools, store.as_deref()).await?;
    let segments = known.segments();
    let standing: Vec<Standing<'_>> = segments
        .iter()
        .zip(known.rows.iter().zip(&known.versions))
        .filter_map(|(&(unit, at, segment), (row, &version))| {
            let role = known.prepared.article.units.get(unit)?.role;
            Some(Standing { unit, at, role, segment, row: row.clone(), version })
        })
        .collect();
    let taking = Taking { file: &file, text: &text, translator: args.translator.as_deref(), locale, tools };
    let mut taken = take(&document, &standing, &taking);
    if let Some(store) = store.filter(|_| !args.dry_run) {
        commit(&*store, &mut taken).await?;
    }
    let Taken { rows, findings, unchanged, refused, missing } = taken;
    Ok(Report { file: name.to_owned(), taken: rows.len(), unchanged, refused, missing, findings, error: None })
}

/// Stores all rows in one go; where somebody was quicker with one of them, the others one by one.
async fn commit(store: &dyn Store, taken: &mut Taken) -> anyhow::Result<()> {
    match store.commit(&taken.rows).await {
        Ok(_) => return Ok(()),
        Err(memory::Error::Conflict { .. }) => {}
        Err(error) => return Err(error.into()),
    }
    let mut stored = Vec::new();
    for row in std::mem::take(&mut taken.rows) {
        match store.commit(std::slice::from_ref(&row)).await {
            Ok(_) => stored.push(row),
            Err(memory::Error::Conflict { .. }) => {
                let text = row.target.visible();
                taken.findings.push(
                    Finding::new("handback-conflict", Severity::Error)
                        .fact("id", "?")
                        .fact("text", text)
                        .fact("now", "?"),
                );
                taken.refused += 1;
            }
            Err(error) => return Err(error.into()),
        }
    }
    taken.rows = stored;
    Ok(())
}
