//! Opening whichever store a place names.

use std::{path::Path, sync::Arc};

use secrecy::SecretString;

use super::{Postgres, Result, Settings, Sqlite, Store};

/// Whether `place` is the address of a server and not a file.
#[must_use]
pub fn is_address(place: &Path) -> bool {
    place.to_str().is_some_and(Postgres::is_address)
}

/// The memory at `place`: a PostgreSQL database where it is a `postgres://` address, with `password` where that holds
/// none, else an SQLite file.
///
/// # Errors
/// As [`Sqlite::open`] and [`Postgres::open`].
pub fn open(place: &Path, settings: &Settings, password: Option<&SecretString>) -> Result<Arc<dyn Store>> {
    match place.to_str().filter(|text| Postgres::is_address(text)) {
        Some(address) => Ok(Arc::new(Postgres::open(address, settings, password)?)),
        None => Ok(Arc::new(Sqlite::open(place, settings)?)),
    }
}
