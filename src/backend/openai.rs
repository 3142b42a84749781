//! Any server with OpenAI's chat completions: OpenAI, llama.cpp, Ollama, vLLM (domain facts §9.1, §9.7, §9.8).

mod wire;

use async_trait::async_trait;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use tokio::sync::Semaphore;

use super::{
    Backend, Capabilities, Error, Reply, Request, Result,
    http::{Fault, Limits, Server},
    prompt,
};
use crate::locale::Locale;

/// How many of a server's models are named in an error.
const NAMED: usize = 12;

/// How a chat server is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// The address before `/chat/completions`, with its `/v1`.
    pub base_url: String,
    /// The model to ask for.
    pub model: String,
    /// The environment variable that holds the key; left out where the server needs none.
    pub api_key_env: Option<String>,
    /// How many calls may be under way at once, at least 1.
    pub concurrency: usize,
    /// 0 for the likeliest answer; left out of the request where it is left out here, as reasoning models want.
    pub temperature: Option<f64>,
    /// The field that bounds the reply: `max_tokens`, for newer OpenAI models `max_completion_tokens`, empty for none.
    pub limit_field: String,
    /// How many near matches of the memory are shown as examples, 0 to 5.
    pub examples: usize,
    /// Time limits and retries.
    pub http: Limits,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            base_url: "http://127.0.0.1:8080/v1".to_owned(),
            model: "default".to_owned(),
            api_key_env: None,
            concurrency: 4,
            temperature: Some(0.0),
            limit_field: "max_tokens".to_owned(),
            examples: 3,
            http: Limits::default(),
        }
    }
}

/// A chat server.
#[derive(Debug)]
pub struct OpenAi {
    name: String,
    settings: Settings,
    server: Server,
    calls: Semaphore,
}

impl OpenAi {
    /// The backend called `name`.
    ///
    /// # Errors
    ///
    /// When the base address is none.
    pub fn new(name: &str, settings: Settings, key: Option<SecretString>) -> Result<Self> {
        let server =
            Server::new(&settings.base_url, key, settings.http.clone()).map_err(|fault| told(name, fault))?;
        Ok(Self { name: name.to_owned(), calls: Semaphore::new(settings.concurrency.max(1)), server, settings })
    }

    async fn ask(&self, request: &Request) -> Result<Reply> {
        let _turn = self.calls.acquire().await.map_err(|_| Error::Stopped)?;
        let body = wire::body(&self.settings, request);
        let value = self.server.post("chat/completions", &body).await.map_err(|fault| told(&self.name, fault))?;
        wire::reply(value, request).map_err(|why| Error::Failed {
            backend: self.name.clone(),
            why: format!("{}: {why}", self.server.shown()),
        })
    }
}

fn told(name: &str, fault: Fault) -> Error {
    let backend = name.to_owned();
    match fault {
        Fault::Unusable(why) => Error::Unusable { backend, why },
        Fault::Failed(why) => Error::Failed { backend, why },
        Fault::Rejected(why) => Error::NoAnswer { backend, why },
    }
}

#[async_trait]
impl Backend for OpenAi {
    fn name(&self) -> &str {
        &self.name
    }

    fn model(&self) -> Option<&str> {
        Some(&self.settings.model)
    }

    fn prompt_version(&self) -> Option<&str> {
        Some(prompt::version())
    }

    fn capabilities(&self) -> Capabilities {
        let concurrency = self.settings.concurrency.max(1);
        Capabilities {
            targets: Locale::TARGETS.to_vec(),
            batch: 1,
            concurrency,
            instructions: true,
            examples: self.settings.examples,
        }
    }

    fn explain(&self, request: &Request) -> Option<String> {
        Some(prompt::explain(request, prompt::Form::Full))
    }

    async fn translate(&self, requests: &[Request]) -> Vec<Result<Reply>> {
        futures::future::join_all(requests.iter().map(|request| self.ask(request))).await
    }

    async fn probe(&self) -> Result<String> {
        let value = self.server.get("models").await.map_err(|fault| told(&self.name, fault))?;
        let names = wire::models(&value);
        let model = &self.settings.model;
        if names.is_empty() || names.iter().any(|name| name == model || name.strip_suffix(":latest") == Some(model)) {
            return Ok(format!("ready: {} offers {model}", self.server.shown()));
        }
        let why = format!(
            "{} does not offer the model {model:?}; it has {}",
            self.server.shown(),
            names.get(..NAMED).unwrap_or(&names).join(", ")
        );
        Err(Error::Unusable { backend: self.name.clone(), why })
    }
}
