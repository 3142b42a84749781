//! `anban memory verify`.

use super::super::args::AtMemory;
use crate::{
    cli::context::Context,
    diagnostic::{Finding, Severity},
    locale::Args,
    memory::Fault,
};

pub(super) async fn run(context: &Context, repair: bool, at: AtMemory) -> anyhow::Result<u8> {
    let store = context.standing_memory(at.memory)?;
    let faults = store.verify(repair).await?;
    if at.json {
        println!("{}", serde_json::to_string_pretty(&faults)?);
    } else {
        let rows: u64 = store.stats().await?.rows.iter().map(|(_, _, rows)| rows).sum();
        print(context, &faults, rows);
    }
    Ok(u8::from(faults.iter().any(|fault| !fault.mended)))
}

/// Prints each fault and how many there are.
pub(super) fn print(context: &Context, faults: &[Fault], rows: u64) {
    for fault in faults {
        let place = fault.id.map_or_else(String::new, |id| format!("{} {}: ", id.key, id.locale));
        let finding = finding(fault);
        let mended = if fault.mended { context.messages.say("memory-mended") } else { String::new() };
        println!("{place}{} [{}] {mended}", finding.message(&context.messages), finding.code);
    }
    let mut args = Args::new();
    args.set("rows", rows);
    args.set("faults", faults.len());
    args.set("mended", faults.iter().filter(|fault| fault.mended).count());
    println!("{}", context.messages.say_with("memory-verified", &args));
}

fn finding(fault: &Fault) -> Finding {
    let severity = if fault.mended { Severity::Warning } else { Severity::Error };
    Finding::new(fault.kind.code(), severity).fact("what", fault.what.as_str())
}
