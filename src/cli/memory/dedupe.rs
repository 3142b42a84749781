//! `anban memory dedupe`: rows that say nothing another one does not say.

use super::{super::args::AtMemory, prune::report};
use crate::{
    cli::context::Context,
    memory::{NO_CONTEXT, Row, RowId, Who},
};

/// How many rows are looked at in one go.
const PAGE: usize = 1_000;

pub(super) async fn run(context: &Context, contexts: bool, dry_run: bool, at: AtMemory) -> anyhow::Result<u8> {
    let store = context.standing_memory(at.memory)?;
    let (mut found, mut removed, mut after) = (0_u64, 0_u64, None);
    // Rows of one key and language stand side by side.
    let mut group: Vec<Row> = Vec::new();
    loop {
        let page = store.page(after, PAGE).await?;
        after = page.last().map(Row::id);
        let ended = page.is_empty();
        let mut chosen = Vec::new();
        for row in page {
            if group.first().is_some_and(|first| (first.key, first.locale) != (row.key, row.locale)) {
                chosen.extend(spare(&group, contexts));
                group.clear();
            }
            group.push(row);
        }
        if ended {
            chosen.extend(spare(&group, contexts));
        }
        found += chosen.len() as u64;
        if !dry_run {
            removed += store.remove(&chosen, if contexts { "dedupe --contexts" } else { "dedupe" }).await?;
        }
        if ended {
            return report(context, at.json, dry_run, found, removed);
        }
    }
}

/// The rows of one key and language that can go: each says what another says that is at least as good and stays.
fn spare(group: &[Row], contexts: bool) -> Vec<(RowId, u64)> {
    let worth = |row: &Row| (row.state, who(row.origin.who), row.context != NO_CONTEXT);
    let mut best_first: Vec<&Row> = group.iter().collect();
    best_first.sort_by_key(|row| std::cmp::Reverse(worth(row)));
    let mut kept: Vec<&Row> = Vec::new();
    let mut spare = Vec::new();
    for row in best_first {
        let said = kept.iter().any(|better| better.target == row.target && better.source == row.source);
        if said && row.state.is_usable() && (contexts || row.context == NO_CONTEXT) {
            spare.push((row.id(), row.version));
        } else {
            kept.push(row);
        }
    }
    spare
}

const fn who(who: Who) -> u8 {
    match who {
        Who::Machine => 0,
        Who::Import => 1,
        Who::Person => 2,
    }
}
