//! What the verbs do to the memory: markup kept, identical sentences, conflict, rejection, undo.

use reqwest::{StatusCode, header};
use serde_json::{Value, json};

use super::{
    Served,
    doors::{between, client, page, set_up},
};
use crate::desk::Desk;

const SENTENCE: &str = "Dự án này rất **quan trọng**.";

pub(super) fn served() -> Served {
    Served::of(desk())
}

/// Two articles with a sentence in common, translated.
pub(super) fn desk() -> Desk {
    let desk = Desk::new("script", "[backends.script]\nkind = \"scripted\"\npath = \"script.toml\"\n");
    let answer =
        |source: &str, target: &str| format!("[[answer]]\nsource = {source:?}\nto = \"en\"\ntarget = {target:?}\n");
    desk.write(
        "script.toml",
        [
            answer("Dự án này rất <1>quan trọng</1>.", "This project is very <1>important</1>."),
            answer("Tin thứ nhất", "First story"),
            answer("Tin thứ hai", "Second story"),
        ]
        .concat(),
    );
    desk.write("a.md", format!("# Tin thứ nhất\n\n{SENTENCE}\n"));
    desk.write("b.md", format!("# Tin thứ hai\n\n{SENTENCE}\n"));
    desk.run(&["translate", "a.md", "b.md", "--to", "en"]);
    desk
}

#[tokio::test]
async fn each_verb_writes_a_version_and_loses_none() {
    let (client, served) = (client(), served());
    let session = set_up(&client, &served).await;
    let (status, article) = page(&client, &served, "/article/a/en", &session).await;
    assert_eq!(status, StatusCode::OK, "{article}");
    assert!(article.contains("<span class=\"chip\""), "{article}");
    let token = between(&article, "data-token=\"");
    let second = &article[article.rfind("<li class=\"segment").expect("a segment")..];
    let (key, context) = (between(second, "data-key=\""), between(second, "data-context=\""));
    let order = async |verb: &str, body: Value| {
        let mut all = json!({ "key": key, "context": context });
        all.as_object_mut().expect("an object").extend(body.as_object().expect("an object").clone());
        let answer = client
            .post(format!("{}/api/a/en/{verb}", served.root))
            .header(header::ORIGIN, &served.root)
            .header(header::COOKIE, &session)
            .header("x-anban-token", token)
            .json(&all)
            .send()
            .await
            .expect("an answer");
        (answer.status(), answer.json::<Value>().await.unwrap_or_default())
    };
    let base = "This project is very \u{F0000}important\u{F0001}.";

    // Markup that is missing blocks.
    let (status, said) = order("amend", json!({ "version": 1, "base": base, "text": "This project matters." })).await;
    assert_eq!((status, said["fault"].as_str()), (StatusCode::UNPROCESSABLE_ENTITY, Some("blocked")), "{said}");

    let mine = "This project is highly \u{F0000}important\u{F0001}.";
    let (status, done) = order("amend", json!({ "version": 1, "base": base, "text": mine })).await;
    assert_eq!(
        (status, done["version"].as_u64(), done["state"].as_str()),
        (StatusCode::OK, Some(2), Some("reviewed")),
        "{done}"
    );
    // An answer that got lost is sent again and changes nothing.
    let (status, again) = order("amend", json!({ "version": 1, "base": base, "text": mine })).await;
    assert_ne!(status, StatusCode::INTERNAL_SERVER_ERROR, "{again}");

    // Somebody who began from version 1 meets a conflict, and both changes put together.
    let theirs = "This big project is very \u{F0000}important\u{F0001}.";
    let (status, conflict) = order("amend", json!({ "version": 1, "base": base, "text": theirs })).await;
    assert_eq!(status, StatusCode::CONFLICT, "{conflict}");
    assert_eq!(conflict["merged"], "This big project is highly \u{F0000}important\u{F0001}.");
    assert_eq!((conflict["theirs"].as_str(), conflict["conflicts"].as_u64()), (Some(mine), Some(0)));

    // The same sentence elsewhere says what a person said.
    let (_, other) = page(&client, &served, "/article/b/en", &session).await;
    assert!(other.contains("highly"), "{other}");

    let (_, before) = page(&client, &served, "/article/a/en", &session).await;
    let at = &before[before.rfind("<li class=\"segment").expect("a segment")..];
    let version: u64 = between(at, "data-version=\"").parse().expect("a number");
    let (status, _) = order("reject", json!({ "version": version, "text": "too strong" })).await;
    assert_eq!(status, StatusCode::OK);
    let (_, rejected) = page(&client, &served, "/article/a/en", &session).await;
    assert!(rejected.contains("rejected by Lan: too strong"), "{rejected}");
    let (status, _) = order("undo", json!({})).await;
    assert_eq!(status, StatusCode::OK);
    let (_, undone) = page(&client, &served, "/article/a/en", &session).await;
    assert!(undone.contains("highly") && !undone.contains("too strong"), "{undone}");
    let (status, _) = order("undo", json!({})).await;
    assert_eq!(status, StatusCode::NOT_FOUND, "an undo is not undone by another");
    let (status, _) = order("restore", json!({ "version": 1 })).await;
    assert_eq!(status, StatusCode::OK);
    let (_, restored) = page(&client, &served, "/article/a/en", &session).await;
    assert!(restored.contains("is very"), "{restored}");
}
