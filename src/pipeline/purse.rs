//! The purse of a run: what a backend may spend, kept in the memory's ledger.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use async_trait::async_trait;

use crate::{
    backend::{
        Budget, Quantity,
        meter::{Charge, Meter, Refusal, Ticket},
        price,
    },
    memory::{Cap, EntryId, Reservation, Reserved, Spent, Store},
};

/// Sets aside, settles, and stops.
pub struct Purse {
    store: Arc<dyn Store>,
    budget: Budget,
    who: String,
    run: String,
    stopped: AtomicBool,
}

impl Purse {
    /// A purse over `store`; `who` spends in the run that `run` names.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, budget: Budget, who: &str, run: &str) -> Self {
        Self { store, budget, who: who.to_owned(), run: run.to_owned(), stopped: AtomicBool::new(false) }
    }

    /// Lets nothing new begin. What is under way comes to its end and is kept.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Release);
    }

    /// The caps of a request, or why it may not be sent at all.
    fn caps(&self, charge: &Charge) -> Result<Vec<Cap>, Refusal> {
        if !self.budget.bounds() {
            return Ok(Vec::new());
        }
        let Some(price) = &charge.price else {
            return Err(Refusal::Budget("its price is unknown, so no budget can hold it: set its price".to_owned()));
        };
        if price.currency != self.budget.currency {
            return Err(Refusal::Budget(format!(
                "its price is in {}, the budget in {}",
                price.currency, self.budget.currency
            )));
        }
        if charge.worst.is_none() {
            return Err(Refusal::Budget(
                "its replies have no bound (limit-field), so no budget can hold it".to_owned(),
            ));
        }
        let run = self.budget.run.map(|most| Cap::Run(price::micros(most)));
        let month = self.budget.monthly.map(|most| Cap::Month(price::micros(most)));
        Ok(run.into_iter().chain(month).collect())
    }
}

#[async_trait]
impl Meter for Purse {
    async fn reserve(&self, charge: &Charge) -> Result<Ticket, Refusal> {
        if self.stopped.load(Ordering::Acquire) {
            return Err(Refusal::Stopped);
        }
        let caps = self.caps(charge)?;
        let price = charge.price.as_ref();
        let worst = price.map_or(0, |price| price.micros(charge.worst.unwrap_or_default()));
        let wanted = Reservation {
            backend: charge.backend.clone(),
            model: charge.model.clone(),
            who: self.who.clone(),
            run: self.run.clone(),
            currency: price.map(|price| price.currency.clone()),
            worst,
            caps,
        };
        match self.store.reserve(&wanted).await {
            Ok(Reserved::Yes(entry)) => Ok(Ticket(entry.0)),
            Ok(Reserved::No(cap, counted)) => {
                let (what, most) = match cap {
                    Cap::Run(most) => ("this run's budget", most),
                    Cap::Month(most) => ("the month's budget", most),
                };
                let currency = &self.budget.currency;
                let (most, counted, worst) = (shown(most), shown(counted), shown(worst));
                Err(Refusal::Budget(format!(
                    "{what} of {most} {currency} holds no more: {counted} are counted and this request may cost {worst}"
                )))
            }
            Err(error) => Err(Refusal::Failed(error.to_string())),
        }
    }

    async fn settle(&self, ticket: Ticket, charge: &Charge, used: Option<Quantity>) {
        let Quantity { tokens_in, tokens_out, characters } = used.unwrap_or_default();
        let micros = used.map(|used| charge.price.as_ref().map_or(0, |price| price.micros(used)));
        let spent = Spent { micros, tokens_in, tokens_out, characters };
        if let Err(error) = self.store.settle(EntryId(ticket.0), spent).await {
            tracing::warn!(%error, "a request could not be settled; it counts with its worst case");
        }
    }
}

/// Millionths as an amount with four decimals.
fn shown(micros: u64) -> String {
    format!("{}.{:04}", micros / 1_000_000, micros % 1_000_000 / 100)
}
