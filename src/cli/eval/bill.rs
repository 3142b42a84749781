//! What one measurement cost.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use async_trait::async_trait;
use serde::Serialize;

use crate::{
    backend::{
        Quantity,
        meter::{Charge, Meter, Refusal, Ticket},
    },
    cli::{context::Context, ledger::amount},
};

/// What was asked and paid for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Bill {
    /// Calls that may cost something.
    pub(super) requests: u64,
    /// What they used; where that is not told, the most it can have been.
    pub(super) quantity: Quantity,
    /// Millionths, by currency.
    pub(super) micros: BTreeMap<String, u64>,
    /// Calls whose price is not known.
    pub(super) unpriced: u64,
}

impl Bill {
    /// The sum as people write it.
    pub(super) fn human(&self, context: &Context) -> String {
        if self.requests == 0 {
            return context.messages.say("price-none");
        }
        let sums = self.micros.iter().map(|(currency, &micros)| amount(micros, currency));
        let unknown = (self.unpriced > 0).then(|| context.messages.say("price-unknown"));
        sums.chain(unknown).collect::<Vec<_>>().join(" + ")
    }
}

/// A meter that hands everything on and keeps the sum.
pub(super) struct Till {
    purse: Arc<dyn Meter>,
    bill: Mutex<Bill>,
}

impl Till {
    pub(super) fn new(purse: Arc<dyn Meter>) -> Self {
        Self { purse, bill: Mutex::default() }
    }

    /// The sum since this was asked before.
    pub(super) fn take(&self) -> Bill {
        std::mem::take(&mut self.bill.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[async_trait]
impl Meter for Till {
    async fn reserve(&self, charge: &Charge) -> Result<Ticket, Refusal> {
        self.purse.reserve(charge).await
    }

    async fn settle(&self, ticket: Ticket, charge: &Charge, used: Option<Quantity>) {
        {
            let quantity = used.or(charge.worst).unwrap_or_default();
            let mut bill = self.bill.lock().unwrap_or_else(PoisonError::into_inner);
            bill.requests += 1;
            bill.quantity = bill.quantity.plus(quantity);
            match &charge.price {
                Some(price) => *bill.micros.entry(price.currency.clone()).or_default() += price.micros(quantity),
                None => bill.unpriced += 1,
            }
        }
        self.purse.settle(ticket, charge, used).await;
    }
}
