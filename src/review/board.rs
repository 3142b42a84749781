//! The queue: every article of the desk with how far it has come, filtered by what stands in its sentences.
//!
//! What is known of a sentence is kept until the memory says that its row has changed, so that a queue costs one
//! question to the memory however many sentences it speaks of. Findings are those noted with the row.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{Desk, Entry, Error, Progress};
use crate::{
    diagnostic::Severity,
    locale::Locale,
    memory::{RowId, State, Who},
    pipeline::{CONFIDENCE, PreparedSegment},
    segment::SegmentKey,
};

/// Rows that are asked for in one go when the memory is followed.
const CHANGES: usize = 1000;

/// How surely a translation stands, as far as the checks can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// There is none, or a check blocks it.
    Low,
    /// A check warns.
    Medium,
    /// Nothing was found.
    High,
}

impl Confidence {
    /// All three, least first.
    pub const ALL: [Self; 3] = [Self::Low, Self::Medium, Self::High];
}

/// What the queue knows of a sentence.
#[derive(Clone, Debug)]
pub struct Brief {
    /// Its row.
    pub id: RowId,
    /// How far it has come.
    pub state: State,
    /// The machine whose words it began with.
    pub backend: Option<Arc<str>>,
    /// The person whose it is.
    pub reviewer: Option<Arc<str>>,
    /// When it was last changed, in seconds since 1970; 0 where there is no translation.
    pub changed: i64,
    /// The codes of its findings.
    pub rules: Box<[Arc<str>]>,
    /// How surely it stands.
    pub confidence: Confidence,
    /// The terms in it, as indices into the glossary.
    terms: Box<[u32]>,
}

/// What a queue is narrowed to; everything empty is everything that is open.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// One language.
    pub locale: Option<Locale>,
    /// Words of the title, or of the folder's name.
    pub article: String,
    /// Sentences in this state.
    pub state: Option<State>,
    /// Sentences a machine of this name began.
    pub backend: String,
    /// Sentences with a finding of this code.
    pub rule: String,
    /// Sentences with this Vietnamese term, or the term of this id.
    pub term: String,
    /// Sentences that stand this surely.
    pub confidence: Option<Confidence>,
    /// Sentences of this person.
    pub reviewer: String,
    /// Sentences nobody has touched for so many days.
    pub age: Option<u32>,
    /// Also articles in which nothing is open.
    pub all: bool,
}

impl Filter {
    /// Whether it asks something of sentences.
    #[must_use]
    pub fn is_by_sentence(&self) -> bool {
        self.state.is_some()
            || self.confidence.is_some()
            || self.age.is_some()
            || [&self.backend, &self.rule, &self.term, &self.reviewer].iter().any(|one| !one.is_empty())
    }

    fn fits(&self, brief: &Brief, terms: &HashSet<u32>, now: i64) -> bool {
        let is = |wanted: &str, own: Option<&Arc<str>>| wanted.is_empty() || own.is_some_and(|own| **own == *wanted);
        self.state.is_none_or(|state| state == brief.state)
            && self.confidence.is_none_or(|wanted| wanted == brief.confidence)
            && is(&self.backend, brief.backend.as_ref())
            && is(&self.reviewer, brief.reviewer.as_ref())
            && (self.rule.is_empty() || brief.rules.iter().any(|rule| **rule == *self.rule))
            && (self.term.is_empty() || brief.terms.iter().any(|term| terms.contains(term)))
            && self.age.is_none_or(|days| brief.changed > 0 && now - brief.changed >= i64::from(days) * 86_400)
    }
}

/// An edition in the queue.
#[derive(Clone, Debug, Serialize)]
pub struct Item {
    /// The article's folder.
    pub slug: String,
    /// Its Vietnamese headline.
    pub title: String,
    /// The edition's language.
    pub locale: Locale,
    /// How far it has come.
    pub progress: Progress,
    /// Sentences on which a check has something to say.
    pub findings: usize,
    /// The day by which it is wanted.
    pub deadline: Option<String>,
    /// Whether that day is over.
    pub late: bool,
    /// Sentences the filter fits, where it asks something of sentences.
    pub fitting: Option<usize>,
    /// The first of them.
    pub first: Option<RowId>,
}

/// What can be chosen from, given what there is.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Choices {
    /// Machines.
    pub backends: Vec<Arc<str>>,
    /// Codes of findings.
    pub rules: Vec<Arc<str>>,
    /// People.
    pub reviewers: Vec<Arc<str>>,
}

/// The queue.
#[derive(Clone, Debug, Default)]
pub struct Queue {
    /// The editions: by deadline, those with findings before those without, then those with most done.
    pub items: Vec<Item>,
    /// Articles that cannot be opened.
    pub gone: Vec<String>,
    /// What the filters can be set to.
    pub choices: Choices,
}

/// A place of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The article's folder.
    pub slug: String,
    /// Its headline.
    pub title: String,
    /// Which row.
    pub id: RowId,
}

