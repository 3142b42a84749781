//! Waivers accept what they name, for as long as they say, and are findings when nobody needs them.

use anban::{
    locale::Locale,
    memory::{State, Who},
};

use super::{check, codes, remember, row, small};
use crate::desk::Desk;

fn with(waivers: &str) -> Desk {
    let desk = small();
    desk.write("config.toml", format!("[paths]\nglossary = \"glossary\"\n[memory]\npath = \"memory.db\"\n{waivers}"));
    let rows = [row("Tỉnh có FDI.", Locale::En, "The province has money.", State::Translated, Who::Machine)];
    remember(&desk.path("memory.db"), &rows);
    desk
}

#[test]
fn a_waiver_accepts_what_it_names() {
    let key = row("Tỉnh có FDI.", Locale::En, "", State::Translated, Who::Machine).key.to_string();
    for (waiver, accepts) in [
        ("".to_owned(), true),
        ("file = \"memory.db#*\"".to_owned(), true),
        ("file = \"editions/*\"".to_owned(), false),
        (format!("segment = \"{}\"", &key[..8]), true),
        (format!("segment = \"{key}\""), true),
        ("segment = \"00000000\"".to_owned(), false),
        ("term = \"fdi\"".to_owned(), true),
        ("term = \"ODA\"".to_owned(), false),
        ("until = 2999-12-31".to_owned(), true),
        ("until = \"2999-12-31\"".to_owned(), true),
    ] {
        let desk = with(&format!("[[check.waiver]]\ncode = \"term-missing\"\nreason = \"no room\"\n{waiver}\n"));
        let (report, code) = desk.json(&["check", "--format", "json"]);
        let findings = report["findings"].as_array().expect("findings");
        assert_eq!(code, i32::from(!accepts), "{waiver}: {report:#}");
        assert_eq!(report["waived"].as_u64(), Some(u64::from(accepts)), "{waiver}");
        if accepts {
            assert_eq!(findings[0]["waived"], "no room");
        } else {
            assert_eq!(codes(findings), ["term-missing", "waiver-unused"], "{waiver}");
            assert_eq!(findings[1]["place"]["file"], "config.toml");
            assert_eq!(findings[1]["place"]["position"]["line"], 5, "{findings:#?}");
        }
    }
}

#[test]
fn an_expired_waiver_accepts_nothing_and_says_so() {
    let desk = with("[[check.waiver]]\ncode = \"term-missing\"\nreason = \"no room\"\nuntil = 2020-01-31\n");
    let (findings, code) = check(&desk, &[]);
    assert_eq!((codes(&findings), code), (vec!["term-missing", "waiver-expired"], 1));
    assert_eq!(findings[1]["facts"]["until"], "2020-01-31");
}

#[test]
fn what_was_left_out_may_be_what_a_waiver_waits_for() {
    let desk = with("[[check.waiver]]\ncode = \"number-value\"\nreason = \"x\"\n");
    let (findings, _) = check(&desk, &["--since", "2999-01-01"]);
    assert!(findings.is_empty(), "{findings:#?}");
}

#[test]
fn a_waiver_that_no_fault_of_the_glossary_needs_is_dead() {
    let own = "[[term]]\nid = \"a\"\nvi = [\"hội nhập quốc tế\"]\n[term.en]\nuse = \"joining\"\n";
    for (code, term, dead, counts) in [
        ("glossary-missing-locale", "ja", None, false),
        ("glossary-missing-locale", "en", Some("waiver-unused"), true),
        ("glossary-nfd", "x", Some("waiver-unused"), true),
        // Notes were not asked for, and the other rules are `anban check`'s.
        ("glossary-crossing", "x", None, true),
        ("term-missing", "x", None, true),
    ] {
        let waiver = |code, term| format!("[[check.waiver]]\ncode = {code:?}\nterm = {term:?}\nreason = \"later\"\n");
        let waivers = [waiver("glossary-missing-locale", "ko"), waiver(code, term)].concat();
        let desk = with(&waivers);
        desk.write("glossary/own.toml", own);
        let (report, _) = desk.json(&["glossary", "lint", "--format", "json"]);
        let findings: Vec<_> = report["findings"].as_array().expect("findings").iter().collect();
        let of = |code: &str| findings.iter().filter(|finding| finding["code"] == code).count();
        assert_eq!(of("glossary-missing-locale"), usize::from(counts), "{code} {term}: {report:#}");
        assert_eq!(of("waiver-unused"), usize::from(dead.is_some()), "{code} {term}: {report:#}");
        if dead.is_some() {
            let place = &findings.iter().find(|finding| finding["code"] == "waiver-unused").expect("dead")["place"];
            assert_eq!(
                (&place["file"], &place["position"]["line"]),
                (&"config.toml".into(), &9.into()),
                "{report:#}"
            );
        }
    }
}

#[test]
fn a_waiver_that_is_wrong_is_an_error_with_its_place() {
    for (waiver, line, word) in [
        ("[[check.waiver]]\ncode = \"term-missing\"\n", 5, "reason"),
        ("[[check.waiver]]\ncode = \"term-missing\"\nreason = \"  \"\n", 7, "reason"),
        ("[[check.waiver]]\ncode = \"a\"\nreason = \"x\"\nuntil = \"soon\"\n", 8, "2026-12-31"),
        ("[[check.waiver]]\ncode = \"a\"\nreason = \"x\"\nsegment = \"12\"\n", 8, "hexadecimal"),
        ("[[check.waiver]]\ncode = \"a\"\nreason = \"x\"\nwhy = \"y\"\n", 8, "why"),
    ] {
        let desk = with(waiver);
        let output = desk.run(&["check"]);
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{waiver}{text}");
        assert!(text.contains(&format!("config.toml:{line}:")) && text.contains(word), "{waiver}{text}");
    }
}
