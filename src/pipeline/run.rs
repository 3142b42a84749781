//! One run over many articles: what the memory knows is taken, the rest is asked.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
    time::{Duration, Instant},
};

use futures::future::{join_all, try_join_all};
use tokio::sync::{Mutex, OnceCell, Semaphore};

use super::{
    Prepared, PreparedSegment, Progress, Step, Tools,
    ask::{Asker, Question, Verdict},
    beside::Beside,
};
use crate::{
    article::{Content, Role},
    backend::{self, Backend, DraftWish},
    diagnostic::{Finding, Severity},
    locale::Locale,
    memory::{self, Hit, MatchKind, NewRow, Origin, Query, RowId, State, Store, TAKEN_OVER, Who, fuzzy::NearIndex},
    segment::SegmentKey,
};

/// What a desk allows and wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// How often an answer that fails a blocking check is asked for again.
    pub repairs: u32,
    /// Ask again for segments whose last answer failed, even where the question is the same.
    pub retry: bool,
    /// Ask nobody: take what the memory has.
    pub offline: bool,
    /// The state from which a translation may be published.
    pub min_state: State,
    /// What the English sentence is to the other languages.
    pub draft: DraftWish,
    /// How many answers are asked for where one passes and is not without fault, at least 1; the best by our checks
    /// is taken.
    pub tries: u32,
    /// How probable an engine has to hold its answer, in per cent, where it says so; 0 for any.
    pub confidence_from: u8,
    /// Answer a sentence that differs from a translated one in nothing but its figures out of that one.
    pub substitute_numbers: bool,
    /// The percentage, 50 to 99, from which a near match is worth showing to a backend.
    pub near_from: u8,
}

/// Where a segment's translation came from in this run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// The memory had it.
    Memory(MatchKind),
    /// The backend made it now.
    Asked,
    /// It stands elsewhere in this run, and was asked for there.
    Repeated,
    /// There is nothing to translate in it.
    Copied,
    /// Nobody had it; why, in the backend's words.
    Missing(String),
}

/// One segment in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SegmentResult {
    /// The translation, or the best refused attempt.
    pub target: Option<Content>,
    /// How far it has come.
    pub state: State,
    /// Who made it.
    pub origin: Option<Origin>,
    /// Where it came from in this run.
    pub how: How,
    /// What the checks said.
    pub findings: Vec<Finding>,
}

impl SegmentResult {
    /// The translation, where it may be published under `min_state`.
    #[must_use]
    pub fn publishable(&self, min_state: State) -> Option<&Content> {
        self.target.as_ref().filter(|_| self.state >= min_state.max(State::Translated))
    }

    pub(super) const fn missing(why: String) -> Self {
        Self { target: None, state: State::Initial, origin: None, how: How::Missing(why), findings: Vec::new() }
    }

    const fn copied(text: Content) -> Self {
        Self { target: Some(text), state: State::Final, origin: None, how: How::Copied, findings: Vec::new() }
    }

    fn from_hit(hit: Hit, stale: bool) -> Self {
        let Hit { kind, row, ambiguous, .. } = hit;
        let mut findings = row.findings;
        if stale {
            findings.push(Finding::new(STALE, Severity::Warning));
        }
        if ambiguous {
            findings.push(Finding::new(AMBIGUOUS, Severity::Info));
        }
        Self {
            target: Some(row.target),
            state: row.state,
            origin: Some(row.origin),
            how: How::Memory(kind),
            findings,
        }
    }
}

/// An article's segments in each language asked for.
pub struct Translated {
    /// By language, in the order asked for: unit by unit, segment by segment.
    pub editions: Vec<(Locale, Vec<Vec<SegmentResult>>)>,
}

/// Why a run cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The memory failed: without it an answer could be paid and lost.
    #[error(transparent)]
    Memory(#[from] memory::Error),
    /// The backend cannot be used at all.
    #[error(transparent)]
    Backend(backend::Error),
}

type Cell = Arc<OnceCell<SegmentResult>>;

/// A run. Articles may be translated concurrently on one run.
pub struct Run<'a> {
    tools: &'a Tools,
    store: &'a dyn Store,
    backend: &'a dyn Backend,
    policy: &'a Policy,
    progress: &'a dyn Progress,
    near: Option<&'a NearIndex>,
    /// As many questions under way as the backend takes.
    gate: Semaphore,
    /// As many segments claimed as keep the backend busy; those who wait for another process hold none.
    turns: Semaphore,
    /// What was asked for in this run, answered or under way.
    asked: Mutex<HashMap<(SegmentKey, Locale), Cell>>,
}

