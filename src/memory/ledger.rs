//! What answers cost: amounts are set aside before a request is sent and settled after.

use serde::Serialize;

/// An entry of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EntryId(pub i64);

/// What one request may cost at worst, and what must not be exceeded. Amounts are millionths of the currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reservation {
    /// The backend's name.
    pub backend: String,
    /// Its model, where there is one.
    pub model: Option<String>,
    /// Who runs it.
    pub who: String,
    /// The run, by a name no other run has.
    pub run: String,
    /// The currency; nothing where the price is unknown.
    pub currency: Option<String>,
    /// The worst case; 0 where the price is unknown.
    pub worst: u64,
    /// What holds.
    pub caps: Vec<Cap>,
}

/// A bound in the reservation's currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cap {
    /// For the run.
    Run(u64),
    /// For everybody in the calendar month (UTC).
    Month(u64),
}

/// What became of a reservation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reserved {
    /// It is set aside.
    Yes(EntryId),
    /// This cap would be exceeded: so much counts already.
    No(Cap, u64),
}

/// What a request did cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// Millionths of the currency; nothing where that is unknown, and then the worst case stays.
    pub micros: Option<u64>,
    /// Tokens sent.
    pub tokens_in: u64,
    /// Tokens received.
    pub tokens_out: u64,
    /// Characters sent.
    pub characters: u64,
}

/// An entry as a copy carries it. Amounts are millionths of the currency, times UTC, RFC 3339 with milliseconds.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Entry {
    /// The backend's name.
    pub backend: String,
    /// Its model, where there is one.
    pub model: Option<String>,
    /// Who ran it.
    pub who: String,
    /// The run, by a name no other run has.
    pub run: String,
    /// The currency; nothing where the price is unknown.
    pub currency: Option<String>,
    /// What was set aside.
    pub worst: u64,
    /// What it did cost; nothing where that is unknown.
    pub spent: Option<u64>,
    /// Tokens sent.
    pub tokens_in: u64,
    /// Tokens received.
    pub tokens_out: u64,
    /// Characters sent.
    pub characters: u64,
    /// When it was set aside.
    pub opened: String,
    /// When it was settled; nothing where it never was.
    pub closed: Option<String>,
}

/// What one person spent on one backend in one month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LedgerLine {
    /// `2026-11`.
    pub month: String,
    /// The backend's name.
    pub backend: String,
    /// Its model, where there is one.
    pub model: Option<String>,
    /// Who ran it.
    pub who: String,
    /// The currency; nothing where the price was unknown.
    pub currency: Option<String>,
    /// Requests.
    pub requests: u64,
    /// Requests that were never settled, or whose cost is unknown: they count with their worst case.
    pub open: u64,
    /// What all of it counts, in millionths of the currency.
    pub micros: u64,
    /// Tokens sent.
    pub tokens_in: u64,
    /// Tokens received.
    pub tokens_out: u64,
    /// Characters sent.
    pub characters: u64,
    /// Milliseconds that settled requests took, together.
    pub ms: u64,
}
