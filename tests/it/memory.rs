//! The translation memory: the contract every store keeps, and what only the SQLite store has to stand.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "Clippy allows these in test functions, and here they stand in what the test functions share"
)]

mod contract;
mod faults;
mod fuzzy;
mod killed;
mod process;
mod properties;
mod rows;
mod schema;
mod sqlite;
