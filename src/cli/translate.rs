//! `anban translate`: articles in, editions out.

mod before;
mod queue;
pub(super) mod worker;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Instant,
};

use anyhow::Context as _;
use futures::{StreamExt as _, stream};
use serde::{Deserialize, Serialize};

use super::{
    args,
    context::Context,
    inputs::{Input, inputs},
    ledger, output,
    progress::Shown,
    quote::{Quote, Quoter},
};
use crate::{
    article::{self, Format, Role},
    backend::{Settings, TermList, meter::Meter},
    config::{self, OutputFormat},
    diagnostic::{Finding, Severity},
    edition::{
        self, Furniture, IndexArticle, IndexEdition, Line, Manuscript, Piece, Provenance, Revision, Sibling,
        Templates, index_page,
    },
    glossary::mention,
    locale::{Args, Locale, Messages},
    memory::{MatchKind, State, Store, Who},
    pipeline::{
        How, Policy, Prepared, PreparedSegment, Purse, Requests, Run, SegmentResult, Tools, Translated, prepare,
    },
    report::{LocaleSummary, Summary, frames},
};

/// Everything a run needs, from flags over the configuration.
struct Desk<'a> {
    context: &'a Context,
    tools: Arc<Tools>,
    locales: Vec<Locale>,
    format: OutputFormat,
    out: PathBuf,
    policy: Policy,
    templates: Arc<Templates>,
    words: Vec<(Locale, Messages)>,
}

/// What became of one article.
#[derive(Serialize, Deserialize)]
struct Done {
    index: IndexArticle,
    counts: Vec<(Locale, LocaleSummary)>,
    findings: Vec<Finding>,
}

pub(super) async fn run(context: &Context, args: args::Translate) -> anyhow::Result<u8> {
    let started = Instant::now();
    let desk = Desk::new(context, &args)?;
    let inputs = inputs(&args.paths, &context.config.article);
    translate(&desk, &args, inputs, started).await
}

/// Translates those of `paths` that are not translated yet as they are now: see [`is_done`].
pub(super) async fn fresh(context: &Context, watch: &args::Watch, paths: Vec<PathBuf>) -> anyhow::Result<u8> {
    let started = Instant::now();
    let args = watch.translate(paths);
    let desk = Desk::new(context, &args)?;
    let mut inputs = inputs(&args.paths, &context.config.article);
    inputs.retain(|input| !is_done(&desk, input));
    if inputs.is_empty() { Ok(0) } else { translate(&desk, &args, inputs, started).await }
}

/// Whether every edition of the article is complete, and was made of the article as it is now.
fn is_done(desk: &Desk<'_>, input: &Input) -> bool {
    let Ok(prepared) = desk.read(input) else { return false };
    let folder = desk.out.join(&input.folder);
    let is = |before: &Provenance| before.complete && before.is_of_article(&prepared.article);
    let Ok(locales) = desk.locales_of(&prepared) else { return false };
    locales.iter().all(|&locale| before::provenance(&folder, locale).is_some_and(|before| is(&before)))
}

async fn translate(
    desk: &Desk<'_>,
    args: &args::Translate,
    inputs: Vec<Input>,
    started: Instant,
) -> anyhow::Result<u8> {
    let context = desk.context;
    if args.explain_prompt {
        return explain(desk, args, &inputs);
    }
    if args.queue {
        let (wish, memory) = (Wish::new(context, args)?, args.memory.clone());
        return queue::hand_over(desk, &wish, memory, inputs, started, args.json).await;
    }
    let store = context.memory(args.memory.clone())?;
    let names = context.chosen(args.backend.as_deref());
    let purse = ledger::purse(context, Arc::clone(&store), args.max_cost, &names)?;
    let meter: Arc<dyn Meter> = Arc::<Purse>::clone(&purse);
    let backend = context.paid_backend(&names, &meter)?;
    let shown = Shown::new(&context.messages);
    let mut run = Run::new(&desk.tools, &*store, &*backend, &desk.policy, &shown);
    let near = match context.config.translate.near_matches {
        true => Some(context.near(&*store, args.memory.clone()).await?),
        false => None,
    };
    if let Some(near) = &near {
        run = run.with_near(near);
    }
    if args.dry_run {
        let past = store.ledger(None).await?;
        let quoter = Quoter::new(desk.context, &names, &past)?;
        return forecast(desk, &run, &inputs, &quoter, args.json).await;
    }
    if !args.offline {
        for &locale in &desk.locales {
            backend.prepare(locale, &term_list(&desk.tools, locale)).await?;
        }
    }
    std::fs::create_dir_all(&desk.out).with_context(|| format!("cannot write into {}", desk.out.display()))?;
    let results = {
        let work = stream::iter(&inputs)
            .map(|input| one(desk, &run, &*store, input))
            .buffered(context.config.translate.articles_at_once.max(1))
            .collect::<Vec<_>>();
        tokio::pin!(work);
        tokio::select! {
            results = &mut work => results,
            _ = tokio::signal::ctrl_c() => {
                // What is under way is paid for: it is kept. Only a second Ctrl-C gives it up.
                purse.stop();
                shown.finish();
                if names.split(',').any(|name| context.config.backends.0.get(name.trim()).is_some_and(Settings::is_paid)) {
                    eprintln!("{}", context.messages.say("translate-stopping"));
                    tokio::select! {
                        _ = &mut work => {}
                        _ = tokio::signal::ctrl_c() => {}
                    }
                }
                eprintln!("{}", context.messages.say("translate-stopped"));
                return Ok(130);
            }
        }
    };
    shown.finish();
    if let Some(near) = &near {
        near.follow(&*store).await?;
        near.save(&*store).await?;
    }
    finish(desk, inputs, results, started, args.json)
}

