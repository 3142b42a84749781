//! `anban memory backup`.

use std::path::Path;

use super::{super::args::AtMemory, verify};
use crate::{cli::context::Context, locale::Args, memory};

pub(super) async fn run(context: &Context, file: &Path, at: AtMemory) -> anyhow::Result<u8> {
    let store = context.standing_memory(at.memory)?;
    let (copied, faults) = memory::backup(&*store, file, &context.config.memory).await?;
    if at.json {
        let told = serde_json::json!({ "rows": copied.rows, "versions": copied.versions, "faults": faults });
        println!("{}", serde_json::to_string_pretty(&told)?);
    } else {
        let mut args = Args::new();
        args.set("rows", copied.rows);
        args.set("versions", copied.versions);
        args.set("file", file.display().to_string());
        println!("{}", context.messages.say_with("memory-backed-up", &args));
        if !faults.is_empty() {
            verify::print(context, &faults, copied.rows);
        }
    }
    Ok(u8::from(!faults.is_empty()))
}
