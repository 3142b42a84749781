//! Small texts, one rule each.

use anban::article::Format;

use super::{holds, listing, parse, rewritten};

fn check(cases: &[(&str, &[(&str, &str)])], format: Format) {
    for (text, expected) in cases {
        let article = parse(text, format);
        holds(&article, text.as_bytes());
        let found = listing(&article);
        let found: Vec<(&str, &str)> = found.iter().map(|(role, text)| (role.as_str(), text.as_str())).collect();
        assert_eq!(found, *expected, "{text}");
    }
}

#[test]
fn plain_text() {
    check(
        &[
            ("Chỉ một dòng", &[("paragraph", "Chỉ một dòng")]),
            (
                "Tiêu đề\n\nĐoạn đầu.\n\nĐoạn sau.",
                &[("headline", "Tiêu đề"), ("lead", "Đoạn đầu."), ("paragraph", "Đoạn sau.")],
            ),
            (
                "Tiêu đề\nĐoạn đầu.\nĐoạn sau.",
                &[("headline", "Tiêu đề"), ("lead", "Đoạn đầu."), ("paragraph", "Đoạn sau.")],
            ),
            (
                "Tiêu đề\r\nChủ nhật, 28/8/2016, 19:34 (GMT+7)\r\n\r\nĐoạn.",
                &[("headline", "Tiêu đề"), ("date-line", "Chủ nhật, 28/8/2016, 19:34 (GMT+7)"), ("lead", "Đoạn.")],
            ),
            (
                "19h30 ngày 2-9-2020\n\nTiêu đề\n\nĐoạn.",
                &[("date-line", "19h30 ngày 2-9-2020"), ("headline", "Tiêu đề"), ("lead", "Đoạn.")],
            ),
            ("  Tiêu đề \u{A0} \n\n \u{A0}Đoạn.  \u{A0} ", &[("headline", "Tiêu đề"), ("lead", "Đoạn.")]),
            (
                "Tiêu đề\n\nĐoạn đầu.\n\n- Một\n- Hai\n1. Ba\na) Bốn",
                &[
                    ("headline", "Tiêu đề"),
                    ("lead", "Đoạn đầu."),
                    ("list-item", "Một"),
                    ("list-item", "Hai"),
                    ("list-item", "Ba"),
                    ("list-item", "Bốn"),
                ],
            ),
            (
                "Tiêu đề\n\nĐoạn đầu.\n\nKẾT QUẢ BƯỚC ĐẦU\n\nĐoạn sau.\n\nNguyễn Văn An - Sở Ngoại vụ",
                &[
                    ("headline", "Tiêu đề"),
                    ("lead", "Đoạn đầu."),
                    ("heading", "KẾT QUẢ BƯỚC ĐẦU"),
                    ("paragraph", "Đoạn sau."),
                    ("byline", "Nguyễn Văn An - Sở Ngoại vụ"),
                ],
            ),
            (
                "Tiêu đề\n\nĐoạn đầu.\n\nTheo TTXVN\n\nBài viết liên quan:\n\nTin thứ nhất\nTin thứ hai\n\nĐoạn khác.",
                &[
                    ("headline", "Tiêu đề"),
                    ("lead", "Đoạn đầu."),
                    ("paragraph", "Theo TTXVN"),
                    ("related-label", "Bài viết liên quan:"),
                    ("related-headline", "Tin thứ nhất"),
                    ("related-headline", "Tin thứ hai"),
                    ("paragraph", "Đoạn khác."),
                ],
            ),
            (
                "Mở cầu mới\n\nĐoạn đầu.\n\nmo-cau-moi.jpg\nChú thích ảnh.\n\nmo cau moi Tin khác\n\nCắt ở đây ...\n\nTheo Báo Bắc Giang",
                &[
                    ("headline", "Mở cầu mới"),
                    ("lead", "Đoạn đầu."),
                    ("image", "mo-cau-moi.jpg"),
                    ("caption", "Chú thích ảnh."),
                    ("image", "mo cau moi"),
                    ("related-headline", "Tin khác"),
                    ("teaser", "Cắt ở đây ..."),
                    ("byline", "Theo Báo Bắc Giang"),
                ],
            ),
            (
                "Tiêu đề\n\nĐoạn đầu.\n\nTin khác nữa\n\nMở đầu bị cắt …",
                &[
                    ("headline", "Tiêu đề"),
                    ("lead", "Đoạn đầu."),
                    ("related-headline", "Tin khác nữa"),
                    ("teaser", "Mở đầu bị cắt …"),
                ],
            ),
            // Hard-wrapped at 40 columns.
            (
                "Bắc Giang: Tạo bước phát triển mới\n\nNhững năm qua, tỉnh Bắc Giang đã quán\ntriệt sâu sắc các chủ trương, đường lối\ncủa Đảng.\n\nĐoạn thứ hai cũng được ngắt dòng ở cột\nbốn mươi như thư điện tử ngày xưa.\n",
                &[
                    ("headline", "Bắc Giang: Tạo bước phát triển mới"),
                    (
                        "lead",
                        "Những năm qua, tỉnh Bắc Giang đã quán triệt sâu sắc các chủ trương, đường lối của Đảng.",
                    ),
                    ("paragraph", "Đoạn thứ hai cũng được ngắt dòng ở cột bốn mươi như thư điện tử ngày xưa."),
                ],
            ),
            ("***\n\n---\n\n!", &[]),
        ],
        Format::Plain,
    );
}

