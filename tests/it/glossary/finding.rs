//! Terms in Vietnamese text.

use anban::{article, glossary::Glossary, text::Canonical};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::{desk, found};

#[test]
fn terms_are_found_as_people_write_them() {
    let glossary = desk();
    // Source of the rules: domain facts §4.5, §4.6(d), §5.1 to §5.3; sentences after samples/bac-giang-2016.txt.
    for (text, expected) in [
        ("cải thiện chỉ số năng lực cạnh tranh cấp tỉnh (PCI)", "pci pci"),
        ("CHỈ SỐ NĂNG LỰC CẠNH TRANH CẤP TỈNH", "pci"),
        ("phát triển kinh tế - xã hội", "socio-economic"),
        ("phát triển kinh tế–xã hội", "socio-economic"),
        ("phát triển kinh tế- xã hội", "socio-economic"),
        ("kinh tế, xã hội", "economy"),
        ("kinh\u{A0}tế  \u{2013} xã hội", "socio-economic"),
        ("văn hóa và văn hoá", "culture culture"),
        ("kĩ thuật, kỹ thuật", "technology technology"),
        ("đảo Lý Sơn, không phải Lí Sơn", "ly-son"),
        ("FDIC và fdi", ""),
        ("200 dự án FDI từ 12 nước", "fdi"),
        ("FDI/ODA", "fdi oda"),
        ("Nghị quyết số 22-NQ/TW của Bộ Chính trị", "resolution"),
        ("các DN mở rộng", "enterprise"),
        ("doanh nghiệpmới", ""),
        ("Cộng đồng ASEAN, Hiệp định EVFTA", "asean-community evfta"),
        ("Singapore, Ấn Độ, Anh, Pháp, Mỹ, Samoa", "uk us"),
        ("Anh Tuấn nói với anh", ""),
        ("Ông Nguyễn Tuấn Anh cho biết", ""),
        ("Thủ tướng Anh thăm sân vận động Mỹ Đình", "uk"),
        ("Tổng thống Mỹ Donald Trump", "us"),
        ("chỉ số PC\u{F0000}I\u{F0001} tăng", "pci"),
        ("", ""),
        ("(((", ""),
    ] {
        let ids: Vec<_> = found(&glossary, text).into_iter().map(|(id, _)| id).collect();
        assert_eq!(ids.join(" "), expected, "{text}");
    }
}

#[test]
fn a_longer_form_that_fails_leaves_the_shorter_one() {
    let toml = r#"
[[term]]
id = "long"
vi = ["hội nhập Quốc"]
case = "sensitive"
[[term]]
id = "short"
vi = ["hội nhập"]
[[term]]
id = "inner"
vi = ["nhập quốc tế"]
"#;
    let glossary = Glossary::parse(&[("t.toml".into(), toml.into())]).expect("well formed");
    assert_eq!(found(&glossary, "hội nhập quốc tế"), [("short".into(), "hội nhập".into())]);
    assert_eq!(found(&glossary, "hội nhập Quốc tế"), [("long".into(), "hội nhập Quốc".into())]);
}

#[test]
fn the_span_covers_the_codes_inside_and_none_at_the_edges() {
    let text = "\u{F0000}chỉ số \u{F0001}năng lực\u{F0002} cạnh tranh cấp tỉnh\u{F0003} mới";
    let hits = found(&desk(), text);
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0].1, "chỉ số \u{F0001}năng lực\u{F0002} cạnh tranh cấp tỉnh");
}

#[test]
fn stand_ins_are_what_the_article_room_says_they_are() {
    let glossary = desk();
    for code in
        [0xE_FFFF, 0xF_0000, 0xF_8000, 0xF_FFFD, 0x10_0000].map(|code| char::from_u32(code).expect("a character"))
    {
        let inside = glossary.find(&format!("P{code}CI")).len() == 1;
        assert_eq!(inside, article::is_code(code), "U+{:X}", code as u32);
    }
}