/// An edition's sentences.
pub(super) struct Slot {
    sha256: String,
    title: String,
    briefs: Vec<Brief>,
}

/// What is kept between two queues.
#[derive(Default)]
pub(super) struct Board {
    /// The change number up to which the memory was followed; none before the first queue.
    seen: Option<u64>,
    slots: HashMap<(String, Locale), Arc<Slot>>,
    of_key: HashMap<SegmentKey, HashSet<String>>,
    words: HashSet<Arc<str>>,
}

impl Board {
    fn word(&mut self, word: &str) -> Arc<str> {
        if let Some(known) = self.words.get(word) {
            return Arc::clone(known);
        }
        let word: Arc<str> = word.into();
        self.words.insert(Arc::clone(&word));
        word
    }
}

impl Desk {
    /// The queue of a person who works in `locales`.
    ///
    /// # Errors
    /// The memory's, the ledger's, an editions folder that cannot be read.
    pub async fn queue(&self, locales: &[Locale], filter: &Filter) -> Result<Queue, Error> {
        let deadlines = self.ledger.deadlines().await?;
        let terms = self.terms_called(&filter.term);
        let (now, today) = (Timestamp::now().as_second(), today());
        let (slots, gone) = self.slots(locales).await?;
        let mut queue = Queue { gone, ..Queue::default() };
        let (mut backends, mut rules, mut reviewers) = (HashSet::new(), HashSet::new(), HashSet::new());
        let sought = filter.article.trim().to_lowercase();
        for (slug, locale, slot) in slots {
            for brief in &slot.briefs {
                backends.extend(brief.backend.clone());
                reviewers.extend(brief.reviewer.clone());
                rules.extend(brief.rules.iter().cloned());
            }
            let named = || slot.title.to_lowercase().contains(&sought) || slug.to_lowercase().contains(&sought);
            if filter.locale.is_some_and(|wanted| wanted != locale) || !(sought.is_empty() || named()) {
                continue;
            }
            let progress = self.progress_of(&slot.briefs);
            let (mut fitting, mut first) = (None, None);
            if filter.is_by_sentence() {
                let mut all = slot.briefs.iter().filter(|brief| filter.fits(brief, &terms, now));
                first = all.next().map(|brief| brief.id);
                fitting = first.map(|_| 1 + all.count());
                if fitting.is_none() {
                    continue;
                }
            } else if !filter.all && progress.reviewed == progress.segments {
                continue;
            }
            let deadline = deadlines.get(&slug).cloned();
            queue.items.push(Item {
                late: deadline.as_ref().is_some_and(|day| *day < today),
                title: slot.title.clone(),
                findings: slot.briefs.iter().filter(|one| one.confidence < Confidence::High).count(),
                slug,
                locale,
                progress,
                deadline,
                fitting,
                first,
            });
        }
        queue.items.sort_by_cached_key(|item| {
            let day = item.deadline.clone();
            let left = item.progress.segments - item.progress.reviewed;
            (
                day.is_none(),
                day,
                item.progress.blocked == 0,
                item.findings == 0,
                left,
                item.title.clone(),
                item.locale,
            )
        });
        queue.choices = Choices { backends: sorted(backends), rules: sorted(rules), reviewers: sorted(reviewers) };
        Ok(queue)
    }

    /// How far all editions of each language have come: language, progress, editions.
    ///
    /// # Errors
    /// As [`queue`](Self::queue).
    pub async fn standing_of_all(&self, locales: &[Locale]) -> Result<Vec<(Locale, Progress, usize)>, Error> {
        let (slots, _) = self.slots(locales).await?;
        let mut all: Vec<(Locale, Progress, usize)> =
            locales.iter().map(|&locale| (locale, Progress::default(), 0)).collect();
        for (_, locale, slot) in slots {
            let own = self.progress_of(&slot.briefs);
            if let Some((_, progress, editions)) = all.iter_mut().find(|(other, ..)| *other == locale) {
                progress.segments += own.segments;
                progress.reviewed += own.reviewed;
                progress.blocked += own.blocked;
                progress.pending += own.pending;
                *editions += 1;
            }
        }
        Ok(all)
    }

    /// Every place of a sentence in the desk's articles, `id`'s own left out.
    ///
    /// # Errors
    /// As [`queue`](Self::queue).
    pub async fn places_of(&self, id: RowId) -> Result<Vec<Place>, Error> {
        let (slots, _) = self.slots(&[id.locale]).await?;
        let mut places = Vec::new();
        for (slug, _, slot) in slots {
            let same = slot.briefs.iter().filter(|brief| brief.id.key == id.key && brief.id != id);
            places.extend(same.map(|brief| Place { slug: slug.clone(), title: slot.title.clone(), id: brief.id }));
        }
        Ok(places)
    }

