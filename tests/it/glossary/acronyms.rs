//! Acronyms that an article defines, and their expansion.

use anban::{
    article,
    glossary::acronym::{Definitions, expand, is_vietnamese_only},
};
use proptest::prelude::*;

use super::{super::cases, desk};

fn defined(text: &str) -> Vec<(String, String, bool)> {
    let all = Definitions::read(std::iter::once(text), &desk());
    all.iter().map(|one| (one.acronym.clone(), one.full.clone(), one.kept)).collect()
}

#[test]
fn definitions_are_read_where_the_letters_fit() {
    // Sentences after samples/bac-giang-2016.txt and domain facts §4.4, §4.6.
    let mut count = 0;
    for (text, acronym, full, kept) in [
        ("chi phí cho doanh nghiệp (DN); Tập trung", "DN", "doanh nghiệp", false),
        ("tại Hội nghị Ngoại vụ (HNNV) toàn quốc", "HNNV", "Hội nghị Ngoại vụ", false),
        ("Trụ sở ICC (Trung tâm Hội nghị quốc tế) ở", "ICC", "Trung tâm Hội nghị quốc tế", true),
        (
            "cải thiện chỉ số năng lực cạnh tranh cấp tỉnh (PCI) và",
            "PCI",
            "chỉ số năng lực cạnh tranh cấp tỉnh",
            true,
        ),
        ("thu hút đầu tư trực tiếp nước ngoài (FDI)", "FDI", "đầu tư trực tiếp nước ngoài", true),
        ("Hội đồng nhân dân (HDND)", "HDND", "Hội đồng nhân dân", false),
        ("Ủy ban nhân dân (UBND) tỉnh", "UBND", "Ủy ban nhân dân", false),
        ("công nghiệp hóa, hiện đại hóa (CNH-HĐH)", "CNH-HĐH", "công nghiệp hóa, hiện đại hóa", false),
        ("Sở Kế hoạch và Đầu tư (KHĐT)", "KHĐT", "Kế hoạch và Đầu tư", false),
        ("doanh nghiệp (sau đây gọi tắt là DN)", "DN", "doanh nghiệp", false),
        ("BQL (Ban quản lý) các khu", "BQL", "Ban quản lý", false),
        ("doanh nghiệp (\u{F0000}DN\u{F0001})", "DN", "doanh nghiệp", false),
    ] {
        count += 1;
        assert_eq!(defined(text), [(acronym.to_owned(), full.to_owned(), kept)], "{text}");
    }
    cases::note("glossary", "acronyms defined in an article", count, count, "");
}

#[test]
fn other_parentheses_define_nothing() {
    let mut count = 0;
    for text in [
        "các nguồn vốn (FDI, ODA) và hoạt động",
        "Bộ Chính trị (khóa XI)",
        "Đài Loan (Trung Quốc)",
        "FDI (12 dự án)",
        "hôm qua (ABC)",
        "hành chính công cấp tỉnh (PAPI)",
        "tăng mạnh (10%)",
        "()",
        "(DN)",
        "(DN",
        "((DN))",
    ] {
        count += 1;
        assert_eq!(defined(text), [], "{text}");
    }
    cases::note("glossary", "parentheses that define nothing", count, count, "");
}

