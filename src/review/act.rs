//! The reviewer's verbs. Each writes the next version of a row, or says why not.

use super::{
    Desk, Effort, Entry, Error, Person, Right, Touched, Verb, changed_percent, from_wire, merge, text::with_codes_of,
};
use crate::{
    article::Content,
    diagnostic::{Finding, Severity},
    locale::Locale,
    memory::{self, NewRow, Origin, Query, Row, RowId, State, Who},
    pipeline::PreparedSegment,
    qa,
};

/// How many rows' last acts are remembered: enough for every order that may be sent again, about ten megabytes.
const REMEMBERED: usize = 50_000;

/// The finding on a translation that somebody rejected; it blocks publication.
pub(super) const REJECTED: &str = "review-rejected";

/// How many rows of one sentence are looked at for propagation.
pub(super) const VARIANTS: usize = 500;

/// Approve a translation as it stands.
#[derive(Clone, Copy, Debug)]
pub struct Accept {
    /// The row.
    pub id: RowId,
    /// The version that was read; 0 where the translation came from elsewhere.
    pub version: u64,
    /// Approve although a blocking finding stands.
    pub despite: bool,
}

/// Write another translation and approve it.
#[derive(Clone, Debug)]
pub struct Amend {
    /// The row.
    pub id: RowId,
    /// The version the writing began from.
    pub version: u64,
    /// The text the writing began from.
    pub base: String,
    /// The new text, with stand-ins for the source's codes.
    pub text: String,
    /// Approve although a blocking finding stands.
    pub despite: bool,
}

/// Say that a translation will not do.
#[derive(Clone, Debug)]
pub struct Reject {
    /// The row.
    pub id: RowId,
    /// The version that was read.
    pub version: u64,
    /// Why.
    pub reason: String,
}

/// What was done.
#[derive(Clone, Debug)]
pub struct Did {
    /// The act's number.
    pub act: i64,
    /// The row's version now.
    pub version: u64,
    /// The row's state now.
    pub state: State,
    /// What the checks say of it.
    pub findings: Vec<Finding>,
    /// How many other rows of the same sentence were changed with it.
    pub propagated: usize,
}

