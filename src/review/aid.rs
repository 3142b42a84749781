//! What helps with the sentence in hand: near matches, its other languages, and the concordance.

use serde::Serialize;

use super::{Change, Desk, Entry, Error, Person, Refusal, Right, difference, text::with_codes_of};
use crate::{
    article::Content,
    locale::Locale,
    memory::{
        Query, RowId, State,
        fuzzy::{Concordance, NearIndex},
    },
};

/// Near matches of at least so many per cent are shown.
const NEAR_FROM: u8 = 60;
/// So many of them.
const NEAR: usize = 5;
/// The longest query, in characters.
const LONGEST: usize = 200;

/// A sentence of the memory that is nearly the one in hand.
#[derive(Clone, Debug)]
pub struct Close {
    /// How near, 0 to 100.
    pub percent: u8,
    /// What has to be done to its source to get the one in hand.
    pub difference: Vec<Change>,
    /// Its translation, in the codes of the sentence in hand.
    pub target: Content,
    /// How far it has come.
    pub state: State,
    /// Whose it is.
    pub by: String,
}

/// The sentence in hand in another language.
#[derive(Clone, Debug)]
pub struct Other {
    /// Which.
    pub locale: Locale,
    /// Its translation.
    pub target: Content,
    /// How far it has come.
    pub state: State,
}

/// What helps with one sentence.
#[derive(Clone, Debug, Default)]
pub struct Aid {
    /// Near matches, the nearest first.
    pub matches: Vec<Close>,
    /// The other editions' sentences.
    pub others: Vec<Other>,
}

/// A row of the memory in which a phrase stands.
#[derive(Clone, Debug, Serialize)]
pub struct Found {
    /// The Vietnamese, without markup.
    pub source: String,
    /// Its translation, without markup.
    pub target: String,
    /// Into which language.
    pub locale: Locale,
    /// How far it has come.
    pub state: State,
    /// Whose it is.
    pub by: String,
    /// When it was last changed.
    pub updated: String,
}

impl Desk {
    /// Near matches of a sentence and its other languages.
    ///
    /// # Errors
    /// A sentence that is not in the article; the memory's.
    pub async fn aid(&self, entry: &Entry, id: RowId) -> Result<Aid, Refusal> {
        let place = self.place(entry, id).await?;
        let near = self.near().await?;
        near.follow(&*self.store).await.map_err(Error::from)?;
        let found = near.matches(&*self.store, &place.source, id.locale, NEAR_FROM, NEAR + 1).await?;
        let source = place.source.visible();
        let matches =
            found.into_iter().filter(|one| one.row.key != id.key || one.near.percent < 100).take(NEAR).map(|one| {
                Close {
                    percent: one.near.percent,
                    difference: difference(&one.row.source.visible(), &source),
                    target: with_codes_of(&one.row.target, &place.source),
                    state: one.row.state,
                    by: one.row.origin.name,
                }
            });
        let matches = matches.collect();
        let mut others = Vec::new();
        for locale in Locale::TARGETS.into_iter().filter(|&locale| locale != id.locale) {
            let query = Query { key: id.key, context: id.context };
            let hit = self.store.lookup(locale, &[query]).await?.pop().flatten();
            others.extend(hit.map(|hit| Other {
                locale,
                target: with_codes_of(&hit.row.target, &place.source),
                state: hit.row.state,
            }));
        }
        Ok(Aid { matches, others })
    }

    /// The rows that have `query` in their Vietnamese or, in the languages of `person`, in their translation; at
    /// most `limit` sentences a language searched. Where no language is named the query's letters tell it.
    ///
    /// # Errors
    /// The memory's.
    pub async fn search(
        &self,
        person: &Person,
        within: Option<Locale>,
        query: &str,
        limit: usize,
    ) -> Result<Vec<Found>, Error> {
        let query: String = query.trim().chars().take(LONGEST).collect();
        if query.is_empty() {
            return Ok(Vec::new());
        }
        let words = self.words().await?;
        words.follow(&*self.store).await?;
        let mut found = Vec::new();
        let own: Vec<Locale> =
            Locale::TARGETS.into_iter().filter(|&locale| person.may(Right::Work, locale)).collect();
        for language in within.map_or_else(|| languages_of(&query), |one| vec![one]) {
            let rows = words.search_text(&*self.store, language, &own, &query, limit).await?;
            found.extend(rows.into_iter().map(|row| Found {
                source: row.source.visible(),
                target: row.target.visible(),
                locale: row.locale,
                state: row.state,
                by: row.origin.name,
                updated: row.updated,
            }));
        }
        Ok(found)
    }

    /// Makes ready what takes long the first time: the queue and the memory's indexes.
    ///
    /// # Errors
    /// The memory's, an editions folder that cannot be read.
    pub async fn warm(&self) -> Result<(), Error> {
        self.queue(&Locale::TARGETS, &super::Filter::default()).await?;
        let (near, words) = (self.near().await?, self.words().await?);
        near.save(&*self.store).await?;
        words.save(&*self.store).await?;
        tracing::info!("near matches take {} MiB, the concordance {} MiB", near.bytes() >> 20, words.bytes() >> 20);
        Ok(())
    }

    async fn near(&self) -> Result<&NearIndex, Error> {
        let path = self.indexes.as_ref().map(|memory| memory.with_extension("near"));
        Ok(self.near.get_or_try_init(|| NearIndex::open(&*self.store, path.as_deref())).await?)
    }

    async fn words(&self) -> Result<&Concordance, Error> {
        let path = self.indexes.as_ref().map(|memory| memory.with_extension("words"));
        Ok(self.words.get_or_try_init(|| Concordance::open(&*self.store, path.as_deref())).await?)
    }
}

/// The languages a query may be in, by its letters: Hangul is Korean, kana and Han are Japanese, Latin letters are
/// Vietnamese and, where none has a mark that English lacks, English too.
fn languages_of(query: &str) -> Vec<Locale> {
    let any = |is: fn(char) -> bool| query.chars().any(is);
    if any(|c| matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7A3}')) {
        vec![Locale::Ko]
    } else if any(|c| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')) {
        vec![Locale::Ja]
    } else if query.is_ascii() {
        vec![Locale::Vi, Locale::En]
    } else {
        vec![Locale::Vi]
    }
}
