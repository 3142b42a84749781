//! What all machine translation services share: batches within their limits, markup and terms that are put in marks
//! and taken out again, and a plain second try where marks were lost.

mod glossary;
mod marks;
mod wire;

use async_trait::async_trait;
use futures::future::{BoxFuture, FutureExt as _, join_all};
use tokio::sync::Semaphore;

pub use glossary::Glossary;
pub use marks::{Marked, Marks};
pub(in crate::backend) use wire::texts;
pub use wire::{Call, Size, Wire};

use super::{
    Backend, Capabilities, Error, Finish, Offer, Price, Quantity, Reply, Request, Result, TermList, Usage,
    http::{Cost, Server, told},
};
use crate::locale::Locale;

/// A service that speaks `W`.
#[derive(Debug)]
pub struct Mt<W> {
    name: String,
    server: Server,
    calls: Semaphore,
    concurrency: usize,
    price: Option<Price>,
    wire: W,
}

/// A segment on its way.
struct Parcel<'a> {
    at: usize,
    request: &'a Request,
    marked: Marked,
}

impl<W: Wire> Mt<W> {
    /// The backend called `name` at `server`.
    pub fn with(name: &str, wire: W, server: Server, concurrency: usize, price: Option<Price>) -> Self {
        let concurrency = concurrency.clamp(1, 1024);
        Self { name: name.to_owned(), server, calls: Semaphore::new(concurrency), concurrency, price, wire }
    }

    fn failed(&self, why: impl std::fmt::Display) -> Error {
        Error::Failed { backend: self.name.clone(), why: format!("{}: {why}", self.server.shown()) }
    }

    fn no_answer(&self, why: &str) -> Error {
        Error::NoAnswer { backend: self.name.clone(), why: why.to_owned() }
    }

    /// Sends one call and gives as many texts as went out.
    async fn call(&self, call: &Call<'_>) -> Result<Vec<String>> {
        let _turn = self.calls.acquire().await.map_err(|_| Error::Stopped)?;
        let (path, body) = self.wire.request(call);
        let characters: usize = call.texts.iter().map(|text| text.chars().count()).sum();
        let worst = Quantity { characters: u64::try_from(characters).unwrap_or(u64::MAX), ..Quantity::default() };
        let used = |value: &serde_json::Value| Some(self.wire.used(value).unwrap_or(worst));
        let cost = Cost { worst: Some(worst), used: &used };
        let value = self.server.post(&path, &body, cost).await.map_err(|fault| told(&self.name, fault))?;
        self.wire.read(value, call).map_err(|why| self.failed(why))
    }

    /// Sends `parcels`, which fit into one call; halves of them where the service cannot take them together.
    fn send<'a>(&'a self, parcels: &'a [Parcel<'a>]) -> BoxFuture<'a, Vec<(usize, Result<Reply>)>> {
        async move {
            let Some(first) = parcels.first() else { return Vec::new() };
            let texts: Vec<&str> = parcels.iter().map(|parcel| parcel.marked.text.as_str()).collect();
            let call = Call {
                texts: &texts,
                from: first.request.from,
                to: first.request.to,
                html: first.marked.html,
                context: first.request.headline.as_deref(),
                bare: first.request.bare,
            };
            let answers = self.call(&call).await;
            match answers {
                Ok(answers) if answers.len() == parcels.len() => {
                    join_all(
                        parcels
                            .iter()
                            .zip(answers)
                            .map(|(parcel, answer)| async move { (parcel.at, self.open(parcel, &answer).await) }),
                    )
                    .await
                }
                Ok(answers) if parcels.len() == 1 => {
                    let why = format!("{} answers came for one text", answers.len());
                    vec![(first.at, Err(self.failed(why)))]
                }
                // Which answer belongs to which text is not guessed; and one text may be to blame for all.
                Ok(_) | Err(Error::NoAnswer { .. }) if parcels.len() > 1 => {
                    let (left, right) = parcels.split_at(parcels.len() / 2);
                    let (mut left, right) = futures::future::join(self.send(left), self.send(right)).await;
                    left.extend(right);
                    left
                }
                Ok(_) => vec![(first.at, Err(self.failed("no answer came")))],
                Err(error) => parcels.iter().map(|parcel| (parcel.at, Err(error.clone()))).collect(),
            }
        }
        .boxed()
    }

    /// Takes the marks out of an answer; where some were lost the bare text is asked for once.
    async fn open(&self, parcel: &Parcel<'_>, answer: &str) -> Result<Reply> {
        let request = parcel.request;
        let text = match parcel.marked.restore(answer) {
            Some(text) => text,
            None => {
                tracing::debug!(backend = self.name, "marks were lost; asking without them");
                let plain = Marked::plain(request);
                let call = Call {
                    texts: &[&plain.text],
                    from: request.from,
                    to: request.to,
                    html: false,
                    context: request.headline.as_deref(),
                    bare: request.bare,
                };
                let answers = self.call(&call).await?;
                let [answer] = answers.as_slice() else { return Err(self.failed("no single answer came")) };
                plain.restore(answer).unwrap_or_default()
            }
        };
        if text.trim().is_empty() {
            return Err(self.no_answer("the answer is empty"));
        }
        if is_echo(&text, request) {
            return Err(self.no_answer("the text came back untranslated"));
        }
        let sent = u64::try_from(parcel.marked.text.chars().count()).unwrap_or(u64::MAX);
        let usage = Usage { sent, received: 0 };
        Ok(Reply { text, chatter: false, finish: Finish::Stop, usage, confidence: None, by: None })
    }

    /// Puts parcels into calls: one language, one context, one kind of markup, within the service's limits.
    fn pack<'a>(&self, parcels: Vec<Parcel<'a>>) -> Vec<Vec<Parcel<'a>>> {
        let size = self.wire.size();
        let mut calls: Vec<(usize, Vec<Parcel<'a>>)> = Vec::new();
        for parcel in parcels {
            let own = size.of(&parcel.marked.text);
            let fits = |(total, members): &&mut (usize, Vec<Parcel<'_>>)| {
                members.first().is_some_and(|first| {
                    first.request.to == parcel.request.to
                        && first.marked.html == parcel.marked.html
                        && first.request.headline == parcel.request.headline
                        && first.request.bare == parcel.request.bare
                }) && members.len() < size.texts
                    && *total + own <= size.most
            };
            match calls.iter_mut().find(fits) {
                Some((total, members)) => {
                    *total += own;
                    members.push(parcel);
                }
                None => calls.push((own, vec![parcel])),
            }
        }
        calls.into_iter().map(|(_, members)| members).collect()
    }
}

