//! LibreTranslate (domain facts §9.6).

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    MarkupSupport, Price, Result, TermSupport,
    http::{Auth, Limits, Server, told},
    mt::{Call, Marks, Mt, Size, Wire, texts},
    setup::Setup,
    traffic::Traffic,
};
use crate::locale::Locale;

/// How LibreTranslate is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// The server's address.
    pub base_url: String,
    /// The environment variable that holds the key; left out where the server needs none.
    pub api_key_env: Option<String>,
    /// Whether terms travel as placeholders; it has no glossary.
    pub protect_terms: bool,
    /// How many texts the server takes in one call (its batch-limit).
    pub batch: usize,
    /// How many characters it takes in one call (its char-limit).
    pub characters: usize,
    /// How many calls may be under way at once, at least 1.
    pub concurrency: usize,
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
            base_url: "http://127.0.0.1:5000".to_owned(),
            api_key_env: None,
            protect_terms: true,
            batch: 16,
            characters: 10_000,
            concurrency: 2,
            price: None,
            traffic: Traffic::default(),
            http: Limits::default(),
        }
    }
}

/// LibreTranslate's API.
#[derive(Debug)]
pub struct Translate {
    settings: Settings,
}

/// LibreTranslate.
pub type LibreTranslate = Mt<Translate>;

impl LibreTranslate {
    /// The backend of `setup`.
    ///
    /// # Errors
    ///
    /// When the base address is none.
    pub fn build(setup: &Setup, settings: Settings) -> Result<Self> {
        let auth = setup.key.clone().map_or(Auth::Nobody, |key| Auth::Field("api_key", key));
        let server = Server::new(&settings.base_url, auth, settings.http.clone())
            .map_err(|fault| told(&setup.name, fault))?
            .within(&settings.traffic);
        let server = setup.paid(server, None, settings.price.clone());
        let (concurrency, price) = (settings.concurrency, settings.price.clone());
        Ok(Self::with(&setup.name, Translate { settings }, server, concurrency, price))
    }
}

#[async_trait]
impl Wire for Translate {
    fn size(&self) -> Size {
        Size { texts: self.settings.batch.max(1), most: self.settings.characters.max(1), bytes: false }
    }

    fn terms(&self) -> TermSupport {
        if self.settings.protect_terms { TermSupport::Placeholders } else { TermSupport::None }
    }

    fn markup(&self) -> MarkupSupport {
        MarkupSupport::Html
    }

    fn marks(&self, _: Locale) -> Marks {
        Marks { markup: MarkupSupport::Html, protect: self.settings.protect_terms, inline: None }
    }

    fn request(&self, call: &Call<'_>) -> (String, Value) {
        let body = json!({
            "q": call.texts,
            "source": call.from.tag(),
            "target": call.to.tag(),
            "format": if call.html { "html" } else { "text" },
        });
        ("translate".to_owned(), body)
    }

    fn read(&self, value: Value, _: &Call<'_>) -> std::result::Result<Vec<String>, String> {
        texts(&value, "/translatedText", "")
    }

    fn probe_path(&self) -> Option<&'static str> {
        Some("languages")
    }
}
