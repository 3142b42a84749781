//! Where in the memory a word or phrase stands, in sources and in targets.
//!
//! Vietnamese and English are looked up by words and pairs of neighbouring words, Japanese and Korean, which do not
//! put spaces between what one looks for, by characters and pairs of them. The lists lead to segments that may have
//! the phrase; that they have it is seen in their texts, so a list need not be exact.

mod run;
mod texts;

use std::{collections::HashSet, path::Path};

use super::{follow::Following, phrase::Phrase};
use crate::{
    locale::Locale,
    memory::{Result, Row, Store},
};
use texts::Texts;

/// Rows of one segment and language that are looked at.
const VARIANTS: usize = 16;

/// Segments fetched at a time, at most; the first time as many as are wanted, then twice as many each time.
const BATCH: usize = 512;

/// The concordance of a store, kept in a file beside it. Several tasks may ask it at once.
pub struct Concordance(Following<Texts>);

impl Concordance {
    /// The concordance of `store`, read from `path` where the file there belongs to the store, and brought up to
    /// date; see [`NearIndex::open`](super::NearIndex::open).
    ///
    /// # Errors
    /// The store's.
    pub async fn open(store: &dyn Store, path: Option<&Path>) -> Result<Self> {
        Ok(Self(Following::open(store, path).await?))
    }

    /// Takes in what was committed to `store` since it was last asked; gives how many rows that were.
    ///
    /// # Errors
    /// The store's.
    pub async fn follow(&self, store: &dyn Store) -> Result<usize> {
        self.0.follow(store).await
    }

    /// Writes the file if it has fallen behind.
    ///
    /// # Errors
    /// The store's.
    pub async fn save(&self, store: &dyn Store) -> Result<()> {
        self.0.save(store).await
    }

    /// The usable rows of `locales` whose text in `language` has `query` in it, whatever its case, spaces and, in
    /// Vietnamese and English, punctuation: whole words in these two, any piece of text in Japanese and Korean.
    /// Vietnamese is what sources are searched in; then each segment comes with its translations in all of
    /// `locales`. At most `limit` segments, those stored last first; no more is looked at than these need.
    ///
    /// # Errors
    /// The store's.
    pub async fn search_text(
        &self,
        store: &dyn Store,
        language: Locale,
        locales: &[Locale],
        query: &str,
        limit: usize,
    ) -> Result<Vec<Row>> {
        let phrase = Phrase::new(language, query);
        let of_sources = language == Locale::Vi;
        let locales: Vec<Locale> = locales.iter().copied().filter(|&one| of_sources || one == language).collect();
        let (mut rows, mut met, mut segments) = (Vec::new(), HashSet::new(), 0);
        if phrase.is_empty() || limit == 0 || locales.is_empty() {
            return Ok(rows);
        }
        let (mut size, mut next) = (limit.min(BATCH), Some(u64::MAX));
        while let Some(below) = next {
            let (mut keys, rest) = self.0.with(|texts| texts.candidates(&phrase, below, size));
            (next, size) = (rest, (size * 2).min(BATCH));
            keys.retain(|&key| met.insert(key));
            for variants in store.variants_of(&keys, &locales, VARIANTS).await? {
                let before = rows.len();
                rows.extend(standing_in(variants, language, &phrase));
                segments += usize::from(rows.len() > before);
                if segments == limit {
                    return Ok(rows);
                }
            }
        }
        Ok(rows)
    }

    /// Bytes it takes in memory, about.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.0.with(Texts::bytes)
    }
}

/// Of the rows of one segment those that are usable and have `phrase`, each translation once a language.
fn standing_in(mut rows: Vec<Row>, language: Locale, phrase: &Phrase) -> Vec<Row> {
    rows.retain(|row| {
        let text = if language == Locale::Vi { &row.source.text } else { &row.target.text };
        row.state.is_usable() && phrase.is_in(text)
    });
    rows.dedup_by(|later, earlier| later.locale == earlier.locale && later.target == earlier.target);
    rows
}
