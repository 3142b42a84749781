//! `config.toml`, the environment and the flags, composed into each room's own settings.
//!
//! Flags win over the environment (`ANBAN_…`), which wins over the file, which wins over the defaults. Unknown
//! keys are errors. Secrets come from the environment only, under the name that `api-key-env` gives.

mod environment;
mod file;
mod load;

pub use environment::{environment_language, model_path, models_dir, person, program, run_name, secret};
pub use file::{Backends, Config, OutputFormat, Paths, Translate};
pub use load::{Error, glossary, load, prompt, style_sheet, templates, text};
