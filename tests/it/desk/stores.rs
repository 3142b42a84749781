//! The commands that look after a memory do the same to a file and to a server.

use std::{fs, time::Duration};

use anban::memory::{NO_CONTEXT, NewRow, Settings, Sqlite, State, Store, Who, fuzzy::NearIndex};
use serde_json::{Value, json};

use super::{Desk, data, total};
use crate::memory::{
    rows::{by, machine},
    server::Database,
};

fn nowhere(row: NewRow) -> NewRow {
    NewRow { context: NO_CONTEXT, ..row }
}

/// Four versions of one sentence and some other rows.
async fn fill(store: &dyn Store) {
    for row in [
        machine("Một câu.", "x", "One sentence, a machine's."),
        by(Who::Person, State::Reviewed, machine("Một câu.", "x", "One sentence.")),
        by(Who::Person, State::Final, machine("Một câu.", "x", "A sentence.")),
        machine("Câu hai.", "x", "Sentence two."),
        nowhere(machine("Câu hai.", "", "Sentence two.")),
        nowhere(by(Who::Import, State::Translated, machine("Câu ba.", "", "Sentence three."))),
    ] {
        store.commit(&[row]).await.expect("committed");
    }
}

/// The same without what differs from one store to the next: times, sizes and places.
fn plain(mut value: Value) -> Value {
    fn clear(value: &mut Value) {
        match value {
            Value::Array(all) => all.iter_mut().for_each(clear),
            Value::Object(fields) => {
                fields.retain(|name, _| !["at", "bytes", "created", "updated"].contains(&name.as_str()));
                fields.values_mut().for_each(clear);
            }
            _ => {}
        }
    }
    clear(&mut value);
    value
}

