//! What is taken from the environment.

use std::{env, path::PathBuf};

use secrecy::SecretString;

use crate::locale::Locale;

/// The language of the environment, as POSIX orders it: `LC_ALL`, `LC_MESSAGES`, `LANG`; English where none of
/// them names one of the four.
#[must_use]
pub fn environment_language() -> Locale {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| env::var(name).ok())
        .find(|value| !value.is_empty())
        .and_then(|value| value.parse().ok())
        .unwrap_or(Locale::En)
}

/// The folder for models: `$XDG_DATA_HOME/anban/models`, else `~/.local/share/anban/models` (XDG Base Directory
/// Specification), else `.anban/models`.
#[must_use]
pub fn models_dir() -> PathBuf {
    let set = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("XDG_DATA_HOME")
        .or_else(|| set("HOME").map(|home| home.join(".local/share")))
        .map_or_else(|| PathBuf::from(".anban"), |base| base.join("anban"))
        .join("models")
}

/// The model file that `ANBAN_MODEL` names, if any.
#[must_use]
pub fn model_path() -> Option<PathBuf> {
    env::var_os("ANBAN_MODEL").filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// The secret in the environment variable `name`, if it is set and not empty.
#[must_use]
pub fn secret(name: &str) -> Option<SecretString> {
    env::var(name).ok().filter(|value| !value.is_empty()).map(SecretString::from)
}

/// Which program this is: its version, and size and time of its file, so that another build is another program.
#[must_use]
pub fn program() -> String {
    let file = env::current_exe().and_then(std::fs::metadata);
    let built = file.ok().and_then(|file| {
        let since = file.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
        Some(format!("{} {}", file.len(), since.as_nanos()))
    });
    format!("{} {}", env!("CARGO_PKG_VERSION"), built.unwrap_or_default())
}

/// Who runs the program, for the ledger: `ANBAN_USER`, else the login's name, else `unknown`.
#[must_use]
pub fn person() -> String {
    let set = |name| env::var(name).ok().filter(|value| !value.trim().is_empty());
    ["ANBAN_USER", "USER", "LOGNAME", "USERNAME"].into_iter().find_map(set).unwrap_or_else(|| "unknown".to_owned())
}

/// A name for this run that no other run has.
#[must_use]
pub fn run_name() -> String {
    format!("{}-{}", jiff::Timestamp::now().as_nanosecond(), std::process::id())
}