    async fn slots(&self, locales: &[Locale]) -> Result<(Vec<(String, Locale, Arc<Slot>)>, Vec<String>), Error> {
        let shelf = self.shelf().await?;
        let mut board = self.board.lock().await;
        self.follow(&mut board).await?;
        let (mut found, mut gone) = (Vec::new(), Vec::new());
        for entry in &shelf {
            let slug = entry.slug.as_str();
            for &(locale, _) in entry.editions.iter().filter(|(locale, _)| locales.contains(locale)) {
                let known = board.slots.get(&(slug.to_owned(), locale)).filter(|slot| slot.sha256 == entry.sha256);
                let slot = match known {
                    Some(slot) => Some(Arc::clone(slot)),
                    None => self.slot(&mut board, entry, locale).await?,
                };
                match slot {
                    Some(slot) => found.push((slug.to_owned(), locale, slot)),
                    None if gone.iter().all(|one| one != slug) => gone.push(slug.to_owned()),
                    None => {}
                }
            }
        }
        Ok((found, gone))
    }

    /// Forgets what the memory says has changed.
    async fn follow(&self, board: &mut Board) -> Result<(), Error> {
        let Some(mut seen) = board.seen else {
            board.seen = Some(self.store.stats().await?.change);
            return Ok(());
        };
        loop {
            let changes = self.store.changes(seen, CHANGES).await?;
            for (change, row) in &changes {
                seen = seen.max(*change);
                for slug in board.of_key.get(&row.key).into_iter().flatten() {
                    board.slots.remove(&(slug.clone(), row.locale));
                }
            }
            board.seen = Some(seen);
            if changes.len() < CHANGES {
                return Ok(());
            }
        }
    }

    async fn slot(&self, board: &mut Board, entry: &Entry, locale: Locale) -> Result<Option<Arc<Slot>>, Error> {
        let Some(prepared) = self.article(entry).await? else { return Ok(None) };
        let hits = self.hits(&prepared, locale).await?;
        let slug = entry.slug.as_str();
        let mut briefs = Vec::new();
        for ((_, _, segment), hit) in prepared.segments().zip(hits) {
            if segment.text.is_blank() {
                continue;
            }
            board.of_key.entry(segment.key).or_default().insert(slug.to_owned());
            briefs.push(brief(board, segment, locale, hit.map(|hit| hit.row).as_ref()));
        }
        let title = prepared.headline().unwrap_or_else(|| slug.to_owned());
        let slot = Arc::new(Slot { sha256: entry.sha256.clone(), title, briefs });
        board.slots.insert((slug.to_owned(), locale), Arc::clone(&slot));
        Ok(Some(slot))
    }

    fn progress_of(&self, briefs: &[Brief]) -> Progress {
        self.progress_in(briefs.iter().map(|brief| brief.state))
    }

    /// The terms that are called so, in Vietnamese or by id.
    fn terms_called(&self, name: &str) -> HashSet<u32> {
        let name = name.trim().to_lowercase();
        let terms = self.tools.glossary.terms().iter().enumerate().filter(|(_, term)| {
            let mut own = term.vi.iter().chain([&term.id]).chain(&term.acronym);
            own.any(|form| form.text.to_lowercase() == name)
        });
        terms.filter_map(|(at, _)| u32::try_from(at).ok()).collect()
    }
}

fn brief(board: &mut Board, segment: &PreparedSegment, locale: Locale, row: Option<&crate::memory::Row>) -> Brief {
    let id = RowId { key: segment.key, locale, context: segment.context };
    let terms = segment.terms.iter().filter_map(|term| u32::try_from(term.term).ok()).collect();
    let Some(row) = row else {
        let (state, confidence) = (State::Initial, Confidence::Low);
        return Brief { id, state, backend: None, reviewer: None, changed: 0, rules: [].into(), confidence, terms };
    };
    let backend = match row.origin.who {
        Who::Machine => Some(row.origin.name.as_str()),
        Who::Person | Who::Import => row.origin.model.as_deref(),
    };
    // Every answer of some engines has it.
    let told = || row.findings.iter().filter(|finding| finding.code != CONFIDENCE);
    let worst = told().map(|finding| finding.severity).max();
    let confidence = match worst {
        _ if row.state == State::Initial => Confidence::Low,
        Some(Severity::Error) => Confidence::Low,
        Some(Severity::Warning) => Confidence::Medium,
        _ => Confidence::High,
    };
    Brief {
        id,
        state: row.state,
        backend: backend.map(|name| board.word(name)),
        reviewer: (row.origin.who == Who::Person).then(|| board.word(&row.origin.name)),
        changed: row.updated.parse::<Timestamp>().map_or(0, Timestamp::as_second),
        rules: told().map(|finding| board.word(&finding.code)).collect(),
        confidence,
        terms,
    }
}

/// Today at this desk.
pub(super) fn today() -> String {
    let day: Date = jiff::Zoned::now().date();
    day.to_string()
}

fn sorted(words: HashSet<Arc<str>>) -> Vec<Arc<str>> {
    let mut words: Vec<Arc<str>> = words.into_iter().collect();
    words.sort();
    words
}
