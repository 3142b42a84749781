//! What went wrong at the server, and how it is told to a person.

use deadpool_postgres::PoolError;
use tokio_postgres::error::SqlState;

use crate::memory::{Error, columns::Damage};

const SAFE: &str = "everything committed before is safe";

/// A failure that does not know its server yet.
#[derive(Debug)]
pub(super) enum Fault {
    /// The server's or the connection's.
    Server(tokio_postgres::Error),
    /// The connection was lost while a transaction was being committed: it may have happened.
    Unsure(tokio_postgres::Error),
    /// No connection became free in time.
    Busy,
    /// A value that does not add up.
    Damaged(String),
    /// The server cannot be used; what is wrong, and the way out.
    Unusable(String),
    /// An answer of the contract, such as a conflict.
    Answer(Error),
}

impl Fault {
    /// Whether the same again may succeed, because the connection was lost before anything was done, or the server
    /// is just starting or stopping.
    pub(super) fn is_passing(&self) -> bool {
        let Self::Server(error) = self else { return false };
        match error.code() {
            Some(code) => is_passing(code),
            None => error.is_closed() || is_connection(error),
        }
    }

    /// The error of opening the memory `at`.
    pub(super) fn on_opening(self, at: &str) -> Error {
        match self {
            Self::Unusable(why) => Error::Open { at: at.to_owned(), why },
            Self::Server(error) => Error::Open { at: at.to_owned(), why: explain(&error) },
            Self::Busy => Error::Open { at: at.to_owned(), why: "no connection became free in time".to_owned() },
            other => other.at_work(at),
        }
    }

    /// The error of a verb at the memory `at`.
    pub(super) fn at_work(self, at: &str) -> Error {
        match self {
            Self::Answer(error) => error,
            Self::Damaged(why) => Error::Corrupt {
                at: at.to_owned(),
                why: format!("{why}; `anban memory verify --repair` mends what can be mended"),
            },
            Self::Server(error) => Error::Failed(format!("{at}: {}; {SAFE}", explain(&error))),
            Self::Unsure(error) => Error::Failed(format!(
                "{at}: the connection was lost while a change was being committed ({}): it is stored whole or not at \
                 all; {SAFE}: run the same command again",
                reason(&error)
            )),
            Self::Busy => Error::Failed(format!(
                "{at}: no connection became free in time; {SAFE}: run the same command again, or raise `readers` or \
                 `busy-timeout-ms`"
            )),
            Self::Unusable(why) => Error::Failed(format!("{at}: {why}")),
        }
    }
}

impl From<tokio_postgres::Error> for Fault {
    fn from(error: tokio_postgres::Error) -> Self {
        use std::error::Error as _;
        // A column of another type or a text that is no UTF-8 is not what this program has written.
        match error.source().is_some_and(|source| source.is::<tokio_postgres::types::WrongType>()) {
            true => Self::Damaged(format!("a column holds something else than it should ({error})")),
            false => Self::Server(error),
        }
    }
}

impl From<PoolError> for Fault {
    fn from(error: PoolError) -> Self {
        match error {
            PoolError::Backend(error) => Self::Server(error),
            PoolError::PostCreateHook(deadpool_postgres::HookError::Backend(error)) => Self::Server(error),
            PoolError::Timeout(_) => Self::Busy,
            other => Self::Unusable(other.to_string()),
        }
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Answer(error)
    }
}

impl From<Damage> for Fault {
    fn from(Damage(why): Damage) -> Self {
        Self::Damaged(why)
    }
}

/// Class 08 is the connection's; the others are a server that starts, stops or has too many clients.
fn is_passing(code: &SqlState) -> bool {
    code.code().starts_with("08")
        || [
            SqlState::ADMIN_SHUTDOWN,
            SqlState::CRASH_SHUTDOWN,
            SqlState::CANNOT_CONNECT_NOW,
            SqlState::TOO_MANY_CONNECTIONS,
            SqlState::T_R_SERIALIZATION_FAILURE,
            SqlState::T_R_DEADLOCK_DETECTED,
        ]
        .contains(code)
}

fn is_connection(error: &tokio_postgres::Error) -> bool {
    use std::error::Error as _;
    error.source().is_some_and(|source| source.is::<std::io::Error>())
}

/// The innermost reason, which is where the connection's own words are.
fn reason(error: &tokio_postgres::Error) -> String {
    use std::error::Error as _;
    match (error.as_db_error(), error.source()) {
        (Some(told), _) => format!("{} [{}]", told.message(), told.code().code()),
        (None, Some(source)) => format!("{error}: {source}"),
        (None, None) => error.to_string(),
    }
}

fn explain(error: &tokio_postgres::Error) -> String {
    let says = reason(error);
    let Some(code) = error.code() else {
        let lost = error.is_closed() || is_connection(error);
        return if lost { format!("the server cannot be reached, or the connection was lost: {says}") } else { says };
    };
    let way = match code.code() {
        "53100" => "the server's disk is full: make room there and run the same command again",
        "53300" => "the server has no connection left: raise its max_connections, or lower `readers`",
        "25006" => "the server or the role is read-only: name the primary server",
        "55P03" => {
            "another process has kept the memory locked for too long: run the same command again, or raise \
                    `busy-timeout-ms`"
        }
        "57P01" | "57P02" | "57P03" => "the server is stopping or starting: run the same command again",
        "28P01" | "28000" => {
            "the server refuses this user: check the user, the password (PGPASSWORD) and pg_hba.conf; \
                              one that wants encrypted connections needs ?sslmode=require"
        }
        "3D000" => "make the database first: createdb NAME",
        "42501" => "the role lacks a right: it needs CREATE on the database once, and reading and writing after that",
        "58030" => "the server's disk did not read or write: check the volume and its free space",
        _ => return says,
    };
    format!("{says}: {way}")
}
