//! The contract, kept by the SQLite store, and what comes with a file.

use std::{
    path::PathBuf,
    sync::atomic::{AtomicI64, Ordering},
    time::{Duration, Instant},
};

use anban::memory::{Error, Settings, Sqlite, Store};
use jiff::Timestamp;
use tempfile::TempDir;

use super::{
    contract::{Home, holds_the_contract},
    process::Writer,
    rows::{answer, by, everything, machine},
};

/// A folder with one memory in it.
pub struct Folder(TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn file(&self) -> PathBuf {
        self.0.path().join("memory.db")
    }

    pub fn open(&self) -> Sqlite {
        Sqlite::open(&self.file(), &Settings::default()).unwrap()
    }
}

impl Home for Folder {
    type Store = Sqlite;

    async fn open(&self) -> Sqlite {
        self.open()
    }
}

holds_the_contract!(Some(Folder::new()));

#[tokio::test]
async fn file_and_folder_are_made() {
    let folder = Folder::new();
    let file = folder.file().with_file_name("một").join("hai").join("bộ nhớ.db");
    let store = Sqlite::open(&file, &Settings::default()).unwrap();
    store.commit(&[machine("a", "x", "A")]).await.unwrap();
    assert_eq!(store.describe(), file.display().to_string());
    drop(store);
    assert!(file.is_file());
    assert!(!file.with_file_name("bộ nhớ.db-wal").exists(), "the last to close folds the log into the file");
    let store = Sqlite::open(&file, &Settings::default()).unwrap();
    assert_eq!(answer(&store, "a", "x").await.unwrap().1, "A");
}

#[tokio::test]
async fn a_clock_set_back_does_not_turn_history_round() {
    static NOW: AtomicI64 = AtomicI64::new(1_480_000_000_123);
    fn clock() -> Timestamp {
        Timestamp::from_millisecond(NOW.load(Ordering::SeqCst)).unwrap()
    }
    let folder = Folder::new();
    let store = Sqlite::open_with_clock(&folder.file(), &Settings::default(), clock).unwrap();
    store.commit(&[machine("a", "x", "1")]).await.unwrap();
    NOW.fetch_sub(5_000, Ordering::SeqCst);
    store.commit(&[machine("a", "x", "2")]).await.unwrap();
    NOW.fetch_add(6_000, Ordering::SeqCst);
    store.commit(&[machine("a", "x", "3")]).await.unwrap();
    let history = store.history(machine("a", "x", "").id()).await.unwrap();
    let times: Vec<_> = history.iter().map(|past| past.at.as_str()).collect();
    assert_eq!(times, ["2016-11-24T15:06:40.123Z", "2016-11-24T15:06:40.123Z", "2016-11-24T15:06:41.123Z"]);
    let row = &everything(&store, 10).await[0];
    assert_eq!((row.created.as_str(), row.updated.as_str()), (times[0], times[2]));
}

