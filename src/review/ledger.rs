//! What the desk knows beside the memory: people, sessions, drafts, comments and who did what; one SQLite file.

mod acts;
mod drafts;
mod outside;
mod people;
mod plans;

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use jiff::Timestamp;
use rusqlite::Connection;

use super::Error;

pub use acts::{Act, Touched, Verb};
pub use drafts::{Comment, Draft};
pub use outside::{Delivery, Due, Hook, Key, Order, Sent};
pub use people::{Person, Session};
pub use plans::{Count, Effort, MeanEffort};

/// The version of the file's form.
const FORM: u32 = 1;

const SCHEMA: &str = "
CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, shown TEXT NOT NULL, password TEXT NOT NULL) STRICT;
CREATE TABLE roles (person INTEGER NOT NULL REFERENCES people(id), locale TEXT NOT NULL, role TEXT NOT NULL,
  PRIMARY KEY (person, locale)) STRICT;
CREATE TABLE sessions (token BLOB PRIMARY KEY, person INTEGER NOT NULL REFERENCES people(id), csrf TEXT NOT NULL,
  created INTEGER NOT NULL, seen INTEGER NOT NULL) STRICT;
CREATE TABLE setup (token BLOB PRIMARY KEY) STRICT;
CREATE TABLE drafts (person INTEGER NOT NULL REFERENCES people(id), key BLOB NOT NULL, locale TEXT NOT NULL,
  context BLOB NOT NULL, text TEXT NOT NULL, base TEXT NOT NULL, version INTEGER NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (person, key, locale, context)) STRICT;
CREATE TABLE comments (id INTEGER PRIMARY KEY, key BLOB NOT NULL, locale TEXT NOT NULL,
  person INTEGER NOT NULL REFERENCES people(id), text TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE INDEX comments_of ON comments (key, locale);
CREATE TABLE acts (seq INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, person INTEGER REFERENCES people(id),
  verb TEXT NOT NULL, locale TEXT, article TEXT, note TEXT, rows TEXT NOT NULL) STRICT;
PRAGMA user_version = 1;
";

/// Tables that came later; an older file gets them when it is opened.
const LATER: &str = "
CREATE TABLE IF NOT EXISTS deadlines (article TEXT PRIMARY KEY, day TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS efforts (act INTEGER PRIMARY KEY, at TEXT NOT NULL, locale TEXT NOT NULL,
  backend TEXT NOT NULL, percent INTEGER NOT NULL, terms INTEGER NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS efforts_at ON efforts (at);
CREATE INDEX IF NOT EXISTS acts_at ON acts (at);
";

/// The desk's own file. Clones share it.
#[derive(Clone)]
pub struct Ledger {
    file: Arc<Mutex<Connection>>,
}

impl Ledger {
    /// Opens the ledger in `path`, making file and folder where there is none.
    ///
    /// # Errors
    /// A file that cannot be opened, is no ledger or is of a later version.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let failed = |why: String| Error::Ledger(format!("{}: {why}", path.display()));
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| failed(error.to_string()))?;
        }
        let file = connect(path).map_err(|error| failed(error.to_string()))?;
        let form: u32 =
            file.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(|e| failed(e.to_string()))?;
        match form {
            FORM => {}
            0 => file
                .execute_batch(&format!("BEGIN IMMEDIATE;{SCHEMA}COMMIT;"))
                .map_err(|error| failed(error.to_string()))?,
            later => return Err(failed(format!("it was written by a later version of Anban (form {later})"))),
        }
        file.execute_batch(LATER).map_err(|error| failed(error.to_string()))?;
        file.execute_batch(outside::TABLES).map_err(|error| failed(error.to_string()))?;
        private(path).map_err(|error| failed(error.to_string()))?;
        Ok(Self { file: Arc::new(Mutex::new(file)) })
    }

    /// Does `job` in one transaction, off the runtime's threads.
    async fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, Error> {
        let file = Arc::clone(&self.file);
        let done = tokio::task::spawn_blocking(move || {
            let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
            let turn = file.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            let done = job(&turn)?;
            turn.commit()?;
            Ok(done)
        });
        match done.await {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(error)) => {
                let error: rusqlite::Error = error;
                Err(Error::Ledger(error.to_string()))
            }
            Err(error) => Err(Error::Ledger(error.to_string())),
        }
    }
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let file = Connection::open(path)?;
    file.busy_timeout(Duration::from_secs(10))?;
    file.pragma_update(None, "journal_mode", "WAL")?;
    // What was acknowledged is on the disk, as in the memory.
    file.pragma_update(None, "synchronous", "FULL")?;
    file.pragma_update(None, "foreign_keys", true)?;
    Ok(file)
}

/// The file holds password hashes and sessions: nobody but its owner reads it.
fn private(path: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))?;
    }
    Ok(())
}

/// UTC, RFC 3339 with milliseconds.
fn now() -> String {
    format!("{:.3}", Timestamp::now())
}