#[test]
fn html() {
    check(
        &[
            ("chữ", &[("paragraph", "chữ")]),
            (
                "<p>a<p>b</p>c<div>d</div>e",
                &[("paragraph", "a"), ("paragraph", "b"), ("paragraph", "c"), ("paragraph", "d"), ("paragraph", "e")],
            ),
            (
                "<ul><li>a<li>b<ul><li>c</ul>d</ul>e",
                &[("list-item", "a"), ("list-item", "b"), ("list-item", "c"), ("list-item", "d"), ("paragraph", "e")],
            ),
            (
                "<h1>a</h1><h1>b</h1><h2>c</h3>d",
                &[("headline", "a"), ("heading", "b"), ("heading", "c"), ("paragraph", "d")],
            ),
            ("<p><b>a</b> <i>b</i></p>", &[("paragraph", "<0>a</0> <2>b</2>")]),
            ("<p> <b> <i>a</i> </b> </p>", &[("paragraph", "a")]),
            ("<p><b>a <i>b</i></b></p>", &[("paragraph", "a <0>b</0>")]),
            ("<p><a id=x></a>a<br></p>", &[("paragraph", "a")]),
            ("<p>a <b>b <i>c</b> d</i></p>", &[("paragraph", "a <0>b <1/>c</0> d")]),
            ("<b>a<p>b</b>c", &[("paragraph", "a"), ("paragraph", "b<0/>c")]),
            ("<p>a<br>b<br>\n <br/>c</p>", &[("paragraph", "a<0/>b"), ("paragraph", "c")]),
            ("<p>a<!-- b --> c</p>", &[("paragraph", "a<0/> c")]),
            ("<p>a<script>b</script>c<style>d</style></p>", &[("paragraph", "a<0/>c")]),
            ("<p><code>a</code> b <kbd>c</kbd></p>", &[("paragraph", "<0/> b <1/>")]),
            ("<p>a <code>b<p>c", &[("paragraph", "a <0/>"), ("paragraph", "c")]),
            ("<p>a <span translate=no>b <span>c</span> d</span> e", &[("paragraph", "a <0/> e")]),
            ("<div translate='no'>a<p>b</p></div>c<p class='x notranslate'>d</p>", &[("paragraph", "c")]),
            ("<pre>a</pre><textarea>b</textarea><svg><text>c</text></svg>d", &[("paragraph", "d")]),
            ("<p>a<svg><path d=''/><p>b", &[("paragraph", "a"), ("paragraph", "b")]),
            ("<svg><title>a</title></svg><title>b &amp; c</title>", &[("title", "b & c")]),
            (
                "<p>&lt;b&gt; &eacute;&#7873;&nbsp;x &nope; &copy 1 < 2 & 3</p>",
                &[("paragraph", "<b> éề\u{A0}x &nope; © 1 < 2 & 3")],
            ),
            ("<p>&nbsp; a\n\t b &#160;</p><p>&nbsp;</p>", &[("paragraph", "a b")]),
            (
                "<table><tr><td>a<td>b<tr><td><table><td>c</table>d</table>",
                &[("table-cell", "a"), ("table-cell", "b"), ("table-cell", "c"), ("table-cell", "d")],
            ),
            (
                "<dl><dt>a<dd>b<dt>c</dl><select><option>d<option>e</select>",
                &[("list-item", "a"), ("list-item", "b"), ("list-item", "c"), ("paragraph", "d"), ("paragraph", "e")],
            ),
            ("<figure><img alt='a'><figcaption>b</figcaption></figure>", &[("attribute", "a"), ("caption", "b")]),
            ("<p>a <img alt=\"b\"> c</p>", &[("paragraph", "a <0/> c"), ("attribute", "b")]),
            ("<IMG ALT=a title='b &amp; c' data-x='alt=d'>", &[("attribute", "a"), ("attribute", "b & c")]),
            (
                "<meta name=description content='a'><meta property=og:title content=b><meta name=keywords content=c>",
                &[("description", "a"), ("title", "b")],
            ),
            (
                "<p class=sapo>a</p><div>12/5/2019 - 07:30</div><p class='author'>b</p>",
                &[("lead", "a"), ("date-line", "12/5/2019 - 07:30"), ("byline", "b")],
            ),
            ("<p title=\"a > b\">c</p <p>d", &[("attribute", "a > b"), ("paragraph", "c"), ("paragraph", "d")]),
            ("a<p", &[("paragraph", "a")]),
            ("<p>a</ b>c<?d?>e<!f>g", &[("paragraph", "a<0/>c<1/>e<2/>g")]),
            ("<blockquote><p>a<ul><li>b</ul></blockquote>", &[("quote", "a"), ("list-item", "b")]),
        ],
        Format::Html,
    );
}

