//! Makes a backend from its settings.

use std::{path::Path, sync::Arc};

use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use super::{
    Backend, Error, Price, Result, Setup, anthropic, azure, batched::Batched, command, deepl, embedded, google,
    libretranslate, none, ollama, openai, scripted,
};

/// A backend's settings; `kind` says which one it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Settings {
    /// A GGUF model in this process; needs no key and no network.
    Embedded(embedded::Settings),
    /// A chat server: OpenAI, llama.cpp, Ollama, vLLM.
    Openai(openai::Settings),
    /// Anthropic's Messages.
    Anthropic(anthropic::Settings),
    /// Ollama's own API.
    Ollama(ollama::Settings),
    /// DeepL.
    Deepl(deepl::Settings),
    /// Google Cloud Translation.
    Google(google::Settings),
    /// Azure Translator.
    Azure(azure::Settings),
    /// LibreTranslate.
    Libretranslate(libretranslate::Settings),
    /// A program of the desk's own.
    Command(command::Settings),
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

impl Settings {
    /// Its price, where it is known.
    #[must_use]
    pub const fn price(&self) -> Option<&Price> {
        match self {
            Self::Openai(settings) => settings.price.as_ref(),
            Self::Anthropic(settings) => settings.price.as_ref(),
            Self::Ollama(settings) => settings.price.as_ref(),
            Self::Deepl(settings) => settings.price.as_ref(),
            Self::Google(settings) => settings.price.as_ref(),
            Self::Azure(settings) => settings.price.as_ref(),
            Self::Libretranslate(settings) => settings.price.as_ref(),
            Self::Embedded(_) | Self::Command(_) | Self::Scripted(_) | Self::None => None,
        }
    }

    /// Whether its answers may cost money: it is somewhere else.
    #[must_use]
    pub const fn is_paid(&self) -> bool {
        !matches!(self, Self::Embedded(_) | Self::Command(_) | Self::Scripted(_) | Self::None)
    }

    /// The environment variable of its key, where it has one.
    fn key(&self) -> Option<&str> {
        match self {
            Self::Openai(settings) => settings.api_key_env.as_deref(),
            Self::Ollama(settings) => settings.api_key_env.as_deref(),
            Self::Libretranslate(settings) => settings.api_key_env.as_deref(),
            Self::Anthropic(settings) => Some(&settings.api_key_env),
            Self::Deepl(settings) => Some(&settings.api_key_env),
            Self::Google(settings) => Some(&settings.api_key_env),
            Self::Azure(settings) => Some(&settings.api_key_env),
            Self::Embedded(_) | Self::Command(_) | Self::Scripted(_) | Self::None => None,
        }
    }
}

/// Looks the secret in an environment variable up; the configuration hands it in, this room reads no environment.
pub type Secrets<'a> = &'a dyn Fn(&str) -> Option<SecretString>;

/// Makes the backend that `setup` names, all but its key, which `secrets` has. Nothing is loaded and nobody is called yet.
///
/// `models` is the folder of model files.
///
/// # Errors
///
/// When the settings cannot be met: an unknown model, a missing key, a script that cannot be read.
pub fn build(setup: Setup, settings: &Settings, models: &Path, secrets: Secrets<'_>) -> Result<Arc<dyn Backend>> {
    let name = setup.name.clone();
    let unusable = |why: String| Error::Unusable { backend: name.clone(), why };
    if let Some(why) = settings.price().and_then(Price::fault) {
        return Err(unusable(why));
    }
    let key = match settings.key() {
        Some(variable) => {
            let missing = || unusable(format!("the environment variable {variable} with its key is not set"));
            Some(secrets(variable).ok_or_else(missing)?)
        }
        None => None,
    };
    let setup = Setup { key, ..setup };
    let made: Arc<dyn Backend> = match settings.clone() {
        Settings::Embedded(settings) => Arc::new(embedded::Embedded::new(&setup, settings, models)?),
        Settings::Openai(settings) => Arc::new(openai::OpenAi::build(&setup, settings)?),
        Settings::Anthropic(settings) => Arc::new(anthropic::Anthropic::build(&setup, settings)?),
        Settings::Ollama(settings) => Arc::new(ollama::Ollama::build(&setup, settings)?),
        Settings::Deepl(settings) => Arc::new(deepl::DeepL::build(&setup, settings)?),
        Settings::Google(settings) => Arc::new(google::Google::build(&setup, settings)?),
        Settings::Azure(settings) => Arc::new(azure::Azure::build(&setup, settings)?),
        Settings::Libretranslate(settings) => Arc::new(libretranslate::LibreTranslate::build(&setup, settings)?),
        Settings::Command(settings) => Arc::new(command::Command::new(&name, settings)?),
        Settings::Scripted(settings) => {
            Arc::new(scripted::Scripted::open(&name, &settings).map_err(|error| unusable(error.to_string()))?)
        }
        Settings::None => Arc::new(none::MemoryOnly::new(&name)),
    };
    // Callers ask for one segment at a time.
    let gathers = made.capabilities().batch > 1 && settings.is_paid();
    Ok(if gathers { Arc::new(Batched::new(made)) } else { made })
}
