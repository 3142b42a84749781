//! A page's integrity: a whole page is silent, and each fault planted in it is found at its place.

use anban::{
    diagnostic::{Levels, Severity},
    locale::{Locale, Messages},
    qa::{Expected, check_alternates, check_page},
};

const PAGE: &str = r##"<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="utf-8">
<title>対外活動、新たな段階へ | バクザン新聞</title>
<link rel="canonical" href="https://e.vn/a/ja.html">
<link rel="alternate" hreflang="en" href="https://e.vn/a/en.html">
<link rel="alternate" hreflang="ja" href="https://e.vn/a/ja.html">
<script type="application/ld+json">
{ "@context": "https://schema.org", "@type": "NewsArticle", "headline": "対外活動、新たな段階へ",
  "inLanguage": "ja", "url": "https://e.vn/a/ja.html", "datePublished": "2016-08-28T07:34:00+07:00",
  "translationOfWork": { "@type": "NewsArticle", "inLanguage": "vi", "headline": "Nâng đối ngoại" } }
</script>
<style>.a { content: "{{ no template }}" }</style>
</head>
<body>
<a href="#article">本文へ</a>
<nav><a href="en.html" hreflang="en">English</a> <a href="/index.html">目次</a></nav>
<main id="article">
<h1>対外活動、<b>新たな</b>段階へ</h1>
<time datetime="2016-08-28T07:34:00+07:00">2016年8月28日</time>
<p>本文。<span class="anban-pending" lang="vi">Hội nghị.</span></p>
<img src="anh%201.jpg" alt="会議">
<a href="mailto:tin@bao.vn">連絡先</a>
</main>
</body>
</html>
"##;

fn check(html: &str) -> Vec<(String, String, Severity)> {
    let exists = |path: &str| matches!(path, "en.html" | "anh 1.jpg");
    let expected = Expected {
        locale: Locale::Ja,
        file: "ja.html",
        headline: Some("対外活動、新たな段階へ"),
        source_headline: Some("Nâng đối ngoại"),
        date: Some("2016-08-28T07:34:00+07:00"),
        pending: Some(1),
        editions: &[(Locale::En, "en.html"), (Locale::Ja, "ja.html")],
        exists: &exists,
    };
    let messages: Vec<Messages> = Locale::ALL.into_iter().map(Messages::new).collect();
    check_page(html, &expected, &Levels::default())
        .into_iter()
        .map(|finding| {
            for messages in &messages {
                let sentence = finding.message(messages);
                assert!(!sentence.contains("{$") && !sentence.starts_with("finding-"), "{sentence}");
            }
            let place = finding.target.map_or("", |span| span.of(html));
            if let Some(fix) = &finding.fix {
                assert!(fix.span.end <= html.len() && html.is_char_boundary(fix.span.start));
            }
            (finding.code, place.to_owned(), finding.severity)
        })
        .collect()
}

#[test]
fn a_whole_page_is_silent() {
    assert_eq!(check(PAGE), []);
}