impl<'a> Run<'a> {
    /// A run with these tools.
    #[must_use]
    pub fn new(
        tools: &'a Tools,
        store: &'a dyn Store,
        backend: &'a dyn Backend,
        policy: &'a Policy,
        progress: &'a dyn Progress,
    ) -> Self {
        let concurrency = backend.capabilities().concurrency.max(1);
        let (gate, turns) = (Semaphore::new(concurrency), Semaphore::new(concurrency.saturating_mul(2)));
        Self { tools, store, backend, policy, progress, near: None, gate, turns, asked: Mutex::default() }
    }

    /// The same with the near matches of `index`, an index of the run's store.
    #[must_use]
    pub const fn with_near(mut self, index: &'a NearIndex) -> Self {
        self.near = Some(index);
        self
    }

    /// Translates one article into `locales`. A segment that fails is a result; only a failing memory or an
    /// unusable backend ends the article.
    pub async fn translate(&self, article: &Prepared, locales: &[Locale]) -> Result<Translated, Error> {
        let segments: Vec<_> = article.segments().collect();
        self.progress.step(&Step::Planned {
            file: Arc::clone(&article.article.file),
            segments: segments.len(),
            locales: locales.to_vec(),
        });
        // English is looked up even where it is not asked for: it may serve as a draft.
        let mut wanted = locales.to_vec();
        if self.policy.draft != DraftWish::Off && !wanted.contains(&Locale::En) {
            wanted.push(Locale::En);
        }
        let remembered = try_join_all(wanted.iter().map(|&locale| self.remember(locale, &segments))).await?;
        self.follow().await?;
        let mut known: HashMap<Locale, Vec<Option<Hit>>> = wanted.into_iter().zip(remembered).collect();
        let used: Vec<RowId> = known.values().flatten().flatten().map(|hit| hit.row.id()).collect();
        let headline = article.headline();
        let (all, most) = (segments.iter().map(|(_, _, segment)| *segment), self.backend.capabilities().neighbours);
        let beside = Beside::new(all.collect(), &known, self.tools, most);
        let each = segments.iter().enumerate().map(|(at, &(unit, _, segment))| {
            let hits = known.iter_mut().map(|(&locale, hits)| (locale, hits.get_mut(at).and_then(Option::take)));
            let role = article.article.units[unit].role;
            let ask = Ask { segment, role, headline: headline.as_deref(), at, beside: &beside };
            self.segment(ask, locales, Hits(hits.collect()))
        });
        let answers: Vec<Vec<SegmentResult>> = join_all(each).await.into_iter().collect::<Result<_, _>>()?;
        self.keep_here(&segments, locales, &answers).await;
        self.mark_used(&used).await;
        Ok(Translated { editions: arrange(article, locales, answers) })
    }

    /// What [`translate`](Self::translate) would find in the memory and what it would ask for, without asking:
    /// by language, segment by segment.
    pub async fn forecast(&self, article: &Prepared, locales: &[Locale]) -> Result<Vec<Vec<SegmentResult>>, Error> {
        let segments: Vec<_> = article.segments().collect();
        let asker = self.asker();
        self.follow().await?;
        let mut all = Vec::with_capacity(locales.len());
        for &locale in locales {
            let hits = self.remember(locale, &segments).await?;
            let mut seen = HashSet::new();
            let mut each = Vec::with_capacity(segments.len());
            for (&(unit, _, segment), hit) in segments.iter().zip(hits) {
                if segment.text.is_blank() {
                    each.push(SegmentResult::copied(segment.text.clone()));
                    continue;
                }
                let fingerprint = self.tools.glossary.fingerprint(&segment.terms, locale);
                let role = article.article.units[unit].role;
                each.push(match hit.map(|hit| (asker.verdict(&hit.row, &fingerprint), hit)) {
                    Some((Verdict::Use { stale }, hit)) => SegmentResult::from_hit(hit, stale),
                    _ if !seen.insert(segment.key) => {
                        SegmentResult { how: How::Repeated, ..SegmentResult::missing(String::new()) }
                    }
                    _ => match asker.substituted(segment, role, locale, &fingerprint).await? {
                        Some(row) => substituted(row),
                        None => SegmentResult { how: How::Asked, ..SegmentResult::missing(String::new()) },
                    },
                });
            }
            all.push(each);
        }
        Ok(all)
    }

