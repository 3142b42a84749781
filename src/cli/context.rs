//! What every command starts from: the configuration, the words, the rooms it opens.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::Context as _;
use secrecy::SecretString;

use super::args::Common;
use crate::{
    backend::{
        self, Backend,
        chain::Chain,
        meter::{Meter, Unmetered},
        prompt::{OwnSheet, Prompts, StyleSheets},
    },
    config::{self, Config},
    glossary::Glossary,
    locale::{Locale, Messages},
    memory::{self, Other, Postgres, Several, Store, fuzzy::NearIndex},
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
    /// The configuration file as it was asked for.
    config_file: Option<PathBuf>,
}

impl Clone for Context {
    fn clone(&self) -> Self {
        Self {
            config: self.config.clone(),
            base: self.base.clone(),
            messages: Messages::new(self.messages.locale()),
            config_file: self.config_file.clone(),
        }
    }
}

impl Context {
    pub(super) fn new(common: &Common) -> anyhow::Result<Self> {
        let (config, base) = config::load(common.config.as_deref())?;
        let messages = Messages::new(common.lang.unwrap_or_else(config::environment_language));
        Ok(Self { config, base, messages, config_file: common.config.clone() })
    }

    /// The configuration file and its text, if there is one.
    pub(super) fn config_text(&self) -> Option<(PathBuf, String)> {
        config::text(self.config_file.as_deref())
    }

