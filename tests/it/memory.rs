//! The translation memory: the contract every store keeps, and what each store has to stand alone.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "Clippy allows these in test functions, and here they stand in what the test functions share"
)]

mod align;
mod bulk;
mod contract;
mod exchange;
mod faults;
mod fuzzy;
mod killed;
mod mending;
mod postgres;
mod process;
mod properties;
mod queue;
pub mod rows;
mod schema;
pub mod server;
mod sqlite;
mod stress;
