//! `anban glossary`: lint, find, diff, suggest, export and import.

mod diff;
mod exchange;
mod revision;
mod suggest;
mod touched;

use super::{
    args,
    check::{print_findings, waive},
    context::Context,
};
use crate::{
    check::{self, Sheet, Waiver},
    diagnostic::Severity,
    glossary::LINTS,
    locale::Locale,
    report::Tally,
};

pub(super) async fn run(context: &Context, verb: args::Glossary) -> anyhow::Result<u8> {
    match verb {
        args::Glossary::Lint { notes, format } => lint(context, notes, format),
        args::Glossary::Diff(args) => diff::run(context, args).await,
        args::Glossary::Suggest(args) => suggest::run(context, args).await,
        args::Glossary::Export { format, to, out } => exchange::export(context, format, to, out.as_deref()),
        args::Glossary::Import { file, format, to, out, force } => {
            exchange::import(context, &file, format, to, out.as_deref(), force)
        }
        args::Glossary::Find { text, json } => find(context, &text, json),
    }
}

/// What is wrong with the glossary, and with the waivers for such faults.
fn lint(context: &Context, notes: bool, format: args::ReportFormat) -> anyhow::Result<u8> {
    let files = context.glossary_files()?;
    let mut sheet = Sheet::default();
    let glossary = check::glossary(&context.config.paths.glossary.display().to_string(), &files, &mut sheet);
    if let Some(glossary) = glossary.as_ref().filter(|_| notes) {
        glossary.notes().into_iter().for_each(|finding| sheet.add(finding));
    }
    let lint = |waiver: &Waiver| LINTS.iter().find(|lint| lint.code == waiver.code);
    let waivers = context.config.check.waiver.iter().filter(|waiver| lint(waiver.get_ref()).is_some());
    // Nothing was looked for where the files could not be read, or nobody asked for notes.
    let looked_for = |waiver: &Waiver| {
        glossary.is_some() && lint(waiver).is_some_and(|lint| notes || lint.severity > Severity::Info)
    };
    let waived = waive(context, &waivers.cloned().collect::<Vec<_>>(), looked_for, &mut sheet);
    let open = sheet.found.into_iter().zip(waived).filter(|(_, waived)| waived.is_none());
    let findings: Vec<_> = open.filter_map(|(found, _)| context.config.check.levels.apply(found.finding)).collect();
    print_findings(context, &findings, &sheet.sources, format);
    Ok(Tally::new(&findings).exit_code(Severity::Error))
}

fn find(context: &Context, text: &str, json: bool) -> anyhow::Result<u8> {
    let glossary = context.glossary()?;
    let uses = glossary.find(text);
    let mut rows = Vec::new();
    for found in &uses {
        let term = &glossary.terms()[found.term];
        let hint = |locale| glossary.hints(std::slice::from_ref(found), locale).pop().map(|hint| hint.rendering);
        let renderings: Vec<(Locale, Option<String>)> =
            Locale::TARGETS.into_iter().map(|locale| (locale, hint(locale))).collect();
        rows.push((found.span, term.id.text.clone(), renderings));
    }
    if json {
        let rows: Vec<_> = rows
            .iter()
            .map(|(span, id, renderings)| {
                let renderings: serde_json::Map<_, _> =
                    renderings.iter().map(|(locale, text)| (locale.to_string(), serde_json::json!(text))).collect();
                serde_json::json!({ "text": span.of(text), "span": span, "id": id, "renderings": renderings })
            })
            .collect();
        println!("{}", serde_json::to_string_pretty(&rows)?);
        return Ok(0);
    }
    for (span, id, renderings) in rows {
        println!("{}\t{id}", span.of(text));
        for (locale, rendering) in renderings {
            println!("  {locale}  {}", rendering.as_deref().unwrap_or("–"));
        }
    }
    Ok(0)
}
