//! Gathers single requests into the batches that a backend takes.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use tokio::sync::{Semaphore, oneshot};

use super::{Backend, Capabilities, Draft, Error, Maker, Offer, Quantity, Reply, Request, Result, TermList};
use crate::locale::Locale;

/// How long the first of a batch waits for company.
const COMPANY: Duration = Duration::from_millis(10);

type Waiting = (Request, oneshot::Sender<Result<Reply>>);

/// A backend that is asked in batches though its callers ask one by one.
pub struct Batched {
    inner: Arc<dyn Backend>,
    batch: usize,
    turns: Arc<Semaphore>,
    queue: Arc<Mutex<Vec<Waiting>>>,
}

impl Batched {
    /// `inner`, its batches filled.
    #[must_use]
    pub fn new(inner: Arc<dyn Backend>) -> Self {
        let Capabilities { batch, concurrency, .. } = inner.capabilities();
        let turns = Arc::new(Semaphore::new(concurrency.max(1)));
        Self { inner, batch: batch.max(1), turns, queue: Arc::default() }
    }

    /// Puts one request into the queue; who gets a turn takes a batch of it, whoever asked.
    async fn one(&self, request: Request) -> Result<Reply> {
        let (answer, answered) = oneshot::channel();
        self.queue.lock().unwrap_or_else(PoisonError::into_inner).push((request, answer));
        let (inner, batch) = (Arc::clone(&self.inner), self.batch);
        let (turns, queue) = (Arc::clone(&self.turns), Arc::clone(&self.queue));
        // On its own, so that a batch does not end with the one caller that happened to send it.
        tokio::spawn(async move {
            tokio::time::sleep(COMPANY).await;
            let Ok(_turn) = turns.acquire().await else { return };
            let taken = take(&mut queue.lock().unwrap_or_else(PoisonError::into_inner), batch);
            let (requests, answers): (Vec<Request>, Vec<_>) =
                taken.into_iter().filter(|(_, answer)| !answer.is_closed()).unzip();
            if requests.is_empty() {
                return;
            }
            for (answer, reply) in answers.into_iter().zip(inner.translate(&requests).await) {
                // Nobody may wait any more.
                let _ = answer.send(reply);
            }
        });
        answered.await.unwrap_or(Err(Error::Stopped))
    }
}

/// The first of the queue and those that may go with it: its languages, its headline, first questions all.
fn take(queue: &mut Vec<Waiting>, batch: usize) -> Vec<Waiting> {
    let Some((first, _)) = queue.first() else { return Vec::new() };
    let (languages, headline, again) = ((first.from, first.to), first.headline.clone(), !first.complaints.is_empty());
    let mut taken = Vec::new();
    let mut at = 0;
    while at < queue.len() && taken.len() < batch {
        let fits = queue.get(at).is_some_and(|(request, _)| {
            (request.from, request.to) == languages
                && request.headline == headline
                && request.complaints.is_empty() != again
        });
        if fits {
            taken.push(queue.remove(at));
        } else {
            at += 1;
        }
        if again && !taken.is_empty() {
            break;
        }
    }
    taken
}

#[async_trait]
impl Backend for Batched {
    fn name(&self) -> &str {
        self.inner.name()
    }

    fn model(&self) -> Option<&str> {
        self.inner.model()
    }

    fn prompt_version(&self) -> Option<&str> {
        self.inner.prompt_version()
    }

    fn capabilities(&self) -> Capabilities {
        let inner = self.inner.capabilities();
        Capabilities { batch: 1, concurrency: inner.concurrency.saturating_mul(inner.batch), ..inner }
    }

    fn pivots(&self) -> bool {
        self.inner.pivots()
    }

    fn draft(&self, to: Locale) -> Draft {
        self.inner.draft(to)
    }

    fn makers(&self) -> Vec<Maker> {
        self.inner.makers()
    }

    fn offer(&self) -> Offer {
        self.inner.offer()
    }

    fn quote(&self, request: &Request) -> Option<Quantity> {
        self.inner.quote(request)
    }

    fn explain(&self, request: &Request) -> Option<String> {
        self.inner.explain(request)
    }

    async fn prepare(&self, to: Locale, terms: &TermList) -> Result<()> {
        self.inner.prepare(to, terms).await
    }

    async fn translate(&self, requests: &[Request]) -> Vec<Result<Reply>> {
        futures::future::join_all(requests.iter().map(|request| self.one(request.clone()))).await
    }

    async fn probe(&self) -> Result<String> {
        self.inner.probe().await
    }
}
