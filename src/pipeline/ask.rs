//! One question to the backend: ask, decode, check, remember, and ask again with the reasons.

use tokio::sync::Semaphore;

use super::{
    Policy, PreparedSegment, Progress, Step, Tools,
    attempt::{Attempt, CUT, REFUSED, blocking, complaint, refused},
    confidence,
    draft::{PIVOT, pivot},
    request::request,
    run::{AMBIGUOUS, Ask, Error, How, SegmentResult},
};
use crate::{
    article::{Content, Role},
    backend::{self, Backend, Draft, Finish, Maker, Reply, Request},
    diagnostic::{Finding, Severity},
    locale::Locale,
    memory::{
        self, NewRow, Origin, REJECTED_ELSEWHERE, Row, State, Store, StoreExt as _, TAKEN_OVER, Who, fuzzy::NearIndex,
    },
    qa,
    segment::tags,
};

/// Who asks.
pub(super) struct Asker<'a> {
    pub(super) tools: &'a Tools,
    pub(super) store: &'a dyn Store,
    pub(super) backend: &'a dyn Backend,
    pub(super) policy: &'a Policy,
    pub(super) near: Option<&'a NearIndex>,
}

/// What is asked.
pub(super) struct Question<'a> {
    pub(super) ask: Ask<'a>,
    pub(super) locale: Locale,
    /// The English edition's sentence.
    pub(super) draft: Option<Content>,
    pub(super) fingerprint: String,
    /// A row in which this question was asked before and not yet asked often enough.
    pub(super) kept: Option<Row>,
}

/// What a remembered row is worth today.
pub(super) enum Verdict {
    /// It stands; `stale` where a person made it and its terms have changed since.
    Use { stale: bool },
    /// The question was asked and its repairs are not used up: go on from there.
    Continue,
    /// It answers another question: other terms, other engine.
    AskAnew,
}

