//! An article's segments in reading order, each with its translation as it stands.

use super::{
    Desk, Entry, Error, Run,
    act::{REJECTED, VARIANTS},
    runs,
    text::with_codes_of,
};
use crate::{
    article::{Content, Role as Unit},
    diagnostic::{Finding, Severity},
    locale::Locale,
    memory::{self, Hit, MatchKind, Query, Row, RowId, State, Who},
    pipeline::{self, Prepared, PreparedSegment},
    qa,
};

/// An article in one language.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The Vietnamese headline.
    pub title: String,
    /// The segments in reading order; those without a letter are left out.
    pub segments: Vec<Segment>,
}

/// One segment.
#[derive(Clone, Debug)]
pub struct Segment {
    /// The row that a change of it is stored in.
    pub id: RowId,
    /// What its unit is.
    pub role: Unit,
    /// Whether it begins its unit.
    pub first: bool,
    /// The Vietnamese, marked.
    pub source: Vec<Run>,
    /// The Vietnamese.
    pub source_content: Content,
    /// The translation with the codes of the source; empty where there is none.
    pub target: Content,
    /// How far it has come.
    pub state: State,
    /// Whose it is, as the memory says.
    pub who: Option<(Who, String)>,
    /// The version of the row in the segment's own place; 0 where none stands there. The translation may come from elsewhere.
    pub version: u64,
    /// Whether the memory had the translation before it stood here: from another place, or an imported file.
    pub known: bool,
    /// What the rules of today say.
    pub findings: Vec<Finding>,
}

impl Segment {
    /// Whether a person still has to look at it, if `min` is what is published.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state < State::Reviewed
    }

    /// The worst finding's severity.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }
}

/// How far an edition has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Progress {
    /// Segments in all.
    pub segments: usize,
    /// Segments that a person approved.
    pub reviewed: usize,
    /// Segments with a blocking finding, or without a translation.
    pub blocked: usize,
    /// Segments that may not be published yet under the newsroom's policy.
    pub pending: usize,
}

/// Findings that belong to an answer and not to a text: they are gone once a person has written another.
const OF_ANSWER: [&str; 7] = [
    "answers-refused",
    pipeline::UNSURE,
    "reply-cut",
    "stale-terms",
    memory::REJECTED_ELSEWHERE,
    memory::TAKEN_OVER,
    "ambiguous-match",
];

impl Desk {
    /// The article of `entry` in `locale`; `None` where its file is gone or changed.
    pub async fn sheet(&self, entry: &Entry, locale: Locale) -> Result<Option<Sheet>, Error> {
        let Some(prepared) = self.article(entry).await? else { return Ok(None) };
        let hits = self.hits(&prepared, locale).await?;
        let title = prepared.headline().unwrap_or_else(|| entry.slug.as_str().to_owned());
        let segments: Vec<Segment> = prepared
            .segments()
            .zip(hits)
            .filter(|((_, _, segment), _)| !segment.text.is_blank())
            .map(|((unit, at, segment), hit)| {
                let role = prepared.article.units.get(unit).map_or(Unit::Paragraph, |unit| unit.role);
                self.segment(segment, role, at == 0, locale, hit)
            })
            .collect();
        Ok(Some(Sheet { title, segments }))
    }

    /// How far the edition of `entry` in `locale` has come, with the title; quicker than the whole sheet.
    pub async fn progress(&self, entry: &Entry, locale: Locale) -> Result<Option<(String, Progress)>, Error> {
        let Some(prepared) = self.article(entry).await? else { return Ok(None) };
        let hits = self.hits(&prepared, locale).await?;
        let states = prepared.segments().zip(hits).filter(|((_, _, segment), _)| !segment.text.is_blank());
        let progress = self.progress_in(states.map(|(_, hit)| hit.map_or(State::Initial, |hit| hit.row.state)));
        let title = prepared.headline().unwrap_or_else(|| entry.slug.as_str().to_owned());
        Ok(Some((title, progress)))
    }

