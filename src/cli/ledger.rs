//! `anban memory ledger`, and the purse of a run.

use std::sync::Arc;

use super::context::Context;
use crate::{
    config,
    locale::Args,
    memory::{LedgerLine, Store},
    pipeline::Purse,
};

/// The purse of a run over `store`. Fails where a budget cannot be held.
pub(super) fn purse(
    context: &Context,
    store: Arc<dyn Store>,
    max_cost: Option<f64>,
    names: &str,
) -> anyhow::Result<Arc<Purse>> {
    let mut budget = context.config.budget.clone();
    budget.run = max_cost.or(budget.run);
    if let Some(why) = budget.fault() {
        anyhow::bail!("{why}");
    }
    if budget.bounds() {
        for name in names.split(',').map(str::trim) {
            let Some(settings) = context.config.backends.0.get(name).filter(|settings| settings.is_paid()) else {
                continue;
            };
            anyhow::ensure!(
                settings.price().is_some(),
                "the price of backend {name} is unknown, so no budget can hold it: set [backends.{name}.price] with \
                 date, currency and amounts (0 for a server of your own), or run without --max-cost and [budget]"
            );
        }
    }
    Ok(Arc::new(Purse::new(store, budget, &config::person(), &config::run_name())))
}

/// An amount as people write it.
pub(super) fn amount(micros: u64, currency: &str) -> String {
    format!("{}.{:04} {currency}", micros / 1_000_000, micros % 1_000_000 / 100)
}

pub(super) fn print(context: &Context, lines: &[LedgerLine], json: bool) -> anyhow::Result<()> {
    if json {
        println!("{}", serde_json::to_string_pretty(lines)?);
        return Ok(());
    }
    if lines.is_empty() {
        println!("{}", context.messages.say("ledger-empty"));
    }
    for line in lines {
        let mut args = Args::new();
        args.set("month", line.month.clone());
        args.set(
            "backend",
            format!("{} {}", line.backend, line.model.as_deref().unwrap_or_default()).trim().to_owned(),
        );
        args.set("who", line.who.clone());
        args.set("requests", line.requests);
        args.set("open", line.open);
        args.set("tokens", line.tokens_in + line.tokens_out);
        args.set("characters", line.characters);
        let cost = line.currency.as_ref().map(|currency| amount(line.micros, currency));
        args.set("cost", cost.unwrap_or_else(|| context.messages.say("price-unknown")));
        println!("{}", context.messages.say_with("ledger-line", &args));
    }
    Ok(())
}
