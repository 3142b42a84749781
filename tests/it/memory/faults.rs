//! Damaged, foreign and unreachable files, and disks without room: a clear error, and nothing lost.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anban::memory::{Error, NewRow, Row, Settings, Sqlite, Store};
use rusqlite::Connection;

use super::{
    process::{Writer, group},
    rows::{Dice, everything, machine},
    sqlite::Folder,
};

fn open(file: &Path) -> Result<Sqlite, Error> {
    Sqlite::open(file, &Settings::default())
}

fn refused(file: &Path) -> Error {
    match open(file) {
        Ok(_) => panic!("{} was opened", file.display()),
        Err(error) => error,
    }
}

/// The error is of the kind `Open`, names the file and says each of `words`.
fn cannot_open(file: &Path, words: &[&str]) {
    let error = refused(file);
    let text = error.to_string();
    assert!(matches!(error, Error::Open { .. }), "{text}");
    assert!(text.contains(&file.display().to_string()), "{text}");
    assert!(words.iter().all(|word| text.contains(word)), "{text}");
}

fn is_damaged(error: &Error) {
    let text = error.to_string();
    assert!(matches!(error, Error::Corrupt { .. }), "{text}");
    assert!(text.contains("memory.db") && text.contains("backup"), "{text}");
}

/// A closed memory of 300 rows.
async fn full(folder: &Folder) -> Vec<Row> {
    let store = folder.open();
    let rows: Vec<NewRow> = (0..100).flat_map(group).collect();
    store.commit(&rows).await.unwrap();
    everything(&store, 1_000).await
}

#[tokio::test]
async fn a_broken_header_is_damage() {
    let folder = Folder::new();
    full(&folder).await;
    let whole = fs::read(folder.file()).unwrap();
    let cut_off = whole[..50].to_vec();
    let mut no_magic = whole.clone();
    no_magic[..16].fill(b'?');
    let text = b"anban\n".repeat(100);
    for bytes in [cut_off, no_magic, text, vec![0; 4096]] {
        fs::write(folder.file(), &bytes).unwrap();
        is_damaged(&refused(&folder.file()));
        assert_eq!(fs::read(folder.file()).unwrap(), bytes, "a file that is refused stays as it is");
    }
}

#[tokio::test]
async fn a_truncated_file_is_damage() {
    let folder = Folder::new();
    full(&folder).await;
    let whole = fs::read(folder.file()).unwrap();
    for length in [99, 100, 512, 4095, 4096, 5000, whole.len() / 2, whole.len() - 4096, whole.len() - 1] {
        fs::write(folder.file(), &whole[..length]).unwrap();
        is_damaged(&refused(&folder.file()));
        let unchecked = Settings { check_up_to_mib: 0, ..Settings::default() };
        assert!(Sqlite::open(&folder.file(), &unchecked).is_err(), "{length}");
    }
    fs::write(folder.file(), &whole).unwrap();
    assert_eq!(everything(&folder.open(), 1_000).await.len(), 120);
}

/// With the check at opening and without it: an error, or exactly what was stored; never another translation.
#[tokio::test]
async fn random_bytes_in_the_middle_are_never_read_as_a_translation() {
    const SEED: u64 = 86;
    let folder = Folder::new();
    let rows = full(&folder).await;
    let whole = fs::read(folder.file()).unwrap();
    let mut dice = Dice(SEED);
    let mut found = [0; 2];
    for round in 0..120_u64 {
        let mut bytes = whole.clone();
        let length = usize::try_from(1 + dice.below(64)).unwrap();
        let start = usize::try_from(100 + dice.below((bytes.len() - 100 - length) as u64)).unwrap();
        for byte in &mut bytes[start..start + length] {
            *byte = u8::try_from(dice.below(256)).unwrap();
        }
        for end in ["-wal", "-shm"] {
            // The store that was refused may have left none.
            let _ = fs::remove_file(folder.file().with_file_name(format!("memory.db{end}")));
        }
        fs::write(folder.file(), &bytes).unwrap();
        let checked = round % 2 == 0;
        let settings = Settings { check_up_to_mib: if checked { 64 } else { 0 }, ..Settings::default() };
        match read_all(&folder.file(), &settings, &rows).await {
            Ok(complete) => assert!(complete || !checked, "seed {SEED} round {round} at {start}: rows are missing"),
            Err(error) => {
                is_damaged(&error);
                found[usize::from(checked)] += 1;
            }
        }
    }
    println!("of 60 each, found {} while reading and {} at opening", found[0], found[1]);
    assert!(found.iter().all(|&found| found > 20), "{found:?}");
}

/// Reads by every way; whether all of `rows` were met. What is met has to be right.
async fn read_all(file: &Path, settings: &Settings, rows: &[Row]) -> Result<bool, Error> {
    let store = Sqlite::open(file, settings)?;
    let paged = store.page(None, 10_000).await?;
    assert!(paged.iter().all(|row| rows.contains(row)));
    let mut complete = paged == rows;
    for row in rows {
        let query = anban::memory::Query { key: row.key, context: row.context };
        let hit = store.lookup(row.locale, &[query]).await?.remove(0);
        assert!(hit.as_ref().is_none_or(|hit| hit.row == *row));
        let history = store.history(row.id()).await?;
        assert!(history.iter().all(|past| past.version != row.version || past.target == row.target));
        complete &= hit.is_some() && history.len() as u64 == row.version;
    }
    Ok(complete)
}

