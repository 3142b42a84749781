//! Answers from a file, for tests and rehearsals.

mod file;

use std::{collections::HashMap, path::PathBuf, time::Duration};

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

pub use file::{Answer, Fault, ScriptError};

use super::{Backend, Capabilities, Error, Reply, Request, Result, Usage, reply};
use crate::locale::Locale;

/// Where the answers stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// The file: TOML with `[[answer]]` tables, or JSON lines where its name ends in `.jsonl`.
    pub path: PathBuf,
    /// How many calls may be under way at once, at least 1.
    pub concurrency: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { path: PathBuf::from("script.toml"), concurrency: 16 }
    }
}

/// A backend that has every answer written down.
#[derive(Clone, Debug)]
pub struct Scripted {
    name: String,
    concurrency: usize,
    answers: HashMap<(String, Option<Locale>), Vec<Answer>>,
}

impl Scripted {
    /// Reads the file.
    ///
    /// # Errors
    ///
    /// When it cannot be read or understood; the error names file, line and column.
    pub fn open(name: &str, settings: &Settings) -> std::result::Result<Self, ScriptError> {
        Ok(Self::new(name, settings.concurrency, file::read(&settings.path)?))
    }

    /// A script from `answers`. Several answers to one text are for the first, second, … attempt; the last one is
    /// repeated.
    #[must_use]
    pub fn new(name: &str, concurrency: usize, answers: Vec<Answer>) -> Self {
        let mut known: HashMap<_, Vec<_>> = HashMap::new();
        for answer in answers {
            known.entry((answer.source.clone(), answer.to)).or_default().push(answer);
        }
        Self { name: name.to_owned(), concurrency: concurrency.max(1), answers: known }
    }

    fn find(&self, request: &Request) -> Option<&Answer> {
        let texts = [request.text.as_str(), file::ANY];
        let answers = texts
            .iter()
            .flat_map(|text| [Some(request.to), None].map(|to| ((*text).to_owned(), to)))
            .find_map(|key| self.answers.get(&key))?;
        answers.get(request.attempt() as usize).or(answers.last())
    }

    async fn answer(&self, request: &Request) -> Result<Reply> {
        let backend = || self.name.clone();
        let Some(answer) = self.find(request) else {
            let why = format!("the script has no {} for {:?}", request.to, request.text);
            return Err(Error::NoAnswer { backend: backend(), why });
        };
        if answer.delay_ms > 0 {
            tokio::time::sleep(Duration::from_millis(answer.delay_ms)).await;
        }
        match answer.fault {
            Some(Fault::Unusable) => return Err(Error::Unusable { backend: backend(), why: answer.target.clone() }),
            Some(Fault::Failed) => return Err(Error::Failed { backend: backend(), why: answer.target.clone() }),
            Some(Fault::NoAnswer) => return Err(Error::NoAnswer { backend: backend(), why: answer.target.clone() }),
            None => {}
        }
        let cleaned = reply::clean(&answer.target.replace(file::ECHO, &request.text), &request.text);
        let sent = u64::try_from(request.text.chars().count()).unwrap_or(u64::MAX);
        let received = u64::try_from(cleaned.text.chars().count()).unwrap_or(u64::MAX);
        Ok(Reply {
            text: cleaned.text,
            chatter: cleaned.chatter,
            finish: answer.finish,
            usage: Usage { sent, received },
            confidence: answer.confidence,
            by: None,
        })
    }
}

#[async_trait]
impl Backend for Scripted {
    fn name(&self) -> &str {
        &self.name
    }

    fn model(&self) -> Option<&str> {
        None
    }

    fn prompt_version(&self) -> Option<&str> {
        None
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            targets: Locale::TARGETS.to_vec(),
            batch: 1,
            concurrency: self.concurrency,
            instructions: true,
            examples: 0,
            neighbours: 0,
        }
    }

    fn explain(&self, _: &Request) -> Option<String> {
        None
    }

    async fn translate(&self, requests: &[Request]) -> Vec<Result<Reply>> {
        futures::future::join_all(requests.iter().map(|request| self.answer(request))).await
    }

    async fn probe(&self) -> Result<String> {
        Ok(format!("ready: {} answers", self.answers.values().map(Vec::len).sum::<usize>()))
    }
}