/// Prints what became of every article, writes the index and counts.
fn finish(
    desk: &Desk<'_>,
    inputs: Vec<Input>,
    results: Vec<anyhow::Result<Done>>,
    started: Instant,
    json: bool,
) -> anyhow::Result<u8> {
    let mut summary = Summary {
        locales: desk.locales.iter().map(|&locale| (locale, LocaleSummary::default())).collect(),
        ..Summary::default()
    };
    let mut index = Vec::new();
    let messages = &desk.context.messages;
    for (input, result) in inputs.into_iter().zip(results) {
        match result {
            Ok(done) => {
                summary.articles += 1;
                for (locale, own) in &done.counts {
                    if let Some((_, total)) = summary.locales.iter_mut().find(|(known, _)| known == locale) {
                        total.add(own);
                    }
                }
                index.push(done.index);
                if !done.findings.is_empty() {
                    eprint!("{}", frames(&done.findings, &std::collections::HashMap::new(), messages, false));
                }
            }
            Err(error) => {
                summary.failed += 1;
                eprintln!("anban: {}: {error:#}", input.path.display());
            }
        }
    }
    if desk.format == OutputFormat::Page && !index.is_empty() {
        let page = index_page(&index, &desk.templates, messages)?;
        output::write(&desk.out.join("index.html"), page.as_bytes())?;
    }
    summary.time = started.elapsed();
    if json {
        println!("{}", serde_json::to_string_pretty(&summary)?);
    } else {
        print!("{}", summary.human(messages));
        if summary.articles > 0 {
            let mut args = Args::new();
            args.set("out", desk.out.display().to_string());
            println!("{}", messages.say_with("translate-written", &args));
        }
    }
    Ok(match (summary.articles, summary.is_complete()) {
        (0, _) => 2,
        (_, true) => 0,
        (_, false) => 1,
    })
}

/// What is wanted of a run, wherever it takes place.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Wish {
    to: Vec<Locale>,
    format: OutputFormat,
    min_state: State,
    retry: bool,
    offline: bool,
}

impl Wish {
    fn new(context: &Context, args: &args::Translate) -> anyhow::Result<Self> {
        let settings = &context.config.translate;
        let mut to = if args.to.is_empty() { settings.to.clone() } else { args.to.clone() };
        let mut seen = Vec::new();
        to.retain(|&locale| {
            locale != Locale::Vi && !seen.contains(&locale) && {
                seen.push(locale);
                true
            }
        });
        anyhow::ensure!(!to.is_empty(), "no language to translate into: give --to en,ja,ko");
        Ok(Self {
            to,
            format: args.format.unwrap_or(settings.format),
            min_state: args.min_state.map_or(settings.min_state, State::from),
            retry: args.retry,
            offline: args.offline,
        })
    }
}

/// What is wished for of articles that programs hand over.
pub(super) struct Wishes {
    format: OutputFormat,
    min_state: State,
}

impl Wishes {
    pub(super) fn new(context: &Context) -> Self {
        let settings = &context.config.translate;
        Self { format: settings.format, min_state: settings.min_state }
    }

