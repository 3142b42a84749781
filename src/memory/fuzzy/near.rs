//! The near-match index of a store.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{
    best::Near,
    columns::Columns,
    file::{Filed, In, Out, damaged},
    follow::{Derived, Following},
    frozen::Frozen,
    index::Index,
    shape::Shape,
    substitute::substitute,
    vocabulary::Vocabulary,
};
use crate::{
    article::Content,
    locale::Locale,
    memory::{NO_CONTEXT, Query, Result, Row, State, Store},
    numbers::Style,
    segment::SegmentKey,
    text::canonical,
};

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

impl Match {
    /// The match of `row` with `source`. The index sees neither markup nor punctuation nor case: 99 per cent are left
    /// where markup alone differs, 98 where case or punctuation do. Nothing where that is less than `at_least`.
    fn new(mut near: Near, row: Row, source: &Content, at_least: u8) -> Option<Self> {
        if near.percent == 99 && canonical(&row.source.visible()) != canonical(&source.visible()) {
            near.percent = 98;
        }
        (near.percent >= at_least).then_some(Self { near, row })
    }

    /// Whether nothing but markup is different.
    #[must_use]
    pub const fn is_markup_only(&self) -> bool {
        self.near.percent == 99 && self.near.edits == 0
    }
}

/// A translation of a sentence that was translated before with other figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Substituted {
    /// The row with the other figures.
    pub from: Row,
    /// Its translation with the new ones; the rules on figures found nothing in it.
    pub target: Content,
}

/// The near-match index of a store, kept in a file beside it; see [`Index`]. Several tasks may ask it at once.
///
/// Where the store asks other memories beside it, each has an index too, in a file beside the own one that ends in its
/// name; a match in one of them is worth less by what its settings take off, and the origin of its row says which
/// memory it is from.
pub struct NearIndex {
    own: Following<Index>,
    others: Vec<Following<Index>>,
}

impl NearIndex {
    /// The index of `store`, read from `path` where the file there belongs to the store, and brought up to date. A
    /// file that is damaged, of another version or of another store is not used, and replaced. Without a path the
    /// index is only in memory.
    ///
    /// # Errors
    /// The store's.
    pub async fn open(store: &dyn Store, path: Option<&Path>) -> Result<Self> {
        let own = Following::open(own(store), path).await?;
        let mut others = Vec::with_capacity(store.others().len());
        for other in store.others() {
            let path = path.map(|path| beside(path, &other.settings.name));
            others.push(Following::open(&*other.store, path.as_deref()).await?);
        }
        Ok(Self { own, others })
    }

    /// Takes in what was committed to `store`, by whatever process, since it was last asked; gives how many rows
    /// that were.
    ///
    /// # Errors
    /// The store's.
    pub async fn follow(&self, store: &dyn Store) -> Result<usize> {
        let mut rows = self.own.follow(own(store)).await?;
        for (index, other) in self.others.iter().zip(store.others()) {
            rows += index.follow(&*other.store).await?;
        }
        Ok(rows)
    }

    /// Writes the file if it has fallen behind; that it cannot be written is told in the log and harms nothing.
    ///
    /// # Errors
    /// The store's.
    pub async fn save(&self, store: &dyn Store) -> Result<()> {
        for (index, other) in self.others.iter().zip(store.others()) {
            index.save(&*other.store).await?;
        }
        self.own.save(own(store)).await
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
        let matches = self.matches_of(store, std::slice::from_ref(source), locale, at_least, limit).await?;
        Ok(matches.into_iter().next().unwrap_or_default())
    }

    /// [`matches`](Self::matches) of each of `sources`; the rows of all are fetched in one go.
    ///
    /// # Errors
    /// The store's.
    pub async fn matches_of(
        &self,
        store: &dyn Store,
        sources: &[Content],
        locale: Locale,
        at_least: u8,
        limit: usize,
    ) -> Result<Vec<Vec<Match>>> {
        let mut all = nearest(&self.own, own(store), sources, locale, at_least, limit).await?;
        for (index, other) in self.others.iter().zip(store.others()) {
            let found = nearest(index, &*other.store, sources, locale, at_least, limit).await?;
            for (all, found) in all.iter_mut().zip(found) {
                for Match { mut near, row } in found {
                    near.percent = other.percent(near.percent, row.origin.who);
                    let known = |one: &Match| one.row.key == row.key && one.row.target.text == row.target.text;
                    if near.percent >= at_least && !all.iter().any(known) {
                        all.push(Match { near, row: other.named(row) });
                    }
                }
                all.sort_by_key(worth);
                all.truncate(limit);
            }
        }
        Ok(all)
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
        let keys = self.own.with(|index| index.of_shape(shape.hash, locale, SAME_SHAPE));
        let mut rows: Vec<Row> = usable(own(store), locale, &keys).await?.into_iter().flatten().collect();
        for (index, other) in self.others.iter().zip(store.others()) {
            let keys = index.with(|index| index.of_shape(shape.hash, locale, SAME_SHAPE));
            let found = usable(&*other.store, locale, &keys).await?.into_iter().flatten();
            // What a penalty stands on answers nothing.
            let free = found.filter(|row| other.settings.takes_off(row.origin.who) == 0);
            rows.extend(free.map(|row| other.named(row)));
        }
        rows.sort_by_key(|row| std::cmp::Reverse((row.state, row.origin.who.trust(), row.updated.clone())));
        Ok(rows.into_iter().filter(fits).find_map(|row| {
            let target = substitute(&row.source, &row.target, source, locale, style)?;
            Some(Substituted { from: row, target })
        }))
    }

