//! Opening the file: its checks, its journal, and what each connection is told.

use std::{
    fs::OpenOptions,
    io::ErrorKind,
    path::Path,
    thread,
    time::{Duration, Instant},
};

use rusqlite::{Connection, ErrorCode, OpenFlags, config::DbConfig};

use super::{
    fault::Fault,
    header,
    migrate::{check_is_newest, migrate},
};
use crate::memory::Settings;

const MIB: u64 = 1 << 20;

/// The writing connection and the reading ones to the memory in `path`, which has to be absolute: SQLite takes
/// `:memory:` and `file:…` for something else than files of that name.
pub(super) fn open(path: &Path, settings: &Settings) -> Result<(Connection, Vec<Connection>), Fault> {
    let patience = Duration::from_millis(u64::from(settings.busy_timeout_ms));
    let deadline = Instant::now() + patience;
    loop {
        // SQLite does not call its busy handler for every lock that switching to the log or recovering it takes.
        match attempt(path, settings, patience) {
            Err(fault) if fault.is_busy() && Instant::now() < deadline => thread::sleep(Duration::from_millis(5)),
            // Beside a file on such a volume SQLite finds no place for its log, and says that it cannot open the file.
            Err(Fault::Sqlite(error)) if is_refused(&error) && !settings.read_only && is_read_only(path) => {
                return Err(Fault::Unusable(READ_ONLY.to_owned()));
            }
            done => return done,
        }
    }
}

const READ_ONLY: &str = "the file or its volume is read-only; make it writable, or name another file with `path`";

fn is_refused(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::CannotOpen)
}

fn is_read_only(path: &Path) -> bool {
    let opened = OpenOptions::new().write(true).open(path);
    opened.is_err_and(|error| matches!(error.kind(), ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied))
}

fn attempt(path: &Path, settings: &Settings, patience: Duration) -> Result<(Connection, Vec<Connection>), Fault> {
    header::check(path)?;
    if settings.read_only {
        let reader = |_| {
            let file = connect_with(path, patience, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
            check_is_newest(&file)?;
            Ok(file)
        };
        // What would write is refused by SQLite.
        let readers = (0..settings.readers).map(reader).collect::<Result<_, Fault>>()?;
        return Ok((reader(0)?, readers));
    }
    let mut writer = connect(path, patience)?;
    if writer.is_readonly("main")? {
        return Err(Fault::Unusable(READ_ONLY.to_owned()));
    }
    migrate(&mut writer)?;
    keep_a_log(&writer)?;
    check_pages(&writer, settings.check_up_to_mib)?;
    if settings.largest_mib > 0 {
        let page: u64 = writer.pragma_query_value(None, "page_size", |row| row.get::<_, u32>(0))?.into();
        let pages = (settings.largest_mib.saturating_mul(MIB) / page.max(1)).clamp(1, u64::from(u32::MAX - 2));
        writer.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(()))?;
    }
    let readers = (0..settings.readers)
        .map(|_| {
            let reader = connect(path, patience)?;
            reader.pragma_update(None, "query_only", true)?;
            Ok(reader)
        })
        .collect::<Result<_, Fault>>()?;
    Ok((writer, readers))
}

/// The pages a connection keeps, as SQLite's `cache_size` takes it: 16 MiB.
pub(super) const CACHE: i64 = -16_384;

/// A connection that waits so long for others.
pub(super) fn connect(path: &Path, patience: Duration) -> Result<Connection, Fault> {
    connect_with(path, patience, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)
}

fn connect_with(path: &Path, patience: Duration, flags: OpenFlags) -> Result<Connection, Fault> {
    let file = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    file.busy_timeout(patience)?;
    // The file may come from anybody: its schema may call nothing with side effects and nothing rewrites it.
    file.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    file.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    file.pragma_update(None, "cell_size_check", true)?;
    file.pragma_update(None, "foreign_keys", true)?;
    file.pragma_update(None, "synchronous", "FULL")?;
    // On macOS only this reaches the disk itself; elsewhere it changes nothing.
    file.pragma_update(None, "fullfsync", true)?;
    file.pragma_update(None, "checkpoint_fullfsync", true)?;
    file.pragma_update(None, "cache_size", CACHE)?;
    // No mmap: where a file is cut short under a mapping the process dies of SIGBUS instead of getting an error.
    file.pragma_update(None, "mmap_size", 0)?;
    file.set_prepared_statement_cache_capacity(32);
    Ok(file)
}

fn keep_a_log(file: &Connection) -> Result<(), Fault> {
    let mode: String = file.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    if !mode.eq_ignore_ascii_case("wal") {
        return Err(Fault::Unusable(
            "its volume cannot hold a write-ahead log (a network drive?); name a file on a disk of this machine"
                .to_owned(),
        ));
    }
    // A log that one huge import left behind shrinks again.
    file.pragma_update(None, "journal_size_limit", 64 << 20)?;
    Ok(())
}

fn check_pages(file: &Connection, up_to_mib: u64) -> Result<(), Fault> {
    let number = |name| file.pragma_query_value(None, name, |row| row.get::<_, u32>(0)).map(u64::from);
    if number("page_count")?.saturating_mul(number("page_size")?) > up_to_mib.saturating_mul(MIB) {
        return Ok(());
    }
    match file.query_row("PRAGMA integrity_check(1)", [], |row| row.get::<_, String>(0))?.as_str() {
        "ok" => Ok(()),
        why => Err(Fault::Damaged(why.replace('\n', " "))),
    }
}
