//! The glossary's commands: lint, diff before a merge, suggestions, other tools' formats.

use std::{fs, process::Command};

use serde_json::Value;

use super::{Desk, data, repository};

/// A desk with a glossary of its own.
fn own(toml: &str) -> Desk {
    let desk = Desk::scripted();
    desk.write("glossary/own.toml", toml);
    let config = fs::read_to_string(desk.path("config.toml")).expect("a configuration");
    desk.write("config.toml", config.replace(&format!("{:?}", repository("glossary")), "\"glossary\""));
    desk
}

fn term(also: &str) -> String {
    format!(
        "[[term]]\nid = \"fdi\"\nvi = [\"FDI\"]\n[term.en]\nuse = \"FDI\"\nalso = {also}\n[term.ja]\nuse = \"FDI\"\n[term.ko]\nuse = \"FDI\"\n"
    )
}

fn git(desk: &Desk, args: &[&str]) {
    let status = Command::new("git")
        .current_dir(desk.folder.path())
        .args(["-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false"])
        .args(args)
        .output()
        .expect("git starts");
    assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
}

fn english(report: &Value) -> Value {
    report["touched"]["locales"]["en"].clone()
}

#[test]
fn a_diff_says_exactly_what_the_next_run_asks_for() {
    let desk = own(&term("[]"));
    git(&desk, &["init", "-q"]);
    git(&desk, &["add", "glossary"]);
    git(&desk, &["commit", "-q", "-m", "first"]);
    desk.write("cooperation.txt", data("cooperation.txt"));
    desk.json(&["translate", "cooperation.txt", "--json"]);

    let (same, code) = desk.json(&["glossary", "diff", "HEAD", "--json"]);
    assert_eq!((same["touched"]["locales"].as_object().map(serde_json::Map::len), code), (Some(0), 0), "{same:#}");

    desk.write("glossary/own.toml", term("[\"foreign investment\"]"));
    let (report, code) = desk.json(&["glossary", "diff", "HEAD", "--json", "--price", "20"]);
    assert_eq!(code, 0);
    assert_eq!(report["terms"]["changed"][0]["fields"][0]["key"], "en.also");
    let rows = english(&report);
    assert_eq!((rows["rows"].as_u64(), rows["again"].as_u64()), (Some(1), Some(1)), "{report:#}");
    assert!(report["touched"]["locales"]["ja"].is_null(), "only English changed: {report:#}");
    assert_eq!(report["touched"]["editions"].as_array().map(Vec::len), Some(1), "{report:#}");
    assert_eq!(report["touched"]["articles"][0], "cooperation.txt");
    let characters = rows["characters"].as_u64().expect("characters");
    assert!((30..300).contains(&characters), "{report:#}");
    assert_eq!(report["price"], (characters as f64 * 20.0 / 1e6 * 100.0).round() / 100.0);

    let human = desk.run(&["glossary", "diff", "HEAD"]);
    let human = String::from_utf8_lossy(&human.stdout).into_owned();
    assert!(human.contains("en.also: +\"foreign investment\"") && human.contains("unknown"), "{human}");
    // The same between two folders.
    desk.write("old/own.toml", term("[]"));
    let (folders, _) = desk.json(&["glossary", "diff", "old", "glossary", "--json"]);
    assert_eq!(english(&folders), rows);
    // And the next run asks for just that one.
    let (next, _) = desk.json(&["translate", "cooperation.txt", "--json"]);
    let asked: u64 = next["locales"].as_array().expect("locales").iter().filter_map(|l| l[1]["asked"].as_u64()).sum();
    assert_eq!(asked, 1, "{next:#}");
}

#[test]
fn reviewed_rows_can_fail_a_diff() {
    let desk = own(&term("[]"));
    desk.write("cooperation.txt", data("cooperation.txt"));
    desk.json(&["translate", "cooperation.txt", "--json"]);
    desk.write("new/own.toml", term("[\"x\"]"));
    let fails = |desk: &Desk| desk.run(&["glossary", "diff", "glossary", "new", "--fail-on-reviewed"]).status.code();
    assert_eq!(fails(&desk), Some(0));
    approve(&desk);
    assert_eq!(fails(&desk), Some(1));
    let (report, _) = desk.json(&["glossary", "diff", "glossary", "new", "--json"]);
    let rows = english(&report);
    assert_eq!((rows["again"].as_u64(), rows["reviewed"].as_u64()), (Some(0), Some(1)), "{report:#}");
}

