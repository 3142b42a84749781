//! The one place that speaks HTTP: time limits, retries, bounded replies, and secrets that stay secret.

mod download;
mod retry;

use std::time::Duration;

use reqwest::{Client, StatusCode, Url, header, redirect};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::Value;

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
}

/// A server that is asked in JSON.
#[derive(Clone, Debug)]
pub struct Server {
    client: Client,
    base: Url,
    key: Option<SecretString>,
    limits: Limits,
}

impl Server {
    /// The server at `base`, to which `key` is sent as a bearer token.
    ///
    /// # Errors
    ///
    /// When `base` is no http(s) address.
    pub fn new(base: &str, key: Option<SecretString>, limits: Limits) -> Result<Self, Fault> {
        let wrong = || Fault::Unusable("base-url is no http:// or https:// address".to_owned());
        let mut base = Url::parse(base).map_err(|_| wrong())?;
        if !matches!(base.scheme(), "http" | "https") || base.cannot_be_a_base() {
            return Err(wrong());
        }
        if !base.path().ends_with('/') {
            let path = format!("{}/", base.path());
            base.set_path(&path);
        }
        Ok(Self { client: client(&limits)?, base, key, limits })
    }

    /// Sends `body` to `path` under the base and reads the reply's JSON, trying again where that may help.
    ///
    /// # Errors
    ///
    /// A [`Fault`] that says whether to change something, wait, or leave this request out.
    pub async fn post(&self, path: &str, body: &Value) -> Result<Value, Fault> {
        self.call(path, Some(body)).await
    }

    /// Reads the JSON at `path` under the base.
    ///
    /// # Errors
    ///
    /// As [`Server::post`].
    pub async fn get(&self, path: &str) -> Result<Value, Fault> {
        self.call(path, None).await
    }

    /// The server's address without credentials and query.
    #[must_use]
    pub fn shown(&self) -> String {
        let port = self.base.port().map(|port| format!(":{port}")).unwrap_or_default();
        format!("{}://{}{port}{}", self.base.scheme(), self.base.host_str().unwrap_or_default(), self.base.path())
    }

    async fn call(&self, path: &str, body: Option<&Value>) -> Result<Value, Fault> {
        let url = self.base.join(path).map_err(|_| Fault::Unusable("base-url cannot be used".to_owned()))?;
        let mut tried = 0;
        loop {
            match self.once(url.clone(), body).await {
                Ok(value) => return Ok(value),
                Err(Advice::GiveUp(fault)) => return Err(fault),
                Err(Advice::Retry { why, after }) => {
                    let wait = after.unwrap_or_else(|| retry::backoff(self.limits.backoff_ms, tried));
                    let longest = Duration::from_secs(self.limits.longest_wait_seconds);
                    if tried >= self.limits.retries || wait > longest {
                        let times = tried + 1;
                        return Err(Fault::Failed(format!("{why} (tried {times} times)")));
                    }
                    tracing::debug!(server = self.shown(), why, ?wait, "trying again");
                    tokio::time::sleep(wait).await;
                    tried += 1;
                }
            }
        }
    }

    async fn once(&self, url: Url, body: Option<&Value>) -> Result<Value, Advice> {
        let mut request = match body {
            Some(body) => self.client.post(url).json(body),
            None => self.client.get(url),
        };
        if let Some(key) = &self.key {
            request = request.bearer_auth(key.expose_secret());
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
        if status == StatusCode::OK {
            return json(&bytes, html, &self.shown());
        }
        let key = self.key.as_ref().map(ExposeSecret::expose_secret);
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
        let why = format!("{server} answered with a web page; is base-url right? It usually ends in /v1");
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
