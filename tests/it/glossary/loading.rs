//! Glossary files: errors with their places, and the lint.

use std::fmt::Write as _;

use anban::{
    glossary::Glossary,
    locale::{Locale, Messages},
};

fn errors(toml: &str) -> String {
    let errors = Glossary::parse(&[("glossary/trade.toml".to_owned(), toml.to_owned())]).expect_err("refused");
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn unknown_keys_are_named_with_those_that_exist() {
    let toml = r#"
[[term]]
id = "pci"
vi = ["PCI"]
abbreviation = "PCI"
[term.en]
use = "Index"
forbidden = ["index"]
[term.fr]
use = "Indice"

[[terms]]
id = "x"
"#;
    insta::assert_snapshot!(errors(toml), @r#"
    glossary/trade.toml:5:1: unknown key `abbreviation`; the keys here are id, vi, acronym, class, kind, case, pos, status, do-not-translate, valid-from, valid-until, definition, source, note, en, ja, ko
    glossary/trade.toml:8:1: unknown key `forbidden`; the keys here are use, also, deprecated, forbid, note
    glossary/trade.toml:9:7: unknown key `fr`; the keys here are id, vi, acronym, class, kind, case, pos, status, do-not-translate, valid-from, valid-until, definition, source, note, en, ja, ko
    glossary/trade.toml:12:3: unknown key `terms`; the keys here are term
    "#);
}

#[test]
fn every_fault_of_a_file_is_said_at_once() {
    let toml = r#"
[[term]]
vi = ["không có mã"]

[[term]]
id = "no-form"
vi = []

[[term]]
id = 7
vi = "một chuỗi"
class = "foreign"
kind = "city"
case = "upper"
status = "maybe"
en = "not a table"

[[term]]
id = "classy"
vi = ["ổn", 3, "…", ""]
class = "known"
[term.ja]
also = ["よし"]
"#;
    insta::assert_snapshot!(errors(toml), @r#"
    glossary/trade.toml:2:1: `id` is missing here
    glossary/trade.toml:5:1: the term has no `vi`: give at least one Vietnamese form, vi = ["…"]
    glossary/trade.toml:10:6: `id` must be made of strings in quotes
    glossary/trade.toml:11:6: `vi` must be a list of strings: vi = ["…"]
    glossary/trade.toml:12:9: `class` must be one of "international", "known", "vietnamese"
    glossary/trade.toml:13:8: `kind` must be one of "term", "place", "country", "title", "organisation", "agreement", "person"
    glossary/trade.toml:14:8: `case` must be one of "insensitive", "sensitive"
    glossary/trade.toml:15:10: `status` must be one of "preferred", "admitted", "deprecated", "forbidden", "proposed"
    glossary/trade.toml:16:6: `en` must be a table: write [term.en]
    glossary/trade.toml:20:13: `vi` must be made of strings in quotes
    glossary/trade.toml:20:21: a Vietnamese form has 1 to 40 words, this has 0
    glossary/trade.toml:21:9: a `class` without an `acronym` says nothing: add the acronym
    glossary/trade.toml:22:1: `use` is missing here
    "#);
}

#[test]
fn broken_toml_has_a_place_too() {
    insta::assert_snapshot!(errors("[[term]]\nid = \"a\nvi = [\"b\"]\n"), @r#"glossary/trade.toml:2:8: invalid basic string, expected `"`"#);
    insta::assert_snapshot!(errors("term = \"đây\""), @r#"glossary/trade.toml:1:8: `term` must be a list of tables: write [[term]]"#);
    insta::assert_snapshot!(errors("[[term]]\nid = \"a\"\nid = \"b\"\nvi = [\"c\"]\n"), @r#"glossary/trade.toml:3:1: duplicate key"#);
}

#[test]
fn an_empty_file_is_no_fault() {
    let glossary = Glossary::parse(&[("empty.toml".into(), String::new())]).expect("read");
    assert!(glossary.terms().is_empty() && glossary.find("FDI").is_empty() && glossary.lint().is_empty());
}

#[test]
fn endless_forms_are_refused() {
    let long = "từ ".repeat(50);
    assert!(errors(&format!("[[term]]\nid = \"a\"\nvi = [\"{long}\"]\n")).contains("1 to 40 words"));
    assert!(
        errors(&format!("[[term]]\nid = \"a\"\nvi = [\"b\"]\n[term.en]\nuse = \"{}\"\n", "x".repeat(400)))
            .contains("300")
    );
}

#[test]
fn the_lint_names_file_line_and_fault() {
    let one = r#"
[[term]]
id = "fdi"
vi = ["đầu tư trực tiếp nước ngoài", "FDI"]
acronym = "FDI"
[term.en]
use = "foreign direct investment"
forbid = ["Foreign Direct Investment"]
[term.ja]
use = "foreign direct investment"
[term.ko]
use = "외국인직접투자"
also = ["海外投資", "FDI"]
forbid = ["도"]
"#;
    let two = r#"
[[term]]
id = "fdi"
vi = ["ĐẦU TƯ trực tiếp nước  ngoài", "hoà bình", "hòa bình"]
[term.en]
use = " "
[term.ja]
use = "직접투자"

[[term]]
id = "Bad_Id"
vi = ["xấu"]
[term.en]
use = "悪い"
"#;
    let files = [("one.toml".to_owned(), one.to_owned()), ("two.toml".to_owned(), two.to_owned())];
    let messages = Messages::new(Locale::En);
    let mut report = String::new();
    for finding in Glossary::parse(&files).expect("read").lint() {
        let place = finding.place.as_ref().expect("every finding has a place");
        let _ = writeln!(
            report,
            "{}:{}:{} {}",
            place.file,
            place.position.line,
            place.position.column,
            finding.message(&messages)
        );
    }
    insta::assert_snapshot!(report, @r#"
    one.toml:8:11 “Foreign Direct Investment” is both forbidden and allowed (en; allowed at one.toml:7)
    one.toml:10:7 “foreign direct investment” is not written in the script of its language (ja)
    one.toml:13:9 “海外投資” is not written in the script of its language (ko)
    one.toml:14:11 “도” is also a particle, so it cannot be told apart in a text (ko)
    two.toml:3:6 The id “fdi” is already taken at one.toml:3
    two.toml:3:6 fdi has no rendering in this language (ko)
    two.toml:4:7 “ĐẦU TƯ trực tiếp nước  ngoài” is rendered “ ” here and “foreign direct investment” at one.toml:4 (en); only that one is used
    two.toml:4:7 “ĐẦU TƯ trực tiếp nước  ngoài” holds surplus or special spaces (vi)
    two.toml:4:51 The form “hòa bình” already stands at two.toml:4; only that one will ever be found
    two.toml:6:7 An empty rendering (en)
    two.toml:6:7 “” holds surplus or special spaces (en)
    two.toml:8:7 “직접투자” is not written in the script of its language (ja)
    two.toml:11:6 The id “Bad_Id” is not kebab-case: use a–z, 0–9 and single hyphens
    two.toml:11:6 Bad_Id has no rendering in this language (ja)
    two.toml:11:6 Bad_Id has no rendering in this language (ko)
    two.toml:14:7 “悪い” is not written in the script of its language (en)
    "#);
}

#[test]
fn the_fixture_is_clean() {
    // It leaves out the languages a test does not need.
    let findings = super::desk().lint().into_iter().filter(|finding| finding.code != "glossary-missing-locale");
    assert_eq!(findings.collect::<Vec<_>>(), []);
}

/// A file large enough to be read in pieces, with the header of a term in a string of several lines near its middle.
fn large(note: &str) -> String {
    let mut toml = "# Terms of the trade.\n".to_owned();
    for number in 0..12_000 {
        let note = if number == 6_000 { note } else { "\"x\"" };
        let _ = write!(
            toml,
            "[[term]]\nid = \"t-{number}\"\nvi = [\"từ số {number}\"]\nnote = {note}\n[term.en]\nuse = \"term {number}\"\n\n"
        );
    }
    toml
}

#[test]
fn a_large_file_is_the_same_terms_at_the_same_places() {
    for note in ["\"x\"", "\"\"\"\n[[term]]\nid = \"no term\"\n\"\"\""] {
        let toml = large(note);
        let lines = |at: usize| toml[..toml.find(&format!("id = \"t-{at}\"")).expect("there")].lines().count() + 1;
        let expected: Vec<(usize, usize)> = [0, 1, 5_999, 6_000, 6_001, 11_999].map(|at| (at, lines(at))).to_vec();
        let glossary = Glossary::parse(&[("a.toml".to_owned(), toml.clone())]).expect("well formed");
        assert_eq!(glossary.terms().len(), 12_000);
        for (at, line) in expected {
            let term = &glossary.terms()[at];
            assert_eq!(term.id.text, format!("t-{at}"));
            assert_eq!(
                (term.id.place.position.line, term.id.place.span.of(&toml)),
                (line, format!("\"t-{at}\"").as_str())
            );
        }
    }
    let wrong = large("7");
    let line = wrong.lines().position(|line| line == "note = 7").expect("there") + 1;
    assert_eq!(errors(&wrong), format!("glossary/trade.toml:{line}:8: `note` must be made of strings in quotes"));
}
