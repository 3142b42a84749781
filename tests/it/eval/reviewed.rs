//! The memory's own reviewed translations as references, held out of it.

use std::fs;

use serde_json::{Value, json};

use super::super::{desk::Desk, memory::server::Database};

/// Writes down what it is asked, and answers in its own words.
const PROGRAM: &str = r#"
import json, sys
log = open("asked.jsonl", "a", encoding="utf-8")
for line in sys.stdin:
    log.write(line)
    log.flush()
    print(json.dumps({"id": json.loads(line)["id"], "text": "The delegation went to the city and worked there."}), flush=True)
"#;

const ROWS: [(&str, &str); 3] = [
    (
        "Đoàn đại biểu của tỉnh đã đến thăm và làm việc tại thành phố vào sáng nay.",
        "The provincial delegation visited the city this morning.",
    ),
    (
        "Đoàn đại biểu của tỉnh đã đến thăm và làm việc tại thành phố vào chiều nay.",
        "The provincial delegation visited the city this afternoon.",
    ),
    (
        "Đoàn đại biểu của tỉnh đã đến thăm và làm việc tại thành phố vào tối nay.",
        "The provincial delegation visited the city this evening.",
    ),
];

fn desk() -> Desk {
    let program = "[backends.own]\nkind = \"command\"\ncommand = [\"python3\", \"program.py\"]\n";
    let desk = Desk::new("own", program);
    desk.write("program.py", PROGRAM);
    let lines = ROWS.map(|(source, target)| format!("{source}\t{target}\ten\n")).concat();
    desk.write("rows.tsv", format!("source\ttarget\tlocale\n{lines}"));
    desk
}

/// What the program was asked through the pipeline.
fn asked(desk: &Desk) -> Vec<Value> {
    let lines = fs::read_to_string(desk.path("asked.jsonl")).expect("what was asked");
    let all = lines.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    all.filter(|line| line.get("bare").is_none()).collect()
}

#[test]
fn what_is_held_out_does_not_help_and_what_is_not_does() {
    holds_out("own.sqlite");
}

#[test]
fn a_server_s_memory_is_held_out_too() {
    let Some(database) = Database::new() else { return };
    holds_out(&database.address());
}

fn holds_out(memory: &str) {
    let desk = desk();
    let json = |args: &[&str]| {
        let output = desk.command(args).env("ANBAN_MEMORY", memory).output().expect("a run");
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        serde_json::from_slice::<Value>(&output.stdout).unwrap_or_else(|error| panic!("{error}: {words}"))
    };
    json(&["memory", "import", "rows.tsv", "--state", "reviewed", "--json"]);
    let before = json(&["memory", "stats", "--json"]);

    let scores = json(&["eval", "--reviewed", "--limit", "1", "--json"]);
    let (raw, pipeline) = (&scores[0], &scores[1]);
    let line = &pipeline["lines"][0];
    assert_eq!((&raw["segments"], &pipeline["segments"]), (&json!(1), &json!(1)), "{scores:#}");
    assert!(ROWS.iter().any(|(source, target)| line["source"] == *source && line["reference"] == *target));
    assert_eq!(line["target"], "The delegation went to the city and worked there.", "it was asked for");
    let first = asked(&desk);
    assert!(!first.is_empty());
    for request in &first {
        let examples = request["examples"].as_array().expect("the other two help");
        assert_eq!(examples.len(), 2, "{request:#}");
        assert!(examples.iter().all(|example| example["source"] != request["text"]), "{request:#}");
    }

    // All held out: none can help another.
    fs::remove_file(desk.path("asked.jsonl")).expect("the log");
    let scores = json(&["eval", "--reviewed", "--json"]);
    assert_eq!(scores[1]["segments"], 3, "{scores:#}");
    assert!(asked(&desk).iter().all(|request| request.get("examples").is_none()));

    let after = json(&["memory", "stats", "--json"]);
    assert_eq!(before, after, "nothing is stored");
}

#[test]
fn a_memory_without_reviewed_rows_says_so() {
    let desk = desk();
    let output = desk.run(&["eval", "--reviewed"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("there is no memory"));
    assert_eq!(desk.run(&["memory", "import", "rows.tsv"]).status.code(), Some(0));
    let output = desk.run(&["eval", "--reviewed"]);
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{words}");
    assert!(words.contains("the memory has no reviewed translations"), "{words}");
}