/// Approves every row of the desk's memory.
fn approve(desk: &Desk) {
    use anban::memory::{NewRow, Settings, Sqlite, State, Store};
    let path = fs::read_dir(desk.folder.path())
        .expect("the folder")
        .flat_map(|entry| [entry.expect("an entry").path()])
        .flat_map(|path| {
            if path.is_dir() {
                fs::read_dir(path).expect("a folder").map(|e| e.expect("e").path()).collect()
            } else {
                vec![path]
            }
        })
        .find(|path| path.extension().is_some_and(|ending| matches!(ending.to_str(), Some("db" | "sqlite" | "tm"))))
        .expect("a memory");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let store = Sqlite::open(&path, &Settings::default()).expect("open");
        let rows = store.page(None, 1000).await.expect("rows");
        let approved: Vec<NewRow> = rows
            .into_iter()
            .map(|row| NewRow {
                key: row.key,
                context: row.context,
                locale: row.locale,
                source: row.source,
                target: row.target,
                state: State::Reviewed,
                origin: row.origin,
                fingerprint: row.fingerprint,
                findings: row.findings,
                expected: None,
            })
            .collect();
        store.commit(&approved).await.expect("committed");
    });
}

#[test]
fn a_diff_of_nothing_git_knows_is_an_error_with_a_reason() {
    let desk = own(&term("[]"));
    for wrong in ["no-such-thing", "--upload-pack=x"] {
        let output = desk.run(&["glossary", "diff", "--", wrong]);
        assert_eq!(output.status.code(), Some(2));
        assert!(
            String::from_utf8_lossy(&output.stderr).contains("neither a folder nor a git revision"),
            "{output:?}"
        );
    }
}

#[test]
fn lint_says_notes_only_when_asked() {
    let desk = own(&term("[]").replace("vi =", "note = \"x\"\nvi ="));
    let tally = |args: &[&str]| desk.json(args).0["tally"]["infos"].as_u64();
    assert_eq!(tally(&["glossary", "lint", "--format", "json"]), Some(0));
    assert_eq!(tally(&["glossary", "lint", "--notes", "--format", "json"]), Some(1));
}

#[test]
fn export_and_import_go_through_files() {
    let desk = own(&term("[\"foreign investment\"]"));
    for format in ["tbx", "tbx-dct", "tbx2", "csv", "tsv", "omegat"] {
        let to: &[&str] = if format == "omegat" { &["--to", "en"] } else { &[] };
        let export = [&["glossary", "export", "--format", format, "--out", "out.x"][..], to].concat();
        assert_eq!(desk.run(&export).status.code(), Some(0), "{format}");
        let import =
            [&["glossary", "import", "out.x", "--format", format, "--out", "back/own.toml"][..], to].concat();
        assert_eq!(desk.run(&import).status.code(), Some(0), "{format}");
        let back = fs::read_to_string(desk.path("back/own.toml")).expect("written");
        assert!(back.contains("use = \"FDI\"\nalso = [\"foreign investment\"]"), "{format}: {back}");
        let again = desk.run(&import);
        assert_eq!(again.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&again.stderr).contains("--force"), "{again:?}");
        let forced = [&import[..], &["--force"]].concat();
        assert_eq!(desk.run(&forced).status.code(), Some(0));
        fs::remove_file(desk.path("back/own.toml")).expect("removed");
    }
    desk.write("bad.tbx", "<tbx>\n<!-- -->&x;</tbx>");
    let bad = desk.run(&["glossary", "import", "bad.tbx", "--format", "tbx"]);
    assert_eq!(bad.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&bad.stderr).contains("bad.tbx:2:9: the entity &x;"), "{bad:?}");
}

#[test]
fn suggestions_come_from_articles_and_memory() {
    let desk = own(&term("[]"));
    desk.write("cooperation.txt", data("cooperation.txt"));
    desk.json(&["translate", "cooperation.txt", "--json"]);
    desk.write(
        "more.txt",
        "Chuyển đổi số\n\nTỉnh làm chuyển đổi số. Kế hoạch chuyển đổi số đã có. Chuyển đổi số cần vốn.\n",
    );
    let (found, code) =
        desk.json(&["glossary", "suggest", "more.txt", "cooperation.txt", "--min-count", "2", "--json"]);
    assert_eq!(code, 0);
    let forms: Vec<&str> = found.as_array().expect("a list").iter().filter_map(|one| one["form"].as_str()).collect();
    assert!(forms.contains(&"chuyển đổi số"), "{forms:?}");
    let output = desk.run(&["glossary", "suggest", "more.txt", "--min-count", "2"]);
    desk.write("glossary/new.toml", &output.stdout);
    assert_eq!(desk.run(&["glossary", "lint"]).status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
}
