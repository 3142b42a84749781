//! `anban check`: do glossary, memory and editions agree?

use std::{
    collections::HashMap,
    io::IsTerminal as _,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::Context as _;

use super::{args, context::Context};
use crate::{
    article::{Content, Role},
    diagnostic::{Finding, Place, Severity},
    edition::Provenance,
    glossary::{Glossary, LoadError},
    locale::{Args, Locale},
    memory::{Row, State, Store},
    pipeline::Tools,
    qa,
    report::{Tally, findings_json, frames},
    segment::SegmentKey,
    text::{LineIndex, Span},
};

/// How many rows of the memory are looked at in one go.
const PAGE: usize = 1000;

/// The findings so far, and the files they speak of.
#[derive(Default)]
struct Found {
    findings: Vec<Finding>,
    sources: HashMap<Arc<str>, String>,
}

pub(super) async fn run(context: &Context, args: args::Check) -> anyhow::Result<u8> {
    if let Some(code) = &args.explain {
        return explain(context, code);
    }
    let mut found = Found::default();
    let files = context.glossary_files()?;
    let parsed = Glossary::parse(&files);
    found.sources.extend(files.into_iter().map(|(name, text)| (Arc::from(name), text)));
    match parsed {
        Ok(glossary) => {
            found.findings.extend(glossary.lint());
            let tools = context.tools()?;
            let memory = context.memory_path(args.memory.clone());
            if memory.exists() {
                rows(&*context.memory(args.memory.clone())?, &tools, &memory, &mut found).await?;
            }
            for file in provenance_files(context, &args.paths)? {
                edition(&file, &tools, &mut found)?;
            }
        }
        Err(errors) => found.findings.extend(errors.iter().map(LoadError::finding)),
    }
    let levels = &context.config.check.levels;
    let findings: Vec<Finding> = found.findings.into_iter().filter_map(|finding| levels.apply(finding)).collect();
    print_findings(context, &findings, &found.sources, args.format);
    Ok(Tally::new(&findings).exit_code(args.fail_on.into()))
}

/// Prints findings as asked for.
pub(super) fn print_findings(
    context: &Context,
    findings: &[Finding],
    sources: &HashMap<Arc<str>, String>,
    format: args::ReportFormat,
) {
    if format == args::ReportFormat::Json {
        println!("{}", findings_json(findings, &context.messages));
        return;
    }
    let colour = std::io::stdout().is_terminal();
    print!("{}", frames(findings, sources, &context.messages, colour));
    let tally = Tally::new(findings);
    let mut args = Args::new();
    args.set("errors", tally.errors);
    args.set("warnings", tally.warnings);
    args.set("infos", tally.infos);
    println!("{}", context.messages.say_with("check-tally", &args));
}

fn explain(context: &Context, code: &str) -> anyhow::Result<u8> {
    let rule = qa::rule(code);
    let doc = rule.map(|rule| rule.doc.to_owned()).or_else(|| {
        let id = format!("explain-{code}");
        let text = context.messages.say(&id);
        (text != id).then_some(text)
    });
    match doc {
        Some(doc) => {
            println!("{code}\n\n{doc}");
            Ok(0)
        }
        None => {
            let codes: Vec<&str> = qa::RULES.iter().map(|rule| rule.code).collect();
            anyhow::bail!("there is no rule {code:?}; the rules on segments are {}", codes.join(", "))
        }
    }
}

/// Every row that counts as translated is checked against the glossary and the rules of today.
async fn rows(store: &dyn Store, tools: &Tools, path: &Path, found: &mut Found) -> anyhow::Result<()> {
    let mut after = None;
    loop {
        let page = store.page(after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(last.id());
        for row in page {
            check_row(&row, tools, path, found);
        }
    }
}

fn check_row(row: &Row, tools: &Tools, path: &Path, found: &mut Found) {
    let file: Arc<str> = Arc::from(format!("{}#{}", path.display(), row.key));
    let place = || beginning(&file);
    if SegmentKey::new(Locale::Vi, &row.source) != row.key {
        found.findings.push(Finding::new("memory-key", Severity::Error).at(place()));
    }
    if row.state == State::Initial {
        return;
    }
    let terms = tools.glossary.find(&row.source.text);
    if tools.glossary.fingerprint(&terms, row.locale) != row.fingerprint {
        let finding = Finding { locale: Some(row.locale), ..Finding::new("stale-terms", Severity::Warning) };
        found.findings.push(finding.at(place()));
    }
    for finding in check_pair(&row.source, &row.target, row.locale, Role::Paragraph, tools) {
        found.findings.push(finding.at(place()));
    }
}

fn check_pair(source: &Content, target: &Content, locale: Locale, role: Role, tools: &Tools) -> Vec<Finding> {
    let terms = tools.glossary.find(&source.text);
    let mut names = tools.names.find(&source.text);
    names.retain(|name| !terms.iter().any(|term| term.span.contains(name.span)));
    let pair = qa::Pair { source, target, locale, role };
    let facts = qa::Facts { glossary: &tools.glossary, terms: &terms, names: &tools.names, found: &names };
    qa::check_in_style(&pair, &facts, &tools.style, &tools.levels)
}

/// The provenance files below the given paths, or below the configured folder; by name.
fn provenance_files(context: &Context, paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let default = context.path(&context.config.paths.editions);
    let roots = match paths {
        [] if default.exists() => vec![default],
        [] => Vec::new(),
        paths => paths.to_vec(),
    };
    let mut files = Vec::new();
    for root in roots {
        anyhow::ensure!(root.exists(), "{} does not exist", root.display());
        if root.is_file() {
            let name = root.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let own = root.to_string_lossy().ends_with(".provenance.json");
            files.push(if own { root } else { root.with_file_name(format!("{name}.provenance.json")) });
            continue;
        }
        let mut folders = vec![root];
        while let Some(folder) = folders.pop() {
            let entries = std::fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?;
            for entry in entries {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.to_string_lossy().ends_with(".provenance.json") {
                    files.push(path);
                }
            }
        }
    }
    files.sort();
    Ok(files)
}

/// One edition: is it the file that was written, is it whole, and do its sentences still pass?
fn edition(path: &Path, tools: &Tools, found: &mut Found) -> anyhow::Result<()> {
    let json = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let provenance: Provenance = serde_json::from_str(&json).with_context(|| {
        format!("{} is no provenance file of this version: write the edition again", path.display())
    })?;
    let page_path = path.with_file_name(&provenance.edition);
    let file: Arc<str> = Arc::from(page_path.to_string_lossy());
    let locale = Some(provenance.locale);
    let mut note = |finding: Finding| found.findings.push(Finding { locale, ..finding });
    let Ok(bytes) = std::fs::read(&page_path) else {
        note(Finding::new("edition-missing", Severity::Error).at(beginning(&file)));
        return Ok(());
    };
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let lines = LineIndex::new(&text);
    let place = |span| Place::new(&file, &text, &lines, span);
    if !provenance.is_of(&bytes) {
        note(Finding::new("edition-changed", Severity::Warning).at(place(Span::new(0, 0))));
    }
    let mut from = 0;
    for segment in &provenance.segments {
        let Some(target) = &segment.target else {
            let span = locate(&text, &segment.source, &mut from);
            note(Finding::new("segment-pending", Severity::Warning).at(place(span)));
            continue;
        };
        let span = locate(&text, target, &mut from);
        let (source, target) = (Content::plain(segment.source.as_str()), Content::plain(target.as_str()));
        for finding in check_pair(&source, &target, provenance.locale, Role::Paragraph, tools) {
            note(finding.at(place(span)));
        }
    }
    if page_path.extension().is_some_and(|ending| ending == "html") {
        for (at, href) in alternates(&text) {
            if !href.contains("://") && !page_path.with_file_name(href).exists() {
                let finding = Finding::new("edition-link", Severity::Error).fact("href", href);
                note(finding.at(place(Span::new(at, at + href.len()))));
            }
        }
    }
    found.sources.insert(file, text);
    Ok(())
}

/// Where `sentence` stands in `text` after `from`, as it is or escaped for HTML; what is found moves `from` on.
fn locate(text: &str, sentence: &str, from: &mut usize) -> Span {
    let escaped = sentence.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    let rest = text.get(*from..).unwrap_or_default();
    let hit = [escaped.as_str(), sentence].into_iter().find_map(|form| Some((rest.find(form)?, form.len())));
    match hit {
        Some((at, len)) => {
            let span = Span::new(*from + at, *from + at + len);
            *from = span.end;
            span
        }
        None => Span::new(*from, *from),
    }
}

/// The addresses of the page's other editions, with their offsets.
fn alternates(page: &str) -> impl Iterator<Item = (usize, &str)> {
    page.match_indices("<link rel=\"alternate\" hreflang=\"").filter_map(|(at, _)| {
        let start = at + page[at..].find(" href=\"")? + 7;
        let len = page[start..].find('"')?;
        Some((start, &page[start..start + len]))
    })
}

fn beginning(file: &Arc<str>) -> Place {
    Place::new(file, "", &LineIndex::new(""), Span::new(0, 0))
}
