//! Every format is what its readers expect: by its schema, by its escaping rules, to the byte.

use std::fs;

use anban::{
    locale::Locale,
    memory::{State, Who},
};
use quick_xml::events::Event;
use serde_json::Value;

use super::{remember, row, small};
use crate::desk::{Desk, repository};

/// A desk with a finding of each kind: in a row, in a glossary file, waived, and with letters that formats must escape.
fn faulty() -> Desk {
    let desk = small();
    let rows = [
        row(
            "Tỉnh có FDI <mới> & \"lớn\".",
            Locale::En,
            "The province has 100% <new> & \"big\" money::x,y=z.",
            State::Translated,
            Who::Machine,
        ),
        row("Đến Bắc Giang.", Locale::En, "To Bắc Giang.", State::Translated, Who::Machine),
        row(
            "Năm 2016, tỉnh có FDI.",
            Locale::Ja,
            "２０１５年、省内に外国投資がある。",
            State::Translated,
            Who::Machine,
        ),
        row("Huyện có FDI.", Locale::Ko, "군에는 돈이 있다.", State::Translated, Who::Machine),
    ];
    remember(&desk.path("memory.db"), &rows);
    desk.write("glossary/ẩn, danh:1.toml", "[[term]]\nid = \"Fdi\"\nvi = [\"vốn\"]\n");
    let waiver = "[[check.waiver]]\ncode = \"name-diacritics\"\nreason = \"the <b>name</b>\"\n";
    let config = fs::read_to_string(desk.path("config.toml")).expect("a configuration");
    desk.write("config.toml", config + waiver);
    desk
}

fn run(desk: &Desk, format: &str) -> String {
    let output = desk.run(&["check", "--format", format]);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn assert_valid(schema: &str, text: &str) {
    // The official schema has one pattern that only JavaScript's laxest reading takes for a regular expression.
    let schema = fs::read_to_string(repository(schema)).expect("a schema");
    let schema = schema.replace("^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$", "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$");
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let value: Value = serde_json::from_str(text).expect("JSON");
    let faults: Vec<String> =
        validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(faults.is_empty(), "{faults:#?}\n{text}");
}

#[test]
fn json_is_as_its_schema_says() {
    let desk = faulty();
    let text = run(&desk, "json");
    assert_valid("docs/ci/findings.schema.json", &text);
    let report: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(report["waived"], 1);
    let waived = report["findings"].as_array().expect("findings").iter().find(|one| one["code"] == "name-diacritics");
    assert_eq!(waived.expect("in the list")["waived"], "the <b>name</b>");
    // The schema refuses what is not so.
    let schema: Value =
        serde_json::from_str(&fs::read_to_string(repository("docs/ci/findings.schema.json")).expect("a schema"))
            .expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let mut wrong = report;
    wrong["findings"][0]["fingerprint"] = Value::from("x");
    assert!(!validator.is_valid(&wrong));
}

#[test]
fn sarif_is_valid_by_the_official_schema() {
    let desk = faulty();
    let text = run(&desk, "sarif");
    assert_valid("tests/data/check/sarif-2.1.0-rtm.5.json", &text);
    let log: Value = serde_json::from_str(&text).expect("JSON");
    let run = &log["runs"][0];
    let results = run["results"].as_array().expect("results");
    let suppressed: Vec<&Value> = results.iter().filter(|result| result.get("suppressions").is_some()).collect();
    assert_eq!(suppressed.len(), 1);
    assert_eq!(suppressed[0]["suppressions"][0]["justification"], "the <b>name</b>");
    for result in results {
        let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().expect("an index") as usize];
        assert_eq!(rule["id"], result["ruleId"]);
    }
    // A row's artifact brings the text its regions count in.
    let row = results.iter().find(|result| result["ruleId"] == "term-forbidden").expect("a row");
    let uri = &row["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    let artifact = run["artifacts"].as_array().expect("artifacts").iter().find(|one| one["location"]["uri"] == *uri);
    let text = artifact.expect("its artifact")["contents"]["text"].as_str().expect("its text");
    let region = &row["locations"][0]["physicalLocation"]["region"];
    let column = |name: &str| region[name].as_u64().expect("a column") as usize - 1;
    let words: String =
        text.chars().skip(column("startColumn")).take(column("endColumn") - column("startColumn")).collect();
    assert_eq!(words, "外国投資");
    // A file's name is a URI reference.
    let uris: Vec<&str> = results
        .iter()
        .filter_map(|result| result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str())
        .collect();
    assert!(uris.contains(&"glossary/%E1%BA%A9n%2C%20danh%3A1.toml"), "{uris:?}");
}

#[test]
fn fingerprints_survive_moved_lines() {
    let desk = faulty();
    let prints = |text: &str| -> Vec<String> {
        let log: Value = serde_json::from_str(text).expect("JSON");
        let results = log["runs"][0]["results"].as_array().expect("results").clone();
        let mut prints: Vec<String> = results
            .iter()
            .map(|one| one["partialFingerprints"]["anbanFinding/v1"].as_str().expect("a name").to_owned())
            .collect();
        prints.sort();
        prints
    };
    let before = prints(&run(&desk, "sarif"));
    let file = "glossary/ẩn, danh:1.toml";
    let text = fs::read_to_string(desk.path(file)).expect("a file");
    desk.write(file, format!("# One.\n# Two.\n\n{text}"));
    assert_eq!(prints(&run(&desk, "sarif")), before);
    let distinct: std::collections::BTreeSet<&String> = before.iter().collect();
    assert_eq!(distinct.len(), before.len(), "each has a name of its own");
}

#[test]
fn junit_is_well_formed_and_counts_right() {
    let desk = faulty();
    let text = run(&desk, "junit");
    let mut reader = quick_xml::Reader::from_str(&text);
    let (mut cases, mut failures, mut suites, mut promised) = (0, 0, 0, (0, 0));
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) => {
                let attribute = |name: &str| {
                    let found = tag.try_get_attribute(name).expect("attributes")?;
                    found.value.parse::<usize>().ok()
                };
                match tag.name().as_ref() {
                    "testsuites" => {
                        promised = (attribute("tests").expect("a count"), attribute("failures").expect("a count"));
                    }
                    "testsuite" => suites += 1,
                    "testcase" => cases += 1,
                    "failure" => failures += 1,
                    _ => {}
                }
            }
            _ => {}
        }
    }
    assert_eq!((cases, failures), promised, "{text}");
    assert_eq!(suites, 2, "the glossary and the memory");
    assert!(failures >= 4, "{text}");
    assert!(text.contains("100% &lt;new&gt; &amp; &quot;big&quot;"), "{text}");
}

