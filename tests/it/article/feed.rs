//! Feeds and WordPress's exports: each item a page, nothing resolved, nothing lost.

use anban::article::{Feed, ReadError, Role, Settings, feed, read};
use proptest::prelude::*;

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Báo Bắc Giang</title><link>https://example.vn/</link>
<item><title>Thu hút FDI &amp; ODA</title><link>https://example.vn/kinh-te/thu-hut-fdi.html?x=1</link>
<description>Tóm tắt của &lt;b&gt;bài&lt;/b&gt;.</description><dc:creator>Nguyễn An</dc:creator>
<pubDate>Sun, 28 Aug 2016 08:00:00 +0700</pubDate>
<content:encoded><![CDATA[<p>Tỉnh có hơn 200 dự án FDI.</p><figure><img src="a.jpg"><figcaption>Nhà máy</figcaption></figure>]]></content:encoded></item>
<item><title>Tin vắn</title><description>Chỉ có một câu.</description></item>
<item><title>Tin vắn</title><description><![CDATA[<p>Câu hai&nbsp;ba.</p>]]></description></item>
<item><link>https://example.vn/trong</link></item>
</channel></rss>"#;

const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Tin</title>
<entry><title>Một &lt; hai</title><link rel="enclosure" href="https://example.vn/a.mp3"/><link href="https://example.vn/mot-hai/"/>
<author><name>Trần Bình</name></author><summary>Lời dẫn.</summary><updated>2016-08-28T08:00:00+07:00</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Đoạn <em>một</em>.</p></div></content></entry>
<entry><title type="html">&lt;i&gt;Ba&lt;/i&gt;</title><content type="html">&lt;p&gt;Đoạn hai.&lt;/p&gt;</content></entry>
</feed>"#;

const WXR: &str = r#"<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<item><title>Bài một</title><content:encoded><![CDATA[Đoạn một.

Đoạn hai.]]></content:encoded><excerpt:encoded><![CDATA[Lời dẫn riêng.]]></excerpt:encoded><wp:post_name>bai-mot</wp:post_name><wp:post_type>post</wp:post_type><wp:status>publish</wp:status></item>
<item><title>Nháp</title><content:encoded>x</content:encoded><wp:post_type>post</wp:post_type><wp:status>draft</wp:status></item>
<item><title>Ảnh</title><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status></item>
</channel></rss>"#;

fn feed_of(text: &str) -> Feed {
    feed("tin.xml", text.as_bytes(), &Settings::default()).expect("readable").expect("a feed")
}

/// The units of an item's page: role and text.
fn units(feed: &Feed, at: usize) -> Vec<(Role, String)> {
    let page = feed.items[at].page.as_bytes();
    let article = read("tin.html", page, None, &Settings::default()).expect("a page");
    article.units.iter().map(|unit| (unit.role, unit.content.visible())).collect()
}

fn texts(feed: &Feed, at: usize, role: Role) -> Vec<String> {
    units(feed, at).into_iter().filter(|(own, _)| *own == role).map(|(_, text)| text).collect()
}

#[test]
fn an_item_of_rss_is_an_article() {
    let feed = feed_of(RSS);
    let slugs: Vec<&str> = feed.items.iter().map(|item| item.slug.as_str()).collect();
    assert_eq!((slugs, feed.passed_over), (vec!["thu-hut-fdi", "tin-van", "tin-van-2"], 1));
    assert_eq!(texts(&feed, 0, Role::Headline), ["Thu hút FDI & ODA"]);
    assert_eq!(texts(&feed, 0, Role::Lead), ["Tóm tắt của bài."]);
    assert_eq!(texts(&feed, 0, Role::Paragraph), ["Tỉnh có hơn 200 dự án FDI."]);
    assert_eq!(texts(&feed, 0, Role::Caption), ["Nhà máy"]);
    assert_eq!(texts(&feed, 0, Role::Byline), ["Nguyễn An"]);
    assert_eq!(texts(&feed, 2, Role::Paragraph), ["Câu hai\u{A0}ba."]);
    assert!(feed.items[0].page.contains("href=\"https://example.vn/kinh-te/thu-hut-fdi.html?x=1\""));
}

