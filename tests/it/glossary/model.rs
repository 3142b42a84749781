//! The whole of a term: word class, definition, dates, what is kept verbatim, what is no longer liked.

use anban::{
    glossary::{Glossary, PartOfSpeech, Status},
    locale::Locale,
};

fn parse(toml: &str) -> Glossary {
    let files = [("own.toml".to_owned(), toml.to_owned())];
    Glossary::parse(&files).unwrap_or_else(|errors| panic!("{}", errors.first().expect("an error")))
}

fn errors(toml: &str) -> Vec<String> {
    let files = [("own.toml".to_owned(), toml.to_owned())];
    Glossary::parse(&files).expect_err("refused").iter().map(ToString::to_string).collect()
}

fn codes(glossary: &Glossary, source: &str, target: &str, locale: Locale) -> Vec<String> {
    let findings = glossary.check(source, &glossary.find(source), target, locale);
    findings.into_iter().map(|finding| finding.code).collect()
}

const MERGED: &str = r#"
[[term]]
id = "ministry-of-planning"
vi = ["Bộ Kế hoạch và Đầu tư"]
pos = "proper-noun"
status = "admitted"
valid-until = 2025-02-28
definition = "The ministry that was merged into the Ministry of Finance on 1 March 2025."
[term.en]
use = "Ministry of Planning and Investment"

[[term]]
id = "ministry-of-finance"
vi = ["Bộ Tài chính"]
valid-from = "2025-03-01"
[term.en]
use = "Ministry of Finance"
"#;

#[test]
fn every_key_is_read() {
    let glossary = parse(MERGED);
    let term = &glossary.terms()[0];
    assert_eq!((term.part_of_speech, term.status), (Some(PartOfSpeech::ProperNoun), Status::Admitted));
    assert!(term.definition.as_deref().expect("a definition").starts_with("The ministry"));
    let until = term.valid_until.as_ref().expect("a day");
    assert_eq!((until.date.to_string().as_str(), until.place.position.line), ("2025-02-28", 7));
}

#[test]
fn a_term_outside_its_dates_is_neither_sought_nor_demanded() {
    let source = "Bộ Kế hoạch và Đầu tư và Bộ Tài chính";
    for (day, found) in [
        ("2025-02-28", vec!["ministry-of-planning"]),
        ("2025-03-01", vec!["ministry-of-finance"]),
        ("2016-08-28", vec!["ministry-of-planning"]),
    ] {
        let glossary = parse(MERGED).on(day.parse().expect("a day"));
        let ids: Vec<String> = super::found(&glossary, source).into_iter().map(|(id, _)| id).collect();
        assert_eq!(ids, found, "{day}");
        assert_eq!(codes(&glossary, source, "nothing", Locale::En), ["term-missing"], "{day}");
    }
    // Another day brings a term back.
    let back = parse(MERGED).on("2030-01-01".parse().expect("a day")).on("2020-01-01".parse().expect("a day"));
    assert_eq!(super::found(&back, source)[0].0, "ministry-of-planning");
}

#[test]
fn days_are_days() {
    let one = |line: &str| errors(&format!("[[term]]\nid = \"a\"\nvi = [\"b\"]\n{line}\n"));
    for line in [
        "valid-from = 2025-13-01",
        "valid-from = \"2025-2-1\"",
        "valid-from = 2025",
        "valid-from = 2025-01-01T00:00:00Z",
    ] {
        let said = one(line);
        assert!(said[0].starts_with("own.toml:4:"), "{line}: {said:?}");
    }
    assert_eq!(one("do-not-translate = \"yes\""), ["own.toml:4:20: `do-not-translate` must be true or false"]);
}

const KEPT: &str = r#"
[[term]]
id = "vinfast"
vi = ["VinFast"]
do-not-translate = true
[term.ja]
forbid = ["ビンファスト"]
"#;

