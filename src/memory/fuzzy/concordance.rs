//! Where in the memory a word or phrase stands, in sources and in targets.
//!
//! Vietnamese and English are looked up by word, Japanese and Korean, which do not put spaces between what one looks
//! for, by pairs of characters. The lists lead to segments that may have the phrase; that they have it is seen in
//! their texts, so a list need not be exact.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    io,
    path::Path,
};

use super::{
    file::{Filed, In, Out, damaged},
    follow::{Derived, Following},
    phrase::Phrase,
    postings::Postings,
};
use crate::{
    locale::Locale,
    memory::{Result, Row, Store},
    segment::SegmentKey,
};

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

    /// The usable rows whose text in `language` has `query` in it, whatever its case, spaces and, in Vietnamese and
    /// English, punctuation: whole words in these two, any piece of text in Japanese and Korean. Vietnamese is what
    /// sources are searched in; then each segment comes with its translations in every language. At most `limit`
    /// segments, those stored last first.
    ///
    /// # Errors
    /// The store's.
    pub async fn search_text(
        &self,
        store: &dyn Store,
        language: Locale,
        query: &str,
        limit: usize,
    ) -> Result<Vec<Row>> {
        let phrase = Phrase::new(language, query);
        if phrase.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        let candidates = self.0.with(|texts| texts.candidates(&phrase));
        let locales: &[Locale] = if language == Locale::Vi { &Locale::TARGETS } else { &[language] };
        let (mut rows, mut met, mut segments) = (Vec::new(), HashSet::new(), 0);
        let (mut rest, mut size) = (candidates.as_slice(), limit.min(BATCH));
        while !rest.is_empty() && segments < limit {
            let (some, after) = rest.split_at(size.min(rest.len()));
            (rest, size) = (after, (size * 2).min(BATCH));
            let keys: Vec<SegmentKey> = some.iter().copied().filter(|&key| met.insert(key)).collect();
            for variants in store.variants_of(&keys, locales, VARIANTS).await? {
                let before = rows.len();
                rows.extend(standing_in(variants, language, &phrase));
                segments += usize::from(rows.len() > before);
                if segments == limit {
                    break;
                }
            }
        }
        Ok(rows)
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

/// Texts by number, and for each word or pair of characters the texts that have it.
#[derive(Debug, Default)]
struct Texts {
    keys: Vec<[u8; 32]>,
    /// A hash of each text with its key and language, so that none is taken in twice.
    marks: Vec<u64>,
    known: HashSet<u64>,
    lists: HashMap<u64, Postings>,
}

impl Texts {
    fn add(&mut self, key: SegmentKey, language: Locale, text: &str) {
        let phrase = Phrase::new(language, text);
        let mark = phrase.mark(key);
        let Ok(number) = u32::try_from(self.keys.len()) else { return };
        if phrase.is_empty() || !self.known.insert(mark) {
            return;
        }
        self.keys.push(key.0);
        self.marks.push(mark);
        let grams: BTreeSet<u64> = phrase.grams_of_text().collect();
        for gram in grams {
            self.lists.entry(gram).or_default().push(number);
        }
    }

    /// The segments whose lists say that they may have `phrase`, those taken in last first.
    fn candidates(&self, phrase: &Phrase) -> Vec<SegmentKey> {
        let mut lists = Vec::new();
        for gram in phrase.grams_of_query() {
            match self.lists.get(&gram) {
                Some(list) => lists.push(list),
                None => return Vec::new(),
            }
        }
        lists.sort_by_key(|list| list.len());
        let mut lists = lists.into_iter();
        let mut numbers: Vec<u32> = lists.next().map(|list| list.iter().collect()).unwrap_or_default();
        for list in lists {
            let mut all = list.iter().peekable();
            numbers.retain(|number| {
                while all.next_if(|other| other < number).is_some() {}
                all.peek() == Some(number)
            });
        }
        numbers.iter().rev().filter_map(|&number| self.keys.get(number as usize).copied()).map(SegmentKey).collect()
    }
}

impl Derived for Texts {
    fn take_in(&mut self, row: &Row) {
        if row.state.is_usable() {
            self.add(row.key, Locale::Vi, &row.source.text);
            self.add(row.key, row.locale, &row.target.text);
        }
    }

    fn size(&self) -> usize {
        self.keys.len()
    }
}

impl Filed for Texts {
    const MAGIC: [u8; 8] = *b"AnbConc\x01";

    fn put(&self, out: &mut Out) -> io::Result<()> {
        let mut grams: Vec<u64> = self.lists.keys().copied().collect();
        grams.sort_unstable();
        let lists: Vec<&Postings> = grams.iter().filter_map(|gram| self.lists.get(gram)).collect();
        out.values(&self.keys)?;
        out.values(&self.marks)?;
        out.values(&grams)?;
        out.values(&lists.iter().map(|list| list.bytes().len() as u32).collect::<Vec<_>>())?;
        out.values(&lists.iter().flat_map(|list| list.bytes()).copied().collect::<Vec<u8>>())
    }

    fn take(from: &mut In) -> io::Result<Self> {
        let (keys, marks): (Vec<[u8; 32]>, Vec<u64>) = (from.values()?, from.values()?);
        let (grams, lengths): (Vec<u64>, Vec<u32>) = (from.values()?, from.values()?);
        let bytes: Vec<u8> = from.values()?;
        let mut rest = bytes.as_slice();
        let mut lists = HashMap::with_capacity(grams.len());
        for (gram, length) in grams.into_iter().zip(lengths) {
            let (own, after) =
                rest.split_at_checked(length as usize).ok_or_else(|| damaged("a list is cut short"))?;
            lists.insert(gram, Postings::from_bytes(own.to_vec()));
            rest = after;
        }
        let known = marks.iter().copied().collect();
        Ok(Self { keys, marks, known, lists })
    }

    fn finish(self) -> io::Result<Self> {
        let is_sound = self.keys.len() == self.marks.len()
            && self.lists.values().all(|list| list.last().is_none_or(|last| (last as usize) < self.keys.len()));
        if is_sound { Ok(self) } else { Err(damaged("its parts do not fit together")) }
    }
}
