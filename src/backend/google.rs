//! Google Cloud Translation: v2 (Basic) and v3 (Advanced) with glossaries (domain facts §9.4).

mod glossary;

use std::{
    collections::{BTreeMap, HashMap},
    sync::Mutex,
};

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    MarkupSupport, Price, Result, TermList, TermSupport,
    http::{Auth, Fault, Limits, Server, told},
    mt::{Call, Glossary, Marks, Mt, Size, Wire, texts},
    setup::Setup,
    traffic::Traffic,
};
use crate::locale::Locale;
use glossary::Shelf;

/// Which of Google's two APIs is spoken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Version {
    /// Basic: an API key, no glossary; terms travel as placeholders.
    #[default]
    V2,
    /// Advanced: an OAuth token, a project, glossaries.
    V3,
}

/// How Google is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// The address of the API, without a path.
    pub base_url: String,
    /// Which API.
    pub version: Version,
    /// The environment variable that holds the API key (v2) or the OAuth access token (v3).
    pub api_key_env: String,
    /// The project (v3).
    pub project: String,
    /// The location (v3); one with glossaries is a region such as `us-central1`.
    pub location: String,
    /// The model (v3), such as `general/nmt`; empty: Google chooses.
    pub model: String,
    /// The glossary of each language (v3), its id in the same project and location, where the desk made one itself.
    pub glossaries: BTreeMap<Locale, String>,
    /// A bucket of Cloud Storage (v3). With it the glossary of a language that has none in `glossaries` is made from
    /// the desk's terms, once for the same terms; the token needs the scope of Cloud Storage too. Without it terms
    /// travel as placeholders.
    pub glossary_bucket: String,
    /// The address of Cloud Storage, without a path.
    pub storage_url: String,
    /// Whether terms travel as placeholders where there is no glossary.
    pub protect_terms: bool,
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
            base_url: "https://translation.googleapis.com".to_owned(),
            version: Version::V2,
            api_key_env: "GOOGLE_API_KEY".to_owned(),
            project: String::new(),
            location: "us-central1".to_owned(),
            model: String::new(),
            glossaries: BTreeMap::new(),
            glossary_bucket: String::new(),
            storage_url: "https://storage.googleapis.com".to_owned(),
            protect_terms: true,
            concurrency: 4,
            price: None,
            traffic: Traffic::default(),
            http: Limits::default(),
        }
    }
}

/// Google's API.
#[derive(Debug)]
pub struct Translate {
    settings: Settings,
    /// Cloud Storage, where there is a bucket.
    storage: Option<Server>,
    /// The full name of the glossary of each language that was found or made.
    made: Mutex<HashMap<Locale, String>>,
}

/// Google Cloud Translation.
pub type Google = Mt<Translate>;

impl Google {
    /// The backend of `setup`.
    ///
    /// # Errors
    ///
    /// When the base address is none, or v3 has no project.
    pub fn build(setup: &Setup, settings: Settings) -> Result<Self> {
        let advanced = settings.version == Version::V3;
        let plain = |id: &str| id.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_.:".contains(letter));
        if advanced && (settings.project.is_empty() || !plain(&settings.project) || !plain(&settings.location)) {
            return Err(super::unusable(&setup.name, "version = \"v3\" needs project and location"));
        }
        let bucket = &settings.glossary_bucket;
        if !bucket.is_empty() && (!advanced || !plain(bucket)) {
            return Err(super::unusable(&setup.name, "glossary-bucket is a bucket's name, for version = \"v3\""));
        }
        // In a header and not in the address, which proxies write down.
        let auth = setup.key.clone().map_or(Auth::Nobody, |key| match advanced {
            true => Auth::Bearer(key),
            false => Auth::Header("x-goog-api-key", "", key),
        });
        let mut headers = Vec::new();
        if advanced {
            headers.push(("x-goog-user-project", settings.project.clone()));
        }
        let server = Server::new(&settings.base_url, auth.clone(), settings.http.clone())
            .map_err(|fault| told(&setup.name, fault))?
            .with_headers(headers.clone())
            .within(&settings.traffic);
        let storage = match bucket.is_empty() {
            true => None,
            false => Some(
                Server::new(&settings.storage_url, auth, settings.http.clone())
                    .map_err(|_| super::unusable(&setup.name, "storage-url is no http:// or https:// address"))?
                    .with_headers(headers),
            ),
        };
        let server = setup.paid(server, None, settings.price.clone());
        let (concurrency, price) = (settings.concurrency, settings.price.clone());
        Ok(Self::with(
            &setup.name,
            Translate { settings, storage, made: Mutex::default() },
            server,
            concurrency,
            price,
        ))
    }
}

