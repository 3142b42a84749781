//! The translation memory: the contract every store keeps, and what only the SQLite store has to stand.

mod contract;
mod faults;
mod killed;
mod process;
mod properties;
mod rows;
mod schema;
mod sqlite;
