//! `anban glossary`: lint, find, diff, suggest, export and import.

mod diff;
mod exchange;
mod revision;
mod suggest;
mod touched;

use std::{collections::HashMap, sync::Arc};

use super::{args, check::print_findings, context::Context};
use crate::{diagnostic::Severity, glossary::Glossary, locale::Locale, report::Tally};

pub(super) async fn run(context: &Context, verb: args::Glossary) -> anyhow::Result<u8> {
    match verb {
        args::Glossary::Lint { notes, format } => {
            let files = context.glossary_files()?;
            let findings = match Glossary::parse(&files) {
                Ok(glossary) if notes => {
                    let mut findings = glossary.lint();
                    findings.extend(glossary.notes());
                    findings
                }
                Ok(glossary) => glossary.lint(),
                Err(errors) => errors.iter().map(crate::glossary::LoadError::finding).collect(),
            };
            let sources: HashMap<Arc<str>, String> =
                files.into_iter().map(|(name, text)| (Arc::from(name), text)).collect();
            print_findings(context, &findings, &sources, format);
            Ok(Tally::new(&findings).exit_code(Severity::Error))
        }
        args::Glossary::Diff(args) => diff::run(context, args).await,
        args::Glossary::Suggest(args) => suggest::run(context, args).await,
        args::Glossary::Export { format, to, out } => exchange::export(context, format, to, out.as_deref()),
        args::Glossary::Import { file, format, to, out, force } => {
            exchange::import(context, &file, format, to, out.as_deref(), force)
        }
        args::Glossary::Find { text, json } => find(context, &text, json),
    }
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
