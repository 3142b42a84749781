//! Translations by people: no finding that a person would reject.

use std::fs;

use anban::{diagnostic::Severity, locale::Locale, numbers::check};

use super::{super::cases, data, rows};

#[test]
fn good_translations_have_no_finding() {
    let pairs = rows("pairs.tsv", 5);
    assert!(pairs.len() >= 60);
    let mut wrong = Vec::new();
    for row in &pairs {
        for (language, target) in Locale::TARGETS.into_iter().zip(&row[2..]) {
            for finding in check(&row[1], target, language) {
                let facts = &finding.facts;
                wrong.push(format!("{} {:?}\n  {target:?}\n  {} {facts:?}", row[0], row[1], finding.code));
            }
        }
    }
    cases::hold("numbers", "no false alarm on human translations", pairs.len() * 3, &wrong);
}

/// The articles of the Universal Declaration of Human Rights, one paragraph a line; see its README.
#[test]
fn the_declaration_of_human_rights_has_no_error() {
    let read = |tag: &str| {
        let path = data("udhr").join(format!("{tag}.txt"));
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        text.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let source = read("vi");
    assert!(source.len() >= 30);
    for language in Locale::TARGETS {
        let target = read(language.tag());
        assert_eq!(source.len(), target.len(), "{language}");
        for (vi, text) in source.iter().zip(&target) {
            let findings = check(vi, text, language);
            let errors: Vec<_> = findings.iter().filter(|f| f.severity == Severity::Error).collect();
            assert!(errors.is_empty(), "{vi}\n{text}\n{errors:?}");
        }
    }
}
