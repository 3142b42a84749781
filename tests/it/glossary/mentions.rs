//! First mention within one edition.

use anban::{
    glossary::mention::{Piece, first_mentions},
    locale::Locale,
};

use proptest::prelude::*;

use super::{super::cases, desk};

/// Runs the texts as one edition; a leading `#` marks a headline, which does not count.
fn edition(texts: &[&str], locale: Locale) -> Vec<String> {
    let glossary = desk();
    let terms: Vec<usize> = (0..glossary.terms().len()).collect();
    let mut pieces: Vec<Piece> = texts
        .iter()
        .map(|text| Piece {
            text: text.trim_start_matches('#').to_owned(),
            counts: !text.starts_with('#'),
            terms: terms.clone(),
        })
        .collect();
    first_mentions(&mut pieces, &glossary, locale);
    pieces.into_iter().map(|piece| piece.text).collect()
}

#[test]
fn the_full_form_stands_once_and_the_acronym_afterwards() {
    // Domain facts §4.6(a), (b), (e), (f); issue 3, "Acronyms and first mention".
    let mut count = 0;
    for (locale, before, after) in [
        (
            Locale::En,
            &["#PCI rises", "PCI rose.", "The Provincial Competitiveness Index fell; PCI again."][..],
            &["PCI rises", "Provincial Competitiveness Index (PCI) rose.", "The PCI fell; PCI again."][..],
        ),
        (
            Locale::En,
            &["an FDI project", "foreign direct investment (FDI) grew", "a foreign direct investment project"],
            &["a foreign direct investment (FDI) project", "FDI grew", "an FDI project"],
        ),
        (
            Locale::En,
            &["capital sources (FDI, ODA)", "FDI and ODA"],
            &[
                "capital sources (foreign direct investment [FDI], official development assistance [ODA])",
                "FDI and ODA",
            ],
        ),
        (
            Locale::En,
            &["FDI rose. FDI fell.", "ASEAN and the ASEAN Community"],
            &["Foreign direct investment (FDI) rose. FDI fell.", "ASEAN and the ASEAN Community"],
        ),
        (
            Locale::En,
            &[
                "new free trade agreements",
                "free trade agreements and an FTA",
                "the EU–Vietnam Free Trade Agreement (EVFTA)",
            ],
            &["new free trade agreements (FTAs)", "FTAs and an FTA", "the EU–Vietnam Free Trade Agreement (EVFTA)"],
        ),
        (
            Locale::En,
            &[
                "the Provincial Competitive Index (PCI) rose",
                "PCI fell",
                "the provincial competitiveness index's rise",
            ],
            &["the Provincial Competitive Index (PCI) rose", "PCI fell", "the PCI's rise"],
        ),
        (
            Locale::Ko,
            &["FDI를 유치", "외국인직접투자가 늘었다", "PCI는 올랐고 지방경쟁력지수를 높인다"],
            &["외국인직접투자(FDI)를 유치", "FDI가 늘었다", "지방경쟁력지수(PCI)는 올랐고 PCI를 높인다"],
        ),
        (
            Locale::Ko,
            &["FTA는 중요하다", "자유무역협정은 중요하다"],
            &["자유무역협정(FTA)은 중요하다", "FTA는 중요하다"],
        ),
        (
            Locale::Ja,
            &["FDIは増えた。", "海外直接投資（FDI）は", "ASEANとASEAN共同体"],
            &["海外直接投資（FDI）は増えた。", "FDIは", "東南アジア諸国連合（ASEAN）とASEAN共同体"],
        ),
        (Locale::Ja, &["資金（FDI、ODA）"], &["資金（海外直接投資［FDI］、政府開発援助［ODA］）"]),
        (Locale::En, &["the FDIC", "P\u{F0000}CI"], &["the FDIC", "P\u{F0000}CI"]),
    ] {
        count += 1;
        assert_eq!(edition(before, locale), after, "{locale}: {before:?}");
    }
    cases::note("glossary", "first mention", count, count, "");
}

#[test]
fn a_second_run_changes_nothing() {
    for (locale, texts) in [
        (Locale::En, ["an FDI project (ODA)", "PCI and FTAs"]),
        (Locale::Ko, ["FDI를 (FDI, ODA)", "PCI는 FTA와"]),
        (Locale::Ja, ["FDIは（FDI、ODA）", "PCIとFTA"]),
    ] {
        let once = edition(&texts, locale);
        let twice = edition(&once.iter().map(String::as_str).collect::<Vec<_>>(), locale);
        assert_eq!(once, twice, "{locale}");
    }
}

proptest! {
    #[test]
    fn whatever_a_backend_wrote_keeps_its_codes(
        texts in prop::collection::vec("(FDI|FTAs?|ODA|PCI|an? |외국인직접투자|자유무역협정|海外直接投資|free trade agreement|를|は|[ ()（）,.-]|\u{F0000}|\\PC){0,20}", 1..4),
        counts in any::<bool>(),
    ) {
        let glossary = desk();
        let codes = |text: &str| text.chars().filter(|c| anban::article::is_code(*c)).count();
        for locale in Locale::TARGETS {
            let piece = |text: &String| Piece { text: text.clone(), counts, terms: (0..glossary.terms().len()).collect() };
            let mut pieces: Vec<Piece> = texts.iter().map(piece).collect();
            first_mentions(&mut pieces, &glossary, locale);
            for (piece, text) in pieces.iter().zip(&texts) {
                prop_assert!(counts || piece.text == *text);
                prop_assert_eq!(codes(&piece.text), codes(text));
            }
        }
    }
}
