//! The chat server backend against a loopback stand-in.

use std::time::{Duration, Instant};

use anban::{
    backend::{
        Backend, Error, Finish, Reply, Result, TermHint, Usage,
        http::Limits,
        openai::{OpenAi, Settings},
    },
    locale::Locale,
};
use secrecy::SecretString;
use serde_json::{Value, json};

use super::{
    request,
    stand_in::{Play, StandIn, answer, cut},
};

const KEY: &str = "sk-very-secret";

fn backend(server: &StandIn, change: impl FnOnce(&mut Settings)) -> OpenAi {
    let mut settings = Settings {
        base_url: format!("{}/v1", server.url),
        model: "qwen".to_owned(),
        http: Limits {
            connect_seconds: 2,
            timeout_seconds: 1,
            retries: 2,
            backoff_ms: 1,
            longest_wait_seconds: 2,
            most_bytes: 4096,
        },
        ..Settings::default()
    };
    change(&mut settings);
    OpenAi::new("desk", settings, Some(SecretString::from(KEY))).unwrap()
}

async fn one(backend: &OpenAi) -> Result<Reply> {
    backend.translate(&[request("Xin chào", Locale::En)]).await.remove(0)
}

fn completion(text: &str, finish: &str) -> String {
    json!({
        "choices": [{ "index": 0, "message": { "role": "assistant", "content": text }, "finish_reason": finish }],
        "usage": { "prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10 }
    })
    .to_string()
}

fn good() -> Play {
    answer("200 OK", "content-type: application/json\r\n", &completion("Hello", "stop"))
}

#[tokio::test]
async fn the_request_has_every_field_and_no_other() {
    let server = StandIn::new(vec![good()]);
    let backend = backend(&server, |_| {});
    let mut asked = request("FDI tăng", Locale::Ja);
    asked.terms = vec![TermHint { source: "FDI".to_owned(), target: "外国直接投資".to_owned(), note: None }];
    let reply = backend.translate(&[asked]).await.remove(0).unwrap();
    assert_eq!(
        reply,
        Reply {
            text: "Hello".to_owned(),
            chatter: false,
            finish: Finish::Stop,
            usage: Usage { sent: 7, received: 3 },
            confidence: None,
            by: None,
        }
    );
    let heard = &server.heard()[0];
    assert_eq!(heard.line, "POST /v1/chat/completions HTTP/1.1");
    assert_eq!(heard.header("authorization"), Some("Bearer sk-very-secret"));
    assert_eq!(heard.header("content-type"), Some("application/json"));
    let body: Value = serde_json::from_str(&heard.body).unwrap();
    let fields: Vec<_> = body.as_object().unwrap().keys().cloned().collect();
    assert_eq!(fields, ["model", "messages", "stream", "temperature", "max_tokens"]);
    assert_eq!((&body["model"], &body["stream"], &body["temperature"]), (&json!("qwen"), &json!(false), &json!(0.0)));
    assert!(body["max_tokens"].as_u64().unwrap() > 20);
    let messages = body["messages"].as_array().unwrap();
    assert_eq!(messages[0]["role"], "system");
    let last = messages.last().unwrap();
    assert_eq!(last["role"], "user");
    assert!(last["content"].as_str().unwrap().contains("FDI tăng"));
    assert!(last["content"].as_str().unwrap().contains("外国直接投資"));
}

#[tokio::test]
async fn what_a_server_does_not_know_can_be_left_out() {
    let server = StandIn::new(vec![good()]);
    let plain = backend(&server, |settings| {
        settings.temperature = None;
        settings.limit_field = String::new();
    });
    one(&plain).await.unwrap();
    let renamed = backend(&server, |settings| settings.limit_field = "max_completion_tokens".to_owned());
    one(&renamed).await.unwrap();
    let fields = |index: usize| -> Vec<String> {
        let body: Value = serde_json::from_str(&server.heard()[index].body).unwrap();
        body.as_object().unwrap().keys().cloned().collect()
    };
    assert_eq!(fields(0), ["model", "messages", "stream"]);
    assert_eq!(fields(1), ["model", "messages", "stream", "temperature", "max_completion_tokens"]);
}

/// What a fault must become: the error's kind, words it holds, and how many calls it takes.
const FINAL: [(&str, &str, &str, &str, usize); 11] = [
    (
        "400 Bad Request",
        "",
        r#"{"error":{"message":"too long","code":"exceed_context_size_error"}}"#,
        "no answer: too long",
        1,
    ),
    (
        "401 Unauthorized",
        "",
        r#"{"error":{"message":"Incorrect key sk-very-secret"}}"#,
        "unusable: the key is refused",
        1,
    ),
    ("403 Forbidden", "", "", "unusable: the key is refused", 1),
    ("404 Not Found", "", r#"{"error":"model 'qwen' not found"}"#, "unusable: model 'qwen' not found", 1),
    ("413 Payload Too Large", "", "", "no answer: 413", 1),
    (
        "422 Unprocessable Entity",
        "",
        r#"{"message":"sk-very-secret is no number"}"#,
        "no answer: [key] is no number",
        1,
    ),
    ("429 Too Many Requests", "", r#"{"error":{"message":"pay","code":"insufficient_quota"}}"#, "unusable: quota", 1),
    ("429 Too Many Requests", "retry-after: 3600\r\n", "{}", "failed: 429", 1),
    ("301 Moved Permanently", "location: http://127.0.0.1:1/\r\n", "", "unusable: redirects", 1),
    ("500 Internal Server Error", "", "oops", "failed: tried 3 times", 3),
    ("529 Overloaded", "", "", "failed: tried 3 times", 3),
];

#[tokio::test]
async fn each_fault_is_told_apart_and_the_key_stays_secret() {
    for (status, headers, body, expected, calls) in FINAL {
        let server = StandIn::new(vec![answer(status, headers, body)]);
        let error = one(&backend(&server, |_| {})).await.unwrap_err();
        let (kind, words) = expected.split_once(": ").unwrap();
        let found = match &error {
            Error::Unusable { .. } => "unusable",
            Error::Failed { .. } => "failed",
            Error::NoAnswer { .. } => "no answer",
            Error::Stopped => "stopped",
        };
        assert_eq!(found, kind, "{status}: {error}");
        assert!(error.to_string().contains(words), "{status}: {error}");
        assert!(!format!("{error} {error:?}").contains(KEY), "{status}: {error}");
        assert_eq!(server.heard().len(), calls, "{status}");
    }
    let server = StandIn::new(vec![good()]);
    assert!(!format!("{:?}", backend(&server, |_| {})).contains(KEY));
}

#[tokio::test]
async fn faults_that_pass_are_waited_out() {
    let busy = || answer("503 Service Unavailable", "", r#"{"error":{"message":"Loading model"}}"#);
    for first in [
        answer("429 Too Many Requests", "", "{}"),
        busy(),
        answer("502 Bad Gateway", "content-type: text/html\r\n", "<html>"),
        cut("200 OK", "content-type: application/json\r\n", 500, b"{\"choices\": ["),
        Play::Bytes(Vec::new()),
        Play::Silence(Duration::from_secs(3)),
    ] {
        let server = StandIn::new(vec![first.clone(), good()]);
        assert_eq!(one(&backend(&server, |_| {})).await.map(|reply| reply.text), Ok("Hello".to_owned()), "{first:?}");
        assert_eq!(server.heard().len(), 2);
    }
}

#[tokio::test]
async fn a_server_may_say_how_long_to_wait() {
    let server = StandIn::new(vec![answer("429 Too Many Requests", "retry-after: 1\r\n", "{}"), good()]);
    let started = Instant::now();
    one(&backend(&server, |_| {})).await.unwrap();
    assert!(started.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn a_silent_server_is_given_up() {
    let server = StandIn::new(vec![Play::Silence(Duration::from_secs(10))]);
    let backend = backend(&server, |settings| settings.http.retries = 1);
    let started = Instant::now();
    let error = one(&backend).await.unwrap_err();
    assert!(error.to_string().contains("did not answer in time (tried 2 times)"), "{error}");
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn nobody_listening_is_said() {
    let closed = { std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap() };
    let settings = Settings {
        base_url: format!("http://user:hidden@{closed}/v1"),
        http: Limits { retries: 0, ..Limits::default() },
        ..Settings::default()
    };
    let error = one(&OpenAi::new("desk", settings, None).unwrap()).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("backend desk failed: http://{closed}/v1/ cannot be reached (tried 1 times)")
    );
}

#[tokio::test]
async fn a_reply_that_is_no_reply_is_an_error() {
    let json = "content-type: application/json\r\n";
    for (headers, body, words) in [
        (json, "{\"choices\":".to_owned(), "broken JSON"),
        (json, "[1, 2]".to_owned(), "no chat completion"),
        (json, r#"{"choices":[]}"#.to_owned(), "no choices"),
        (json, "{}".to_owned(), "no choices"),
        (json, r#"{"choices":[{"message":{"content":null},"finish_reason":"stop"}]}"#.to_owned(), "empty"),
        (json, completion("  \n", "stop"), "empty"),
        ("content-type: text/html\r\n", "<!doctype html><p>Welcome".to_owned(), "web page"),
        ("", "\n <html>".to_owned(), "web page"),
        (json, completion(&"x".repeat(5000), "stop"), "more than 4096 bytes"),
    ] {
        let server = StandIn::new(vec![answer("200 OK", headers, &body)]);
        let error = one(&backend(&server, |_| {})).await.unwrap_err();
        assert!(error.to_string().contains(words), "{words}: {error}");
        assert_eq!(server.heard().len(), 1, "{words}");
    }
}

#[tokio::test]
async fn why_a_reply_ends_is_kept() {
    let refusal =
        r#"{"choices":[{"message":{"content":null,"refusal":"I can't."},"finish_reason":"stop"}]}"#.to_owned();
    for (body, finish, text, chatter) in [
        (completion("Hel", "length"), Finish::Length, "Hel", false),
        (completion("", "content_filter"), Finish::Refusal, "", false),
        (refusal, Finish::Refusal, "I can't.", false),
        (completion("go on and on and on and on and on and on and on", "stop"), Finish::Loop, "go on and", false),
        (completion("Here is the translation:\n\n\"Hello\"", "stop"), Finish::Stop, "Hello", true),
    ] {
        let server = StandIn::new(vec![answer("200 OK", "", &body)]);
        let reply = one(&backend(&server, |_| {})).await.unwrap();
        assert_eq!((reply.finish, reply.text.trim(), reply.chatter), (finish, text, chatter));
    }
}

#[tokio::test]
async fn the_probe_asks_for_the_models_only() {
    let list = answer("200 OK", "", r#"{"data":[{"id":"llama3"},{"id":"qwen:latest"}]}"#);
    let server = StandIn::new(vec![list]);
    assert!(backend(&server, |_| {}).probe().await.unwrap().contains("offers qwen"));
    assert_eq!(server.heard()[0].line, "GET /v1/models HTTP/1.1");
    let error = backend(&server, |settings| settings.model = "gpt".to_owned()).probe().await.unwrap_err();
    assert!(error.to_string().contains("it has llama3, qwen:latest"), "{error}");
}

#[test]
fn an_address_that_is_none_is_refused() {
    for base_url in ["", "localhost:8080", "ftp://x/", "file:///etc/passwd"] {
        let settings = Settings { base_url: base_url.to_owned(), ..Settings::default() };
        assert!(matches!(OpenAi::new("desk", settings, None), Err(Error::Unusable { .. })), "{base_url}");
    }
}

/// What is asked without help gets one message and a call of its own, whatever the batch.
#[tokio::test]
async fn a_bare_request_goes_alone_and_carries_nothing_of_the_house() {
    let server = StandIn::new(vec![good()]);
    let backend = backend(&server, |settings| settings.batch = 8);
    let bare = |text| anban::backend::Request { bare: true, ..request(text, Locale::Ja) };
    for reply in backend.translate(&[bare("FDI tăng"), bare("FDI giảm")]).await {
        assert_eq!(reply.unwrap().text, "Hello");
    }
    assert_eq!(server.heard().len(), 2);
    for heard in server.heard() {
        let body: Value = serde_json::from_str(&heard.body).unwrap();
        assert_eq!(body["messages"].as_array().unwrap().len(), 1);
        let said = body["messages"][0]["content"].as_str().unwrap();
        assert!(said.starts_with("Translate this Vietnamese sentence into Japanese."), "{said}");
        assert!(said.ends_with("\n\nFDI tăng") || said.ends_with("\n\nFDI giảm"), "{said}");
        assert!(body.get("response_format").is_none(), "{body}");
    }
}

/// A reply of two tokens, one in two and one in eight probable, is one in four probable.
#[tokio::test]
async fn token_probabilities_become_a_confidence_where_they_are_asked_for() {
    let told = |logprobs: Value| {
        let message = json!({ "role": "assistant", "content": "Hello" });
        let choice = json!({ "index": 0, "message": message, "finish_reason": "stop", "logprobs": logprobs });
        answer("200 OK", "content-type: application/json\r\n", &json!({ "choices": [choice] }).to_string())
    };
    let tokens = json!({ "content": [
        { "token": "Hel", "logprob": 0.5_f64.ln(), "bytes": null, "top_logprobs": [] },
        { "token": "lo", "logprob": 0.125_f64.ln(), "bytes": null, "top_logprobs": [] },
    ] });
    let server = StandIn::new(vec![told(tokens), told(json!(null)), told(json!({ "content": null }))]);
    let backend = backend(&server, |settings| settings.logprobs = true);
    for want in [Some(25), None, None] {
        assert_eq!(one(&backend).await.unwrap().confidence, want);
    }
    for heard in server.heard() {
        let body: Value = serde_json::from_str(&heard.body).unwrap();
        assert_eq!(body["logprobs"], true, "{body}");
    }
}
