//! `anban memory copy`.

use std::path::Path;

use serde_json::json;

use crate::{cli::context::Context, locale::Args, memory};

pub(super) async fn run(
    context: &Context,
    from: &Path,
    to: &Path,
    into_existing: bool,
    json: bool,
) -> anyhow::Result<u8> {
    let source = context.standing_memory(Some(from.to_owned()))?;
    let target = context.memory_at(to)?;
    let copied = memory::copy(&*source, &*target, into_existing, &mut |versions| {
        tracing::info!("{versions} versions carried");
    })
    .await?;
    if json {
        let differ: Vec<_> = copied.differ.iter().map(|id| json!({ "key": id.key, "locale": id.locale })).collect();
        let told = json!({
            "rows": copied.rows, "versions": copied.versions, "stored": copied.stored, "differ": differ,
            "requests": copied.requests
        });
        println!("{}", serde_json::to_string_pretty(&told)?);
    } else {
        let mut args = Args::new();
        args.set("rows", copied.rows);
        args.set("versions", copied.versions);
        args.set("stored", copied.stored);
        args.set("differ", copied.differ.len());
        println!("{}", context.messages.say_with("memory-copied", &args));
        for id in &copied.differ {
            println!("  {} {}", id.key, id.locale);
        }
    }
    Ok(u8::from(!copied.differ.is_empty()))
}
