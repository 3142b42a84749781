//! What went wrong inside the store, and how it is told to a person.

use rusqlite::ErrorCode;

use crate::memory::{Error, columns::Damage};

const MEND: &str = "move it aside together with its -wal and -shm files and put back a backup, or start with a new \
                    memory; `sqlite3 FILE .recover` saves what can still be read";

/// A failure that does not know its file yet.
#[derive(Debug)]
pub(super) enum Fault {
    /// SQLite's own.
    Sqlite(rusqlite::Error),
    /// A value that does not add up.
    Damaged(String),
    /// The file cannot be used; what is wrong, and the way out.
    Unusable(String),
    /// An answer of the contract, such as a conflict.
    Answer(Error),
    /// The thread that should have answered is gone.
    NoThread,
}

impl Fault {
    /// A failure of the operating system at the file.
    pub(super) fn file(what: &str, error: &std::io::Error) -> Self {
        Self::Unusable(format!("{what}: {error}"))
    }

    /// Whether another process held the file for too long.
    pub(super) fn is_busy(&self) -> bool {
        matches!(self, Self::Sqlite(error) if matches!(
            error.sqlite_error_code(),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed)
        ))
    }

    /// Whether something in the file does not add up.
    pub(super) fn is_damage(&self) -> bool {
        match self {
            Self::Damaged(_) => true,
            Self::Sqlite(error) => is_damage(error),
            _ => false,
        }
    }

    /// The error of opening the file `at`.
    pub(super) fn on_opening(self, at: &str) -> Error {
        let open = |why: String| Error::Open { at: at.to_owned(), why };
        match self {
            Self::Unusable(why) => open(why),
            Self::Sqlite(ref error) if !is_damage(error) => open(explain(error, None)),
            other => other.at_work(at, 0),
        }
    }

    /// The error of a verb on the file `at`.
    pub(super) fn at_work(self, at: &str, busy_timeout_ms: u32) -> Error {
        match self {
            Self::Answer(error) => error,
            Self::Damaged(why) => Error::Corrupt { at: at.to_owned(), why: format!("{why}; {MEND}") },
            Self::Sqlite(error) if is_damage(&error) => {
                Error::Corrupt { at: at.to_owned(), why: format!("{error}; {MEND}") }
            }
            Self::Sqlite(error) => Error::Failed(format!("{at}: {}", explain(&error, Some(busy_timeout_ms)))),
            Self::Unusable(why) => Error::Failed(format!("{at}: {why}")),
            Self::NoThread => Error::Failed(format!("{at}: its thread has stopped; start Anban again")),
        }
    }
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Answer(error)
    }
}

impl From<rusqlite::types::FromSqlError> for Fault {
    fn from(error: rusqlite::types::FromSqlError) -> Self {
        Self::Damaged(format!("a column holds something else than it should ({error})"))
    }
}

impl From<Damage> for Fault {
    fn from(Damage(why): Damage) -> Self {
        Self::Damaged(why)
    }
}

fn is_damage(error: &rusqlite::Error) -> bool {
    use rusqlite::Error as E;
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
        || matches!(
            error,
            E::FromSqlConversionFailure(..)
                | E::IntegralValueOutOfRange(..)
                | E::Utf8Error(..)
                | E::InvalidColumnType(..)
        )
}

fn explain(error: &rusqlite::Error, busy_timeout_ms: Option<u32>) -> String {
    let safe = "everything committed before is safe";
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => format!(
            "the disk is full, or the file has reached `largest-mib`; {safe}: make room and run the same command again"
        ),
        Some(ErrorCode::ReadOnly) => {
            format!("the file or its volume is read-only ({error}); {safe}: make it writable, or name another file")
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed) => {
            let waited = busy_timeout_ms.map_or_else(|| "too long".to_owned(), |ms| format!("more than {ms} ms"));
            format!(
                "another process has kept it locked for {waited}; {safe}: run the same command again, or raise \
                 `busy-timeout-ms`"
            )
        }
        Some(ErrorCode::SystemIoFailure) => {
            format!("the disk did not read or write ({error}); {safe}: check the volume and its free space")
        }
        Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => format!(
            "{error}: check that its folder exists, is writable and holds no more than files; name another with `path`"
        ),
        _ => error.to_string(),
    }
}