#[test]
fn html_is_escaped_where_it_must_be() {
    for (page, expected) in [
        ("<p>x</p>", "<p>a<b>&amp;\"'x</p>"),
        ("<p title=\"x\">", "<p title=\"a<b>&amp;&quot;'x\">"),
        ("<p title='x'>", "<p title='a<b>&amp;\"&#39;x'>"),
        ("<p title=x>", "<p title=\"a<b>&amp;&quot;'x\">"),
        ("<title>x</title>", "<title>a<b>&amp;\"'x</title>"),
    ] {
        let expected = expected.replace("a<b>", "a&lt;b&gt;");
        assert_eq!(rewritten(&parse(page, Format::Html), |text| format!("a<b>&\"'{text}")), expected);
    }
    let alone = rewritten(&parse("<img alt=x src=y>", Format::Html), |_| "z".to_owned());
    assert_eq!(alone, "<img alt=z src=y>");
}

#[test]
fn the_language_of_the_page_is_set() {
    for (page, expected) in [
        ("<html><p>x", "<html lang=\"ja\"><p>x"),
        ("<html class=a><p>x", "<html lang=\"ja\" class=a><p>x"),
        ("<HTML LANG=vi xml:lang='vi-VN'><p>x", "<HTML LANG=ja xml:lang='ja'><p>x"),
        ("<p lang=vi>x", "<p lang=vi>x"),
    ] {
        assert_eq!(rewritten(&parse(page, Format::Html), str::to_owned), expected);
    }
}

