//! A GGUF model in this process, through llama.cpp.
//!
//! Decoding is greedy: the same request gives the same reply, unless two tokens are so close that the order in which
//! llama.cpp adds numbers up, which depends on what shares the batch, decides between them.

pub mod alphabet;
mod chat;
mod engine;
mod prefix;
mod schedule;
mod slot;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use tokio::sync::OnceCell;

use super::{
    Backend, Capabilities, Draft, Error, Reply, Request, Result, Setup, Usage, bound,
    model::catalogue,
    prompt::{self, Prompts},
    reply,
};
use crate::locale::Locale;
use engine::{Engine, Order};

/// How the embedded engine runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// A model of the catalogue (`anban model list`).
    pub model: String,
    /// Any GGUF file with a chat template, instead of `model`.
    pub path: Option<PathBuf>,
    /// Threads that compute; as many as the processor has cores where it is left out.
    pub threads: Option<usize>,
    /// How many segments are written at once, 1 to 64.
    pub sequences: usize,
    /// Tokens the cache holds, all sequences together; 28 KiB each with the default model.
    pub context_tokens: u32,
    /// Tokens evaluated in one batch: more reads prompts no faster, and is longer until a run stops.
    pub batch_tokens: usize,
    /// How many near matches of the memory are shown as examples, 0 to 5. A model of the default's size does worse
    /// with a long prompt.
    pub examples: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            model: catalogue::DEFAULT.name.to_owned(),
            path: None,
            threads: None,
            sequences: 16,
            context_tokens: 8192,
            batch_tokens: 256,
            examples: 0,
        }
    }
}

/// What chance adds to a second attempt, so that it differs from the refused one.
const RETRY_TEMPERATURE: f32 = 0.4;

/// A model file's name in the memory: the catalogue's where it is a file of the catalogue, wherever it lies, so that
/// the same file named in two ways is one model.
fn name_of(path: &Path) -> String {
    let file = path.file_name().unwrap_or_default();
    catalogue::ALL.iter().find(|entry| file == entry.file).map_or_else(
        || path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        |entry| entry.name.to_owned(),
    )
}

/// The backend that runs a model itself. The model is loaded at the first request.
#[derive(Debug)]
pub struct Embedded {
    name: String,
    model: String,
    path: PathBuf,
    settings: Settings,
    prompts: Arc<Prompts>,
    engine: OnceCell<Engine>,
}

impl Embedded {
    /// The backend that `setup` names, its model in `models` unless the settings name a file.
    ///
    /// # Errors
    ///
    /// When the model is neither a file nor in the catalogue.
    pub fn new(setup: &Setup, settings: Settings, models: &Path) -> Result<Self> {
        let name = &setup.name;
        let (model, path) = match &settings.path {
            Some(path) => (name_of(path), path.clone()),
            None => {
                let entry = catalogue::find(&settings.model).ok_or_else(|| Error::Unusable {
                    backend: name.clone(),
                    why: format!("no model is called {:?}; see `anban model list`, or set path", settings.model),
                })?;
                (entry.name.to_owned(), models.join(entry.file))
            }
        };
        Ok(Self {
            name: name.clone(),
            model,
            path,
            settings,
            prompts: Arc::clone(&setup.prompts),
            engine: OnceCell::new(),
        })
    }

    async fn engine(&self) -> Result<&Engine> {
        let start = || async {
            if !self.path.is_file() {
                let path = self.path.display();
                return Err(self.unusable(format!("the model file {path} is missing; `anban model pull` fetches it")));
            }
            Engine::start(self.path.clone(), self.settings.clone()).await.map_err(|why| self.unusable(why))
        };
        self.engine.get_or_try_init(start).await
    }

    async fn write(&self, request: &Request) -> Result<Reply> {
        let generated = self.engine().await?.write(order(request, &self.prompts)).await.map_err(|refusal| {
            let backend = self.name.clone();
            match refusal {
                engine::Refusal::TooLong(why) => Error::NoAnswer { backend, why },
                engine::Refusal::Failed(why) => Error::Failed { backend, why },
                engine::Refusal::Stopped => Error::Stopped,
            }
        })?;
        let cleaned = reply::clean(&generated.text, &request.text);
        let count = |tokens| u64::try_from(tokens).unwrap_or(u64::MAX);
        let usage = Usage { sent: count(generated.sent), received: count(generated.written) };
        Ok(Reply {
            text: cleaned.text,
            chatter: cleaned.chatter,
            finish: generated.finish,
            usage,
            confidence: generated.confidence,
            by: None,
        })
    }

    fn unusable(&self, why: String) -> Error {
        Error::Unusable { backend: self.name.clone(), why }
    }
}

fn order(request: &Request, prompts: &Prompts) -> Order {
    let attempt = request.attempt();
    let targets = request.terms.iter().map(|term| &term.target).chain(request.names.iter().map(|name| &name.target));
    let fits = targets.flat_map(|target| target.chars()).all(|character| alphabet::admits(request.to, character));
    Order {
        messages: prompts.messages(request, prompt::Form::for_small_model(request)),
        alphabet: (fits && !request.bare).then_some(request.to),
        max_tokens: bound::reply_tokens(request),
        temperature: if attempt == 0 { 0.0 } else { RETRY_TEMPERATURE },
        seed: attempt,
    }
}

#[async_trait]
impl Backend for Embedded {
    fn name(&self) -> &str {
        &self.name
    }

    fn model(&self) -> Option<&str> {
        Some(&self.model)
    }

    fn prompt_version(&self) -> Option<&str> {
        Some(self.prompts.version())
    }

    fn capabilities(&self) -> Capabilities {
        let concurrency = self.settings.sequences.clamp(1, schedule::MOST_SEQUENCES);
        Capabilities {
            targets: Locale::TARGETS.to_vec(),
            batch: 1,
            concurrency,
            instructions: true,
            examples: self.settings.examples,
            neighbours: 0,
        }
    }

    /// A model of a few billion parameters reads English better than Vietnamese. Measured with Qwen2.5-Coder-1.5B on the 30
    /// articles of the Universal Declaration of Human Rights (60 sentences), chrF++ in Japanese with three worked
    /// examples: out of the English 13.3, out of both 12.7; without examples out of the English 12.1, direct 11.8.
    fn draft(&self, to: Locale) -> Draft {
        match to {
            Locale::Ja | Locale::Ko => Draft::Pivot,
            Locale::En | Locale::Vi => Draft::Off,
        }
    }

    fn explain(&self, request: &Request) -> Option<String> {
        Some(self.prompts.explain(request, prompt::Form::for_small_model(request)))
    }

    async fn translate(&self, requests: &[Request]) -> Vec<Result<Reply>> {
        futures::future::join_all(requests.iter().map(|request| self.write(request))).await
    }

    async fn probe(&self) -> Result<String> {
        let length = self.path.metadata().map(|metadata| metadata.len()).ok();
        let path = self.path.display();
        let Some(length) = length else {
            return Err(self.unusable(format!("the model file {path} is missing; `anban model pull` fetches it")));
        };
        let expected = catalogue::find(&self.model).map(|entry| entry.bytes);
        match expected {
            Some(expected) if expected != length => Err(self.unusable(format!(
                "{path} has {length} bytes, {} has {expected}; `anban model verify` checks it",
                self.model
            ))),
            _ => Ok(format!("ready: {path}")),
        }
    }
}
