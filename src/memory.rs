//! The translation memory: one contract, and the stores behind it.

mod contract;
mod digest;
pub mod exchange;
mod row;
mod settings;
mod settle;
mod sqlite;

pub use contract::{Error, Result, Store, StoreExt};
pub use row::{History, Hit, MatchKind, NO_CONTEXT, NewRow, Origin, Query, Row, RowId, State, Stats, Who};
pub use settings::Settings;
pub use settle::{Verdict, settle};
pub use sqlite::Sqlite;