#[test]
fn an_entry_of_atom_is_an_article() {
    let feed = feed_of(ATOM);
    assert_eq!(feed.items[0].slug, "mot-hai");
    assert_eq!(texts(&feed, 0, Role::Headline), ["Một < hai"]);
    assert_eq!(texts(&feed, 0, Role::Lead), ["Lời dẫn."]);
    assert_eq!(texts(&feed, 0, Role::Paragraph), ["Đoạn một."]);
    assert_eq!(texts(&feed, 0, Role::Byline), ["Trần Bình"]);
    assert_eq!(texts(&feed, 1, Role::Headline), ["Ba"]);
    assert_eq!(texts(&feed, 1, Role::Paragraph), ["Đoạn hai."]);
}

#[test]
fn a_published_post_of_wordpress_is_an_article_and_nothing_else_is() {
    let feed = feed_of(WXR);
    assert_eq!((feed.items.len(), feed.passed_over), (1, 2));
    assert_eq!(feed.items[0].slug, "bai-mot");
    assert_eq!(texts(&feed, 0, Role::Lead), ["Lời dẫn riêng."]);
    assert_eq!(texts(&feed, 0, Role::Paragraph), ["Đoạn một.", "Đoạn hai."]);
}

#[test]
fn a_summary_that_is_the_beginning_of_the_text_is_no_lead() {
    let rss = "<rss xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><item><title>A</title>\
        <description>Tỉnh có hơn […]</description><content:encoded>&lt;p&gt;Tỉnh có hơn 200 dự án.&lt;/p&gt;</content:encoded></item></channel></rss>";
    assert_eq!(texts(&feed_of(rss), 0, Role::Lead), Vec::<String>::new());
}

#[test]
fn what_is_no_feed_is_left_to_others() {
    for text in ["<urlset><url/></urlset>", "Một bài viết.", "<html><body><p>x</p></body></html>", ""] {
        assert_eq!(feed("a.xml", text.as_bytes(), &Settings::default()), Ok(None), "{text}");
    }
}

#[test]
fn hostile_feeds_are_refused_at_their_place() {
    let deep = format!("<rss><channel>{}", "<a>".repeat(100_000));
    for (text, line, column, why) in [
        ("<rss><channel>\n<item><title>x</title>", 2, 23, "in the middle"),
        ("<rss><channel>\n</item></rss>", 2, 1, "no XML"),
        (deep.as_str(), 1, 201, "64 deep"),
    ] {
        match feed("a.xml", text.as_bytes(), &Settings::default()) {
            Err(ReadError::Xml { file, line: at, column: col, why: said }) => {
                assert_eq!((file.as_str(), at, col), ("a.xml", line, column), "{said}");
                assert!(said.contains(why), "{said}");
            }
            other => panic!("{text:.40}: {other:?}"),
        }
    }
    let bomb = "<!DOCTYPE rss [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n<rss><channel><item><title>&b;</title></item></channel></rss>";
    let external = "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss><channel><item><title>&x;</title></item></channel></rss>";
    for text in [bomb, external] {
        let refused = feed("a.xml", text.as_bytes(), &Settings::default()).expect_err("entities").to_string();
        assert!(refused.starts_with("a.xml:1:1: the file declares entities"), "{refused}");
    }
    let small = Settings { max_bytes: 10, ..Settings::default() };
    assert!(matches!(feed("a.xml", RSS.as_bytes(), &small), Err(ReadError::TooLarge { .. })));
}

#[test]
fn names_of_files_stay_in_their_folder() {
    let rss = "<rss xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel>\
        <item><title>../../etc/passwd</title></item><item><title>日本</title></item>\
        <item><title>x</title><wp:post_name>..%2F..</wp:post_name></item></channel></rss>";
    let slugs: Vec<String> = feed_of(rss).items.into_iter().map(|item| item.slug).collect();
    assert_eq!(slugs, ["etc-passwd", "item-2", "2f"]);
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = feed("a.xml", &bytes, &Settings::default());
    }

    #[test]
    fn a_damaged_feed_is_read_or_refused(at in 0..RSS.len(), byte in any::<u8>(), cut in any::<bool>()) {
        for whole in [RSS, ATOM, WXR] {
            let mut bytes = whole.as_bytes().to_vec();
            let at = at % bytes.len();
            if cut { bytes.truncate(at) } else { bytes[at] = byte }
            if let Ok(Some(feed)) = feed("a.xml", &bytes, &Settings::default()) {
                for item in feed.items {
                    prop_assert!(item.slug.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
                    let _ = read("a.html", item.page.as_bytes(), None, &Settings::default());
                }
            }
        }
    }
}
