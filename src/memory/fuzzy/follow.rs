//! Something derived from a store that follows it and is kept in a file beside it.

use std::{
    path::{Path, PathBuf},
    sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
};

use futures::future;

use super::file::{self, Filed, Place};
use crate::memory::{Result, Row, Store};

/// Rows taken from the store at a time.
const PAGE: usize = 5_000;

/// The file is written when so many changes are not in it, or one in 64 of all that is in it.
const FEW: u64 = 500;

/// What is derived.
pub(super) trait Derived: Filed + Default {
    /// Takes a committed row in; the same row may come again.
    fn take_in(&mut self, row: &Row);

    /// How much it holds.
    fn size(&self) -> usize;

    /// Called when everything was taken in.
    fn settle(&mut self) {}

    /// Called before it is written.
    fn gather(&mut self) {}
}

/// What follows a store.
pub(super) struct Following<D> {
    path: Option<PathBuf>,
    place: RwLock<Reached<D>>,
    /// One task at a time reads the store's changes.
    turn: tokio::sync::Mutex<()>,
}

struct Reached<D> {
    what: D,
    change: u64,
    /// The change number up to which the file goes.
    written: u64,
}

impl<D: Derived> Following<D> {
    /// What is derived from `store`, read from `path` where the file there belongs to the store, and brought up to
    /// date. A file that is damaged, of another version or of another store is not used, and replaced. Without a
    /// path it is only in memory.
    pub(super) async fn open(store: &dyn Store, path: Option<&Path>) -> Result<Self> {
        let mut reached = Reached { what: D::default(), change: 0, written: 0 };
        if let Some(path) = path {
            match file::read::<D>(path) {
                Ok((what, place)) if store.lineage(place.change).await?.as_ref() == Some(&place.lineage) => {
                    reached = Reached { what, change: place.change, written: place.change };
                }
                Ok(_) => tracing::info!("{} is of another memory or of another past: made anew", path.display()),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => tracing::info!("{} is not used: {error}; made anew", path.display()),
            }
        }
        let following = Self { path: path.map(Path::to_owned), place: RwLock::new(reached), turn: ().into() };
        following.follow(store).await?;
        following.save(store).await?;
        Ok(following)
    }

    /// Takes in what was committed since it was last asked; gives how many rows that were.
    pub(super) async fn follow(&self, store: &dyn Store) -> Result<usize> {
        let _turn = self.turn.lock().await;
        let after = self.read().change;
        let mut changes = store.changes(after, PAGE).await?;
        let mut taken = 0;
        while let Some(&(last, _)) = changes.last() {
            taken += changes.len();
            let more = async { if changes.len() < PAGE { Ok(Vec::new()) } else { store.changes(last, PAGE).await } };
            // The store reads the next rows while these are taken in.
            let (next, ()) = future::join(more, async { self.take_in(&changes) }).await;
            changes = next?;
        }
        if taken > 0 {
            self.write().what.settle();
        }
        Ok(taken)
    }

    fn take_in(&self, changes: &[(u64, Row)]) {
        let mut reached = self.write();
        for (change, row) in changes {
            reached.what.take_in(row);
            reached.change = reached.change.max(*change);
        }
    }

    /// Writes the file if it has fallen behind; that it cannot be written is told in the log and harms nothing.
    pub(super) async fn save(&self, store: &dyn Store) -> Result<()> {
        let Some(path) = &self.path else { return Ok(()) };
        let _turn = self.turn.lock().await;
        let (change, behind, size) = {
            let reached = self.read();
            (reached.change, reached.change - reached.written, reached.what.size() as u64)
        };
        if behind == 0 || (behind < change && behind < FEW.min(size).max(size / 64)) {
            return Ok(());
        }
        let Some(lineage) = store.lineage(change).await? else { return Ok(()) };
        let mut reached = self.write();
        reached.what.gather();
        match file::write(path, &reached.what, &Place { change, lineage }) {
            Ok(()) => reached.written = change,
            Err(error) => tracing::warn!("{} cannot be written: {error}", path.display()),
        }
        Ok(())
    }

    /// Looks at it.
    pub(super) fn with<T>(&self, look: impl FnOnce(&D) -> T) -> T {
        look(&self.read().what)
    }

    fn read(&self) -> RwLockReadGuard<'_, Reached<D>> {
        self.place.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Reached<D>> {
        self.place.write().unwrap_or_else(PoisonError::into_inner)
    }
}
