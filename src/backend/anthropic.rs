//! Anthropic's Messages (domain facts §9.2).

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Finish, Price, Quantity, Result, Usage,
    chat::{Chat, Wire, Written, names, number},
    http::{Auth, Limits, Server, told},
    prompt::{Message, Speaker},
    setup::Setup,
    traffic::Traffic,
};

/// The version of the API that is spoken.
const VERSION: &str = "2023-06-01";

/// How Anthropic is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// The address before `/messages`.
    pub base_url: String,
    /// The model to ask for; has to be set.
    pub model: String,
    /// The environment variable that holds the key.
    pub api_key_env: String,
    /// How many calls may be under way at once, at least 1.
    pub concurrency: usize,
    /// How many segments go into one call at most, 1 to 64.
    pub batch: usize,
    /// 0 to 1; left out of the request where it is left out here.
    pub temperature: Option<f64>,
    /// Whether replies to batches are held to a JSON schema (`output_config`, Claude 4.5 and later).
    pub structured: bool,
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
            base_url: "https://api.anthropic.com/v1".to_owned(),
            model: String::new(),
            api_key_env: "ANTHROPIC_API_KEY".to_owned(),
            concurrency: 4,
            batch: 8,
            temperature: None,
            structured: true,
            examples: 3,
            neighbours: 2,
            price: None,
            traffic: Traffic::default(),
            http: Limits::default(),
        }
    }
}

/// The Messages API.
#[derive(Clone, Debug)]
pub struct Messages(Settings);

/// Anthropic.
pub type Anthropic = Chat<Messages>;

impl Anthropic {
    /// The backend of `setup`.
    ///
    /// # Errors
    ///
    /// When the base address is none, or no model is named.
    pub fn build(setup: &Setup, settings: Settings) -> Result<Self> {
        if settings.model.is_empty() {
            return Err(super::unusable(&setup.name, "set the model to ask for (model)"));
        }
        let auth = setup.key.clone().map_or(Auth::Nobody, |key: SecretString| Auth::Header("x-api-key", "", key));
        let server = Server::new(&settings.base_url, auth, settings.http.clone())
            .map_err(|fault| told(&setup.name, fault))?
            .with_headers(vec![("anthropic-version", VERSION.to_owned())])
            .within(&settings.traffic);
        let server = setup.paid(server, Some(&settings.model), settings.price.clone());
        let (sizes, price) = ((settings.concurrency, settings.batch), settings.price.clone());
        Ok(Self::with(setup, Messages(settings), server, sizes, price))
    }
}

impl Wire for Messages {
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
        "messages"
    }

    fn models_path(&self) -> Option<&'static str> {
        Some("models")
    }

    fn body(&self, messages: &[Message], most: usize, schema: Option<&Value>) -> Value {
        let of = |wanted: fn(Speaker) -> bool| messages.iter().filter(move |message| wanted(message.role));
        let system: Vec<&str> = of(|role| role == Speaker::System).map(|message| message.text.as_str()).collect();
        let said: Vec<&Message> = of(|role| role != Speaker::System).collect();
        let mut body = json!({
            "model": self.0.model,
            "max_tokens": most,
            "system": system.join("\n"),
            "messages": said,
        });
        if let Some(fields) = body.as_object_mut() {
            if let Some(temperature) = self.0.temperature {
                fields.insert("temperature".to_owned(), json!(temperature));
            }
            if let Some(schema) = schema.filter(|_| self.0.structured) {
                let format = json!({ "format": { "type": "json_schema", "schema": schema } });
                fields.insert("output_config".to_owned(), format);
            }
        }
        body
    }

    fn read(&self, value: Value) -> std::result::Result<Written, String> {
        let blocks = value.get("content").and_then(Value::as_array).ok_or("the reply is no message")?;
        let text = blocks
            .iter()
            .filter(|block| block.get("type").and_then(Value::as_str) == Some("text"))
            .filter_map(|block| block.get("text")?.as_str())
            .collect();
        let finish = match value.get("stop_reason").and_then(Value::as_str) {
            Some("max_tokens" | "model_context_window_exceeded" | "pause_turn") => Finish::Length,
            Some("refusal") => Finish::Refusal,
            _ => Finish::Stop,
        };
        let usage = Usage {
            sent: number(&value, "/usage/input_tokens").unwrap_or_default(),
            received: number(&value, "/usage/output_tokens").unwrap_or_default(),
        };
        Ok(Written { text, finish, usage, confidence: None })
    }

    fn used(&self, value: &Value) -> Option<Quantity> {
        let cached = |name: &str| number(value, &format!("/usage/{name}")).unwrap_or_default();
        Some(Quantity {
            tokens_in: number(value, "/usage/input_tokens")?
                + cached("cache_creation_input_tokens")
                + cached("cache_read_input_tokens"),
            tokens_out: number(value, "/usage/output_tokens")?,
            characters: 0,
        })
    }

    fn models(&self, value: &Value) -> Vec<String> {
        names(value, "data", "id")
    }
}
