//! Writes the prompt of one segment.
//!
//! All messages but the last are the same for every segment of a language, so that an engine evaluates them once.
//! The article is data: it is never a template, never a control token, and it cannot close the marks around it.

mod house;

use std::sync::LazyLock;

use minijinja::{Environment, context};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::{Request, TermHint};
use crate::locale::Locale;

/// The prompt's text.
const TEMPLATE: &str = include_str!("../../templates/prompts/chat.jinja");
/// Refused answers that are shown again; older ones only cost time.
const COMPLAINTS: usize = 1;
/// Near matches that are shown.
const EXAMPLES: usize = 2;

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

/// The prompt of `request`: instructions, one worked example, and the segment's own message.
#[must_use]
pub fn messages(request: &Request) -> Vec<Message> {
    let house = house::of(request.to);
    let mut example = Request { complaints: Vec::new(), examples: Vec::new(), before: None, headline: None, ..request.clone() };
    example.text = house::EXAMPLE.to_owned();
    example.role = "paragraph".to_owned();
    example.terms = house
        .terms
        .iter()
        .map(|(source, target)| TermHint { source: (*source).to_owned(), target: (*target).to_owned(), note: None })
        .collect();
    example.names = Vec::new();
    example.draft = request.draft.as_ref().map(|_| house::of(Locale::En).answer.to_owned());
    vec![
        Message { role: Speaker::System, text: render("system", request) },
        Message { role: Speaker::User, text: render("segment", &example) },
        Message { role: Speaker::Assistant, text: house.answer.to_owned() },
        Message { role: Speaker::User, text: render("segment", request) },
    ]
}

/// The prompt as a person reads it.
#[must_use]
pub fn explain(request: &Request) -> String {
    messages(request).iter().map(|message| format!("[{}]\n{}\n", message.role.name(), message.text)).collect()
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

fn render(part: &str, request: &Request) -> String {
    static ENVIRONMENT: LazyLock<Environment<'static>> = LazyLock::new(|| {
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
        if let Err(error) = environment.add_template("chat", TEMPLATE) {
            tracing::error!(%error, "the prompt's template is broken");
        }
        environment
    });
    let house = house::of(request.to);
    let pair = |source: &str, target: &str| (line(source), line(target));
    let terms: Vec<_> = request
        .names
        .iter()
        .map(|name| pair(&name.source, &name.target))
        .chain(request.terms.iter().map(|term| pair(&term.source, &term.target)))
        .collect();
    let examples: Vec<_> =
        request.examples.iter().take(EXAMPLES).map(|example| pair(&example.source, &example.target)).collect();
    let complaints: Vec<_> = request.complaints.iter().rev().take(COMPLAINTS).map(|complaint| {
        let reasons: Vec<_> = complaint.reasons.iter().map(|reason| line(reason)).collect();
        (line(&complaint.answer), reasons)
    }).collect();
    let values = context! {
        part,
        language => request.to.english_name(),
        style => house.style,
        headline => request.role.contains("headline") || request.role == "heading" || request.role == "title",
        before => request.before.as_deref().map(line),
        draft => request.draft.as_deref().map(line),
        text => line(&request.text),
        terms,
        examples,
        complaints,
    };
    ENVIRONMENT.get_template("chat").and_then(|template| template.render(values)).unwrap_or_else(|error| {
        tracing::error!(%error, "the prompt's template is broken");
        line(&request.text)
    })
}

/// Data on one line, so that it cannot look like a line of the prompt.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
