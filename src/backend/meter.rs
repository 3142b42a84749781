//! Who says whether a request may be paid: asked before each is sent, told after.

use std::sync::Arc;

use async_trait::async_trait;

use super::{Price, Quantity};

/// What one request may cost at worst.
#[derive(Clone, Debug, PartialEq)]
pub struct Charge {
    /// The backend's name.
    pub backend: String,
    /// Its model, where there is one.
    pub model: Option<String>,
    /// Its price, where it is known.
    pub price: Option<Price>,
    /// The most it may use; nothing where the request bounds it by nothing.
    pub worst: Option<Quantity>,
}

/// A reservation that is settled once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket(pub i64);

/// Why a request may not be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no money for it.
    Budget(String),
    /// The run is being stopped: what is under way comes to its end, nothing new is begun.
    Stopped,
    /// Nobody can say.
    Failed(String),
}

/// Keeps the purse of a run.
#[async_trait]
pub trait Meter: Send + Sync {
    /// Sets the worst case of one request aside. A reservation that is never settled counts in full.
    async fn reserve(&self, charge: &Charge) -> Result<Ticket, Refusal>;

    /// What the request used; nothing where that is unknown, and then the worst case counts.
    async fn settle(&self, ticket: Ticket, charge: &Charge, used: Option<Quantity>);
}

/// Lets everything pass and counts nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unmetered;

impl Unmetered {
    /// As a meter that can be shared.
    #[must_use]
    pub fn shared() -> Arc<dyn Meter> {
        Arc::new(Self)
    }
}

#[async_trait]
impl Meter for Unmetered {
    async fn reserve(&self, _: &Charge) -> Result<Ticket, Refusal> {
        Ok(Ticket(0))
    }

    async fn settle(&self, _: Ticket, _: &Charge, _: Option<Quantity>) {}
}