#[test]
fn what_is_not_translated_stands_letter_for_letter() {
    let glossary = parse(KEPT);
    let source = "Xe của VinFast bán chạy.";
    for (target, locale, expected) in [
        ("VinFast cars sell well.", Locale::En, vec![]),
        ("VinFast-made cars sell well.", Locale::En, vec![]),
        ("Vinfast cars sell well.", Locale::En, vec!["term-not-verbatim"]),
        ("VinFasts sell well.", Locale::En, vec!["term-not-verbatim"]),
        ("VinFastの車はよく売れる。", Locale::Ja, vec![]),
        ("ビンファストの車はよく売れる。", Locale::Ja, vec!["term-not-verbatim", "term-forbidden"]),
        ("VinFast의 차는 잘 팔린다.", Locale::Ko, vec![]),
        ("빈패스트의 차는 잘 팔린다.", Locale::Ko, vec!["term-not-verbatim"]),
    ] {
        assert_eq!(codes(&glossary, source, target, locale), expected, "{target}");
    }
    let uses = glossary.find(source);
    assert_eq!(glossary.hints(&uses, Locale::Ja)[0].rendering, "VinFast");
    assert_eq!(glossary.lint(), []);
}

#[test]
fn what_is_not_translated_has_no_renderings() {
    let said = errors("[[term]]\nid = \"a\"\nvi = [\"b\"]\ndo-not-translate = true\n[term.en]\nuse = \"c\"\n");
    assert_eq!(said, ["own.toml:6:1: a term with do-not-translate has no `use`: only forbid and note"]);
}

#[test]
fn deprecated_renderings_count_and_are_reported() {
    let glossary = parse(
        "[[term]]\nid = \"a\"\nvi = [\"hội nhập quốc tế\"]\n[term.en]\nuse = \"international integration\"\n\
         also = [\"global integration\"]\ndeprecated = [\"integration into the world\"]\n",
    );
    let source = "Chiến lược hội nhập quốc tế.";
    assert_eq!(
        codes(&glossary, source, "A strategy of integration into the world.", Locale::En),
        ["term-deprecated"]
    );
    assert_eq!(codes(&glossary, source, "A strategy of global integration.", Locale::En), Vec::<String>::new());
    assert_eq!(codes(&glossary, source, "A strategy.", Locale::En), ["term-missing"]);
    let uses = glossary.find(source);
    let finding = &glossary.check(source, &uses, "Integration into the world.", Locale::En)[0];
    assert_eq!(finding.fix.as_ref().expect("a fix").replacement, "international integration");
}

/// Rows of memories written before the model grew must stay fresh: this is SHA-256 over tags, lengths and values
/// as the first version fed them, computed apart from this program.
#[test]
fn fingerprints_of_old_entries_are_what_they_were() {
    let glossary = parse(
        "[[term]]\nid = \"fdi\"\nvi = [\"FDI\"]\nacronym = \"FDI\"\nclass = \"international\"\n[term.en]\n\
         use = \"foreign direct investment\"\nalso = [\"FDI\"]\nforbid = [\"x\"]\n",
    );
    let uses = glossary.find("vốn FDI");
    assert_eq!(
        glossary.fingerprint(&uses, Locale::En),
        "c28fd8a3b5ffed882b8711f65b3a2bd472a022fc8505112133f80b7091f5446f"
    );
}

#[test]
fn new_keys_change_fingerprints_only_where_a_translation_depends_on_them() {
    let print = |more: &str, renderings: &str| {
        let glossary = parse(&format!(
            "[[term]]\nid = \"a\"\nvi = [\"hội nhập\"]\n{more}\n[term.en]\nuse = \"integration\"\n{renderings}\n"
        ));
        glossary.fingerprint(&glossary.find("hội nhập"), Locale::En)
    };
    let plain = print("", "");
    assert_eq!(print("pos = \"noun\"\ndefinition = \"x\"\nvalid-from = 2000-01-01", ""), plain);
    assert_ne!(print("", "deprecated = [\"inclusion\"]"), plain);
}
