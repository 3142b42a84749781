//! `anban analyze`: what the memory is worth for articles that are still to be translated.

use std::collections::HashSet;

use minijinja::{AutoEscape, Environment};
use serde::Serialize;

use super::{
    args::{Analyze, AnalyzeFormat},
    context::Context,
    inputs::inputs,
    quote::{Offer, Quoter},
};
use crate::{
    article::{self, Content},
    backend,
    locale::Locale,
    memory::{
        MatchKind, Query, Row, State, Store, Who,
        exchange::leverage::{Band, Count, Leverage, Settings},
        fuzzy::NearIndex,
    },
    pipeline::{Prepared, PreparedSegment, Requests, Tools, prepare, substituted},
    segment::SegmentKey,
};

/// The figures of one file and language, or of a language over all files.
#[derive(Serialize)]
struct Report {
    /// Nothing in the sum over all files.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    locale: Locale,
    bands: Vec<Line>,
    total: Count,
    /// What a backend would be asked for.
    machine: Count,
    /// Syllables, each band by its weight.
    weighted: f64,
    /// What they cost; nothing where the price is unknown.
    cost: Option<f64>,
    /// What each backend would take for `machine`, those of a chain each as if it were asked for everything.
    backends: Vec<Offer>,
}

#[derive(Serialize)]
struct Line {
    band: Band,
    weight: u16,
    #[serde(flatten)]
    count: Count,
}

/// Everything that is printed.
#[derive(Serialize)]
struct Whole {
    /// What `syllables` counts.
    unit: &'static str,
    currency: Option<String>,
    price_per_thousand: Option<f64>,
    price_date: Option<String>,
    reports: Vec<Report>,
    failed: Vec<String>,
}

pub(super) async fn run(context: &Context, args: Analyze) -> anyhow::Result<u8> {
    let tools = context.tools()?;
    let settings = &context.config.analyze;
    let locales = if args.to.is_empty() { context.config.translate.to.clone() } else { args.to.clone() };
    let names = context.chosen(args.backend.as_deref());
    let asks = names.split(',').any(|name| {
        context.config.backends.0.get(name.trim()).is_some_and(|machine| !matches!(machine, backend::Settings::None))
    });
    let place = context.memory_path(args.memory.clone());
    // A desk without a memory yet has everything to translate.
    let also = !context.config.memory.also.is_empty();
    let known = match also || crate::memory::is_address(&place) || place.exists() {
        true => {
            let store = context.memory(args.memory.clone())?;
            let near = context.near(&*store, args.memory.clone()).await?;
            Some((store, near))
        }
        false => None,
    };
    let past = match &known {
        Some((store, _)) => store.ledger(None).await?,
        None => Vec::new(),
    };
    let quoter = Some(Quoter::new(context, &names, &past)?).filter(|_| asks);
    let mut sums = vec![(Leverage::default(), Vec::new()); locales.len()];
    let mut earlier: HashSet<SegmentKey> = HashSet::new();
    let (mut reports, mut failed) = (Vec::new(), Vec::new());
    for input in inputs(&args.paths, &context.config.article) {
        let file = input.path.display().to_string();
        let read = input
            .bytes(&context.config.article)
            .and_then(|bytes| Ok(article::read(&file, &bytes, None, &context.config.article)?));
        let prepared = match read {
            Ok(article) => prepare(article, &tools),
            Err(error) => {
                eprintln!("anban: {file}: {error:#}");
                failed.push(file);
                continue;
            }
        };
        // An XLIFF file is for one language.
        let own = |locale: Locale| prepared.article.target.is_none_or(|target| target == locale);
        let requests = Requests::of(&prepared, &tools);
        for (&locale, sum) in locales.iter().zip(&mut sums).filter(|(locale, _)| own(**locale)) {
            let known = known.as_ref().map(|(store, near)| (&**store, near));
            let bands = measure(&prepared, locale, &tools, known, &earlier).await?;
            let mut leverage = Leverage::default();
            let mut offers = Vec::new();
            for (at, segment, band) in bands {
                leverage.add(band, Count::of(&segment.text.visible()));
                let quoter = quoter.as_ref().filter(|_| band.is_asked());
                if let (Some(quoter), Some(request)) = (quoter, requests.at(at, locale)) {
                    quoter.add(&mut offers, &request);
                    quoter.add(&mut sum.1, &request);
                }
            }
            sum.0.merge(&leverage);
            reports.push(report(Some(file.clone()), locale, (&leverage, offers), settings, quoter.as_ref()));
        }
        earlier.extend(prepared.segments().map(|(_, _, segment)| segment.key));
    }
    for (&locale, (sum, offers)) in locales.iter().zip(sums) {
        reports.push(report(None, locale, (&sum, offers), settings, quoter.as_ref()));
    }
    let priced = !settings.currency.is_empty();
    let whole = Whole {
        unit: "Vietnamese syllables",
        currency: priced.then(|| settings.currency.clone()),
        price_per_thousand: priced.then_some(settings.price),
        price_date: (priced && !settings.price_date.is_empty()).then(|| settings.price_date.clone()),
        reports,
        failed,
    };
    match args.format {
        AnalyzeFormat::Json => println!("{}", serde_json::to_string_pretty(&whole)?),
        AnalyzeFormat::Csv => print!("{}", csv(&whole)?),
        AnalyzeFormat::Html => print!("{}", html(context, &whole)?),
        AnalyzeFormat::Table => print!("{}", table(context, &whole)),
    }
    Ok(u8::from(!whole.failed.is_empty()))
}