#[test]
fn vietnamese_acronyms_are_written_out() {
    let glossary = desk();
    let article = "giảm chi phí cho doanh nghiệp (DN); Hội nghị Ngoại vụ (HNNV); Ban quản lý (BQL); ICC (Trung tâm Hội nghị quốc tế)";
    let definitions = Definitions::read(std::iter::once(article), &glossary);
    let mut count = 0;
    for (text, expected) in [
        ("Hỗ trợ các DN mở rộng", "Hỗ trợ các doanh nghiệp mở rộng"),
        ("DN mở rộng. DN mới", "Doanh nghiệp mở rộng. Doanh nghiệp mới"),
        ("chi phí cho doanh nghiệp (DN); Tập trung", "chi phí cho doanh nghiệp; Tập trung"),
        ("Hội nghị Ngoại vụ (HNNV) 18", "Hội nghị Ngoại vụ 18"),
        ("HNNV (Hội nghị Ngoại vụ) 18", "Hội nghị Ngoại vụ 18"),
        ("của BQL và UBND tỉnh", "của Ban quản lý và Ủy ban nhân dân tỉnh"),
        ("phát triển KT-XH của tỉnh", "phát triển kinh tế - xã hội của tỉnh"),
        ("theo NQ mới", "theo nghị quyết mới"),
        ("Nghị quyết số 22-NQ/TW của", "Nghị quyết số 22-NQ/TW của"),
        ("Quyết định 1043/QĐ-TTg.", "Quyết định 1043/QĐ-TTg."),
        ("Nghị định 30/2020/NĐ-CP", "Nghị định 30/2020/NĐ-CP"),
        ("dự án FDI, PCI và ICC", "dự án FDI, PCI và ICC"),
        ("TP Hồ Chí Minh", "TP Hồ Chí Minh"),
        ("ADN và DNA", "ADN và DNA"),
        ("các D\u{F0000}N\u{F0001} lớn", "các doanh nghiệp\u{F0000}\u{F0001} lớn"),
        ("doanh nghiệp (\u{F0000}DN\u{F0001}) lớn", "doanh nghiệp\u{F0000}\u{F0001} lớn"),
    ] {
        count += 1;
        assert_eq!(expand(text, &definitions, &glossary).text, expected, "{text}");
    }
    cases::note("glossary", "Vietnamese acronyms written out", count, count, "");
}

#[test]
fn the_sample_article_keeps_no_vietnamese_acronym() {
    let glossary = desk();
    let article = include_str!("../../../samples/bac-giang-2016.txt");
    let definitions = Definitions::read(article.lines(), &glossary);
    let read: Vec<_> = definitions.iter().map(|one| (one.acronym.as_str(), one.full.as_str(), one.kept)).collect();
    let expected = [
        ("DN", "doanh nghiệp", false),
        ("PCI", "chỉ số năng lực cạnh tranh cấp tỉnh", true),
        ("ICC", "Trung tâm Hội nghị quốc tế", true),
        ("HNNV", "Hội nghị Ngoại vụ", false),
    ];
    assert_eq!(read, expected);
    let expanded: Vec<String> = article.lines().map(|line| expand(line, &definitions, &glossary).text).collect();
    let text = expanded.join("\n");
    assert_eq!(text.split(|c: char| !c.is_alphanumeric()).filter(|word| *word == "DN").count(), 0);
    assert!(text.contains("doanh nghiệp; Tập trung") && text.contains("Hỗ trợ các doanh nghiệp mở rộng"));
    assert!(text.contains("22-NQ/TW") && text.contains("(FDI, ODA)"));
}

#[test]
fn the_list_holds_what_no_foreign_reader_knows() {
    for acronym in ["DN", "UBND", "HĐND", "KT-XH", "HNNV", "TNHH"] {
        assert!(is_vietnamese_only(acronym), "{acronym}");
    }
    for acronym in ["FDI", "TP", "CT", "EU", "dn", ""] {
        assert!(!is_vietnamese_only(acronym), "{acronym}");
    }
}

proptest! {
    #[test]
    fn expansion_keeps_the_codes_and_its_own_account(text in "(DN|doanh nghiệp|[ ().,-]|\u{F0000}|\u{F0001}|FDI|22-NQ/TW|\\PC){0,30}") {
        let glossary = desk();
        let definitions = Definitions::read(std::iter::once(text.as_str()), &glossary);
        let expanded = expand(&text, &definitions, &glossary);
        let codes = |text: &str| text.chars().filter(|c| article::is_code(*c)).collect::<String>();
        prop_assert_eq!(codes(&text), codes(&expanded.text));
        let mut rebuilt = text.clone();
        for edit in expanded.edits.iter().rev() {
            rebuilt.replace_range(edit.from.start..edit.from.end, edit.to.of(&expanded.text));
        }
        prop_assert_eq!(rebuilt, expanded.text);
    }
}
