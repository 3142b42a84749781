//! Who may name whom: reads the source and holds the table of `ARCHITECTURE.md`.

use std::{collections::BTreeMap, fs, path::Path};

/// A room, and the rooms it may name beside itself.
const ROOMS: [(&str, &[&str]); 21] = [
    ("text", &[]),
    ("locale", &["text"]),
    ("diagnostic", &["text", "locale"]),
    ("article", &["text", "locale", "diagnostic"]),
    ("segment", &["text", "locale", "article"]),
    ("numbers", &["text", "locale", "diagnostic"]),
    ("names", &["text", "locale", "diagnostic", "article"]),
    ("glossary", &["text", "locale", "diagnostic"]),
    ("qa", &["text", "locale", "diagnostic", "article", "segment", "numbers", "names", "glossary"]),
    ("memory", &["text", "locale", "diagnostic", "article", "segment", "numbers"]),
    ("backend", &["text", "locale", "glossary", "article"]),
    (
        "pipeline",
        &[
            "text",
            "locale",
            "diagnostic",
            "article",
            "segment",
            "numbers",
            "names",
            "glossary",
            "qa",
            "memory",
            "backend",
        ],
    ),
    (
        "bilingual",
        &[
            "text",
            "locale",
            "diagnostic",
            "article",
            "segment",
            "numbers",
            "names",
            "glossary",
            "qa",
            "memory",
            "pipeline",
        ],
    ),
    ("edition", &["text", "locale", "diagnostic", "article", "segment", "numbers", "names", "glossary"]),
    ("eval", &["locale"]),
    (
        "check",
        &[
            "text",
            "locale",
            "diagnostic",
            "article",
            "segment",
            "numbers",
            "names",
            "glossary",
            "qa",
            "memory",
            "backend",
            "pipeline",
            "edition",
        ],
    ),
    (
        "review",
        &[
            "text",
            "locale",
            "diagnostic",
            "article",
            "segment",
            "numbers",
            "names",
            "glossary",
            "qa",
            "memory",
            "pipeline",
            "edition",
        ],
    ),
    ("web", &["review", "locale", "diagnostic", "memory", "article", "segment"]),
    ("report", &["diagnostic", "locale", "text"]),
    (
        "config",
        &[
            "text",
            "locale",
            "diagnostic",
            "article",
            "segment",
            "numbers",
            "names",
            "glossary",
            "qa",
            "memory",
            "backend",
            "edition",
            "check",
            "web",
        ],
    ),
    (
        "cli",
        &[
            "text",
            "locale",
            "diagnostic",
            "article",
            "segment",
            "numbers",
            "names",
            "glossary",
            "qa",
            "memory",
            "backend",
            "pipeline",
            "edition",
            "eval",
            "check",
            "report",
            "config",
            "review",
            "web",
            "bilingual",
        ],
    ),
];

/// The rooms in which nothing reads a file, a clock, the environment or the network, and nothing is `async`.
const PURE: [&str; 9] = ["text", "locale", "diagnostic", "article", "segment", "numbers", "names", "glossary", "qa"];

/// Every source file below `src`, with its room and its text up to the unit tests.
fn files() -> Vec<(String, String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("src can be read") {
            let path = entry.expect("src can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(&root).expect("below src").to_string_lossy().into_owned();
                let room = name.split(['/', '.']).next().expect("a name").to_owned();
                let text = fs::read_to_string(&path).expect("a source file");
                let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
                let code: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
                found.push((room, name, code.join("\n")));
            }
        }
    }
    found.sort();
    found
}

/// The rooms that `code` names through `crate::`.
fn named(code: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let list = match rest.strip_prefix('{') {
            Some(group) => top_level(group),
            None => vec![rest],
        };
        for item in list {
            let item = item.trim_start();
            let end = item.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(item.len());
            rooms.push(item[..end].to_owned());
        }
    }
    rooms
}

/// The items of a `use` group, nested groups left inside their item.
fn top_level(group: &str) -> Vec<&str> {
    let (mut depth, mut start, mut items) = (0, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                items.push(&group[start..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                items.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    items
}

#[test]
fn rooms_name_only_the_rooms_they_may() {
    let allowed: BTreeMap<&str, &[&str]> = ROOMS.into_iter().collect();
    let mut faults = Vec::new();
    for (room, file, code) in files() {
        if room == "lib" || room == "main" {
            continue;
        }
        let may = allowed.get(room.as_str()).unwrap_or_else(|| panic!("{file}: the table has no room {room:?}"));
        for other in named(&code) {
            if other != room && allowed.contains_key(other.as_str()) && !may.contains(&other.as_str()) {
                faults.push(format!("{file} names crate::{other}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn pure_rooms_touch_nothing_outside() {
    let mut faults = Vec::new();
    for (room, file, code) in files() {
        if !PURE.contains(&room.as_str()) {
            continue;
        }
        for bad in [
            "std::fs",
            "std::env",
            "std::net",
            "std::process",
            "SystemTime",
            "Instant",
            "tokio",
            "async fn",
            "reqwest",
        ] {
            if code.contains(bad) {
                faults.push(format!("{file} has {bad}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn each_power_has_one_room() {
    let mut faults = Vec::new();
    for (room, file, code) in files() {
        for (word, owner) in [
            ("rusqlite", "memory/sqlite"),
            ("tokio_postgres", "memory/postgres"),
            ("reqwest::", "backend"),
            ("env::var", "config"),
            ("println!", "cli"),
        ] {
            // The review desk's own file is SQLite too.
            if word == "rusqlite" && file.starts_with("review/ledger") {
                continue;
            }
            // Hooks are told over HTTP.
            if word == "reqwest::" && file == "web/courier.rs" {
                continue;
            }
            if code.contains(word) && !file.starts_with(owner) && room != owner && file != format!("{owner}.rs") {
                faults.push(format!("{file} has {word}, which belongs to {owner}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn memory_and_backend_do_not_know_each_other() {
    for (room, file, code) in files() {
        let other = match room.as_str() {
            "memory" => "backend",
            "backend" => "memory",
            _ => continue,
        };
        assert!(!named(&code).contains(&other.to_owned()), "{file} names {other}");
    }
}

#[test]
fn every_file_says_first_what_it_is() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (_, file, _) in files() {
        let text = fs::read_to_string(root.join(&file)).expect("a source file");
        assert!(text.starts_with("//! "), "{file} does not open with one sentence about itself");
        assert!(!file.ends_with("/mod.rs"), "{file}: write foo.rs beside foo/");
    }
}
