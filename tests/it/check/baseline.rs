//! The baseline lets a newsroom begin: old findings are counted, new ones fail, moved lines are still old.

use std::fs;

use anban::{
    locale::Locale,
    memory::{State, Who},
};

use super::{check, codes, remember, row, small};

#[test]
fn old_findings_are_counted_and_new_ones_fail() {
    let desk = small();
    let old = [
        row("Tỉnh có FDI.", Locale::En, "The province has money.", State::Translated, Who::Machine),
        row("Đến Bắc Giang.", Locale::En, "To Bắc Giang.", State::Translated, Who::Machine),
    ];
    remember(&desk.path("memory.db"), &old);
    let twice = "[[term]]\nid = \"fdi\"\nvi = [\"đầu tư\"]\n[term.en]\nuse = \"investment\"\n";
    desk.write("glossary/twice.toml", twice);
    let (findings, code) = check(&desk, &[]);
    assert_eq!((findings.len(), code), (3, 1), "{findings:#?}");

    assert!(desk.run(&["check", "--write-baseline", "baseline.json"]).status.success());
    let (findings, code) = check(&desk, &["--baseline", "baseline.json"]);
    assert_eq!((findings.iter().filter(|finding| finding["known"] == true).count(), code), (3, 0), "{findings:#?}");
    let human = String::from_utf8(desk.run(&["check", "--baseline", "baseline.json"]).stdout).expect("UTF-8");
    assert!(human.contains("3 findings are in the baseline"), "{human}");

    // Lines move, files before it come and go: still old.
    desk.write("glossary/twice.toml", format!("# A comment.\n\n{twice}"));
    let other = "[[term]]\nid = \"trade\"\nvi = [\"thương mại\"]\n[term.en]\nuse = \"trade\"\n";
    desk.write("glossary/a.toml", other);
    assert_eq!(check(&desk, &["--baseline", "baseline.json"]).1, 0);

    // A new one of an old kind fails.
    let new = row("Huyện có FDI.", Locale::En, "The district has money.", State::Translated, Who::Machine);
    remember(&desk.path("memory.db"), &[new]);
    let (findings, code) = check(&desk, &["--baseline", "baseline.json"]);
    assert_eq!(code, 1);
    let fresh: Vec<_> = findings.iter().filter(|finding| finding.get("known").is_none()).cloned().collect();
    assert_eq!(codes(&fresh), ["term-missing"], "{fresh:#?}");
}

#[test]
fn what_is_gone_is_said_and_does_not_fail() {
    let desk = small();
    let wrong = row("Đến Bắc Giang.", Locale::En, "To Bắc Giang.", State::Translated, Who::Machine);
    remember(&desk.path("memory.db"), &[wrong]);
    desk.run(&["check", "--write-baseline", "baseline.json"]);
    desk.run(&["check", "--fix"]);
    let (findings, code) = check(&desk, &["--baseline", "baseline.json"]);
    assert_eq!((codes(&findings), code), (vec!["baseline-gone"], 0));
    assert_eq!(findings[0]["facts"]["code"], "name-diacritics");
}

#[test]
fn the_file_is_sorted_and_one_line_a_finding() {
    let desk = small();
    let rows: Vec<_> = (0..5)
        .map(|n| {
            row(
                &format!("Tỉnh {n} có FDI."),
                Locale::En,
                &format!("Province {n} has money."),
                State::Translated,
                Who::Machine,
            )
        })
        .collect();
    remember(&desk.path("memory.db"), &rows);
    desk.run(&["check", "--write-baseline", "a.json"]);
    desk.run(&["check", "--write-baseline", "b.json", "--no-cache", "--threads", "7"]);
    let text = fs::read_to_string(desk.path("a.json")).expect("a baseline");
    assert_eq!(text, fs::read_to_string(desk.path("b.json")).expect("a baseline"));
    let lines: Vec<&str> = text.lines().filter(|line| line.contains("fingerprint")).collect();
    assert_eq!(lines.len(), 5, "{text}");
    assert!(lines.is_sorted_by_key(|line| line.trim_end_matches(',')), "{text}");
}

#[test]
fn a_file_that_is_no_baseline_is_refused() {
    let desk = small();
    for (text, word) in [("{", "line 1"), ("{\"format\":9,\"findings\":[]}", "format is 9"), ("[]", "baseline")] {
        desk.write("baseline.json", text);
        let output = desk.run(&["check", "--baseline", "baseline.json"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2));
        assert!(said.contains("baseline.json") && said.contains(word), "{said}");
    }
}
