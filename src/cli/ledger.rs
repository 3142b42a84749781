//! `anban memory ledger`, the purse of a run, and what a dry run is said to cost.

use std::sync::Arc;

use serde::Serialize;

use super::context::Context;
use crate::{
    backend::{Backend, Quantity},
    config,
    locale::{Args, Locale},
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

/// What a dry run found for one language.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Quote {
    /// Segments that would be asked for.
    pub(super) segments: u64,
    /// Words and characters of the source by where the answer would come from.
    pub(super) words: std::collections::BTreeMap<String, (u64, u64)>,
    /// What would be used, about.
    pub(super) quantity: Quantity,
    /// The cost in millionths, where the price is known.
    pub(super) micros: Option<u64>,
    /// Its currency.
    pub(super) currency: Option<String>,
    /// Whether the backend costs money at all.
    pub(super) paid: bool,
    /// Seconds, from how long past requests took; nothing where there were none.
    pub(super) seconds: Option<f64>,
}

impl Quote {
    /// Adds cost and time to the counts.
    pub(super) fn close(&mut self, context: &Context, names: &str, backend: &dyn Backend, past: &[LedgerLine]) {
        let first = names.split(',').next().unwrap_or_default().trim();
        let settings = context.config.backends.0.get(first);
        self.paid = settings.is_some_and(crate::backend::Settings::is_paid);
        let price = settings.and_then(crate::backend::Settings::price);
        self.micros = price.map(|price| price.micros(self.quantity));
        self.currency = price.map(|price| price.currency.clone());
        let (requests, ms) = past.iter().filter(|line| line.backend == first).fold((0, 0), |(requests, ms), line| {
            (requests + line.requests - line.open.min(line.requests), ms + line.ms)
        });
        if requests > 0 {
            #[expect(clippy::cast_precision_loss, reason = "an estimate for people")]
            let seconds = ms as f64 / 1000.0 / requests as f64 * self.segments as f64
                / backend.capabilities().concurrency.max(1) as f64;
            self.seconds = Some((seconds * 10.0).round() / 10.0);
        }
    }

    /// A line for people.
    pub(super) fn human(&self, context: &Context, locale: Locale) -> String {
        let messages = &context.messages;
        let mut args = Args::new();
        args.set("language", messages.say(&format!("language-{locale}")));
        args.set("segments", self.segments);
        let (words, characters) = self.words.get("asked").copied().unwrap_or_default();
        args.set("words", words);
        args.set("characters", characters);
        args.set("tokens", self.quantity.tokens_in + self.quantity.tokens_out);
        let cost = match (self.paid, self.micros, &self.currency) {
            (false, ..) => messages.say("price-none"),
            (true, Some(micros), Some(currency)) => amount(micros, currency),
            (true, ..) => messages.say("price-unknown"),
        };
        args.set("cost", cost);
        args.set("time", self.seconds.map_or_else(|| messages.say("time-unknown"), |seconds| format!("{seconds} s")));
        messages.say_with("quote-line", &args)
    }
}
