//! Files that mean harm, or nothing.

use std::time::{Duration, Instant};

use anban::article::{Content, Format, ReadError, Settings, read};

use super::{holds, parse};

const FORMATS: [Format; 3] = [Format::Plain, Format::Html, Format::Markdown];

/// Far above what linear work takes in a debug build, far below what quadratic work would.
const PATIENCE: Duration = Duration::from_secs(30);

#[test]
fn what_is_no_article_is_one_error() {
    let settings = Settings { max_bytes: 100, ..Settings::default() };
    for (bytes, expected) in [
        (b"".to_vec(), "bai.txt: the file is empty"),
        (b"\xEF\xBB\xBF".to_vec(), "bai.txt: the file is empty"),
        (b" \r\n\t".to_vec(), "bai.txt: the file is empty"),
        (
            b"ab\0c".to_vec(),
            "bai.txt: not a text file (control byte at offset 2); give a text, HTML or Markdown file",
        ),
        (
            b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".to_vec(),
            "bai.txt: not a text file (control byte at offset 8); give a text, HTML or Markdown file",
        ),
        (
            vec![b'a'; 101],
            "bai.txt: 101 bytes are more than the limit of 100; raise `article.max-bytes` or split the file",
        ),
    ] {
        let error = read("bai.txt", &bytes, None, &settings).expect_err(expected);
        assert_eq!(error.to_string(), expected);
    }
    assert!(matches!(read("a.png", b"\x01\x02\x03\x04", None, &settings), Err(ReadError::Binary { offset: 0, .. })));
}

#[test]
fn ten_megabytes_on_one_line_are_read_in_linear_time() {
    let line = "Bắc Giang hội nhập quốc tế toàn diện. ".repeat(10_000_000 / 46);
    for format in FORMATS {
        let start = Instant::now();
        let article = parse(&line, format);
        assert_eq!(article.units.len(), 1);
        holds(&article, line.as_bytes());
        assert!(start.elapsed() < PATIENCE, "{format:?}: {:?}", start.elapsed());
    }
}

#[test]
fn markup_without_end_costs_no_more_than_other_text() {
    let n = 200_000;
    for (what, page) in [
        ("nested div", format!("{}Chữ{}", "<div>".repeat(n), "</div>".repeat(n))),
        ("unclosed div", "<div>Chữ".repeat(n)),
        ("unclosed p", "<p>Chữ".repeat(n)),
        ("unclosed b", "<b>".repeat(n) + "Chữ"),
        ("stray ends", "<div>".repeat(n) + "</span></p></li>".repeat(n).as_str()),
        ("crossed", "<b>".repeat(60_000) + "Chữ" + "</i>".repeat(60_000).as_str() + "</b>".repeat(5_000).as_str()),
        ("left alone", "<code>".repeat(n) + "Chữ" + "</b>".repeat(n).as_str()),
        ("half tags", "<".repeat(n) + "<a ".repeat(n).as_str()),
        ("quotes", "<a b=\"".repeat(n) + "<a b='".repeat(n).as_str()),
        ("comments", "<!--".repeat(n) + "<!-- --".repeat(n).as_str()),
        ("raw", "<script><!--<script>".repeat(n)),
        ("tables", "<table><tr><td>x".repeat(n / 4)),
        ("lists", "<ul><li>x".repeat(n / 4)),
        ("breaks", "Chữ<br>".repeat(n)),
        ("foreign", "<svg><title>".repeat(n / 4) + "</svg>"),
        ("entities", "&amp&#x;&".repeat(n)),
        ("attributes", format!("<p {}>x", "title=a ".repeat(n))),
    ] {
        let start = Instant::now();
        let article = parse(&page, Format::Html);
        holds(&article, page.as_bytes());
        assert!(start.elapsed() < PATIENCE, "{what}: {:?}", start.elapsed());
    }
}

#[test]
fn hostile_markdown_costs_no_more_than_other_text() {
    let n = 20_000;
    for (what, text) in [
        ("quotes", format!("{}a", ">".repeat(n))),
        ("lists", (0..500).map(|depth| format!("{}- a\n", " ".repeat(depth))).collect::<String>()),
        ("brackets", "[".repeat(n) + "a" + "]".repeat(n).as_str()),
        ("images", "![".repeat(n) + "a" + "](b)".repeat(n).as_str()),
        ("stars", "*a ".repeat(n) + "**b".repeat(n).as_str()),
        ("inline html", "<b>".repeat(n) + "a" + "</i>".repeat(n).as_str()),
        ("left alone", "a <code>".repeat(n)),
        ("front matter", format!("---\n{}", "title: a\n".repeat(n))),
    ] {
        let start = Instant::now();
        let article = parse(&text, Format::Markdown);
        holds(&article, text.as_bytes());
        assert!(start.elapsed() < PATIENCE, "{what}: {:?}", start.elapsed());
    }
}

#[test]
fn a_passage_with_too_many_codes_stays_as_it_is() {
    let page = format!("<p>Trước</p><p>a{}b</p><p>Sau</p>", "<b>x</b>".repeat(40_000));
    let article = parse(&page, Format::Html);
    assert_eq!(article.units.len(), 2);
    assert_eq!(article.findings[0].code, "article-too-many-codes");
    let text = format!("Một\n\na{}", "\u{F0000}".repeat(70_000));
    assert_eq!(parse(&text, Format::Plain).units.len(), 1);
}

#[test]
fn stand_ins_in_a_file_become_codes() {
    for (text, format) in [
        ("Một \u{F0000}hai", Format::Plain),
        ("<p>Một \u{F0005}<b>hai</b> ba</p>", Format::Html),
        ("<p title='Một \u{F0001}'>hai &#xF0003;</p>", Format::Html),
        ("Một \u{F0000}**hai** ba", Format::Markdown),
        ("---\ntitle: Một \u{F0000}\n---\n", Format::Markdown),
    ] {
        let article = parse(text, format);
        for unit in &article.units {
            let numbers: Vec<usize> = unit.content.text.chars().filter_map(Content::code_number).collect();
            assert_eq!(numbers, (0..unit.content.codes.len()).collect::<Vec<_>>(), "{text}");
            assert!(!unit.content.codes.is_empty() || unit.content.text.contains("hai"), "{text}");
        }
        assert!(article.units.iter().any(|unit| {
            unit.content.codes.iter().any(|code| code.raw.starts_with('\u{F0000}') || format != Format::Plain)
        }));
        holds(&article, text.as_bytes());
    }
}
