//! Nobody gets in, or does anything, who should not.

use anban::locale::Locale;
use reqwest::{Client, RequestBuilder, StatusCode, header};
use serde_json::{Value, json};

use super::Served;

const PASSWORD: &str = "correct horse battery";

pub(super) fn client() -> Client {
    Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().expect("a client")
}

pub(super) fn form(client: &Client, served: &Served, path: &str, body: &str) -> RequestBuilder {
    client
        .post(format!("{}{path}", served.root))
        .header(header::ORIGIN, &served.root)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(body.to_owned())
}

/// The session's cookie of an answer.
pub(super) fn cookie(answer: &reqwest::Response) -> String {
    let cookies = answer.headers().get_all(header::SET_COOKIE);
    let all: Vec<&str> = cookies.iter().filter_map(|value| value.to_str().ok()).collect();
    assert!(all.iter().all(|one| one.contains("HttpOnly") && one.contains("SameSite=Strict")), "{all:?}");
    all.iter().find_map(|one| one.split(';').next()).expect("a cookie").to_owned()
}

pub(super) async fn set_up(client: &Client, served: &Served) -> String {
    let link = served.setup.as_deref().expect("a link");
    let token = link.split("token=").nth(1).expect("a token");
    let body = format!("token={token}&name=Lan&password={}", PASSWORD.replace(' ', "+"));
    let answer = form(client, served, "/setup", &body).send().await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    let again = form(client, served, "/setup", &body).send().await.expect("an answer");
    assert_eq!(again.status(), StatusCode::NOT_FOUND, "the link works once");
    cookie(&answer)
}

pub(super) async fn page(client: &Client, served: &Served, path: &str, cookie: &str) -> (StatusCode, String) {
    let request = client.get(format!("{}{path}", served.root)).header(header::COOKIE, cookie);
    let answer = request.send().await.expect("an answer");
    (answer.status(), answer.text().await.expect("text"))
}

pub(super) fn between<'a>(text: &'a str, before: &str) -> &'a str {
    let at = text.find(before).unwrap_or_else(|| panic!("{before} in {text}")) + before.len();
    text[at..].split('"').next().expect("an end")
}

#[tokio::test]
async fn only_its_own_pages_and_people_change_anything() {
    let (client, served) = (client(), Served::new());
    for path in ["/", "/people", "/article/cooperation/en", "/article/cooperation/en/page"] {
        let (status, _) = page(&client, &served, path, "").await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{path} without a session");
    }
    let session = set_up(&client, &served).await;
    let (_, article) = page(&client, &served, "/article/cooperation/en", &session).await;
    assert!(
        article.contains("&lt;script&gt;alert(") && !article.contains("<script>alert"),
        "hostile text is escaped"
    );
    let token = between(&article, "data-token=\"").to_owned();
    let (key, context) = (between(&article, "data-key=\""), between(&article, "data-context=\""));
    let order = json!({ "key": key, "context": context, "version": 1 });
    let accept = |origin: &str, cookie: &str, token: &str, body: &Value| {
        client
            .post(format!("{}/api/cooperation/en/accept", served.root))
            .header(header::ORIGIN, origin)
            .header(header::COOKIE, cookie)
            .header("x-anban-token", token)
            .json(body)
            .send()
    };
    let mut assigned = order.clone();
    assigned["state"] = json!("final");
    let mut named = order.clone();
    named["origin"] = json!({ "who": "person", "name": "somebody else" });
    for (what, origin, cookie, token, body, expected) in [
        ("another site", "https://evil.example", session.as_str(), token.as_str(), &order, StatusCode::FORBIDDEN),
        ("no token", &served.root, &session, "", &order, StatusCode::FORBIDDEN),
        ("another token", &served.root, &session, &"0".repeat(64), &order, StatusCode::FORBIDDEN),
        ("no session", &served.root, "", &token, &order, StatusCode::UNAUTHORIZED),
        ("a state of one's own", &served.root, &session, &token, &assigned, StatusCode::BAD_REQUEST),
        ("a name of one's own", &served.root, &session, &token, &named, StatusCode::BAD_REQUEST),
        ("as it should be", &served.root, &session, &token, &order, StatusCode::OK),
    ] {
        let answer = accept(origin, cookie, token, body).await.expect("an answer");
        assert_eq!(answer.status(), expected, "{what}");
    }
    for path in
        ["/article/..%2f..%2fetc/en", "/article/%2e%2e/en", "/static/..%2f..%2fCargo.toml", "/article/cooperation/xx"]
    {
        let (status, body) = page(&client, &served, path, &session).await;
        assert!(status.is_client_error() && !body.contains("[package]"), "{path}: {status}");
    }
    let answer = client.get(format!("{}/login", served.root)).send().await.expect("an answer");
    let policy = answer.headers()["content-security-policy"].to_str().expect("text").to_owned();
    assert!(
        policy.contains("script-src 'self'")
            && policy.contains("frame-ancestors 'none'")
            && !policy.contains("unsafe")
    );
    assert_eq!(
        (&answer.headers()["x-frame-options"], &answer.headers()["x-content-type-options"]),
        (&"DENY".parse().expect("a value"), &"nosniff".parse().expect("a value"))
    );
}

