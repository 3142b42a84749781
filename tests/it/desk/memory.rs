//! `anban memory` as a desk uses it.

use std::fs;

use anban::{
    locale::{Args, Locale, Messages},
    memory::{FaultKind, Settings, Sqlite, State, Store as _, Who},
};

use super::{Desk, data};
use crate::memory::{
    rows::{by, machine},
    server::Database,
};

#[test]
fn every_fault_has_a_sentence_in_every_language() {
    use FaultKind as K;
    for locale in Locale::ALL {
        let messages = Messages::new(locale);
        for kind in [K::Row, K::Version, K::History, K::Orphan, K::Key, K::Encoding, K::Index] {
            let mut args = Args::new();
            args.set("what", "đây");
            let id = format!("finding-{}", kind.code());
            let text = messages.say_with(&id, &args);
            assert!(text != id && text.contains("đây"), "{locale} {id}: {text}");
        }
        let mut args = Args::new();
        for name in
            ["rows", "versions", "stored", "differ", "faults", "mended", "found", "removed", "version", "wanted"]
        {
            args.set(name, 2);
        }
        args.set("file", "f");
        args.set("target", "t");
        for id in ["copied", "verified", "would-remove", "removed", "backed-up", "undone"] {
            let text = messages.say_with(&format!("memory-{id}"), &args);
            assert!(text.contains('2') && !text.contains('$'), "{locale} {id}: {text}");
        }
    }
}

/// A desk whose memory has one sentence in English: by a machine, then by a person, then by a person again.
async fn desk() -> Desk {
    let desk = Desk::scripted();
    let store = Sqlite::open(&desk.path(".anban/memory.db"), &Settings::default()).expect("a memory");
    for row in [
        machine("Một câu.", "x", "One sentence, a machine's."),
        by(Who::Person, State::Reviewed, machine("Một câu.", "x", "One sentence.")),
        by(Who::Person, State::Final, machine("Một câu.", "x", "A sentence.")),
        machine("Câu hai.", "x", "Sentence two."),
    ] {
        store.commit(&[row]).await.expect("committed");
    }
    desk
}

fn text(output: &std::process::Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[tokio::test]
async fn history_is_shown_and_undone() {
    let desk = desk().await;
    let (told, code) = desk.json(&["memory", "history", "Một câu.", "--json"]);
    let versions = told[0]["versions"].as_array().expect("versions");
    assert_eq!((versions.len(), code), (3, 0), "{told:#}");
    let shown = text(&desk.run(&["memory", "history", "Một câu.", "--to", "en"]));
    assert!(shown.contains("a machine's.") && shown.contains("A sentence."), "{shown}");
    let (undone, code) = desk.json(&["memory", "undo", "Một câu.", "--to", "en", "--json"]);
    assert_eq!((undone["version"].as_u64(), undone["from"].as_u64(), code), (Some(4), Some(2), 0));
    let args = ["memory", "undo", "Một câu.", "--to", "en", "--version", "1", "--by", "Lan", "--json"];
    let (undone, _) = desk.json(&args);
    assert_eq!(undone["version"], 5);
    let (rows, _) = desk.json(&["memory", "lookup", "Một câu.", "--to", "en", "--json"]);
    assert_eq!(rows[0]["target"]["text"], "One sentence, a machine's.");
    assert_eq!(rows[0]["origin"]["who"], "person", "who went back to it decided so");
    assert_eq!(
        (rows[0]["origin"]["name"].as_str(), rows[0]["origin"]["model"].as_str()),
        (Some("Lan"), Some("qwen"))
    );
    for (args, why) in [
        (["memory", "undo", "Một câu.", "--to", "en", "--version", "77"], "no version 77"),
        (["memory", "undo", "Một câu.", "--to", "ko", "--version", "1"], "no such translation"),
    ] {
        let output = desk.run(&args);
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output).contains(why), "{}", text(&output));
    }
    assert_eq!(desk.run(&["memory", "history", "Không có.", "--json"]).status.code(), Some(1));
}

#[tokio::test]
async fn rows_are_pruned_only_as_asked() {
    let desk = desk().await;
    let refused = desk.run(&["memory", "prune"]);
    assert_eq!(refused.status.code(), Some(2), "{}", text(&refused));
    for (args, found) in [
        (vec!["--before", "2016-01-01"], 0),
        (vec!["--before", "2999-01-01"], 1),
        (vec!["--before", "2999-01-01", "--origin", "person"], 1),
        (vec!["--origin", "embedded"], 1),
        (vec!["--origin", "import"], 0),
        (vec!["--state", "translated", "--to", "ja"], 0),
        (vec!["--unused-since", "2999-01-01"], 1),
    ] {
        let mut all = vec!["memory", "prune", "--dry-run", "--json"];
        all.extend(&args);
        let (told, code) = desk.json(&all);
        assert_eq!((told["found"].as_u64(), told["removed"].as_u64(), code), (Some(found), Some(0), 0), "{args:?}");
    }
    let (told, _) = desk.json(&["memory", "prune", "--origin", "machine", "--json"]);
    assert_eq!(told["removed"], 1, "{told}");
    let (stats, _) = desk.json(&["memory", "stats", "--json"]);
    assert_eq!(stats["history"], 3, "{stats:#}");
    let store = Sqlite::open(&desk.path(".anban/memory.db"), &Settings::default()).expect("a memory");
    let removals = store.removals(0, 10).await.expect("a log");
    assert_eq!(removals[0].1.why, "prune --origin machine");
}

