//! Writes the prompt of one segment.

use serde::Serialize;

use super::Request;
use crate::locale::Locale;

/// Who says a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Speaker {
    /// The instructions.
    System,
    /// The one who asks.
    User,
    /// The model.
    Assistant,
}

impl Speaker {
    /// Its name in chat formats.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::User => "user",
            Self::Assistant => "assistant",
        }
    }
}

/// One message of a prompt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Message {
    /// Who says it.
    pub role: Speaker,
    /// What is said.
    #[serde(rename = "content")]
    pub text: String,
}

/// The prompt of `request`.
#[must_use]
pub fn messages(request: &Request) -> Vec<Message> {
    let system = format!("You are a newspaper translator from Vietnamese into {}. Translate the sentence. Reply with the translation only.", match request.to { Locale::Vi => "Vietnamese", Locale::En => "English", Locale::Ja => "Japanese", Locale::Ko => "Korean" });
    vec![Message { role: Speaker::System, text: system }, Message { role: Speaker::User, text: request.text.clone() }]
}
