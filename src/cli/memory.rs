//! `anban memory`: stats, lookup and search.

mod search;

use super::{args, context::Context};
use crate::{
    article::Content,
    locale::{Args, Locale},
    memory::{Row, StoreExt as _},
    segment::SegmentKey,
};

pub(super) async fn run(context: &Context, verb: args::Memory) -> anyhow::Result<u8> {
    match verb {
        args::Memory::Stats { memory, json } => {
            let path = context.memory_path(memory.clone());
            anyhow::ensure!(path.exists(), "there is no memory at {}", path.display());
            let stats = context.memory(memory)?.stats().await?;
            if json {
                println!("{}", serde_json::to_string_pretty(&stats)?);
                return Ok(0);
            }
            for (locale, state, rows) in &stats.rows {
                let mut args = Args::new();
                args.set("language", context.messages.say(&format!("language-{locale}")));
                args.set("state", context.messages.say(&format!("state-{}", format!("{state:?}").to_lowercase())));
                args.set("rows", *rows);
                println!("{}", context.messages.say_with("memory-rows", &args));
            }
            let mut args = Args::new();
            args.set("history", stats.history);
            args.set("kib", stats.bytes / 1024);
            println!("{}", context.messages.say_with("memory-size", &args));
            Ok(0)
        }
        args::Memory::Search { text, to, min, limit, concordance, within, memory, json } => {
            let path = context.memory_path(memory.clone());
            anyhow::ensure!(path.exists(), "there is no memory at {}", path.display());
            let store = context.memory(memory.clone())?;
            let locales = if to.is_empty() { Locale::TARGETS.to_vec() } else { to };
            let limit = usize::from(limit);
            if concordance {
                return search::concordance(context, &*store, &path, within, &locales, &text, limit, json).await;
            }
            let near = context.near(&*store, memory).await?;
            search::near(context, &*store, &near, &locales, &text, (min, limit), json).await
        }
        args::Memory::Lookup { text, to, memory, json } => {
            let path = context.memory_path(memory.clone());
            anyhow::ensure!(path.exists(), "there is no memory at {}", path.display());
            let store = context.memory(memory)?;
            let key = text.parse().unwrap_or_else(|_| SegmentKey::new(Locale::Vi, &Content::plain(text.as_str())));
            let locales = if to.is_empty() { Locale::TARGETS.to_vec() } else { to };
            let mut rows: Vec<Row> = Vec::new();
            for locale in locales {
                rows.extend(store.find(key, locale).await?);
            }
            if json {
                println!("{}", serde_json::to_string_pretty(&rows)?);
            } else {
                print_rows(context, key, &rows);
            }
            Ok(u8::from(rows.is_empty()))
        }
    }
}

fn print_rows(context: &Context, key: SegmentKey, rows: &[Row]) {
    println!("{key}");
    for row in rows {
        let state = context.messages.say(&format!("state-{}", format!("{:?}", row.state).to_lowercase()));
        let model = row.origin.model.as_deref().unwrap_or_default();
        println!("  {}  {}", row.locale, row.target.visible());
        println!("      {state} · {} {model} · {}", row.origin.name, row.updated);
        for finding in &row.findings {
            println!("      {}: {}", finding.code, finding.message(&context.messages));
        }
    }
}
