//! TCVN3 and VNI files, as newsroom archives have them.

use anban::{
    article::{Article, Charset, Content, ReadError, Settings, read},
    locale::Locale,
};
use proptest::prelude::*;

use super::holds;

fn parse(name: &str, bytes: &[u8]) -> Result<Article, ReadError> {
    read(name, bytes, None, &Settings::default())
}

/// Bytes of windows-1252, as a legacy file looks in a program that does not know its fonts.
fn seen(text: &str) -> Vec<u8> {
    let (bytes, _, lossy) = encoding_rs::WINDOWS_1252.encode(text);
    assert!(!lossy, "{text}");
    bytes.into_owned()
}

/// Words in both encodings: `domain-facts` §5.4 for the first three; TCVN3 as glibc's `iconv -t TCVN5712-1` writes it, VNI by
/// the table of the same section.
const WORDS: [(&str, &str, &str); 14] = [
    ("Bắc Giang", "B¾c Giang", "Baéc Giang"),
    ("Việt Nam", "ViÖt Nam", "Vieät Nam"),
    ("Nguyễn", "NguyÔn", "Nguyeãn"),
    ("Đường", "§\u{AD}êng", "Ñöôøng"),
    ("hội nhập quốc tế", "héi nhËp quèc tÕ", "hoäi nhaäp quoác teá"),
    ("đẩy mạnh đối ngoại", "®Èy m¹nh ®èi ngo¹i", "ñaåy maïnh ñoái ngoaïi"),
    ("tỉnh đã thu hút vốn", "tØnh ®· thu hót vèn", "tænh ñaõ thu huùt voán"),
    ("kỹ thuật, ý kiến, kỷ niệm", "kü thuËt, ý kiÕn, kû niÖm", "kyõ thuaät, yù kieán, kyû nieäm"),
    ("nghĩa vụ của người", "nghÜa vô cña ng\u{AD}êi", "nghóa vuï cuûa ngöôøi"),
    ("thị trường mở", "thÞ tr\u{AD}êng më", "thò tröôøng môû"),
    ("bằng những thẳng", "b»ng nh÷ng th¼ng", "baèng nhöõng thaúng"),
    ("đặc biệt ở Lạng Sơn", "®Æc biÖt ë L¹ng S¬n", "ñaëc bieät ôû Laïng Sôn"),
    ("“quyết định” số 12", "“quyÕt ®Þnh” sè 12", "“quyeát ñònh” soá 12"),
    ("Ủng hộ", "", "UÛng hoä"),
];

#[test]
fn words_are_read_in_both() {
    for (text, tcvn3, vni) in WORDS {
        for (written, charset) in [(tcvn3, Charset::Tcvn3), (vni, Charset::Vni)] {
            if written.is_empty() {
                continue;
            }
            let bytes = seen(written);
            let article = parse("bai.txt", &bytes).expect(written);
            assert_eq!(article.units[0].content.text, text, "{written}");
            assert_eq!(article.encoding.charset, charset, "{written}");
            assert_eq!(article.findings[0].code, "article-encoding-legacy");
            holds(&article, &bytes);
            // The same letters saved as UTF-8.
            let article = parse("bai.txt", written.as_bytes()).expect(written);
            assert_eq!(article.units[0].content.text, text, "{written}");
            assert_eq!(article.findings[0].code, "article-encoding-legacy");
            holds(&article, written.as_bytes());
        }
    }
}

#[test]
fn the_sample_in_vni_is_the_sample_and_its_edition_is_utf8() {
    // `recoded` is tested by the words above.
    let sample = include_str!("../../../samples/bac-giang-2016.txt");
    let expected = parse("bai.txt", sample.as_bytes()).expect("readable");
    let mut written = String::new();
    for c in unicode_normalization::UnicodeNormalization::nfc(sample) {
        written.push_str(&in_vni(c));
    }
    let bytes = seen(&written);
    let article = parse("bai.txt", &bytes).expect("readable");
    holds(&article, &bytes);
    assert_eq!(article.encoding.charset, Charset::Vni);
    let texts = |article: &Article| {
        let nfc = |unit: &anban::article::Unit| {
            unicode_normalization::UnicodeNormalization::nfc(unit.content.text.as_str()).collect::<String>()
        };
        article.units.iter().map(nfc).collect::<Vec<_>>()
    };
    assert_eq!(texts(&article), texts(&expected));
    let edition = article.write(Locale::En, &[Some(Content::plain("Bac Giang"))]);
    let edition = String::from_utf8(edition).expect("UTF-8");
    assert!(edition.starts_with("Bac Giang") && edition.contains("tỉnh"));
}

