//! Every rule on a segment finds its fault at the right place, is silent on the right text, and its fix mends it.

use std::collections::BTreeSet;

use anban::{
    diagnostic::{Finding, Levels, Severity},
    locale::{Locale, Messages},
    qa::{RULES, Settings},
};

use super::{Desk, apply, unescaped};

struct Case {
    code: String,
    locale: Locale,
    role: String,
    source: String,
    good: String,
    bad: String,
    span: String,
}

fn cases() -> Vec<Case> {
    include_str!("cases.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let fields: Vec<String> = line.split('\t').map(unescaped).collect();
            let [code, locale, role, source, good, bad, span] = fields.try_into().expect("seven fields");
            let locale = locale.parse().expect("a language");
            Case { code, locale, role, source, good, bad, span }
        })
        .collect()
}

#[test]
fn every_rule_finds_its_fault_and_nothing_else() {
    let desk = Desk::new();
    let mut faults = Vec::new();
    for Case { code, locale, role, source, good, bad, span } in cases() {
        let about = format!("{code} {locale} {source:?}");
        for finding in desk.check(&source, &good, locale, super::role(&role)) {
            faults.push(format!("{about}: the good one has {} {:?}", finding.code, finding.facts));
        }
        let findings = desk.check(&source, &bad, locale, super::role(&role));
        let own: Vec<&Finding> = findings.iter().filter(|finding| finding.code == code).collect();
        let place = |finding: &Finding| match (finding.target, finding.source) {
            (Some(target), _) => target.of(&bad).to_owned(),
            (None, Some(at)) => format!("§{}", at.of(&source)),
            (None, None) => String::new(),
        };
        if !own.iter().any(|finding| place(finding) == span) {
            let codes: Vec<(&str, String)> =
                findings.iter().map(|found| (found.code.as_str(), place(found))).collect();
            faults.push(format!("{about}: not found at {span:?}, but {codes:?}"));
        }
        if own.iter().any(|finding| finding.fix.is_some()) {
            let mended = apply(&bad, own.iter().filter_map(|finding| finding.fix.as_ref()));
            let again = desk.check(&source, &mended, locale, super::role(&role));
            if again.iter().any(|finding| finding.code == code) {
                faults.push(format!("{about}: {mended:?} still has it"));
            }
        }
    }
    assert!(faults.is_empty(), "{}\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_rule_has_a_case() {
    let tested: BTreeSet<String> = cases().into_iter().map(|case| case.code).collect();
    // Markup needs inline codes; see markup.rs.
    let elsewhere = ["codes-changed", "markup-empty", "markup-space"];
    for rule in RULES.iter().filter(|rule| !elsewhere.contains(&rule.code)) {
        assert!(tested.contains(rule.code), "{} has no case", rule.code);
    }
}

#[test]
fn every_finding_says_its_sentence_in_every_language() {
    let desk = Desk::new();
    let messages: Vec<Messages> = Locale::ALL.into_iter().map(Messages::new).collect();
    for case in cases() {
        for finding in desk.check(&case.source, &case.bad, case.locale, super::role(&case.role)) {
            for messages in &messages {
                let sentence = finding.message(messages);
                let whole = !sentence.contains("{$") && !sentence.contains(&format!("finding-{}", finding.code));
                assert!(whole && sentence.len() > 8, "{} {}: {sentence}", messages.locale(), finding.code);
            }
        }
    }
}

#[test]
fn a_newsroom_chooses() {
    let mut desk = Desk::new();
    let (source, target) = ("Hai bên ký kết thỏa thuận.", "双方は合意書に調印しました。");
    assert_eq!(desk.codes(source, target, Locale::Ja), ["register"]);
    desk.style.ja.register = anban::qa::Register::Polite;
    assert!(desk.codes(source, target, Locale::Ja).is_empty());
    assert_eq!(desk.codes(source, "双方は合意書に調印した。", Locale::Ja), ["register"]);
    desk.style = Settings::default();
    desk.levels = Levels([("register".to_owned(), anban::diagnostic::Level::Off)].into());
    assert!(desk.codes(source, target, Locale::Ja).is_empty());
    desk.levels = Levels([("register".to_owned(), anban::diagnostic::Level::Error)].into());
    let findings = desk.check(source, target, Locale::Ja, super::role("paragraph"));
    assert!(findings.iter().all(|finding| finding.severity == Severity::Error));

    let mut desk = Desk::new();
    desk.style.en.spelling = anban::qa::Spelling::American;
    desk.style.en.percent = anban::qa::Percent::Word;
    desk.style.en.serial_comma = anban::qa::SerialComma::Always;
    desk.style.en.quotes = anban::qa::Quotes::Straight;
    let source = "Lao động, “thương mại” và du lịch tăng 5%.";
    let target = "Labour, “trade” and tourism, the labour sector, rose 5%.";
    let codes = desk.codes(source, target, Locale::En);
    assert_eq!(codes, ["quote-style", "quote-style", "serial-comma", "percent-style", "spelling-variant"]);
    desk.style.en.headline_case = anban::qa::HeadlineCase::Title;
    let found = desk.check(
        "Nâng đối ngoại lên tầm cao mới",
        "External relations taken to new stage",
        Locale::En,
        super::role("headline"),
    );
    assert_eq!(found.iter().map(|finding| finding.code.as_str()).collect::<Vec<_>>(), ["headline-case"]);
    desk.style.ja.comma = anban::qa::JapaneseComma::FullWidth;
    desk.style.ja.space_beside_latin = true;
    desk.style.ja.full_width_letters = true;
    desk.style.ja.range = anban::qa::WaveDash::Any;
    assert_eq!(desk.codes("Có 200 dự án, tăng.", "事業は ２００件，増加した。", Locale::Ja), Vec::<String>::new());
}
