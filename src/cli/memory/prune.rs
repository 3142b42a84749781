//! `anban memory prune`: rows go with their histories, on purpose and logged.

use super::super::args::Prune;
use crate::{
    cli::context::Context,
    locale::Args,
    memory::{Row, RowId, Store, Who},
};

/// How many rows are looked at in one go.
const PAGE: usize = 1_000;

pub(super) async fn run(context: &Context, args: Prune) -> anyhow::Result<u8> {
    let filters = [&args.before, &args.unused_since, &args.origin];
    anyhow::ensure!(
        filters.iter().any(|filter| filter.is_some()) || args.state.is_some(),
        "say which rows: --before, --unused-since, --origin or --state"
    );
    let store = context.standing_memory(args.at.memory.clone())?;
    let why = why(&args);
    let (mut found, mut removed, mut after) = (0_u64, 0_u64, None);
    loop {
        let page = store.page(after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = Some(last.id());
        let chosen = choose(&*store, &args, &page).await?;
        found += chosen.len() as u64;
        if !args.dry_run {
            removed += store.remove(&chosen, &why).await?;
        }
    }
    report(context, args.at.json, args.dry_run, found, removed)
}

/// The rows of `page` that are to go, with their versions.
async fn choose(store: &dyn Store, args: &Prune, page: &[Row]) -> anyhow::Result<Vec<(RowId, u64)>> {
    let mut chosen: Vec<&Row> = page.iter().filter(|row| fits(row, args)).collect();
    if let Some(day) = &args.unused_since {
        let ids: Vec<RowId> = chosen.iter().map(|row| row.id()).collect();
        let used = store.last_used(&ids).await?;
        // A row whose use was never noted counts as used when it was last changed.
        let mut used = used.into_iter();
        chosen.retain(|row| used.next().flatten().unwrap_or_else(|| row.updated.clone()).as_str() < day.as_str());
    }
    Ok(chosen.into_iter().map(|row| (row.id(), row.version)).collect())
}

fn fits(row: &Row, args: &Prune) -> bool {
    let asked =
        |who: Who| args.origin.as_deref() == Some(who.name()) || args.origin.as_deref() == Some(&row.origin.name);
    (row.origin.who != Who::Person || asked(Who::Person))
        && args.origin.as_ref().is_none_or(|_| asked(row.origin.who))
        && args.before.as_ref().is_none_or(|day| row.updated.as_str() < day.as_str())
        && args.state.is_none_or(|state| row.state == state)
        && (args.to.is_empty() || args.to.contains(&row.locale))
}

fn why(args: &Prune) -> String {
    let mut why = "prune".to_owned();
    for (name, value) in [("before", &args.before), ("unused-since", &args.unused_since), ("origin", &args.origin)] {
        if let Some(value) = value {
            why.push_str(&format!(" --{name} {value}"));
        }
    }
    if let Some(state) = args.state {
        why.push_str(&format!(" --state {state}"));
    }
    why
}

/// Says how many rows were found and how many are gone.
pub(super) fn report(context: &Context, json: bool, dry_run: bool, found: u64, removed: u64) -> anyhow::Result<u8> {
    if json {
        println!("{}", serde_json::json!({ "found": found, "removed": removed, "dry-run": dry_run }));
        return Ok(0);
    }
    let mut args = Args::new();
    args.set("found", found);
    args.set("removed", removed);
    println!("{}", context.messages.say_with(if dry_run { "memory-would-remove" } else { "memory-removed" }, &args));
    Ok(0)
}
