//! Other programs at the desk: the API as it is described, articles handed over, hooks, a proxy that signs people in.

use std::{
    net::IpAddr,
    process::{Command, Stdio},
    sync::{Arc, Mutex},
    time::Duration,
};

use anban::web::is_public;
use axum::{Router, body::Bytes, http::HeaderMap, routing::post};
use reqwest::{Client, StatusCode, header};
use serde_json::{Value, json};

use super::{
    Served,
    doors::{between, client, form, page, set_up},
    verbs,
};
use crate::{
    desk::{Desk, data, repository},
    memory::server::Database,
};

/// A key in the name of the person who set the desk up.
fn key(served: &Served) -> String {
    let output = served.desk.run(&["serve", "--key-for", "Lan"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8").trim().to_owned()
}

struct Program<'a> {
    client: Client,
    root: &'a str,
    key: String,
}

impl Program<'_> {
    async fn get(&self, path: &str) -> (StatusCode, Value) {
        self.send(self.client.get(format!("{}/v1{path}", self.root))).await
    }

    async fn post(&self, path: &str, body: Value) -> (StatusCode, Value) {
        self.send(self.client.post(format!("{}/v1{path}", self.root)).json(&body)).await
    }

    async fn send(&self, request: reqwest::RequestBuilder) -> (StatusCode, Value) {
        let answer = request.bearer_auth(&self.key).send().await.expect("an answer");
        (answer.status(), answer.json().await.unwrap_or_default())
    }
}

/// What may be refused of what is well formed: a translation that a check blocks, a host that is inside.
const EXPECTED: &str = "[checks.positive_data_acceptance]
expected-statuses = [\"2xx\", \"401\", \"403\", \"404\", \"409\", \"422\"]
";

/// Runs schemathesis against the server; `parameters` is what it is told of addresses that exist.
fn try_out(served: &Served, key: &str, parameters: &str) -> String {
    let program = repository("target/schemathesis/bin/schemathesis");
    assert!(program.exists(), "schemathesis: run `make test`");
    served.desk.write("schemathesis.toml", format!("{EXPECTED}{parameters}"));
    let output = Command::new(program)
        .args([
            "run",
            &format!("{}/v1/openapi.json", served.root),
            "--header",
            &format!("Authorization: Bearer {key}"),
        ])
        .args(["--seed", "1", "--max-examples", "15", "--phases", "coverage,fuzzing", "--continue-on-failure"])
        .arg("--no-color")
        .current_dir(served.desk.folder.path())
        .output()
        .expect("it starts");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("Tested: 23"), "{said}");
    said
}

#[tokio::test]
async fn schemathesis_finds_no_difference_from_the_description() {
    let (client, served) = (client(), Served::new());
    set_up(&client, &served).await;
    let key = key(&served);
    try_out(&served, &key, "");
    // Once more where there is something to be done.
    let program = Program { client, root: &served.root, key: key.clone() };
    let (status, list) = program.get("/articles/cooperation/en/segments").await;
    assert_eq!(status, StatusCode::OK, "the key still opens: what was tried was tried signed in");
    let (of_key, of_context) = (&list["segments"][2]["key"], &list["segments"][2]["context"]);
    let parameters = format!(
        "[parameters]\n\"path.article\" = \"cooperation\"\n\"path.locale\" = \"en\"\n\"path.key\" = {of_key}\n\"path.context\" = {of_context}\n"
    );
    let said = try_out(&served, &key, &parameters);
    let quiet = !said.contains("/history\n");
    assert!(quiet, "no segment was reached: {said}");
}

