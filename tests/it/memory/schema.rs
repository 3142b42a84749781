//! What the file itself forbids, whoever opens it.

use anban::{
    article::CodeKind,
    diagnostic::{Finding, Severity},
    memory::{Settings, Sqlite, State, Store, Who},
    segment::{ContextKey, SegmentKey},
};
use jiff::Timestamp;
use rusqlite::Connection;

use super::{
    rows::{by, machine},
    sqlite::Folder,
};

#[tokio::test]
async fn the_file_refuses_what_the_contract_forbids() {
    let folder = Folder::new();
    let store = folder.open();
    let row = by(Who::Person, State::Reviewed, machine("a", "x", "2"));
    store.commit(&[machine("a", "x", "1"), row.clone()]).await.unwrap();
    let before = store.history(row.id()).await.unwrap();
    let raw = Connection::open(folder.file()).unwrap();
    let copy = "SELECT change + :by, translation, version + :by, target, state, who, name, model, prompt,
                    fingerprint, findings, at, digest FROM history WHERE version = 2";
    let cases = [
        ("UPDATE history SET target = 'x'".to_owned(), "append-only"),
        ("DELETE FROM history WHERE version = 1".to_owned(), "append-only"),
        (format!("INSERT OR REPLACE INTO history {}", copy.replace(":by", "0")), "append-only"),
        (format!("INSERT INTO history {}", copy.replace(":by", "2")), "append-only"),
        ("DELETE FROM translation".to_owned(), "FOREIGN KEY"),
        ("UPDATE translation SET target = 'x'".to_owned(), "moves by one version"),
        ("UPDATE translation SET version = version + 1".to_owned(), "moves by one version"),
        ("UPDATE translation SET version = version + 1, change = change + 1, locale = 'ko'".to_owned(), "its place"),
        (
            "UPDATE translation SET version = version + 1, change = change + 1, who = 'machine'".to_owned(),
            "a machine never replaces",
        ),
        ("UPDATE translation SET version = 3, change = 9, state = 'done'".to_owned(), "CHECK"),
    ];
    for (sql, why) in cases {
        let error = raw.execute(&sql, []).expect_err(&sql).to_string();
        assert!(error.contains(why), "{sql}: {error}");
    }
    assert_eq!(store.history(row.id()).await.unwrap(), before);
}

#[tokio::test]
async fn a_popular_segment_is_found_by_index() {
    let folder = Folder::new();
    let store = folder.open();
    store.commit(&[machine("a", "x", "1")]).await.unwrap();
    let raw = Connection::open(folder.file()).unwrap();
    let plan = |sql: &str| -> String {
        let mut statement = raw.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let lines = statement.query_map([], |row| row.get::<_, String>(3)).unwrap();
        lines.map(Result::unwrap).collect::<Vec<_>>().join("; ")
    };
    let best = plan(
        "SELECT target FROM translation WHERE key = x'00' AND locale = 'en' ORDER BY rank DESC, change DESC LIMIT 1",
    );
    assert!(best.contains("translation_best") && !best.contains("TEMP B-TREE"), "{best}");
    let page = plan(
        "SELECT target FROM translation WHERE (key, locale, context) > (x'00', 'en', x'00')
         ORDER BY key, locale, context LIMIT 9",
    );
    assert!(page.contains("SEARCH") && page.contains("translation_in_context") && !page.contains("TEMP"), "{page}");
    let changes = plan("SELECT target FROM translation WHERE change > 5 ORDER BY change LIMIT 9");
    assert!(changes.contains("SEARCH") && changes.contains("translation_change"), "{changes}");
    assert!(!changes.contains("TEMP"), "{changes}");
    let stats = plan("SELECT locale, state, count(*) FROM translation GROUP BY locale, state");
    assert!(stats.contains("COVERING INDEX translation_state") && !stats.contains("TEMP"), "{stats}");
}

/// Files outlive programs: what a column holds and how its checksum is made may only change with a migration.
#[tokio::test]
async fn rows_are_written_as_they_always_were() {
    let folder = Folder::new();
    let clock = || Timestamp::from_millisecond(1_480_000_000_123).unwrap();
    let store = Sqlite::open_with_clock(&folder.file(), &Settings::default(), clock).unwrap();
    let mut row = machine("Hoà bình", "x", "Peace");
    (row.key, row.context) = (SegmentKey([1; 32]), ContextKey([2; 32]));
    row.target.push_code(CodeKind::Alone, "<br>");
    row.findings = vec![Finding::new("length-ratio", Severity::Warning).fact("ratio", "0,5")];
    store.commit(&[row]).await.unwrap();
    let raw = Connection::open(folder.file()).unwrap();
    let line = |sql: &str| -> String { raw.query_row(sql, [], |row| row.get(0)).unwrap() };
    let columns = "concat_ws('|', locale, source, target, state, who, name, model, prompt, fingerprint, findings,
                       created, updated, version, change, rank)";
    assert_eq!(
        line(&format!("SELECT {columns} FROM translation")),
        "en|{\"text\":\"Hoà bình\"}|{\"text\":\"Peace\u{F0000}\",\"codes\":[{\"kind\":\"alone\",\"raw\":\"<br>\"}]}\
         |translated|machine|embedded|qwen|1|none\
         |[{\"code\":\"length-ratio\",\"severity\":\"warning\",\"facts\":{\"ratio\":\"0,5\"}}]\
         |2016-11-24T15:06:40.123Z|2016-11-24T15:06:40.123Z|1|1|4"
    );
    let digests = line("SELECT hex(translation.digest) || ' ' || hex(history.digest) FROM translation, history");
    // Made by other means, in Python with hashlib, from the description in `digest.rs` and `rows.rs`.
    assert_eq!(digests, "4EF05084E543313FE8B8C0C204CAB417 3F49CE8DA2279119243CA481B6A51E1B");
}

/// A file of the first version gets what an index needs to follow it, and keeps its rows.
#[tokio::test]
async fn a_file_of_the_first_version_is_brought_up_to_date() {
    let folder = Folder::new();
    let store = folder.open();
    store.commit(&[machine("a", "x", "1"), machine("b", "x", "1")]).await.unwrap();
    drop(store);
    let raw = Connection::open(folder.file()).unwrap();
    let back = "DROP TABLE ledger; DROP TABLE ledger_sum; DROP TABLE claim; DROP TABLE used; DROP TRIGGER history_is_not_deleted; DROP TABLE removed;
                CREATE TRIGGER history_is_not_deleted BEFORE DELETE ON history
BEGIN
    SELECT raise(ABORT, 'history is append-only');
END;
                DROP TABLE identity; DROP INDEX translation_change; PRAGMA user_version = 1;";
    raw.execute_batch(back).unwrap();
    let first = include_str!("../../../migrations/sqlite/0001_translations_and_history.sql");
    let fresh = Connection::open_in_memory().unwrap();
    fresh.execute_batch(first).unwrap();
    let schema = |file: &Connection| -> Vec<String> {
        let mut statement =
            file.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").unwrap();
        let lines = statement.query_map([], |row| row.get(0)).unwrap();
        lines.map(Result::unwrap).collect()
    };
    assert_eq!(schema(&raw), schema(&fresh), "this is what the first version was");
    drop(raw);
    let store = folder.open();
    assert_eq!(store.changes(0, 10).await.unwrap().len(), 2);
    assert!(store.lineage(2).await.unwrap().is_some());
    assert_eq!(store.lineage(3).await.unwrap(), None, "there is no third change yet");
}
