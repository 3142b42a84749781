//! The contract, kept by the PostgreSQL store, and what comes with a server.

use std::time::Duration;

use anban::memory::{Error, Postgres, Settings, State, Store, Who};

use super::{
    contract::holds_the_contract,
    rows::{answer, by, everything, machine},
    server::Database,
};

holds_the_contract!(Database::new());

#[tokio::test]
async fn the_schema_refuses_what_the_contract_forbids() {
    let Some(database) = Database::new() else { return };
    let store = database.open();
    let row = by(Who::Person, State::Reviewed, machine("a", "x", "2"));
    store.commit(&[machine("a", "x", "1"), row.clone()]).await.unwrap();
    let before = store.history(row.id()).await.unwrap();
    let copy = "SELECT change + :by, translation, version + :by, target, state, who, name, model, prompt,
                    fingerprint, findings, at, digest FROM anban.history WHERE version = 2";
    let cases = [
        ("UPDATE anban.history SET target = 'x'".to_owned(), "append-only"),
        ("DELETE FROM anban.history WHERE version = 1".to_owned(), "append-only"),
        ("TRUNCATE anban.history".to_owned(), "append-only"),
        ("TRUNCATE anban.removed".to_owned(), "append-only"),
        (format!("INSERT INTO anban.history {}", copy.replace(":by", "0")), "history_pkey"),
        (
            format!("INSERT INTO anban.history {}", copy.replace(":by", "0").replace("change + 0", "change + 7")),
            "history_version",
        ),
        (
            format!("INSERT INTO anban.history {}", copy.replace(":by", "7").replace("version + 7", "-1")),
            "append-only",
        ),
        (format!("INSERT INTO anban.history {}", copy.replace(":by", "2")), "append-only"),
        ("DELETE FROM anban.translation".to_owned(), "foreign key"),
        ("UPDATE anban.translation SET target = 'x'".to_owned(), "moves by one version"),
        ("UPDATE anban.translation SET version = version + 1".to_owned(), "moves by one version"),
        (
            "UPDATE anban.translation SET version = version + 1, change = change + 1, locale = 'ko'".to_owned(),
            "its place",
        ),
        (
            "UPDATE anban.translation SET version = version + 1, change = change + 1, who = 'machine'".to_owned(),
            "a machine never replaces",
        ),
        ("UPDATE anban.translation SET version = 3, change = 9, state = 'done'".to_owned(), "check constraint"),
    ];
    for (sql, why) in cases {
        let error = database.psql(&sql).expect_err(&sql);
        assert!(error.contains(why), "{sql}: {error}");
    }
    assert_eq!(store.history(row.id()).await.unwrap(), before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_may_make_the_schema_at_once() {
    let Some(database) = Database::new() else { return };
    let makers: Vec<_> = (0..8)
        .map(|at| {
            let store = database.open();
            tokio::spawn(async move { store.commit(&[machine(&at.to_string(), "x", "t")]).await.unwrap() })
        })
        .collect();
    for maker in makers {
        maker.await.unwrap();
    }
    assert_eq!(everything(&database.open(), 10).await.len(), 8);
}

#[tokio::test]
async fn commits_are_durable_whatever_the_server_defaults_to() {
    let Some(database) = Database::new() else { return };
    database.psql(&format!("ALTER DATABASE {} SET synchronous_commit = off", database.name)).unwrap();
    let store = database.open();
    database.open().commit(&[machine("a", "x", "1")]).await.unwrap();
    database
        .psql(
            "CREATE FUNCTION told() RETURNS trigger LANGUAGE plpgsql AS $$
             BEGIN RAISE EXCEPTION 'synchronous_commit is %', current_setting('synchronous_commit'); END $$;
             CREATE TRIGGER told BEFORE INSERT ON anban.history FOR EACH ROW EXECUTE FUNCTION told()",
        )
        .unwrap();
    let error = store.commit(&[machine("b", "x", "1")]).await.unwrap_err().to_string();
    assert!(error.contains("synchronous_commit is on"), "{error}");
}

#[tokio::test]
async fn passwords_are_not_shown() {
    let address = "postgres://desk:s3cret@db.example:5433,other/newsroom";
    let store = Postgres::open(address, &Settings::default(), None).unwrap();
    assert_eq!(store.describe(), "postgres://desk@db.example:5433,other:5432/newsroom");
    for bad in ["postgres://desk:s3cret@host:port/x", "postgres://desk:s3cret@h/x?s3cret=1", "postgres:///s3cret"] {
        let error = Postgres::open(bad, &Settings::default(), None).err().unwrap().to_string();
        assert!(error.contains("cannot open") && !error.contains("s3cret"), "{error}");
    }
    let settings = Settings { busy_timeout_ms: 200, ..Settings::default() };
    let nowhere = Postgres::open("postgres://desk:s3cret@127.0.0.1:1/x", &settings, None).unwrap();
    let error = nowhere.stats().await.unwrap_err();
    let text = error.to_string();
    assert!(matches!(error, Error::Open { .. }) && text.contains("cannot be reached"), "{text}");
    assert!(text.contains("127.0.0.1:1") && !text.contains("s3cret"), "{text}");
}

#[tokio::test]
async fn what_is_missing_is_said() {
    let Some(database) = Database::new() else { return };
    let settings = Settings { busy_timeout_ms: 300, ..Settings::default() };
    let open = |address: &str| Postgres::open(address, &settings, None).unwrap();
    let error = open(&database.server.address("nothing_here")).stats().await.unwrap_err().to_string();
    assert!(error.contains("createdb"), "{error}");
    let store = open(&database.address());
    store.commit(&[machine("a", "x", "1")]).await.unwrap();
    database.psql("UPDATE anban.schema SET version = version + 1000").unwrap();
    let error = open(&database.address()).stats().await.unwrap_err().to_string();
    assert!(error.contains("newer Anban") && error.contains("schema 100"), "{error}");
    database.psql("UPDATE anban.schema SET version = version - 1000").unwrap();
    database
        .psql(&format!("CREATE ROLE guest_{0} LOGIN; REVOKE ALL ON SCHEMA anban FROM PUBLIC", database.name))
        .unwrap();
    let guest = database.address().replace("anban@", &format!("guest_{}@", database.name));
    let error = open(&guest).stats().await.unwrap_err().to_string();
    assert!(error.contains("lacks a right"), "{error}");
    database.psql(&format!("ALTER DATABASE {} SET default_transaction_read_only = on", database.name)).unwrap();
    let reading = open(&database.address());
    assert_eq!(answer(&reading, "a", "x").await.unwrap().1, "1");
    let error = reading.commit(&[machine("b", "x", "1")]).await.unwrap_err().to_string();
    assert!(error.contains("read-only") && error.contains("safe"), "{error}");
}

#[tokio::test]
async fn a_lock_held_too_long_is_an_error_and_readers_go_on() {
    let Some(database) = Database::new() else { return };
    let settings = Settings { busy_timeout_ms: 300, ..Settings::default() };
    let store = Postgres::open(&database.address(), &settings, None).unwrap();
    store.commit(&[machine("a", "x", "1")]).await.unwrap();
    let address = (database.server, database.name.clone());
    let holder = std::thread::spawn(move || {
        address.0.psql(&address.1, "BEGIN; SELECT * FROM anban.memory FOR UPDATE; SELECT pg_sleep(2); COMMIT")
    });
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(answer(&store, "a", "x").await.unwrap().1, "1");
    let error = store.commit(&[machine("b", "x", "1")]).await.unwrap_err().to_string();
    assert!(error.contains("locked for too long") && error.contains("safe"), "{error}");
    holder.join().unwrap().unwrap();
    assert_eq!(store.commit(&[machine("b", "x", "1")]).await.unwrap(), [1]);
}

#[tokio::test]
async fn lost_connections_are_made_again() {
    let Some(database) = Database::new() else { return };
    let store = database.open();
    store.commit(&[machine("a", "x", "1")]).await.unwrap();
    let claim = store.claim(super::rows::key("a"), anban::locale::Locale::En).await.unwrap();
    let hang_up = format!(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '{}' AND pid <> \
         pg_backend_pid()",
        database.name
    );
    for n in 2..8 {
        database.server.psql("postgres", &hang_up).unwrap();
        assert_eq!(store.commit(&[machine("a", "x", &n.to_string())]).await.unwrap(), [n]);
        database.server.psql("postgres", &hang_up).unwrap();
        assert_eq!(answer(&store, "a", "x").await.unwrap().2, n);
    }
    let again = store.claim(super::rows::key("b"), anban::locale::Locale::En).await.unwrap();
    assert!(again.is_some() && claim.is_some());
    let other = database.open();
    let taken = other.claim(super::rows::key("a"), anban::locale::Locale::En).await.unwrap();
    assert!(taken.is_none(), "what was held is held again");
}

#[tokio::test]
async fn a_crashed_server_loses_nothing_and_is_waited_for() {
    let Some(database) = Database::alone() else { return };
    let store = database.open();
    for n in 1..=3 {
        assert_eq!(store.commit(&[machine("a", "x", &n.to_string())]).await.unwrap(), [n]);
    }
    let server = database.server;
    let crash = std::thread::spawn(move || server.crash());
    for n in 4..200 {
        match store.commit(&[machine("a", "x", &n.to_string())]).await {
            Ok(versions) => assert_eq!(versions, [n]),
            Err(error) => {
                // The answer got lost: it is stored or not, and saying it again does no harm.
                assert!(error.to_string().contains("whole or not at all"), "{error}");
                assert_eq!(store.commit(&[machine("a", "x", &n.to_string())]).await.unwrap(), [n]);
            }
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    crash.join().unwrap();
    assert_eq!(answer(&store, "a", "x").await.unwrap().2, 199);
    assert_eq!(store.verify(false).await.unwrap(), []);
}

#[tokio::test]
async fn damage_is_found_and_mended_from_what_is_whole() {
    let Some(database) = Database::new() else { return };
    let store = database.open();
    let rows: Vec<_> = ["a", "b", "c", "d"].map(|source| machine(source, "x", "good")).into();
    store.commit(&rows).await.unwrap();
    let before = everything(&store, 10).await;
    let break_it = |table: &str, source: &str, set: &str| {
        let place = match table {
            "translation" => format!("source LIKE '%\"{source}\"%'"),
            _ => format!("translation = (SELECT id FROM anban.translation WHERE source LIKE '%\"{source}\"%')"),
        };
        let sql = format!(
            "BEGIN; ALTER TABLE anban.{table} DISABLE TRIGGER USER; UPDATE anban.{table} SET {set} WHERE {place};
             ALTER TABLE anban.{table} ENABLE TRIGGER USER; COMMIT"
        );
        database.psql(&sql).unwrap();
    };
    break_it("translation", "a", "target = replace(target, 'good', 'evil')");
    break_it("history", "b", "target = replace(target, 'good', 'evil')");
    break_it("translation", "c", "state = 'final', source = replace(source, '\"c\"', '\"C c\"')");
    assert!(matches!(store.page(None, 10).await, Err(Error::Corrupt { .. })));
    let found = store.verify(false).await.unwrap();
    assert_eq!(found.len(), 3, "{found:?}");
    let mended = store.verify(true).await.unwrap();
    let kinds: Vec<_> = mended.iter().map(|fault| (fault.kind.code(), fault.mended)).collect();
    assert_eq!(
        kinds,
        [("memory-row-damaged", true), ("memory-version-damaged", true), ("memory-row-damaged", false)],
        "a source that is not the key's cannot be told from its history"
    );
    break_it("translation", "C c", "state = 'translated', source = replace(source, '\"C c\"', '\"c\"')");
    assert_eq!(store.verify(false).await.unwrap(), []);
    assert_eq!(everything(&store, 10).await, before);
}
