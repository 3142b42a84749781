//! Whether a translation keeps to the glossary.

use anban::locale::{Locale, Messages};

use super::{super::cases, desk};

fn codes(source: &str, target: &str, locale: Locale) -> String {
    let glossary = desk();
    let findings = glossary.check(source, &glossary.find(source), target, locale);
    findings.into_iter().map(|finding| finding.code).collect::<Vec<_>>().join(" ")
}

#[test]
fn renderings_are_recognised_as_they_are_written() {
    // Issue 3, "Particles and agreement"; domain facts §4.1 to §4.7, §8.
    let mut count = 0;
    for (source, locale, target) in [
        ("FDI", Locale::Ko, "FDI를 유치했다"),
        ("FDI", Locale::Ja, "FDIは増えた"),
        ("FDI", Locale::Ja, "ＦＤＩは増えた"),
        ("FDI", Locale::Ja, "海外直接投資（FDI）"),
        ("FDI", Locale::Ko, "외국인 직접투자가 늘었다"),
        ("FDI", Locale::Ko, "외국인직접투자(FDI)를"),
        ("FDI", Locale::Ko, "외국인 직접 투자"),
        ("FDI", Locale::En, "Foreign direct investment (FDI) rose"),
        ("FDI", Locale::En, "FOREIGN DIRECT INVESTMENT"),
        ("FTA", Locale::En, "new free trade agreements"),
        ("FTA", Locale::En, "new FTAs"),
        ("doanh nghiệp", Locale::En, "the enterprises' costs"),
        ("doanh nghiệp", Locale::En, "the enterprise’s costs"),
        ("doanh nghiệp", Locale::En, "Businesses say"),
        ("doanh nghiệp", Locale::Ko, "기업들은 밝혔다"),
        ("doanh nghiệp", Locale::Ko, "중소기업을 지원한다"),
        ("doanh nghiệp", Locale::Ja, "中小企業の"),
        ("Hiệp định EVFTA", Locale::En, "the EU-Vietnam Free Trade Agreement"),
        ("Hiệp định EVFTA", Locale::En, "the EU–Vietnam free trade agreement"),
        ("Hiệp định EVFTA", Locale::Ko, "EU–베트남 자유무역협정"),
        ("kinh tế - xã hội", Locale::En, "socio–economic development"),
        ("kinh tế - xã hội", Locale::En, "Socioeconomic development"),
        ("kinh tế - xã hội", Locale::Ja, "経済･社会の発展"),
        ("Thái Lan", Locale::Ja, "タイと韓国"),
        ("thăm Mỹ", Locale::En, "a visit to the US"),
        ("thăm Mỹ", Locale::En, "US exports"),
        ("tỉnh Bắc Giang", Locale::Ko, "박장성은"),
        ("tỉnh Bắc Giang", Locale::En, "Bac Giang Province"),
        ("nghị quyết", Locale::Ko, "결의를 채택했다"),
        ("Sở Ngoại vụ, Bộ Ngoại giao", Locale::Ja, "外務局とベトナム外務省"),
        ("Sở Ngoại vụ, Bộ Ngoại giao", Locale::Ko, "외무국과 베트남 외교부"),
        ("Sở Ngoại vụ và Sở Ngoại vụ", Locale::En, "the Department of External Relations and it"),
        ("Nghị quyết số 22-NQ/TW", Locale::En, "Resolution No. 22-NQ/TW"),
        ("kinh tế", Locale::En, "a proposed term binds nobody"),
        ("PCI \u{F0000}và\u{F0001} FDI", Locale::En, "P\u{F0000}CI and\u{F0001} FDI"),
    ] {
        count += 1;
        assert_eq!(codes(source, target, locale), "", "{source} → {target}");
    }
    cases::note("glossary", "term-missing: renderings recognised", count, count, "");
}

