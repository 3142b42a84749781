//! Pictures stand beside their sentences, and no other file of the machine is ever a picture.

use std::fs;

use reqwest::{StatusCode, header};

use super::{
    Served,
    doors::{client, form, page, set_up},
};
use crate::desk::Desk;

/// A PNG of one pixel (the signature of RFC 2083 and its least chunks).
const PIXEL: &[u8] = &[
    0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1,
    8, 6, 0, 0, 0, 0x1F, 0x15, 0xC4, 0x89, 0, 0, 0, 13, b'I', b'D', b'A', b'T', 0x78, 0x9C, 0x62, 0, 1, 0, 0, 5, 0,
    1, 0x0D, 0x0A, 0x2D, 0xB4, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xAE, 0x42, 0x60, 0x82,
];

/// What an article names, and whether it is shown.
const NAMED: [(&str, bool); 17] = [
    ("anh.png", true),
    ("anh/v%E1%BA%A3i.png?v=2", true),
    ("late.gif", true),
    ("../secret.png", false),
    ("anh/../../secret.png", false),
    ("%2e%2e/secret.png", false),
    ("..%2Fsecret.png", false),
    ("{outside}", false),
    ("file://{outside}", false),
    ("https://example.com/anh.png", false),
    ("//example.com/anh.png", false),
    ("data:image/png;base64,iVBORw0KGgo=", false),
    ("link.png", false),
    (".hidden/anh.png", false),
    ("text.png", false),
    ("drawing.svg", false),
    ("large.png", false),
];

fn served() -> Served {
    let desk = Desk::scripted();
    desk.write("secret.png", PIXEL);
    let outside = desk.path("secret.png").display().to_string();
    desk.write("tin/anh.png", PIXEL);
    desk.write("tin/anh/vải.png", PIXEL);
    desk.write("tin/late.gif", b"GIF89a\x01\0\x01\0\0\0\0;");
    desk.write("tin/.hidden/anh.png", PIXEL);
    desk.write("tin/text.png", "root:x:0:0");
    desk.write("tin/drawing.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>");
    let large = desk.write("tin/large.png", PIXEL);
    fs::OpenOptions::new().write(true).open(large).expect("a file").set_len(17 << 20).expect("a length");
    std::os::unix::fs::symlink(&outside, desk.path("tin/link.png")).expect("a link");
    let mut body =
        String::from("<h1>Bắc Giang mở rộng hợp tác với Nhật Bản</h1>\n<p>Hỗ trợ các doanh nghiệp trong tỉnh.</p>\n");
    for (number, (name, _)) in NAMED.iter().enumerate() {
        let attribute = if *name == "late.gif" { "src=\"data:,\" data-src" } else { "src" };
        let name = name.replace("{outside}", &outside);
        body += &format!(
            "<figure><img {attribute}=\"{name}\" alt=\"Ảnh \"><figcaption>Chú thích số {number}.</figcaption></figure>\n"
        );
    }
    desk.write("tin/bai.html", format!("<!doctype html><html lang=\"vi\"><body>{body}</body></html>"));
    desk.write("anh.md", "# Tin có ảnh\n\nMột câu.\n\n![Vải <b>thiều</b> \"chín\"](tin/anh.png)\n\n![ngoài](https://example.com/x.png)\n");
    desk.write("tron.txt", "Bắc Giang mở rộng hợp tác với Nhật Bản\n\nHỗ trợ các doanh nghiệp trong tỉnh.\n");
    desk.run(&["translate", "tin/bai.html", "anh.md", "tron.txt"]);
    Served::of(desk)
}

#[tokio::test]
async fn only_pictures_of_the_articles_own_folder_are_shown() {
    let (client, served) = (client(), served());
    let session = set_up(&client, &served).await;
    let (status, article) = page(&client, &served, "/article/bai/en", &session).await;
    assert_eq!(status, StatusCode::OK, "{article}");
    let mut at = article.find("class=\"sheet\"").expect("the sheet");
    for (number, (name, shown)) in NAMED.iter().enumerate() {
        // In the order of the article, each before its caption.
        let figure =
            at + article[at..].find("<li class=\"figure\"").unwrap_or_else(|| panic!("no figure for {name}"));
        let caption = figure + article[figure..].find("Chú thích số").expect("a caption");
        let piece = &article[figure..caption];
        let address = format!("/article/bai/en/picture/{number}");
        assert_eq!(piece.contains(&format!("<img src=\"{address}\"")), *shown, "{name}: {piece}");
        at = caption;
        let answer = client.get(format!("{}{address}", served.root)).header(header::COOKIE, &session);
        let answer = answer.send().await.expect("an answer");
        let want = if *shown { StatusCode::OK } else { StatusCode::NOT_FOUND };
        assert_eq!(answer.status(), want, "{name}");
        if *shown {
            let of = |name: &str| answer.headers()[name].to_str().expect("text").to_owned();
            let kind = if name.ends_with("gif") { "image/gif" } else { "image/png" };
            assert_eq!((of("content-type").as_str(), of("x-content-type-options").as_str()), (kind, "nosniff"));
            assert!(of("content-security-policy").contains("sandbox"));
        }
    }
    // The page names nothing that a browser would fetch from elsewhere.
    assert!(!article.contains("example.com") && !article.contains("data:image"), "{article}");

    let (_, article) = page(&client, &served, "/article/anh/en", &session).await;
    assert!(article.contains("<img src=\"/article/anh/en/picture/0\" alt=\"Vải"), "{article}");
    assert!(!article.contains("<b>thiều"), "alternative text is text: {article}");
    assert_eq!(page(&client, &served, "/article/tron/en", &session).await.1.matches("class=\"figure\"").count(), 0);

    for (path, want) in [
        ("/article/bai/en/picture/17", StatusCode::NOT_FOUND),
        ("/article/bai/en/picture/-1", StatusCode::BAD_REQUEST),
        ("/article/bai/en/picture/99999999999999999999999", StatusCode::BAD_REQUEST),
        ("/article/bai/en/picture/..%2f..%2fconfig.toml", StatusCode::BAD_REQUEST),
        ("/article/none/en/picture/0", StatusCode::NOT_FOUND),
    ] {
        assert_eq!(page(&client, &served, path, &session).await.0, want, "{path}");
    }
    let alone = client.get(format!("{}/article/bai/en/picture/0", served.root)).send().await.expect("an answer");
    assert_eq!(alone.status(), StatusCode::SEE_OTHER, "without a session");

    // Somebody of another language sees no picture of this one's edition.
    let (_, people) = page(&client, &served, "/people", &session).await;
    let csrf = super::doors::between(&people, "name=\"csrf\" value=\"");
    let body = format!("csrf={csrf}&name=Minh&password=correct+horse+battery&ja=translator");
    let made = form(&client, &served, "/people", &body).header(header::COOKIE, &session);
    assert_eq!(made.send().await.expect("an answer").status(), StatusCode::SEE_OTHER);
    let answer = form(&client, &served, "/login", "name=minh&password=correct+horse+battery").send().await;
    let minh = super::doors::cookie(&answer.expect("an answer"));
    assert_eq!(page(&client, &served, "/article/bai/en/picture/0", &minh).await.0, StatusCode::FORBIDDEN);
    assert_eq!(page(&client, &served, "/article/bai/ja/picture/0", &minh).await.0, StatusCode::OK);
}
