//! Rows by the ten thousand into PostgreSQL: as if they were committed batch by batch, and whole parts or nothing.

use std::{sync::Arc, time::Duration};

use anban::memory::{Error, Loaded, NewRow, Postgres, Record, Result, Settings, State, Store, Who};
use tokio::sync::mpsc;

use super::{
    contract::{load, odd},
    rows::{Dice, by, machine, on},
    server::Database,
};

/// What the contract says a load is.
async fn batch_by_batch(store: &Postgres, batches: Vec<Vec<NewRow>>) -> Result<u64> {
    let mut rows = 0;
    for batch in batches {
        store.commit(&batch).await?;
        rows += batch.len() as u64;
    }
    Ok(rows)
}

/// Everything but the times: each version with its change number, each row's latest change, the latest number.
async fn dump(store: &Postgres) -> (Vec<(u64, Record)>, Vec<(u64, u64, String)>, u64) {
    let timeless = |(change, mut record): (u64, Record)| {
        assert_eq!(record.history.at.len(), 24, "{}", record.history.at);
        record.history.at.clear();
        (change, record)
    };
    let records = store.records(0, usize::MAX).await.unwrap().into_iter().map(timeless).collect();
    let changes = store.changes(0, usize::MAX).await.unwrap();
    let latest = changes.into_iter().map(|(change, row)| (change, row.version, row.target.text)).collect();
    (records, latest, store.stats().await.unwrap().change)
}

/// A row of one of `places`, of any hand and state, with one of three texts.
fn any(dice: &mut Dice, places: u64) -> NewRow {
    let row = machine(&dice.below(places).to_string(), "x", ["một", "hai", "ba"][dice.below(3) as usize]);
    match dice.below(6) {
        0 | 1 => row,
        2 | 3 => by(Who::Import, State::Translated, row),
        4 => by(Who::Import, State::Reviewed, row),
        _ => by(Who::Person, [State::Reviewed, State::Final][dice.below(2) as usize], row),
    }
}

/// Rows that stand already, whatever hand they are by; rows twice and more often in one load; those that may not be
/// overwritten; those that build on a version; more than one part.
#[tokio::test]
async fn a_load_is_as_many_commits() {
    let (Some(one), Some(other)) = (Database::new(), Database::new()) else { return };
    let (one, other) = (one.open(), other.open());
    let mut dice = Dice(505);
    let standing: Vec<NewRow> = (0..2_000).map(|_| any(&mut dice, 9_000)).collect();
    for store in [&one, &other] {
        store.commit(&standing).await.unwrap();
    }
    assert_eq!(dump(&one).await, dump(&other).await);
    let mut batches: Vec<Vec<NewRow>> =
        (0..24).map(|_| (0..1_000).map(|_| any(&mut dice, 9_000)).collect()).collect();
    batches[3].extend([odd(), on(0, machine("new", "x", "1")), on(1, machine("new", "x", "2")), odd()]);
    batches.insert(5, Vec::new());
    batches[22].extend([on(2, machine("new", "x", "3")), machine("new", "x", "4")]);
    let rows = batch_by_batch(&other, batches.clone()).await.unwrap();
    assert_eq!(load(&one, batches.clone()).await.unwrap(), Loaded { rows, anew: None });
    let (found, want) = (dump(&one).await, dump(&other).await);
    assert!(found.2 > 15_000 && found.1.iter().any(|(_, version, _)| *version > 5), "{}", found.2);
    assert_eq!(found.2, want.2);
    assert!(found == want, "not the same versions, numbers or rows");
    assert_eq!(one.verify(false).await.unwrap(), []);
    // The same again: what stands is compared row by row, and where a person's word is nothing is made.
    let imports: Vec<Vec<NewRow>> = batches
        .into_iter()
        .map(|batch| {
            let import = |row: NewRow| NewRow { expected: None, ..by(Who::Import, State::Translated, row) };
            batch.into_iter().map(import).collect()
        })
        .collect();
    batch_by_batch(&other, imports.clone()).await.unwrap();
    load(&one, imports).await.unwrap();
    assert!(dump(&one).await == dump(&other).await);
}

#[tokio::test]
async fn a_conflict_stops_a_load_where_it_stops_commits() {
    let (Some(one), Some(other)) = (Database::new(), Database::new()) else { return };
    let (one, other) = (one.open(), other.open());
    let fine = |from: usize| (from..from + 50).map(|n| machine(&n.to_string(), "x", "t")).collect::<Vec<_>>();
    let batches = vec![fine(0), fine(40), [fine(200), vec![on(7, machine("3", "x", "u"))]].concat(), fine(300)];
    let want = batch_by_batch(&other, batches.clone()).await.unwrap_err();
    let found = load(&one, batches).await.unwrap_err();
    assert!(matches!(found, Error::Conflict { expected: 7, found: 1, .. }), "{found:?}");
    assert_eq!(found.to_string(), want.to_string());
    let left = dump(&one).await;
    assert_eq!((left.0.len(), left.2), (90, 90));
    assert_eq!(left, dump(&other).await);
}