    fn asker(&self) -> Asker<'a> {
        Asker { tools: self.tools, store: self.store, backend: self.backend, policy: self.policy, near: self.near }
    }

    /// Brings the near matches up to date with what every process has committed.
    async fn follow(&self) -> Result<(), Error> {
        if let Some(near) = self.near {
            near.follow(self.store).await?;
        }
        Ok(())
    }

    async fn remember(
        &self,
        locale: Locale,
        segments: &[(usize, usize, &PreparedSegment)],
    ) -> Result<Vec<Option<Hit>>, Error> {
        let queries: Vec<Query> =
            segments.iter().map(|(_, _, segment)| Query { key: segment.key, context: segment.context }).collect();
        Ok(self.store.lookup(locale, &queries).await?)
    }

    /// One segment in every language: English first, the others with it as a draft.
    async fn segment(&self, ask: Ask<'_>, locales: &[Locale], mut hits: Hits) -> Result<Vec<SegmentResult>, Error> {
        let mut english = None;
        let mut draft = None;
        if locales.contains(&Locale::En) {
            let result = self.one(ask, Locale::En, None, hits.take(Locale::En)).await?;
            draft = result.publishable(State::Translated).cloned();
            english = Some(result);
        } else if let Some(hit) = hits.take(Locale::En) {
            draft = (hit.row.state >= State::Translated).then_some(hit.row.target);
        }
        let draft = draft.filter(|_| self.policy.draft != DraftWish::Off);
        let others = locales.iter().filter(|&&locale| locale != Locale::En).map(|&locale| {
            let hit = hits.take(locale);
            self.one(ask, locale, draft.clone(), hit)
        });
        // Each comes to its end: what fails in one language must not drop an answer that is paid in another.
        let others: Result<Vec<_>, Error> = join_all(others.collect::<Vec<_>>()).await.into_iter().collect();
        let mut others = others?.into_iter();
        Ok(locales
            .iter()
            .filter_map(|&locale| if locale == Locale::En { english.take() } else { others.next() })
            .collect())
    }

    /// One segment in one language: nothing to do, remembered, or asked for.
    async fn one(
        &self,
        ask: Ask<'_>,
        locale: Locale,
        draft: Option<Content>,
        hit: Option<Hit>,
    ) -> Result<SegmentResult, Error> {
        let segment = ask.segment;
        if segment.text.is_blank() {
            return Ok(SegmentResult::copied(segment.text.clone()));
        }
        let fingerprint = self.tools.glossary.fingerprint(&segment.terms, locale);
        let asker = self.asker();
        let hit = match hit {
            Some(hit) => {
                let row = asker.seen_today(hit.row, &ask, locale, &fingerprint).await?;
                Some(Hit { row, ..hit })
            }
            None => None,
        };
        let kept = match hit {
            Some(hit) => match asker.verdict(&hit.row, &fingerprint) {
                Verdict::Use { stale } => {
                    self.progress.step(&Step::Remembered { locale, passed: hit.row.state > State::Initial });
                    return Ok(SegmentResult::from_hit(hit, stale));
                }
                Verdict::Continue => Some(hit.row),
                Verdict::AskAnew => None,
            },
            None => None,
        };
        let cell = Arc::clone(self.asked.lock().await.entry((segment.key, locale)).or_default());
        let mut first = false;
        let result = cell
            .get_or_try_init(|| async {
                if let Some(row) = asker.substituted(segment, ask.role, locale, &fingerprint).await? {
                    self.store.commit(std::slice::from_ref(&row)).await?;
                    return Ok(substituted(row));
                }
                if self.policy.offline {
                    return Ok(SegmentResult::missing("offline".to_owned()));
                }
                let question = Question { ask, locale, draft, fingerprint, kept };
                let (result, asked) = self.ask_or_wait(&asker, question).await?;
                first = asked;
                Ok::<_, Error>(result)
            })
            .await?
            .clone();
        let repeated = !first && matches!(result.how, How::Asked);
        self.progress.step(&Step::Answered { locale, asked: first, passed: result.state > State::Initial });
        Ok(if repeated { SegmentResult { how: How::Repeated, ..result } } else { result })
    }

    /// Asks, and says so; or, while another process asks for the same, waits for its answer.
    async fn ask_or_wait(
        &self,
        asker: &Asker<'a>,
        mut question: Question<'_>,
    ) -> Result<(SegmentResult, bool), Error> {
        let Question { ask: Ask { segment, .. }, locale, .. } = question;
        let deadline = Instant::now() + PATIENCE;
        let mut pause = Duration::from_millis(20);
        loop {
            let turn = self.turns.acquire().await;
            let claim = self.store.claim(segment.key, locale).await?;
            if claim.is_none() && Instant::now() < deadline {
                drop(turn);
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(Duration::from_millis(500));
                continue;
            }
            // Whoever had the claim before may have stored the answer.
            let query = Query { key: segment.key, context: segment.context };
            if let Some(hit) = self.store.lookup(locale, &[query]).await?.pop().flatten() {
                let row = asker.seen_today(hit.row, &question.ask, locale, &question.fingerprint).await?;
                match asker.verdict(&row, &question.fingerprint) {
                    Verdict::Use { stale } => {
                        return Ok((SegmentResult::from_hit(Hit { row, ..hit }, stale), false));
                    }
                    Verdict::Continue => question.kept = Some(row),
                    Verdict::AskAnew => question.kept = None,
                }
            }
            return Ok((asker.ask(question, &self.gate, self.progress).await?, true));
        }
    }

    /// Stores what answered from another place, or was asked for in another one, in the place where it was used, so
    /// that it stands in context from now on. A person's is not: nobody has approved it here, and the original goes
    /// on answering, also after it was amended. A memory that cannot be written to is no reason to fail here.
    async fn keep_here(
        &self,
        segments: &[(usize, usize, &PreparedSegment)],
        locales: &[Locale],
        answers: &[Vec<SegmentResult>],
    ) {
        let mut rows = Vec::new();
        for ((_, _, segment), answers) in segments.iter().zip(answers) {
            for (&locale, result) in locales.iter().zip(answers) {
                rows.extend(self.kept(segment, locale, result));
            }
        }
        if let Err(error) = self.store.commit(&rows).await {
            tracing::warn!("what was used in other places is not noted there: {error}");
        }
    }

    fn kept(&self, segment: &PreparedSegment, locale: Locale, result: &SegmentResult) -> Option<NewRow> {
        let elsewhere = match result.how {
            How::Memory(kind) => kind != MatchKind::InContext,
            How::Repeated => true,
            _ => false,
        };
        let origin = result.origin.as_ref().filter(|origin| origin.who != Who::Person)?;
        let stale = result.findings.iter().any(|finding| finding.code == STALE);
        let mut findings = result.findings.clone();
        if findings.iter().all(|finding| finding.code != TAKEN_OVER) {
            findings.push(Finding::new(TAKEN_OVER, Severity::Info));
        }
        (elsewhere && !stale && result.state == State::Translated).then(|| NewRow {
            key: segment.key,
            context: segment.context,
            locale,
            source: segment.text.clone(),
            target: result.target.clone().unwrap_or_default(),
            state: State::Translated,
            origin: origin.clone(),
            fingerprint: self.tools.glossary.fingerprint(&segment.terms, locale),
            findings,
            expected: None,
        })
    }

    /// Notes on which day these rows were used. A memory that cannot be written to is no reason to fail here.
    async fn mark_used(&self, rows: &[RowId]) {
        let now = jiff::Timestamp::now().to_string();
        let day = now.split('T').next().unwrap_or_default();
        if let Err(error) = self.store.mark_used(rows, day).await {
            tracing::warn!("when rows were last used is not noted: {error}");
        }
    }
}

