//! An index that follows a store and is kept in a file beside it.

use std::{
    path::{Path, PathBuf},
    sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
};

use super::{
    best::Near,
    file::{self, Place},
    index::Index,
    shape::Shape,
    substitute::substitute,
};
use crate::{
    article::Content,
    locale::Locale,
    memory::{NO_CONTEXT, Query, Result, Row, Store},
    numbers::Style,
    segment::SegmentKey,
};

/// Rows taken from the store at a time.
const PAGE: usize = 5_000;

/// The file is written when so many changes are not in it, or one in 64 of all segments.
const FEW: u64 = 500;

/// Rows of one shape that are tried.
const SAME_SHAPE: usize = 8;

/// A near match with its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// How near its source is.
    pub near: Near,
    /// The best row of that source.
    pub row: Row,
}

/// A translation of a sentence that was translated before with other figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Substituted {
    /// The row with the other figures.
    pub from: Row,
    /// Its translation with the new ones; the rules on figures found nothing in it.
    pub target: Content,
}

/// The near-match index of a store. Cheap to ask from several tasks.
pub struct NearIndex {
    path: Option<PathBuf>,
    followed: RwLock<Followed>,
    /// One task at a time reads the store's changes.
    following: tokio::sync::Mutex<()>,
}

struct Followed {
    index: Index,
    change: u64,
    /// The change number up to which the file goes.
    written: u64,
}

impl NearIndex {
    /// The index of `store`, read from `path` where the file there belongs to the store, and brought up to date. A
    /// file that is damaged, of another version or of another store is not used, and replaced. Where there is no
    /// path the index is only in memory.
    ///
    /// # Errors
    /// The store's.
    pub async fn open(store: &dyn Store, path: Option<&Path>) -> Result<Self> {
        let mut followed = Followed { index: Index::new(), change: 0, written: 0 };
        if let Some(path) = path {
            match file::read(path) {
                Ok((index, place)) if store.lineage(place.change).await?.as_ref() == Some(&place.lineage) => {
                    followed = Followed { index, change: place.change, written: place.change };
                }
                Ok(_) => tracing::info!("{} is of another memory or of another past: made anew", path.display()),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => tracing::info!("{} is not used: {error}; made anew", path.display()),
            }
        }
        let near = Self { path: path.map(Path::to_owned), followed: RwLock::new(followed), following: ().into() };
        near.follow(store).await?;
        near.save(store).await?;
        Ok(near)
    }

    /// Takes in what was committed to `store`, by whatever process, since it was last asked; gives how many rows
    /// that were.
    ///
    /// # Errors
    /// The store's.
    pub async fn follow(&self, store: &dyn Store) -> Result<usize> {
        let _turn = self.following.lock().await;
        let mut taken = 0;
        loop {
            let after = self.read().change;
            let changes = store.changes(after, PAGE).await?;
            let mut followed = self.write();
            for (change, row) in &changes {
                followed.take(*change, row);
            }
            taken += changes.len();
            if changes.len() < PAGE {
                if followed.index.wants_freezing() {
                    followed.index.freeze();
                }
                return Ok(taken);
            }
        }
    }

    /// Writes the file if it has fallen behind; that it cannot be written is told in the log and harms nothing.
    ///
    /// # Errors
    /// The store's.
    pub async fn save(&self, store: &dyn Store) -> Result<()> {
        let Some(path) = &self.path else { return Ok(()) };
        let _turn = self.following.lock().await;
        let (change, behind, segments) = {
            let followed = self.read();
            (followed.change, followed.change - followed.written, followed.index.len() as u64)
        };
        if behind == 0 || behind < FEW.min(segments).max(segments / 64) {
            return Ok(());
        }
        let Some(lineage) = store.lineage(change).await? else { return Ok(()) };
        let mut followed = self.write();
        followed.index.freeze();
        match file::write(path, &followed.index, &Place { change, lineage }) {
            Ok(()) => followed.written = change,
            Err(error) => tracing::warn!("the near-match index {} cannot be written: {error}", path.display()),
        }
        Ok(())
    }

    /// The rows whose sources are nearest to `source`, at most `limit` of at least `at_least` per cent (50 to 100);
    /// of those with one percentage the ones a person has approved first. Only usable rows of `locale`.
    ///
    /// # Errors
    /// The store's.
    pub async fn matches(
        &self,
        store: &dyn Store,
        source: &Content,
        locale: Locale,
        at_least: u8,
        limit: usize,
    ) -> Result<Vec<Match>> {
        let mut more = limit;
        loop {
            let near = self.read().index.search(source, Some(locale), at_least, more);
            let keys: Vec<SegmentKey> = near.iter().map(|near| near.key).collect();
            let rows = usable(store, locale, &keys).await?;
            let mut matches: Vec<Match> =
                near.iter().zip(rows).filter_map(|(&near, row)| Some(Match { near, row: row? })).collect();
            // Rows that are gone or no longer usable leave room for the next ones.
            if matches.len() < limit && near.len() == more && more < limit.saturating_mul(16) {
                more = more.saturating_mul(4);
                continue;
            }
            matches.truncate(limit);
            matches.sort_by_key(|found| {
                std::cmp::Reverse((found.near.percent, found.row.state, found.row.origin.who.trust()))
            });
            return Ok(matches);
        }
    }

    /// A translation of `source` into `locale` out of one of a sentence that has other figures, where that can be
    /// made and holds before the rules on figures. Rows for which `fits` says no are passed over.
    ///
    /// # Errors
    /// The store's.
    pub async fn substituted(
        &self,
        store: &dyn Store,
        source: &Content,
        locale: Locale,
        style: &Style,
        fits: impl Fn(&Row) -> bool,
    ) -> Result<Option<Substituted>> {
        let Some(shape) = Shape::of(&source.text) else { return Ok(None) };
        let keys = self.read().index.of_shape(shape.hash, locale, SAME_SHAPE);
        let mut rows: Vec<Row> = usable(store, locale, &keys).await?.into_iter().flatten().collect();
        rows.sort_by_key(|row| std::cmp::Reverse((row.state, row.origin.who.trust(), row.updated.clone())));
        Ok(rows.into_iter().filter(fits).find_map(|row| {
            let target = substitute(&row.source, &row.target, source, locale, style)?;
            Some(Substituted { from: row, target })
        }))
    }

    /// How many segments it knows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.read().index.len()
    }

    /// Whether it knows none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes it takes in memory, about.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.read().index.bytes()
    }

    fn read(&self) -> RwLockReadGuard<'_, Followed> {
        self.followed.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Followed> {
        self.followed.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Followed {
    fn take(&mut self, change: u64, row: &Row) {
        if row.state.is_usable() {
            self.index.insert(row.key, &row.source, row.locale);
        }
        self.change = self.change.max(change);
    }
}

/// The best row of each key, where it is usable.
async fn usable(store: &dyn Store, locale: Locale, keys: &[SegmentKey]) -> Result<Vec<Option<Row>>> {
    let queries: Vec<Query> = keys.iter().map(|&key| Query { key, context: NO_CONTEXT }).collect();
    let hits = store.lookup(locale, &queries).await?;
    Ok(hits.into_iter().map(|hit| hit.map(|hit| hit.row).filter(|row| row.state.is_usable())).collect())
}
