//! `anban eval`: backends against reference translations, raw and through the pipeline.

use std::{
    fs::File,
    io::BufReader,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::Context as _;
use futures::{StreamExt as _, stream};
use serde::Serialize;

use super::{args, context::Context, ledger};
use crate::{
    article::{self, Content, Role},
    backend::{Backend, Request, meter::Meter},
    diagnostic::Finding,
    eval::{Bleu, ChrF, Tokenizer},
    locale::Locale,
    memory::{
        State,
        exchange::{ReadError, TableReader, TmxReader, Unit},
    },
    pipeline::{Policy, Prepared, PreparedSegment, Purse, Run, Silent, Tools, prepare},
    qa::{self, Family},
    segment::tags,
};

/// A unit of a file in one language.
struct Case {
    prepared: Prepared,
    source: String,
    reference: String,
}

/// One translated case.
#[derive(Serialize)]
struct Line {
    source: String,
    reference: String,
    target: String,
    /// chrF++ of this line alone.
    chrf: f64,
    published: bool,
    findings: Vec<String>,
}

/// How many segments have something of a kind, and in how many nothing is wrong with it.
#[derive(Default, Serialize)]
struct Share {
    right: usize,
    of: usize,
}

/// What one way of translating was worth in one language.
#[derive(Serialize)]
struct Score {
    backend: String,
    pipeline: bool,
    locale: Locale,
    chrf: f64,
    chrf_signature: String,
    bleu: f64,
    bleu_signature: String,
    segments: usize,
    published: usize,
    terms: Share,
    names: Share,
    numbers: Share,
    markup: Share,
    /// Published segments with a blocking finding.
    blocking: usize,
    failed: usize,
    seconds: f64,
    /// Worst first.
    lines: Vec<Line>,
}

pub(super) async fn run(context: &Context, args: args::Eval) -> anyhow::Result<u8> {
    let tools = context.tools()?;
    let locales = if args.to.is_empty() { Locale::TARGETS.to_vec() } else { args.to.clone() };
    let mut units = Vec::new();
    for path in &args.files {
        units.extend(read(path)?);
    }
    let chosen = context.chosen(None).into_owned();
    let names = if args.backend.is_empty() { vec![chosen] } else { args.backend.clone() };
    let mut scores = Vec::new();
    for name in &names {
        // It asks for real, so it is paid for like a run.
        let purse = ledger::purse(context, context.memory(args.memory.clone())?, args.max_cost, name)?;
        let meter: Arc<dyn Meter> = Arc::<Purse>::clone(&purse);
        let backend = context.paid_backend(name, &meter)?;
        for &locale in &locales {
            let cases = cases(context, &units, locale, &tools, args.limit)?;
            if cases.is_empty() {
                continue;
            }
            for pipeline in [false, true] {
                let score = measure(context, &*backend, &cases, (locale, pipeline), &tools).await?;
                if !args.json {
                    print(name, &score);
                }
                scores.push(score);
            }
        }
    }
    anyhow::ensure!(!scores.is_empty(), "the files have no translations into the languages asked for");
    if args.json {
        println!("{}", serde_json::to_string_pretty(&scores)?);
    }
    Ok(u8::from(scores.iter().any(|score| score.pipeline && (score.blocking > 0 || score.failed > 0))))
}

fn print(name: &str, score: &Score) {
    let share = |share: &Share| format!("{}/{}", share.right, share.of);
    let way = if score.pipeline { "pipeline" } else { "raw" };
    println!(
        "{name}\t{way}\t{}\tchrF++ {:.2}\tBLEU {:.2} ({})\tterms {}\tnames {}\tnumbers {}\tmarkup {}\tpublished \
         {}/{}\tblocking {}\tfailed {}\t{:.1} s",
        score.locale,
        score.chrf,
        score.bleu,
        score.bleu_signature,
        share(&score.terms),
        share(&score.names),
        share(&score.numbers),
        share(&score.markup),
        score.published,
        score.segments,
        score.blocking,
        score.failed,
        score.seconds
    );
}

fn read(path: &Path) -> anyhow::Result<Vec<Unit>> {
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    let file = BufReader::new(file);
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    let units: Result<Vec<Unit>, ReadError> = match ending.as_str() {
        "csv" => TableReader::new(file, b',').and_then(Iterator::collect),
        "tsv" | "tab" => TableReader::new(file, b'\t').and_then(Iterator::collect),
        "tmx" => TmxReader::new(file).and_then(Iterator::collect),
        _ => anyhow::bail!("{}: only .tmx, .tsv and .csv files are compared", path.display()),
    };
    units.with_context(|| path.display().to_string())
}

fn cases(
    context: &Context,
    units: &[Unit],
    locale: Locale,
    tools: &Tools,
    limit: Option<usize>,
) -> anyhow::Result<Vec<Case>> {
    let mut cases = Vec::new();
    for unit in units {
        let Some(translation) = unit.translations.iter().find(|one| one.locale == locale) else { continue };
        if cases.len() >= limit.unwrap_or(usize::MAX) {
            break;
        }
        let source = unit.source.visible();
        let mut article = article::read("unit.txt", source.as_bytes(), None, &context.config.article)?;
        for unit in &mut article.units {
            unit.role = Role::Paragraph;
        }
        let prepared = prepare(article, tools);
        cases.push(Case { prepared, source, reference: translation.target.visible() });
    }
    Ok(cases)
}

/// A segment's translation, whether it may be published, and what the checks say.
type Answer = (Option<Content>, bool, Vec<Finding>);

async fn measure(
    context: &Context,
    backend: &dyn Backend,
    cases: &[Case],
    (locale, pipeline): (Locale, bool),
    tools: &Tools,
) -> anyhow::Result<Score> {
    let settings = &context.config.translate;
    let policy = Policy {
        repairs: settings.repairs,
        retry: false,
        offline: false,
        min_state: State::Translated,
        draft: settings.draft,
        substitute_numbers: settings.substitute_numbers,
        near_from: settings.near_from.clamp(50, 99),
    };
    // A memory of its own: nothing that is known already may help.
    let folder = tempfile::tempdir()?;
    let store = context.memory_at(&folder.path().join("eval.sqlite"))?;
    let run = Run::new(tools, &*store, backend, &policy, &Silent);
    let began = Instant::now();
    let at_once = backend.capabilities().concurrency.max(1);
    let answers: Vec<anyhow::Result<Vec<Answer>>> = stream::iter(cases)
        .map(async |case| {
            if pipeline {
                let mut done = run.translate(&case.prepared, &[locale]).await?;
                let (_, units) = done.editions.pop().context("no edition")?;
                let answers = units.into_iter().flatten().map(|result| {
                    let published = result.publishable(State::Translated).is_some();
                    (result.target, published, result.findings)
                });
                return Ok(answers.collect());
            }
            let mut answers = Vec::new();
            for (_, _, segment) in case.prepared.segments() {
                answers.push(raw(backend, segment, locale, tools).await);
            }
            Ok(answers)
        })
        .buffered(at_once)
        .collect()
        .await;
    let answers = answers.into_iter().collect::<anyhow::Result<Vec<_>>>()?;
    Ok(score(backend.name(), cases, answers, (locale, pipeline), began.elapsed()))
}

/// The answer to the bare sentence as it stands in the file, to the plainest instruction: no terms, names, examples,
/// context, nor a second try.
async fn raw(backend: &dyn Backend, segment: &PreparedSegment, locale: Locale, tools: &Tools) -> Answer {
    let request = Request {
        text: tags::encode(&segment.segment.content),
        from: Locale::Vi,
        to: locale,
        role: Role::Paragraph.to_string(),
        headline: None,
        before: None,
        terms: Vec::new(),
        names: Vec::new(),
        examples: Vec::new(),
        draft: None,
        complaints: Vec::new(),
        bare: true,
    };
    let Some(Ok(reply)) = backend.translate(std::slice::from_ref(&request)).await.pop() else {
        return (None, false, Vec::new());
    };
    let target =
        tags::decode(&reply.text, &segment.text).unwrap_or_else(|_| Content::plain(tags::strip(&reply.text)));
    let pair = qa::Pair { source: &segment.text, target: &target, locale, role: Role::Paragraph };
    let facts = qa::Facts {
        glossary: &tools.glossary,
        terms: &segment.terms,
        names: &tools.names,
        found: &segment.names,
        figures: &segment.figures,
    };
    let findings = qa::check_in_style(&pair, &facts, &tools.style, &tools.levels);
    (Some(target), true, findings)
}

fn score(
    backend: &str,
    cases: &[Case],
    answers: Vec<Vec<Answer>>,
    (locale, pipeline): (Locale, bool),
    time: Duration,
) -> Score {
    let (mut chrf, mut bleu) = (ChrF::default(), Bleu::new(Tokenizer::of(locale)));
    let mut score = Score {
        backend: backend.to_owned(),
        pipeline,
        locale,
        chrf: 0.0,
        chrf_signature: ChrF::signature(),
        bleu: 0.0,
        bleu_signature: bleu.signature(),
        segments: 0,
        published: 0,
        terms: Share::default(),
        names: Share::default(),
        numbers: Share::default(),
        markup: Share::default(),
        blocking: 0,
        failed: 0,
        seconds: time.as_secs_f64(),
        lines: Vec::new(),
    };
    for (case, answers) in cases.iter().zip(answers) {
        let (mut target, mut all, mut codes) = (String::new(), true, Vec::new());
        for ((_, _, segment), (content, published, findings)) in case.prepared.segments().zip(answers) {
            score.segments += 1;
            score.failed += usize::from(content.is_none());
            if let Some(content) = content {
                if !target.is_empty() && locale != Locale::Ja {
                    target.push(' ');
                }
                target.push_str(&content.visible());
            }
            all &= published;
            if published {
                score.published += 1;
                score.blocking += usize::from(qa::is_blocking(&findings));
                let wrong = |family| {
                    findings.iter().any(|one| {
                        qa::is_blocking(std::slice::from_ref(one))
                            && qa::catalogue()
                                .iter()
                                .find(|entry| entry.code == one.code)
                                .is_some_and(|entry| entry.family == family)
                    })
                };
                let figures = !crate::numbers::parse(&segment.text.text, Locale::Vi).is_empty();
                score.terms.add(!segment.terms.is_empty(), wrong(Family::Terminology));
                score.names.add(!segment.names.is_empty(), wrong(Family::Names));
                score.numbers.add(figures, wrong(Family::Numbers));
                score.markup.add(!segment.text.codes.is_empty(), wrong(Family::Markup));
            }
            codes.extend(findings.into_iter().map(|one| one.code.to_string()));
        }
        chrf.add(&target, &case.reference);
        bleu.add(&target, &case.reference);
        let mut own = ChrF::default();
        own.add(&target, &case.reference);
        let (source, reference) = (case.source.clone(), case.reference.clone());
        score.lines.push(Line { source, reference, target, chrf: own.score(), published: all, findings: codes });
    }
    score.lines.sort_by(|a, b| a.chrf.total_cmp(&b.chrf));
    (score.chrf, score.bleu) = (chrf.score(), bleu.score());
    score
}

impl Share {
    fn add(&mut self, has: bool, wrong: bool) {
        self.of += usize::from(has);
        self.right += usize::from(has && !wrong);
    }
}