#[test]
fn a_fingerprint_depends_on_the_terms_and_not_on_their_order() {
    let glossary = desk();
    let one = glossary.find("FDI và ODA");
    let other = glossary.find("ODA, FDI, FDI");
    let ja = anban::locale::Locale::Ja;
    assert_eq!(glossary.fingerprint(&one, ja), glossary.fingerprint(&other, ja));
    assert_ne!(glossary.fingerprint(&one, ja), glossary.fingerprint(&one, anban::locale::Locale::Ko));
    assert_ne!(glossary.fingerprint(&one, ja), glossary.fingerprint(&glossary.find("FDI"), ja));
    let changed = include_str!("../../data/glossary/desk.toml").replace("政府開発援助", "政府開発資金");
    let changed = Glossary::parse(&[("desk.toml".into(), changed)]).expect("well formed");
    assert_ne!(glossary.fingerprint(&one, ja), changed.fingerprint(&one, ja));
    assert_eq!(glossary.fingerprint(&glossary.find("FDI"), ja), changed.fingerprint(&changed.find("FDI"), ja));
}

#[test]
fn hints_say_each_term_once_and_keep_acronyms() {
    let glossary = desk();
    let uses = glossary.find("FDI, FDI và đầu tư trực tiếp nước ngoài của doanh nghiệp");
    let hints: Vec<_> = glossary
        .hints(&uses, anban::locale::Locale::Ko)
        .into_iter()
        .map(|hint| (hint.source, hint.rendering))
        .collect();
    let expected = [("FDI", "FDI"), ("đầu tư trực tiếp nước ngoài", "외국인직접투자"), ("doanh nghiệp", "기업")];
    assert_eq!(hints, expected.map(|(source, rendering)| (source.to_owned(), rendering.to_owned())));
}

const WORDS: &[&str] = &[
    "hòa",
    "hoà",
    "Hoà",
    "kỹ",
    "kĩ",
    "ky",
    "tỷ",
    "PCI",
    "pci",
    "Pci",
    "kinh",
    "tế",
    "TẾ",
    "xã",
    "a",
    "b",
    "quý",
    "quí",
    "-",
    ",",
    "m2",
    "đường",
    "thuỷ",
    "thủy",
    "nghiêngnghiêngnghiêng",
    "ñu",
];
const GAPS: &[&str] =
    &["", " ", " ", " ", " ", "  ", "\u{A0}", " - ", "\u{2013}", "\u{F0001}", " \u{F0002}", "\u{200B}", ". "];

fn texts() -> impl Strategy<Value = String> {
    let piece = (prop::sample::select(WORDS), prop::sample::select(GAPS), any::<bool>());
    prop::collection::vec(piece, 0..30).prop_map(|pieces| {
        let written = |(word, gap, loose): &(&str, &str, bool)| {
            let word: String = if *loose { word.nfd().collect() } else { (*word).to_owned() };
            word + *gap
        };
        pieces.iter().map(written).collect()
    })
}

fn forms() -> impl Strategy<Value = Vec<(String, bool)>> {
    let form = prop::collection::vec(prop::sample::select(WORDS), 1..5).prop_map(|words| words.join(" "));
    prop::collection::vec((form, any::<bool>()), 1..12)
}

fn build(forms: &[(String, bool)]) -> Glossary {
    let toml: String = forms
        .iter()
        .enumerate()
        .map(|(index, (form, sensitive))| {
            let case = if *sensitive { "sensitive" } else { "insensitive" };
            format!("[[term]]\nid = \"t-{index}\"\nvi = [\"{form}\"]\ncase = \"{case}\"\n")
        })
        .collect();
    Glossary::parse(&[("random.toml".into(), toml)]).expect("well formed")
}

/// One word of a canonical text: its spelling and its place.
type Word = (String, std::ops::Range<usize>);