#[test]
fn wrong_and_missing_renderings_are_reported() {
    let mut count = 0;
    for (source, locale, target, expected) in [
        ("FDI", Locale::En, "the FDIC said", "term-missing"),
        ("FDI", Locale::Ja, "FDICは", "term-missing"),
        ("FDI", Locale::En, "foreign investment", "term-missing"),
        ("PCI", Locale::En, "the Provincial Competitive Index (PCI)", "term-forbidden"),
        ("PCI", Locale::En, "provincial competition index", "term-missing term-forbidden"),
        ("thăm Mỹ", Locale::En, "a visit to us", "term-missing"),
        ("Thái Lan", Locale::Ja, "タイヤを", "term-missing"),
        ("nghị quyết", Locale::Ko, "문제 해결의 길", "term-missing"),
        ("nghị quyết", Locale::Ko, "의결을 거쳐", "term-missing term-forbidden"),
        ("nghị quyết", Locale::Ja, "議決と決議", "term-forbidden"),
        ("nghị quyết", Locale::En, "the resolution, a decision", "term-forbidden"),
        ("Sở Ngoại vụ", Locale::Ja, "バクザン外務省", "term-missing term-forbidden"),
        ("Bộ Ngoại giao", Locale::En, "the Ministry of Diplomacy", "term-missing term-forbidden"),
        ("tỉnh Bắc Giang", Locale::Ja, "バクザン州", "term-missing term-forbidden"),
        ("tỉnh Bắc Giang", Locale::Ja, "バクザン省と欧州", ""),
        ("tỉnh Bắc Giang", Locale::Ko, "성장이 빠르다", "term-missing"),
        ("tỉnh Bắc Giang", Locale::En, "the state of Bac Giang", "term-missing term-forbidden"),
        ("các DN", Locale::Ja, "企業（DN）は", "acronym-left-in"),
        ("các DN", Locale::Ko, "기업(DN)은", "acronym-left-in"),
        ("của UBND tỉnh", Locale::En, "the province's UBND", "acronym-left-in"),
        ("KT-XH", Locale::En, "KT-XH development", "acronym-left-in"),
        ("ở TP Hà Nội", Locale::En, "in TP Hanoi", "acronym-left-in"),
        ("ở Hartford", Locale::En, "in Hartford, CT", ""),
        ("Quyết định 1043/QĐ-TTg", Locale::En, "Decision 1043/QĐ-TTg", ""),
        ("FDI và ODA", Locale::Ko, "", "term-missing term-missing"),
    ] {
        count += 1;
        assert_eq!(codes(source, target, locale), expected, "{source} → {target}");
    }
    cases::note("glossary", "term-missing, term-forbidden", count, count, "");
}

#[test]
fn findings_point_at_both_texts_and_speak_four_languages() {
    let glossary = desk();
    let (source, target) = ("cải thiện PCI của tỉnh", "improve the province's Provincial Competitive Index");
    let findings = glossary.check(source, &glossary.find(source), target, Locale::En);
    let forbidden = findings.iter().find(|finding| finding.code == "term-forbidden").expect("reported");
    assert_eq!(forbidden.source.expect("a source span").of(source), "PCI");
    assert_eq!(forbidden.target.expect("a target span").of(target), "Provincial Competitive Index");
    assert_eq!(forbidden.fix.as_ref().expect("a fix").replacement, "Provincial Competitiveness Index");
    let said: Vec<_> = Locale::ALL.map(|locale| forbidden.message(&Messages::new(locale))).into();
    insta::assert_snapshot!(said.join("\n"), @r#"
    “Provincial Competitive Index” là cách dịch không được dùng cho “PCI”: dùng “Provincial Competitiveness Index”
    “Provincial Competitive Index” is a forbidden rendering of “PCI”: use “Provincial Competitiveness Index”
    「Provincial Competitive Index」は「PCI」の訳語として使用できません。「Provincial Competitiveness Index」を使用してください
    ‘Provincial Competitive Index’은(는) ‘PCI’의 번역으로 쓸 수 없습니다. ‘Provincial Competitiveness Index’(으)로 쓰십시오
    "#);
}

#[test]
fn long_hostile_translations_are_checked_in_bounded_time() {
    let glossary = desk();
    let source = "Sở Ngoại vụ FDI PCI tỉnh";
    for unit in ["외", "외국인직접투", "EU ", "((", "foreign direct ", "\u{F0000}", "12-", "e\u{301}"] {
        for locale in Locale::TARGETS {
            let target = unit.repeat(10_000);
            let _ = glossary.check(source, &glossary.find(source), &target, locale);
        }
    }
}
