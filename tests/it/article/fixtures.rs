//! Whole files as newsrooms have them.

use anban::{
    article::{Article, Format, HtmlSettings, Settings, read},
    locale::Locale,
};
use pulldown_cmark::{Event, Options, Parser, Tag};

use super::{changed, holds, listing, parse, rewritten};

pub(super) const PAGE: &str = include_str!("../../data/article/trang-tin.html");
pub(super) const POST: &str = include_str!("../../data/article/bai-viet.md");

/// What stands outside the units.
fn around(article: &Article) -> String {
    let mut out = String::new();
    let mut at = 0;
    for unit in &article.units {
        if unit.span.start >= at {
            out.push_str(&article.source[at..unit.span.start]);
            out.push('\u{1}');
            at = unit.span.end;
        }
    }
    out + &article.source[at..]
}

#[test]
fn the_page_is_read_as_it_is_printed() {
    let article = parse(PAGE, Format::Html);
    holds(&article, PAGE.as_bytes());
    insta::assert_json_snapshot!(listing(&article));
}

#[test]
fn only_units_and_the_language_of_the_page_change() {
    let article = parse(PAGE, Format::Html);
    let upper = rewritten(&article, str::to_uppercase);
    assert!(upper.contains("<html xmlns=\"http://www.w3.org/1999/xhtml\" lang='ja' xml:lang=ja>"));
    let again = parse(&upper, Format::Html);
    let restored = around(&again).replace("lang='ja' xml:lang=ja", "lang='vi' xml:lang=vi");
    assert_eq!(restored, around(&article));
    let texts = |article: &Article| {
        listing(article).into_iter().map(|(role, text)| (role, text.to_uppercase())).collect::<Vec<_>>()
    };
    assert_eq!(texts(&again), texts(&article));
    assert!(upper.contains("title=\"UBND TỈNH\""), "an attribute inside running text is translated too");
    assert!(upper.contains("alt=BIỂU>"));
}

#[test]
fn a_root_keeps_the_rest_of_the_page() {
    let html = HtmlSettings { root: Some("article.main".to_owned()), ..HtmlSettings::default() };
    let settings = Settings { html, ..Settings::default() };
    let article = read("trang.html", PAGE.as_bytes(), None, &settings).expect("readable");
    let texts: Vec<String> = listing(&article).into_iter().map(|(_, text)| text).collect();
    assert!(texts.iter().any(|text| text.starts_with("Cầu mới qua sông\u{A0}Thương")));
    assert!(texts.iter().any(|text| text == "Nguyễn Thị Bình"));
    assert!(!texts.iter().any(|text| text.contains("Trang chủ") || text.contains("Tìm")));
    holds(&article, PAGE.as_bytes());

    let html = HtmlSettings { root: Some("#none".to_owned()), ..HtmlSettings::default() };
    let settings = Settings { html, ..Settings::default() };
    let article = read("trang.html", PAGE.as_bytes(), None, &settings).expect("readable");
    assert_eq!(article.findings[0].code, "article-root-missing");
    assert!(listing(&article).iter().any(|(_, text)| text == "Trang chủ"));

    let html = HtmlSettings { root: Some("p[".to_owned()), ..HtmlSettings::default() };
    let settings = Settings { html, ..Settings::default() };
    let error = read("trang.html", PAGE.as_bytes(), None, &settings).expect_err("no selector");
    assert!(error.to_string().contains("\"p[\""), "{error}");
}

#[test]
fn the_post_is_read_as_it_is_rendered() {
    let article = parse(POST, Format::Markdown);
    holds(&article, POST.as_bytes());
    insta::assert_json_snapshot!(listing(&article));
    let codes: Vec<&str> = article.findings.iter().map(|finding| finding.code.as_str()).collect();
    assert_eq!(codes, ["article-front-matter-skipped"]);
    assert_eq!(article.findings[0].place.as_ref().map(|place| place.position.line), Some(7));
}

/// The events of a Markdown text without its words.
pub(super) fn skeleton(markdown: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
        | Options::ENABLE_GFM;
    let mut out: Vec<String> = Vec::new();
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(_) | Event::SoftBreak => {}
            Event::Html(_) => out.push("html".to_owned()),
            Event::Start(Tag::Link { dest_url, .. }) => out.push(format!("link {dest_url}")),
            other => out.push(format!("{other:?}")),
        }
    }
    out.dedup_by(|two, one| two == "html" && one == "html");
    out
}

#[test]
fn translated_markdown_keeps_its_structure() {
    let article = parse(POST, Format::Markdown);
    for change in [
        |text: &str| text.to_uppercase(),
        |text: &str| format!("# {text}"),
        |text: &str| format!("1. {text} #"),
        |text: &str| format!("- a | b {text} \\"),
        |text: &str| format!("a*b* _c_ `d` [e](f) ![g](h) <i> &amp; ~~j~~ {{#k}} {text} \\| x"),
        |text: &str| format!("--- {text} !"),
        |text: &str| text.replace(' ', "\n\n"),
        |text: &str| format!("「{text}」です"),
        |text: &str| format!(" （{text}） "),
    ] {
        let written = rewritten(&article, change);
        assert_eq!(skeleton(&written), skeleton(POST), "{written}");
        let again = parse(&written, Format::Markdown);
        let squeeze = |text: &str| text.split_whitespace().collect::<String>();
        let expected: Vec<String> =
            changed(&article, change).into_iter().flatten().map(|content| squeeze(&content.visible())).collect();
        let found: Vec<String> = again.units.iter().map(|unit| squeeze(&unit.content.visible())).collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn references_named_by_their_text_keep_their_target() {
    let article = parse(POST, Format::Markdown);
    let written = rewritten(&article, str::to_uppercase);
    assert!(written.contains("[BÁO BẮC GIANG][Báo Bắc Giang]"), "{written}");
    assert!(written.contains("title: \"CẦU MỚI: \\\"ĐÚNG HẸN\\\"\""));
    assert!(written.contains("summary: 'NGƯỜI DÂN''PHẤN KHỞI'"));
    assert!(
        written.contains("description: \"CẦU DÀI 500 M, THÔNG XE NGÀY 12/5\"")
            || written.contains("description: CẦU DÀI")
    );
}

#[test]
fn one_translated_unit_changes_one_place() {
    for (text, format) in [(PAGE, Format::Html), (POST, Format::Markdown)] {
        let article = parse(text, format);
        let all = changed(&article, str::to_uppercase);
        for (at, unit) in article.units.iter().enumerate() {
            let mut one = vec![None; all.len()];
            one[at] = all[at].clone();
            let written = String::from_utf8(article.write(Locale::Vi, &one)).expect("UTF-8");
            assert!(written.starts_with(&text[..unit.span.start]), "before {unit:?}");
            assert!(written.ends_with(&text[unit.span.end..]), "after {unit:?}");
        }
    }
}
