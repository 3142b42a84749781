//! Writes the prompt of one segment.
//!
//! All messages but the last are the same for every segment of a language, so that an engine evaluates them once.
//! The article is data: it is never a template, never a control token, and never a line of its own.

mod bare;
mod form;

use std::{collections::BTreeMap, sync::LazyLock};

use minijinja::{AutoEscape, Environment, context};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::Request;
use crate::locale::Locale;
pub use form::Form;

/// The prompt's text.
const TEMPLATE: &str = include_str!("../../templates/prompts/chat.jinja");
/// Near matches that are shown at most, however many there are.
const EXAMPLES: usize = 5;

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

/// The prompt of `request` in `form`. Its last message is the segment's own. A bare request has one form only.
#[must_use]
pub fn messages(request: &Request, form: Form) -> Vec<Message> {
    if request.bare {
        return bare::messages(request);
    }
    let message = |role, part| Message { role, text: render(part, request, form) };
    let mut messages = vec![message(Speaker::System, "system")];
    if form == Form::Mixed {
        messages.extend([message(Speaker::User, "example"), message(Speaker::Assistant, "answer")]);
    }
    messages.push(message(Speaker::User, "segment"));
    messages
}

/// The prompt of many segments at once: each is an object of a JSON list, under an id that counts from 1.
#[must_use]
pub fn batch(requests: &[&Request], to: Locale) -> Vec<Message> {
    let objects: Vec<_> = requests
        .iter()
        .enumerate()
        .map(|(at, request)| {
            let mut object = serde_json::json!({ "id": (at + 1).to_string(), "text": line(&request.text) });
            if let Some(fields) = object.as_object_mut() {
                let hints = form::hints(request);
                if !hints.is_empty() {
                    fields.insert(
                        "glossary".to_owned(),
                        serde_json::json!(hints.into_iter().collect::<BTreeMap<_, _>>()),
                    );
                }
                if is_headline(request) {
                    fields.insert("headline".to_owned(), serde_json::json!(true));
                }
                if let Some(draft) = &request.draft {
                    fields.insert("english".to_owned(), serde_json::json!(line(draft)));
                }
            }
            object
        })
        .collect();
    let values = |part| context! { part, form => "listed", from => "vi", to => to.tag(), segments => serde_json::json!(objects).to_string() };
    let message = |role, part, otherwise: String| Message { role, text: fill(values(part)).unwrap_or(otherwise) };
    let bare = serde_json::json!(objects).to_string();
    vec![message(Speaker::System, "batch-system", String::new()), message(Speaker::User, "batch", bare)]
}

fn is_headline(request: &Request) -> bool {
    matches!(request.role.as_str(), "headline" | "related-headline" | "heading" | "title")
}

/// The prompt as a person reads it.
#[must_use]
pub fn explain(request: &Request, form: Form) -> String {
    messages(request, form).iter().map(|message| format!("[{}]\n{}\n", message.role.name(), message.text)).collect()
}

/// The prompt's version: the beginning of its template's SHA-256, 12 hexadecimal digits.
#[must_use]
pub fn version() -> &'static str {
    static VERSION: LazyLock<String> = LazyLock::new(|| {
        let hash = Sha256::digest(TEMPLATE.as_bytes());
        hash.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
    });
    &VERSION
}

fn render(part: &str, request: &Request, form: Form) -> String {
    let hints = form::hints(request);
    let text = line(&request.text);
    let examples: Vec<_> = request
        .examples
        .iter()
        .take(EXAMPLES)
        .map(|example| (line(&example.source), line(&example.target)))
        .collect();
    // A small model copies a wrong answer that it is shown.
    let complaints: Vec<_> = request
        .complaints
        .iter()
        .rev()
        .take(1)
        .map(|complaint| {
            let reasons: Vec<_> = complaint.reasons.iter().map(|reason| line(reason)).collect();
            (if form == Form::Full { line(&complaint.answer) } else { String::new() }, reasons)
        })
        .collect();
    let values = context! {
        part,
        form => if form == Form::Mixed { "mixed" } else { "listed" },
        from => request.from.tag(),
        to => request.to.tag(),
        headline => is_headline(request),
        before => (form == Form::Full).then(|| request.before.as_deref().map(line)).flatten(),
        draft => form.has_draft().then(|| request.draft.as_deref().map(line)).flatten(),
        text => if form == Form::Mixed { form::mix(&text, &hints) } else { text },
        terms => hints,
        examples,
        complaints,
    };
    fill(values).unwrap_or_else(|| line(&request.text))
}

/// The template with these values.
fn fill(values: minijinja::Value) -> Option<String> {
    static ENVIRONMENT: LazyLock<Environment<'static>> = LazyLock::new(|| {
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|_| AutoEscape::None);
        if let Err(error) = environment.add_template("chat", TEMPLATE) {
            tracing::error!(%error, "the prompt's template is broken");
        }
        environment
    });
    ENVIRONMENT
        .get_template("chat")
        .and_then(|template| template.render(values))
        .map_err(|error| tracing::error!(%error, "the prompt's template is broken"))
        .ok()
}

/// Data on one line, so that it cannot look like a line of the prompt.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
