//! The translation memory: one contract, and the stores behind it.

mod contract;

pub use contract::{
    Error, History, Hit, MatchKind, NewRow, Origin, Query, Result, Row, State, Stats, Store, StoreExt, Who,
};
