//! An edition is checked as it stands in its file, whatever happened to it since it was written.

use std::fs;

use super::{check, codes, words};
use crate::desk::{Desk, data};

fn translated(format: &str) -> Desk {
    let desk = Desk::scripted();
    desk.write("cooperation.txt", data("cooperation.txt"));
    desk.run(&["translate", "cooperation.txt", "--format", format]);
    desk
}

/// Changes an edition by hand, in its head too.
fn edit(desk: &Desk, file: &str, from: &str, to: &str) {
    let text = fs::read_to_string(desk.path(file)).expect("an edition");
    assert!(text.contains(from), "{text}");
    fs::write(desk.path(file), text.replace(from, to)).expect("written");
}

#[test]
fn a_page_and_a_source_file_are_clean_as_they_are_written() {
    for format in ["page", "source"] {
        let (findings, code) = check(&translated(format), &[]);
        assert_eq!((findings.len(), code), (0, 0), "{format}: {findings:#?}");
    }
}

#[test]
fn a_sentence_changed_by_hand_is_checked_as_it_stands() {
    for (format, ending) in [("page", "html"), ("source", "txt")] {
        let desk = translated(format);
        let file = format!("editions/cooperation/ja.{ending}");
        edit(&desk, &file, "200件を超えた", "2万件を超えた");
        let (findings, code) = check(&desk, &[]);
        assert_eq!((codes(&findings), code), (vec!["edition-changed", "number-value"], 1), "{findings:#?}");
        assert!(words(&desk, &findings[1]).starts_with("2万"), "{}", words(&desk, &findings[1]));
    }
}

#[test]
fn a_page_that_does_not_link_back_is_told() {
    let desk = translated("page");
    let file = desk.path("editions/cooperation/ko.html");
    let page = fs::read_to_string(&file).expect("a page");
    let link = page.lines().find(|line| line.contains("hreflang=\"en\"")).expect("a link to the English page");
    edit(&desk, "editions/cooperation/ko.html", link, "");
    let (findings, code) = check(&desk, &[]);
    assert_eq!((codes(&findings), code), (vec!["edition-changed", "page-hreflang-mutual"], 0), "{findings:#?}");
    assert_eq!(findings[1]["place"]["file"], "editions/cooperation/ko.html");
    assert_eq!(findings[1]["facts"]["href"], "en.html");
}

#[test]
fn words_written_beside_a_sentence_belong_to_it() {
    let desk = translated("page");
    edit(
        &desk,
        "editions/cooperation/en.html",
        "more than 200 foreign direct investment (FDI) projects.",
        "more than 200 foreign direct investment (FDI) projects. Also <em>77</em>.",
    );
    let (findings, _) = check(&desk, &[]);
    assert_eq!(codes(&findings), ["edition-changed", "number-added"], "{findings:#?}");
    assert!(words(&desk, &findings[1]).contains("77"));
}

#[test]
fn a_sentence_that_is_gone_is_missed() {
    let desk = translated("page");
    edit(&desk, "editions/cooperation/ko.html", "기업은 국제통합에 참여한다.", "");
    let (findings, _) = check(&desk, &[]);
    assert_eq!(codes(&findings), ["edition-changed", "edition-text-missing"], "{findings:#?}");
}

#[test]
fn a_harmless_change_is_only_a_changed_file() {
    let desk = translated("page");
    edit(&desk, "editions/cooperation/en.html", "Enterprises take part in", "Enterprises take an active part in");
    let (findings, code) = check(&desk, &[]);
    assert_eq!((codes(&findings), code), (vec!["edition-changed"], 0), "{findings:#?}");
}

#[test]
fn a_provenance_file_that_is_cut_off_is_a_finding_with_its_place() {
    let desk = translated("page");
    let file = desk.path("editions/cooperation/en.provenance.json");
    let text = fs::read_to_string(&file).expect("a provenance file");
    fs::write(&file, &text[..text.len() / 2]).expect("written");
    let (findings, code) = check(&desk, &[]);
    assert_eq!((codes(&findings), code), (vec!["provenance-unreadable"], 1));
    assert!(findings[0]["place"]["position"]["line"].as_u64() > Some(5), "{findings:#?}");
}

#[test]
fn one_edition_may_be_asked_for_by_its_file() {
    let desk = translated("page");
    edit(&desk, "editions/cooperation/ja.html", "200件", "2万件");
    assert_eq!(check(&desk, &["editions/cooperation/en.html"]).1, 0);
    assert_eq!(check(&desk, &["editions/cooperation/ja.html"]).1, 1);
    assert_eq!(check(&desk, &["editions/cooperation/ja.provenance.json"]).1, 1);
    let output = desk.run(&["check", "cooperation.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--pair"));
}
