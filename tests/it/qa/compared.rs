//! `docs/rules-compared.md` speaks of rules that exist, and of every check it counts.

use std::collections::BTreeSet;

use anban::qa::catalogue;

const PAGE: &str = include_str!("../../../docs/rules-compared.md");

#[test]
fn every_rule_named_exists() {
    let known: BTreeSet<&str> = catalogue().iter().map(|entry| entry.code).collect();
    // Words in code style that are not rules.
    let others = ["code style", "forbid", "IssueType", "Parameters", "QA.php", "<br>"];
    let mut named = 0;
    for word in PAGE.split('`').skip(1).step_by(2) {
        if !others.contains(&word) && !word.contains('/') {
            assert!(known.contains(word), "there is no rule {word:?}");
            named += 1;
        }
    }
    assert!(named > 100, "{named}");
}

#[test]
fn the_lists_are_whole() {
    let section = |name: &str| {
        let from = PAGE.find(&format!("\n## {name}\n")).expect("a section");
        let rest = &PAGE[from + 4..];
        &rest[..rest.find("\n## ").expect("another section")]
    };
    let checks = |name: &str| -> Vec<String> {
        let rows = section(name).lines().filter(|line| line.starts_with("| ") && !line.starts_with("|---"));
        rows.skip(1)
            .flat_map(|line| {
                line.trim_start_matches('|')
                    .split(" | ")
                    .next()
                    .unwrap_or_default()
                    .split(", ")
                    .map(|check| check.trim().to_owned())
                    .collect::<Vec<_>>()
            })
            .filter(|check| !check.contains("option"))
            .collect()
    };
    for (name, count) in [("Weblate", 76), ("MateCat", 45)] {
        let list = checks(name);
        let distinct: BTreeSet<&String> = list.iter().collect();
        assert_eq!((list.len(), distinct.len()), (count, count), "{name}");
    }
    let types: Vec<String> = checks("Okapi CheckMate")
        .into_iter()
        .filter(|check| check.bytes().all(|b| b.is_ascii_uppercase() || b == b'_'))
        .collect();
    assert_eq!(types.len(), 24);
    // "options" is a filter of pofilter, which the filter above takes for an option.
    assert_eq!(checks("pofilter").len() + 1, 49);
}
