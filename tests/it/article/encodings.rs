//! Encodings, read and written exactly.

use anban::{
    article::{Article, Charset, Content, Format, ReadError, Settings, read},
    locale::Locale,
};
use unicode_normalization::UnicodeNormalization;

use super::holds;

const TEXT: &str = "Bắc Giang hội nhập\r\n\r\nTỉnh đã thu hút “hơn 200” dự án.\r\n";

fn parse(name: &str, bytes: &[u8]) -> Result<Article, ReadError> {
    read(name, bytes, None, &Settings::default())
}

fn wide(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(order).collect()
}

/// windows-1258 spells circumflex, breve and horn letters whole and adds the tone (domain facts §5.1, mixed form).
fn windows_1258(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    for c in text.nfc() {
        let whole = c.to_string();
        let (direct, _, lossy) = encoding_rs::WINDOWS_1258.encode(&whole);
        if !lossy {
            out.extend(direct.iter());
            continue;
        }
        let marks: Vec<char> = c.nfd().collect();
        let is_tone = |c: &char| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
        let base: String = marks.iter().copied().filter(|c| !is_tone(c)).nfc().collect();
        let spelled: String = base.chars().chain(marks.iter().copied().filter(is_tone)).collect();
        let (bytes, _, lossy) = encoding_rs::WINDOWS_1258.encode(&spelled);
        assert!(!lossy, "{spelled}");
        out.extend(bytes.iter());
    }
    out
}

#[test]
fn every_encoding_comes_back_byte_for_byte() {
    let le = wide(TEXT, u16::to_le_bytes);
    let be = wide(TEXT, u16::to_be_bytes);
    let nfd: String = TEXT.nfd().collect();
    for (bytes, charset, bom) in [
        (TEXT.as_bytes().to_vec(), Charset::Utf8, false),
        (nfd.clone().into_bytes(), Charset::Utf8, false),
        ([b"\xEF\xBB\xBF", TEXT.as_bytes()].concat(), Charset::Utf8, true),
        ([b"\xFF\xFE", &le[..]].concat(), Charset::Utf16Le, true),
        ([b"\xFE\xFF", &be[..]].concat(), Charset::Utf16Be, true),
        (le, Charset::Utf16Le, false),
        (be, Charset::Utf16Be, false),
        (windows_1258(TEXT), Charset::Windows1258, false),
    ] {
        let article = parse("bai.txt", &bytes).expect("readable");
        assert_eq!((article.encoding.charset, article.encoding.bom), (charset, bom));
        holds(&article, &bytes);
        assert_eq!(article.units[0].content.text.nfc().collect::<String>(), "Bắc Giang hội nhập");
        assert_eq!(article.units.len(), 2, "the byte order mark is no text");
    }
}

#[test]
fn a_guess_is_said() {
    let article = parse("bai.txt", &windows_1258(TEXT)).expect("readable");
    assert_eq!(article.findings[0].code, "article-encoding-guessed");
    let page = windows_1258(&format!("<meta charset=windows-1258><p>{TEXT}</p>"));
    assert!(parse("bai.html", &page).expect("readable").findings.is_empty());
    let page = format!("<meta charset='windows-1258'><p>{TEXT}</p>");
    let article = parse("bai.html", page.as_bytes()).expect("readable");
    assert_eq!(article.findings[0].code, "article-encoding-contradicted");
    assert_eq!(article.encoding.charset, Charset::Utf8);
    holds(&article, page.as_bytes());
}

#[test]
fn an_encoding_that_cannot_hold_the_edition_becomes_utf8() {
    let page = "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1258\"></head><body><p>Bắc Giang</p><p>Việt Nam</p></body></html>";
    let bytes = windows_1258(page);
    let article = parse("bai.html", &bytes).expect("readable");
    let english = article.write(Locale::En, &[Some(Content::plain("Bac Giang"))]);
    let english = encoding_rs::WINDOWS_1258.decode(&english).0.nfc().collect::<String>();
    assert_eq!(english, page.replace("<html>", "<html lang=\"en\">").replace("Bắc Giang", "Bac Giang"));
    let japanese = article.write(Locale::Ja, &[Some(Content::plain("バクザン省"))]);
    let japanese = String::from_utf8(japanese).expect("UTF-8").nfc().collect::<String>();
    let expected = page
        .replace("<html>", "<html lang=\"ja\">")
        .replace("windows-1258", "utf-8")
        .replace("Bắc Giang", "バクザン省");
    assert_eq!(japanese, expected);

    let bare = windows_1258("<html><head></head><p>Bắc Giang ở đó</p></html>");
    let article = parse("bai.html", &bare).expect("readable");
    let japanese = String::from_utf8(article.write(Locale::Ja, &[Some(Content::plain("省"))])).expect("UTF-8");
    assert_eq!(japanese, "<html lang=\"ja\"><head><meta charset=\"utf-8\"></head><p>省</p></html>");
}

#[test]
fn what_cannot_be_decoded_names_its_place() {
    let mut broken = TEXT.as_bytes().to_vec();
    let at = TEXT.find("“").expect("there");
    broken[at] = 0xFF;
    let error = parse("bai.txt", &broken).expect_err("not UTF-8");
    assert_eq!(error, ReadError::Undecodable { file: "bai.txt".to_owned(), charset: "UTF-8", offset: at });
    assert!(error.to_string().contains(&format!("byte {at} ")));

    let mut odd = [b"\xFF\xFE".to_vec(), wide("Bắc Giang", u16::to_le_bytes)].concat();
    odd.push(0x41);
    assert!(matches!(parse("bai.txt", &odd), Err(ReadError::Undecodable { charset: "UTF-16LE", offset: 20, .. })));
    let lone = [&b"\xFE\xFF\x00A\x00B\xD8\x00"[..], b"\x00C"].concat();
    assert!(matches!(parse("bai.txt", &lone), Err(ReadError::Undecodable { charset: "UTF-16BE", offset: 6, .. })));

    let foreign = b"<meta charset=shift_jis><p>\x93\xFA\x96\x7B</p>";
    let error = parse("bai.html", foreign).expect_err("another encoding");
    assert!(matches!(&error, ReadError::UnsupportedEncoding { label, .. } if label == "shift_jis"), "{error}");
}

#[test]
fn formats_are_found() {
    for (name, text, format) in [
        ("a/b.HTM", "x", Format::Html),
        ("b.md", "x", Format::Markdown),
        ("b.txt", "<html>", Format::Plain),
        ("b", " <!DOCTYPE html><p>x", Format::Html),
        ("b", "---\ntitle: x\n---\n", Format::Markdown),
        ("b.v2", "# Tiêu đề\n", Format::Markdown),
        ("b", "Tiêu đề", Format::Plain),
    ] {
        assert_eq!(parse(name, text.as_bytes()).expect("readable").format, format, "{name}");
    }
}

#[test]
fn the_sample_is_the_same_in_every_encoding() {
    let sample = include_str!("../../../samples/bac-giang-2016.txt");
    let texts = |article: &Article| {
        article.units.iter().map(|unit| (unit.role, unit.content.text.nfc().collect::<String>())).collect::<Vec<_>>()
    };
    let expected = texts(&parse("bai.txt", sample.as_bytes()).expect("readable"));
    let nfd: String = sample.nfd().collect();
    for bytes in
        [windows_1258(sample), wide(sample, u16::to_le_bytes), wide(sample, u16::to_be_bytes), nfd.into_bytes()]
    {
        let article = parse("bai.txt", &bytes).expect("readable");
        holds(&article, &bytes);
        assert_eq!(texts(&article), expected);
    }
}
