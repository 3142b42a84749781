//! `anban doctor`: what is configured, reachable and missing.

use serde::Serialize;

use super::context::Context;
use crate::{locale::Args, memory};

#[derive(Serialize)]
struct Checkup {
    what: &'static str,
    ok: bool,
    says: String,
}

pub(super) async fn run(context: &Context, json: bool) -> anyhow::Result<u8> {
    let mut checks = Vec::new();
    let mut note = |what, result: anyhow::Result<String>| {
        let ok = result.is_ok();
        let says = result.unwrap_or_else(|error| format!("{error:#}"));
        checks.push(Checkup { what, ok, says });
    };
    note(
        "glossary",
        context.glossary().map(|glossary| {
            let mut args = Args::new();
            args.set("terms", glossary.terms().len());
            args.set("findings", glossary.lint().len());
            context.messages.say_with("doctor-glossary", &args)
        }),
    );
    note("segmentation", context.tools().map(|_| context.messages.say("doctor-fine")));
    let memory = context.memory_path(None);
    note(
        "memory",
        match memory::is_address(&memory) || memory.exists() {
            false => Ok(format!("{} {}", memory.display(), context.messages.say("doctor-new"))),
            true => match context.memory(None) {
                Ok(store) => store.stats().await.map_err(Into::into).map(|stats| {
                    let rows: u64 = stats.rows.iter().map(|(_, _, rows)| rows).sum();
                    format!("{} ({rows})", store.describe())
                }),
                Err(error) => Err(error),
            },
        },
    );
    for name in context.config.backends.0.keys() {
        let chosen = context.chosen(None).split(',').next().is_some_and(|first| first.trim() == name);
        let result = match context.backend(name) {
            Ok(backend) => backend.probe().await.map_err(Into::into),
            Err(error) => Err(error),
        };
        // Only the chosen backend has to work.
        let says = |text: String| format!("{name}: {text}");
        note(
            "backend",
            match result {
                Ok(text) => Ok(says(text)),
                Err(error) if chosen => Err(error.context(name.clone())),
                Err(error) => Ok(says(format!("{error:#}"))),
            },
        );
    }
    let failed = checks.iter().any(|check| !check.ok);
    if json {
        println!("{}", serde_json::to_string_pretty(&checks)?);
    } else {
        for check in &checks {
            println!("{} {:<13} {}", if check.ok { "✓" } else { "✗" }, check.what, check.says);
        }
    }
    Ok(u8::from(failed))
}
