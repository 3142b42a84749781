//! Every code has a manual with the same headings, and a sentence in every language.

use anban::{
    check::{MANUAL, manuals},
    diagnostic::{Finding, Severity},
    locale::{Locale, Messages},
};

use super::small;

#[test]
fn every_manual_has_its_headings() {
    for manual in manuals() {
        for heading in ["What it finds: ", "Why: ", "Example: ", "How to fix: "] {
            let has = manual.doc.lines().any(|line| line.trim_start().starts_with(heading));
            assert!(has, "{} has no {heading:?}", manual.code);
        }
    }
}

#[test]
fn every_code_of_the_check_has_a_sentence_in_every_language() {
    for &(code, severity, _) in MANUAL {
        let mut finding = Finding::new(code, severity);
        for fact in ["text", "why", "role", "code", "reason", "until", "file", "count", "href"] {
            finding = finding.fact(fact, "⟨fact⟩");
        }
        for locale in Locale::ALL {
            let said = finding.message(&Messages::new(locale));
            assert!(!said.contains("finding-") && !said.contains('$') && !said.contains('{'), "{locale}: {said}");
        }
    }
    let english = Messages::new(Locale::En);
    for locale in [Locale::Vi, Locale::Ja, Locale::Ko] {
        let own = Messages::new(locale);
        for id in ["report-title", "report-clean", "report-other", "report-rules", "label-source-sentence"] {
            assert_ne!(own.say(id), english.say(id), "{locale} {id}");
        }
    }
    assert!(MANUAL.iter().any(|(_, severity, _)| *severity == Severity::Info));
}

#[test]
fn any_rule_is_explained_and_all_are_listed() {
    let desk = small();
    let list = String::from_utf8(desk.run(&["check", "--list-rules"]).stdout).expect("UTF-8");
    for manual in manuals() {
        assert!(list.lines().any(|line| line.starts_with(&format!("{} ", manual.code))), "{}", manual.code);
        let output = desk.run(&["check", "--explain", manual.code]);
        assert_eq!(output.status.code(), Some(0));
        assert!(String::from_utf8(output.stdout).expect("UTF-8").contains(manual.doc));
    }
    let output = desk.run(&["check", "--explain", "no-such-rule"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--list-rules"));
}
