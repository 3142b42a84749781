//! What a run would cost and how long it would take, backend by backend, before anybody is asked.

use std::{collections::BTreeMap, sync::Arc};

use anyhow::Context as _;
use serde::Serialize;

use super::{context::Context, ledger::amount};
use crate::{
    backend::{Backend, Price, Quantity, Request},
    locale::{Args, Locale},
    memory::LedgerLine,
};

/// The backends of a chain, or the one, asked what they would use and nothing else.
pub(super) struct Quoter {
    links: Vec<Link>,
}

struct Link {
    name: String,
    price: Option<Price>,
    /// Where it may cost something.
    backend: Option<Arc<dyn Backend>>,
    /// Seconds a request took in the past, where there were any.
    pace: Option<f64>,
}

/// What one backend would use and cost.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Offer {
    /// Its name.
    pub(super) backend: String,
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

impl Quoter {
    /// The backends called `names`, with commas between them. No key is needed: nobody is called.
    pub(super) fn new(context: &Context, names: &str, past: &[LedgerLine]) -> anyhow::Result<Self> {
        let names = names.split(',').map(str::trim).filter(|name| !name.is_empty());
        let links = names.map(|name| {
            let settings = context.config.backends.0.get(name);
            let settings = settings.with_context(|| format!("there is no backend {name:?}"))?;
            let backend = settings.is_paid().then(|| context.unasked_backend(name)).transpose()?;
            let pace = backend.as_ref().and_then(|backend| pace(name, &**backend, past));
            Ok(Link { name: name.to_owned(), price: settings.price().cloned(), backend, pace })
        });
        Ok(Self { links: links.collect::<anyhow::Result<_>>()? })
    }

    /// Adds what `request` would use to the offer of each backend.
    pub(super) fn add(&self, offers: &mut Vec<Offer>, request: &Request) {
        offers.resize_with(self.links.len(), Offer::default);
        for (link, offer) in self.links.iter().zip(offers) {
            let quantity = link.backend.as_ref().and_then(|backend| backend.quote(request));
            offer.quantity = offer.quantity.plus(quantity.unwrap_or_default());
        }
    }

    /// Adds names, cost and time of `segments` to the offers.
    pub(super) fn close(&self, offers: &mut Vec<Offer>, segments: u64) {
        offers.resize_with(self.links.len(), Offer::default);
        for (link, offer) in self.links.iter().zip(offers) {
            offer.backend.clone_from(&link.name);
            offer.paid = link.backend.is_some();
            offer.micros = link.price.as_ref().map(|price| price.micros(offer.quantity));
            offer.currency = link.price.as_ref().map(|price| price.currency.clone());
            #[expect(clippy::cast_precision_loss, reason = "an estimate for people")]
            let seconds = link.pace.map(|pace| pace * segments as f64);
            offer.seconds = seconds.map(|seconds| (seconds * 10.0).round() / 10.0);
        }
    }
}

/// Seconds a segment takes, from past requests; nothing where there were none.
fn pace(name: &str, backend: &dyn Backend, past: &[LedgerLine]) -> Option<f64> {
    let (requests, ms) = past
        .iter()
        .filter(|line| line.backend == name)
        .fold((0, 0), |(requests, ms), line| (requests + line.requests - line.open.min(line.requests), ms + line.ms));
    #[expect(clippy::cast_precision_loss, reason = "an estimate for people")]
    let seconds = ms as f64 / 1000.0 / requests as f64 / backend.capabilities().concurrency.max(1) as f64;
    (requests > 0).then_some(seconds)
}

impl Offer {
    /// The cost as people write it; that it is unknown, where it is.
    fn cost(&self, context: &Context) -> String {
        match (self.paid, self.micros, &self.currency) {
            (false, ..) => context.messages.say("price-none"),
            (true, Some(micros), Some(currency)) => amount(micros, currency),
            (true, ..) => context.messages.say("price-unknown"),
        }
    }

    fn args(&self, context: &Context) -> Args<'static> {
        let mut args = Args::new();
        args.set("backend", self.backend.clone());
        args.set("tokens", self.quantity.tokens_in + self.quantity.tokens_out);
        args.set("characters", self.quantity.characters);
        args.set("cost", self.cost(context));
        let unknown = || context.messages.say("time-unknown");
        args.set("time", self.seconds.map_or_else(unknown, |seconds| format!("{seconds} s")));
        args
    }

    /// A line for people.
    pub(super) fn human(&self, context: &Context) -> String {
        context.messages.say_with("quote-backend", &self.args(context))
    }
}

/// What a dry run found for one language.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Quote {
    /// Segments that would be asked for.
    pub(super) segments: u64,
    /// Words and characters of the source by where the answer would come from.
    pub(super) words: BTreeMap<String, (u64, u64)>,
    /// What the first backend would use and cost.
    #[serde(flatten)]
    first: Offer,
    /// Where backends are chained: each, as if it were asked for everything.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    chain: Vec<Offer>,
    #[serde(skip)]
    pub(super) offers: Vec<Offer>,
}

impl Quote {
    /// Adds cost and time to the counts.
    pub(super) fn close(&mut self, quoter: &Quoter) {
        let mut offers = std::mem::take(&mut self.offers);
        quoter.close(&mut offers, self.segments);
        self.first = offers.first().cloned().unwrap_or_default();
        self.chain = if offers.len() > 1 { offers } else { Vec::new() };
    }

    /// A line for people, and one for each backend of a chain.
    pub(super) fn human(&self, context: &Context, locale: Locale) -> String {
        let mut args = self.first.args(context);
        args.set("language", context.messages.say(&format!("language-{locale}")));
        args.set("segments", self.segments);
        let (words, characters) = self.words.get("asked").copied().unwrap_or_default();
        args.set("words", words);
        args.set("characters", characters);
        let mut lines = vec![context.messages.say_with("quote-line", &args)];
        lines.extend(self.chain.iter().map(|offer| format!("  {}", offer.human(context))));
        lines.join("\n")
    }
}