/// On a runtime of one thread, so that a verb that blocked it would stop the ticks.
#[tokio::test(flavor = "current_thread")]
async fn waiting_for_another_process_blocks_neither_the_runtime_nor_readers() {
    let folder = Folder::new();
    let settings = Settings { busy_timeout_ms: 300, ..Settings::default() };
    let store = Sqlite::open(&folder.file(), &settings).unwrap();
    store.commit(&[machine("a", "x", "A")]).await.unwrap();
    let other = rusqlite::Connection::open(folder.file()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let began = Instant::now();
    let late = [machine("b", "x", "B")];
    let (commit, ticks) = tokio::join!(store.commit(&late), async {
        let mut ticks = 0;
        while began.elapsed() < Duration::from_millis(200) {
            tokio::time::sleep(Duration::from_millis(2)).await;
            assert_eq!(answer(&store, "a", "x").await.unwrap().1, "A");
            ticks += 1;
        }
        ticks
    });
    assert!(ticks > 2, "{ticks} ticks");
    let error = commit.unwrap_err();
    assert!(
        matches!(&error, Error::Failed(why) if why.contains("another process") && why.contains("300 ms")),
        "{error}"
    );
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(store.commit(&late).await.unwrap(), [1], "and it goes on");
}

#[test]
fn two_processes_share_the_file() {
    let folder = Folder::new();
    let mut writers: Vec<Writer> = (0..2).map(|at| Writer::start(&folder.file(), at * 1_000, 60)).collect();
    for writer in &mut writers {
        let printed = writer.finish();
        assert_eq!(printed.len(), 60);
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let store = folder.open();
        // 120 changes of three rows each, none lost, whichever process made them.
        assert_eq!(store.stats().await.unwrap().history, 360);
        assert_eq!(everything(&store, 1_000).await.iter().map(|row| row.version).sum::<u64>(), 360);
    });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_may_make_the_file_at_once() {
    let folder = Folder::new();
    let opening: Vec<_> = (0..8)
        .map(|at| {
            let file = folder.file();
            tokio::task::spawn_blocking(move || (at, Sqlite::open(&file, &Settings::default())))
        })
        .collect();
    for opened in opening {
        let (at, store) = opened.await.unwrap();
        store.unwrap().commit(&[machine(&at.to_string(), "x", "t")]).await.unwrap();
    }
    assert_eq!(everything(&folder.open(), 10).await.len(), 8);
}

#[tokio::test]
async fn a_dropped_wait_leaves_a_whole_store() {
    let folder = Folder::new();
    let store = folder.open();
    for n in 0..50 {
        let rows: Vec<_> = (0..20).map(|at| machine(&at.to_string(), "x", &n.to_string())).collect();
        let _ = tokio::time::timeout(Duration::from_micros(n * 40), store.commit(&rows)).await;
    }
    store
        .commit(&[by(anban::memory::Who::Person, anban::memory::State::Final, machine("end", "x", "end"))])
        .await
        .unwrap();
    let rows = everything(&store, 100).await;
    let mut targets: Vec<_> =
        rows.iter().filter(|row| row.target.text != "end").map(|row| &row.target.text).collect();
    targets.dedup();
    assert!(targets.len() <= 1, "a batch is in whole or not at all: {targets:?}");
}

#[test]
fn settings_are_read_as_documented() {
    assert_eq!(toml::from_str::<Settings>("").unwrap(), Settings::default());
    let all = "path = 'tm.db'\nbusy-timeout-ms = 5\nreaders = 3\ncheck-up-to-mib = 1\nlargest-mib = 2";
    let want = Settings {
        path: "tm.db".into(),
        busy_timeout_ms: 5,
        readers: 3,
        check_up_to_mib: 1,
        largest_mib: 2,
        ..Settings::default()
    };
    assert_eq!(toml::from_str::<Settings>(all).unwrap(), want);
    assert!(toml::from_str::<Settings>("busy-timeout = 5").is_err());
}

/// What a killed process left behind: its claim, and the file whose lock went with it.
#[tokio::test]
async fn the_claims_of_the_dead_are_free_and_their_files_go() {
    let folder = Folder::new();
    let store = folder.open();
    let locale = anban::locale::Locale::En;
    let claim = store.claim(super::rows::key("a"), locale).await.unwrap().expect("it is free");
    let files = || -> Vec<String> {
        let found = std::fs::read_dir(folder.file().parent().unwrap()).unwrap();
        let mut names: Vec<_> = found.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.retain(|name| name.contains("-claims-"));
        names.sort();
        names
    };
    let own = files();
    assert_eq!(own.len(), 1);
    let raw = rusqlite::Connection::open(folder.file()).unwrap();
    for (source, holder) in [("b", "0123456789abcdef"), ("c", "../../../etc/passwd"), ("d", "fedcba9876543210")] {
        let sql = "INSERT INTO claim (key, locale, holder) VALUES (?1, 'en', ?2)";
        raw.execute(sql, rusqlite::params![super::rows::key(source).0, holder]).unwrap();
    }
    // One was left with its file, unlocked; one without.
    let left = folder.file().with_file_name("memory.db-claims-0123456789abcdef");
    std::fs::write(&left, "").unwrap();
    for source in ["b", "c", "d"] {
        assert!(store.claim(super::rows::key(source), locale).await.unwrap().is_some(), "{source}");
    }
    assert!(!left.exists());
    // What nobody claims any more is swept away by the next who claims something, once it is old.
    let old = std::time::SystemTime::now() - Duration::from_secs(3_600);
    std::fs::File::create(&left).unwrap().set_modified(old).unwrap();
    std::fs::File::open(folder.file().with_file_name(&own[0])).unwrap().set_modified(old).unwrap();
    let other = folder.open();
    assert!(other.claim(super::rows::key("a"), locale).await.unwrap().is_none(), "the living keep theirs");
    assert!(!left.exists());
    drop((claim, store, other));
    assert_eq!(files(), [""; 0]);
}
