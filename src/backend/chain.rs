//! Backends one after the other: what one cannot answer the next is asked.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use async_trait::async_trait;

use super::{Backend, Capabilities, Draft, Error, Maker, Offer, Quantity, Reply, Request, Result, TermList};
use crate::locale::Locale;

/// A chain of at least one backend. What cannot be used is not asked again in this run; what fails or has no answer
/// for one segment is asked for the next one.
pub struct Chain {
    name: String,
    links: Vec<Link>,
}

struct Link {
    backend: Arc<dyn Backend>,
    dead: AtomicBool,
}

impl Chain {
    /// The chain of `backends`, in order.
    #[must_use]
    pub fn new(backends: Vec<Arc<dyn Backend>>) -> Self {
        let name = backends.iter().map(|backend| backend.name()).collect::<Vec<_>>().join(",");
        let links = backends.into_iter().map(|backend| Link { backend, dead: AtomicBool::new(false) }).collect();
        Self { name, links }
    }

    async fn one(&self, request: &Request) -> Result<Reply> {
        let mut last = Error::NoAnswer {
            backend: self.name.clone(),
            why: format!("no backend of the chain translates into {}", request.to),
        };
        let mut all_dead = true;
        for link in &self.links {
            let backend = &link.backend;
            if link.dead.load(Ordering::Relaxed) || !backend.capabilities().targets.contains(&request.to) {
                continue;
            }
            match backend.translate(std::slice::from_ref(request)).await.pop() {
                Some(Ok(reply)) => {
                    let by = reply.by.clone().or_else(|| backend.makers().into_iter().next());
                    return Ok(Reply { by, ..reply });
                }
                Some(Err(Error::Stopped)) => return Err(Error::Stopped),
                Some(Err(error @ Error::Unusable { .. })) => {
                    if !link.dead.swap(true, Ordering::Relaxed) {
                        tracing::warn!(%error, "the next backend of the chain is asked from here on");
                    }
                    if all_dead {
                        last = error;
                    }
                }
                Some(Err(error)) => {
                    tracing::debug!(%error, "the next backend of the chain is asked");
                    all_dead = false;
                    last = error;
                }
                None => all_dead = false,
            }
        }
        Err(last)
    }

    fn first(&self) -> Option<&dyn Backend> {
        self.links.first().map(|link| &*link.backend)
    }
}

#[async_trait]
impl Backend for Chain {
    fn name(&self) -> &str {
        &self.name
    }

    fn model(&self) -> Option<&str> {
        self.first().and_then(Backend::model)
    }

    fn prompt_version(&self) -> Option<&str> {
        self.first().and_then(Backend::prompt_version)
    }

    fn capabilities(&self) -> Capabilities {
        let all: Vec<Capabilities> = self.links.iter().map(|link| link.backend.capabilities()).collect();
        let offered = |locale: &Locale| all.iter().any(|one| one.targets.contains(locale));
        let mut own = all.first().cloned().unwrap_or_else(|| super::none::MemoryOnly::new("").capabilities());
        own.targets = Locale::TARGETS.into_iter().filter(offered).collect();
        own.batch = 1;
        own.examples = all.iter().map(|one| one.examples).max().unwrap_or(0);
        own.neighbours = all.iter().map(|one| one.neighbours).max().unwrap_or(0);
        own.instructions = all.iter().any(|one| one.instructions);
        own
    }

    fn pivots(&self) -> bool {
        self.links.iter().all(|link| link.backend.pivots())
    }

    fn draft(&self, to: Locale) -> Draft {
        match self.first().map_or(Draft::English, |first| first.draft(to)) {
            // Whoever answers in the first one's place is asked the same, and not everybody wants English.
            Draft::Pivot if !self.links.iter().all(|link| link.backend.draft(to) == Draft::Pivot) => Draft::English,
            own => own,
        }
    }

    fn makers(&self) -> Vec<Maker> {
        self.links.iter().flat_map(|link| link.backend.makers()).collect()
    }

    fn offer(&self) -> Offer {
        self.first().unwrap_or(&super::none::MemoryOnly::new("")).offer()
    }

    fn quote(&self, request: &Request) -> Option<Quantity> {
        self.first().and_then(|first| first.quote(request))
    }

    fn explain(&self, request: &Request) -> Option<String> {
        self.first().and_then(|first| first.explain(request))
    }

    async fn prepare(&self, to: Locale, terms: &TermList) -> Result<()> {
        for link in &self.links {
            match link.backend.prepare(to, terms).await {
                Err(error @ Error::Unusable { .. }) => {
                    tracing::warn!(%error, "the next backend of the chain is asked from here on");
                    link.dead.store(true, Ordering::Relaxed);
                }
                other => other?,
            }
        }
        Ok(())
    }

    async fn translate(&self, requests: &[Request]) -> Vec<Result<Reply>> {
        futures::future::join_all(requests.iter().map(|request| self.one(request))).await
    }

    async fn probe(&self) -> Result<String> {
        let mut said = Vec::new();
        for link in &self.links {
            let name = link.backend.name();
            said.push(match link.backend.probe().await {
                Ok(text) => format!("{name}: {text}"),
                Err(error) => error.to_string(),
            });
        }
        Ok(said.join("; "))
    }
}
