//! Makes a backend from its settings.

use std::{path::Path, sync::Arc};

use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use super::{Backend, Error, Result, embedded, none, openai, scripted};

/// A backend's settings; `kind` says which one it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Settings {
    /// A GGUF model in this process; needs no key and no network.
    Embedded(embedded::Settings),
    /// A chat server: OpenAI, llama.cpp, Ollama, vLLM.
    Openai(openai::Settings),
    /// Answers from a file.
    Scripted(scripted::Settings),
    /// The translation memory only.
    None,
}

impl Default for Settings {
    fn default() -> Self {
        Self::Embedded(embedded::Settings::default())
    }
}

/// Looks the secret in an environment variable up; the configuration hands it in, this room reads no environment.
pub type Secrets<'a> = &'a dyn Fn(&str) -> Option<SecretString>;

/// Makes the backend called `name`. Nothing is loaded and nobody is called yet.
///
/// `models` is the folder of model files.
///
/// # Errors
///
/// When the settings cannot be met: an unknown model, a missing key, a script that cannot be read.
pub fn build(name: &str, settings: &Settings, models: &Path, secrets: Secrets<'_>) -> Result<Arc<dyn Backend>> {
    let unusable = |why: String| Error::Unusable { backend: name.to_owned(), why };
    Ok(match settings {
        Settings::Embedded(settings) => Arc::new(embedded::Embedded::new(name, settings.clone(), models)?),
        Settings::Openai(settings) => {
            let key = match &settings.api_key_env {
                Some(variable) => Some(secrets(variable).ok_or_else(|| {
                    unusable(format!("the environment variable {variable} with its key is not set"))
                })?),
                None => None,
            };
            Arc::new(openai::OpenAi::new(name, settings.clone(), key)?)
        }
        Settings::Scripted(settings) => {
            Arc::new(scripted::Scripted::open(name, settings).map_err(|error| unusable(error.to_string()))?)
        }
        Settings::None => Arc::new(none::MemoryOnly::new(name)),
    })
}