    /// As a worker reads it.
    pub(super) fn json(&self, folder: &str, to: &[Locale]) -> anyhow::Result<String> {
        let (format, min_state) = (self.format, self.min_state);
        let wish = Wish { to: to.to_vec(), format, min_state, retry: false, offline: false };
        Ok(serde_json::to_string(&queue::Order { folder: folder.to_owned(), wish })?)
    }
}

impl<'a> Desk<'a> {
    fn new(context: &'a Context, args: &args::Translate) -> anyhow::Result<Self> {
        let out = args.out.clone().unwrap_or_else(|| context.path(&context.config.paths.editions));
        let tools = Arc::new(context.tools()?);
        let templates = Arc::new(Templates::new(config::templates(&templates_folder(context))?)?);
        Ok(Self::of(context, tools, templates, &Wish::new(context, args)?, out))
    }

    fn of(context: &'a Context, tools: Arc<Tools>, templates: Arc<Templates>, wish: &Wish, out: PathBuf) -> Self {
        let settings = &context.config.translate;
        let policy = Policy {
            repairs: settings.repairs,
            retry: wish.retry,
            offline: wish.offline,
            min_state: wish.min_state,
            draft: settings.draft,
            tries: settings.tries.clamp(1, 16),
            confidence_from: settings.confidence_from.min(100),
            substitute_numbers: settings.substitute_numbers,
            near_from: settings.near_from.clamp(50, 99),
        };
        Self {
            context,
            tools,
            words: wish.to.iter().map(|&locale| (locale, Messages::new(locale))).collect(),
            locales: wish.to.clone(),
            format: wish.format,
            out,
            policy,
            templates,
        }
    }

    /// The languages into which an article is translated: those that are wanted, of an XLIFF file its own.
    fn locales_of(&self, prepared: &Prepared) -> anyhow::Result<Vec<Locale>> {
        let Some(target) = prepared.article.target else { return Ok(self.locales.clone()) };
        anyhow::ensure!(
            self.locales.contains(&target),
            "the file is to be translated into {target}: give --to {target}"
        );
        Ok(vec![target])
    }

    fn read(&self, input: &Input) -> anyhow::Result<Prepared> {
        let bytes = input.bytes(&self.context.config.article)?;
        let name = input.path.to_string_lossy();
        let article = article::read(&name, &bytes, None, &self.context.config.article)?;
        Ok(prepare(article, &self.tools))
    }
}

fn templates_folder(context: &Context) -> PathBuf {
    let folder = &context.config.paths.templates;
    if folder.as_os_str().is_empty() { PathBuf::new() } else { context.path(folder) }
}

/// The terms of `locale` for a glossary at a provider: the preferred rendering of each Vietnamese form.
pub(super) fn term_list(tools: &Tools, locale: Locale) -> TermList {
    let mut pairs: std::collections::BTreeMap<String, String> = std::collections::BTreeMap::new();
    for term in tools.glossary.terms() {
        let renderings = match locale {
            Locale::En => &term.en,
            Locale::Ja => &term.ja,
            Locale::Ko => &term.ko,
            Locale::Vi => &None,
        };
        let Some(renderings) = renderings else { continue };
        for form in &term.vi {
            pairs.entry(form.text.clone()).or_insert_with(|| renderings.preferred.text.clone());
        }
    }
    TermList { pairs: pairs.into_iter().collect() }
}

/// One article from file to editions.
async fn one(desk: &Desk<'_>, run: &Run<'_>, store: &dyn Store, input: &Input) -> anyhow::Result<Done> {
    let prepared = desk.read(input)?;
    let folder = desk.out.join(&input.folder);
    let locales = desk.locales_of(&prepared)?;
    let mut kept = Vec::new();
    for &locale in &locales {
        kept.extend(before::keep_edits(desk, store, &prepared, &folder, locale, before::When::Before).await?);
    }
    let translated = run.translate(&prepared, &locales).await?;
    let mut done = write_editions(desk, input, &prepared, translated)?;
    done.findings.extend(kept);
    Ok(done)
}

