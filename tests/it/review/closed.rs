//! What is published is closed: only those who may overrule change it, by whatever door they come.

use reqwest::{Client, Method, StatusCode, header};
use serde_json::{Value, json};

use super::{
    Served,
    doors::{between, client, cookie, form, page, set_up},
    verbs,
};

struct Hand<'a> {
    client: &'a Client,
    served: &'a Served,
    session: String,
    token: String,
}

impl Hand<'_> {
    async fn send(&self, method: Method, path: &str, body: &Value) -> (StatusCode, Value) {
        let answer = self
            .client
            .request(method, format!("{}{path}", self.served.root))
            .header(header::ORIGIN, &self.served.root)
            .header(header::COOKIE, &self.session)
            .header("x-anban-token", &self.token)
            .json(body)
            .send()
            .await
            .expect("an answer");
        (answer.status(), answer.json().await.unwrap_or_default())
    }
}

/// Somebody new with `role` in English, signed in.
async fn hired<'a>(client: &'a Client, served: &'a Served, admin: &str, name: &str, role: &str) -> Hand<'a> {
    let (_, people) = page(client, served, "/people", admin).await;
    let csrf = between(&people, "name=\"csrf\" value=\"");
    let body = format!("csrf={csrf}&name={name}&password=correct+horse+battery&en={role}");
    let made = form(client, served, "/people", &body).header(header::COOKIE, admin).send().await.expect("an answer");
    assert_eq!(made.status(), StatusCode::SEE_OTHER);
    let body = format!("name={name}&password=correct+horse+battery");
    let session = cookie(&form(client, served, "/login", &body).send().await.expect("an answer"));
    let (_, article) = page(client, served, "/article/a/en", &session).await;
    let token = between(&article, "data-token=\"").to_owned();
    Hand { client, served, session, token }
}

#[tokio::test]
async fn a_final_sentence_is_changed_by_reviewers_only() {
    let (client, served) = (client(), verbs::served());
    let admin = set_up(&client, &served).await;
    let lan = hired(&client, &served, &admin, "Chi", "lead").await;
    let translator = hired(&client, &served, &admin, "Minh", "translator").await;
    let reviewer = hired(&client, &served, &admin, "Hoa", "reviewer").await;

    let segment = async |at: usize| {
        let (_, list) = lan.send(Method::GET, "/v1/articles/a/en/segments", &json!({})).await;
        list["segments"][at].clone()
    };
    let text = "This project is highly \u{F0000}important\u{F0001}.";
    let order = |one: &Value, more: Value| {
        let mut order = json!({ "key": one["key"], "context": one["context"], "version": one["version"] });
        order.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        order
    };
    for at in 0..2 {
        let one = segment(at).await;
        let (status, said) = translator.send(Method::POST, "/api/a/en/accept", &order(&one, json!({}))).await;
        assert_eq!(status, StatusCode::OK, "{said}");
    }
    for hand in [&translator, &reviewer] {
        let (status, _) = hand.send(Method::POST, "/v1/articles/a/en/publish", &json!({})).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "a lead publishes");
    }
    let (status, said) = lan.send(Method::POST, "/v1/articles/a/en/publish", &json!({})).await;
    assert_eq!(status, StatusCode::OK, "{said}");

    let closed = segment(1).await;
    assert_eq!(closed["state"], "final", "{closed}");
    let address = |verb: &str| {
        let part = |name: &str| closed[name].as_str().expect("text").to_owned();
        format!("/v1/articles/a/en/segments/{}/{}/{verb}", part("key"), part("context"))
    };
    let amendment = json!({ "base": closed["target"], "text": text });
    let own = |more: &Value| order(&closed, more.clone());
    for (verb, more) in [
        ("amend", amendment.clone()),
        ("reject", json!({ "text": "no" })),
        ("undo", json!({})),
        ("restore", json!({ "version": 1 })),
    ] {
        let (status, said) = translator.send(Method::POST, &format!("/api/a/en/{verb}"), &own(&more)).await;
        assert_eq!((status, &said["fault"]), (StatusCode::FORBIDDEN, &json!("right")), "{verb} on the page");
        let mut body = more.clone();
        if body.get("version").is_none() && verb != "undo" {
            body["version"] = closed["version"].clone();
        }
        if verb == "reject" {
            body = json!({ "version": closed["version"], "reason": "no" });
        }
        let (status, said) = translator.send(Method::POST, &address(verb), &body).await;
        assert_eq!((status, &said["fault"]), (StatusCode::FORBIDDEN, &json!("right")), "{verb} by program: {said}");
    }
    // Not by the same sentence in another article either.
    let (_, list) = translator.send(Method::GET, "/v1/articles/b/en/segments", &json!({})).await;
    let other = list["segments"][1].clone();
    let (status, said) = translator.send(Method::POST, "/api/b/en/amend", &order(&other, amendment.clone())).await;
    assert_eq!(status, if other["state"] == "final" { StatusCode::FORBIDDEN } else { StatusCode::OK }, "{said}");
    assert_eq!(segment(1).await, closed, "nothing has changed");

    let (status, done) = reviewer.send(Method::POST, "/api/a/en/amend", &own(&amendment)).await;
    assert_eq!((status, done["state"].as_str()), (StatusCode::OK, Some("reviewed")), "{done}");
    assert_eq!(segment(1).await["target"], text);
}