    /// A path of the configuration, relative to the configuration's folder.
    pub(super) fn path(&self, path: &Path) -> PathBuf {
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

    /// The glossary as it stands today.
    pub(super) fn glossary(&self) -> anyhow::Result<Glossary> {
        let glossary = Glossary::parse(&self.glossary_files()?).map_err(|errors| {
            let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
            anyhow::anyhow!("the glossary cannot be read:\n{}", lines.join("\n"))
        })?;
        Ok(glossary.on(jiff::Zoned::now().date()))
    }

    /// Everything the pure rooms need.
    pub(super) fn tools(&self) -> anyhow::Result<Tools> {
        self.tools_with(self.glossary()?)
    }

    /// The same with a glossary that has been read already.
    pub(super) fn tools_with(&self, glossary: Glossary) -> anyhow::Result<Tools> {
        Ok(Tools {
            segmenter: Segmenter::new(&self.config.segment).context("the sentence rules cannot be used")?,
            glossary,
            names: Names::new(&self.config.names),
            numbers: self.config.numbers.clone(),
            style: self.config.check.style.clone(),
            levels: self.config.check.levels.clone(),
        })
    }

    /// Where the memory is: a file, or the address of a server, which may hold a password and is not to be shown.
    pub(super) fn memory_path(&self, flag: Option<PathBuf>) -> PathBuf {
        let configured = &self.config.memory.path;
        flag.unwrap_or_else(|| match memory::is_address(configured) {
            true => configured.clone(),
            false => self.path(configured),
        })
    }

    /// Opens the memory, making it where there is none.
    pub(super) fn memory(&self, flag: Option<PathBuf>) -> anyhow::Result<Arc<dyn Store>> {
        let path = self.memory_path(flag);
        self.with_others(&path, self.memory_at(&path)?)
    }

    /// Opens the memory, if there is one.
    pub(super) fn standing_memory(&self, flag: Option<PathBuf>) -> anyhow::Result<Arc<dyn Store>> {
        let path = self.memory_path(flag);
        anyhow::ensure!(memory::is_address(&path) || path.exists(), "there is no memory at {}", path.display());
        self.with_others(&path, self.memory_at(&path)?)
    }

    /// The memory at `path` with the others of the configuration, `[[memory.also]]`, beside it.
    fn with_others(&self, path: &Path, own: Arc<dyn Store>) -> anyhow::Result<Arc<dyn Store>> {
        let also = &self.config.memory.also;
        let mut others: Vec<Other> = Vec::with_capacity(also.len());
        for one in also {
            let name = &one.name;
            let place = if memory::is_address(&one.path) { one.path.clone() } else { self.path(&one.path) };
            let known = others.iter().any(|other| other.settings.name == *name);
            anyhow::ensure!(
                !name.trim().is_empty() && !known,
                "[[memory.also]]: each needs a name of its own: {name:?}"
            );
            anyhow::ensure!(
                memory::is_address(&place) || place.is_file(),
                "[[memory.also]] {name:?}: there is no memory at {}",
                place.display()
            );
            if place == path {
                continue;
            }
            let settings = memory::Settings { read_only: !one.write, ..self.config.memory.clone() };
            let store = memory::open(&place, &settings, config::secret("PGPASSWORD").as_ref())
                .with_context(|| format!("[[memory.also]] {name:?}"))?;
            others.push(Other { settings: one.clone(), store });
        }
        Ok(if others.is_empty() { own } else { Arc::new(Several::new(own, others)) })
    }

    /// Opens the memory in this file or at this address.
    pub(super) fn memory_at(&self, place: &Path) -> anyhow::Result<Arc<dyn Store>> {
        Ok(memory::open(place, &self.config.memory, config::secret("PGPASSWORD").as_ref())?)
    }

    /// Opens the memory with its queue, which a PostgreSQL database alone has.
    pub(super) fn queue(&self, flag: Option<PathBuf>) -> anyhow::Result<Postgres> {
        let place = self.memory_path(flag);
        anyhow::ensure!(
            memory::is_address(&place),
            "only a memory in PostgreSQL has a queue: give --memory postgres://USER@HOST/DATABASE, or set it in \
             config.toml"
        );
        let address = place.to_str().unwrap_or_default();
        Ok(Postgres::open(address, &self.config.memory, config::secret("PGPASSWORD").as_ref())?)
    }

    /// The place beside which indexes of the memory stand: its file, or where that would be by default.
    pub(super) fn beside_memory(&self, flag: Option<PathBuf>) -> PathBuf {
        let path = self.memory_path(flag);
        if memory::is_address(&path) { self.path(&memory::Settings::default().path) } else { path }
    }

    /// The near-match index of the memory.
    pub(super) async fn near(&self, store: &dyn Store, flag: Option<PathBuf>) -> anyhow::Result<NearIndex> {
        Ok(NearIndex::open(store, Some(&self.near_path(flag))).await?)
    }

    /// Where that index is kept.
    pub(super) fn near_path(&self, flag: Option<PathBuf>) -> PathBuf {
        self.beside_memory(flag).with_extension("near")
    }

    /// The backend with this name, or the chain of several with commas between them, paid by nobody: to be asked
    /// what it is, not to translate.
    pub(super) fn backend(&self, name: &str) -> anyhow::Result<Arc<dyn Backend>> {
        self.paid_backend(name, &Unmetered::shared())
    }

    /// The same, paid by `meter`.
    pub(super) fn paid_backend(&self, names: &str, meter: &Arc<dyn Meter>) -> anyhow::Result<Arc<dyn Backend>> {
        let names: Vec<&str> = names.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
        let mut backends = names
            .iter()
            .map(|name| self.one_backend(name, &config::secret, meter))
            .collect::<anyhow::Result<Vec<_>>>()?;
        match backends.len() {
            1 => backends.pop().context("no backend"),
            0 => anyhow::bail!("no backend is named"),
            _ => Ok(Arc::new(Chain::new(backends))),
        }
    }

    /// What `names` would use: `--backend`, or `backends`, or `backend` of the configuration.
    pub(super) fn chosen<'a>(&'a self, flag: Option<&'a str>) -> std::borrow::Cow<'a, str> {
        match (flag, self.config.translate.backends.as_slice()) {
            (Some(flag), _) => flag.into(),
            (None, []) => self.config.translate.backend.as_str().into(),
            (None, chain) => chain.join(",").into(),
        }
    }

    /// One backend that is asked for quotes only, and so needs no key.
    pub(super) fn unasked_backend(&self, name: &str) -> anyhow::Result<Arc<dyn Backend>> {
        self.one_backend(name, &|_| Some(SecretString::from("unused")), &Unmetered::shared())
    }

    fn one_backend(
        &self,
        name: &str,
        secrets: backend::Secrets<'_>,
        meter: &Arc<dyn Meter>,
    ) -> anyhow::Result<Arc<dyn Backend>> {
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
            _ => {}
        }
        let family = match settings {
            backend::Settings::Embedded(_) => "embedded",
            _ => "chat",
        };
        let templates = &self.config.paths.templates;
        let own =
            if templates.as_os_str().is_empty() { None } else { config::prompt(&self.path(templates), family)? };
        let prompts = match own {
            Some((name, text)) => Prompts::parse(&name, &text)?,
            None => Prompts::default(),
        };
        let prompts = Arc::new(prompts.with_styles(self.style_sheets(&self.path(templates))?));
        let setup = backend::Setup { meter: Arc::clone(meter), prompts, ..backend::Setup::new(name, None) };
        Ok(backend::build(setup, &settings, &config::models_dir(), secrets)?)
    }

    /// What the newsroom's style sheets say: its own, or what its settings come to.
    fn style_sheets(&self, templates: &Path) -> anyhow::Result<StyleSheets> {
        let mut own = Vec::new();
        if !self.config.paths.templates.as_os_str().is_empty() {
            for locale in Locale::TARGETS {
                if let Some((name, text)) = config::style_sheet(templates, locale)? {
                    own.push(OwnSheet { locale, name, text });
                }
            }
        }
        let house = serde_json::json!({ "numbers": self.config.numbers, "style": self.config.check.style });
        Ok(StyleSheets::new(&own, &house)?)
    }
}