/// The finding on a person's or an import's translation whose terms have changed since.
const STALE: &str = "stale-terms";

/// The finding on a translation that was chosen among several with as good a claim.
pub(super) const AMBIGUOUS: &str = "ambiguous-match";

/// How long a run waits for another process that asks for the same segment, before it asks too.
const PATIENCE: Duration = Duration::from_secs(600);

/// What a row made of another one's translation comes to.
fn substituted(row: NewRow) -> SegmentResult {
    SegmentResult {
        target: Some(row.target),
        state: row.state,
        origin: Some(row.origin),
        how: How::Memory(MatchKind::NumberSubstituted),
        findings: row.findings,
    }
}

/// One segment and what surrounds it.
#[derive(Clone, Copy)]
pub(super) struct Ask<'a> {
    pub(super) segment: &'a PreparedSegment,
    pub(super) role: Role,
    pub(super) headline: Option<&'a str>,
    /// Which of the article's segments it is.
    pub(super) at: usize,
    pub(super) beside: &'a Beside<'a>,
}

/// What the memory said of one segment, by language.
struct Hits(HashMap<Locale, Option<Hit>>);

impl Hits {
    fn take(&mut self, locale: Locale) -> Option<Hit> {
        self.0.remove(&locale).flatten()
    }
}

/// From segment by segment, language by language, to language by language, unit by unit.
fn arrange(
    article: &Prepared,
    locales: &[Locale],
    answers: Vec<Vec<SegmentResult>>,
) -> Vec<(Locale, Vec<Vec<SegmentResult>>)> {
    let mut columns: Vec<Vec<SegmentResult>> = locales.iter().map(|_| Vec::with_capacity(answers.len())).collect();
    for answer in answers {
        for (column, result) in columns.iter_mut().zip(answer) {
            column.push(result);
        }
    }
    locales
        .iter()
        .zip(columns)
        .map(|(&locale, column)| {
            let mut column = column.into_iter();
            let units = article.units.iter().map(|unit| column.by_ref().take(unit.segments.len()).collect());
            (locale, units.collect())
        })
        .collect()
}