#[tokio::test]
async fn a_key_does_what_its_owner_may_until_it_is_taken_back() {
    let (client, served) = (client(), verbs::served());
    let session = set_up(&client, &served).await;
    let program = Program { client: client.clone(), root: &served.root, key: key(&served) };
    let (status, me) = program.get("/me").await;
    assert_eq!((status, me["name"].as_str()), (StatusCode::OK, Some("lan")));
    let (_, list) = program.get("/articles/a/en/segments").await;
    let segment = &list["segments"][1];
    let at = format!(
        "/articles/a/en/segments/{}/{}",
        segment["key"].as_str().expect("a key"),
        segment["context"].as_str().expect("a context")
    );
    let text = "This project is highly \u{F0000}important\u{F0001}.";
    let order = json!({ "version": segment["version"], "base": segment["target"], "text": text });
    let (status, done) = program.post(&format!("{at}/amend"), order.clone()).await;
    assert_eq!((status, done["state"].as_str()), (StatusCode::OK, Some("reviewed")), "{done}");
    let mut other = order.clone();
    other["text"] = json!("This big project is very \u{F0000}important\u{F0001}.");
    let (status, conflict) = program.post(&format!("{at}/amend"), other).await;
    assert_eq!((status, conflict["theirs"].as_str()), (StatusCode::CONFLICT, Some(text)));
    let (_, history) = program.get(&format!("{at}/history")).await;
    assert_eq!(history["versions"].as_array().expect("versions").last().expect("one")["target"], text);
    let (status, _) = program.post(&format!("{at}/comment"), json!({ "text": "well said" })).await;
    assert_eq!(status, StatusCode::OK);

    // A key makes no other key; a person at a browser does.
    assert_eq!(program.post("/keys", json!({ "label": "more" })).await.0, StatusCode::FORBIDDEN);
    let forged = client.post(format!("{}/v1/keys", served.root)).header(header::COOKIE, &session);
    let forged = forged.header(header::ORIGIN, "https://evil.example").json(&json!({ "label": "cms" }));
    assert_eq!(forged.send().await.expect("an answer").status(), StatusCode::FORBIDDEN, "from another site");
    let (_, keys) = program.get("/keys").await;
    let path = format!("{}/v1/keys/{}", served.root, keys["keys"][0]["id"]);
    assert_eq!(program.send(client.delete(&path)).await.0, StatusCode::FORBIDDEN, "nor does it take one back");
    let (_, article) = page(&client, &served, "/article/a/en", &session).await;
    let own = client.delete(&path).header(header::COOKIE, &session).header(header::ORIGIN, &served.root);
    let own = own.header("x-anban-token", between(&article, "data-token=\""));
    assert_eq!(own.send().await.expect("an answer").status(), StatusCode::NO_CONTENT);
    assert_eq!(program.get("/me").await.0, StatusCode::UNAUTHORIZED, "it is taken back");
}

/// What a receiver got: the path, the headers, the body.
type Got = Arc<Mutex<Vec<(HeaderMap, String)>>>;

/// A receiver that sends the first caller elsewhere, fails the second, and takes the rest.
async fn receiver(got: Got, lured: Arc<Mutex<u32>>) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let host = listener.local_addr().expect("an address").to_string();
    let take = async move |headers: HeaderMap, body: Bytes| {
        let mut got = got.lock().expect("a lock");
        got.push((headers, String::from_utf8(body.to_vec()).expect("UTF-8")));
        match got.len() {
            1 => (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, "/inside")]),
            2 => (StatusCode::INTERNAL_SERVER_ERROR, [(header::LOCATION, "")]),
            _ => (StatusCode::OK, [(header::LOCATION, "")]),
        }
    };
    let inside = async move || *lured.lock().expect("a lock") += 1;
    let routes = Router::new().route("/hook", post(take)).route("/inside", post(inside.clone()).get(inside));
    tokio::spawn(async move { axum::serve(listener, routes).await });
    host
}

