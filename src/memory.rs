//! The translation memory: one contract, and the stores behind it: an SQLite file, a PostgreSQL database.

mod choose;
mod columns;
mod contract;
mod copy;
mod digest;
pub mod exchange;
pub mod fuzzy;
mod inspect;
mod job;
mod ledger;
mod open;
mod postgres;
mod record;
mod row;
mod settings;
mod settle;
mod several;
mod sqlite;

pub use choose::{REJECTED, REJECTED_ELSEWHERE, TAKEN_OVER, choose};
pub use contract::{Error, Loaded, Result, Store, StoreExt};
pub use copy::{Copied, backup, copy};
pub use job::{Job, JobFile, JobState, JobStatus, NewJob};
pub use ledger::{Cap, Entry, EntryId, LedgerLine, Reservation, Reserved, Spent};
pub use open::{is_address, open};
pub use postgres::Postgres;
pub use record::{Claim, Fault, FaultKind, Record, Removal, Restored};
pub use row::{History, Hit, MatchKind, NO_CONTEXT, NewRow, Origin, Query, Row, RowId, State, Stats, Who};
pub use settings::{Also, Penalties, Settings};
pub use settle::{Verdict, settle};
pub use several::{Other, Several};
pub use sqlite::Sqlite;
