//! Several memories in one project: the own one, and others asked after it.

use std::fs;

use anban::memory::{NewRow, Origin, Settings, Sqlite, State, Store, Who};
use serde_json::Value;

use super::{Desk, data, repository, total};

/// A desk with the memory `agency.db`, in which the article stands, and an own one without anything.
fn desk(also: &str) -> Desk {
    let script = repository("tests/data/desk/script.toml");
    let desk = Desk::new("script", &format!("[backends.script]\nkind = \"scripted\"\npath = {script:?}\n"));
    desk.write("cooperation.txt", data("cooperation.txt"));
    let (first, _) = desk.json(&["translate", "cooperation.txt", "--to", "en", "--memory", "agency.db", "--json"]);
    assert_eq!(total(&first, "asked"), 5, "{first:#}");
    let config = fs::read_to_string(desk.path("config.toml")).expect("a configuration");
    desk.write("config.toml", config + "[[memory.also]]\nname = \"agency\"\npath = \"agency.db\"\n" + also);
    desk
}

fn translate(desk: &Desk, more: &[&str]) -> (Value, Vec<Value>) {
    let args = [&["translate", "cooperation.txt", "--to", "en", "--json"], more].concat();
    let (summary, _) = desk.json(&args);
    let file = fs::read(desk.path("editions/cooperation/en.provenance.json")).expect("provenance");
    let provenance: Value = serde_json::from_slice(&file).expect("JSON");
    (summary, provenance["segments"].as_array().expect("segments").clone())
}

async fn rows(desk: &Desk, memory: &str) -> Vec<anban::memory::Row> {
    let store = Sqlite::open(&desk.path(memory), &Settings::default()).expect("a memory");
    store.page(None, 1_000).await.expect("rows")
}

#[tokio::test]
async fn without_a_penalty_another_memory_answers_and_is_never_written() {
    let desk = desk("penalty = 0\n");
    let before = fs::read(desk.path("agency.db")).expect("a file");
    let (first, segments) = translate(&desk, &["--backend", "none"]);
    assert_eq!(
        (total(&first, "asked"), total(&first, "in_context"), total(&first, "person")),
        (0, 5, 0),
        "{first:#}"
    );
    for segment in &segments {
        assert_eq!(segment["how"], "neighbours", "the very place is only the own memory's: {segment:#}");
        assert_eq!(segment["origin"]["name"], "agency: script", "{segment:#}");
    }
    // Where it was used it stands in the own memory from now on, and says where it came from.
    let (again, segments) = translate(&desk, &["--backend", "none"]);
    assert_eq!(total(&again, "in_context"), 5, "{again:#}");
    assert!(segments.iter().all(|segment| segment["how"] == "in-context"), "{segments:#?}");
    let own = rows(&desk, ".anban/memory.db").await;
    assert!(own.len() == 5 && own.iter().all(|row| row.origin.name == "agency: script"), "{own:#?}");
    assert_eq!(fs::read(desk.path("agency.db")).expect("a file"), before);
    assert_eq!(fs::metadata(desk.path("agency.db-wal")).map_or(0, |log| log.len()), 0);
}

#[tokio::test]
async fn with_a_penalty_it_only_suggests() {
    let desk = desk("");
    let (report, _) = desk.json(&["analyze", "cooperation.txt", "--to", "en", "--format", "json"]);
    let bands = report["reports"][0]["bands"].as_array().expect("bands");
    let count = |name: &str| bands.iter().find(|band| band["band"] == name).expect("a band")["segments"].clone();
    assert_eq!((count("from-95"), count("exact"), count("new")), (5.into(), 0.into(), 0.into()), "{bands:#?}");
    let sentence = "Tỉnh Bắc Giang tiếp tục mở rộng hợp tác với Nhật Bản.";
    let (found, code) = desk.json(&["memory", "lookup", sentence, "--to", "en", "--json"]);
    assert_eq!((found[0]["percent"].clone(), code), (95.into(), 0), "{found:#}");
    assert_eq!(found[0]["origin"]["name"], "agency: script");
    let (near, _) = desk.json(&["memory", "search", sentence, "--to", "en", "--json"]);
    assert_eq!(near[0]["matches"][0]["percent"], 95, "{near:#}");
    let (none, _) = translate(&desk, &["--backend", "none"]);
    assert_eq!((total(&none, "missing"), total(&none, "exact")), (5, 0), "{none:#}");
    let (asked, _) = translate(&desk, &[]);
    assert_eq!(total(&asked, "asked"), 5, "{asked:#}");
}

#[tokio::test]
async fn by_whose_word_it_is() {
    // A machine's rows of the agency are suggestions, a person's answer.
    let desk = desk("penalty = 0\npenalties = { machine = 10 }\n");
    let agency = Sqlite::open(&desk.path("agency.db"), &Settings::default()).expect("a memory");
    let machine = agency.page(None, 1).await.expect("rows").remove(0);
    let text = machine.target.text.clone();
    let approved = NewRow {
        key: machine.key,
        context: machine.context,
        locale: machine.locale,
        source: machine.source,
        target: machine.target,
        state: State::Reviewed,
        origin: Origin { who: Who::Person, name: "lan".to_owned(), model: None, prompt: None },
        fingerprint: machine.fingerprint,
        findings: Vec::new(),
        expected: None,
    };
    agency.commit(&[approved]).await.expect("stored");
    drop(agency);
    let (found, segments) = translate(&desk, &["--backend", "none"]);
    assert_eq!((total(&found, "in_context"), total(&found, "missing")), (1, 4), "{found:#}");
    let answered = segments.iter().find(|segment| segment["how"] == "neighbours").expect("one");
    assert_eq!(
        (answered["origin"]["name"].as_str(), answered["state"].as_str()),
        (Some("agency: lan"), Some("reviewed"))
    );
    // It also goes before the own memory's machine.
    let (asked, _) = translate(&desk, &[]);
    assert_eq!(total(&asked, "asked"), 4, "{asked:#}");
    let own = rows(&desk, ".anban/memory.db").await;
    assert!(own.iter().all(|row| row.target.text != text), "a person's word was copied: {own:#?}");
}

#[tokio::test]
async fn one_that_is_written_gets_what_the_own_one_gets() {
    let desk = desk("write = true\n");
    fs::remove_file(desk.path("agency.db")).expect("removed");
    drop(Sqlite::open(&desk.path("agency.db"), &Settings::default()).expect("a memory"));
    translate(&desk, &[]);
    let (own, agency) = (rows(&desk, ".anban/memory.db").await, rows(&desk, "agency.db").await);
    assert_eq!(own.len(), 5);
    let said =
        |rows: &[anban::memory::Row]| -> Vec<_> { rows.iter().map(|row| (row.id(), row.target.clone())).collect() };
    assert_eq!(said(&own), said(&agency));
}

#[test]
fn what_is_set_wrongly_is_said() {
    for (also, want) in [
        ("[[memory.also]]\nname = \"agency\"\npath = \"agency.db\"\n", "each needs a name of its own: \"agency\""),
        ("[[memory.also]]\npath = \"agency.db\"\n", "each needs a name of its own: \"\""),
        (
            "[[memory.also]]\nname = \"house\"\npath = \"nowhere.db\"\n",
            "[[memory.also]] \"house\": there is no memory at",
        ),
        ("[[memory.also]]\nname = \"house\"\npath = \"cooperation.txt\"\n", "[[memory.also]] \"house\""),
        ("colour = 3\n", "unknown field `colour`"),
    ] {
        let desk = desk(also);
        let output = desk.run(&["translate", "cooperation.txt", "--to", "en"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(want), "{said}");
    }
}
