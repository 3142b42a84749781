//! Glossary files: errors with their places, and the lint.

use std::fmt::Write as _;

use anban::{glossary::Glossary, locale::{Locale, Messages}};

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
    insta::assert_snapshot!(errors(toml), @"");
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
    insta::assert_snapshot!(errors(toml), @"");
}

#[test]
fn broken_toml_has_a_place_too() {
    insta::assert_snapshot!(errors("[[term]]\nid = \"a\nvi = [\"b\"]\n"), @"");
    insta::assert_snapshot!(errors("term = \"đây\""), @"");
    insta::assert_snapshot!(errors("[[term]]\nid = \"a\"\nid = \"b\"\nvi = [\"c\"]\n"), @"");
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
    assert!(errors(&format!("[[term]]\nid = \"a\"\nvi = [\"b\"]\n[term.en]\nuse = \"{}\"\n", "x".repeat(400))).contains("300"));
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
        let _ = writeln!(report, "{}:{}:{} {}", place.file, place.position.line, place.position.column, finding.message(&messages));
    }
    insta::assert_snapshot!(report, @"");
}

#[test]
fn the_fixture_is_clean() {
    assert_eq!(super::desk().lint(), []);
}