/// Why nothing was done.
#[derive(Debug)]
pub enum Refusal {
    /// They may not.
    Right(Right),
    /// There is no such segment in this article, or nothing to accept or undo.
    Missing,
    /// Somebody else was quicker.
    Conflict {
        /// What stands there now.
        theirs: Box<Row>,
        /// Both changes put together.
        merged: super::Merged,
    },
    /// The translation has blocking findings.
    Blocked(Vec<Finding>),
    /// The text cannot be taken: it is empty, or too long.
    Unfit,
    /// The desk cannot go on.
    Failed(Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<memory::Error> for Refusal {
    fn from(error: memory::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl Desk {
    /// Approves a translation as it stands.
    pub async fn accept(&self, entry: &Entry, person: &Person, accept: Accept) -> Result<Did, Refusal> {
        let Accept { id, version, despite } = accept;
        let place = self.place(entry, id).await?;
        let (standing, found) = self.standing(id).await?.ok_or(Refusal::Missing)?;
        let target = with_codes_of(&standing.target, &place.source);
        if found != version {
            return Err(conflict(standing, &target.text, &target.text));
        }
        let own = self.tools.glossary.fingerprint(&place.segment.terms, id.locale);
        if standing.state == State::Final && standing.fingerprint == own {
            // Closed already, and with the terms of today: there is nothing to approve.
            return Ok(Did { act: 0, version, state: State::Final, findings: standing.findings, propagated: 0 });
        }
        final_is_for_reviewers(standing.state, person, id)?;
        let model = model_of(&standing);
        let text = target.text.clone();
        let did = self.write(entry, person, Verb::Accept, &place, (id, version), target, model, despite).await?;
        self.note_effort(&did, &standing, &place, &text).await?;
        Ok(did)
    }

    /// Stores another translation, approved.
    pub async fn amend(&self, entry: &Entry, person: &Person, amend: Amend) -> Result<Did, Refusal> {
        let Amend { id, version, base, text, despite } = amend;
        let place = self.place(entry, id).await?;
        let target = from_wire(&text, &place.source).filter(|target| !target.is_blank()).ok_or(Refusal::Unfit)?;
        let standing = self.standing(id).await?;
        if let Some((standing, found)) = standing.clone() {
            let same = standing.target == target && standing.origin.name == person.name;
            if found != version && !(same && standing.state >= State::Reviewed) {
                return Err(conflict(standing, &base, &target.text));
            }
            final_is_for_reviewers(standing.state, person, id)?;
        }
        let text = target.text.clone();
        let did = self.write(entry, person, Verb::Amend, &place, (id, version), target, None, despite).await?;
        if let Some((standing, _)) = standing {
            self.note_effort(&did, &standing, &place, &text).await?;
        }
        Ok(did)
    }

    /// Notes what it cost to approve a machine's sentence that nobody had approved before.
    async fn note_effort(&self, did: &Did, standing: &Row, place: &Place, text: &str) -> Result<(), Error> {
        if standing.origin.who != Who::Machine || standing.state >= State::Reviewed {
            return Ok(());
        }
        let before = with_codes_of(&standing.target, &place.source);
        let findings = self.check(&place.segment, &before, place.role, standing.locale);
        let terms = findings.iter().filter(|finding| finding.code.starts_with("term-")).count();
        let effort = Effort {
            locale: standing.locale,
            backend: standing.origin.name.clone(),
            percent: changed_percent(&before.text, text),
            terms: u32::try_from(terms).unwrap_or(u32::MAX),
        };
        self.ledger.note_effort(did.act, effort).await
    }

    /// Says that a translation will not do; it is not published any more.
    pub async fn reject(&self, entry: &Entry, person: &Person, reject: Reject) -> Result<Did, Refusal> {
        let Reject { id, version, reason } = reject;
        allowed(person, Right::Overrule, id)?;
        let reason = reason.trim().chars().take(1000).collect::<String>();
        if reason.is_empty() {
            return Err(Refusal::Unfit);
        }
        let place = self.place(entry, id).await?;
        let (standing, found) = self.standing(id).await?.ok_or(Refusal::Missing)?;
        let target = with_codes_of(&standing.target, &place.source);
        if found != version {
            return Err(conflict(standing, &target.text, &target.text));
        }
        let mut findings = self.check(&place.segment, &target, place.role, id.locale);
        findings.push(Finding::new(REJECTED, Severity::Error).fact("by", &*person.shown).fact("reason", &*reason));
        let row = place.row(id, target, State::Initial, origin(person, model_of(&standing)), findings, version, self);
        let done = self.commit(entry, person, Verb::Reject, Some(&reason), vec![row], 0).await;
        self.or_conflict(id, done).await
    }

    /// Takes the act back that made the row what it is, on every row it changed and nobody has changed since.
    pub async fn undo(&self, entry: &Entry, person: &Person, id: RowId) -> Result<Did, Refusal> {
        allowed(person, Right::Work, id)?;
        let place = self.place(entry, id).await?;
        let (standing, _) = self.standing(id).await?.ok_or(Refusal::Missing)?;
        final_is_for_reviewers(standing.state, person, id)?;
        let act = self.ledger.act_that_made(id, standing.version).await?.ok_or(Refusal::Missing)?;
        if act.verb == Verb::Undo {
            return Err(Refusal::Missing);
        }
        let mut rows = Vec::new();
        // Of a publication one sentence is opened again, not all of them.
        for touched in act.rows.iter().filter(|touched| act.verb != Verb::Publish || touched.id == id) {
            let own = touched.id == id;
            let history = self.store.history(touched.id).await?;
            if !own && history.last().is_none_or(|last| last.version != touched.to) {
                continue;
            }
            // Acts on several sentences are undone with each sentence's own source.
            let other = match touched.id.key == id.key {
                true => None,
                false => match self.place(entry, touched.id).await {
                    Ok(place) => Some(place),
                    Err(Refusal::Missing) => continue,
                    Err(refusal) => return Err(refusal),
                },
            };
            let place = other.as_ref().unwrap_or(&place);
            let Some(before) = history.iter().find(|old| old.version == touched.from) else {
                // There was nothing of its own: what stands elsewhere is brought back, or the act said first what is there.
                let Some(base) = self.elsewhere(touched.id).await?.filter(|_| touched.from == 0) else { continue };
                let target = with_codes_of(&base.target, &place.source);
                let state = base.state.min(State::Translated);
                let findings = self.check(&place.segment, &target, place.role, id.locale);
                let origin = origin(person, model_of(&base));
                rows.push(place.row(touched.id, target, state, origin, findings, touched.to, self));
                continue;
            };
            let unchanged = history.last().is_some_and(|last| last.version == touched.to);
            if unchanged {
                let model = if before.origin.who == Who::Machine {
                    Some(before.origin.model.clone().unwrap_or_else(|| before.origin.name.clone()))
                } else {
                    before.origin.model.clone()
                };
                let mut row = place.row(
                    touched.id,
                    before.target.clone(),
                    before.state,
                    origin(person, model),
                    before.findings.clone(),
                    touched.to,
                    self,
                );
                row.fingerprint.clone_from(&before.fingerprint);
                rows.push(row);
            }
        }
        rows.sort_by_key(|row| row.id() != id);
        if rows.first().is_none_or(|row| row.id() != id) {
            return Err(Refusal::Missing);
        }
        let others = rows.len() - 1;
        let done = self.commit(entry, person, Verb::Undo, None, rows, others).await;
        self.or_conflict(id, done).await
    }

    /// Brings the text of an older version back, approved.
    pub async fn restore(&self, entry: &Entry, person: &Person, id: RowId, old: u64) -> Result<Did, Refusal> {
        let place = self.place(entry, id).await?;
        let history = self.store.history(id).await?;
        let wanted = history.iter().find(|one| one.version == old).ok_or(Refusal::Missing)?;
        let version = history.last().map_or(0, |last| last.version);
        final_is_for_reviewers(history.last().map_or(State::Initial, |last| last.state), person, id)?;
        let target = with_codes_of(&wanted.target, &place.source);
        self.write(entry, person, Verb::Restore, &place, (id, version), target, wanted.origin.model.clone(), false)
            .await
    }

    /// What the checks would say of `text` in the place of `id`.
    pub async fn judge(&self, entry: &Entry, id: RowId, text: &str) -> Result<Vec<Finding>, Refusal> {
        let place = self.place(entry, id).await?;
        let target = from_wire(text, &place.source).ok_or(Refusal::Unfit)?;
        Ok(self.check(&place.segment, &target, place.role, id.locale))
    }

    /// Says something about a sentence; gives the act's number. Control characters are left out, and what is beyond
    /// 2000 characters.
    pub async fn comment(&self, entry: &Entry, person: &Person, id: RowId, text: &str) -> Result<i64, Refusal> {
        allowed(person, Right::Work, id)?;
        let text: String = text.trim().chars().filter(|c| !c.is_control() || *c == '\n').take(2000).collect();
        if text.trim().is_empty() {
            return Err(Refusal::Unfit);
        }
        self.place(entry, id).await?;
        self.ledger.comment(person.id, id, &text).await?;
        let place = (Some(id.locale), Some(entry.slug.as_str()));
        let touched = [Touched { id, from: 0, to: 0 }];
        Ok(self.ledger.write_down(person.id, Verb::Comment, place, Some(&text), &touched).await?)
    }

    /// The versions of a row, oldest first, each with its text in the codes of the source.
    pub async fn history(&self, entry: &Entry, id: RowId) -> Result<Vec<memory::History>, Refusal> {
        self.place(entry, id).await?;
        Ok(self.store.history(id).await?)
    }

    /// Checks, decides on the state, writes the row and those of the same sentence that nobody has approved.
    #[expect(clippy::too_many_arguments, reason = "accept, amend and restore differ in just these")]
    async fn write(
        &self,
        entry: &Entry,
        person: &Person,
        verb: Verb,
        place: &Place,
        (id, version): (RowId, u64),
        target: Content,
        model: Option<String>,
        despite: bool,
    ) -> Result<Did, Refusal> {
        allowed(person, Right::Work, id)?;
        let findings = self.check(&place.segment, &target, place.role, id.locale);
        if qa::is_blocking(&findings) {
            match (despite, person.may(Right::Overrule, id.locale)) {
                (true, true) => {}
                (true, false) => return Err(Refusal::Right(Right::Overrule)),
                (false, _) => return Err(Refusal::Blocked(findings)),
            }
        }
        let origin = origin(person, model);
        let row = |id, expected| {
            place.row(id, target.clone(), State::Reviewed, origin.clone(), findings.clone(), expected, self)
        };
        let mut rows = vec![row(id, version)];
        for other in self.store.variants(id.key, id.locale, VARIANTS).await? {
            let machine = other.origin.who == Who::Machine && other.state < State::Reviewed;
            if other.context != id.context && machine && other.source.codes == place.source.codes {
                rows.push(row(other.id(), other.version));
            }
        }
        let others = rows.len() - 1;
        match self.commit(entry, person, verb, None, rows, others).await {
            Err(Refusal::Failed(Error::Memory(memory::Error::Conflict { .. }))) => {
                // Only the row itself, if another moved meanwhile; if it is the one that moved, this says so again.
                let done = self.commit(entry, person, verb, None, vec![row(id, version)], 0).await;
                match (done, self.standing(id).await?) {
                    (Err(Refusal::Failed(Error::Memory(memory::Error::Conflict { .. }))), Some((standing, _))) => {
                        Err(conflict(standing, &target.text, &target.text))
                    }
                    (done, _) => done,
                }
            }
            done => done,
        }
    }

    pub(super) async fn commit(
        &self,
        entry: &Entry,
        person: &Person,
        verb: Verb,
        note: Option<&str>,
        rows: Vec<NewRow>,
        propagated: usize,
    ) -> Result<Did, Refusal> {
        let mut made = self.made.lock().await;
        let versions = self.store.commit(&rows).await?;
        let touched: Vec<Touched> = rows
            .iter()
            .zip(&versions)
            .map(|(row, &to)| Touched { id: row.id(), from: row.expected.unwrap_or(0), to })
            .collect();
        let first = rows.into_iter().next().ok_or(Refusal::Missing)?;
        // What was sent twice, because its answer got lost, was stored and written down the first time.
        let known =
            touched.first().and_then(|row| made.get(&row.id)).copied().filter(|(to, _)| versions.first() == Some(to));
        let act = match known {
            Some((_, act)) => act,
            None => {
                let place = (Some(first.locale), Some(entry.slug.as_str()));
                let act = self.ledger.write_down(person.id, verb, place, note, &touched).await?;
                if made.len() > REMEMBERED {
                    made.clear();
                }
                made.extend(touched.iter().map(|row| (row.id, (row.to, act))));
                act
            }
        };
        drop(made);
        for row in &touched {
            self.ledger.drop_draft(person.id, row.id).await?;
        }
        let version = versions.first().copied().unwrap_or(0);
        Ok(Did { act, version, state: first.state, findings: first.findings, propagated })
    }

    /// Somebody was quicker between reading and writing: what stands there now is said, as at any other conflict.
    async fn or_conflict(&self, id: RowId, done: Result<Did, Refusal>) -> Result<Did, Refusal> {
        match done {
            Err(Refusal::Failed(Error::Memory(memory::Error::Conflict { .. }))) => {
                let (standing, _) = self.standing(id).await?.ok_or(Refusal::Missing)?;
                let text = standing.target.text.clone();
                Err(conflict(standing, &text, &text))
            }
            done => done,
        }
    }

    /// What answers in the place of `id`, and the version of the row that stands there; 0 for none.
    async fn standing(&self, id: RowId) -> Result<Option<(Row, u64)>, Error> {
        let query = Query { key: id.key, context: id.context };
        let mut hit = self.store.lookup(id.locale, &[query]).await?.pop().flatten();
        self.prefer_rejected(&mut hit, id).await?;
        Ok(hit.map(|hit| (hit.row, hit.here)))
    }

    async fn elsewhere(&self, id: RowId) -> Result<Option<Row>, Error> {
        let all = self.store.variants(id.key, id.locale, VARIANTS).await?;
        Ok(all.into_iter().find(|row| row.context != id.context))
    }

    /// Where `id` stands in the article; nobody writes rows that no article of the desk has.
    pub(super) async fn place(&self, entry: &Entry, id: RowId) -> Result<Place, Refusal> {
        if !entry.editions.iter().any(|&(locale, _)| locale == id.locale) {
            return Err(Refusal::Missing);
        }
        let prepared = self.article(entry).await?.ok_or(Refusal::Missing)?;
        let (unit, _, segment) = prepared
            .segments()
            .find(|(_, _, segment)| segment.key == id.key && segment.context == id.context)
            .ok_or(Refusal::Missing)?;
        let role = prepared.article.units.get(unit).map_or(crate::article::Role::Paragraph, |unit| unit.role);
        Ok(Place { source: segment.text.clone(), segment: segment.clone(), role })
    }
}

/// Where a sentence stands in an article.
pub(super) struct Place {
    pub(super) segment: PreparedSegment,
    pub(super) source: Content,
    pub(super) role: crate::article::Role,
}

impl Place {
    #[expect(clippy::too_many_arguments, reason = "a row has this many parts")]
    pub(super) fn row(
        &self,
        id: RowId,
        target: Content,
        state: State,
        origin: Origin,
        findings: Vec<Finding>,
        expected: u64,
        desk: &Desk,
    ) -> NewRow {
        NewRow {
            key: id.key,
            context: id.context,
            locale: id.locale,
            source: self.source.clone(),
            target,
            state,
            origin,
            fingerprint: desk.tools.glossary.fingerprint(&self.segment.terms, id.locale),
            findings,
            expected: Some(expected),
        }
    }
}

fn allowed(person: &Person, right: Right, id: RowId) -> Result<(), Refusal> {
    allowed_in(person, right, id.locale)
}

pub(super) fn allowed_in(person: &Person, right: Right, locale: Locale) -> Result<(), Refusal> {
    if person.may(right, locale) { Ok(()) } else { Err(Refusal::Right(right)) }
}

/// What is closed is opened again by those who may overrule.
fn final_is_for_reviewers(state: State, person: &Person, id: RowId) -> Result<(), Refusal> {
    if state == State::Final { allowed(person, Right::Overrule, id) } else { Ok(()) }
}

/// The hand of `person` who lets `row` stand.
pub(super) fn origin_of(person: &Person, row: &Row) -> Origin {
    origin(person, model_of(row))
}

/// The hand of `person`; `model` names the machine whose words they let stand.
fn origin(person: &Person, model: Option<String>) -> Origin {
    Origin { who: Who::Person, name: person.name.clone(), model, prompt: None }
}

fn model_of(row: &Row) -> Option<String> {
    match row.origin.who {
        Who::Machine => Some(row.origin.model.clone().unwrap_or_else(|| row.origin.name.clone())),
        Who::Person | Who::Import => row.origin.model.clone(),
    }
}

fn conflict(theirs: Row, base: &str, mine: &str) -> Refusal {
    let merged = merge(base, mine, &theirs.target.text);
    Refusal::Conflict { theirs: Box::new(theirs), merged }
}
