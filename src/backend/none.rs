//! The backend of a run that uses the memory only.

use async_trait::async_trait;

use super::{Backend, Capabilities, Error, Reply, Request, Result};
use crate::locale::Locale;

/// Has no answer to anything.
#[derive(Clone, Debug)]
pub struct MemoryOnly {
    name: String,
}

impl MemoryOnly {
    /// The backend called `name`.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned() }
    }
}

#[async_trait]
impl Backend for MemoryOnly {
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
            batch: 64,
            concurrency: 1,
            instructions: false,
            examples: 0,
            neighbours: 0,
        }
    }

    fn explain(&self, _: &Request) -> Option<String> {
        None
    }

    async fn translate(&self, requests: &[Request]) -> Vec<Result<Reply>> {
        let why = "this run uses the translation memory only";
        requests.iter().map(|_| Err(Error::NoAnswer { backend: self.name.clone(), why: why.to_owned() })).collect()
    }

    async fn probe(&self) -> Result<String> {
        Ok("ready: translation memory only".to_owned())
    }
}
