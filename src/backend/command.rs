//! A program of the desk's own that speaks JSON lines on its standard input and output.
//!
//! One line a segment goes in, one line comes out under the same id, in any order (docs/command-backend.md). The
//! program is started at the first segment, stays, and is started anew where it has ended.

mod child;

use std::time::Duration;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use tokio::sync::{Mutex, Semaphore};

use self::child::Child;
use super::{Backend, Capabilities, Error, Finish, Reply, Request, Result, Usage, reply};
use crate::locale::Locale;

/// How the program is run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// The program and its arguments; no shell.
    pub command: Vec<String>,
    /// What its model is called, for the origin of its rows.
    pub model: Option<String>,
    /// How many segments it may have at once, at least 1.
    pub concurrency: usize,
    /// Seconds until a segment's answer must have come.
    pub timeout_seconds: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { command: Vec::new(), model: None, concurrency: 4, timeout_seconds: 120 }
    }
}

/// A program that is asked.
#[derive(Debug)]
pub struct Command {
    name: String,
    settings: Settings,
    calls: Semaphore,
    child: Mutex<Option<Child>>,
}

impl Command {
    /// The backend called `name`.
    ///
    /// # Errors
    ///
    /// When no program is named.
    pub fn new(name: &str, settings: Settings) -> Result<Self> {
        if settings.command.first().is_none_or(String::is_empty) {
            return Err(super::unusable(name, "set the program to run (command = [\"program\", \"argument\"])"));
        }
        let calls = Semaphore::new(settings.concurrency.clamp(1, 1024));
        Ok(Self { name: name.to_owned(), settings, calls, child: Mutex::default() })
    }

    async fn ask(&self, request: &Request) -> Result<Reply> {
        let failed = |why: String| Error::Failed { backend: self.name.clone(), why };
        let _turn = self.calls.acquire().await.map_err(|_| Error::Stopped)?;
        let answer = {
            let mut child = self.child.lock().await;
            let running = match child.take().filter(Child::is_alive) {
                Some(running) => running,
                None => Child::start(&self.settings.command).map_err(|why| super::unusable(&self.name, &why))?,
            };
            let running = child.insert(running);
            running.send(request).await.map_err(failed)?
        };
        let patience = Duration::from_secs(self.settings.timeout_seconds.max(1));
        let answer = match tokio::time::timeout(patience, answer).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(_)) => return Err(failed("the program ended before it answered".to_owned())),
            Err(_) => {
                // It may hang for good; the next segment starts it anew.
                *self.child.lock().await = None;
                let seconds = patience.as_secs();
                return Err(failed(format!("the program did not answer in {seconds} s and was ended")));
            }
        };
        let text = answer.map_err(|why| Error::NoAnswer { backend: self.name.clone(), why })?;
        if text.trim().is_empty() {
            return Err(Error::NoAnswer { backend: self.name.clone(), why: "the answer is empty".to_owned() });
        }
        let cleaned = reply::clean(&text, &request.text);
        let sent = u64::try_from(request.text.chars().count()).unwrap_or(u64::MAX);
        let usage = Usage { sent, received: 0 };
        Ok(Reply {
            text: cleaned.text,
            chatter: cleaned.chatter,
            finish: Finish::Stop,
            usage,
            confidence: None,
            by: None,
        })
    }
}

#[async_trait]
impl Backend for Command {
    fn name(&self) -> &str {
        &self.name
    }

    fn model(&self) -> Option<&str> {
        self.settings.model.as_deref()
    }

    fn prompt_version(&self) -> Option<&str> {
        None
    }

    fn capabilities(&self) -> Capabilities {
        let concurrency = self.settings.concurrency.max(1);
        Capabilities {
            targets: Locale::TARGETS.to_vec(),
            batch: 1,
            concurrency,
            instructions: true,
            examples: 3,
            neighbours: 2,
        }
    }

    fn explain(&self, request: &Request) -> Option<String> {
        serde_json::to_string_pretty(request).ok()
    }

    async fn translate(&self, requests: &[Request]) -> Vec<Result<Reply>> {
        futures::future::join_all(requests.iter().map(|request| self.ask(request))).await
    }

    async fn probe(&self) -> Result<String> {
        let program = self.settings.command.first().map(String::as_str).unwrap_or_default();
        let mut child = self.child.lock().await;
        if !child.as_ref().is_some_and(Child::is_alive) {
            *child = Some(Child::start(&self.settings.command).map_err(|why| super::unusable(&self.name, &why))?);
        }
        Ok(format!("ready: {program} runs"))
    }
}