/// VNI by its rule: the letter without its marks, then one mark for tone and shape.
fn in_vni(c: char) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let lower = c.to_lowercase().next().unwrap_or(c);
    let marks: Vec<char> = lower.to_string().nfd().collect();
    let tone = ['\u{300}', '\u{301}', '\u{309}', '\u{303}', '\u{323}'].iter().position(|tone| marks.contains(tone));
    let shape = marks.iter().find(|mark| matches!(mark, '\u{302}' | '\u{306}' | '\u{31B}'));
    let written = match (lower, shape, tone) {
        ('đ', ..) => "ñ".to_owned(),
        (_, None, None) => return c.to_string(),
        _ if marks[0] == 'i' => ["ì", "í", "æ", "ó", "ò"][tone.expect("a tone")].to_owned(),
        _ if lower == 'ỵ' => "î".to_owned(),
        (_, Some('\u{31B}'), tone) => {
            let base = if marks[0] == 'o' { "ô" } else { "ö" };
            base.to_owned() + tone.map_or("", |tone| ["ø", "ù", "û", "õ", "ï"][tone])
        }
        (_, Some('\u{302}'), tone) => {
            marks[0].to_string() + tone.map_or("â", |tone| ["à", "á", "å", "ã", "ä"][tone])
        }
        (_, Some(_), tone) => marks[0].to_string() + tone.map_or("ê", |tone| ["è", "é", "ú", "ü", "ë"][tone]),
        (_, None, Some(tone)) => marks[0].to_string() + ["ø", "ù", "û", "õ", "ï"][tone],
    };
    if c == lower { written } else { written.to_uppercase() }
}

#[test]
fn a_legacy_page_gets_fonts_that_have_the_letters() {
    let page = "<html><head><meta http-equiv=Content-Type content=\"text/html; charset=windows-1252\"></head><body><font face=\".VnTime\"><p>B¾c Giang</p><p>ViÖt Nam</p></font></body></html>";
    let bytes = seen(page);
    let article = parse("bai.html", &bytes).expect("readable");
    assert_eq!(article.encoding.charset, Charset::Tcvn3);
    holds(&article, &bytes);
    let edition = String::from_utf8(article.write(Locale::En, &[Some(Content::plain("Bac Giang"))])).expect("UTF-8");
    assert_eq!(
        edition,
        "<html lang=\"en\"><head><meta http-equiv=Content-Type content=\"text/html; charset=utf-8\"></head><body><font face=\"Times New Roman\"><p>Bac Giang</p><p>Việt Nam</p></font></body></html>"
    );
}

#[test]
fn what_is_not_vietnamese_in_them_is_left_to_others() {
    // windows-1252 that a page declares, with Vietnamese in references, as Word saves it.
    let page = seen("<meta charset=windows-1252><p>B&#7855;c Giang \u{A0}– ngo&#7841;i giao “x”");
    let article = parse("bai.html", &page).expect("readable");
    assert_eq!((article.encoding.charset, article.findings.len()), (Charset::Windows1252, 0));
    holds(&article, &page);
    for other in ["Übergröße für Fußgänger", "déjà vu à l’été", "¿Qué pasa, señor?", "50 © 2016 ®"]
    {
        assert!(matches!(parse("bai.txt", &seen(other)), Err(ReadError::Undecodable { .. })), "{other}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a file is taken for, its bytes come back.
    #[test]
    fn legacy_bytes_come_back(words in prop::collection::vec((0..WORDS.len(), any::<bool>(), prop::collection::vec(0x20_u8.., 0..4)), 1..12)) {
        let mut bytes = Vec::new();
        for (word, vni, noise) in words {
            bytes.extend(seen(if vni { WORDS[word].2 } else { WORDS[word].1 }));
            bytes.push(b' ');
            bytes.extend(noise);
            bytes.push(b'\n');
        }
        if let Ok(article) = parse("bai.txt", &bytes) {
            holds(&article, &bytes);
        }
    }
}
