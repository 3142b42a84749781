//! Ollama's own API, which unlike its OpenAI-compatible one lets the context's size be set (domain facts §9.7).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{
    Finish, Price, Quantity, Result, Usage,
    chat::{Chat, Wire, Written, names, number},
    http::{Auth, Limits, Server, told},
    prompt::Message,
    setup::Setup,
    traffic::Traffic,
};

/// How Ollama is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// The address before `/chat`.
    pub base_url: String,
    /// The model to ask for; has to be set and pulled.
    pub model: String,
    /// The environment variable that holds the key; left out where the server needs none.
    pub api_key_env: Option<String>,
    /// How many calls may be under way at once, at least 1.
    pub concurrency: usize,
    /// How many segments go into one call at most, 1 to 64.
    pub batch: usize,
    /// 0 for the likeliest answer.
    pub temperature: f64,
    /// Tokens of the context; always sent, because Ollama cuts a longer prompt without a word.
    pub context_tokens: usize,
    /// Whether a model that can think does; left out of the request where it is left out here.
    pub think: Option<bool>,
    /// How many near matches of the memory are shown as examples, 0 to 5.
    pub examples: usize,
    /// How many neighbouring sentences are shown with the translations that people accepted.
    pub neighbours: usize,
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
            base_url: "http://127.0.0.1:11434/api".to_owned(),
            model: String::new(),
            api_key_env: None,
            concurrency: 2,
            batch: 1,
            temperature: 0.0,
            context_tokens: 8192,
            think: None,
            examples: 3,
            neighbours: 2,
            price: None,
            traffic: Traffic::default(),
            http: Limits::default(),
        }
    }
}

/// Ollama's `/api/chat`.
#[derive(Clone, Debug)]
pub struct OllamaChat(Settings);

/// Ollama.
pub type Ollama = Chat<OllamaChat>;

impl Ollama {
    /// The backend of `setup`.
    ///
    /// # Errors
    ///
    /// When the base address is none, or no model is named.
    pub fn build(setup: &Setup, settings: Settings) -> Result<Self> {
        if settings.model.is_empty() {
            return Err(super::unusable(&setup.name, "set the model to ask for (model)"));
        }
        let auth = setup.key.clone().map_or(Auth::Nobody, Auth::Bearer);
        let server = Server::new(&settings.base_url, auth, settings.http.clone())
            .map_err(|fault| told(&setup.name, fault))?
            .within(&settings.traffic);
        let server = setup.paid(server, Some(&settings.model), settings.price.clone());
        let (sizes, price) = ((settings.concurrency, settings.batch), settings.price.clone());
        Ok(Self::with(setup, OllamaChat(settings), server, sizes, price))
    }
}

impl Wire for OllamaChat {
    fn model(&self) -> &str {
        &self.0.model
    }

    fn examples(&self) -> usize {
        self.0.examples
    }

    fn neighbours(&self) -> usize {
        self.0.neighbours
    }

    fn path(&self) -> &'static str {
        "chat"
    }

    fn models_path(&self) -> Option<&'static str> {
        Some("tags")
    }

    fn body(&self, messages: &[Message], most: usize, schema: Option<&Value>) -> Value {
        let mut body = Map::new();
        body.insert("model".to_owned(), json!(self.0.model));
        body.insert("messages".to_owned(), json!(messages));
        body.insert("stream".to_owned(), json!(false));
        if let Some(schema) = schema {
            body.insert("format".to_owned(), schema.clone());
        }
        if let Some(think) = self.0.think {
            body.insert("think".to_owned(), json!(think));
        }
        let options = json!({
            "temperature": self.0.temperature,
            "num_ctx": self.0.context_tokens,
            "num_predict": most,
        });
        body.insert("options".to_owned(), options);
        Value::Object(body)
    }

    fn read(&self, value: Value) -> std::result::Result<Written, String> {
        // An error may come under status 200.
        if let Some(error) = value.get("error").and_then(Value::as_str) {
            return Err(error.chars().take(200).collect());
        }
        let text = value.pointer("/message/content").and_then(Value::as_str).ok_or("the reply is no chat answer")?;
        if value.get("done").and_then(Value::as_bool) == Some(false) {
            return Err("the reply breaks off".to_owned());
        }
        let sent = number(&value, "/prompt_eval_count").unwrap_or_default();
        let room = u64::try_from(self.0.context_tokens).unwrap_or(u64::MAX);
        if sent >= room {
            return Err(format!("the prompt has filled the context of {room} tokens; raise context-tokens"));
        }
        let finish = match value.get("done_reason").and_then(Value::as_str) {
            Some("length") => Finish::Length,
            _ => Finish::Stop,
        };
        let received = number(&value, "/eval_count").unwrap_or_default();
        Ok(Written { text: text.to_owned(), finish, usage: Usage { sent, received }, confidence: None })
    }

    fn used(&self, value: &Value) -> Option<Quantity> {
        Some(Quantity {
            tokens_in: number(value, "/prompt_eval_count").unwrap_or_default(),
            tokens_out: number(value, "/eval_count")?,
            characters: 0,
        })
    }

    fn models(&self, value: &Value) -> Vec<String> {
        names(value, "models", "name")
    }
}