#[test]
fn every_planted_fault_is_found_at_its_place() {
    for (old, new, code, place) in [
        ("<html lang=\"ja\">", "<html lang=\"vi\">", "page-lang", "vi"),
        ("<html lang=\"ja\">", "<html>", "page-lang", "<html>"),
        ("<meta charset=\"utf-8\">\n", "", "page-charset", "<head>"),
        ("対外活動、新たな段階へ | バクザン新聞</title>", "</title>", "page-title", "<title>"),
        ("<p>本文。", "<h1>二</h1><p>本文。", "page-title", "<h1>"),
        ("hreflang=\"en\" href=\"https", "hreflang=\"eng-\" href=\"https", "page-hreflang", "eng-"),
        (
            "<link rel=\"alternate\" hreflang=\"en\" href=\"https://e.vn/a/en.html\">\n",
            "",
            "page-hreflang",
            "<link rel=\"alternate\" hreflang=\"ja\" href=\"https://e.vn/a/ja.html\">",
        ),
        (
            "hreflang=\"en\" href=\"https://e.vn/a/en.html\"",
            "hreflang=\"en\" href=\"ko.html\"",
            "page-hreflang",
            "ko.html",
        ),
        (
            "canonical\" href=\"https://e.vn/a/ja.html",
            "canonical\" href=\"https://e.vn/a/en.html",
            "page-canonical",
            "https://e.vn/a/en.html",
        ),
        ("<link rel=\"canonical\" href=\"https://e.vn/a/ja.html\">\n", "", "page-canonical", "<head>"),
        ("\"inLanguage\": \"ja\"", "\"inLanguage\": \"ko\"", "page-json-ld-mismatch", "ko"),
        ("\"headline\": \"対外", "\"headline\": \"外", "page-json-ld-mismatch", "外活動、新たな段階へ"),
        ("\"headline\": \"Nâng đối ngoại\"", "\"headline\": \"Khác\"", "page-json-ld-mismatch", "Khác"),
        (
            "\"datePublished\": \"2016-08-28",
            "\"datePublished\": \"2016-08-27",
            "page-json-ld-mismatch",
            "2016-08-27T07:34:00+07:00",
        ),
        ("<time datetime=\"2016-08-28", "<time datetime=\"2016-08-29", "page-date", "2016-08-29T07:34:00+07:00"),
        ("<time datetime=\"2016-08-28T07:34:00+07:00\"", "<time datetime=\"28/8/2016\"", "page-date", "28/8/2016"),
        ("#article", "#story", "page-anchor", "#story"),
        ("<p>本文。", "<p id=\"article\">本文。", "page-duplicate-id", "article"),
        (" alt=\"会議\"", "", "page-image-alt", "<img src=\"anh%201.jpg\">"),
        ("alt=\"会議\"", "alt=\"anh-1.JPG\"", "page-image-alt", "anh-1.JPG"),
        (" class=\"anban-pending\"", "", "page-pending", ""),
        ("<p>本文。", "<p>{{ lead }}", "page-template", "{{ lead }}"),
        ("<a href=\"en.html\"", "<a href=\"fr.html?x=1\"", "edition-link", "fr.html?x=1"),
        ("anh%201.jpg", "anh%202.jpg", "edition-link", "anh%202.jpg"),
    ] {
        assert!(PAGE.contains(old), "{old}");
        let found = check(&PAGE.replacen(old, new, 1));
        let own: Vec<_> = found.iter().filter(|(own, ..)| own == code).collect();
        assert!(own.iter().any(|(_, own, _)| own == place), "{code} at {place:?}: {found:?}");
        let kin = |other: &str| {
            other == code || (code == "page-canonical" && other == "page-json-ld-mismatch") || code == "page-hreflang"
        };
        assert!(found.iter().all(|(other, ..)| kin(other)), "{code}: {found:?}");
    }
    let broken = PAGE.replacen("\"inLanguage\": \"ja\",", "\"inLanguage\": \"ja\"", 1);
    let codes: Vec<String> = check(&broken).into_iter().map(|(code, ..)| code).collect();
    assert_eq!(codes, ["page-json-ld"]);
}

#[test]
fn hostile_pages_are_read() {
    for html in [
        "",
        "<",
        "<html",
        "<html lang",
        "<html lang=",
        "<html lang='",
        "<a =\"",
        "<a ==>",
        "<!--",
        "<script>",
        "<p/></",
        "<日本 語=本>",
        "{{",
        "<script type=application/ld+json>[",
    ] {
        let _ = check(html);
    }
    let deep = "<a href=\"".repeat(20_000);
    let _ = check(&deep);
}

#[test]
fn editions_point_back_at_each_other() {
    let english = PAGE.replace("lang=\"ja\"", "lang=\"en\"");
    let pages = [(Locale::En, "en.html", english.as_str()), (Locale::Ja, "ja.html", PAGE)];
    assert_eq!(check_alternates(&pages, &Levels::default()), []);
    let alone = PAGE.replacen("<link rel=\"alternate\" hreflang=\"en\" href=\"https://e.vn/a/en.html\">\n", "", 1);
    let pages = [(Locale::En, "en.html", english.as_str()), (Locale::Ja, "ja.html", alone.as_str())];
    let found = check_alternates(&pages, &Levels::default());
    let codes: Vec<(usize, &str)> = found.iter().map(|(page, finding)| (*page, finding.code.as_str())).collect();
    assert_eq!(codes, [(1, "page-hreflang-mutual")]);
}
