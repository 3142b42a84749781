//! Reports of `anban check`, to the terminal or into a file.

use std::{collections::HashMap, io::IsTerminal as _, sync::Arc};

use super::{args, rule_texts};
use crate::{
    check::{self, manual},
    cli::{context::Context, output},
    diagnostic::{Finding, Severity},
    locale::Args,
    report::{self, Document, Item, Section},
};

/// Prints the report, or writes it into the file asked for; the exit code.
pub(super) fn report(
    context: &Context,
    args: &args::Check,
    sections: &[Section],
    items: &[Item],
    sources: &HashMap<Arc<str>, String>,
) -> anyhow::Result<u8> {
    let rules = rule_texts();
    let fail_on: Severity = args.fail_on.into();
    let messages = &context.messages;
    let document = Document { sections, items, sources, rules: &rules, messages, fail_on };
    let colour = args.output.is_none() && std::io::stdout().is_terminal();
    let text = render(&document, args.format, colour)?;
    match &args.output {
        Some(path) => output::write(path, text.as_bytes())?,
        None => print!("{text}"),
    }
    Ok(document.tally().exit_code(fail_on))
}

fn render(document: &Document<'_>, format: args::ReportFormat, colour: bool) -> anyhow::Result<String> {
    Ok(match format {
        args::ReportFormat::Human => human(document, colour),
        args::ReportFormat::Json => report::json(document) + "\n",
        args::ReportFormat::Sarif => report::sarif(document) + "\n",
        args::ReportFormat::Junit => report::junit(document),
        args::ReportFormat::Github => report::github(document),
        args::ReportFormat::Html => report::html(document).map_err(|why| anyhow::anyhow!("the report: {why}"))?,
    })
}

/// Frames of what counts, and the counts of the rest.
fn human(document: &Document<'_>, colour: bool) -> String {
    let messages = document.messages;
    let counting = || document.items.iter().filter(|item| item.counts());
    let mut out = report::frames(counting().map(|item| &item.finding), document.sources, messages, colour);
    let mut line = |id: &str, numbers: &[(&'static str, usize)]| {
        if numbers.iter().any(|(_, number)| *number > 0) || id == "check-tally" {
            let mut args = Args::new();
            numbers.iter().for_each(|(name, number)| args.set(*name, *number));
            out.push_str(messages.say_with(id, &args).trim_end());
            out.push('\n');
        }
    };
    let fixes =
        |safe: bool| counting().filter(|item| item.finding.fix.as_ref().is_some_and(|fix| fix.safe == safe)).count();
    line("check-fixable", &[("safe", fixes(true)), ("unsafe", fixes(false))]);
    let waived = document.items.iter().filter(|item| item.waived.is_some()).count();
    let known = document.items.iter().filter(|item| item.known && item.waived.is_none()).count();
    line("check-waived", &[("count", waived)]);
    line("check-known", &[("count", known)]);
    let tally = document.tally();
    line("check-tally", &[("errors", tally.errors), ("warnings", tally.warnings), ("infos", tally.infos)]);
    out
}

/// Prints findings that have neither inputs nor a baseline.
pub(in crate::cli) fn print_findings(
    context: &Context,
    findings: &[Finding],
    sources: &HashMap<Arc<str>, String>,
    format: args::ReportFormat,
) {
    if format == args::ReportFormat::Json {
        println!("{}", report::findings_json(findings, &context.messages));
        return;
    }
    let rules = rule_texts();
    let item = |finding: &Finding| Item {
        finding: finding.clone(),
        fingerprint: String::new(),
        section: 0,
        waived: None,
        known: false,
    };
    let items: Vec<Item> = findings.iter().map(item).collect();
    let sections = [Section { name: context.config.paths.glossary.display().to_string(), article: None }];
    let document = Document {
        sections: &sections,
        items: &items,
        sources,
        rules: &rules,
        messages: &context.messages,
        fail_on: Severity::Error,
    };
    match render(&document, format, std::io::stdout().is_terminal()) {
        Ok(text) => print!("{text}"),
        Err(error) => eprintln!("anban: {error:#}"),
    }
}

/// `--explain CODE`.
pub(super) fn explain(context: &Context, code: &str) -> anyhow::Result<u8> {
    let doc = manual(code).map(|manual| manual.doc.to_owned()).or_else(|| {
        let id = format!("explain-{code}");
        let text = context.messages.say(&id);
        (text != id).then_some(text)
    });
    match doc {
        Some(doc) => {
            println!("{code}\n\n{doc}");
            Ok(0)
        }
        None => anyhow::bail!("there is no rule {code:?}: anban check --list-rules names them all"),
    }
}

/// `--list-rules`.
pub(super) fn list(format: args::ReportFormat) -> anyhow::Result<u8> {
    let mut manuals = check::manuals();
    manuals.sort_by_key(|manual| manual.code);
    if format == args::ReportFormat::Json {
        let rules: Vec<_> = manuals
            .iter()
            .map(|rule| serde_json::json!({ "code": rule.code, "severity": rule.severity, "doc": rule.doc }))
            .collect();
        println!("{}", serde_json::to_string_pretty(&rules)?);
        return Ok(0);
    }
    let width = manuals.iter().map(|manual| manual.code.len()).max().unwrap_or(0);
    for manual in manuals {
        let severity = match manual.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        };
        let first = manual.doc.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let first = first.split_once(": ").map_or(first, |(_, text)| text);
        println!("{:width$}  {severity:7}  {first}", manual.code);
    }
    Ok(0)
}
