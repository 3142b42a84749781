//! What all chat providers share: a prompt for one segment, or a batch of segments keyed by id, split where the
//! reply does not add up.

mod batch;
mod wire;

use std::{borrow::Cow, sync::Arc};

use async_trait::async_trait;
use futures::future::{BoxFuture, FutureExt as _, join_all};
use serde_json::Value;
use tokio::sync::Semaphore;

pub use wire::{Wire, Written, names, number};

use super::{
    Backend, Capabilities, Error, Finish, MarkupSupport, Offer, Price, Quantity, Reply, Request, Result, Setup,
    TermSupport, Usage, bound,
    http::{Cost, Server, told},
    prompt::{Form, Message, Prompts},
    repetition, reply,
};
use crate::locale::Locale;

/// A chat provider that speaks `W`.
#[derive(Debug)]
pub struct Chat<W> {
    name: String,
    server: Server,
    calls: Semaphore,
    concurrency: usize,
    batch: usize,
    price: Option<Price>,
    wire: W,
    prompts: Arc<Prompts>,
}

impl<W: Wire> Chat<W> {
    /// The backend that `setup` names at `server`; `batch` segments go into one call at most.
    pub fn with(
        setup: &Setup,
        wire: W,
        server: Server,
        (concurrency, batch): (usize, usize),
        price: Option<Price>,
    ) -> Self {
        let concurrency = concurrency.clamp(1, 1024);
        let (name, calls, batch) = (setup.name.clone(), Semaphore::new(concurrency), batch.clamp(1, 64));
        Self { name, server, calls, concurrency, batch, price, wire, prompts: Arc::clone(&setup.prompts) }
    }

    /// `request` with no more examples and neighbours than this backend is to see; others of its chain may want more.
    fn wanted<'a>(&self, request: &'a Request) -> Cow<'a, Request> {
        let (examples, neighbours) = (self.wire.examples(), self.wire.neighbours());
        if request.examples.len() <= examples && request.neighbours.len() <= neighbours {
            return Cow::Borrowed(request);
        }
        let mut request = request.clone();
        request.examples.truncate(examples);
        request.neighbours.truncate(neighbours);
        Cow::Owned(request)
    }

    fn failed(&self, why: impl std::fmt::Display) -> Error {
        Error::Failed { backend: self.name.clone(), why: format!("{}: {why}", self.server.shown()) }
    }

    /// Sends one call.
    async fn call(&self, messages: &[Message], most: usize, schema: Option<&Value>) -> Result<Written> {
        let _turn = self.calls.acquire().await.map_err(|_| Error::Stopped)?;
        let body = self.wire.body(messages, most, schema);
        let used = |value: &Value| self.wire.used(value);
        let worst = self.wire.bounds_replies().then(|| worst(messages, most));
        let cost = Cost { worst, used: &used };
        let value = self.server.post(self.wire.path(), &body, cost).await.map_err(|fault| told(&self.name, fault))?;
        self.wire.read(value).map_err(|why| self.failed(why))
    }

    /// One segment in a call of its own.
    async fn single(&self, request: &Request) -> Result<Reply> {
        let written =
            self.call(&self.prompts.messages(request, Form::Full), bound::reply_tokens(request), None).await?;
        if written.finish == Finish::Refusal {
            let (text, usage) = (written.text, written.usage);
            return Ok(Reply { text, chatter: false, finish: Finish::Refusal, usage, confidence: None, by: None });
        }
        if written.text.trim().is_empty() && written.finish == Finish::Stop {
            return Err(self.failed("the reply is empty"));
        }
        let reply = tidy(&written.text, written.finish, written.usage, request);
        Ok(Reply { confidence: written.confidence, ..reply })
    }

    /// Many segments of one article in one call; what the reply does not answer without doubt is asked for again in
    /// smaller calls.
    fn many<'a>(&'a self, requests: &'a [&'a Request]) -> BoxFuture<'a, Vec<Result<Reply>>> {
        async move {
            let [_, _, ..] = requests else {
                return join_all(requests.iter().map(|request| self.single(request))).await;
            };
            let messages = self.prompts.batch(requests);
            let most = batch::reply_tokens(requests);
            let written = match self.call(&messages, most, Some(&batch::schema())).await {
                Ok(written) => written,
                // One segment may be to blame.
                Err(Error::NoAnswer { .. }) => return self.halves(requests).await,
                Err(error) => return requests.iter().map(|_| Err(error.clone())).collect(),
            };
            let answers = match written.finish {
                Finish::Stop => batch::read(&written.text, requests.len()),
                Finish::Length | Finish::Loop | Finish::Refusal => None,
            };
            let Some(mut answers) = answers else {
                tracing::debug!(backend = self.name, segments = requests.len(), "a batch's reply does not add up");
                return self.halves(requests).await;
            };
            let missing: Vec<&Request> = requests
                .iter()
                .zip(&answers)
                .filter_map(|(request, answer)| answer.is_none().then_some(*request))
                .collect();
            let mut asked_again = match missing.len() {
                0 => Vec::new(),
                _ if missing.len() == requests.len() => return self.halves(requests).await,
                _ => self.many(&missing).await,
            }
            .into_iter();
            let share = |whole: u64| whole / u64::try_from(requests.len()).unwrap_or(1);
            let usage = Usage { sent: share(written.usage.sent), received: share(written.usage.received) };
            requests
                .iter()
                .zip(answers.drain(..))
                .map(|(request, answer)| match answer {
                    Some(text) => Ok(tidy(&text, Finish::Stop, usage, request)),
                    None => asked_again.next().unwrap_or_else(|| Err(self.failed("no answer to one segment"))),
                })
                .collect()
        }
        .boxed()
    }

    async fn halves(&self, requests: &[&Request]) -> Vec<Result<Reply>> {
        let (left, right) = requests.split_at(requests.len() / 2);
        let (mut left, right) = futures::future::join(self.many(left), self.many(right)).await;
        left.extend(right);
        left
    }
}