fn write_editions(
    desk: &Desk<'_>,
    input: &Input,
    prepared: &Prepared,
    translated: Translated,
) -> anyhow::Result<Done> {
    let folder = desk.out.join(&input.folder);
    // An XLIFF file is its own edition.
    let format = if prepared.article.format == Format::Xliff { OutputFormat::Source } else { desk.format };
    let ending = match format {
        OutputFormat::Page => "html".to_owned(),
        OutputFormat::Source => ending(&input.path, prepared.article.format).to_owned(),
    };
    let siblings: Vec<Sibling> = translated
        .editions
        .iter()
        .map(|&(locale, _)| Sibling { locale, href: format!("{locale}.{ending}") })
        .collect();
    let mut done = Done {
        index: IndexArticle {
            title: prepared.headline().unwrap_or_else(|| input.folder.clone()),
            editions: Vec::new(),
        },
        counts: Vec::new(),
        findings: prepared.article.findings.clone(),
    };
    for (locale, units) in translated.editions {
        let Some((_, messages)) = desk.words.iter().find(|(known, _)| *known == locale) else { continue };
        done.counts.push((locale, count(&units, desk.policy.min_state)));
        let mut manuscript = Manuscript {
            article: &prepared.article,
            locale,
            lines: lines(prepared, units, desk),
            siblings: siblings.clone(),
            revision: None,
        };
        manuscript.agree(&desk.tools.glossary, &desk.context.config.edition);
        manuscript.revision = before::provenance(&folder, locale)
            .filter(|before| before.edition == format!("{locale}.{ending}"))
            .and_then(|before| Revision::since(&before, &manuscript));
        let name = format!("{locale}.{ending}");
        let bytes = match format {
            OutputFormat::Page => {
                let furniture = Furniture {
                    settings: &desk.context.config.edition,
                    style: &desk.tools.numbers,
                    messages,
                    templates: &desk.templates,
                };
                edition::page(&manuscript, &input.folder, &furniture)?.into_bytes()
            }
            OutputFormat::Source => edition::source_file(&manuscript, &desk.tools.numbers, messages),
        };
        output::write(&folder.join(&name), &bytes)?;
        let provenance = edition::provenance(&manuscript, &name, &bytes, state_name(desk.policy.min_state));
        let json = serde_json::to_string_pretty(&provenance)? + "\n";
        output::write(&folder.join(format!("{locale}.provenance.json")), json.as_bytes())?;
        done.index.editions.push(IndexEdition {
            locale,
            title: manuscript.text_of(Role::Headline).unwrap_or_else(|| input.folder.clone()),
            href: format!("{}/{name}", input.folder),
            count: manuscript.count(),
        });
    }
    Ok(done)
}

fn ending(path: &Path, format: Format) -> &str {
    path.extension().and_then(|ending| ending.to_str()).unwrap_or(match format {
        Format::Plain => "txt",
        Format::Html => "html",
        Format::Markdown => "md",
        Format::Docx => "docx",
        Format::Odt => "odt",
        Format::Xliff => "xlf",
    })
}

/// The pieces of an edition from the results of a run.
fn lines(prepared: &Prepared, units: Vec<Vec<SegmentResult>>, desk: &Desk<'_>) -> Vec<Line> {
    let pieces = prepared.units.iter().zip(units).map(|(unit, results)| Line {
        pieces: unit.segments.iter().zip(results).map(|(segment, result)| piece(segment, result, desk)).collect(),
    });
    pieces.collect()
}

fn piece(segment: &PreparedSegment, result: SegmentResult, desk: &Desk<'_>) -> Piece {
    let by_machine = result.origin.as_ref().is_some_and(|origin| origin.who == Who::Machine);
    Piece {
        key: segment.key,
        source: segment.segment.clone(),
        terms: mention::terms_of(&segment.text.text, &segment.terms, &desk.tools.glossary),
        text: result.publishable(desk.policy.min_state).cloned(),
        state: state_name(result.state),
        machine: by_machine && result.state < State::Reviewed,
        origin: serde_json::to_value(&result.origin).unwrap_or_default(),
        how: match &result.how {
            How::Memory(kind) => kind.name().to_owned(),
            How::Asked => "asked".to_owned(),
            How::Repeated => "repeated".to_owned(),
            How::Copied => "copied".to_owned(),
            How::Missing(why) => format!("missing: {why}"),
        },
        findings: result.findings,
    }
}

const fn state_name(state: State) -> &'static str {
    match state {
        State::Initial => "initial",
        State::Translated => "translated",
        State::Reviewed => "reviewed",
        State::Final => "final",
    }
}