    /// How many segments it knows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.own.with(Index::len)
    }

    /// Whether it knows none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes it takes in memory, about.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.own.with(Index::bytes)
    }
}

impl Derived for Index {
    fn take_in(&mut self, row: &Row) {
        if row.state.is_usable() {
            self.insert(row.key, &row.source, row.locale);
        }
    }

    fn size(&self) -> usize {
        self.len()
    }

    fn settle(&mut self) {
        if self.wants_freezing() {
            self.freeze();
        }
    }

    fn gather(&mut self) {
        self.freeze();
    }
}

/// The frozen part, which when it is written is all of it.
impl Filed for Index {
    const MAGIC: [u8; 8] = *b"AnbNear\x01";

    fn put(&self, out: &mut Out) -> io::Result<()> {
        out.values(self.vocabulary.words().join("\n").as_bytes())?;
        let Frozen { columns, commonness, starts, postings, .. } = &self.frozen;
        out.values(&columns.units)?;
        out.values(&columns.starts)?;
        out.values(&columns.lengths)?;
        out.values(&columns.signatures)?;
        out.values(&columns.keys)?;
        out.values(&columns.languages)?;
        out.values(&columns.shapes)?;
        out.values(commonness)?;
        out.values(starts)?;
        out.values(postings)
    }

    fn take(from: &mut In) -> io::Result<Self> {
        let words = from.text()?;
        let words = words.split('\n').filter(|word| !word.is_empty());
        let vocabulary = Vocabulary::from_words(words).ok_or_else(|| damaged("a word stands in it twice"))?;
        let columns = Columns {
            units: from.values()?,
            starts: from.values()?,
            lengths: from.values()?,
            signatures: from.values()?,
            keys: from.values()?,
            languages: from.values()?,
            shapes: from.values()?,
        };
        let mut frozen = Frozen::default();
        frozen.columns = columns;
        frozen.commonness = from.values()?;
        frozen.starts = from.values()?;
        frozen.postings = from.values()?;
        Ok(Self::from_parts(vocabulary, frozen))
    }

    fn finish(mut self) -> io::Result<Self> {
        if !self.frozen.is_sound() {
            return Err(damaged("its parts do not fit together"));
        }
        self.frozen.orient();
        Ok(self)
    }
}

/// What orders matches: the nearest first, of equals what a person has approved.
fn worth(found: &Match) -> std::cmp::Reverse<(u8, State, u8)> {
    std::cmp::Reverse((found.near.percent, found.row.state, found.row.origin.who.trust()))
}

/// The store that holds the rows of the own index.
fn own(store: &dyn Store) -> &dyn Store {
    store.own().unwrap_or(store)
}

/// The file of another memory's index, beside the own one's.
fn beside(path: &Path, name: &str) -> PathBuf {
    let name: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    let mut file = path.as_os_str().to_owned();
    file.push(format!("-{name}"));
    file.into()
}

/// The rows of `store` nearest to each of `sources`; see [`NearIndex::matches_of`].
async fn nearest(
    index: &Following<Index>,
    store: &dyn Store,
    sources: &[Content],
    locale: Locale,
    at_least: u8,
    limit: usize,
) -> Result<Vec<Vec<Match>>> {
    let mut all: Vec<Vec<Match>> = sources.iter().map(|_| Vec::new()).collect();
    let mut open: Vec<usize> = (0..sources.len()).collect();
    let mut more = limit;
    while !open.is_empty() {
        let near: Vec<Vec<Near>> = index
            .with(|index| open.iter().map(|&at| index.search(&sources[at], Some(locale), at_least, more)).collect());
        let keys: Vec<SegmentKey> = near.iter().flatten().map(|near| near.key).collect();
        let mut rows = usable(store, locale, &keys).await?.into_iter();
        let mut short = Vec::new();
        for (&at, near) in open.iter().zip(&near) {
            let rows = near.iter().zip(rows.by_ref());
            let mut matches: Vec<Match> =
                rows.filter_map(|(&near, row)| Match::new(near, row?, &sources[at], at_least)).collect();
            // Rows that are gone or no longer usable leave room for the next ones.
            if matches.len() < limit && near.len() == more && more < limit.saturating_mul(16) {
                short.push(at);
            }
            matches.truncate(limit);
            matches.sort_by_key(worth);
            all[at] = matches;
        }
        (open, more) = (short, more.saturating_mul(4));
    }
    Ok(all)
}

/// The best row of each key, where it is usable.
async fn usable(store: &dyn Store, locale: Locale, keys: &[SegmentKey]) -> Result<Vec<Option<Row>>> {
    let queries: Vec<Query> = keys.iter().map(|&key| Query { key, context: NO_CONTEXT }).collect();
    let hits = store.lookup(locale, &queries).await?;
    Ok(hits.into_iter().map(|hit| hit.map(|hit| hit.row).filter(|row| row.state.is_usable())).collect())
}