#[tokio::test]
async fn a_role_is_needed_and_a_session_can_be_ended() {
    let (client, served) = (client(), Served::new());
    let admin = set_up(&client, &served).await;
    let (_, people) = page(&client, &served, "/people", &admin).await;
    let csrf = between(&people, "name=\"csrf\" value=\"").to_owned();
    let body = format!("csrf={csrf}&name=Minh&password={}&ja=translator", PASSWORD.replace(' ', "+"));
    let made =
        form(&client, &served, "/people", &body).header(header::COOKIE, &admin).send().await.expect("an answer");
    assert_eq!(made.status(), StatusCode::SEE_OTHER);

    let fixed = "anban-session=0123456789";
    let body = format!("name=minh&password={}", PASSWORD.replace(' ', "+"));
    let answer =
        form(&client, &served, "/login", &body).header(header::COOKIE, fixed).send().await.expect("an answer");
    let minh = cookie(&answer);
    assert_ne!(minh, fixed, "a session is not fixed from outside");
    assert_eq!(page(&client, &served, "/", fixed).await.0, StatusCode::SEE_OTHER);

    assert_eq!(page(&client, &served, "/article/cooperation/ja", &minh).await.0, StatusCode::OK);
    for path in ["/article/cooperation/en", "/article/cooperation/ko/page", "/people"] {
        assert_eq!(page(&client, &served, path, &minh).await.0, StatusCode::FORBIDDEN, "{path}");
    }
    let (_, article) = page(&client, &served, "/article/cooperation/ja", &minh).await;
    let order = json!({ "key": between(&article, "data-key=\""), "context": between(&article, "data-context=\""),
        "version": 1, "text": "no" });
    for (locale, verb) in [(Locale::Ja, "reject"), (Locale::En, "accept"), (Locale::Ko, "draft")] {
        let answer = client
            .post(format!("{}/api/cooperation/{locale}/{verb}", served.root))
            .header(header::ORIGIN, &served.root)
            .header(header::COOKIE, &minh)
            .header("x-anban-token", between(&article, "data-token=\""))
            .json(&order);
        assert_eq!(answer.send().await.expect("an answer").status(), StatusCode::FORBIDDEN, "{locale} {verb}");
    }
    let end = form(&client, &served, "/people/2/end", &format!("csrf={csrf}")).header(header::COOKIE, &admin);
    assert_eq!(end.send().await.expect("an answer").status(), StatusCode::SEE_OTHER);
    assert_eq!(page(&client, &served, "/", &minh).await.0, StatusCode::SEE_OTHER, "the session is over");
}

#[tokio::test]
async fn guessing_a_password_takes_long() {
    let (client, served) = (client(), Served::new());
    set_up(&client, &served).await;
    let mut last = StatusCode::OK;
    for _ in 0..8 {
        let guess = form(&client, &served, "/login", "name=lan&password=wrong").send().await.expect("an answer");
        last = guess.status();
        if last == StatusCode::TOO_MANY_REQUESTS {
            assert!(guess.headers().contains_key(header::RETRY_AFTER));
            break;
        }
        assert_eq!(last, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    let body = format!("name=lan&password={}", PASSWORD.replace(' ', "+"));
    let right = form(&client, &served, "/login", &body).send().await.expect("an answer");
    assert_eq!(right.status(), StatusCode::TOO_MANY_REQUESTS, "the right one has to wait as well");
}