#[tokio::test]
async fn a_hook_is_taken_away_by_whoever_made_it() {
    let desk = verbs::desk();
    let config = std::fs::read_to_string(desk.path("config.toml")).expect("a configuration");
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let host = listener.local_addr().expect("an address").to_string();
    desk.write("config.toml", format!("{config}\n[desk]\nhook-hosts = [{host:?}]\n"));
    let (client, served) = (client(), Served::of(desk));
    let admin = set_up(&client, &served).await;
    let chi = hired(&client, &served, &admin, "Chi", "lead").await;
    let hoa = hired(&client, &served, &admin, "Hoa", "lead").await;
    let minh = hired(&client, &served, &admin, "Minh", "translator").await;
    let new = json!({ "url": format!("http://{host}/hook") });
    assert_eq!(minh.send(Method::POST, "/v1/hooks", &new).await.0, StatusCode::FORBIDDEN);
    let (status, hook) = chi.send(Method::POST, "/v1/hooks", &new).await;
    assert_eq!(status, StatusCode::CREATED, "{hook}");
    let own = format!("/v1/hooks/{}", hook["id"]);
    for other in [&hoa, &minh] {
        assert_eq!(other.send(Method::DELETE, &own, &json!({})).await.0, StatusCode::NOT_FOUND, "not theirs");
        let (status, _) = other.send(Method::GET, &format!("{own}/deliveries"), &json!({})).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    }
    // The secret is told once.
    let (_, list) = chi.send(Method::GET, "/v1/hooks", &json!({})).await;
    assert_eq!(list["hooks"].as_array().map(Vec::len), Some(1), "{list}");
    assert!(!list.to_string().contains(hook["secret"].as_str().expect("a secret")), "{list}");
    let forged = Hand { token: String::new(), session: chi.session.clone(), client: &client, served: &served };
    assert_eq!(forged.send(Method::DELETE, &own, &json!({})).await.0, StatusCode::FORBIDDEN, "without the token");
    assert_eq!(chi.send(Method::DELETE, &own, &json!({})).await.0, StatusCode::NO_CONTENT);
    assert_eq!(chi.send(Method::DELETE, &own, &json!({})).await.0, StatusCode::NOT_FOUND);
    assert_eq!(chi.send(Method::GET, "/v1/hooks", &json!({})).await.1, json!({ "hooks": [] }));
    // Nobody is told of what is complete after it.
    let (status, said) = chi.send(Method::POST, "/v1/articles/a/en/publish", &json!({})).await;
    assert_eq!(status, StatusCode::OK, "{said}");
    let told = tokio::time::timeout(std::time::Duration::from_secs(3), listener.accept()).await;
    assert!(told.is_err(), "a hook that was taken away is told");
}
