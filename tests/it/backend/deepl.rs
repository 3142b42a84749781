//! A stand-in that keeps glossaries and counts as DeepL does, asked by us and by DeepL's own client library: what both
//! understand is DeepL.

use std::{
    collections::BTreeMap,
    process::Command,
    sync::{Arc, Mutex},
};

use anban::{
    backend::{Backend, Settings, Setup, TermList, build},
    locale::Locale,
};
use axum::{
    Json, Router,
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use secrecy::SecretString;
use serde_json::{Value, json};

use super::request;
use crate::desk::repository;

const KEY: &str = "sk-very-secret:fx";

/// What the stand-in keeps.
#[derive(Default)]
struct Kept {
    characters: usize,
    made: usize,
    glossaries: BTreeMap<String, Value>,
    asked: Vec<Value>,
}

type Shared = Arc<Mutex<Kept>>;

fn refused(status: StatusCode, message: &str) -> Response {
    (status, Json(json!({ "message": message }))).into_response()
}

/// Whether the request bears the key.
fn allowed(headers: &HeaderMap) -> bool {
    headers.get("authorization").and_then(|value| value.to_str().ok()) == Some(&format!("DeepL-Auth-Key {KEY}"))
}

/// The dictionary of a glossary for a target language; a glossary for EN serves EN-US and EN-GB.
fn dictionary(glossary: &Value, target: &str) -> Option<Value> {
    let wanted = target.split('-').next()?.to_lowercase();
    let all = glossary["dictionaries"].as_array()?;
    all.iter().find(|one| one["target_lang"].as_str().is_some_and(|lang| lang.to_lowercase() == wanted)).cloned()
}

/// Puts the glossary's renderings into the texts, in brackets, and leaves the rest.
async fn translate(State(kept): State<Shared>, headers: HeaderMap, Json(body): Json<Value>) -> Response {
    if !allowed(&headers) {
        return refused(StatusCode::FORBIDDEN, "Authorization failure, check auth_key");
    }
    let mut kept = kept.lock().unwrap();
    let target = body["target_lang"].as_str().unwrap_or_default();
    let entries = match body.get("glossary_id").and_then(Value::as_str) {
        None => String::new(),
        Some(id) => match kept.glossaries.get(id).and_then(|glossary| dictionary(glossary, target)) {
            Some(dictionary) => dictionary["entries"].as_str().unwrap_or_default().to_owned(),
            None => return refused(StatusCode::NOT_FOUND, "Glossary not found"),
        },
    };
    let texts: Vec<&str> = body["text"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let one = |text: &&str| {
        let put = |text: String, line: &str| match line.split_once('\t') {
            Some((source, rendering)) => text.replace(source, &format!("[{rendering}]")),
            None => text,
        };
        json!({ "detected_source_language": "VI", "text": entries.lines().fold((*text).to_owned(), put),
                "billed_characters": text.chars().count() })
    };
    let translations: Vec<Value> = texts.iter().map(one).collect();
    kept.characters += texts.iter().map(|text| text.chars().count()).sum::<usize>();
    kept.asked.push(body.clone());
    Json(json!({ "translations": translations })).into_response()
}

async fn usage(State(kept): State<Shared>, headers: HeaderMap) -> Response {
    if !allowed(&headers) {
        return refused(StatusCode::FORBIDDEN, "Authorization failure, check auth_key");
    }
    Json(json!({ "character_count": kept.lock().unwrap().characters, "character_limit": 500_000 })).into_response()
}

/// A glossary as DeepL tells of it: counts in place of entries.
fn told(glossary: &Value) -> Value {
    let mut told = glossary.clone();
    for dictionary in told["dictionaries"].as_array_mut().into_iter().flatten() {
        let count = dictionary["entries"].as_str().map_or(0, |entries| entries.lines().count());
        *dictionary = json!({ "source_lang": dictionary["source_lang"], "target_lang": dictionary["target_lang"],
                              "entry_count": count });
    }
    told
}

async fn make(State(kept): State<Shared>, Json(body): Json<Value>) -> Response {
    let mut kept = kept.lock().unwrap();
    kept.made += 1;
    let id = format!("00000000-0000-4000-8000-{:012}", kept.made);
    let glossary = json!({ "glossary_id": id, "name": body["name"], "dictionaries": body["dictionaries"],
                           "creation_time": "2026-11-23T08:00:00.000Z" });
    let answer = told(&glossary);
    kept.glossaries.insert(id, glossary);
    (StatusCode::CREATED, Json(answer)).into_response()
}

async fn list(State(kept): State<Shared>) -> Json<Value> {
    let all: Vec<Value> = kept.lock().unwrap().glossaries.values().map(told).collect();
    Json(json!({ "glossaries": all }))
}

async fn entries(
    State(kept): State<Shared>,
    Path(id): Path<String>,
    Query(pair): Query<BTreeMap<String, String>>,
) -> Response {
    let target = pair.get("target_lang").cloned().unwrap_or_default();
    match kept.lock().unwrap().glossaries.get(&id).and_then(|glossary| dictionary(glossary, &target)) {
        Some(dictionary) => Json(json!({ "dictionaries": [dictionary] })).into_response(),
        None => refused(StatusCode::NOT_FOUND, "Glossary not found"),
    }
}

async fn remove(State(kept): State<Shared>, Path(id): Path<String>) -> StatusCode {
    match kept.lock().unwrap().glossaries.remove(&id) {
        Some(_) => StatusCode::NO_CONTENT,
        None => StatusCode::NOT_FOUND,
    }
}

/// Starts it: its address, and what it keeps.
async fn start() -> (String, Shared) {
    let kept = Shared::default();
    let app = Router::new()
        .route("/v2/translate", post(translate))
        .route("/v2/usage", get(usage))
        .route("/v3/glossaries", post(make).get(list))
        .route("/v3/glossaries/{id}", axum::routing::delete(remove))
        .route("/v3/glossaries/{id}/entries", get(entries))
        .with_state(Arc::clone(&kept));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    (url, kept)
}

fn backend(url: &str) -> Arc<dyn Backend> {
    let settings: Settings = toml::from_str(&format!("kind = \"deepl\"\nbase-url = {url:?}\n")).unwrap();
    let secrets = |_: &str| Some(SecretString::from(KEY));
    build(Setup::new("desk", None), &settings, std::path::Path::new("models"), &secrets).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn deepls_own_client_understands_the_stand_in_as_we_do() {
    let (url, kept) = start().await;
    let terms = TermList { pairs: vec![("FDI".to_owned(), "foreign direct investment".to_owned())] };
    for _ in 0..2 {
        // Two runs: the second finds the first one's glossary.
        let ours = backend(&url);
        ours.prepare(Locale::En, &terms).await.unwrap();
        let reply = ours.translate(&[request("Tỉnh thu hút FDI", Locale::En)]).await.remove(0).unwrap();
        assert_eq!(reply.text, "Tỉnh thu hút [foreign direct investment]");
    }
    assert_eq!(kept.lock().unwrap().made, 1, "one glossary for the same terms");

    let python = repository("target/deepl/bin/python");
    assert!(python.exists(), "run scripts/install.sh test");
    let script = repository("tests/data/backend/deepl_client.py");
    let run = move || Command::new(python).arg(script).args([&url, KEY]).output();
    let output = tokio::task::spawn_blocking(run).await.unwrap().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    let said: Vec<Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let name = said[0]["glossaries"][0].as_str().unwrap();
    assert!(name.starts_with("anban-vi-en-"), "{name}");
    assert_eq!(
        said[1..],
        [
            json!({ "entries": "FDI\tforeign direct investment\n" }),
            json!({ "text": "Tỉnh thu hút [foreign direct investment]", "source": "VI", "billed": 16 }),
            json!({ "spent": 16 }),
            json!({ "made": "from the client", "pairs": [["VI", "JA", 1]] }),
            json!({ "text": "Tỉnh mạnh: [省]" }),
            json!({ "left": [name] }),
            json!({ "refused": "key" }),
            json!({ "refused": "DeepLException" }),
        ]
    );
    // The same question in the same words: what we send is what DeepL's client sends.
    let kept = kept.lock().unwrap();
    let theirs = kept.asked.iter().rfind(|body| body["target_lang"] == "EN-US").unwrap();
    for field in
        ["text", "source_lang", "target_lang", "glossary_id", "preserve_formatting", "show_billed_characters"]
    {
        assert_eq!(kept.asked[0][field], theirs[field], "{field}");
    }
}
