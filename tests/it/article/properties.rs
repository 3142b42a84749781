//! The law, on generated and damaged files.

use anban::{
    article::{Article, Content, Format, Settings, read},
    locale::Locale,
};
use proptest::prelude::*;

use super::{
    changed,
    fixtures::{PAGE, POST, skeleton},
    holds, parse,
};

const SAMPLE: &str = include_str!("../../../samples/bac-giang-2016.txt");

fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "Bắc",
        "Giang",
        "hoà",
        "Vie\u{302}\u{323}t",
        "đổi\u{A0}mới",
        "28/08/2016",
        "19:34",
        "A - B",
        "...",
        "…",
        ".",
        "“x”",
        "\u{F0000}",
        "\u{FEFF}",
        "TIN LIÊN QUAN",
        "bac giang hoa",
        "Nguyễn Văn A",
        "- ",
        "1. ",
        "日本",
        "😀",
        "x\u{301}",
    ])
}

fn space() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        " ", " ", " ", "  ", "\u{A0}", "\t", "\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\u{2028}", "",
    ])
}

fn tag() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<b>",
        "</b>",
        "<i class=\"x\">",
        "</i>",
        "<br>",
        "<br/>",
        "<ul><li>",
        "<li>",
        "</ul>",
        "<h1>",
        "</h1>",
        "<table><tr><td>",
        "<td>",
        "</table>",
        "<img alt=\"Ảnh\">",
        "<a title='T' href=\"?a=1&b=2\">",
        "</a>",
        "<code>",
        "</code>",
        "<!-- x -->",
        "<script>var a = '</p>';</script>",
        "<span translate=no>",
        "</span>",
        "&nbsp;",
        "&amp;",
        "&#x1EBF",
        "&eacute",
        "<",
        "&",
        "\"",
        "<svg>",
        "</svg>",
        "<title>",
        "</title>",
        "<html lang=vi>",
        "<meta name=description content='Mô tả'>",
        "<p title=Chữ>",
        "<![CDATA[x]]>",
        "<?x?>",
    ])
}

fn mark() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "**",
        "*",
        "_",
        "~~",
        "`",
        "[",
        "](u)",
        "![",
        "][r]",
        "# ",
        "## ",
        "> ",
        "- ",
        "1. ",
        "|",
        "\n|-|-|\n",
        "\\",
        "\\*",
        "&amp;",
        "[^1]",
        "\n[^1]: ",
        "<b>",
        "</b>",
        "<https://x.vn>",
        "\n---\n",
        "\n===\n",
        "```\n",
        "    ",
        "  \n",
        "\\\n",
        "<div>",
        "</div>",
        "\n[r]: u\n",
        "- [ ] ",
        "<code>",
        "</code>",
        "+++\n",
        "---\n",
        "title: ",
        "\"",
        "'",
    ])
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop_oneof![word(), space()], 0..60).prop_map(|parts| parts.concat())
}

fn html() -> impl Strategy<Value = String> {
    prop::collection::vec(prop_oneof![word(), space(), tag(), tag()], 0..60).prop_map(|parts| parts.concat())
}

fn markdown() -> impl Strategy<Value = String> {
    prop::collection::vec(prop_oneof![word(), space(), mark()], 0..60).prop_map(|parts| parts.concat())
}

fn encoded(text: &str, how: usize) -> Vec<u8> {
    let wide = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    match how {
        0 => text.as_bytes().to_vec(),
        1 => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        2 => [b"\xFF\xFE".to_vec(), wide(u16::to_le_bytes)].concat(),
        _ => [b"\xFE\xFF".to_vec(), wide(u16::to_be_bytes)].concat(),
    }
}

/// Reads the file in `format`, and where it is one, holds it to the law and writes it with every text changed.
fn lawful(bytes: &[u8], format: Format) -> Option<Article> {
    let article = read("bai", bytes, Some(format), &Settings::default()).ok()?;
    holds(&article, bytes);
    let written = article.write(Locale::Ja, &changed(&article, |text| format!("*{text}<&\"|")));
    assert!(article.units.is_empty() || written != bytes);
    let lost: Vec<_> = article.units.iter().map(|unit| Some(Content::plain(unit.content.text.clone()))).collect();
    assert!(article.units.is_empty() || !article.write(Locale::Ko, &lost).is_empty());
    Some(article)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn plain_text_comes_back(text in text(), how in 0_usize..4) {
        lawful(&encoded(&text, how), Format::Plain);
    }

    #[test]
    fn html_comes_back(page in html(), how in 0_usize..4) {
        lawful(&encoded(&page, how), Format::Html);
    }

    #[test]
    fn markdown_comes_back(text in markdown(), how in 0_usize..4) {
        lawful(&encoded(&text, how), Format::Markdown);
    }

    #[test]
    fn damaged_files_never_panic(
        which in 0_usize..3,
        cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_u8..3), 1..20),
    ) {
        let (source, format) = [(SAMPLE, Format::Plain), (PAGE, Format::Html), (POST, Format::Markdown)][which];
        let mut bytes = source.as_bytes().to_vec();
        for (at, byte, how) in cuts {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => { bytes.remove(at); }
                _ => bytes.insert(at, byte),
            }
        }
        for format in [format, Format::Html] {
            lawful(&bytes, format);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for format in [Format::Plain, Format::Html, Format::Markdown] {
            lawful(&bytes, format);
        }
    }

    #[test]
    fn windows_1258_comes_back(bytes in prop::collection::vec(1_u8.., 1..200)) {
        let page = [b"<meta charset=windows-1258><p>", &bytes[..]].concat();
        lawful(&page, Format::Html);
    }

    /// What a translation says never becomes markup, in any block.
    #[test]
    fn markdown_text_stays_text(target in "[ -~]{0,24}[a-z][ -~]{0,24}", block in 0_usize..10) {
        let source = ["a", "# a", "- a", "1. a", "> a", "|a|b|\n|-|-|\n|c|d|", "b  \na", "a\n=", "**b** a", "[b](c) a `d`"][block];
        let article = parse(source, Format::Markdown);
        let translations: Vec<_> = changed(&article, |text| if text.trim().is_empty() { text.to_owned() } else { format!("{target} x ") });
        let written = String::from_utf8(article.write(Locale::En, &translations)).expect("UTF-8");
        prop_assert_eq!(skeleton(&written), skeleton(source), "{}", written);
        let visible = |text: &str| text.split_whitespace().collect::<String>();
        let again = parse(&written, Format::Markdown);
        for (unit, translation) in again.units.iter().zip(translations.into_iter().flatten()) {
            prop_assert_eq!(visible(&unit.content.visible()), visible(&translation.visible()), "{}", &written);
        }
    }

    /// What a translation says never becomes markup in HTML either.
    #[test]
    fn html_text_stays_text(target in "[ -~]{0,24}[a-z][ -~]{0,24}", place in 0_usize..5) {
        let source = ["<p>a", "<p title=\"a\">", "<p title='a'>", "<p title=a>", "<title>a</title>"][place];
        let article = parse(source, Format::Html);
        let written = article.write(Locale::En, &[Some(Content::plain(target.trim()))]);
        let again = parse(std::str::from_utf8(&written).expect("UTF-8"), Format::Html);
        prop_assert_eq!(again.units.len(), 1);
        let squeeze = |text: &str| text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        prop_assert_eq!(squeeze(&again.units[0].content.text), squeeze(target.trim()));
    }
}
