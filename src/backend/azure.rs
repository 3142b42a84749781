//! Azure Translator v3 (domain facts §9.5).

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

/// How Azure is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// The address before `/translate`.
    pub base_url: String,
    /// The environment variable that holds the key.
    pub api_key_env: String,
    /// The resource's region; regional and multi-service resources need it.
    pub region: String,
    /// The category of a custom system; empty: the general one.
    pub category: String,
    /// Whether terms are told in the text, as dynamic dictionary.
    pub dictionary: bool,
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
            base_url: "https://api.cognitive.microsofttranslator.com".to_owned(),
            api_key_env: "AZURE_TRANSLATOR_KEY".to_owned(),
            region: String::new(),
            category: String::new(),
            dictionary: true,
            concurrency: 4,
            price: None,
            traffic: Traffic::default(),
            http: Limits::default(),
        }
    }
}

/// Azure's API.
#[derive(Debug)]
pub struct Translate {
    settings: Settings,
}

/// Azure Translator.
pub type Azure = Mt<Translate>;

impl Azure {
    /// The backend of `setup`.
    ///
    /// # Errors
    ///
    /// When the base address is none, or the category is no name.
    pub fn build(setup: &Setup, settings: Settings) -> Result<Self> {
        if !settings.category.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_.".contains(letter)) {
            return Err(super::unusable(&setup.name, "category has characters that no category has"));
        }
        let auth = setup.key.clone().map_or(Auth::Nobody, |key| Auth::Header("ocp-apim-subscription-key", "", key));
        let mut headers = Vec::new();
        if !settings.region.is_empty() {
            headers.push(("ocp-apim-subscription-region", settings.region.clone()));
        }
        let server = Server::new(&settings.base_url, auth, settings.http.clone())
            .map_err(|fault| told(&setup.name, fault))?
            .with_headers(headers)
            .within(&settings.traffic);
        let server = setup.paid(server, None, settings.price.clone());
        let (concurrency, price) = (settings.concurrency, settings.price.clone());
        Ok(Self::with(&setup.name, Translate { settings }, server, concurrency, price))
    }
}

#[async_trait]
impl Wire for Translate {
    fn model(&self) -> Option<&str> {
        Some(self.settings.category.as_str()).filter(|category| !category.is_empty())
    }

    fn size(&self) -> Size {
        Size { texts: 1000, most: 50_000, bytes: false }
    }

    fn terms(&self) -> TermSupport {
        if self.settings.dictionary { TermSupport::Inline } else { TermSupport::None }
    }

    fn markup(&self) -> MarkupSupport {
        MarkupSupport::Html
    }

    fn marks(&self, _: Locale) -> Marks {
        let inline = ("<mstrans:dictionary translation=\"", "\">", "</mstrans:dictionary>");
        Marks { markup: MarkupSupport::Html, protect: false, inline: self.settings.dictionary.then_some(inline) }
    }

    fn request(&self, call: &Call<'_>) -> (String, Value) {
        let mut path = format!(
            "translate?api-version=3.0&from={}&to={}&textType={}",
            call.from.tag(),
            call.to.tag(),
            if call.html { "html" } else { "plain" }
        );
        if let Some(category) = self.model() {
            path.push_str("&category=");
            path.push_str(category);
        }
        let body: Vec<Value> = call.texts.iter().map(|text| json!({ "Text": text })).collect();
        (path, Value::Array(body))
    }

    fn read(&self, value: Value, _: &Call<'_>) -> std::result::Result<Vec<String>, String> {
        texts(&value, "", "/translations/0/text")
    }

    fn probe_path(&self) -> Option<&'static str> {
        Some("languages?api-version=3.0&scope=translation")
    }
}
