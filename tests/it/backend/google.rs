//! Google's glossaries against a stand-in of its two services: made once for the same terms, used, and never waited for
//! in vain.

use std::{
    collections::BTreeMap,
    path::Path as FilePath,
    sync::{Arc, Mutex},
};

use anban::{
    backend::{Backend, Error, Settings, Setup, TermList, build},
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

const KEY: &str = "ya29.very-secret-token";

/// What the stand-in keeps.
#[derive(Default)]
struct Kept {
    files: BTreeMap<String, String>,
    glossaries: Vec<Value>,
    /// How often an operation is still running when it is asked for, and how it ends.
    running: usize,
    failure: Option<&'static str>,
    /// How often the list is empty, as it is a moment before another process's glossary is there.
    hidden: usize,
    created: usize,
    asked: Vec<Value>,
    unsigned: usize,
}

type Shared = Arc<Mutex<Kept>>;
type Named = Query<BTreeMap<String, String>>;

fn signed(kept: &mut Kept, headers: &HeaderMap) {
    let of = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let whole = of("authorization") == format!("Bearer {KEY}") && of("x-goog-user-project") == "p";
    kept.unsigned += usize::from(!whole);
}

async fn upload(
    State(kept): State<Shared>,
    Path(bucket): Path<String>,
    Query(query): Named,
    headers: HeaderMap,
    body: String,
) -> Json<Value> {
    let mut kept = kept.lock().unwrap();
    signed(&mut kept, &headers);
    assert_eq!(query["uploadType"], "media");
    assert!(headers["content-type"].to_str().unwrap().starts_with("text/tab-separated-values"));
    kept.files.insert(format!("gs://{bucket}/{}", query["name"]), body);
    Json(json!({ "kind": "storage#object", "name": query["name"] }))
}

fn operation(done: bool) -> Value {
    json!({ "name": "projects/p/locations/us-central1/operations/20261123-1", "done": done })
}

async fn create(State(kept): State<Shared>, headers: HeaderMap, Json(body): Json<Value>) -> Response {
    let mut kept = kept.lock().unwrap();
    signed(&mut kept, &headers);
    kept.created += 1;
    if kept.glossaries.iter().any(|one| one["name"] == body["name"]) {
        return (StatusCode::CONFLICT, Json(json!({ "error": { "status": "ALREADY_EXISTS" } }))).into_response();
    }
    let file = body["inputConfig"]["gcsSource"]["inputUri"].as_str().unwrap_or_default();
    if !kept.files.contains_key(file) {
        let error = json!({ "error": { "code": 400, "message": format!("no file {file}") } });
        return (StatusCode::BAD_REQUEST, Json(error)).into_response();
    }
    kept.glossaries.push(body);
    Json(operation(false)).into_response()
}

async fn poll(State(kept): State<Shared>) -> Json<Value> {
    let mut kept = kept.lock().unwrap();
    if kept.running > 0 {
        kept.running -= 1;
        return Json(operation(false));
    }
    let mut done = operation(true);
    if let Some(message) = kept.failure {
        kept.glossaries.clear();
        done["error"] = json!({ "code": 3, "message": message });
    }
    Json(done)
}

/// One glossary a page.
async fn list(State(kept): State<Shared>, Query(query): Named) -> Json<Value> {
    let mut kept = kept.lock().unwrap();
    if kept.hidden > 0 {
        kept.hidden -= 1;
        return Json(json!({}));
    }
    let at: usize = query.get("pageToken").map_or(0, |token| token.parse().unwrap());
    let mut page = json!({});
    if let Some(one) = kept.glossaries.get(at) {
        page["glossaries"] = json!([one]);
    }
    if at + 1 < kept.glossaries.len() {
        page["nextPageToken"] = json!((at + 1).to_string());
    }
    Json(page)
}

async fn translate(State(kept): State<Shared>, Json(body): Json<Value>) -> Json<Value> {
    kept.lock().unwrap().asked.push(body.clone());
    let texts = |word: &str| -> Vec<Value> {
        body["contents"].as_array().unwrap().iter().map(|_| json!({ "translatedText": word })).collect()
    };
    match body.get("glossaryConfig") {
        Some(_) => Json(json!({ "translations": texts("without"), "glossaryTranslations": texts("with") })),
        None => Json(json!({ "translations": texts("without") })),
    }
}

async fn start() -> (String, Shared) {
    let kept = Shared::default();
    let app = Router::new()
        .route("/upload/storage/v1/b/{bucket}/o", post(upload))
        .route("/v3/projects/p/locations/us-central1/glossaries", post(create).get(list))
        .route("/v3/projects/p/locations/us-central1/operations/{id}", get(poll))
        .route("/v3/projects/p/locations/us-central1:translateText", post(translate))
        .with_state(Arc::clone(&kept));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    (url, kept)
}

fn backend(url: &str, more: &str) -> Result<Arc<dyn Backend>, Error> {
    let text = format!(
        "kind = \"google\"\nbase-url = \"{url}\"\nstorage-url = \"{url}\"\napi-key-env = \"K\"\n{more}\n[http]\n\
         retries = 1\nbackoff-ms = 1\n"
    );
    let settings: Settings = toml::from_str(&text).unwrap();
    build(Setup::new("desk", None), &settings, FilePath::new("models"), &|_| Some(SecretString::from(KEY)))
}

const V3: &str = "version = \"v3\"\nproject = \"p\"\nglossary-bucket = \"desk-terms\"\n";

fn terms(rendering: &str) -> TermList {
    TermList { pairs: vec![("FDI".to_owned(), rendering.to_owned()), ("a\tb".to_owned(), "x".to_owned())] }
}

async fn said(backend: &dyn Backend, bare: bool) -> String {
    let asked = anban::backend::Request { bare, ..request("Tỉnh thu hút FDI", Locale::En) };
    backend.translate(&[asked]).await.remove(0).unwrap().text
}

#[tokio::test]
async fn a_glossary_is_made_once_for_the_same_terms_and_used() {
    let (url, kept) = start().await;
    kept.lock().unwrap().running = 2;
    for _ in 0..2 {
        let google = backend(&url, V3).unwrap();
        google.prepare(Locale::En, &terms("foreign direct investment")).await.unwrap();
        assert_eq!(said(&*google, false).await, "with");
        assert_eq!(said(&*google, true).await, "without", "what is asked without help is asked without it");
    }
    {
        let kept = kept.lock().unwrap();
        assert_eq!((kept.created, kept.unsigned), (1, 0), "one glossary for two runs, every call signed");
        let (file, text) = kept.files.first_key_value().unwrap();
        assert_eq!(text, "FDI\tforeign direct investment\n", "what no glossary takes is left out");
        assert!(file.starts_with("gs://desk-terms/anban/anban-vi-en-") && file.ends_with(".tsv"), "{file}");
        let name = kept.glossaries[0]["name"].as_str().unwrap();
        assert_eq!(kept.glossaries[0]["inputConfig"]["gcsSource"]["inputUri"], json!(file));
        let pair = json!({ "sourceLanguageCode": "vi", "targetLanguageCode": "en" });
        assert_eq!(kept.glossaries[0]["languagePair"], pair);
        assert_eq!(kept.asked[0]["glossaryConfig"]["glossary"], json!(name));
        assert!(kept.asked[1].get("glossaryConfig").is_none());
    }
    // Other terms, another glossary; the first is found again behind it, on the list's second page or first.
    let google = backend(&url, V3).unwrap();
    google.prepare(Locale::En, &terms("FDI")).await.unwrap();
    assert_eq!(kept.lock().unwrap().created, 2);
    kept.lock().unwrap().glossaries.reverse();
    let google = backend(&url, V3).unwrap();
    google.prepare(Locale::En, &terms("foreign direct investment")).await.unwrap();
    assert_eq!(kept.lock().unwrap().created, 2);
    // A glossary of the desk's own goes before, and no terms make none.
    let google = backend(&url, &format!("{V3}glossaries = {{ ja = \"own\" }}\n")).unwrap();
    google.prepare(Locale::Ja, &terms("FDI")).await.unwrap();
    google.prepare(Locale::Ko, &TermList::default()).await.unwrap();
    assert_eq!(kept.lock().unwrap().created, 2);
}

#[tokio::test]
async fn a_glossary_that_is_not_made_is_an_error_and_no_endless_wait() {
    let (url, kept) = start().await;
    kept.lock().unwrap().failure = Some("Malformed line 1");
    let google = backend(&url, V3).unwrap();
    let error = google.prepare(Locale::En, &terms("x")).await.unwrap_err().to_string();
    assert!(error.contains("the glossary was not made: Malformed line 1"), "{error}");
    kept.lock().unwrap().failure = None;
    backend(&url, V3).unwrap().prepare(Locale::En, &terms("x")).await.unwrap();
    // Another process was faster: creating is refused, and the glossary is there all the same.
    kept.lock().unwrap().hidden = 1;
    let google = backend(&url, V3).unwrap();
    google.prepare(Locale::En, &terms("x")).await.unwrap();
    assert_eq!(said(&*google, false).await, "with");
    assert_eq!(kept.lock().unwrap().glossaries.len(), 1);
    for (more, why) in [
        ("glossary-bucket = \"b\"", "glossary-bucket is a bucket's name"),
        ("version = \"v3\"\nproject = \"p\"\nglossary-bucket = \"../b\"", "glossary-bucket is a bucket's name"),
        ("version = \"v3\"\nproject = \"\"\nglossary-bucket = \"b\"", "needs project and location"),
    ] {
        let error = backend(&url, more).map(drop).unwrap_err().to_string();
        assert!(error.contains(why), "{more}: {error}");
    }
    let closed = TermList { pairs: vec![("FDI".to_owned(), "FDI".to_owned())] };
    let google = backend("http://127.0.0.1:1", V3).unwrap();
    assert!(google.prepare(Locale::En, &closed).await.unwrap_err().to_string().contains("cannot be reached"));
}
