//! `anban check`: do glossary, memory and editions agree?

mod files;
mod fixes;
mod print;

use std::{
    path::{Path, PathBuf},
    thread::JoinHandle,
};

use anyhow::Context as _;
use toml::Spanned;

use super::{args, context::Context, inputs::bytes, output};
use crate::{
    article,
    check::{self, Baseline, Cache, Edition, Found, Made, Options, Sheet, Waiver, Wanted, fingerprints},
    config,
    locale::Args,
    memory::{self, Store},
    pipeline::Tools,
    report::{Item, RuleText, Section},
};

pub(super) use print::print_findings;

pub(super) async fn run(context: &Context, args: args::Check) -> anyhow::Result<u8> {
    if let Some(code) = &args.explain {
        return print::explain(context, code);
    }
    if args.list_rules {
        return print::list(args.format);
    }
    let baseline = args.baseline.as_deref().map(read_baseline).transpose()?;
    if args.fix || args.diff {
        let wanted = Wanted { unsafe_too: args.unsafe_too, reviewed_too: args.fix_reviewed };
        let changed = fixes::run(context, &args, wanted).await?;
        if args.diff {
            return Ok(u8::from(changed));
        }
    }
    let mut sheet = Sheet::default();
    let remembering = gather(context, &args, &mut sheet).await?;
    let code = judge(context, &args, baseline, sheet);
    // Only a convenience: a folder that cannot be written is no reason to fail.
    if let Some(Ok(Err(error))) = remembering.map(JoinHandle::join) {
        tracing::warn!("nothing is remembered for the next check: {error:#}");
    }
    code
}

/// What is remembered for the next check, being written.
type Remembering = Option<JoinHandle<anyhow::Result<()>>>;

/// Looks at everything that was asked for.
async fn gather(context: &Context, args: &args::Check, sheet: &mut Sheet) -> anyhow::Result<Remembering> {
    let files = files::glossary(context)?;
    let folder = files::shown(&context.path(&context.config.paths.glossary));
    let Some(glossary) = check::glossary(&folder, &files, sheet) else { return Ok(None) };
    let tools = context.tools_with(glossary)?;
    if !args.pair.is_empty() {
        // A pair is checked for itself; what is wrong with the glossary is another run's matter.
        *sheet = Sheet::default();
        return pairs(context, args, &tools, sheet).map(|()| None);
    }
    let mut remembering = None;
    let memory = context.memory_path(args.memory.clone());
    if memory::is_address(&memory) || memory.exists() {
        remembering = rows(context, args, &memory, &files, &tools, sheet).await?;
    }
    let mut pages = Vec::new();
    for path in files::provenance(context, &args.paths)? {
        let json = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let beside = |name: &str| path.with_file_name(name);
        let read = |name: &str| (files::shown(&beside(name)), std::fs::read(beside(name)).ok());
        let exists = |name: &str| beside(name).exists();
        let name = files::shown(&path);
        let edition = Edition { provenance: &name, json: &json, read: &read, exists: &exists };
        pages.extend(check::edition(&edition, &tools, sheet));
    }
    check::alternates(&pages, &tools.levels, sheet);
    Ok(remembering)
}

fn pairs(context: &Context, args: &args::Check, tools: &Tools, sheet: &mut Sheet) -> anyhow::Result<()> {
    let to = args.to.context("say the language of the translated file: --to ja")?;
    let read = |path: &Path| -> anyhow::Result<article::Article> {
        let bytes =
            bytes(path, &context.config.article).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(article::read(&files::shown(path), &bytes, None, &context.config.article)?)
    };
    for pair in args.pair.chunks(2) {
        if let [source, target] = pair {
            check::pair(&read(source)?, &read(target)?, to, tools, sheet);
        }
    }
    Ok(())
}

/// The rows of the memory in `path`, with what the last run remembered of them.
async fn rows(
    context: &Context,
    args: &args::Check,
    path: &Path,
    glossary: &[(String, String)],
    tools: &Tools,
    sheet: &mut Sheet,
) -> anyhow::Result<Remembering> {
    let store = context.memory(args.memory.clone())?;
    // An address holds a password; what the store says of itself does not.
    let name = if memory::is_address(path) { store.describe() } else { files::shown(path) };
    let program = config::program();
    let cache_path = files::cache(path);
    let stamp = files::stamp(path);
    let read = || Cache::read(std::fs::read(&cache_path).ok()?, &program, tools);
    let mut old = if args.no_cache { None } else { read() };
    if args.since.is_none()
        && let (Some(old), Some(stamp)) = (&old, &stamp)
        && old.replay(glossary, stamp, &name, sheet).is_some()
    {
        return Ok(None);
    }
    old.iter_mut().for_each(Cache::index);
    let threads = args.threads.map_or_else(files::processors, std::num::NonZeroUsize::get);
    let since = args.since.as_deref().map(files::since).transpose()?;
    let scan =
        check::rows(&*store as &dyn Store, tools, &Options { name, since, threads }, old.as_ref(), sheet).await?;
    drop(store);
    tracing::info!(rows = scan.rows, remembered = scan.remembered, "the memory is checked");
    let stamp = stamp.filter(|stamp| !args.no_cache && files::stamp(path).as_ref() == Some(stamp));
    Ok(scan.cache.zip(stamp).map(|(cache, stamp)| {
        let made = Made::new(&program, tools, glossary, &stamp);
        std::thread::spawn(move || output::write(&cache_path, &cache.write(&made)))
    }))
}

