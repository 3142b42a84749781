//! What every command starts from: the configuration, the words, the rooms it opens.

use std::{path::PathBuf, sync::Arc};

use anyhow::Context as _;

use super::args::Common;
use crate::{
    backend::{self, Backend},
    config::{self, Config},
    glossary::Glossary,
    locale::Messages,
    memory::{Sqlite, Store},
    names::Names,
    pipeline::Tools,
    segment::Segmenter,
};

/// The configuration and the interface's language.
pub(super) struct Context {
    /// `config.toml`.
    pub(super) config: Config,
    /// The folder its paths are relative to.
    base: PathBuf,
    /// The words of the interface.
    pub(super) messages: Messages,
}

impl Context {
    pub(super) fn new(common: &Common) -> anyhow::Result<Self> {
        let (config, base) = config::load(common.config.as_deref())?;
        let messages = Messages::new(common.lang.unwrap_or_else(config::environment_language));
        Ok(Self { config, base, messages })
    }

    /// A path of the configuration, relative to the configuration's folder.
    pub(super) fn path(&self, path: &std::path::Path) -> PathBuf {
        self.base.join(path)
    }

    /// The glossary's files; none where the folder does not exist and is only the default.
    pub(super) fn glossary_files(&self) -> anyhow::Result<Vec<(String, String)>> {
        let folder = self.path(&self.config.paths.glossary);
        if !folder.exists() && self.config.paths == config::Paths::default() {
            tracing::warn!("no glossary: the folder {} does not exist", folder.display());
            return Ok(Vec::new());
        }
        Ok(config::glossary(&folder)?)
    }

    /// The glossary.
    pub(super) fn glossary(&self) -> anyhow::Result<Glossary> {
        Glossary::parse(&self.glossary_files()?).map_err(|errors| {
            let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
            anyhow::anyhow!("the glossary cannot be read:\n{}", lines.join("\n"))
        })
    }

    /// Everything the pure rooms need.
    pub(super) fn tools(&self) -> anyhow::Result<Tools> {
        Ok(Tools {
            segmenter: Segmenter::new(&self.config.segment).context("the sentence rules cannot be used")?,
            glossary: self.glossary()?,
            names: Names::new(&self.config.names),
            numbers: self.config.numbers.clone(),
            style: self.config.check.style.clone(),
            levels: self.config.check.levels.clone(),
        })
    }

    /// Where the memory is.
    pub(super) fn memory_path(&self, flag: Option<PathBuf>) -> PathBuf {
        flag.unwrap_or_else(|| self.path(&self.config.memory.path))
    }

    /// Opens the memory, making it where there is none.
    pub(super) fn memory(&self, flag: Option<PathBuf>) -> anyhow::Result<Arc<dyn Store>> {
        let path = self.memory_path(flag);
        Ok(Arc::new(Sqlite::open(&path, &self.config.memory)?))
    }

    /// The backend with this name.
    pub(super) fn backend(&self, name: &str) -> anyhow::Result<Arc<dyn Backend>> {
        let settings = self.config.backends.0.get(name).with_context(|| {
            let known: Vec<&str> = self.config.backends.0.keys().map(String::as_str).collect();
            format!("there is no backend {name:?}: the configuration has {}", known.join(", "))
        })?;
        let mut settings = settings.clone();
        match &mut settings {
            backend::Settings::Embedded(embedded) => {
                embedded.path = config::model_path().or(embedded.path.take().map(|path| self.path(&path)));
            }
            backend::Settings::Scripted(scripted) => scripted.path = self.path(&scripted.path),
            backend::Settings::Openai(_) | backend::Settings::None => {}
        }
        Ok(backend::build(name, &settings, &config::models_dir(), &config::secret)?)
    }
}
