//! Damage in a file, found and mended; and a copy that goes round through both kinds of store.

use anban::memory::{Error, Settings, Sqlite, State, Store, Who, backup, copy};
use rusqlite::Connection;

use super::{
    rows::{Dice, by, everything, machine},
    server::Database,
    sqlite::Folder,
};

/// Changes columns behind the store's back, and the schema's.
fn break_it(folder: &Folder, sql: &str) {
    let raw = Connection::open(folder.file()).unwrap();
    let guards: Vec<(String, String)> = raw
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for (name, _) in &guards {
        raw.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    raw.execute_batch(sql).unwrap();
    for (_, sql) in &guards {
        raw.execute_batch(sql).unwrap();
    }
}

#[tokio::test]
async fn damage_in_a_file_is_found_and_mended_from_what_is_whole() {
    let folder = Folder::new();
    let store = folder.open();
    let rows: Vec<_> = ["a", "b", "c", "d", "e"].map(|source| machine(source, "x", "good")).into();
    store.commit(&rows).await.unwrap();
    store.commit(&[by(Who::Person, State::Final, machine("e", "x", "better"))]).await.unwrap();
    let before = everything(&store, 10).await;
    let of = |source: &str| format!("(SELECT id FROM translation WHERE source LIKE '%\"{source}\"%')");
    break_it(
        &folder,
        &format!(
            "PRAGMA foreign_keys = OFF;
             UPDATE translation SET target = replace(target, 'good', 'evil') WHERE id = {};
             UPDATE history SET target = replace(target, 'good', 'evil') WHERE translation = {};
             UPDATE translation SET target = x'ff00ff' || '\u{FFFD}' WHERE id = {};
             DELETE FROM history WHERE translation = {};
             DELETE FROM history WHERE translation = {} AND version = 1;
             INSERT INTO history SELECT 99, 99, 1, target, state, who, name, model, prompt, fingerprint, findings, at,
                 digest FROM history WHERE change = 1;
             INSERT INTO used VALUES (99, '2016-11-24')",
            of("a"),
            of("b"),
            of("c"),
            of("d"),
            of("e")
        ),
    );
    assert!(matches!(store.page(None, 10).await, Err(Error::Corrupt { .. })));
    let found = store.verify(false).await.unwrap();
    assert!(found.iter().all(|fault| !fault.mended));
    let mut kinds: Vec<_> =
        store.verify(true).await.unwrap().iter().map(|fault| (fault.kind.code(), fault.mended)).collect();
    assert_eq!(kinds.len(), found.len());
    kinds.sort_unstable();
    assert_eq!(
        kinds,
        [
            ("memory-history-broken", false),
            ("memory-orphan", false),
            ("memory-orphan", true),
            ("memory-orphan", true),
            ("memory-row-damaged", true),
            ("memory-row-damaged", true),
            ("memory-version-damaged", true),
        ]
    );
    assert_eq!(everything(&store, 10).await, before, "every row is as it was");
    let left: Vec<_> = store.verify(true).await.unwrap().iter().map(|fault| fault.kind.code()).collect();
    assert_eq!(left, ["memory-orphan", "memory-history-broken"], "what is lost stays lost, and is told");
    let raw = Connection::open(folder.file()).unwrap();
    assert!(raw.execute("DELETE FROM history", []).is_err(), "the guards are back");
    assert!(raw.execute("UPDATE history SET target = ''", []).is_err(), "the guards are back");
}

#[tokio::test]
async fn a_broken_index_is_built_anew() {
    let folder = Folder::new();
    folder.open().commit(&[machine("a", "x", "1"), machine("b", "x", "1")]).await.unwrap();
    let raw = Connection::open(folder.file()).unwrap();
    raw.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false).unwrap();
    // The index then says something else than the rows it was made of.
    raw.execute_batch(
        "PRAGMA writable_schema = ON;
         UPDATE sqlite_schema SET sql = 'CREATE INDEX translation_state ON translation (locale, version)'
             WHERE name = 'translation_state';
         PRAGMA writable_schema = OFF;",
    )
    .unwrap();
    drop(raw);
    let settings = Settings { check_up_to_mib: 0, ..Settings::default() };
    let store = Sqlite::open(&folder.file(), &settings).unwrap();
    let faults = store.verify(false).await.unwrap();
    assert!(faults.iter().any(|fault| fault.kind.code() == "memory-index-damaged"), "{faults:?}");
    let faults = store.verify(true).await.unwrap();
    assert!(faults.iter().all(|fault| fault.mended), "{faults:?}");
    assert_eq!(store.verify(false).await.unwrap(), []);
}

