//! Planted faults are found, right translations are left in peace, and one edition keeps one form.

use anban::{
    diagnostic::Severity,
    locale::{Locale, Messages},
    names::{NameUse, Names, Settings},
};
use unicode_normalization::UnicodeNormalization;

use super::{super::cases, rows};

#[test]
fn every_planted_fault_is_found() {
    let names = Names::default();
    let mut faults = Vec::new();
    let mut count = 0;
    for row in rows(include_str!("../../data/names/faults.tsv")) {
        let [source, tag, target, code, at] = row[..] else { panic!("{row:?}") };
        count += 1;
        let locale: Locale = tag.parse().expect("a language");
        let findings = names.check(&names.find(source), target, locale);
        let found: Vec<_> =
            findings.iter().map(|one| (one.code.as_str(), one.target.map_or("", |span| span.of(target)))).collect();
        let held = found.iter().all(|one| *one == (code, at)) && !found.is_empty();
        if !held {
            faults.push(format!("{target}: {found:?}, not {code} at {at:?}"));
        }
    }
    cases::hold("names", "name-rendering", count, &faults);
    assert!(count >= 40, "{count} faults");
}

#[test]
fn right_translations_are_left_in_peace() {
    let names = Names::default();
    let (mut count, mut wrong) = (0, Vec::new());
    for row in rows(include_str!("../../data/names/right.tsv")) {
        count += 1;
        let [source, tag, target] = row[..] else { panic!("{row:?}") };
        let findings = names.check(&names.find(source), target, tag.parse().expect("a language"));
        wrong.extend(findings.iter().map(|finding| format!("{source} → {target}: {finding:?}")));
    }
    cases::hold("names", "no false alarm on right translations", count, &wrong);
}

#[test]
fn what_anban_writes_passes_its_own_check() {
    let names = Names::default();
    for line in include_str!("../../data/names/gold.txt").lines() {
        let uses = names.find(line);
        for locale in Locale::TARGETS {
            let preferred =
                |one: &NameUse| one.rendering(locale).map(|found| found.preferred.clone()).unwrap_or_default();
            let target = uses.iter().map(preferred).collect::<Vec<_>>().join("; ");
            let findings = names.check(&uses, &target, locale);
            assert!(findings.is_empty(), "{line} → {target}: {findings:?}");
        }
    }
}

#[test]
fn rules_only_warn_and_tables_are_sure() {
    let names = Names::default();
    for (source, locale, severity) in [
        ("xã Tân Mỹ", Locale::Ja, Severity::Warning),
        ("tỉnh Bắc Giang", Locale::Ja, Severity::Error),
        ("Việt Nam", Locale::En, Severity::Warning),
        ("Chủ tịch Hồ Chí Minh", Locale::Ja, Severity::Error),
        ("ông Trần Văn Bảy", Locale::Ja, Severity::Warning),
    ] {
        let findings = names.check(&names.find(source), "…", locale);
        let found: Vec<_> = findings.iter().map(|one| (one.code.as_str(), one.severity)).collect();
        assert_eq!(found, [("name-rendering", severity)], "{source}");
    }
}

#[test]
fn a_name_inside_a_longer_one_does_not_count() {
    let names = Names::default();
    let uses = names.find("ông Nguyễn Văn An đến An Giang và Hà Giang");
    let findings = names.check(&uses, "Nguyen Van An went to An Giang", Locale::En);
    let missing: Vec<_> = findings.iter().filter_map(|one| one.facts.get("name")).collect();
    assert_eq!(missing, ["Hà Giang"]);
}

#[test]
fn marks_are_dropped_by_a_fix_and_kept_where_the_newsroom_keeps_them() {
    let uses = Names::default().find("Thủ tướng Phạm Minh Chính thăm Hà Nội");
    let target = "PM Phạm Minh Chính visits Hà Nội";
    for target in [target.to_owned(), target.nfd().collect()] {
        let findings = Names::default().check(&uses, &target, Locale::En);
        let mut mended = target.clone();
        for fix in findings.iter().rev().filter_map(|one| one.fix.as_ref()) {
            assert!(fix.safe);
            mended.replace_range(std::ops::Range::from(fix.span), &fix.replacement);
        }
        assert_eq!(mended, "PM Pham Minh Chinh visits Hanoi");
    }
    let keeps = Names::new(&Settings { en_diacritics: true, ..Settings::default() });
    let uses = keeps.find("Thủ tướng Phạm Minh Chính thăm Hà Nội");
    assert_eq!(keeps.check(&uses, target, Locale::En), []);
}

#[test]
fn an_edition_keeps_one_form() {
    let names = Names::default();
    let sources = ["tỉnh Thanh Hóa", "Thanh Hóa", "tỉnh Thanh Hóa", "Quan hệ Việt Nam", "người Việt Nam"];
    let targets = ["タインホア省", "タインホア", "タンホア省", "ベトナム関係", "日越"];
    let uses: Vec<_> = sources.iter().map(|source| names.find(source)).collect();
    let segments = uses.iter().map(Vec::as_slice).zip(targets);
    let findings = names.check_edition(segments, Locale::Ja);
    let found: Vec<_> =
        findings.iter().map(|(at, one)| (*at, one.facts["found"].as_str(), one.facts["first"].as_str())).collect();
    assert_eq!(found, [(2, "タンホア", "タインホア")]);
    assert_eq!(findings[0].1.code, "name-inconsistent");
}

#[test]
fn findings_speak_four_languages() {
    let names = Names::default();
    let uses = names.find("tỉnh Bắc Giang");
    let wrong = &names.check(&uses, "バクザン州", Locale::Ja)[0];
    let missing = &names.check(&uses, "何もない", Locale::Ja)[0];
    for locale in Locale::ALL {
        let messages = Messages::new(locale);
        let (wrong, missing) = (wrong.message(&messages), missing.message(&messages));
        assert!(wrong.contains("バクザン州") && wrong.contains("バクザン省"), "{wrong}");
        assert!(missing.contains("tỉnh Bắc Giang") && missing.contains("バクザン省"), "{missing}");
        assert_ne!(wrong, missing);
    }
}

#[test]
fn a_long_segment_is_checked_in_time() {
    let names = Names::default();
    let source: String =
        (0..4000).map(|at| format!("ông Nguyễn Văn {} và ", ["An", "Bình", "Công", "Dũng"][at % 4])).collect();
    let uses = names.find(&source);
    let start = std::time::Instant::now();
    let _ = names.check(&uses, &"グエン・ヴァン・アン、".repeat(4000), Locale::Ja);
    assert!(start.elapsed().as_secs() < 5);
}