impl Asker<'_> {
    /// Whether `row` can be used, given the terms of today. A person's row always stands.
    pub(super) fn verdict(&self, row: &Row, fingerprint: &str) -> Verdict {
        let stale = row.fingerprint != fingerprint;
        if row.origin.who != Who::Machine || row.state >= State::Reviewed {
            return Verdict::Use { stale };
        }
        if stale {
            return Verdict::AskAnew;
        }
        if row.state > State::Initial {
            return Verdict::Use { stale: false };
        }
        let mut asked = row.origin.clone();
        asked.prompt = asked.prompt.map(|version| version.trim_end_matches(PIVOT).to_owned());
        let same = self.backend.makers().into_iter().any(|maker| origin(maker) == asked);
        // What no rule refuses waits for a person.
        let done = blocking(&row.findings) == 0 || refused(&row.findings) > self.policy.repairs;
        match (same && !self.policy.retry, done) {
            (false, _) if self.policy.offline => Verdict::Use { stale: false },
            (false, _) => Verdict::AskAnew,
            (true, true) => Verdict::Use { stale: false },
            (true, false) if self.policy.offline => Verdict::Use { stale: false },
            (true, false) => Verdict::Continue,
        }
    }

    /// `row` as the rules of today see it, which may not be those it was stored under: a machine's refused answer
    /// that passes now counts as translated, and one that fails now does so no longer.
    pub(super) async fn seen_today(
        &self,
        mut row: Row,
        ask: &Ask<'_>,
        locale: Locale,
        fingerprint: &str,
    ) -> Result<Row, Error> {
        let machine = row.origin.who == Who::Machine && row.state < State::Reviewed;
        if !machine || row.fingerprint != fingerprint {
            return Ok(row);
        }
        let of_reply = |code: &str| [REFUSED, CUT, AMBIGUOUS, REJECTED_ELSEWHERE, TAKEN_OVER].contains(&code);
        let mut findings: Vec<Finding> = row.findings.iter().filter(|one| of_reply(&one.code)).cloned().collect();
        findings.extend(confidence::told(&row.findings).map(|percent| confidence::finding(percent, self.policy)));
        findings.extend(self.check(ask.segment, ask.role, locale, &row.target));
        let blocking = qa::is_blocking(&findings);
        if row.state == State::Initial && !blocking {
            findings.retain(|finding| finding.code != REFUSED);
            let renewed = NewRow {
                key: row.key,
                context: row.context,
                locale,
                source: row.source.clone(),
                target: row.target.clone(),
                state: State::Translated,
                origin: row.origin.clone(),
                fingerprint: row.fingerprint.clone(),
                findings: findings.clone(),
                expected: Some(row.version),
            };
            match self.store.commit(&[renewed]).await {
                // Somebody was quicker: what they made of it is read at the next run.
                Ok(_) | Err(memory::Error::Conflict { .. }) => row.state = State::Translated,
                Err(error) => return Err(error.into()),
            }
        } else if blocking {
            row.state = State::Initial;
        }
        row.findings = findings;
        Ok(row)
    }

    /// Asks until an answer passes or the repairs are used up. Every answer is in the memory before the next step.
    pub(super) async fn ask(
        &self,
        question: Question<'_>,
        gate: &Semaphore,
        progress: &dyn Progress,
    ) -> Result<SegmentResult, Error> {
        let Question { ask, locale, draft, fingerprint, kept } = &question;
        let use_of_draft = self.policy.draft.of(self.backend, *locale);
        let pivoted = draft.as_ref().filter(|_| use_of_draft == Draft::Pivot);
        let mut request = match pivoted.and_then(|english| pivot(ask, english, *locale, self.tools)) {
            Some(request) => request,
            None => {
                let plain = request(ask.segment, ask.role, ask.headline, *locale, self.tools);
                Request {
                    draft: draft.as_ref().filter(|_| use_of_draft != Draft::Off).map(Content::visible),
                    examples: self.examples(ask.segment, *locale).await?,
                    ..ask.beside.tell(ask.at, plain)
                }
            }
        };
        let rejected = self.store.rejected(ask.segment.key, *locale).await?;
        let mut attempts = kept.as_ref().map_or(0, |row| refused(&row.findings));
        let mut best = kept.as_ref().map(Attempt::of);
        let mut passed: Option<Attempt> = None;
        let mut tries = self.policy.tries.max(1);
        if let Some(best) = &best {
            request.complaints.push(complaint(best));
        }
        let mut failure = None;
        while attempts <= self.policy.repairs {
            if attempts > 0 {
                progress.step(&Step::Repair { locale: *locale });
            }
            let permit = gate.acquire().await;
            let answer = self.backend.translate(std::slice::from_ref(&request)).await.pop();
            drop(permit);
            let reply = match answer {
                Some(Ok(reply)) => reply,
                Some(Err(error @ backend::Error::Unusable { .. } | error @ backend::Error::Stopped)) => {
                    return Err(Error::Backend(error));
                }
                Some(Err(error)) => {
                    failure = Some(error.to_string());
                    break;
                }
                None => {
                    failure = Some("no reply".to_owned());
                    break;
                }
            };
            attempts += 1;
            let mut attempt = self.judge(&reply, &question, request.from);
            if rejected.contains(&attempt.target.text) {
                attempt.findings.push(Finding::new(REJECTED_ELSEWHERE, Severity::Error));
            }
            let blocked = attempt.fails();
            let better = passed.as_ref().is_none_or(|best| attempt.badness() < best.badness());
            if better {
                self.remember(&attempt, &question, attempts, fingerprint).await?;
            }
            if !blocked || passed.is_some() {
                if better {
                    passed = Some(attempt);
                }
                tries -= 1;
                if tries == 0 || passed.as_ref().is_some_and(Attempt::is_faultless) {
                    break;
                }
                request.variant += 1;
                attempts -= 1;
                continue;
            }
            request.complaints.push(complaint(&attempt));
            if best.as_ref().is_none_or(|best| attempt.badness() < best.badness()) {
                best = Some(attempt);
            } else if let Some(best) = &best
                && attempts > self.policy.repairs
            {
                self.remember(best, &question, attempts, fingerprint).await?;
            }
        }
        if let Some(passed) = passed {
            let state = if passed.is_unsure() { State::Initial } else { State::Translated };
            return Ok(self.result(passed, attempts, state));
        }
        Ok(match (best, failure) {
            (Some(best), _) => self.result(best, attempts, State::Initial),
            (None, failure) => SegmentResult::missing(failure.unwrap_or_else(|| "not asked".to_owned())),
        })
    }

    /// Turns a reply into content and asks the checks.
    fn judge(&self, reply: &Reply, question: &Question<'_>, from: Locale) -> Attempt {
        let segment = question.ask.segment;
        let mut findings = Vec::new();
        let target = tags::decode(&reply.text, &segment.text).unwrap_or_else(|_| {
            // What is left is kept as text; the rule on codes then says what is missing.
            Content::plain(tags::strip(&reply.text))
        });
        if reply.finish != Finish::Stop {
            let fact = match reply.finish {
                Finish::Loop => "loop",
                Finish::Refusal => "refusal",
                Finish::Length | Finish::Stop => "length",
            };
            findings.push(Finding::new(CUT, Severity::Error).fact("why", fact));
        }
        findings.extend(self.check(segment, question.ask.role, question.locale, &target));
        findings.extend(reply.confidence.map(|percent| confidence::finding(percent, self.policy)));
        let maker = reply.by.clone().or_else(|| self.backend.makers().into_iter().next());
        let mut origin = maker.map_or_else(|| self.origin(), origin);
        if from == Locale::En {
            origin.prompt = origin.prompt.map(|version| version + PIVOT);
        }
        Attempt { target, findings, origin }
    }

    /// What the checks say of `target`.
    pub(super) fn check(
        &self,
        segment: &PreparedSegment,
        role: Role,
        locale: Locale,
        target: &Content,
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

    async fn remember(
        &self,
        attempt: &Attempt,
        question: &Question<'_>,
        attempts: u32,
        fingerprint: &str,
    ) -> Result<(), Error> {
        let segment = question.ask.segment;
        let state = if qa::is_blocking(&attempt.findings) { State::Initial } else { State::Translated };
        let row = NewRow {
            key: segment.key,
            context: segment.context,
            locale: question.locale,
            source: segment.text.clone(),
            target: attempt.target.clone(),
            state,
            origin: attempt.origin.clone(),
            fingerprint: fingerprint.to_owned(),
            findings: attempt.findings_after(attempts),
            expected: None,
        };
        self.store.commit(&[row]).await?;
        Ok(())
    }

    fn result(&self, attempt: Attempt, attempts: u32, state: State) -> SegmentResult {
        SegmentResult {
            state,
            origin: Some(attempt.origin.clone()),
            how: How::Asked,
            findings: attempt.findings_after(attempts),
            target: Some(attempt.target),
        }
    }

    fn origin(&self) -> Origin {
        let model = self.backend.model().map(str::to_owned);
        let prompt = self.backend.prompt_version().map(str::to_owned);
        origin(Maker { name: self.backend.name().to_owned(), model, prompt })
    }
}

fn origin(maker: Maker) -> Origin {
    Origin { who: Who::Machine, name: maker.name, model: maker.model, prompt: maker.prompt }
}