#[tokio::test]
async fn a_hook_is_told_signed_and_until_it_listens() {
    let (got, lured) = (Got::default(), Arc::default());
    let host = receiver(Arc::clone(&got), Arc::clone(&lured)).await;
    let desk = verbs::desk();
    let config = std::fs::read_to_string(desk.path("config.toml")).expect("a configuration");
    desk.write("config.toml", format!("{config}\n[desk]\nhook-hosts = [{host:?}]\n"));
    let (client, served) = (client(), Served::of(desk));
    set_up(&client, &served).await;
    let program = Program { client, root: &served.root, key: key(&served) };
    for bad in [
        "http://127.0.0.1/",
        "http://127.0.0.1:1/hook",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::]/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://10.0.0.1/",
        "http://172.16.9.9/",
        "http://192.168.1.1/",
        "http://100.64.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "http://user:password@192.0.2.1/",
        "no address",
    ] {
        let (status, said) = program.post("/hooks", json!({ "url": bad })).await;
        assert_eq!((status, said["fault"].as_str()), (StatusCode::UNPROCESSABLE_ENTITY, Some("unfit")), "{bad}");
    }
    let (status, hook) = program.post("/hooks", json!({ "url": format!("http://{host}/hook") })).await;
    assert_eq!(status, StatusCode::CREATED, "{hook}");
    let (status, published) = program.post("/articles/a/en/publish", json!({})).await;
    assert_eq!(status, StatusCode::OK, "{published}");
    let log = format!("/hooks/{}/deliveries", hook["id"]);
    let mut last = Value::Null;
    for _ in 0..100 {
        last = program.get(&log).await.1;
        if last["deliveries"][0]["state"] == "done" {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let delivery = &last["deliveries"][0];
    assert_eq!(
        (&delivery["state"], &delivery["attempts"], &delivery["status"]),
        (&json!("done"), &json!(3), &json!(200))
    );
    assert_eq!(*lured.lock().expect("a lock"), 0, "a redirection is not followed");
    let got = got.lock().expect("a lock").clone();
    assert_eq!(got.len(), 3);
    for (headers, body) in &got {
        let told: Value = serde_json::from_str(body).expect("JSON");
        assert_eq!((&told["event"], &told["article"]), (&json!("edition.complete"), &json!("a")));
        let signed = headers["x-anban-signature"].to_str().expect("text");
        let (time, signature) = signed.split_once(",v1=").expect("two parts");
        // Another implementation of HMAC than ours.
        let script = "import hmac, sys; print(hmac.new(*(x.encode() for x in sys.argv[1:]), 'sha256').hexdigest())";
        let secret = hook["secret"].as_str().expect("a secret");
        let message = format!("{}.{body}", time.trim_start_matches("t="));
        let output = Command::new("python3").args(["-c", script, secret, &message]).output().expect("Python");
        assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), signature);
    }
}

#[test]
fn only_public_addresses_are_public() {
    for (address, public) in [
        ("8.8.8.8", true),
        ("193.0.6.139", true),
        ("2a00:1450:4001::1", true),
        ("2606:4700::1111", true),
        ("192.0.0.8", false),
        ("192.0.2.1", false),
        ("198.18.0.1", false),
        ("203.0.113.5", false),
        ("224.0.0.1", false),
        ("240.0.0.1", false),
        ("255.255.255.255", false),
        ("2001:db8::1", false),
        ("2002:7f00:1::", false),
        ("64:ff9b::7f00:1", false),
        ("::127.0.0.1", false),
        ("ff02::1", false),
    ] {
        assert_eq!(is_public(address.parse::<IpAddr>().expect("an address")), public, "{address}");
    }
}

