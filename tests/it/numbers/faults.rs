//! Planted faults, each found under its code.

use std::collections::BTreeMap;

use anban::{
    diagnostic::Severity,
    locale::{Locale, Messages},
    numbers::check,
};

use super::{super::cases, locale, rows};

#[test]
fn every_planted_fault_is_found() {
    let planted = rows("faults.tsv", 5);
    assert!(planted.len() >= 60);
    let mut missed: BTreeMap<&str, (usize, Vec<String>)> = BTreeMap::new();
    for row in &planted {
        let [section, tag, vi, target, code] = row.as_slice() else { unreachable!() };
        let findings = check(vi, target, locale(tag));
        let (count, missed) = missed.entry(code).or_default();
        *count += 1;
        if !findings.iter().any(|finding| finding.code == *code) {
            let got: Vec<_> = findings.iter().map(|f| (&f.code, &f.facts)).collect();
            missed.push(format!("{section} {tag} {vi:?} -> {target:?}: wanted {code}, got {got:?}"));
        }
    }
    for (code, (count, missed)) in missed {
        cases::hold("numbers", code, count, &missed);
    }
}

#[test]
fn a_finding_shows_both_values_in_plain_digits() {
    let source = "Tổng vốn đạt hơn 1,2 tỷ đồng.";
    let target = "총자본은 1억 2000만여 동이다.";
    let findings = check(source, target, Locale::Ko);
    let [finding] = findings.as_slice() else { panic!("{findings:?}") };
    assert_eq!((finding.code.as_str(), finding.severity), ("number-value", Severity::Error));
    assert_eq!(finding.facts["source-value"], "1 200 000 000 VND");
    assert_eq!(finding.facts["target-value"], "120 000 000 VND");
    assert_eq!(finding.source.expect("a source span").of(source), "hơn 1,2 tỷ đồng");
    assert_eq!(finding.target.expect("a target span").of(target), "1억 2000만여 동");
    for language in Locale::ALL {
        let message = finding.message(&Messages::new(language));
        assert!(message.contains("1 200 000 000 VND") && message.contains("120 000 000 VND"), "{message}");
    }
}
