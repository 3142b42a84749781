//! `anban memory stats`.

use super::{super::args::AtMemory, language, state};
use crate::{cli::context::Context, locale::Args};

pub(super) async fn run(context: &Context, at: AtMemory) -> anyhow::Result<u8> {
    let stats = context.standing_memory(at.memory)?.stats().await?;
    if at.json {
        println!("{}", serde_json::to_string_pretty(&stats)?);
        return Ok(0);
    }
    for &(locale, in_state, rows) in &stats.rows {
        let mut args = Args::new();
        args.set("language", language(context, locale));
        args.set("state", state(context, in_state));
        args.set("rows", rows);
        println!("{}", context.messages.say_with("memory-rows", &args));
    }
    let mut args = Args::new();
    args.set("history", stats.history);
    args.set("kib", stats.bytes / 1024);
    println!("{}", context.messages.say_with("memory-size", &args));
    Ok(0)
}