impl Translate {
    fn parent(&self) -> String {
        format!("projects/{}/locations/{}", self.settings.project, self.settings.location)
    }

    fn glossary(&self, to: Locale) -> Option<String> {
        if self.settings.version == Version::V2 {
            return None;
        }
        let own = self.settings.glossaries.get(&to).filter(|id| !id.is_empty());
        let named = own.map(|id| format!("{}/glossaries/{id}", self.parent()));
        named.or_else(|| self.made.lock().ok()?.get(&to).cloned())
    }

    fn glossary_of(&self, call: &Call<'_>) -> Option<String> {
        self.glossary(call.to).filter(|_| !call.bare)
    }
}

#[async_trait]
impl Wire for Translate {
    fn model(&self) -> Option<&str> {
        Some(self.settings.model.as_str()).filter(|model| !model.is_empty())
    }

    fn size(&self) -> Size {
        match self.settings.version {
            Version::V2 => Size { texts: 128, most: 5_000, bytes: false },
            Version::V3 => Size { texts: 1024, most: 29_000, bytes: false },
        }
    }

    fn terms(&self) -> TermSupport {
        match (self.settings.glossaries.is_empty() && self.storage.is_none(), self.settings.protect_terms) {
            (false, _) if self.settings.version == Version::V3 => TermSupport::Glossary,
            (_, true) => TermSupport::Placeholders,
            (_, false) => TermSupport::None,
        }
    }

    fn markup(&self) -> MarkupSupport {
        MarkupSupport::Html
    }

    fn marks(&self, to: Locale) -> Marks {
        let protect = self.settings.protect_terms && self.glossary(to).is_none();
        Marks { markup: MarkupSupport::Html, protect, inline: None }
    }

    fn request(&self, call: &Call<'_>) -> (String, Value) {
        if self.settings.version == Version::V2 {
            // Without "text" the answer is HTML.
            let format = if call.html { "html" } else { "text" };
            let body = json!({
                "q": call.texts, "source": call.from.tag(), "target": call.to.tag(), "format": format
            });
            return ("language/translate/v2".to_owned(), body);
        }
        let mut body = json!({
            "contents": call.texts,
            "mimeType": if call.html { "text/html" } else { "text/plain" },
            "sourceLanguageCode": call.from.tag(),
            "targetLanguageCode": call.to.tag(),
        });
        if let Some(fields) = body.as_object_mut() {
            if let Some(model) = self.model() {
                fields.insert("model".to_owned(), json!(format!("{}/models/{model}", self.parent())));
            }
            if let Some(glossary) = self.glossary_of(call) {
                fields.insert("glossaryConfig".to_owned(), json!({ "glossary": glossary }));
            }
        }
        (format!("v3/{}:translateText", self.parent()), body)
    }

    fn read(&self, value: Value, call: &Call<'_>) -> std::result::Result<Vec<String>, String> {
        match self.settings.version {
            Version::V2 => texts(&value, "/data/translations", "/translatedText"),
            Version::V3 if self.glossary_of(call).is_some() => {
                texts(&value, "/glossaryTranslations", "/translatedText")
            }
            Version::V3 => texts(&value, "/translations", "/translatedText"),
        }
    }

    async fn prepare(&self, server: &Server, to: Locale, terms: &TermList) -> std::result::Result<(), Fault> {
        let Some(storage) = self.storage.as_ref().filter(|_| self.glossary(to).is_none()) else { return Ok(()) };
        let Some(glossary) = Glossary::new(to, terms) else { return Ok(()) };
        let (parent, bucket) = (self.parent(), self.settings.glossary_bucket.as_str());
        let name = Shelf { server, storage, parent: &parent, bucket }.find_or_make(to, &glossary).await?;
        if let Ok(mut made) = self.made.lock() {
            made.insert(to, name);
        }
        Ok(())
    }

    fn probe_path(&self) -> Option<&'static str> {
        (self.settings.version == Version::V2).then_some("language/translate/v2/languages")
    }
}
