//! The desk: what the reviewers' verbs work with.

use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError, atomic::AtomicBool},
};

use tokio::sync::OnceCell;

use super::{Entry, Ledger, board::Board, shelf};
use crate::{
    article, edition,
    memory::{
        self, RowId, State, Store,
        fuzzy::{Concordance, NearIndex},
    },
    pipeline::{Again, Prepared, Tools, prepare},
};

/// Why the desk cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The memory failed.
    #[error(transparent)]
    Memory(#[from] memory::Error),
    /// The desk's own file failed.
    #[error("the desk's ledger failed: {0}")]
    Ledger(String),
    /// A file cannot be read or written.
    #[error("{path}: {why}")]
    File {
        /// Which.
        path: String,
        /// Why.
        why: String,
    },
    /// The backend gives no answer.
    #[error("the backend gives no answer: {0}")]
    Backend(String),
    /// The page could not be made.
    #[error(transparent)]
    Page(#[from] edition::Error),
}

/// What a newsroom has set that concerns the desk.
pub struct Settings {
    /// The folder with the editions.
    pub editions: PathBuf,
    /// How articles are read.
    pub article: article::Settings,
    /// How editions are put together.
    pub edition: edition::Settings,
    /// The state from which a translation may be published.
    pub min_state: State,
    /// Whether editions are pages; otherwise they are in the article's own format.
    pub pages: bool,
    /// The templates of pages.
    pub templates: edition::Templates,
}

/// Opens the backend that a reviewer may ask again; done once, at the first question, as a model takes memory.
pub type OpenBackend = Box<dyn Fn() -> Result<Again, String> + Send + Sync>;

/// The desk.
pub struct Desk {
    pub(super) tools: Tools,
    pub(super) store: Arc<dyn Store>,
    pub(super) settings: Settings,
    /// People, drafts, comments, acts.
    pub ledger: Ledger,
    /// Articles cut into segments, by folder, with the digest of what was read.
    prepared: Mutex<HashMap<String, (String, Arc<Prepared>)>>,
    pub(super) shelved: shelf::Kept,
    pub(super) board: tokio::sync::Mutex<Board>,
    pub(super) indexes: Option<PathBuf>,
    pub(super) near: OnceCell<NearIndex>,
    pub(super) words: OnceCell<Concordance>,
    /// Whether the indexes are being made or read.
    pub(super) is_warming: AtomicBool,
    pub(super) open_backend: Option<OpenBackend>,
    pub(super) backend: OnceCell<Again>,
    pub(super) press: Option<super::Press>,
    /// The versions that acts of this process made last, and those acts. Held while a row is stored and its act
    /// written down, so that an order that arrives twice is one act.
    pub(super) made: tokio::sync::Mutex<HashMap<RowId, (u64, i64)>>,
}

impl Desk {
    /// A desk over this memory.
    #[must_use]
    pub fn new(tools: Tools, store: Arc<dyn Store>, ledger: Ledger, settings: Settings) -> Self {
        Self {
            tools,
            store,
            settings,
            ledger,
            prepared: Mutex::default(),
            shelved: shelf::Kept::default(),
            board: tokio::sync::Mutex::default(),
            indexes: None,
            near: OnceCell::new(),
            words: OnceCell::new(),
            is_warming: AtomicBool::new(false),
            open_backend: None,
            backend: OnceCell::new(),
            press: None,
            made: tokio::sync::Mutex::default(),
        }
    }

    /// The same desk with the memory's indexes kept in files beside `memory`; without, they are made anew at each start.
    #[must_use]
    pub fn with_indexes_beside(mut self, memory: PathBuf) -> Self {
        self.indexes = Some(memory);
        self
    }

    /// The same desk with a backend that can be asked again.
    #[must_use]
    pub fn with_backend(mut self, open: OpenBackend) -> Self {
        self.open_backend = Some(open);
        self
    }

    /// The state from which a translation may be published.
    #[must_use]
    pub const fn min_state(&self) -> State {
        self.settings.min_state
    }

    /// The article of `entry`, read again where its file is another than the one remembered. `None` where it is not
    /// the file its editions were made from.
    pub(super) async fn article(&self, entry: &Entry) -> Result<Option<Arc<Prepared>>, Error> {
        let kept = self.prepared.lock().unwrap_or_else(PoisonError::into_inner).get(entry.slug.as_str()).cloned();
        if let Some((sha, prepared)) = kept
            && sha == entry.sha256
        {
            return Ok(Some(prepared));
        }
        let path = entry.article.clone();
        let Ok(bytes) = tokio::fs::read(&path).await else { return Ok(None) };
        let Ok(article) = article::read(&path, &bytes, None, &self.settings.article) else { return Ok(None) };
        // The path stands in a file that anybody may have written: only the very text the edition was made from is shown.
        if shelf::sha256(article.source.as_bytes()) != entry.sha256 {
            return Ok(None);
        }
        let prepared = Arc::new(prepare(article, &self.tools));
        self.prepared
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(entry.slug.as_str().to_owned(), (entry.sha256.clone(), Arc::clone(&prepared)));
        Ok(Some(prepared))
    }
}
