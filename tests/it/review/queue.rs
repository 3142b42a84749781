//! The queue's filters and deadlines, the concordance in four languages, exports and figures, without a browser.

use reqwest::{Client, StatusCode, header};

use super::{
    Served,
    aids::two_articles,
    doors::{between, client, page, set_up},
};

/// Sends a form of the desk's own page.
async fn form(client: &Client, served: &Served, path: &str, session: &str, fields: &[(&str, &str)]) -> StatusCode {
    let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let answer = client
        .post(format!("{}{path}", served.root))
        .header(header::ORIGIN, &served.root)
        .header(header::COOKIE, session)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(body.join("&"))
        .send()
        .await
        .expect("an answer");
    answer.status()
}

#[tokio::test]
async fn a_queue_is_narrowed_by_its_address_and_ordered_by_deadline() {
    let (client, served) = (client(), two_articles());
    let session = set_up(&client, &served).await;
    let items = async |query: &str| {
        let (status, text) = page(&client, &served, query, &session).await;
        assert_eq!(status, StatusCode::OK, "{query}: {text}");
        let list = text.split_once("<ul class=\"queue\">").map_or("", |(_, list)| list);
        list.split("<a href=\"/article/")
            .skip(1)
            .map(|one| one[..one.find(['"', '#']).expect("an address")].to_owned())
            .collect::<Vec<_>>()
    };
    for (query, count) in [
        ("/", 6),
        ("/?locale=ja", 2),
        ("/?article=second", 3),
        ("/?article=nh%E1%BA%ADt%20b%E1%BA%A3n&locale=en", 2),
        ("/?article=nothing", 0),
        ("/?state=initial", 3),
        ("/?state=reviewed", 0),
        ("/?backend=script", 6),
        ("/?backend=other", 0),
        ("/?confidence=low", 3),
        ("/?confidence=high", 6),
        ("/?term=H%C3%A0n%20Qu%E1%BB%91c", 3),
        ("/?term=no-such-term", 0),
        ("/?rule=no-such-rule", 0),
        ("/?reviewer=lan", 0),
        ("/?age=0", 6),
        ("/?age=3", 0),
        ("/?state=bogus&age=x&page=99", 6),
    ] {
        assert_eq!(items(query).await.len(), count, "{query}");
    }
    // What a form sends empty does not stand in the address.
    let answer = client
        .get(format!("{}/?article=&state=initial&age=", served.root))
        .header(header::COOKIE, &session)
        .send()
        .await
        .expect("an answer");
    let place = answer.headers().get(header::LOCATION).and_then(|place| place.to_str().ok());
    assert_eq!((answer.status(), place), (StatusCode::SEE_OTHER, Some("/?state=initial")));

    // The article with the nearer deadline comes first; one that is over says so; no day is no deadline.
    let (_, article) = page(&client, &served, "/article/cooperation/en", &session).await;
    let token = between(&article, "data-token=\"").to_owned();
    let set = async |slug: &str, day: &str| {
        let fields = [("csrf", token.as_str()), ("day", day)];
        form(&client, &served, &format!("/article/{slug}/en/deadline"), &session, &fields).await
    };
    assert_eq!(set("cooperation", "2999-12-31").await, StatusCode::SEE_OTHER);
    assert!(items("/?locale=en").await[0].starts_with("cooperation/"));
    assert_eq!(set("second", "2020-01-31").await, StatusCode::SEE_OTHER);
    assert!(items("/?locale=en").await[0].starts_with("second/"));
    let (_, queue) = page(&client, &served, "/?locale=en", &session).await;
    assert!(queue.contains("was due 2020-01-31") && queue.contains("by 2999-12-31"), "{queue}");
    for path in ["/v1/articles/second/en", "/v1/articles?locale=en&limit=1"] {
        let (_, told) = page(&client, &served, path, &session).await;
        assert!(told.contains("\"deadline\":\"2020-01-31\""), "{told}");
    }
    assert_eq!(set("second", "2020-02-31").await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(set("second", "").await, StatusCode::SEE_OTHER);
    assert!(items("/?locale=en").await[0].starts_with("cooperation/"));
    let forged = [("csrf", "forged"), ("day", "2020-01-31")];
    let status = form(&client, &served, "/article/second/en/deadline", &session, &forged).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_memory_is_searched_in_four_languages_and_editions_are_taken_out() {
    let (client, served) = (client(), two_articles());
    let session = set_up(&client, &served).await;
    for (query, found) in [
        ("q=h%E1%BB%A3p%20t%C3%A1c", "cooperation with Japan"),
        ("q=expands%20COOPERATION", "Bac Giang <mark>expands cooperation</mark> with Japan"),
        ("q=%E5%8D%94%E5%8A%9B", "<mark>協力</mark>"),
        ("q=%ED%98%91%EB%A0%A5", "<mark>협력</mark>"),
        ("q=Japan&within=en", "<mark>Japan</mark>"),
        ("q=%3Cscript%3E", "has nothing with this phrase"),
    ] {
        let (status, text) = page(&client, &served, &format!("/search?piece=1&{query}"), &session).await;
        assert!(status == StatusCode::OK && text.contains(found), "{query}: {text}");
        assert!(!text.contains("<html") && !text.contains("<script>"), "{query}: {text}");
    }

    // The page beside the sheet has the sentence in hand, once, with a fragment.
    let (_, article) = page(&client, &served, "/article/cooperation/en", &session).await;
    let (key, context) = (between(&article, "data-key=\""), between(&article, "data-context=\""));
    let path = format!("/article/cooperation/en/page?key={key}&context={context}");
    let (_, beside) = page(&client, &served, &path, &session).await;
    assert_eq!(beside.matches("<b id=\"here\">").count(), 1, "{beside}");
    assert!(!beside.contains(['\u{FDD0}', '\u{FDD1}']), "{beside}");

    // Files to keep, as attachments; and the edition written again although a sentence is open.
    for (path, piece) in [("as=page", "<html"), ("as=source", "Bac Giang expands cooperation with Japan")] {
        let address = format!("{}/article/cooperation/en/export?{path}", served.root);
        let answer = client.get(address).header(header::COOKIE, &session).send().await.expect("an answer");
        let kind = answer.headers().get(header::CONTENT_DISPOSITION).expect("a disposition").to_str().expect("text");
        assert!(kind.starts_with("attachment"), "{kind}");
        let text = answer.text().await.expect("text");
        assert!(text.contains(piece), "{text}");
    }
    let edition = served.desk.path("editions/second/en.html");
    std::fs::remove_file(&edition).expect("the edition");
    let (_, article) = page(&client, &served, "/article/second/en", &session).await;
    let token = between(&article, "data-token=\"").to_owned();
    let fields = [("csrf", token.as_str())];
    let status = form(&client, &served, "/article/second/en/assemble", &session, &fields).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(std::fs::read_to_string(&edition).expect("the edition").contains("Hàn Quốc"), "marked and in Vietnamese");

    // Nothing accepted: the figures say so, in words.
    let (status, figures) = page(&client, &served, "/figures", &session).await;
    assert!(status == StatusCode::OK && figures.contains("Nothing has been accepted"), "{figures}");
    for path in ["/search", "/figures", "/article/second/en/aid?key=0&context=0", "/article/second/en/clean"] {
        let answer = client.get(format!("{}{path}", served.root)).send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{path} needs a session");
    }
}