fn report(
    file: Option<String>,
    locale: Locale,
    (leverage, mut backends): (&Leverage, Vec<Offer>),
    settings: &Settings,
    quoter: Option<&Quoter>,
) -> Report {
    let machine = leverage.sum(|band| quoter.is_some() && band.is_asked());
    if let Some(quoter) = quoter {
        quoter.close(&mut backends, machine.segments);
    }
    let weighted = leverage.weighted(settings);
    Report {
        file,
        locale,
        bands: leverage.bands().map(|(band, count)| Line { band, weight: settings.weight(band), count }).collect(),
        total: leverage.total(),
        machine,
        weighted,
        cost: settings.cost(weighted),
        backends,
    }
}

/// The segments of an article, each with its place in reading order and its band in one language.
async fn measure<'a>(
    article: &'a Prepared,
    locale: Locale,
    tools: &Tools,
    known: Option<(&dyn Store, &NearIndex)>,
    earlier: &HashSet<SegmentKey>,
) -> anyhow::Result<Vec<(usize, &'a PreparedSegment, Band)>> {
    let (places, segments): (Vec<usize>, Vec<&PreparedSegment>) = article
        .segments()
        .map(|(_, _, segment)| segment)
        .enumerate()
        .filter(|(_, segment)| !segment.text.is_blank())
        .unzip();
    let mut bands: Vec<Option<Band>> = vec![None; segments.len()];
    if let Some((store, _)) = known {
        let queries: Vec<Query> =
            segments.iter().map(|segment| Query { key: segment.key, context: segment.context }).collect();
        for ((hit, segment), band) in store.lookup(locale, &queries).await?.into_iter().zip(&segments).zip(&mut bands)
        {
            *band = hit.filter(|hit| stands(&hit.row, segment, locale, tools)).map(|hit| match hit.kind {
                MatchKind::InContext => Band::SamePlace,
                MatchKind::Neighbours => Band::InContext,
                MatchKind::Exact => Band::Exact,
                MatchKind::NumberSubstituted => Band::NumberSubstituted,
            });
        }
    }
    let mut here = HashSet::new();
    for (segment, band) in segments.iter().zip(&mut bands) {
        let again = if !here.insert(segment.key) {
            Some(Band::RepetitionWithin)
        } else {
            earlier.contains(&segment.key).then_some(Band::RepetitionAcross)
        };
        *band = band.or(again);
    }
    if let Some((store, near)) = known {
        near_matches(store, near, locale, tools, &segments, &mut bands).await?;
    }
    let bands = bands.into_iter().map(|band| band.unwrap_or(Band::New));
    Ok(places.into_iter().zip(segments).zip(bands).map(|((at, segment), band)| (at, segment, band)).collect())
}

/// Whether a row would be used: a person's and an import's always, a machine's while its terms are today's.
fn stands(row: &Row, segment: &PreparedSegment, locale: Locale, tools: &Tools) -> bool {
    row.state.is_usable()
        && (row.origin.who != Who::Machine
            || row.state >= State::Reviewed
            || row.fingerprint == tools.glossary.fingerprint(&segment.terms, locale))
}

/// Finds bands for the segments that have none yet: other figures, then near matches.
async fn near_matches(
    store: &dyn Store,
    near: &NearIndex,
    locale: Locale,
    tools: &Tools,
    segments: &[&PreparedSegment],
    bands: &mut [Option<Band>],
) -> anyhow::Result<()> {
    let mut open = Vec::new();
    for (at, (segment, band)) in segments.iter().zip(bands.iter_mut()).enumerate() {
        if band.is_some() {
            continue;
        }
        let fingerprint = tools.glossary.fingerprint(&segment.terms, locale);
        let fits = |row: &Row| row.fingerprint == fingerprint;
        match substituted(near, store, segment, locale, tools, fits).await? {
            Some(_) => *band = Some(Band::NumberSubstituted),
            None => open.push(at),
        }
    }
    let texts: Vec<Content> =
        open.iter().filter_map(|&at| segments.get(at)).map(|segment| segment.text.clone()).collect();
    let found = near.matches_of(store, &texts, locale, 50, 1).await?;
    for (at, matches) in open.into_iter().zip(found) {
        if let (Some(band), Some(best)) = (bands.get_mut(at), matches.first()) {
            *band = Some(Band::of(best.near.percent));
        }
    }
    Ok(())
}

