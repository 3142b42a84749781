//! Glossaries at Google: made once for the same terms, from a file that is put into Cloud Storage (domain facts §9.4).

use std::time::Duration;

use serde_json::{Value, json};

use crate::{
    backend::{
        http::{Fault, Server},
        mt::Glossary,
    },
    locale::Locale,
};

/// How many glossaries a page of the list has, and how many pages are read.
const PAGE: usize = 1000;
const PAGES: usize = 20;

/// How long a glossary may take to be made.
const PATIENCE: Duration = Duration::from_secs(300);

/// How much of Google's message is repeated, in characters.
const MESSAGE: usize = 200;

/// Where glossaries are made.
pub struct Shelf<'a> {
    /// The API of translation.
    pub server: &'a Server,
    /// The API of Cloud Storage.
    pub storage: &'a Server,
    /// `projects/…/locations/…`.
    pub parent: &'a str,
    /// The bucket that files are put into.
    pub bucket: &'a str,
}

impl Shelf<'_> {
    /// The full name of the glossary with these entries into `to`, which is made where there is none.
    pub async fn find_or_make(&self, to: Locale, glossary: &Glossary) -> Result<String, Fault> {
        let full = format!("{}/glossaries/{}", self.parent, glossary.name);
        if self.has(&full).await? {
            return Ok(full);
        }
        let file = format!("anban/{}.tsv", glossary.name);
        let place =
            format!("upload/storage/v1/b/{}/o?uploadType=media&name=anban%2F{}.tsv", self.bucket, glossary.name);
        self.storage.upload(&place, &glossary.entries, "text/tab-separated-values; charset=utf-8").await?;
        let body = json!({
            "name": full,
            "languagePair": { "sourceLanguageCode": "vi", "targetLanguageCode": to.tag() },
            "inputConfig": { "gcsSource": { "inputUri": format!("gs://{}/{file}", self.bucket) } },
        });
        match self.server.post_free(&format!("v3/{}/glossaries", self.parent), &body).await {
            Ok(operation) => self.wait(operation).await?,
            // Another process may have been faster.
            Err(fault) if !self.has(&full).await? => return Err(fault),
            Err(_) => {}
        }
        Ok(full)
    }

    /// Whether a glossary has this name. Asked by list: that one is not there is no error.
    async fn has(&self, full: &str) -> Result<bool, Fault> {
        let mut page = String::new();
        for _ in 0..PAGES {
            let path = format!("v3/{}/glossaries?pageSize={PAGE}{page}", self.parent);
            let list = self.server.get(&path).await?;
            let all = list.get("glossaries").and_then(Value::as_array);
            let name = |one: &Value| one.get("name").and_then(Value::as_str) == Some(full);
            if all.is_some_and(|all| all.iter().any(name)) {
                return Ok(true);
            }
            match list.get("nextPageToken").and_then(Value::as_str).filter(|token| is_token(token)) {
                Some(token) => page = format!("&pageToken={}", token.replace('+', "%2B").replace('/', "%2F")),
                None => return Ok(false),
            }
        }
        Ok(false)
    }

    /// Waits until an operation is done.
    async fn wait(&self, mut operation: Value) -> Result<(), Fault> {
        let mut pause = Duration::from_millis(250);
        let mut waited = Duration::ZERO;
        loop {
            if let Some(error) = operation.get("error") {
                let message = error.get("message").and_then(Value::as_str).unwrap_or_default();
                let message: String = message.chars().filter(|letter| !letter.is_control()).take(MESSAGE).collect();
                return Err(Fault::Failed(format!("the glossary was not made: {message}")));
            }
            if operation.get("done").and_then(Value::as_bool) == Some(true) {
                return Ok(());
            }
            if waited > PATIENCE {
                return Err(Fault::Failed(format!("the glossary was not made within {} s", PATIENCE.as_secs())));
            }
            let name = operation.get("name").and_then(Value::as_str).filter(|name| is_path(name));
            let name = name.ok_or_else(|| Fault::Failed("the new glossary's operation has no name".to_owned()))?;
            let path = format!("v3/{name}");
            tokio::time::sleep(pause).await;
            waited += pause;
            pause = (pause * 2).min(Duration::from_secs(4));
            operation = self.server.get(&path).await?;
        }
    }
}

fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_+/=.~".contains(&byte))
}

fn is_path(text: &str) -> bool {
    text.starts_with("projects/")
        && text.split('/').all(|part| {
            !part.is_empty()
                && !part.starts_with('.')
                && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
        })
}
