//! The schema's versions, and bringing an older file up to the newest.

use rusqlite::{Connection, TransactionBehavior};

use super::fault::Fault;

/// `AnBM` in ASCII; tells a memory from the SQLite files of other programs.
pub(super) const APPLICATION_ID: i32 = 0x416E_424D;

/// Each file makes one version out of the one before it; a published one is never edited.
const MIGRATIONS: [&str; 4] = [
    include_str!("../../../migrations/sqlite/0001_translations_and_history.sql"),
    include_str!("../../../migrations/sqlite/0002_changes.sql"),
    include_str!("../../../migrations/sqlite/0003_sharing_and_housekeeping.sql"),
    include_str!("../../../migrations/sqlite/0004_ledger.sql"),
];

const NEWEST: i32 = MIGRATIONS.len() as i32;

/// Refuses a file that a newer program has written.
pub(super) fn check_version(version: i32) -> Result<(), Fault> {
    if version > NEWEST {
        return Err(Fault::Unusable(format!(
            "a newer Anban has written it (schema {version}, this program knows {NEWEST}); update Anban, or name \
             another file with `path`"
        )));
    }
    Ok(())
}

/// Brings the file up to date in one transaction: killed at any instant, it is at the old version or the new one.
pub(super) fn migrate(file: &mut Connection) -> Result<(), Fault> {
    if version(file)? == NEWEST && application(file)? == APPLICATION_ID {
        return Ok(());
    }
    let change = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version = version(&change)?;
    check_version(version)?;
    // Between the look at the header and here another process may have put its own tables into an empty file.
    let tables: i64 = change.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if application(&change)? != APPLICATION_ID && tables != 0 {
        return Err(Fault::Unusable("another program has just made it its own; name another file".to_owned()));
    }
    for migration in MIGRATIONS.iter().skip(usize::try_from(version).unwrap_or_default()) {
        change.execute_batch(migration)?;
    }
    change.pragma_update(None, "application_id", APPLICATION_ID)?;
    change.pragma_update(None, "user_version", NEWEST)?;
    change.commit()?;
    Ok(())
}

/// Refuses a file that would have to be brought up to date.
pub(super) fn check_is_newest(file: &Connection) -> Result<(), Fault> {
    let version = version(file)?;
    check_version(version)?;
    if version < NEWEST || application(file)? != APPLICATION_ID {
        return Err(Fault::Unusable(format!(
            "it is of an older version (schema {version}, this program knows {NEWEST}) and is only read; open it once \
             as a memory of its own, with --memory"
        )));
    }
    Ok(())
}

fn version(file: &Connection) -> rusqlite::Result<i32> {
    file.pragma_query_value(None, "user_version", |row| row.get(0))
}

fn application(file: &Connection) -> rusqlite::Result<i32> {
    file.pragma_query_value(None, "application_id", |row| row.get(0))
}
