//! Writes the prompt of one segment.
//!
//! All messages but the last are the same for every segment of a language, so that an engine evaluates them once.
//! The article is data: it is never a template, never a control token, and never a line of its own.

mod bare;
mod batch;
mod form;
mod full;
mod style;

use std::sync::{Arc, LazyLock};

use minijinja::{AutoEscape, Environment, context};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::Request;
use crate::locale::Locale;
pub use form::Form;
pub use style::{OwnSheet, StyleSheets};

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
    styles: StyleSheets,
    styled: String,
}

/// What is wrong with a newsroom's own template or style sheet.
#[derive(Debug, thiserror::Error)]
#[error("{file}:{line}:{column}: {why}; {built_in} in Anban's source is the built-in one")]
pub struct TemplateError {
    /// Its file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong, in English.
    pub why: String,
    /// The built-in file that it stands for, in Anban's source.
    pub built_in: String,
}

/// What a template engine's `error` says of the file called `name` with this `text`.
fn fault(name: &str, text: &str, built_in: &str, error: &minijinja::Error) -> TemplateError {
    let before = error.range().and_then(|range| text.get(..range.start)).unwrap_or_default();
    TemplateError {
        file: name.to_owned(),
        line: error.line().unwrap_or(1),
        column: before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1,
        why: error.detail().map_or_else(|| error.kind().to_string(), |why| format!("{}: {why}", error.kind())),
        built_in: built_in.to_owned(),
    }
}

impl Default for Prompts {
    fn default() -> Self {
        Self::parse("chat.jinja", TEMPLATE).unwrap_or_else(|error| {
            tracing::error!(%error, "the built-in prompt is broken");
            let (environment, styles) = (Environment::new(), StyleSheets::default());
            Self { environment, version: String::new(), styles, styled: String::new() }
        })
    }
}

impl Prompts {
    /// The built-in ones.
    #[must_use]
    pub fn built_in() -> Arc<Self> {
        static BUILT_IN: LazyLock<Arc<Prompts>> = LazyLock::new(Arc::default);
        Arc::clone(&BUILT_IN)
    }

    /// A newsroom's own, in the file called `name`: a Jinja template that writes the part of a prompt that it is asked
    /// for (`part`). Each part is tried before anything is sent.
    ///
    /// # Errors
    /// A template that cannot be read or rendered, or that leaves out the sentence.
    pub fn parse(name: &str, text: &str) -> Result<Self, TemplateError> {
        let fault = |error: &minijinja::Error| fault(name, text, "templates/prompts/chat.jinja", error);
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|_| AutoEscape::None);
        environment.add_template_owned("chat", text.to_owned()).map_err(|error| fault(&error))?;
        let version = short(Sha256::digest(text.as_bytes()).as_slice());
        let prompts = Self { environment, version, styles: StyleSheets::default(), styled: String::new() };
        prompts.try_out().map_err(|error| fault(&error))?;
        Ok(prompts.with_styles(StyleSheets::built_in()))
    }

    /// The same with these style sheets.
    #[must_use]
    pub fn with_styles(mut self, styles: StyleSheets) -> Self {
        let mut hash = Sha256::new_with_prefix(&self.version);
        for text in styles.texts() {
            hash.update(text.len().to_le_bytes());
            hash.update(text);
        }
        self.styled = short(hash.finalize().as_slice());
        self.styles = styles;
        self
    }

    /// Writes every part once.
    fn try_out(&self) -> Result<(), minijinja::Error> {
        const SENTENCE: &str = "Câu thử.";
        use Locale::{En, Ja, Ko, Vi};
        for languages in [(Vi, En), (Vi, Ja), (Vi, Ko), (En, Ja), (En, Ko)] {
            let (from, to) = (languages.0.tag(), languages.1.tag());
            for (part, form) in PARTS {
                let values = match form {
                    "full" => {
                        let sample = Request { from: languages.0, ..Request::new(SENTENCE, languages.1) };
                        full::values(part, &sample, "- AP.", SENTENCE)
                    }
                    _ => {
                        let (terms, shot) = ([("tỉnh", "province")], 0);
                        context! { part, form, from, to, shot, text => SENTENCE, segments => SENTENCE, terms }
                    }
                };
                let text = self.fill(values)?;
                if matches!(part, "segment" | "batch") && !text.contains(SENTENCE) {
                    let why = format!("its part {part:?} leaves out the sentence");
                    return Err(minijinja::Error::new(minijinja::ErrorKind::InvalidOperation, why));
                }
            }
        }
        Ok(())
    }

    /// The beginning of the template's SHA-256, 12 hexadecimal digits: the version of a prompt without style sheets in
    /// the origin of a row.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The same of the template and all style sheets: the version of a [`Form::Full`] prompt.
    #[must_use]
    pub fn styled_version(&self) -> &str {
        &self.styled
    }
}

fn short(hash: &[u8]) -> String {
    hash.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// What a template is asked for, and in which form.
const PARTS: [(&str, &str); 12] = [
    ("system", "full"),
    ("segment", "full"),
    ("batch-system", "full"),
    ("batch", "full"),
    ("system", "listed"),
    ("system", "mixed"),
    ("example", "listed"),
    ("answer", "listed"),
    ("example", "mixed"),
    ("answer", "mixed"),
    ("segment", "listed"),
    ("segment", "mixed"),
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

    /// The prompt of many segments at once, which have both languages and the article in common: what they share stands
    /// once in a JSON object, each segment is an object of a list in it, under an id that counts from 1.
    #[must_use]
    pub fn batch(&self, requests: &[&Request]) -> Vec<Message> {
        let Some(first) = requests.first() else { return Vec::new() };
        let json = batch::json(requests);
        let values = |part| full::values(part, first, self.styles.of(first.to), &json);
        let system =
            Message { role: Speaker::System, text: self.written(values("batch-system")).unwrap_or_default() };
        let text = self.written(values("batch")).unwrap_or_else(|| json.clone());
        vec![system, Message { role: Speaker::User, text }]
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
        let values = match form {
            Form::Full => full::values(part, request, self.styles.of(request.to), ""),
            Form::Listed | Form::Drafted | Form::Mixed => form::values(part, request, form),
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

/// The answer that was refused last, and why.
fn last_complaint(request: &Request) -> Option<(String, Vec<String>)> {
    let last = request.complaints.last()?;
    Some((line(&last.answer), last.reasons.iter().map(|reason| line(reason)).collect()))
}

fn is_headline(request: &Request) -> bool {
    matches!(request.role.as_str(), "headline" | "related-headline" | "heading" | "title")
}

/// Data on one line, so that it cannot look like a line of the prompt.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