    /// How far sentences in these states have come together.
    pub fn progress_in(&self, states: impl Iterator<Item = State>) -> Progress {
        let min = self.min_state().max(State::Translated);
        states.fold(Progress::default(), |progress, state| Progress {
            segments: progress.segments + 1,
            reviewed: progress.reviewed + usize::from(state >= State::Reviewed),
            blocked: progress.blocked + usize::from(state == State::Initial),
            pending: progress.pending + usize::from(state < min),
        })
    }

    pub(super) async fn hits(&self, prepared: &Prepared, locale: Locale) -> Result<Vec<Option<Hit>>, Error> {
        let queries: Vec<Query> =
            prepared.segments().map(|(_, _, one)| Query { key: one.key, context: one.context }).collect();
        let mut hits = self.store.lookup(locale, &queries).await?;
        for (hit, query) in hits.iter_mut().zip(&queries) {
            self.prefer_rejected(hit, RowId { key: query.key, locale, context: query.context }).await?;
        }
        Ok(hits)
    }

    /// A translation that somebody rejected here is not hidden behind one that stands elsewhere.
    pub(super) async fn prefer_rejected(&self, hit: &mut Option<Hit>, id: RowId) -> Result<(), Error> {
        let Some(hit) = hit.as_mut().filter(|hit| hit.kind != MatchKind::InContext) else { return Ok(()) };
        let all = self.store.variants(id.key, id.locale, VARIANTS).await?;
        let rejected = |row: &Row| row.findings.iter().any(|finding| finding.code == REJECTED);
        if let Some(row) = all.into_iter().find(|row| row.context == id.context && rejected(row)) {
            hit.kind = MatchKind::InContext;
            hit.row = row;
        }
        Ok(())
    }

    fn segment(
        &self,
        segment: &PreparedSegment,
        role: Unit,
        first: bool,
        locale: Locale,
        hit: Option<Hit>,
    ) -> Segment {
        let id = RowId { key: segment.key, locale, context: segment.context };
        let here = hit.as_ref().map_or(0, |hit| hit.here);
        let row = hit.map(|hit| hit.row);
        let target = row.as_ref().map(|row| with_codes_of(&row.target, &segment.text)).unwrap_or_default();
        let findings = match &row {
            Some(row) => self.findings_today(segment, &target, role, row),
            None => Vec::new(),
        };
        Segment {
            id,
            role,
            first,
            source: runs(segment, locale, &self.tools),
            source_content: segment.text.clone(),
            target,
            state: row.as_ref().map_or(State::Initial, |row| row.state),
            who: row.as_ref().map(|row| (row.origin.who, row.origin.name.clone())),
            known: here == 0
                || row.as_ref().is_some_and(|row| row.origin.who == Who::Import)
                || findings.iter().any(|finding| finding.code == memory::TAKEN_OVER),
            version: here,
            findings,
        }
    }

    /// What the rules of today say of `target`, and what was noted of it when it was stored.
    fn findings_today(&self, segment: &PreparedSegment, target: &Content, role: Unit, row: &Row) -> Vec<Finding> {
        let mut findings = self.check(segment, target, role, row.locale);
        let noted = row.findings.iter().filter(|one| one.code == REJECTED || OF_ANSWER.contains(&&*one.code));
        findings.extend(noted.cloned());
        if row.fingerprint != self.tools.glossary.fingerprint(&segment.terms, row.locale) {
            findings.push(Finding::new("stale-terms", Severity::Warning));
        }
        findings
    }

    /// What the rules say of `target`.
    pub(super) fn check(
        &self,
        segment: &PreparedSegment,
        target: &Content,
        role: Unit,
        locale: Locale,
    ) -> Vec<Finding> {
        let pair = qa::Pair { source: &segment.text, target, locale, role };
        let facts = qa::Facts {
            glossary: &self.tools.glossary,
            terms: &segment.terms,
            names: &self.tools.names,
            found: &segment.names,
            figures: &segment.figures,
        };
        qa::check_in_style(&pair, &facts, &self.tools.style, &self.tools.levels)
    }
}
