//! The one place that speaks HTTP: time limits, retries, bounded replies, and secrets that stay secret.

mod download;
mod gates;
mod retry;

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use reqwest::{Client, Url, header, redirect};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    Error, Price, Quantity,
    meter::{Charge, Meter, Refusal, Unmetered},
    traffic::{Gate, Traffic, Turn},
};
pub use download::{Download, download};
use retry::{Advice, advice};

/// How long to wait and how often to try.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Limits {
    /// Seconds until the server must have taken the connection.
    pub connect_seconds: u64,
    /// Seconds until the whole reply must have come.
    pub timeout_seconds: u64,
    /// How often a call is tried again after a fault that may pass.
    pub retries: u32,
    /// Milliseconds before the first retry; each next one waits twice as long, with some chance in it.
    pub backoff_ms: u64,
    /// The longest wait in seconds, `Retry-After` included: a server that asks for more is given up.
    pub longest_wait_seconds: u64,
    /// The most bytes a reply may have, unpacked.
    pub most_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect_seconds: 10,
            timeout_seconds: 120,
            retries: 4,
            backoff_ms: 500,
            longest_wait_seconds: 60,
            most_bytes: 4 << 20,
        }
    }
}

/// Why a call brought nothing. No text holds the key or the server's credentials.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum Fault {
    /// Somebody must change something first.
    #[error("{0}")]
    Unusable(String),
    /// It may work later.
    #[error("{0}")]
    Failed(String),
    /// The server rejects this one request.
    #[error("{0}")]
    Rejected(String),
    /// The run is being stopped.
    #[error("stopped")]
    Stopped,
}

/// `fault` as the error of the backend called `name`.
pub(super) fn told(name: &str, fault: Fault) -> Error {
    let backend = name.to_owned();
    match fault {
        Fault::Unusable(why) => Error::Unusable { backend, why },
        Fault::Failed(why) => Error::Failed { backend, why },
        Fault::Rejected(why) => Error::NoAnswer { backend, why },
        Fault::Stopped => Error::Stopped,
    }
}

/// How a server learns who asks.
#[derive(Clone, Debug, Default)]
pub enum Auth {
    /// It does not ask.
    #[default]
    Nobody,
    /// `Authorization: Bearer KEY`.
    Bearer(SecretString),
    /// A header of the provider's own: its name, what stands before the key, the key.
    Header(&'static str, &'static str, SecretString),
    /// A field of the JSON that is sent.
    Field(&'static str, SecretString),
}

impl Auth {
    /// The key, where there is one.
    fn key(&self) -> Option<&SecretString> {
        match self {
            Self::Nobody => None,
            Self::Bearer(key) | Self::Header(_, _, key) | Self::Field(_, key) => Some(key),
        }
    }
}

/// What a call may cost, and how its reply tells what it did cost.
#[derive(Clone, Copy)]
pub struct Cost<'a> {
    /// The most it may use; nothing where the request does not bound it.
    pub worst: Option<Quantity>,
    /// What a reply says it used.
    pub used: &'a (dyn Fn(&Value) -> Option<Quantity> + Send + Sync),
}

/// What is sent.
#[derive(Clone, Copy)]
enum Body<'a> {
    /// Nothing: something is read.
    None,
    Json(&'a Value),
    /// A file's text and its type.
    File(&'a str, &'static str),
}

/// A server that is asked in JSON.
#[derive(Clone)]
pub struct Server {
    client: Client,
    base: Url,
    auth: Auth,
    headers: Vec<(&'static str, String)>,
    limits: Limits,
    gate: Arc<Gate>,
    meter: Arc<dyn Meter>,
    payer: Charge,
}

impl std::fmt::Debug for Server {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Server").field("at", &self.shown()).field("limits", &self.limits).finish_non_exhaustive()
    }
}

/// A shorter key, in bytes, may be a word that a text has by chance: servers of one's own take "none" or "ollama".
const KEY: usize = 16;

impl Server {
    /// The server at `base`, whose calls are nobody's to pay.
    ///
    /// # Errors
    ///
    /// When `base` is no http(s) address.
    pub fn new(base: &str, auth: Auth, limits: Limits) -> Result<Self, Fault> {
        let wrong = || Fault::Unusable("base-url is no http:// or https:// address".to_owned());
        let mut base = Url::parse(base).map_err(|_| wrong())?;
        if !matches!(base.scheme(), "http" | "https") || base.cannot_be_a_base() {
            return Err(wrong());
        }
        if !base.path().ends_with('/') {
            let path = format!("{}/", base.path());
            base.set_path(&path);
        }
        Ok(Self {
            client: client(&limits)?,
            base,
            auth,
            headers: Vec::new(),
            limits,
            gate: Arc::new(Gate::new(Traffic::default())),
            meter: Unmetered::shared(),
            payer: Charge { backend: String::new(), model: None, price: None, worst: None },
        })
    }

