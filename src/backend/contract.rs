//! What every backend promises.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use super::{Draft, Price, Quantity};
use crate::locale::Locale;

/// What a backend can do; the plan adapts to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// The languages it translates into.
    pub targets: Vec<Locale>,
    /// How many segments one call may carry, at least 1.
    pub batch: usize,
    /// How many calls may be under way at once, at least 1.
    pub concurrency: usize,
    /// Whether it uses the terms, names, examples, draft and complaints of a request.
    pub instructions: bool,
    /// How many near matches it wants to see as examples.
    pub examples: usize,
    /// How many neighbouring sentences it wants to see with the translations that people accepted.
    pub neighbours: usize,
}

/// A term that occurs in the segment.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TermHint {
    /// The Vietnamese as it stands in the segment.
    pub source: String,
    /// The preferred rendering, in base form.
    pub target: String,
    /// What the editors say about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A name that occurs in the segment.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NameHint {
    /// The Vietnamese name.
    pub source: String,
    /// Its transcription.
    pub target: String,
}

/// A segment translated before, as an example.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Example {
    /// The Vietnamese.
    pub source: String,
    /// Its translation.
    pub target: String,
}

/// Why an answer was refused, said to the backend when it is asked again.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Complaint {
    /// The refused answer.
    pub answer: String,
    /// What was wrong with it, one English sentence each.
    pub reasons: Vec<String>,
}

/// One segment to translate. Its text is data, whatever it says.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Request {
    /// The segment in NFC, inline codes as tags (`<1>…</1>`, `<2/>`), acronyms of the article expanded.
    pub text: String,
    /// The language of `text`.
    pub from: Locale,
    /// The language wanted.
    pub to: Locale,
    /// What the segment is: a headline is set differently from a paragraph. An [`article::Role`](crate::article::Role)'s name.
    pub role: String,
    /// The article's headline, for context.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headline: Option<String>,
    /// The segment before, in the source language without its codes, for context.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// The segment after, likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Sentences beside this one whose translations people accepted, in reading order, without their codes. The segment
    /// before or after may be among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub neighbours: Vec<Example>,
    /// The terms of this segment.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<TermHint>,
    /// The names of this segment.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<NameHint>,
    /// Near matches, nearest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Example>,
    /// The English edition's sentence, where one passed its checks and `to` is another language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<String>,
    /// Why earlier answers were refused, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub complaints: Vec<Complaint>,
    /// Which of several answers to the same question this is to be: 0 for the first. An engine that can draws another
    /// one each time.
    #[serde(default, skip_serializing_if = "is_first")]
    pub variant: u32,
    /// Asked as anybody would ask: with the plainest instruction, none of the house's rules and no bound on the
    /// letters written. What `anban eval` calls raw; nothing of it is ever published.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub bare: bool,
}

impl Request {
    /// A paragraph's Vietnamese sentence with nothing around it.
    #[must_use]
    pub fn new(text: impl Into<String>, to: Locale) -> Self {
        Self {
            text: text.into(),
            from: Locale::Vi,
            to,
            role: "paragraph".to_owned(),
            headline: None,
            before: None,
            after: None,
            neighbours: Vec::new(),
            terms: Vec::new(),
            names: Vec::new(),
            examples: Vec::new(),
            draft: None,
            complaints: Vec::new(),
            variant: 0,
            bare: false,
        }
    }

    /// How often the same was asked before.
    #[must_use]
    pub fn attempt(&self) -> u32 {
        u32::try_from(self.complaints.len()).unwrap_or(u32::MAX).saturating_add(self.variant)
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_first(variant: &u32) -> bool {
    *variant == 0
}

/// Why a backend stopped writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Finish {
    /// It was done.
    Stop,
    /// The reply ran past its length bound and was cut.
    Length,
    /// The reply repeated itself and was cut.
    Loop,
    /// It declined.
    Refusal,
}

/// What a call used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Usage {
    /// Tokens or characters sent.
    pub sent: u64,
    /// Tokens received; 0 where the backend does not count them.
    pub received: u64,
}

/// Who made an answer; the origin of the row it becomes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Maker {
    /// The backend's name in `config.toml`.
    pub name: String,
    /// Its model, where there is one.
    pub model: Option<String>,
    /// Its prompt's version, where it makes one.
    pub prompt: Option<String>,
}

/// How a backend is told terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TermSupport {
    /// Not at all.
    None,
    /// In the prompt.
    Prompt,
    /// As a glossary that is kept at the provider.
    Glossary,
    /// As marks in the text.
    Inline,
    /// Renderings stand in the text as placeholders and are put in afterwards.
    Placeholders,
}