/// The most that a call can use: a token is at least one byte of text, and the reply is bounded.
fn worst(messages: &[Message], most: usize) -> Quantity {
    let bytes: usize = messages.iter().map(|message| message.text.len() + 16).sum();
    Quantity { tokens_in: count(bytes + 512), tokens_out: count(most), characters: 0 }
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

fn tidy(text: &str, finish: Finish, usage: Usage, request: &Request) -> Reply {
    let (text, finish) = match repetition::loop_start(text) {
        Some(at) => (text.get(..at).unwrap_or_default(), Finish::Loop),
        None => (text, finish),
    };
    let cleaned = reply::clean(text, &request.text);
    Reply { text: cleaned.text, chatter: cleaned.chatter, finish, usage, confidence: None, by: None }
}

#[async_trait]
impl<W: Wire> Backend for Chat<W> {
    fn name(&self) -> &str {
        &self.name
    }

    fn model(&self) -> Option<&str> {
        Some(self.wire.model())
    }

    fn prompt_version(&self) -> Option<&str> {
        Some(self.prompts.styled_version())
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            targets: Locale::TARGETS.to_vec(),
            batch: self.batch,
            concurrency: self.concurrency,
            instructions: true,
            examples: self.wire.examples(),
            neighbours: self.wire.neighbours(),
        }
    }

    fn offer(&self) -> Offer {
        Offer { terms: TermSupport::Prompt, markup: MarkupSupport::Tags, characters: None, price: self.price.clone() }
    }

    fn quote(&self, request: &Request) -> Option<Quantity> {
        let messages = self.prompts.messages(&self.wanted(request), Form::Full);
        let (own, common) = messages.split_last()?;
        // A batch shares the beginning.
        let common: usize = common.iter().map(|message| message.text.len()).sum();
        let bytes = own.text.len() + common / self.batch.max(1);
        // About: 3.5 bytes a token, and half of what a reply may be.
        Some(Quantity {
            tokens_in: count(bytes * 2 / 7 + 8),
            tokens_out: count(bound::reply_tokens(request) / 2),
            characters: 0,
        })
    }

    fn explain(&self, request: &Request) -> Option<String> {
        Some(self.prompts.explain(&self.wanted(request), Form::Full))
    }

    async fn translate(&self, requests: &[Request]) -> Vec<Result<Reply>> {
        let requests: Vec<Cow<'_, Request>> = requests.iter().map(|request| self.wanted(request)).collect();
        // What was refused before goes alone: its reasons are its own. So does what is asked without any help.
        let alone = |request: &Request| self.batch == 1 || request.bare || !request.complaints.is_empty();
        let mut groups: Vec<(Option<_>, Vec<usize>)> = Vec::new();
        for (at, request) in requests.iter().enumerate() {
            let group = (!alone(request)).then_some((request.from, request.to, &request.headline));
            let open = groups
                .iter_mut()
                .find(|(other, members)| group.is_some() && *other == group && members.len() < self.batch);
            match open {
                Some((_, members)) => members.push(at),
                None => groups.push((group, vec![at])),
            }
        }
        let answers = join_all(groups.iter().map(|(_, members)| async {
            let requests: Vec<&Request> =
                members.iter().filter_map(|&at| requests.get(at)).map(AsRef::as_ref).collect();
            self.many(&requests).await
        }))
        .await;
        let mut placed: Vec<(usize, Result<Reply>)> =
            groups.into_iter().flat_map(|(_, members)| members).zip(answers.into_iter().flatten()).collect();
        placed.sort_by_key(|(at, _)| *at);
        placed.into_iter().map(|(_, reply)| reply).collect()
    }

    async fn probe(&self) -> Result<String> {
        let Some(path) = self.wire.models_path() else {
            return Ok(format!("configured: {}", self.server.shown()));
        };
        let value = self.server.get(path).await.map_err(|fault| told(&self.name, fault))?;
        let names = self.wire.models(&value);
        let model = self.wire.model();
        if names.is_empty() || names.iter().any(|name| name == model || name.strip_suffix(":latest") == Some(model)) {
            return Ok(format!("ready: {} offers {model}", self.server.shown()));
        }
        let named = names.get(..NAMED).unwrap_or(&names).join(", ");
        let why = format!("{} does not offer the model {model:?}; it has {named}", self.server.shown());
        Err(Error::Unusable { backend: self.name.clone(), why })
    }
}

/// How many of a server's models are named in an error.
const NAMED: usize = 12;