#[tokio::test]
async fn a_row_changed_behind_the_stores_back_is_damage() {
    let folder = Folder::new();
    let row = machine("a", "x", "A");
    folder.open().commit(std::slice::from_ref(&row)).await.unwrap();
    let raw = Connection::open(folder.file()).unwrap();
    raw.execute_batch(
        "DROP TRIGGER translation_moves_forward;
         UPDATE translation SET target = replace(target, 'A', 'B');",
    )
    .unwrap();
    let store = folder.open();
    let query = anban::memory::Query { key: row.key, context: row.context };
    is_damaged(&store.lookup(row.locale, &[query]).await.unwrap_err());
    is_damaged(&store.page(None, 1).await.unwrap_err());
    is_damaged(&store.commit(&[machine("a", "x", "C")]).await.unwrap_err());
    assert_eq!(store.history(row.id()).await.unwrap()[0].target.text, "A", "the history is not touched");
    assert_eq!(store.commit(&[machine("b", "x", "B")]).await.unwrap(), [1], "other rows still work");
}

#[test]
fn a_foreign_database_is_left_alone() {
    for pragma in ["PRAGMA application_id = 1; PRAGMA journal_mode = WAL", "PRAGMA user_version = 1"] {
        let folder = Folder::new();
        let raw = Connection::open(folder.file()).unwrap();
        raw.execute_batch("CREATE TABLE note (text)").unwrap();
        raw.execute_batch(pragma).unwrap();
        drop(raw);
        let before = fs::read(folder.file()).unwrap();
        cannot_open(&folder.file(), &["another program", "left as it is", "`path`"]);
        assert_eq!(fs::read(folder.file()).unwrap(), before);
        assert_eq!(fs::read_dir(folder.file().parent().unwrap()).unwrap().count(), 1);
    }
}

#[tokio::test]
async fn a_newer_file_is_left_alone() {
    let folder = Folder::new();
    full(&folder).await;
    Connection::open(folder.file()).unwrap().pragma_update(None, "user_version", 1_000).unwrap();
    let before = fs::read(folder.file()).unwrap();
    cannot_open(&folder.file(), &["newer Anban", "schema 1000", "update"]);
    assert_eq!(fs::read(folder.file()).unwrap(), before);
}

#[test]
fn places_where_no_file_can_be() {
    let folder = Folder::new();
    fs::write(folder.file(), "").unwrap();
    cannot_open(folder.file().parent().unwrap(), &["folder"]);
    cannot_open(&folder.file().join("below.db"), &["`path`"]);
    cannot_open(Path::new("/dev/full"), &["device"]);
    cannot_open(Path::new("/proc/anban/memory.db"), &["/proc/anban", "`path`"]);
    cannot_open(Path::new("/proc/memory.db"), &["folder exists, is writable"]);
    assert!(matches!(open(Path::new("")), Err(Error::Open { .. })));
    open(&folder.file()).expect("an empty file becomes a memory");
}

#[test]
fn read_only_files_and_folders_are_refused() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    drop(folder.open());
    let home = folder.file().parent().unwrap().to_owned();
    let mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    // Root may write anywhere, so a process of another user has to try.
    let say = |file: PathBuf| match Writer::powerless(&file) {
        Ok(writer) => {
            let (told, said) = writer.end();
            assert!(told.is_empty());
            said
        }
        Err(error) => {
            println!("not tested, no process without the powers of root can be started: {error}");
            "read-only is writable".to_owned()
        }
    };
    mode(&folder.file(), 0o444);
    mode(&home, 0o555);
    let file = say(folder.file());
    let new = say(home.join("new.db"));
    mode(&home, 0o755);
    mode(&folder.file(), 0o644);
    assert!(file.contains("read-only"), "{file}");
    assert!(new.contains("writable"), "{new}");
    assert!(!home.join("new.db").exists());
}

#[tokio::test]
async fn a_full_disk_loses_nothing() {
    let folder = Folder::new();
    let settings = Settings { largest_mib: 1, ..Settings::default() };
    let store = Sqlite::open(&folder.file(), &settings).unwrap();
    let mut stored = 0;
    let error = loop {
        match store.commit(&group(stored)).await {
            Ok(_) => stored += 1,
            Err(error) => break error,
        }
        assert!(stored < 10_000);
    };
    let text = error.to_string();
    assert!(matches!(error, Error::Failed(_)) && text.contains("full") && text.contains("safe"), "{text}");
    assert!(stored > 100);
    assert_eq!(store.stats().await.unwrap().history, stored * 3);
    assert!(store.commit(&group(stored)).await.is_err(), "still full");
    drop(store);
    let store = folder.open();
    assert_eq!(store.stats().await.unwrap().history, stored * 3);
    assert_eq!(everything(&store, 1_000).await.len(), 120);
    store.commit(&group(stored)).await.expect("with room it goes on");
}

/// The operating system refuses to let any file grow beyond 300 KiB, the log included.
#[tokio::test]
async fn a_disk_that_stops_writing_loses_nothing() {
    let folder = Folder::new();
    let (told, said) = Writer::shell("trap '' XFSZ; ulimit -f 600", &folder.file(), 0, 10_000).end();
    assert!(said.contains("failed ") && said.contains("safe"), "{said}");
    assert!(told.len() > 3, "{said}");
    let store = folder.open();
    assert_eq!(store.stats().await.unwrap().history, told.len() as u64 * 3);
    for (at, row) in told.iter().flat_map(|told| group(told.n)).enumerate().skip((told.len().max(40) - 40) * 3) {
        let history = store.history(row.id()).await.unwrap();
        assert_eq!(history.last().unwrap().target, row.target, "row {at}");
    }
    store.commit(&group(told.len() as u64)).await.expect("with room it goes on");
}