    /// The same, every call with these headers too.
    #[must_use]
    pub fn with_headers(mut self, headers: Vec<(&'static str, String)>) -> Self {
        self.headers = headers;
        self
    }

    /// The same within the limits of `traffic`, which it shares with whoever uses this address and key.
    #[must_use]
    pub fn within(mut self, traffic: &Traffic) -> Self {
        self.gate = gates::shared(&self.base, self.auth.key(), traffic);
        self
    }

    /// The same, paid by `meter`.
    #[must_use]
    pub fn paid(mut self, meter: Arc<dyn Meter>, backend: &str, model: Option<&str>, price: Option<Price>) -> Self {
        self.meter = meter;
        self.payer = Charge { backend: backend.to_owned(), model: model.map(str::to_owned), price, worst: None };
        self
    }

    /// Sends `body` to `path` under the base and reads the reply's JSON, trying again where that may help. Every try
    /// is paid for.
    ///
    /// # Errors
    ///
    /// A [`Fault`] that says whether to change something, wait, or leave this request out.
    pub async fn post(&self, path: &str, body: &Value, cost: Cost<'_>) -> Result<Value, Fault> {
        self.call(path, Body::Json(body), Some(cost)).await
    }

    /// Sends `body` where that costs nothing.
    ///
    /// # Errors
    ///
    /// As [`Server::post`].
    pub async fn post_free(&self, path: &str, body: &Value) -> Result<Value, Fault> {
        self.call(path, Body::Json(body), None).await
    }

    /// Sends `text` as a file of the type `mime`, where that costs nothing.
    ///
    /// # Errors
    ///
    /// As [`Server::post`].
    pub async fn upload(&self, path: &str, text: &str, mime: &'static str) -> Result<Value, Fault> {
        self.call(path, Body::File(text, mime), None).await
    }

    /// Reads the JSON at `path` under the base.
    ///
    /// # Errors
    ///
    /// As [`Server::post`].
    pub async fn get(&self, path: &str) -> Result<Value, Fault> {
        self.call(path, Body::None, None).await
    }

    /// The server's address without credentials and query.
    #[must_use]
    pub fn shown(&self) -> String {
        let port = self.base.port().map(|port| format!(":{port}")).unwrap_or_default();
        format!("{}://{}{port}{}", self.base.scheme(), self.base.host_str().unwrap_or_default(), self.base.path())
    }

    async fn call(&self, path: &str, body: Body<'_>, cost: Option<Cost<'_>>) -> Result<Value, Fault> {
        let mut url = self.base.join(path).map_err(|_| Fault::Unusable("base-url cannot be used".to_owned()))?;
        // A gateway may want its own query on every call.
        if let (Some(query), None) = (self.base.query(), url.query()) {
            url.set_query(Some(query));
        }
        let mut tried = 0;
        loop {
            self.turn(cost.and_then(|cost| cost.worst).unwrap_or_default()).await?;
            let result = match cost {
                Some(cost) => self.paid_once(url.clone(), body, cost).await?,
                None => self.once(url.clone(), body).await,
            };
            match result {
                Ok(value) => {
                    self.gate.well();
                    return Ok(value);
                }
                Err(Advice::GiveUp(fault)) => return Err(fault),
                Err(Advice::Retry { why, after, .. }) => {
                    let now = Instant::now();
                    self.gate.failed(now);
                    let wait = after.unwrap_or_else(|| retry::backoff(self.limits.backoff_ms, tried));
                    let longest = Duration::from_secs(self.limits.longest_wait_seconds);
                    if tried >= self.limits.retries || wait > longest {
                        let times = tried + 1;
                        return Err(Fault::Failed(format!("{why} (tried {times} times)")));
                    }
                    if let Some(after) = after {
                        self.gate.pause(after, now);
                    }
                    tracing::debug!(server = self.shown(), why, ?wait, "trying again");
                    tokio::time::sleep(wait).await;
                    tried += 1;
                }
            }
        }
    }

    /// Waits until the limits let a request through.
    async fn turn(&self, quantity: Quantity) -> Result<(), Fault> {
        loop {
            match self.gate.turn(quantity, Instant::now()) {
                Turn::Go => return Ok(()),
                Turn::Wait(wait) => tokio::time::sleep(wait).await,
                Turn::Resting(rest) => {
                    let (server, seconds) = (self.shown(), rest.as_secs() + 1);
                    return Err(Fault::Failed(format!(
                        "{server} failed too often and is left alone for {seconds} s (rest-after)"
                    )));
                }
            }
        }
    }

    async fn paid_once(&self, url: Url, body: Body<'_>, cost: Cost<'_>) -> Result<Result<Value, Advice>, Fault> {
        let charge = Charge { worst: cost.worst, ..self.payer.clone() };
        let ticket = self.meter.reserve(&charge).await.map_err(|refusal| match refusal {
            Refusal::Budget(why) => Fault::Rejected(why),
            Refusal::Stopped => Fault::Stopped,
            Refusal::Failed(why) => Fault::Failed(why),
        })?;
        let result = self.once(url, body).await;
        // Nobody bills an answer that says no; one that was lost on the way may have been billed.
        let used = match &result {
            Ok(value) => (cost.used)(value),
            Err(Advice::Retry { billed: false, .. })
            | Err(Advice::GiveUp(Fault::Rejected(_) | Fault::Unusable(_) | Fault::Stopped)) => {
                Some(Quantity::default())
            }
            Err(Advice::Retry { billed: true, .. } | Advice::GiveUp(Fault::Failed(_))) => None,
        };
        self.meter.settle(ticket, &charge, used).await;
        Ok(result)
    }

    async fn once(&self, url: Url, body: Body<'_>) -> Result<Value, Advice> {
        let mut request = match (body, &self.auth) {
            (Body::Json(Value::Object(fields)), Auth::Field(name, key)) => {
                let mut fields = fields.clone();
                fields.insert((*name).to_owned(), Value::from(key.expose_secret()));
                self.client.post(url).json(&fields)
            }
            (Body::Json(body), _) => self.client.post(url).json(body),
            (Body::File(text, mime), _) => {
                self.client.post(url).header(header::CONTENT_TYPE, mime).body(text.to_owned())
            }
            (Body::None, _) => self.client.get(url),
        };
        match &self.auth {
            Auth::Bearer(key) => request = request.bearer_auth(key.expose_secret()),
            Auth::Header(name, before, key) => {
                let mut value =
                    header::HeaderValue::from_str(&format!("{before}{}", key.expose_secret())).map_err(|_| {
                        Advice::GiveUp(Fault::Unusable("the key has characters that no key has".to_owned()))
                    })?;
                value.set_sensitive(true);
                request = request.header(*name, value);
            }
            Auth::Nobody | Auth::Field(..) => {}
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let response = request.send().await.map_err(|error| retry::transport(&error, &self.shown()))?;
        let status = response.status();
        let after = retry::after(response.headers());
        let html = response
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| value.starts_with("text/html"));
        let bytes = self.read(response).await?;
        let key = self.auth.key().map(ExposeSecret::expose_secret);
        if status.is_success() {
            // What repeats the key is no translation, and would carry it into the memory and onto pages.
            if key.is_some_and(|key| key.len() >= KEY && memchr::memmem::find(&bytes, key.as_bytes()).is_some()) {
                let why = format!("{} repeats the key in its answer; is base-url right?", self.shown());
                return Err(Advice::GiveUp(Fault::Failed(why)));
            }
            return json(&bytes, html, &self.shown());
        }
        Err(advice(status, after, &bytes, key, &self.shown()))
    }

    async fn read(&self, mut response: reqwest::Response) -> Result<Vec<u8>, Advice> {
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| retry::transport(&error, &self.shown()))? {
            if bytes.len() + chunk.len() > self.limits.most_bytes {
                let most = self.limits.most_bytes;
                let why = format!("{} sent more than {most} bytes (most-bytes)", self.shown());
                return Err(Advice::GiveUp(Fault::Failed(why)));
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
    }
}

fn json(bytes: &[u8], html: bool, server: &str) -> Result<Value, Advice> {
    if html || bytes.trim_ascii_start().starts_with(b"<") {
        let why = format!("{server} answered with a web page; is base-url right?");
        return Err(Advice::GiveUp(Fault::Unusable(why)));
    }
    serde_json::from_slice(bytes)
        .map_err(|error| Advice::GiveUp(Fault::Failed(format!("{server} answered with broken JSON: {error}"))))
}

fn client(limits: &Limits) -> Result<Client, Fault> {
    Client::builder()
        .connect_timeout(Duration::from_secs(limits.connect_seconds))
        .timeout(Duration::from_secs(limits.timeout_seconds))
        // A redirect would carry the key to another place.
        .redirect(redirect::Policy::none())
        .user_agent(concat!("anban/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(|error| Fault::Unusable(format!("no HTTP client can be made: {error}")))
}