#[tokio::test]
async fn only_a_trusted_proxy_signs_people_in() {
    let desk = verbs::desk();
    let config = std::fs::read_to_string(desk.path("config.toml")).expect("a configuration");
    desk.write("config.toml", format!("{config}\n[desk]\nproxies = [\"127.0.0.2\"]\n"));
    let (elsewhere, served) = (client(), Served::of(desk));
    set_up(&elsewhere, &served).await;
    let proxy = Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .local_address("127.0.0.2".parse::<IpAddr>().expect("an address"))
        .build()
        .expect("a client");
    let ask = async |client: &Client, names: &[&str], cookie: &str| {
        let mut request = client.get(format!("{}/", served.root)).header(header::COOKIE, cookie);
        for name in names {
            request = request.header("x-forwarded-user", *name);
        }
        let answer = request.send().await.expect("an answer");
        let cookie = answer.headers().get(header::SET_COOKIE).map(|it| it.to_str().expect("text").to_owned());
        let place = answer.headers().get(header::LOCATION).map(|it| it.to_str().expect("text").to_owned());
        (answer.status(), cookie, place)
    };
    let door = Some("/login".to_owned());
    assert_eq!(ask(&elsewhere, &["lan"], "").await, (StatusCode::SEE_OTHER, None, door.clone()), "a forged header");
    assert_eq!(ask(&proxy, &[], "").await, (StatusCode::SEE_OTHER, None, door.clone()), "no header");
    assert_eq!(ask(&proxy, &["lan", "lan"], "").await, (StatusCode::SEE_OTHER, None, door), "two headers");
    assert_eq!(ask(&proxy, &["nobody"], "").await.0, StatusCode::FORBIDDEN);
    let (status, cookie, place) = ask(&proxy, &["Lan"], "anban-session=fixed").await;
    assert_eq!((status, place.as_deref()), (StatusCode::SEE_OTHER, Some("/")));
    let cookie = cookie.expect("a session").split(';').next().expect("a pair").to_owned();
    assert_eq!(page(&elsewhere, &served, "/", "anban-session=fixed").await.0, StatusCode::SEE_OTHER);
    assert_eq!(ask(&proxy, &["lan"], &cookie).await.0, StatusCode::OK);
    // Somebody else sits down at the browser: the session of the first is not theirs.
    assert_eq!(ask(&proxy, &["minh"], &cookie).await.0, StatusCode::FORBIDDEN);
    let out = form(&elsewhere, &served, "/logout", "csrf=guess").header(header::COOKIE, &cookie);
    assert_eq!(out.send().await.expect("an answer").status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_article_is_handed_over_waited_for_and_fetched() {
    let Some(database) = Database::new() else { return };
    let desk = Desk::scripted();
    let config = std::fs::read_to_string(desk.path("config.toml")).expect("a configuration");
    desk.write("config.toml", format!("{config}\n[memory]\npath = {:?}\n", database.address()));
    let (client, served) = (client(), Served::of(desk));
    set_up(&client, &served).await;
    let program = Program { client: client.clone(), root: &served.root, key: key(&served) };
    let mut worker = served.desk.command(&["worker"]);
    let mut worker = worker.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts");
    let hand = async |name: &str, to: &str, text: String| {
        let name = name.replace('\0', "%00");
        let request = client.post(format!("{}/v1/jobs?name={name}&to={to}", served.root));
        program.send(request.header(header::CONTENT_TYPE, "application/octet-stream").body(text)).await
    };
    for name in ["../../etc/cron.d/x.txt", ".x.txt", "a/b.txt", "noending", "x\u{0}.txt"] {
        assert_eq!(hand(name, "en", data("cooperation.txt")).await.0, StatusCode::BAD_REQUEST, "{name}");
    }
    assert_eq!(hand("x.txt", "en,vi", data("cooperation.txt")).await.0, StatusCode::BAD_REQUEST);
    let (status, job) = hand("cooperation.txt", "en,ja", data("cooperation.txt")).await;
    assert_eq!((status, job["state"].as_str()), (StatusCode::ACCEPTED, Some("waiting")), "{job}");
    let (status, done) = program.get(&format!("/jobs/{}?wait=60", job["id"])).await;
    worker.kill().expect("it ran");
    worker.wait().expect("it ended");
    assert_eq!((status, done["state"].as_str()), (StatusCode::OK, Some("done")), "{done}");
    let (status, edition) = program.get("/articles/cooperation/en").await;
    assert_eq!((status, &edition["complete"]), (StatusCode::OK, &json!(true)), "{edition}");
    let request = client.get(format!("{}/v1/articles/cooperation/en/edition", served.root)).bearer_auth(&program.key);
    let answer = request.send().await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::OK);
    assert!(answer.text().await.expect("text").contains("Bac Giang"));
    assert_eq!(program.get("/articles/cooperation/ko").await.0, StatusCode::NOT_FOUND);
    let left = database.psql("SELECT count(*) FROM anban.job").expect("counted");
    assert_eq!(left, "0", "what was fetched is forgotten");
}