/// What every command says of this memory, one after the other.
fn story(desk: &Desk, memory: &str, fresh: &str, backup: &str) -> Vec<(Value, i32)> {
    let run = |args: &[&str]| {
        let (value, code) = desk.json(&[args, &["--memory", memory, "--json"]].concat());
        (plain(value), code)
    };
    let mut told = vec![
        run(&["memory", "stats"]),
        run(&["memory", "verify"]),
        run(&["memory", "history", "Một câu."]),
        run(&["memory", "undo", "Một câu.", "--to", "en", "--by", "Lan"]),
        run(&["memory", "lookup", "Một câu.", "--to", "en"]),
        run(&["memory", "undo", "Một câu.", "--to", "en", "--version", "1"]),
        run(&["memory", "history", "Một câu."]),
        run(&["memory", "search", "Một câu", "--min", "60"]),
        run(&["memory", "search", "sentence", "--concordance", "--in", "en"]),
        run(&["memory", "dedupe", "--dry-run"]),
        run(&["memory", "dedupe"]),
        run(&["memory", "ledger"]),
    ];
    told.push(run(&["memory", "backup", backup]));
    told.push(run(&["memory", "prune", "--origin", "embedded", "--dry-run"]));
    told.push(run(&["memory", "prune", "--origin", "embedded"]));
    told.push(run(&["memory", "stats"]));
    told.push(run(&["memory", "verify"]));
    // What was pruned is in the backup: put back, everything is there with its history.
    let (carried, code) = desk.json(&["memory", "copy", backup, fresh, "--json"]);
    told.push((plain(carried), code));
    for args in [vec!["memory", "stats"], vec!["memory", "verify"], vec!["memory", "history", "Một câu."]] {
        let (value, code) = desk.json(&[args, vec!["--memory", fresh, "--json"]].concat());
        told.push((plain(value), code));
    }
    let export = |memory: &str, file: &str| {
        let output = desk.run(&["memory", "export", file, "--format", "csv", "--memory", memory]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        fs::read_to_string(desk.path(file)).expect("a file")
    };
    assert_eq!(export(backup, "a.csv"), export(fresh, "b.csv"));
    told
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_and_a_server_do_the_same() {
    let (Some(database), Some(fresh)) = (Database::new(), Database::new()) else { return };
    let desk = Desk::scripted();
    fill(&Sqlite::open(&desk.path("file.db"), &Settings::default()).expect("a memory")).await;
    fill(&database.open()).await;
    let file = story(&desk, "file.db", "fresh.db", "file.backup.db");
    let server = story(&desk, &database.address(), &fresh.address(), "server.backup.db");
    assert_eq!(file.len(), server.len());
    for (at, (file, server)) in file.iter().zip(&server).enumerate() {
        assert_eq!(file, server, "command {at}");
    }
    let count = |at: usize, name: &str| file[at].0[name].clone();
    assert_eq!((count(0, "history"), count(9, "found"), count(10, "removed")), (json!(6), json!(1), json!(1)));
    assert_eq!((count(12, "rows"), count(12, "versions"), count(14, "removed")), (json!(3), json!(7), json!(1)));
    assert_eq!((count(15, "history"), count(18, "history")), (json!(6), json!(7)));
    assert!(file.iter().all(|(_, code)| *code == 0), "{file:#?}");
}

/// Another process's index has a row within a second of its being committed, and asking whether there is one costs
/// next to nothing, so that nobody need be told.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_process_follows_within_a_second() {
    let Some(database) = Database::new() else { return };
    let desk = Desk::scripted();
    let store = database.open();
    let near = NearIndex::open(&store, None).await.expect("an index");
    let source = "Tỉnh khánh thành một cây cầu dài qua sông.";
    for round in 0..3 {
        let text = format!("The province opens bridge {round}.");
        desk.write("one.csv", format!("source,target,locale\n{source},{text},en\n"));
        let output = desk.run(&["memory", "import", "one.csv", "--memory", &database.address()]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let since = std::time::Instant::now();
        near.follow(&store).await.expect("followed");
        let content = anban::article::Content::plain("Tỉnh khánh thành một cây cầu rất dài qua sông.");
        let found = near.matches(&store, &content, anban::locale::Locale::En, 70, 5).await.expect("found");
        assert_eq!(found.first().expect("a match").row.target.text, text);
        assert!(since.elapsed() < Duration::from_secs(1), "{:?}", since.elapsed());
    }
    let since = std::time::Instant::now();
    for _ in 0..200 {
        assert_eq!(near.follow(&store).await.expect("followed"), 0);
    }
    let each = since.elapsed() / 200;
    println!("asking for changes where there is none takes {each:?}");
    assert!(each < Duration::from_millis(50), "{each:?}");
}

/// A desk whose own memory is a file and whose agency's, set with `also`, is a server.
fn with_agency(agency: &Database, also: &str) -> Desk {
    let desk = Desk::scripted();
    desk.write("cooperation.txt", data("cooperation.txt"));
    let args = ["translate", "cooperation.txt", "--to", "en", "--memory", &agency.address(), "--json"];
    let (first, _) = desk.json(&args);
    assert_eq!(total(&first, "asked"), 5, "{first:#}");
    configure(&desk, &agency.address(), also);
    desk
}

fn configure(desk: &Desk, address: &str, also: &str) {
    let config = fs::read_to_string(desk.path("config.toml")).expect("a configuration");
    desk.write("config.toml", format!("{config}[[memory.also]]\nname = \"agency\"\npath = {address:?}\n{also}"));
}

fn translate(desk: &Desk, backend: &str) -> Value {
    desk.json(&["translate", "cooperation.txt", "--to", "en", "--backend", backend, "--json"]).0
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_may_be_asked_besides() {
    let Some(agency) = Database::new() else { return };
    let before = agency.open();
    let desk = with_agency(&agency, "penalty = 0\n");
    let change = before.stats().await.expect("stats").change;
    let found = translate(&desk, "none");
    assert_eq!(
        (total(&found, "asked"), total(&found, "in_context"), total(&found, "missing")),
        (0, 5, 0),
        "{found:#}"
    );
    let rows = |store: Sqlite| async move { store.page(None, 100).await.expect("rows") };
    let own = || Sqlite::open(&desk.path(".anban/memory.db"), &Settings::default()).expect("a memory");
    let mine = rows(own()).await;
    assert!(mine.len() == 5 && mine.iter().all(|row| row.origin.name == "agency: script"), "{mine:#?}");
    // What is brought in goes to the own one alone.
    desk.write("more.csv", "source,target,locale\nMột câu nữa.,One more sentence.,en\n");
    let (taken, code) = desk.json(&["memory", "import", "more.csv", "--json"]);
    assert_eq!((taken[0]["new"].as_u64(), code), (Some(1), 0), "{taken:#}");
    assert_eq!((rows(own()).await.len(), before.stats().await.expect("stats").change), (6, change));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_with_a_penalty_suggests_and_one_that_is_written_gets_everything() {
    let Some(agency) = Database::new() else { return };
    let desk = with_agency(&agency, "");
    let sentence = "Tỉnh Bắc Giang tiếp tục mở rộng hợp tác với Nhật Bản.";
    desk.write("none.csv", "source,target,locale\nKhông có gì.,Nothing.,en\n");
    desk.json(&["memory", "import", "none.csv", "--json"]);
    for args in [vec!["memory", "lookup", sentence], vec!["memory", "search", sentence]] {
        let (found, _) = desk.json(&[args, vec!["--to", "en", "--json"]].concat());
        let percent = found[0].get("percent").or_else(|| found[0]["matches"][0].get("percent"));
        assert_eq!(percent.and_then(Value::as_u64), Some(95), "{found:#}");
    }
    let none = translate(&desk, "none");
    assert_eq!((total(&none, "missing"), total(&none, "exact")), (5, 0), "{none:#}");

    let Some(written) = Database::new() else { return };
    let desk = Desk::scripted();
    desk.write("cooperation.txt", data("cooperation.txt"));
    configure(&desk, &written.address(), "write = true\n");
    assert_eq!(total(&translate(&desk, "script"), "asked"), 5);
    desk.write("more.csv", "source,target,locale\nMột câu nữa.,One more sentence.,en\n");
    desk.json(&["memory", "import", "more.csv", "--json"]);
    let mine = Sqlite::open(&desk.path(".anban/memory.db"), &Settings::default()).expect("a memory");
    let told = |rows: Vec<anban::memory::Row>| -> Vec<_> {
        rows.into_iter().map(|row| (row.id(), row.target, row.state, row.origin)).collect()
    };
    let mine = told(mine.page(None, 100).await.expect("rows"));
    assert_eq!(mine.len(), 6);
    assert_eq!(mine, told(written.open().page(None, 100).await.expect("rows")));
}

#[test]
fn a_server_that_does_not_answer_is_named() {
    let Some(agency) = Database::new() else { return };
    let desk = with_agency(&agency, "penalty = 0\n");
    let config = fs::read_to_string(desk.path("config.toml")).expect("a configuration");
    let away = config.replace(&format!("/{}?", agency.name), "/not_there?");
    assert_ne!(config, away);
    desk.write("config.toml", away);
    for args in [vec!["translate", "cooperation.txt", "--to", "en"], vec!["memory", "search", "Một câu."]] {
        let output = desk.run(&args);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {said}");
        assert!(said.contains("not_there") && said.contains("createdb"), "{args:?}: {said}");
    }
}

/// However many answers another memory has, the own one is asked once what was rejected in it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_rejected_is_one_question() {
    use anban::memory::{Also, Other, Query, REJECTED, Several};
    let (Some(own), Some(agency)) = (Database::new(), Database::new()) else { return };
    let rows: Vec<NewRow> = (0..300).map(|n| machine(&n.to_string(), "x", &format!("t {n}"))).collect();
    agency.open().commit(&rows).await.expect("committed");
    let rejected = NewRow {
        findings: vec![anban::diagnostic::Finding::new(REJECTED, anban::diagnostic::Severity::Error)],
        ..by(Who::Person, State::Initial, machine("7", "elsewhere", "t 7"))
    };
    own.open().commit(&[rejected]).await.expect("committed");
    let before = transactions(&own).await;
    let settings = Also { name: "agency".to_owned(), penalty: 0, ..Also::default() };
    let open = |database: &Database| std::sync::Arc::new(database.open()) as std::sync::Arc<dyn Store>;
    let several = Several::new(open(&own), vec![Other { settings, store: open(&agency) }]);
    let queries: Vec<Query> = rows.iter().map(|row| Query { key: row.key, context: row.context }).collect();
    let hits = several.lookup(anban::locale::Locale::En, &queries).await.expect("looked up");
    let usable = hits.iter().flatten().filter(|hit| hit.row.state.is_usable()).count();
    assert_eq!(usable, 299, "what was rejected does not answer");
    assert!(hits[7].as_ref().is_none_or(|hit| !hit.row.state.is_usable()));
    drop(several);
    let asked = transactions(&own).await - before;
    assert!((2..20).contains(&asked), "{asked} transactions for one lookup");
}

/// How many transactions there were in a database, once the server has counted them.
async fn transactions(database: &Database) -> u64 {
    let sql = format!("SELECT xact_commit FROM pg_stat_database WHERE datname = '{}'", database.name);
    let mut last = u64::MAX;
    loop {
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        let now = database.server.psql("postgres", &sql).expect("counted").parse().expect("a number");
        if now == last {
            return now;
        }
        last = now;
    }
}

/// What was paid goes with the rows, counts there against the month, and is not counted twice.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_and_a_backup_carry_the_ledger() {
    use anban::memory::{Cap, EntryId, Reservation, Reserved, Spent};
    let Some(database) = Database::new() else { return };
    let desk = Desk::scripted();
    let open = |name: &str| Sqlite::open(&desk.path(name), &Settings::default()).expect("a memory");
    let wanted = |run: &str, caps: Vec<Cap>| Reservation {
        backend: "server\\".to_owned(),
        model: Some("m\0".to_owned()),
        who: "Lan".to_owned(),
        run: run.to_owned(),
        currency: Some("USD".to_owned()),
        worst: 100,
        caps,
    };
    let file = open("file.db");
    fill(&file).await;
    let mut entries = Vec::new();
    for run in ["one", "one", "two"] {
        let Reserved::Yes(entry) = file.reserve(&wanted(run, Vec::new())).await.expect("reserved") else {
            panic!("nothing bounds it")
        };
        entries.push(entry);
    }
    let spent = Spent { micros: Some(40), tokens_in: 1, tokens_out: 2, characters: 3 };
    file.settle(entries[0], spent).await.expect("settled");
    let all = async |store: &dyn Store| -> Vec<_> {
        store.entries(EntryId(0), 100).await.expect("entries").into_iter().map(|(_, entry)| entry).collect()
    };
    let want = all(&file).await;
    assert_eq!(want.len(), 3);
    let address = database.address();
    let copy = |from: &str, to: &str, more: &[&str], requests: u64| {
        let (told, code) = desk.json(&[&["memory", "copy", from, to, "--json"], more].concat());
        assert_eq!((told["requests"].as_u64(), code), (Some(requests), 0), "{told:#}");
    };
    copy("file.db", &address, &[], 3);
    let server = database.open();
    assert_eq!(all(&server).await, want);
    let (told, code) = desk.json(&["memory", "backup", "backup.db", "--memory", &address, "--json"]);
    assert_eq!((told["rows"].as_u64(), code), (Some(4), 0), "{told:#}");
    assert_eq!(all(&open("backup.db")).await, want);
    // 240 of this month's 300 count; one more fits nowhere.
    let capped = wanted("three", vec![Cap::Month(300)]);
    for store in [&server as &dyn Store, &file, &open("backup.db")] {
        assert_eq!(store.reserve(&capped).await.expect("asked"), Reserved::No(Cap::Month(300), 240));
    }
    // What a run has paid since is all that a second copy brings.
    file.reserve(&wanted("two", Vec::new())).await.expect("reserved");
    server.reserve(&wanted("the server's own", Vec::new())).await.expect("reserved");
    copy("file.db", &address, &["--into-existing"], 1);
    copy("file.db", &address, &["--into-existing"], 0);
    assert_eq!(all(&server).await.len(), 5);
    let (file, _) = desk.json(&["memory", "ledger", "--memory", "file.db", "--json"]);
    assert_eq!(file[0]["requests"], 4, "{file:#}");
}
