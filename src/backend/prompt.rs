//! Writes the prompt of one segment.
//!
//! All messages but the last are the same for every segment of a language, so that an engine evaluates them once.
//! The article is data: it is never a template, never a control token, and never a line of its own.

mod bare;
mod form;

use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

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
/// Worked examples that a template may have.
const SHOTS: usize = 16;

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

/// The template of the prompts: the built-in one, or a newsroom's own.
#[derive(Debug)]
pub struct Prompts {
    environment: Environment<'static>,
    version: String,
}

/// What is wrong with a newsroom's own template.
#[derive(Debug, thiserror::Error)]
#[error("{file}:{line}:{column}: {why}; templates/prompts/chat.jinja in Anban's source is the built-in one")]
pub struct TemplateError {
    /// Its file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong, in English.
    pub why: String,
}

impl Prompts {
    /// The built-in ones.
    #[must_use]
    pub fn built_in() -> Arc<Self> {
        static BUILT_IN: LazyLock<Arc<Prompts>> = LazyLock::new(|| {
            let made = Prompts::parse("chat.jinja", TEMPLATE);
            Arc::new(made.unwrap_or_else(|error| {
                tracing::error!(%error, "the built-in prompt is broken");
                Prompts { environment: Environment::new(), version: String::new() }
            }))
        });
        Arc::clone(&BUILT_IN)
    }

    /// A newsroom's own, in the file called `name`: a Jinja template that writes the part of a prompt that it is asked
    /// for (`part`). Each part is tried before anything is sent.
    ///
    /// # Errors
    /// A template that cannot be read or rendered, or that leaves out the sentence.
    pub fn parse(name: &str, text: &str) -> Result<Self, TemplateError> {
        let fault = |error: &minijinja::Error| {
            let line = error.line().unwrap_or(1);
            let before = error.range().and_then(|range| text.get(..range.start)).unwrap_or_default();
            let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
            let why =
                error.detail().map_or_else(|| error.kind().to_string(), |why| format!("{}: {why}", error.kind()));
            TemplateError { file: name.to_owned(), line, column, why }
        };
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|_| AutoEscape::None);
        environment.add_template_owned("chat", text.to_owned()).map_err(|error| fault(&error))?;
        let hash = Sha256::digest(text.as_bytes());
        let prompts = Self { environment, version: hash.iter().take(6).map(|byte| format!("{byte:02x}")).collect() };
        prompts.try_out().map_err(|error| fault(&error))?;
        Ok(prompts)
    }

    /// Writes every part once.
    fn try_out(&self) -> Result<(), minijinja::Error> {
        const SENTENCE: &str = "Câu thử.";
        for (from, to) in [("vi", "en"), ("vi", "ja"), ("vi", "ko"), ("en", "ja"), ("en", "ko")] {
            for (part, form) in PARTS {
                let terms = [("tỉnh", "province")];
                let shot = 0;
                let values = context! { part, form, from, to, shot, text => SENTENCE, segments => SENTENCE, terms };
                let text = self.fill(values)?;
                if matches!(part, "segment" | "batch") && !text.contains(SENTENCE) {
                    let why = format!("its part {part:?} leaves out the sentence");
                    return Err(minijinja::Error::new(minijinja::ErrorKind::InvalidOperation, why));
                }
            }
        }
        Ok(())
    }

    /// The beginning of the template's SHA-256, 12 hexadecimal digits: the prompt's version in the origin of a row.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }
}

/// What a template is asked for, and in which form.
const PARTS: [(&str, &str); 10] = [
    ("system", "listed"),
    ("system", "mixed"),
    ("example", "listed"),
    ("answer", "listed"),
    ("example", "mixed"),
    ("answer", "mixed"),
    ("segment", "listed"),
    ("segment", "mixed"),
    ("batch-system", "listed"),
    ("batch", "listed"),
];

impl Prompts {
    /// The prompt of `request` in `form`. Its last message is the segment's own. A bare request has one form only.
    #[must_use]
    pub fn messages(&self, request: &Request, form: Form) -> Vec<Message> {
        if request.bare {
            return bare::messages(request);
        }
        let message = |role, part| Message { role, text: self.render(part, request, form) };
        let mut messages = vec![message(Speaker::System, "system")];
        if form != Form::Full {
            messages.extend(self.shots(request, form));
        }
        messages.push(message(Speaker::User, "segment"));
        messages
    }

    /// The template's worked examples, each a question and its answer, in its order: small models learn from them what
    /// no instruction tells them.
    fn shots(&self, request: &Request, form: Form) -> Vec<Message> {
        let mut shots: Vec<Message> = Vec::new();
        for shot in 0..SHOTS {
            let write = |part| {
                let (form, from, to) = (form.name(), request.from.tag(), request.to.tag());
                self.written(context! { part, form, from, to, shot }).unwrap_or_default()
            };
            let (question, answer) = (write("example"), write("answer"));
            let is_new = shots.iter().rev().nth(1).is_none_or(|last| last.text != question);
            if question.is_empty() || answer.is_empty() || !is_new {
                break;
            }
            shots.push(Message { role: Speaker::User, text: question });
            shots.push(Message { role: Speaker::Assistant, text: answer });
        }
        shots
    }

    /// The prompt of many segments at once: each is an object of a JSON list, under an id that counts from 1.
    #[must_use]
    pub fn batch(&self, requests: &[&Request], to: Locale) -> Vec<Message> {
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
        let message =
            |role, part, otherwise: String| Message { role, text: self.written(values(part)).unwrap_or(otherwise) };
        let bare = serde_json::json!(objects).to_string();
        vec![message(Speaker::System, "batch-system", String::new()), message(Speaker::User, "batch", bare)]
    }

    /// The prompt as a person reads it.
    #[must_use]
    pub fn explain(&self, request: &Request, form: Form) -> String {
        self.messages(request, form)
            .iter()
            .map(|message| format!("[{}]\n{}\n", message.role.name(), message.text))
            .collect()
    }

    fn render(&self, part: &str, request: &Request, form: Form) -> String {
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
            form => form.name(),
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
        self.written(values).unwrap_or_else(|| line(&request.text))
    }

    /// The template with these values; what goes wrong with some values only is told in the log.
    fn written(&self, values: minijinja::Value) -> Option<String> {
        self.fill(values).map_err(|error| tracing::error!(%error, "the prompt's template is broken")).ok()
    }

    fn fill(&self, values: minijinja::Value) -> Result<String, minijinja::Error> {
        self.environment.get_template("chat")?.render(values)
    }
}

fn is_headline(request: &Request) -> bool {
    matches!(request.role.as_str(), "headline" | "related-headline" | "heading" | "title")
}

/// Data on one line, so that it cannot look like a line of the prompt.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