/// Whether a Vietnamese text came back as it went: more than one word, and letters only Vietnamese has.
fn is_echo(answer: &str, request: &Request) -> bool {
    let words = request.text.split_whitespace().count();
    answer.trim() == request.text.trim()
        && words > 2
        && request.text.chars().any(|letter| matches!(letter, 'ă' | 'ơ' | 'ư' | 'đ' | 'Đ' | '\u{1EA0}'..='\u{1EF9}'))
}

#[async_trait]
impl<W: Wire> Backend for Mt<W> {
    fn name(&self) -> &str {
        &self.name
    }

    fn model(&self) -> Option<&str> {
        self.wire.model()
    }

    fn prompt_version(&self) -> Option<&str> {
        None
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            targets: Locale::TARGETS.to_vec(),
            batch: self.wire.size().texts,
            concurrency: self.concurrency,
            instructions: false,
            examples: 0,
            neighbours: 0,
        }
    }

    fn offer(&self) -> Offer {
        Offer {
            terms: self.wire.terms(),
            markup: self.wire.markup(),
            characters: Some(self.wire.size().most),
            price: self.price.clone(),
        }
    }

    fn quote(&self, request: &Request) -> Option<Quantity> {
        let marked = Marked::new(request, &self.wire.marks(request.to));
        let characters = u64::try_from(marked.text.chars().count()).unwrap_or(u64::MAX);
        Some(Quantity { characters, ..Quantity::default() })
    }

    fn explain(&self, request: &Request) -> Option<String> {
        let marked = Marked::new(request, &self.wire.marks(request.to));
        let call = Call {
            texts: &[&marked.text],
            from: request.from,
            to: request.to,
            html: marked.html,
            context: request.headline.as_deref(),
            bare: request.bare,
        };
        let (path, body) = self.wire.request(&call);
        serde_json::to_string_pretty(&body).ok().map(|body| format!("POST {}{path}\n{body}", self.server.shown()))
    }

    async fn translate(&self, requests: &[Request]) -> Vec<Result<Reply>> {
        let size = self.wire.size();
        let mut answers: Vec<(usize, Result<Reply>)> = Vec::new();
        let mut parcels = Vec::new();
        for (at, request) in requests.iter().enumerate() {
            let marked = Marked::new(request, &self.wire.marks(request.to));
            if !request.complaints.is_empty() {
                // It answers the same question the same way; only another backend can do better.
                answers.push((at, Err(self.no_answer("it was asked before and has no other answer"))));
            } else if size.of(&marked.text) > size.most {
                answers.push((at, Err(self.no_answer("the text is longer than the service takes"))));
            } else {
                parcels.push(Parcel { at, request, marked });
            }
        }
        let calls = self.pack(parcels);
        answers.extend(join_all(calls.iter().map(|parcels| self.send(parcels))).await.into_iter().flatten());
        answers.sort_by_key(|(at, _)| *at);
        answers.into_iter().map(|(_, answer)| answer).collect()
    }

    async fn prepare(&self, to: Locale, terms: &TermList) -> Result<()> {
        self.wire.prepare(&self.server, to, terms).await.map_err(|fault| told(&self.name, fault))
    }

    async fn probe(&self) -> Result<String> {
        match self.wire.probe_path() {
            Some(path) => {
                self.server.get(path).await.map_err(|fault| told(&self.name, fault))?;
                Ok(format!("ready: {}", self.server.shown()))
            }
            None => Ok(format!("configured: {}", self.server.shown())),
        }
    }
}
