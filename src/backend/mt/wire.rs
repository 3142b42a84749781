//! What tells one machine translation service from another.

use async_trait::async_trait;
use serde_json::Value;

use super::Marks;
use crate::{
    backend::{
        MarkupSupport, Quantity, TermList, TermSupport,
        http::{Fault, Server},
    },
    locale::Locale,
};

/// One call: texts of one language, all HTML or none.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    /// The texts, in order.
    pub texts: &'a [&'a str],
    /// Their language.
    pub from: Locale,
    /// The language wanted.
    pub to: Locale,
    /// Whether they are HTML.
    pub html: bool,
    /// What the article is about, where the service can use it: its headline.
    pub context: Option<&'a str>,
    /// Whether the glossary at the provider stays out of it.
    pub bare: bool,
}

/// What one call may carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Texts.
    pub texts: usize,
    /// All of them together.
    pub most: usize,
    /// Whether `most` counts bytes and not characters.
    pub bytes: bool,
}

impl Size {
    /// The size of `text`.
    #[must_use]
    pub fn of(&self, text: &str) -> usize {
        // As JSON writes it: quotes, comma, escapes of quotes and backslashes.
        if self.bytes { text.len() + 4 + text.matches(['"', '\\']).count() } else { text.chars().count() }
    }
}

/// The JSON of one service.
#[async_trait]
pub trait Wire: Send + Sync {
    /// Its model, where one is chosen.
    fn model(&self) -> Option<&str> {
        None
    }

    /// What one call may carry.
    fn size(&self) -> Size;

    /// How it is told terms.
    fn terms(&self) -> TermSupport;

    /// How markup travels.
    fn markup(&self) -> MarkupSupport;

    /// What is put into marks for `to`.
    fn marks(&self, to: Locale) -> Marks;

    /// The path and body of a call.
    fn request(&self, call: &Call<'_>) -> (String, Value);

    /// The texts of a reply, in order.
    ///
    /// # Errors
    ///
    /// When it is no reply; the text says why.
    fn read(&self, value: Value, call: &Call<'_>) -> Result<Vec<String>, String>;

    /// What a reply says it used, where it says so.
    fn used(&self, value: &Value) -> Option<Quantity> {
        let _ = value;
        None
    }

    /// Brings the glossary at the provider up to date.
    async fn prepare(&self, server: &Server, to: Locale, terms: &TermList) -> Result<(), Fault> {
        let _ = (server, to, terms);
        Ok(())
    }

    /// What can be read without cost to see whether the service is there.
    fn probe_path(&self) -> Option<&'static str>;
}

/// The texts at `list` of a reply, each under `field`.
///
/// # Errors
///
/// When there is no such list, or a text is none.
pub(in crate::backend) fn texts(value: &Value, list: &str, field: &str) -> Result<Vec<String>, String> {
    let items = value.pointer(list).and_then(Value::as_array).ok_or("the reply has no translations")?;
    items
        .iter()
        .map(|item| item.pointer(field).and_then(Value::as_str).map(str::to_owned))
        .collect::<Option<_>>()
        .ok_or_else(|| "a translation in the reply has no text".to_owned())
}