fn count(units: &[Vec<SegmentResult>], min_state: State) -> LocaleSummary {
    let mut count = LocaleSummary::default();
    for result in units.iter().flatten() {
        count.segments += 1;
        match result.how {
            How::Memory(MatchKind::InContext | MatchKind::Neighbours) => count.in_context += 1,
            How::Memory(MatchKind::Exact) => count.exact += 1,
            How::Memory(MatchKind::NumberSubstituted) => count.substituted += 1,
            How::Asked => count.asked += 1,
            How::Repeated => count.repeated += 1,
            How::Copied => count.copied += 1,
            How::Missing(_) => count.missing += 1,
        }
        let stale = result.findings.iter().any(|finding| finding.severity > Severity::Info);
        count.person += usize::from(result.publishable(min_state).is_none());
        count.noted += usize::from(stale && result.publishable(min_state).is_some());
    }
    count
}

/// What would be asked for, without asking.
async fn forecast(
    desk: &Desk<'_>,
    run: &Run<'_>,
    inputs: &[Input],
    quoter: &Quoter,
    json: bool,
) -> anyhow::Result<u8> {
    let mut failed = 0;
    let mut quotes: Vec<(Locale, Quote)> = desk.locales.iter().map(|&locale| (locale, Quote::default())).collect();
    let mut total: Vec<(Locale, LocaleSummary)> =
        desk.locales.iter().map(|&locale| (locale, LocaleSummary::default())).collect();
    for input in inputs {
        match desk.read(input) {
            Ok(prepared) => {
                let locales = desk.locales_of(&prepared).unwrap_or_default();
                let own = run.forecast(&prepared, &locales).await?;
                for (own_locale, results) in locales.into_iter().zip(own) {
                    let both = total.iter_mut().zip(&mut quotes).find(|((known, _), _)| *known == own_locale);
                    let Some(((_, total), (locale, quote))) = both else { continue };
                    weigh(desk, &prepared, &results, quoter, *locale, quote);
                    total.add(&count(&[results], desk.policy.min_state));
                }
            }
            Err(error) => {
                failed += 1;
                eprintln!("anban: {}: {error:#}", input.path.display());
            }
        }
    }
    let summary = Summary { locales: total, articles: inputs.len() - failed, failed, ..Summary::default() };
    for (_, quote) in &mut quotes {
        quote.close(quoter);
    }
    if json {
        let mut value = serde_json::to_value(&summary)?;
        value["quotes"] = serde_json::to_value(&quotes)?;
        println!("{}", serde_json::to_string_pretty(&value)?);
    } else {
        print!("{}", summary.human(&desk.context.messages));
        for (locale, quote) in &quotes {
            println!("{}", quote.human(desk.context, *locale));
        }
    }
    Ok(if failed > 0 { 2 } else { 0 })
}

/// Counts words and characters by where their translation would come from, and what is asked for by what it uses.
fn weigh(
    desk: &Desk<'_>,
    prepared: &Prepared,
    results: &[SegmentResult],
    quoter: &Quoter,
    locale: Locale,
    quote: &mut Quote,
) {
    let requests = Requests::of(prepared, &desk.tools);
    for (at, ((_, _, segment), result)) in prepared.segments().zip(results).enumerate() {
        let text = segment.text.visible();
        let kind = match &result.how {
            How::Memory(kind) => format!("{kind:?}").to_lowercase(),
            How::Asked => "asked".to_owned(),
            How::Repeated => "repeated".to_owned(),
            How::Copied => "copied".to_owned(),
            How::Missing(_) => "missing".to_owned(),
        };
        let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
        let counted = quote.words.entry(kind).or_default();
        counted.0 += count(text.split_whitespace().count());
        counted.1 += count(text.chars().count());
        if result.how == How::Asked {
            quote.segments += 1;
            if let Some(request) = requests.at(at, locale) {
                quoter.add(&mut quote.offers, &request);
            }
        }
    }
}

/// Prints what the backend would be told.
fn explain(desk: &Desk<'_>, args: &args::Translate, inputs: &[Input]) -> anyhow::Result<u8> {
    let backend = desk.context.backend(&desk.context.chosen(args.backend.as_deref()))?;
    for input in inputs {
        let prepared = desk.read(input).with_context(|| input.path.display().to_string())?;
        let requests = Requests::of(&prepared, &desk.tools);
        let segments = prepared.segments().enumerate().filter(|(_, (_, _, segment))| !segment.text.is_blank());
        for (at, (_, _, segment)) in segments {
            for &locale in &desk.locales {
                let Some(request) = requests.at(at, locale) else { continue };
                println!("=== {} {locale} {}", segment.key, input.path.display());
                match backend.explain(&request) {
                    Some(prompt) => println!("{prompt}\n"),
                    None => println!("{}\n", serde_json::to_string_pretty(&request)?),
                }
            }
        }
    }
    Ok(0)
}
