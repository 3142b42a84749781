//! How sure an engine was: on the row, in the provenance, and below the newsroom's bound for a person.

use serde_json::Value;

use super::{Desk, total};

const ANSWER: &str = "[[answer]]\nsource = \"Tỉnh Bắc Giang tiếp tục hỗ trợ nông dân.\"\nto = \"en\"\n";
const ENGLISH: &str = "Bac Giang province continues to support farmers.";

/// A desk that asks for `from` per cent, with a script of answers and how sure each is.
fn desk(from: u8, settings: &str, answers: &[(&str, u8)]) -> Desk {
    let desk = Desk::new("s", "[backends.s]\nkind = \"scripted\"\npath = \"s.toml\"\n");
    ask_for(&desk, "[translate]\n", &format!("[translate]\nto = [\"en\"]\nconfidence-from = {from}\n{settings}\n"));
    let answer = |(target, sure): &(&str, u8)| format!("{ANSWER}target = {target:?}\nconfidence = {sure}\n");
    desk.write("s.toml", answers.iter().map(answer).collect::<String>());
    desk.write("a.md", "Tỉnh Bắc Giang tiếp tục hỗ trợ nông dân.\n");
    desk
}

fn ask_for(desk: &Desk, old: &str, new: &str) {
    let config = std::fs::read_to_string(desk.path("config.toml")).expect("a configuration");
    assert!(config.contains(old), "{config}");
    desk.write("config.toml", config.replace(old, new));
}

fn translate(desk: &Desk, further: &[&str]) -> (Value, i32, Value) {
    let (report, code) = desk.json(&[&["translate", "a.md", "--format", "source", "--json"], further].concat());
    let text = std::fs::read_to_string(desk.path("editions/a/en.provenance.json")).expect("a provenance file");
    let provenance: Value = serde_json::from_str(&text).expect("JSON");
    (report, code, provenance["segments"][0].clone())
}

fn sure(segment: &Value, code: &str) -> String {
    let findings = segment["findings"].as_array().map(Vec::as_slice).unwrap_or_default();
    let own = findings.iter().find(|finding| finding["code"] == code);
    own.and_then(|finding| finding["facts"]["percent"].as_str()).unwrap_or_default().to_owned()
}

#[test]
fn how_sure_the_engine_was_stands_in_the_provenance() {
    let desk = desk(60, "", &[(ENGLISH, 60)]);
    let (report, code, segment) = translate(&desk, &[]);
    assert_eq!((total(&report, "asked"), code), (1, 0), "{report:#}");
    assert_eq!((segment["state"].as_str(), &*sure(&segment, "answer-confidence")), (Some("translated"), "60"));
    // It is as sure when the memory answers.
    let (report, code, segment) = translate(&desk, &[]);
    assert_eq!((total(&report, "in_context"), code), (1, 0), "{report:#}");
    assert_eq!(sure(&segment, "answer-confidence"), "60", "{segment:#}");
}

#[test]
fn what_the_engine_doubts_waits_for_a_person_and_is_paid_once() {
    let desk = desk(60, "repairs = 2", &[(ENGLISH, 59), (ENGLISH, 99)]);
    let (report, code, segment) = translate(&desk, &[]);
    assert_eq!((total(&report, "asked"), code), (1, 1), "{report:#}");
    assert_eq!(segment["state"], "initial");
    assert_eq!((segment["target"].as_str(), &*sure(&segment, "confidence-low")), (None, "59"), "{segment:#}");
    let codes = segment["findings"].to_string();
    assert!(!codes.contains("answers-refused"), "no rule refused it: {codes}");
    // Not asked again by itself, however many repairs are left.
    let (report, code, _) = translate(&desk, &[]);
    assert_eq!((total(&report, "asked"), code), (0, 1), "{report:#}");
    // A newsroom that asks for less has it at once, one that asks for more no longer.
    ask_for(&desk, "confidence-from = 60", "confidence-from = 50");
    let (report, code, segment) = translate(&desk, &[]);
    assert_eq!((total(&report, "asked"), code, segment["target"].as_str()), (0, 0, Some(ENGLISH)), "{report:#}");
    ask_for(&desk, "confidence-from = 50", "confidence-from = 95");
    let (report, code, segment) = translate(&desk, &[]);
    assert_eq!((total(&report, "asked"), code, segment["target"].as_str()), (0, 1, None), "{report:#}");
}

/// Where several answers are asked for, a rule's word goes before the engine's, and a sure answer before a doubtful one.
#[test]
fn the_surest_of_the_answers_that_pass_is_taken() {
    let spaced = "Bac Giang province continues to support  farmers.";
    let few = desk(60, "tries = 2\nrepairs = 0", &[(ENGLISH, 40), (spaced, 80)]);
    let (report, code, segment) = translate(&few, &[]);
    assert_eq!((code, segment["target"].as_str()), (0, Some(spaced)), "{report:#}");
    let refused = desk(60, "tries = 2\nrepairs = 0", &[(ENGLISH, 40), ("도민", 99)]);
    let (report, code, segment) = translate(&refused, &[]);
    assert_eq!((code, &*sure(&segment, "confidence-low")), (1, "40"), "{report:#}");
}