fn canonical_words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match words.last_mut() {
            Some((word, range)) if open && c.is_alphanumeric() => {
                word.push(c);
                range.end = end;
            }
            _ if c.is_whitespace() => {}
            _ => words.push((c.to_string(), at..end)),
        }
        open = c.is_alphanumeric();
    }
    words
}

/// The letters that decide, by the wording of domain facts §5.3 and not by the matcher's tables.
fn folded(word: &str) -> String {
    let lower = word.to_lowercase();
    let bare: String = lower
        .nfd()
        .filter(|c| !matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}'))
        .nfc()
        .collect();
    let tone: String =
        lower.nfd().filter(|c| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}')).collect();
    let folds = ["hy", "ky", "ly", "my", "sy", "ty", "vy", "quy"].contains(&bare.as_str());
    let bare = if folds { bare.replace('y', "i") } else { bare };
    if tone.chars().count() > 1 { lower } else { bare + tone.as_str() }
}

fn capitals(word: &str) -> Vec<bool> {
    word.chars().map(char::is_uppercase).collect()
}

/// Tries every form at every word and takes the longest, leftmost first.
fn naive(forms: &[(String, bool)], text: &str) -> Vec<(String, usize)> {
    let canonical = Canonical::skipping(text, article::is_code);
    let words = canonical_words(canonical.text());
    let known: Vec<Vec<Word>> = forms.iter().map(|(form, _)| canonical_words(Canonical::new(form).text())).collect();
    let is_capitals =
        |form: &str| form.chars().filter(|c| c.is_uppercase()).count() >= 2 && !form.chars().any(char::is_lowercase);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let fits = |index: usize| {
            let form = &known[index];
            form.len() <= words.len() - at
                && form.iter().zip(&words[at..]).all(|((want, _), (have, _))| {
                    let (want_y, have_y) =
                        (want.to_lowercase().nfd().any(|c| c == 'y'), have.to_lowercase().nfd().any(|c| c == 'y'));
                    folded(want) == folded(have)
                        && (!forms[index].1 || capitals(want) == capitals(have))
                        && (!is_capitals(&forms[index].0) || want_y == have_y)
                })
        };
        let best = (0..forms.len())
            .filter(|&index| fits(index))
            .max_by_key(|&index| (known[index].len(), std::cmp::Reverse(index)));
        match best {
            Some(index) => {
                let end = at + known[index].len();
                let span = canonical.original((words[at].1.start..words[end - 1].1.end).into());
                let skipped = |c: char| article::is_code(c) || c == '\u{200B}';
                found.push((span.of(text).trim_end_matches(skipped).to_owned(), index));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn the_matcher_is_the_naive_search(forms in forms(), text in texts()) {
        let glossary = build(&forms);
        let own: Vec<_> = glossary.find(&text).into_iter().map(|hit| (hit.span.of(&text).trim().to_owned(), hit.term)).collect();
        let expected: Vec<_> = naive(&forms, &text).into_iter().map(|(words, term)| (words.trim().to_owned(), term)).collect();
        prop_assert_eq!(own, expected);
    }

    #[test]
    fn composed_and_decomposed_texts_hold_the_same_terms(forms in forms(), text in texts()) {
        let glossary = build(&forms);
        let terms = |text: &str| glossary.find(text).into_iter().map(|hit| (hit.term, hit.form)).collect::<Vec<_>>();
        prop_assert_eq!(terms(&text.nfc().collect::<String>()), terms(&text.nfd().collect::<String>()));
    }

    #[test]
    fn spans_are_ascending_apart_and_on_character_borders(text in "(PCI|[a-zđạ \u{F0000}\u{301}().-]|DN|FDI|tỉnh|\\PC){0,40}") {
        let glossary = desk();
        let mut last = 0;
        for hit in glossary.find(&text) {
            prop_assert!(hit.span.start >= last && hit.span.end > hit.span.start);
            prop_assert!(text.get(hit.span.start..hit.span.end).is_some());
            last = hit.span.end;
        }
    }
}
