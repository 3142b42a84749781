//! False alarms: what the rules say of translations that people made.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

use anban::{article::Role, diagnostic::Severity, locale::Locale};

use super::Desk;

/// A segment and its translation by a person.
struct Human {
    set: &'static str,
    role: Role,
    locale: Locale,
    source: String,
    target: String,
}

fn humans() -> Vec<Human> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let read = |path: &str| fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut all = Vec::new();
    for (set, path) in [
        ("news", "it/qa/pairs/affairs.tsv"),
        ("news", "it/qa/pairs/economy.tsv"),
        ("news", "it/qa/pairs/society.tsv"),
        ("news", "it/qa/pairs/state.tsv"),
        ("numbers", "data/numbers/pairs.tsv"),
    ] {
        for line in read(path).lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [role, source, targets @ ..] = fields.as_slice() else { panic!("{path}: {line}") };
            assert_eq!(targets.len(), 3, "{path}: {line}");
            let role = if set == "numbers" { Role::Paragraph } else { super::role(role) };
            for (locale, target) in Locale::TARGETS.into_iter().zip(targets) {
                all.push(Human { set, role, locale, source: (*source).to_owned(), target: (*target).to_owned() });
            }
        }
    }
    let source = read("data/numbers/udhr/vi.txt");
    for locale in Locale::TARGETS {
        let target = read(&format!("data/numbers/udhr/{locale}.txt"));
        for (source, target) in source.lines().zip(target.lines()) {
            let (source, target) = (source.to_owned(), target.to_owned());
            all.push(Human { set: "udhr", role: Role::Paragraph, locale, source, target });
        }
    }
    all
}

#[test]
fn people_make_no_errors_and_few_warnings() {
    let desk = Desk::new();
    let all = humans();
    let news = all.iter().filter(|human| human.set == "news").count();
    assert!(news >= 300, "{news} pairs");
    let mut counts: BTreeMap<(&str, Locale, Severity), BTreeMap<String, usize>> = BTreeMap::new();
    let mut totals: BTreeMap<(&str, Locale), usize> = BTreeMap::new();
    let mut shown = String::new();
    for human in &all {
        *totals.entry((human.set, human.locale)).or_default() += 1;
        for finding in desk.check(&human.source, &human.target, human.locale, human.role) {
            *counts
                .entry((human.set, human.locale, finding.severity))
                .or_default()
                .entry(finding.code.clone())
                .or_default() += 1;
            let _ = writeln!(
                shown,
                "{} {} {:?} {} {:?}\n  {}\n  {}",
                human.set, human.locale, finding.severity, finding.code, finding.facts, human.source, human.target
            );
        }
    }
    let mut table = String::new();
    for ((set, locale), total) in &totals {
        let _ = writeln!(table, "{set} {locale}: {total} segments");
        for severity in [Severity::Error, Severity::Warning, Severity::Info] {
            let found = counts.get(&(*set, *locale, severity)).cloned().unwrap_or_default();
            let sum: usize = found.values().sum();
            let _ = writeln!(table, "  {severity:?}: {sum}, {} in 1000; {found:?}", sum * 1000 / total);
        }
    }
    if std::env::var_os("ANBAN_SHOW").is_some() {
        println!("{shown}");
    }
    insta::assert_snapshot!(table);
    let errors: usize = counts
        .iter()
        .filter(|((set, _, severity), _)| *set != "numbers" && *severity == Severity::Error)
        .flat_map(|(_, found)| found.values())
        .sum();
    assert_eq!(errors, 0, "{shown}");
}
