//! Any server with OpenAI's chat completions: OpenAI, llama.cpp, vLLM (domain facts §9.1, §9.7, §9.8).

mod wire;

use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use super::{
    Price, Result,
    chat::Chat,
    http::{Auth, Limits, Server, told},
    setup::Setup,
    traffic::Traffic,
};
pub use wire::Completions;

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
    /// How many segments go into one call at most, 1 to 64; more than one needs a server that keeps a JSON schema.
    pub batch: usize,
    /// 0 for the likeliest answer; left out of the request where it is left out here, as reasoning models want.
    pub temperature: Option<f64>,
    /// The field that bounds the reply: `max_tokens`, for newer OpenAI models `max_completion_tokens`, empty for none.
    pub limit_field: String,
    /// How many near matches of the memory are shown as examples, 0 to 5.
    pub examples: usize,
    /// How many neighbouring sentences are shown with the translations that people accepted.
    pub neighbours: usize,
    /// Ask how probable each token was, for a confidence on every row; only where a segment has a call of its own, and not
    /// every server and model can.
    pub logprobs: bool,
    /// The provider's price.
    pub price: Option<Price>,
    /// How much may be sent.
    pub traffic: Traffic,
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
            batch: 1,
            temperature: Some(0.0),
            limit_field: "max_tokens".to_owned(),
            examples: 3,
            neighbours: 2,
            logprobs: false,
            price: None,
            traffic: Traffic::default(),
            http: Limits::default(),
        }
    }
}

/// A chat server.
pub type OpenAi = Chat<Completions>;

impl OpenAi {
    /// The backend called `name`, paid by nobody.
    ///
    /// # Errors
    ///
    /// When the base address is none.
    pub fn new(name: &str, settings: Settings, key: Option<SecretString>) -> Result<Self> {
        Self::build(&Setup::new(name, key), settings)
    }

    /// The backend of `setup`.
    ///
    /// # Errors
    ///
    /// When the base address is none.
    pub fn build(setup: &Setup, settings: Settings) -> Result<Self> {
        let auth = setup.key.clone().map_or(Auth::Nobody, Auth::Bearer);
        let server = Server::new(&settings.base_url, auth, settings.http.clone())
            .map_err(|fault| told(&setup.name, fault))?
            .within(&settings.traffic);
        let server = setup.paid(server, Some(&settings.model), settings.price.clone());
        let (sizes, price) = ((settings.concurrency, settings.batch), settings.price.clone());
        Ok(Self::with(setup, Completions(settings), server, sizes, price))
    }
}