/// Some hundred rows of every kind, with histories.
async fn fill(store: &impl Store, seed: u64) {
    let mut dice = Dice(seed);
    for n in 0..60_u64 {
        let rows: Vec<_> = (0..20)
            .map(|_| {
                let who = Who::ALL[usize::try_from(dice.below(3)).unwrap()];
                let state = State::ALL[usize::try_from(dice.below(4)).unwrap()];
                let row = machine(&format!("câu {}", dice.below(200)), &dice.below(3).to_string(), &n.to_string());
                by(who, state, row)
            })
            .collect();
        store.commit(&rows).await.unwrap();
    }
    let rows = everything(store, 1_000).await;
    let some: Vec<_> = rows.iter().step_by(7).map(|row| (row.id(), row.version)).collect();
    store.remove(&some, "test").await.unwrap();
    let used: Vec<_> = rows.iter().step_by(3).map(anban::memory::Row::id).collect();
    store.mark_used(&used, "2016-11-24").await.unwrap();
}

#[tokio::test]
async fn a_memory_goes_round_and_comes_back_the_same() {
    let Some(database) = Database::new() else { return };
    let (first, second) = (Folder::new(), Folder::new());
    let (from, server, to) = (first.open(), database.open(), second.open());
    fill(&from, 7).await;
    let there = copy(&from, &server, false, &mut |_| {}).await.unwrap();
    assert_eq!((there.versions, there.stored), (from.stats().await.unwrap().history, there.versions));
    copy(&server, &to, false, &mut |_| {}).await.unwrap();
    let rows = everything(&from, 1_000).await;
    assert_eq!(everything(&to, 1_000).await, rows);
    let ids: Vec<_> = rows.iter().map(anban::memory::Row::id).collect();
    assert_eq!(to.last_used(&ids).await.unwrap(), from.last_used(&ids).await.unwrap());
    for row in &rows {
        assert_eq!(to.history(row.id()).await.unwrap(), from.history(row.id()).await.unwrap());
        let best = |store: Vec<anban::memory::Row>| store.into_iter().map(|row| row.context).collect::<Vec<_>>();
        assert_eq!(
            best(to.variants(row.key, row.locale, 9).await.unwrap()),
            best(from.variants(row.key, row.locale, 9).await.unwrap()),
            "the best row is the same one"
        );
    }
    // Into what holds rows already only when told, and there its own stay.
    let refused = copy(&from, &to, false, &mut |_| {}).await.unwrap_err().to_string();
    assert!(refused.contains("--into-existing"), "{refused}");
    to.commit(&[by(Who::Person, State::Final, machine("new there", "x", "y"))]).await.unwrap();
    let own = by(Who::Person, State::Final, machine(&rows[0].source.text, "0", "the target's own"));
    let own = anban::memory::NewRow { context: rows[0].context, locale: rows[0].locale, ..own };
    to.commit(std::slice::from_ref(&own)).await.unwrap();
    from.commit(&[by(
        Who::Person,
        State::Final,
        anban::memory::NewRow { context: rows[0].context, ..machine(&rows[0].source.text, "", "the source's own") },
    )])
    .await
    .unwrap();
    from.commit(&[machine("new here", "x", "y")]).await.unwrap();
    let again = copy(&from, &to, true, &mut |_| {}).await.unwrap();
    assert_eq!((again.stored, again.differ), (1, vec![own.id()]));
    assert_eq!(to.verify(false).await.unwrap(), []);
}

#[tokio::test]
async fn a_backup_is_whole_while_others_write() {
    let folder = Folder::new();
    let store = std::sync::Arc::new(folder.open());
    fill(&*store, 9).await;
    let writer = std::sync::Arc::clone(&store);
    let writing = tokio::spawn(async move {
        for n in 0..200 {
            writer
                .commit(&[machine(&format!("a {n}"), "x", "1"), machine(&format!("b {n}"), "x", "1")])
                .await
                .unwrap();
        }
    });
    let file = folder.file().with_file_name("backup.db");
    let (copied, faults) = backup(&*store, &file, &Settings::default()).await.unwrap();
    assert_eq!(faults, []);
    assert!(copied.rows > 200);
    writing.await.unwrap();
    let copied = everything(&Sqlite::open(&file, &Settings::default()).unwrap(), 1_000).await;
    let pairs = |start: &str| copied.iter().filter(|row| row.source.text.starts_with(start)).count();
    assert_eq!(pairs("a "), pairs("b "), "no commit is half in it");
    let nowhere = backup(&*store, std::path::Path::new("/proc/anban/b.db"), &Settings::default()).await.unwrap_err();
    assert!(nowhere.to_string().contains("/proc/anban/b.db"), "{nowhere}");
}
