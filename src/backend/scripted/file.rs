//! The file of a scripted backend.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde::Deserialize;

use crate::{backend::Finish, locale::Locale};

/// As a source: any text that has no answer of its own.
pub const ANY: &str = "*";
/// In a target: the text asked for.
pub const ECHO: &str = "{source}";

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Answer {
    /// The text it answers, or `*`.
    pub source: String,
    /// The language it is in; any where it is left out.
    #[serde(default)]
    pub to: Option<Locale>,
    /// What is answered; `{source}` stands for the text asked for. The reason where `fault` is set.
    pub target: String,
    /// Why the answer ends.
    #[serde(default = "stop")]
    pub finish: Finish,
    /// The error that comes instead.
    #[serde(default)]
    pub fault: Option<Fault>,
    /// How probable it is held, in per cent.
    #[serde(default)]
    pub confidence: Option<u8>,
    /// How long it takes, in milliseconds.
    #[serde(default)]
    pub delay_ms: u64,
}

/// The errors a script can play.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// The backend cannot be used.
    Unusable,
    /// This call failed.
    Failed,
    /// No answer to this text.
    NoAnswer,
}

const fn stop() -> Finish {
    Finish::Stop
}

/// Why a script cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ScriptError {
    /// The file cannot be read.
    #[error("{}: {why}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// The operating system's words.
        why: String,
    },
    /// The file cannot be understood.
    #[error("{}:{line}:{column}: {why}", path.display())]
    Syntax {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// From 1, in characters; in bytes for JSON lines.
        column: usize,
        /// What is wrong.
        why: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Script {
    #[serde(default)]
    answer: Vec<Answer>,
}

/// Reads the answers of `path`.
///
/// # Errors
///
/// When the file cannot be read or understood.
pub fn read(path: &Path) -> Result<Vec<Answer>, ScriptError> {
    let text = fs::read_to_string(path)
        .map_err(|error| ScriptError::Read { path: path.to_owned(), why: error.to_string() })?;
    if path.extension().is_some_and(|extension| extension == "jsonl") {
        json_lines(path, &text)
    } else {
        toml(path, &text)
    }
}

fn toml(path: &Path, text: &str) -> Result<Vec<Answer>, ScriptError> {
    toml::from_str::<Script>(text).map(|script| script.answer).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        ScriptError::Syntax {
            path: path.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before.chars().rev().take_while(|character| *character != '\n').count() + 1,
            why: error.message().to_owned(),
        }
    })
}

fn json_lines(path: &Path, text: &str) -> Result<Vec<Answer>, ScriptError> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(index, line)| {
            serde_json::from_str(line).map_err(|error| ScriptError::Syntax {
                path: path.to_owned(),
                line: index + 1,
                column: error.column(),
                why: error.to_string(),
            })
        })
        .collect()
}
