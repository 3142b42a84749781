//! DeepL: v2 translate, with glossaries of v3 (domain facts §9.3).

use std::{collections::HashMap, sync::Mutex};

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    MarkupSupport, Price, Quantity, Result, TermList, TermSupport,
    http::{Auth, Fault, Limits, Server, told},
    mt::{Call, Glossary, Marks, Mt, Size, Wire, texts},
    setup::Setup,
    traffic::Traffic,
};
use crate::locale::Locale;

/// The most bytes of texts in a call: 128 KiB less what stands around them.
const BYTES: usize = 120 * 1024;

/// How DeepL is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// The address before `/v2`; `https://api-free.deepl.com` for keys that end in `:fx`.
    pub base_url: String,
    /// The environment variable that holds the key.
    pub api_key_env: String,
    /// `default`, `prefer_more` or `prefer_less`; DeepL has it for Japanese only.
    pub formality: String,
    /// `latency_optimized`, `quality_optimized` or `prefer_quality_optimized`; empty: DeepL chooses.
    pub model_type: String,
    /// Whether markup travels as HTML; DeepL's table has no tag handling for Vietnamese, so by default as placeholders.
    pub tags: bool,
    /// Whether the glossary is kept at DeepL.
    pub glossary: bool,
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
            base_url: "https://api.deepl.com".to_owned(),
            api_key_env: "DEEPL_API_KEY".to_owned(),
            formality: String::new(),
            model_type: String::new(),
            tags: false,
            glossary: true,
            concurrency: 4,
            price: None,
            traffic: Traffic::default(),
            http: Limits::default(),
        }
    }
}

/// DeepL's API.
#[derive(Debug)]
pub struct Translate {
    settings: Settings,
    /// The glossary of each language.
    glossaries: Mutex<HashMap<Locale, String>>,
}

/// DeepL.
pub type DeepL = Mt<Translate>;

impl DeepL {
    /// The backend of `setup`.
    ///
    /// # Errors
    ///
    /// When the base address is none.
    pub fn build(setup: &Setup, settings: Settings) -> Result<Self> {
        let auth =
            setup.key.clone().map_or(Auth::Nobody, |key| Auth::Header("authorization", "DeepL-Auth-Key ", key));
        let server = Server::new(&settings.base_url, auth, settings.http.clone())
            .map_err(|fault| told(&setup.name, fault))?
            .within(&settings.traffic);
        let server = setup.paid(server, None, settings.price.clone());
        let (concurrency, price) = (settings.concurrency, settings.price.clone());
        let wire = Translate { settings, glossaries: Mutex::default() };
        Ok(Self::with(&setup.name, wire, server, concurrency, price))
    }
}

/// The language as a target of `/v2/translate`.
const fn target(locale: Locale) -> &'static str {
    match locale {
        Locale::Vi => "VI",
        Locale::En => "EN-US",
        Locale::Ja => "JA",
        Locale::Ko => "KO",
    }
}

#[async_trait]
impl Wire for Translate {
    fn size(&self) -> Size {
        Size { texts: 50, most: BYTES, bytes: true }
    }

    fn terms(&self) -> TermSupport {
        if self.settings.glossary { TermSupport::Glossary } else { TermSupport::None }
    }

    fn markup(&self) -> MarkupSupport {
        if self.settings.tags { MarkupSupport::Html } else { MarkupSupport::Placeholders }
    }

    fn marks(&self, _: Locale) -> Marks {
        Marks { markup: self.markup(), protect: false, inline: None }
    }

    fn request(&self, call: &Call<'_>) -> (String, Value) {
        let mut body = json!({
            "text": call.texts,
            "source_lang": call.from.tag().to_uppercase(),
            "target_lang": target(call.to),
            "preserve_formatting": true,
            "show_billed_characters": true,
        });
        let glossary = self.glossaries.lock().ok().and_then(|known| known.get(&call.to).cloned());
        let glossary = glossary.filter(|_| !call.bare);
        if let Some(fields) = body.as_object_mut() {
            let mut put = |name: &str, value: &str| {
                if !value.is_empty() {
                    fields.insert(name.to_owned(), json!(value));
                }
            };
            put("context", call.context.unwrap_or_default());
            put("model_type", &self.settings.model_type);
            put("glossary_id", glossary.as_deref().unwrap_or_default());
            if call.to == Locale::Ja {
                put("formality", &self.settings.formality);
            }
            if call.html {
                put("tag_handling", "html");
            }
        }
        ("v2/translate".to_owned(), body)
    }

    fn read(&self, value: Value, _: &Call<'_>) -> std::result::Result<Vec<String>, String> {
        texts(&value, "/translations", "/text")
    }

    fn used(&self, value: &Value) -> Option<Quantity> {
        let billed = value.get("translations")?.as_array()?.iter().map(|one| one.get("billed_characters")?.as_u64());
        Some(Quantity { characters: billed.sum::<Option<u64>>()?, ..Quantity::default() })
    }

    async fn prepare(&self, server: &Server, to: Locale, terms: &TermList) -> std::result::Result<(), Fault> {
        let Some(Glossary { name, entries }) = Glossary::new(to, terms).filter(|_| self.settings.glossary) else {
            return Ok(());
        };
        let id_of = |glossary: &Value| glossary.get("glossary_id").and_then(Value::as_str).map(str::to_owned);
        let known = server.get("v3/glossaries").await?;
        let same = known
            .get("glossaries")
            .and_then(Value::as_array)
            .and_then(|all| all.iter().find(|one| one.get("name").and_then(Value::as_str) == Some(&name)))
            .and_then(id_of);
        let id = match same {
            Some(id) => id,
            None => {
                let dictionary = json!({
                    "source_lang": "vi", "target_lang": to.tag(), "entries": entries, "entries_format": "tsv"
                });
                let body = json!({ "name": name, "dictionaries": [dictionary] });
                let made = server.post_free("v3/glossaries", &body).await?;
                id_of(&made).ok_or_else(|| Fault::Failed("the new glossary has no id".to_owned()))?
            }
        };
        if let Ok(mut glossaries) = self.glossaries.lock() {
            glossaries.insert(to, id);
        }
        Ok(())
    }

    fn probe_path(&self) -> Option<&'static str> {
        Some("v2/usage")
    }
}