#[test]
fn markdown() {
    check(
        &[
            ("chữ\ndòng", &[("paragraph", "chữ dòng")]),
            ("# a\n\n# b\n\nc\n===\n", &[("headline", "a"), ("heading", "b"), ("heading", "c")]),
            ("**a** b", &[("paragraph", "<0>a</0> b")]),
            ("**a *b***", &[("paragraph", "a <0>b</0>")]),
            ("a \\* &amp; \\\\ b", &[("paragraph", "a * & \\ b")]),
            ("\\*a", &[("paragraph", "*a")]),
            ("a  \nb\\\nc", &[("paragraph", "a<0/>b<1/>c")]),
            ("> a\n> b  \n> c", &[("quote", "a b<0/>c")]),
            (
                "- a\n- b\n  - c\n\n    d",
                &[("list-item", "a"), ("list-item", "b"), ("list-item", "c"), ("list-item", "d")],
            ),
            ("- [x] a", &[("list-item", "a")]),
            ("a [b](c \"d\") e", &[("paragraph", "a <0>b</0> e")]),
            ("a <https://b.vn> c", &[("paragraph", "a <0/> c")]),
            ("a `b` c[^1] d\n\n[^1]: e", &[("paragraph", "a <0/> c<1/> d"), ("footnote", "e")]),
            ("![a](b)", &[("attribute", "a")]),
            ("a ![b *c*](d) e", &[("paragraph", "a <0/> e"), ("attribute", "b <0>c</0>")]),
            ("[![a](b)](c)", &[("attribute", "a")]),
            ("![a]\n\n[a]: b", &[]),
            (
                "|a|b|\n|-|-|\n|c \\| d|*e*|",
                &[("table-cell", "a"), ("table-cell", "b"), ("table-cell", "c | d"), ("table-cell", "e")],
            ),
            (
                "a <b>b</b> <code>c *d*</code> <span translate=\"no\">e</span>",
                &[("paragraph", "a <0>b</0> <2/> <3/>")],
            ),
            ("<div>\n<p title='a'>b</p>\n</div>\n\nc", &[("attribute", "a"), ("paragraph", "b"), ("paragraph", "c")]),
            ("```\na\n```\n\n    b\n\nc", &[("paragraph", "c")]),
            ("a ~~b~~ ~c~ d", &[("paragraph", "a <0>b</0> <2>c</2> d")]),
            (
                "+++\ntitle = 'a'\nsummary = \"\"\"b\nc\"\"\"\ndraft = true\n[x]\ntitle = 'd'\n+++\n\ne",
                &[("title", "a"), ("description", "b\nc"), ("paragraph", "e")],
            ),
            ("---\n# x\ntitle: a # b\nx:\n  title: c\nsummary: [d]\n---\n", &[("title", "a")]),
            ("12/05/2019 07:30\n\n---\n\n!", &[("date-line", "12/05/2019 07:30")]),
        ],
        Format::Markdown,
    );
}

#[test]
fn front_matter_is_quoted_where_it_must_be() {
    for (text, target, expected) in [
        ("---\ntitle: x\n---\n", "Bac Giang opens up", "---\ntitle: Bac Giang opens up\n---\n"),
        ("---\ntitle: x\n---\n", "省「バクザン」", "---\ntitle: 省「バクザン」\n---\n"),
        ("---\ntitle: x # y\n---\n", "a: b", "---\ntitle: \"a: b\" # y\n---\n"),
        ("---\ntitle: x\n---\n", "Yes", "---\ntitle: \"Yes\"\n---\n"),
        ("---\ntitle: x\n---\n", "2019", "---\ntitle: \"2019\"\n---\n"),
        ("---\ntitle: 'x'\n---\n", "it's", "---\ntitle: 'it''s'\n---\n"),
        ("---\ntitle: \"x\"\n---\n", "\"a\\b\"\n", "---\ntitle: \"\\\"a\\\\b\\\"\\n\"\n---\n"),
        ("+++\ntitle = \"x\"\n+++\n", "\"a\\b\"", "+++\ntitle = \"\\\"a\\\\b\\\"\"\n+++\n"),
        ("+++\ntitle = 'x'\n+++\n", "a\\b", "+++\ntitle = 'a\\b'\n+++\n"),
        ("+++\ntitle = 'x'\n+++\n", "it's", "+++\ntitle = \"it's\"\n+++\n"),
    ] {
        let article = parse(text, Format::Markdown);
        assert_eq!(rewritten(&article, |_| target.to_owned()), expected);
        let again = parse(expected, Format::Markdown);
        assert_eq!(again.units[0].content.text, target);
    }
    let broken = parse("+++\ntitle = x\n+++\n\na", Format::Markdown);
    assert_eq!(broken.findings[0].code, "article-front-matter-invalid");
    assert_eq!(broken.findings[0].place.as_ref().map(|place| place.position.line), Some(2));
}