/// How markup travels to a backend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MarkupSupport {
    /// As numbered tags in the text, which a prompt explains.
    Tags,
    /// As HTML.
    Html,
    /// As placeholders.
    Placeholders,
}

/// What a backend offers, for people who choose one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Offer {
    /// How it is told terms.
    pub terms: TermSupport,
    /// How markup travels.
    pub markup: MarkupSupport,
    /// The most characters one call may carry; nothing where the model's window is the bound.
    pub characters: Option<usize>,
    /// Its price, where it is known.
    pub price: Option<Price>,
}

/// The terms of a language for a glossary that is kept at the provider.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TermList {
    /// Vietnamese and rendering, sorted, no Vietnamese twice.
    pub pairs: Vec<(String, String)>,
}

/// A backend's answer to one request: untrusted text until it is parsed and checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The answer, what stood around it taken off (see [`reply::clean`](super::reply::clean)).
    pub text: String,
    /// Whether something stood around it: an introduction, a fence, quotes, the source once more.
    pub chatter: bool,
    /// Why it ends.
    pub finish: Finish,
    /// What it used.
    pub usage: Usage,
    /// How probable the engine held it, in per cent, where it says so: the geometric mean of its tokens' probabilities.
    pub confidence: Option<u8>,
    /// Who made it, where that is not plainly the backend that was asked.
    pub by: Option<Maker>,
}

/// Why a backend gave no answer.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum Error {
    /// It will not work until somebody changes something: no key, wrong key, no model file, quota used up.
    #[error("backend {backend} cannot be used: {why}")]
    Unusable {
        /// Its name.
        backend: String,
        /// What is wrong and the way out, without secrets.
        why: String,
    },
    /// It failed now, after its own retries: time-out, overload, connection lost, a reply that is no reply.
    #[error("backend {backend} failed: {why}")]
    Failed {
        /// Its name.
        backend: String,
        /// What happened, without secrets.
        why: String,
    },
    /// It has no answer for this one segment (a script without that line, a memory-only run, a text it rejects).
    #[error("backend {backend} has no answer: {why}")]
    NoAnswer {
        /// Its name.
        backend: String,
        /// Why not.
        why: String,
    },
    /// The run was stopped by its user.
    #[error("stopped")]
    Stopped,
}

/// The result for one request.
pub type Result<T> = std::result::Result<T, Error>;

/// A translation engine.
#[async_trait]
pub trait Backend: Send + Sync {
    /// The name it has in `config.toml`.
    fn name(&self) -> &str;

    /// The model it asks, where there is one.
    fn model(&self) -> Option<&str>;

    /// The version of the prompt it makes, where it makes one; goes into the origin of every row.
    fn prompt_version(&self) -> Option<&str>;

    /// What it can do.
    fn capabilities(&self) -> Capabilities;

    /// Whether it may be given the English sentence in place of the Vietnamese; glossaries at a provider are
    /// Vietnamese.
    fn pivots(&self) -> bool {
        self.capabilities().instructions
    }

    /// What it makes the best use of when it is asked for `to`, as far as that has been measured.
    fn draft(&self, to: Locale) -> Draft {
        if to == Locale::En { Draft::Off } else { Draft::English }
    }

    /// The very text or messages `request` turns into, for `--explain-prompt`; nothing where there is no prompt.
    fn explain(&self, request: &Request) -> Option<String>;

    /// Answers to at most [`Capabilities::batch`] requests, one each, in order. Dropping the future gives the
    /// work up.
    async fn translate(&self, requests: &[Request]) -> Vec<Result<Reply>>;

    /// Everybody whose answers it may give.
    fn makers(&self) -> Vec<Maker> {
        vec![Maker {
            name: self.name().to_owned(),
            model: self.model().map(str::to_owned),
            prompt: self.prompt_version().map(str::to_owned),
        }]
    }

    /// What it offers, in words for people.
    fn offer(&self) -> Offer {
        let (terms, markup) = match self.capabilities().instructions {
            true => (TermSupport::Prompt, MarkupSupport::Tags),
            false => (TermSupport::None, MarkupSupport::Tags),
        };
        Offer { terms, markup, characters: None, price: None }
    }

    /// What an answer to `request` will use, about; nothing where the backend costs nothing.
    fn quote(&self, request: &Request) -> Option<Quantity> {
        let _ = request;
        None
    }

    /// Tells it all terms of `to` before a run, for a glossary at the provider. Makes none where there is one of the
    /// same terms.
    async fn prepare(&self, to: Locale, terms: &TermList) -> Result<()> {
        let _ = (to, terms);
        Ok(())
    }

    /// Whether it can be used now, found out as cheaply as possible and without spending money.
    async fn probe(&self) -> Result<String>;
}
