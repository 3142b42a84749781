//! Claims: which segment is being asked for, and by whom.
//!
//! Each handle that claims anything has a name, a connection and a file of that name beside the memory, on which it
//! keeps the operating system's lock. A claim whose holder's lock is gone belongs to nobody: no clock is asked, and
//! a process that was killed loses its claims in that instant.

use std::{
    fs::{self, File, TryLockError},
    io::ErrorKind,
    path::{Path, PathBuf},
    sync::{Arc, Weak},
    time::Duration,
};

use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior, params};
use tempfile::NamedTempFile;

use super::{fault::Fault, header::beside, pool::Pool};
use crate::{locale::Locale, memory::Claim, segment::SegmentKey};

/// The claims of one handle.
pub(super) struct Claims {
    // Before the holder: what is released while the pool ends is still this holder's.
    pool: Pool,
    holder: Holder,
}

struct Holder {
    name: String,
    /// Locked; gone when dropped. One that stays is removed by whoever meets its claims, and does no harm.
    _file: NamedTempFile,
}

/// Stands between the memory's file name and the holder's name.
const MARK: &str = "-claims-";

/// The length of a holder's name.
const LENGTH: usize = 16;

impl Claims {
    /// Makes the holder of a handle on the memory in `path`, which claims through `connection`.
    pub(super) fn new(path: &Path, connection: Connection) -> Result<Arc<Self>, Fault> {
        // A commit need not be on the disk here: claims do not outlive the machine.
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        let failed = |error: &std::io::Error| Fault::file("no claim file can be made beside it", error);
        let holder = Holder::new(path).map_err(|error| failed(&error))?;
        let pool = Pool::start("memory-claims", vec![connection]).map_err(|error| failed(&error))?;
        Ok(Arc::new(Self { pool, holder }))
    }

    /// See [`Store::claim`](crate::memory::Store::claim).
    pub(super) async fn claim(
        self: &Arc<Self>,
        path: &Path,
        key: SegmentKey,
        locale: Locale,
    ) -> Result<Option<Claim>, Fault> {
        let (name, path, weak) = (self.holder.name.clone(), path.to_owned(), Arc::downgrade(self));
        // The claim is made where it is taken, so that one whose asker went away meanwhile is released again.
        self.pool
            .run(move |file| Ok(take(file, &path, &name, key, locale)?.then(|| release(weak, key, locale))))
            .await
    }
}

fn release(claims: Weak<Claims>, key: SegmentKey, locale: Locale) -> Claim {
    Claim::new(move || {
        let Some(claims) = claims.upgrade() else { return };
        let name = claims.holder.name.clone();
        claims.pool.send(move |file| {
            let released = file
                .prepare_cached("DELETE FROM claim WHERE key = ?1 AND locale = ?2 AND holder = ?3")
                .and_then(|mut statement| statement.execute(params![key.0, locale.tag(), name]));
            if let Err(error) = released {
                tracing::warn!("the claim on segment {key} stays until this process ends: {error}");
            }
        });
    })
}

fn take(file: &mut Connection, path: &Path, name: &str, key: SegmentKey, locale: Locale) -> Result<bool, Fault> {
    let find = "SELECT holder FROM claim WHERE key = ?1 AND locale = ?2";
    let holder = |file: &Connection| -> rusqlite::Result<Option<String>> {
        file.prepare_cached(find)?.query_row(params![key.0, locale.tag()], |row| row.get(0)).optional()
    };
    // Most of those who wait find the claim held; that takes no lock.
    if holder(file)?.is_some_and(|other| other == name || is_alive(path, &other)) {
        return Ok(false);
    }
    let transaction = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if let Some(other) = holder(&transaction)? {
        if other == name || is_alive(path, &other) {
            return Ok(false);
        }
        transaction.prepare_cached("DELETE FROM claim WHERE holder = ?1")?.execute([&other])?;
        if let Some(left) = lock_file(path, &other) {
            // Whoever is not alive does not miss its file; that another process removed it is as good.
            let _ = fs::remove_file(left);
        }
    }
    transaction.prepare_cached("INSERT INTO claim (key, locale, holder) VALUES (?1, ?2, ?3)")?.execute(params![
        key.0,
        locale.tag(),
        name
    ])?;
    transaction.commit()?;
    Ok(true)
}

/// Whether the holder of this name still keeps its lock. Where that cannot be told it is taken to be alive: then the
/// worst is a wait that ends when patience does.
fn is_alive(path: &Path, name: &str) -> bool {
    let Some(file) = lock_file(path, name) else { return false };
    match File::open(file) {
        Ok(file) => matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)),
        Err(error) => error.kind() != ErrorKind::NotFound,
    }
}

/// The file of the holder `name`; none for what is no name of ours.
fn lock_file(path: &Path, name: &str) -> Option<PathBuf> {
    let ours = name.len() == LENGTH && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    ours.then(|| beside(path, &format!("{MARK}{name}")))
}

impl Holder {
    fn new(path: &Path) -> std::io::Result<Self> {
        let prefix = beside(Path::new(path.file_name().unwrap_or_default()), MARK);
        let folder = path.parent().unwrap_or(Path::new("."));
        sweep(folder, &prefix);
        let file = tempfile::Builder::new().prefix(&prefix).rand_bytes(LENGTH).tempfile_in(folder)?;
        file.as_file().lock()?;
        let name = file.path().to_string_lossy();
        let name = name.get(name.len().saturating_sub(LENGTH)..).unwrap_or_default().to_owned();
        Ok(Self { name, _file: file })
    }
}

/// Removes the files of holders that were killed. One made just now may not have its lock yet, and is left alone.
fn sweep(folder: &Path, prefix: &Path) {
    let is_old = |entry: &fs::DirEntry| {
        let made = entry.metadata().and_then(|found| found.modified());
        made.is_ok_and(|made| made.elapsed().is_ok_and(|age| age > Duration::from_secs(60)))
    };
    let prefix = prefix.as_os_str().as_encoded_bytes();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let ours = entry.file_name().as_encoded_bytes().starts_with(prefix) && is_old(&entry);
        if ours && File::open(entry.path()).is_ok_and(|file| file.try_lock_shared().is_ok()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}