fn read_baseline(path: &Path) -> anyhow::Result<Baseline> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    Baseline::read(&text).map_err(|why| anyhow::anyhow!("{} is no baseline: {why}", path.display()))
}

/// Decides what counts, and reports.
fn judge(context: &Context, args: &args::Check, baseline: Option<Baseline>, mut sheet: Sheet) -> anyhow::Result<u8> {
    let levels = &context.config.check.levels;
    let level = |sheet: &mut Sheet| {
        let found = std::mem::take(&mut sheet.found).into_iter();
        let kept = found.filter_map(|found| Some(Found { finding: levels.apply(found.finding)?, ..found }));
        sheet.found = kept.collect();
    };
    level(&mut sheet);
    // What was left out may be what a waiver or the baseline waits for.
    let whole = args.since.is_none() && args.paths.is_empty() && args.pair.is_empty();
    let mut waived = waive(context, &context.config.check.waiver, |_| whole, &mut sheet);
    let mut names = fingerprints(&sheet);
    if let Some(path) = &args.write_baseline {
        let all = sheet.found.iter().zip(&names).zip(&waived).filter(|(_, waived)| waived.is_none());
        let all: Vec<(&Found, &String)> = all.map(|(pair, _)| pair).collect();
        output::write(path, Baseline::new(all.iter().copied()).write().as_bytes())?;
        let mut args = Args::new();
        args.set("count", all.len());
        args.set("file", path.display().to_string());
        println!("{}", context.messages.say_with("check-baseline-written", &args));
        return Ok(0);
    }
    let mut known = vec![false; sheet.found.len()];
    if let Some(baseline) = baseline {
        let free = |at: usize| waived.get(at).is_none_or(Option::is_none);
        let open: Vec<usize> = (0..sheet.found.len()).filter(|&at| free(at)).collect();
        let open_names: Vec<String> = open.iter().filter_map(|&at| names.get(at).cloned()).collect();
        for (at, is_known) in open.into_iter().zip(baseline.known(&open_names)) {
            known[at] = is_known;
        }
        if whole {
            let file = args.baseline.as_deref().map(files::shown).unwrap_or_default();
            baseline.report_gone(&file, &open_names, &mut sheet);
            names = fingerprints(&sheet);
        }
    }
    // The findings about waivers and the baseline have levels of their own.
    let items = sheet.found.into_iter().zip(names).enumerate().filter_map(|(at, (found, fingerprint))| {
        Some(Item {
            finding: levels.apply(found.finding)?,
            fingerprint,
            section: found.input,
            waived: waived.get_mut(at).and_then(Option::take),
            known: known.get(at).copied().unwrap_or_default(),
        })
    });
    let items: Vec<Item> = items.collect();
    let sections: Vec<Section> =
        sheet.inputs.into_iter().map(|input| Section { name: input.name, article: input.article }).collect();
    print::report(context, args, &sections, &items, &sheet.sources)
}

/// For each finding the reason for which it is accepted today, if it is; adds what is wrong with the waivers.
pub(super) fn waive(
    context: &Context,
    waivers: &[Spanned<Waiver>],
    whole: impl Fn(&Waiver) -> bool,
    sheet: &mut Sheet,
) -> Vec<Option<String>> {
    let (config, text) = context.config_text().unwrap_or_default();
    let today = jiff::Zoned::now().date().to_string().parse().unwrap_or(check::Date::EVER);
    check::waive(waivers, (&files::shown(&config), &text), today, whole, sheet)
}

/// The manuals of all rules, as reports want them.
fn rule_texts() -> Vec<RuleText> {
    check::manuals()
        .into_iter()
        .map(|manual| RuleText { code: manual.code, severity: manual.severity, doc: manual.doc })
        .collect()
}

/// Where the memory is, if it is there.
fn memory_file(context: &Context, args: &args::Check) -> Option<PathBuf> {
    let path = context.memory_path(args.memory.clone());
    path.exists().then_some(path)
}