#[tokio::test]
async fn what_says_nothing_new_can_go() {
    let desk = Desk::scripted();
    let store = Sqlite::open(&desk.path(".anban/memory.db"), &Settings::default()).expect("a memory");
    let nowhere = |row: anban::memory::NewRow| anban::memory::NewRow { context: anban::memory::NO_CONTEXT, ..row };
    store
        .commit(&[
            machine("a", "x", "the same"),
            machine("a", "y", "the same"),
            nowhere(machine("a", "", "the same")),
            nowhere(by(Who::Person, State::Final, machine("b", "", "a person's"))),
            machine("b", "x", "a person's"),
            nowhere(machine("c", "", "alone")),
        ])
        .await
        .expect("committed");
    let (told, _) = desk.json(&["memory", "dedupe", "--dry-run", "--json"]);
    assert_eq!(told["found"], 1, "{told}");
    let (told, _) = desk.json(&["memory", "dedupe", "--json"]);
    assert_eq!(told["removed"], 1, "{told}");
    let (told, _) = desk.json(&["memory", "dedupe", "--contexts", "--json"]);
    assert_eq!(told["removed"], 2, "{told}");
    let (stats, _) = desk.json(&["memory", "stats", "--json"]);
    assert_eq!(stats["history"], 3, "{stats:#}");
}

#[tokio::test]
async fn a_memory_is_verified_and_backed_up() {
    let desk = desk().await;
    let (faults, code) = desk.json(&["memory", "verify", "--json"]);
    assert_eq!((faults.as_array().map(Vec::len), code), (Some(0), 0));
    let (told, code) = desk.json(&["memory", "backup", "b.db", "--json"]);
    assert_eq!((told["rows"].as_u64(), told["versions"].as_u64(), code), (Some(2), Some(4), 0));
    assert_eq!(desk.run(&["memory", "backup", "b.db"]).status.code(), Some(2), "a file is never replaced");
    let raw = rusqlite::Connection::open(desk.path("b.db")).expect("the backup");
    raw.execute_batch("DROP TRIGGER translation_moves_forward; UPDATE translation SET target = '{\"text\":\"x\"}'")
        .expect("broken");
    drop(raw);
    let (faults, code) = desk.json(&["memory", "verify", "--memory", "b.db", "--json"]);
    assert_eq!((faults.as_array().map(Vec::len), code), (Some(2), 1), "{faults:#}");
    let missing = desk.run(&["memory", "verify", "--memory", "none.db"]);
    assert_eq!(missing.status.code(), Some(2), "{}", text(&missing));
    assert!(!desk.path("none.db").exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_desk_works_with_a_server() {
    let Some(database) = Database::new() else { return };
    let desk = Desk::scripted();
    desk.write("cooperation.txt", data("cooperation.txt"));
    let config = fs::read_to_string(desk.path("config.toml")).expect("a configuration");
    desk.write("config.toml", format!("memory = {:?}\n{config}", database.address()));
    let (summary, code) = desk.json(&["translate", "cooperation.txt", "--json"]);
    assert_eq!((super::total(&summary, "asked"), code), (15, 0), "{summary:#}");
    let (summary, _) = desk.json(&["translate", "cooperation.txt", "--json"]);
    assert_eq!((super::total(&summary, "asked"), super::total(&summary, "in_context")), (0, 15), "{summary:#}");
    assert!(!desk.path(".anban/memory.db").exists());
    let (told, code) = desk.json(&["memory", "copy", &database.address(), "copy.db", "--json"]);
    assert_eq!((told["rows"].as_u64(), code), (Some(15), 0), "{told:#}");
    let (told, code) = desk.json(&["memory", "backup", "backup.db", "--json"]);
    assert_eq!((told["rows"].as_u64(), code), (Some(15), 0), "{told:#}");
    let (checked, code) = desk.json(&["check", "--memory", "backup.db", "--format", "json"]);
    assert_eq!(code, 0, "{checked:#}");
    let doctor = text(&desk.run(&["doctor"]));
    assert!(doctor.contains("(15)"), "{doctor}");
    let again = desk.run(&["memory", "copy", "copy.db", &database.address()]);
    assert!(text(&again).contains("--into-existing"), "{}", text(&again));
    let secret = database.address().replace("anban@", "anban:s3cret@").replace("/tmp/", "/nowhere/");
    for args in [vec!["memory", "stats"], vec!["--help"], vec!["memory", "stats", "--help"], vec!["doctor"]] {
        let output = desk
            .command(&args)
            .env("ANBAN_MEMORY", &secret)
            .env("ANBAN_LOG", "trace")
            .output()
            .expect("the program starts");
        assert!(!text(&output).contains("s3cret"), "{args:?}: {}", text(&output));
    }
}

#[test]
fn an_encrypted_server_is_believed_by_its_certificate() {
    let Some((_database, address, authority)) = Database::encrypted() else { return };
    let desk = Desk::scripted();
    let run = |address: &str, trusted: bool| {
        let mut command = desk.command(&["memory", "stats"]);
        command.env("ANBAN_MEMORY", address).env("ANBAN_LOG", "trace").env_remove("SSL_CERT_FILE");
        if trusted {
            command.env("SSL_CERT_FILE", &authority);
        }
        let output = command.output().expect("the program starts");
        assert!(!text(&output).contains("s3cret"), "{}", text(&output));
        (output.status.code(), text(&output))
    };
    let encrypted = format!("{address}?sslmode=require&connect_timeout=5");
    let (code, said) = run(&encrypted, true);
    assert_eq!(code, Some(0), "{said}");
    let config = fs::read_to_string(desk.path("config.toml")).expect("a configuration");
    desk.write("config.toml", config + "[memory]\nbusy-timeout-ms = 500\n");
    let (code, said) = run(&encrypted, false);
    assert!(code == Some(2) && said.contains("certificate"), "{said}");
    let (code, said) = run(&address, true);
    assert!(code == Some(2) && said.contains("sslmode=require"), "{said}");
}