#[test]
fn github_annotations_are_escaped() {
    let desk = faulty();
    let text = run(&desk, "github");
    for line in text.lines() {
        assert!(["::error ", "::warning ", "::notice "].iter().any(|start| line.starts_with(start)), "{line}");
        let (head, _) = line.trim_start_matches("::").split_once("::").expect("a message");
        let keys: Vec<&str> = head
            .split_once(' ')
            .expect("properties")
            .1
            .split(',')
            .map(|one| one.split('=').next().expect("a key"))
            .collect();
        assert_eq!(keys, ["file", "line", "col", "endLine", "endColumn", "title"], "{line}");
    }
    assert!(
        text.contains(
            "file=glossary/ẩn%2C danh%3A1.toml,line=2,col=6,endLine=2,endColumn=10,title=glossary-id-style"
        ),
        "{text}"
    );
    assert!(!text.contains("name-diacritics"), "a waived finding is no annotation: {text}");
}

#[test]
fn frames_stand_right_under_wide_letters() {
    let desk = small();
    let rows = [
        row("Năm 2016, tỉnh có FDI.", Locale::Ja, "省内に外国投資がある。", State::Translated, Who::Machine),
        row("Đến Bắc Giang.", Locale::En, "To Ba\u{306}\u{301}c Giang.", State::Translated, Who::Machine),
        row("Tỉnh có FDI.", Locale::Ko, "성에는 해외 투자가 있다.", State::Translated, Who::Machine),
    ];
    remember(&desk.path("memory.db"), &rows);
    let text = run(&desk, "human");
    insta::assert_snapshot!("frames", text);
}

#[test]
fn a_report_goes_into_a_file_and_every_format_is_the_same_twice() {
    let desk = faulty();
    for format in ["human", "json", "sarif", "junit", "github", "html"] {
        let printed = run(&desk, format);
        let output =
            desk.run(&["check", "--format", format, "--output", "out/report", "--no-cache", "--threads", "5"]);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
        assert_eq!(fs::read_to_string(desk.path("out/report")).expect("the report"), printed, "{format}");
    }
}

#[test]
fn the_exit_code_follows_the_severity_asked_for() {
    let desk = small();
    let mut stale = row("Tỉnh có FDI.", Locale::En, "The province has FDI.", State::Translated, Who::Machine);
    stale.fingerprint = "another".to_owned();
    remember(&desk.path("memory.db"), &[stale]);
    for (fail_on, code) in [("error", 0), ("warning", 1), ("info", 1)] {
        assert_eq!(desk.run(&["check", "--fail-on", fail_on]).status.code(), Some(code), "{fail_on}");
    }
    assert_eq!(desk.run(&["check", "nowhere"]).status.code(), Some(2));
}
