//! Translates what is compared, raw or through the pipeline, and scores it.

use std::time::Instant;

use anyhow::Context as _;
use futures::{StreamExt as _, stream};

use super::{
    bill::Till,
    cases::Case,
    held_out::{HeldOut, scratch},
    score::{Answer, Score, score},
};
use crate::{
    article::{Content, Role},
    backend::{Backend, Request},
    cli::{context::Context, translate::term_list},
    locale::Locale,
    memory::State,
    pipeline::{self, How, Policy, PreparedSegment, Run, SegmentResult, Silent, Tools},
    qa,
    segment::tags,
};

/// Who is asked, for what, and how.
pub(super) struct Asked<'a> {
    /// As it was named by the person.
    pub(super) name: &'a str,
    pub(super) backend: &'a dyn Backend,
    pub(super) till: &'a Till,
    pub(super) locale: Locale,
    pub(super) pipeline: bool,
}

pub(super) async fn measure(
    context: &Context,
    asked: &Asked<'_>,
    cases: &[Case],
    tools: &Tools,
    held_out: Option<&HeldOut>,
) -> anyhow::Result<Score> {
    asked.till.take();
    let (answers, seconds) = if asked.pipeline {
        piped(context, asked, cases, tools, held_out).await?
    } else {
        let began = Instant::now();
        (raw(asked, cases, tools).await, began.elapsed().as_secs_f64())
    };
    Ok(score(asked, cases, answers, (seconds, asked.till.take())))
}

/// Every answer by unit, and how many seconds they took.
type Answers = Vec<Vec<Vec<Answer>>>;

async fn piped(
    context: &Context,
    asked: &Asked<'_>,
    cases: &[Case],
    tools: &Tools,
    held_out: Option<&HeldOut>,
) -> anyhow::Result<(Answers, f64)> {
    let settings = &context.config.translate;
    let policy = Policy {
        repairs: settings.repairs,
        retry: false,
        offline: false,
        min_state: State::Translated,
        draft: settings.draft,
        tries: settings.tries.clamp(1, 16),
        confidence_from: settings.confidence_from.min(100),
        substitute_numbers: settings.substitute_numbers,
        near_from: settings.near_from.clamp(50, 99),
    };
    // A memory of its own: what another backend found may not help, nor be kept.
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("eval.sqlite");
    let (store, near) = match held_out {
        Some(held_out) => {
            let (store, near) = held_out.fresh(context, file).await?;
            (store, Some(near))
        }
        None => (scratch(context, &file)?, None),
    };
    let began = Instant::now();
    asked.backend.prepare(asked.locale, &term_list(tools, asked.locale)).await?;
    let mut run = Run::new(tools, &*store, asked.backend, &policy, &Silent);
    if let Some(near) = &near {
        run = run.with_near(near);
    }
    let at_once = asked.backend.capabilities().concurrency.max(1);
    let answers: Vec<anyhow::Result<Vec<Vec<Answer>>>> = stream::iter(cases)
        .map(async |case| {
            let mut done = run.translate(&case.prepared, &[asked.locale]).await?;
            let (_, units) = done.editions.pop().context("no edition")?;
            let answer = |result: SegmentResult| {
                let published = result.publishable(State::Translated).is_some();
                let missing = match result.how {
                    How::Missing(why) => Some(why),
                    _ => None,
                };
                let confidence = pipeline::confidence(&result.findings);
                Answer { target: result.target, published, findings: result.findings, confidence, missing }
            };
            Ok(units.into_iter().map(|unit| unit.into_iter().map(answer).collect()).collect())
        })
        .buffered(at_once)
        .collect()
        .await;
    let seconds = began.elapsed().as_secs_f64();
    Ok((answers.into_iter().collect::<anyhow::Result<Vec<_>>>()?, seconds))
}

async fn raw(asked: &Asked<'_>, cases: &[Case], tools: &Tools) -> Answers {
    let at_once = asked.backend.capabilities().concurrency.max(1);
    let segments = cases.iter().flat_map(|case| case.prepared.segments().map(|(_, _, segment)| segment));
    let mut answers = stream::iter(segments)
        .map(|segment| bare(asked, segment, tools))
        .buffered(at_once)
        .collect::<Vec<Answer>>()
        .await
        .into_iter();
    let mut unit = |count: usize| answers.by_ref().take(count).collect();
    cases.iter().map(|case| case.prepared.units.iter().map(|one| unit(one.segments.len())).collect()).collect()
}

/// The answer to the bare sentence as it stands in the file, to the plainest instruction: no terms, names, examples,
/// context, nor a second try.
async fn bare(asked: &Asked<'_>, segment: &PreparedSegment, tools: &Tools) -> Answer {
    let locale = asked.locale;
    let request = bare_request(tags::encode(&segment.segment.content), locale);
    let reply = match asked.backend.translate(std::slice::from_ref(&request)).await.pop() {
        Some(Ok(reply)) => reply,
        Some(Err(error)) => return Answer::none(Some(error.to_string())),
        None => return Answer::none(None),
    };
    let target =
        tags::decode(&reply.text, &segment.text).unwrap_or_else(|_| Content::plain(tags::strip(&reply.text)));
    let pair = qa::Pair { source: &segment.text, target: &target, locale, role: Role::Paragraph };
    let facts = qa::Facts {
        glossary: &tools.glossary,
        terms: &segment.terms,
        names: &tools.names,
        found: &segment.names,
        figures: &segment.figures,
    };
    let findings = qa::check_in_style(&pair, &facts, &tools.style, &tools.levels);
    Answer { target: Some(target), published: true, findings, confidence: reply.confidence, missing: None }
}

fn bare_request(text: String, to: Locale) -> Request {
    Request { bare: true, ..Request::new(text, to) }
}

/// Has a backend of one's own load what it loads at its first sentence, so that no measurement waits for that.
pub(super) async fn warm_up(backend: &dyn Backend, locales: &[Locale]) {
    let Some(&to) = locales.first() else { return };
    // Whether it can answer is found out by measuring.
    drop(backend.translate(&[bare_request("Xin chào.".to_owned(), to)]).await);
}