fn many(from: usize, count: usize) -> Vec<NewRow> {
    (from..from + count).map(|n| by(Who::Import, State::Translated, machine(&n.to_string(), "x", "t"))).collect()
}

/// Only where nobody else wrote meanwhile does the memory hold exactly what was loaded.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_load_knows_whether_the_memory_is_its_own() {
    for disturbed in [false, true] {
        let Some(database) = Database::new() else { return };
        let (store, other) = (database.open(), database.open());
        let (sender, receiver) = mpsc::channel(1);
        let loading = tokio::spawn(async move { store.load(receiver).await });
        sender.send(Arc::new(many(0, 10_000))).await.unwrap();
        while other.stats().await.unwrap().change < 10_000 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        if disturbed {
            other.commit(&[machine("other", "x", "t")]).await.unwrap();
        }
        sender.send(Arc::new(many(10_000, 10))).await.unwrap();
        drop(sender);
        let loaded = loading.await.unwrap().unwrap();
        assert_eq!(loaded, Loaded { rows: 10_010, anew: (!disturbed).then_some(10_010) });
    }
}

/// The connection is cut while a part is written and nothing of it committed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cut_in_the_middle_leaves_whole_parts() {
    for comes_back in [true, false] {
        let Some(database) = Database::new() else { return };
        database.open().commit(&[by(Who::Person, State::Final, machine("7", "x", "a person's"))]).await.unwrap();
        database
            .psql(
                "CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$
                 BEGIN
                     IF (SELECT last FROM anban.memory) > 1000 AND nextval('waits') = 1 THEN PERFORM pg_sleep(60); END IF;
                     RETURN NULL;
                 END $$;
                 CREATE SEQUENCE waits;
                 CREATE TRIGGER wait AFTER INSERT ON anban.history FOR EACH STATEMENT EXECUTE FUNCTION wait()",
            )
            .unwrap();
        let settings = Settings { busy_timeout_ms: 1_000, ..Settings::default() };
        let store = Postgres::open(&database.address(), &settings, None).unwrap();
        let batches: Vec<Vec<NewRow>> = (0..11).map(|n| many(n * 2_500, 2_500)).collect();
        let loading = tokio::spawn({
            let batches = batches.clone();
            async move { load(&store, batches).await }
        });
        let asleep = format!(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = '{}' AND wait_event = 'PgSleep'",
            database.name
        );
        while database.server.psql("postgres", &asleep).unwrap() != "1" {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let allow = |may: bool| {
            let sql = format!("ALTER DATABASE {} ALLOW_CONNECTIONS {may}", database.name);
            database.server.psql("postgres", &sql).unwrap();
        };
        if !comes_back {
            allow(false);
        }
        let cut = asleep.replace("count(*)", "pg_terminate_backend(pid)");
        assert_eq!(database.server.psql("postgres", &cut).unwrap(), "t");
        let loaded = loading.await.unwrap();
        allow(true);
        let store = database.open();
        let (_, rows, last) = dump(&store).await;
        // The person's row stands, and is one of those that came.
        match loaded {
            Ok(loaded) => assert_eq!((comes_back, loaded.rows, last), (true, 27_500, 27_500)),
            Err(error) => {
                assert!(error.to_string().contains("safe"), "{error}");
                assert_eq!((comes_back, last), (false, 10_000), "{error}");
            }
        }
        assert_eq!(rows.len() as u64, last);
        assert_eq!(store.verify(false).await.unwrap(), []);
        assert_eq!(load(&store, batches).await.unwrap().rows, 27_500);
        let (records, rows, last) = dump(&store).await;
        assert_eq!((records.len(), rows.len(), last), (27_500, 27_500, 27_500));
        assert_eq!(rows[0].2, "a person's");
        assert_eq!(store.verify(false).await.unwrap(), []);
    }
}

/// Where a role may make no tables of its own, rows come in all the same.
#[tokio::test]
async fn who_may_only_read_and_write_may_load() {
    let Some(database) = Database::new() else { return };
    database.open().commit(&[machine("0", "x", "t")]).await.unwrap();
    let guest = format!("guest_of_{}", database.name);
    database
        .psql(&format!(
            "CREATE ROLE {guest} LOGIN; REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC;
             GRANT USAGE ON SCHEMA anban TO {guest};
             GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA anban TO {guest}",
            database.name
        ))
        .unwrap();
    let address = database.address().replace("anban@", &format!("{guest}@"));
    let store = Postgres::open(&address, &Settings::default(), None).unwrap();
    assert_eq!(load(&store, vec![many(0, 10), many(10, 5)]).await.unwrap(), Loaded { rows: 15, anew: None });
    assert_eq!(store.stats().await.unwrap().history, 16);
    assert_eq!(store.verify(false).await.unwrap(), []);
}
