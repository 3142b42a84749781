//! The near-match index of rows on their way into an empty store.

use std::path::Path;

use super::{
    file::{self, Place},
    follow::Derived as _,
    index::Index,
};
use crate::memory::{NewRow, Result, Store};

/// Takes rows in while a store [loads](Store::load) them, so that they need not be read again for the index.
#[derive(Debug, Default)]
pub struct Loading(Index);

impl Loading {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes rows in, in the order in which the store gets them.
    pub fn take(&mut self, rows: &[NewRow]) {
        for row in rows.iter().filter(|row| row.state.is_usable()) {
            self.0.insert(row.key, &row.source, row.locale);
        }
    }

    /// To be called after the last row; takes about 3 seconds for a million segments.
    pub fn finish(&mut self) {
        self.0.gather();
    }

    /// Writes the index into `path`, where `store` was empty, holds exactly the rows taken in here and is at
    /// `change`. That it cannot be written is told in the log and harms nothing.
    ///
    /// # Errors
    /// The store's.
    pub async fn save(self, store: &dyn Store, change: u64, path: &Path) -> Result<()> {
        let Some(lineage) = store.lineage(change).await? else { return Ok(()) };
        if let Err(error) = file::write(path, &self.0, &Place { change, lineage }) {
            tracing::warn!("{} cannot be written: {error}", path.display());
        }
        Ok(())
    }
}