fn csv(whole: &Whole) -> anyhow::Result<String> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(["file", "language", "band", "weight", "segments", "syllables", "characters"])?;
    for report in &whole.reports {
        for line in &report.bands {
            out.write_record([
                report.file.as_deref().unwrap_or("*"),
                report.locale.tag(),
                line.band.name(),
                &line.weight.to_string(),
                &line.count.segments.to_string(),
                &line.count.syllables.to_string(),
                &line.count.characters.to_string(),
            ])?;
        }
    }
    Ok(String::from_utf8(out.into_inner().map_err(|error| anyhow::anyhow!("{error}"))?)?)
}

/// What stands under a report: weighted syllables, what a backend would be asked for, the price.
fn closing(context: &Context, whole: &Whole, report: &Report) -> Vec<String> {
    let mut args = crate::locale::Args::new();
    args.set("weighted", format!("{:.0}", report.weighted));
    args.set("segments", report.machine.segments);
    args.set("syllables", report.machine.syllables);
    let mut lines = vec![
        context.messages.say_with("analyze-weighted", &args),
        context.messages.say_with("analyze-machine", &args),
    ];
    lines.push(match (report.cost, &whole.currency) {
        (Some(cost), Some(currency)) => {
            args.set("cost", format!("{cost:.2}"));
            args.set("currency", currency.as_str());
            args.set("date", whole.price_date.as_deref().unwrap_or("–"));
            context.messages.say_with("analyze-cost", &args)
        }
        _ => context.messages.say("analyze-cost-unknown"),
    });
    lines.extend(report.backends.iter().map(|offer| offer.human(context)));
    lines
}

fn heading(context: &Context, report: &Report) -> String {
    let file = report.file.clone().unwrap_or_else(|| context.messages.say("analyze-all"));
    format!("{file} · {}", context.messages.say(&format!("language-{}", report.locale)))
}

fn table(context: &Context, whole: &Whole) -> String {
    use std::fmt::Write as _;
    let say = |name: &str| context.messages.say(&format!("analyze-{name}"));
    let pad = |text: &str, width: usize| {
        format!("{text}{}", " ".repeat(width.saturating_sub(unicode_width::UnicodeWidthStr::width(text))))
    };
    let mut out = String::new();
    for report in &whole.reports {
        let _ = writeln!(out, "{}", heading(context, report));
        let _ = writeln!(out, "  {} {}  {}  {}", pad("", 34), say("segments"), say("syllables"), say("characters"));
        let lines = report.bands.iter().map(|line| (say(line.band.name()), line.count));
        for (name, count) in lines.chain([(say("total"), report.total)]) {
            let _ = writeln!(
                out,
                "  {} {:>8} {:>10} {:>12}",
                pad(&name, 34),
                count.segments,
                count.syllables,
                count.characters
            );
        }
        for line in closing(context, whole, report) {
            let _ = writeln!(out, "  {line}");
        }
        out.push('\n');
    }
    out
}

fn html(context: &Context, whole: &Whole) -> anyhow::Result<String> {
    let say = |name: &str| context.messages.say(&format!("analyze-{name}"));
    let rows = |report: &Report| {
        let lines = report.bands.iter().map(|line| (say(line.band.name()), Some(line.weight), line.count));
        let all = lines.chain([(say("total"), None, report.total)]);
        all.map(|(name, weight, count)| {
            serde_json::json!({ "name": name, "weight": weight, "segments": count.segments,
                                "syllables": count.syllables, "characters": count.characters })
        })
        .collect::<Vec<_>>()
    };
    let reports: Vec<serde_json::Value> = whole
        .reports
        .iter()
        .map(|report| {
            serde_json::json!({ "heading": heading(context, report), "rows": rows(report),
                                "closing": closing(context, whole, report) })
        })
        .collect();
    let data = serde_json::json!({
        "language": context.messages.locale().tag(), "title": say("title"), "band": say("band"), "weight": say("weight"),
        "segments": say("segments"), "syllables": say("syllables"), "characters": say("characters"), "reports": reports,
    });
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_template("analyze.html", include_str!("../../templates/analyze.html"))?;
    Ok(environment.get_template("analyze.html")?.render(minijinja::value::Serde(&data))?)
}
