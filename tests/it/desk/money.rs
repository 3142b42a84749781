//! Money: a budget that two processes cannot overspend together, the ledger, prices before a run, and no key anywhere.

use std::{
    fs,
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{Json, Router, extract::State, routing::post};
use serde_json::{Value, json};

use super::Desk;

const KEY: &str = "sk-very-secret-0815";

/// The texts that were paid for.
type Paid = Arc<Mutex<Vec<String>>>;

/// Speaks DeepL: each sentence is "Đoạn văn mang mã số N.".
async fn translate(State(paid): State<Paid>, Json(body): Json<Value>) -> Json<Value> {
    let texts: Vec<String> =
        body["text"].as_array().into_iter().flatten().filter_map(|text| text.as_str().map(str::to_owned)).collect();
    paid.lock().expect("the count").extend(texts.clone());
    tokio::time::sleep(Duration::from_millis(40)).await;
    let answers: Vec<Value> = texts
        .iter()
        .map(|text| {
            let number: String = text.chars().filter(char::is_ascii_digit).collect();
            json!({ "detected_source_language": "VI", "text": format!("The passage bears the number {number}."),
                    "billed_characters": text.chars().count() })
        })
        .collect();
    Json(json!({ "translations": answers }))
}

async fn desk(settings: &str) -> (Desk, Paid) {
    let paid = Paid::default();
    let glossaries = post(|| async { Json(json!({ "glossary_id": "g", "ready": true })) })
        .get(|| async { Json(json!({ "glossaries": [] })) });
    let app = Router::new()
        .route("/v2/translate", post(translate))
        .route("/v3/glossaries", glossaries)
        .with_state(Arc::clone(&paid));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, app).await });
    let desk = Desk::new(
        "deepl",
        &format!(
            "{settings}\n[backends.deepl]\nkind = \"deepl\"\nbase-url = \"http://{address}\"\nconcurrency = 4\n\
                  [backends.deepl.price]\ndate = \"2026-11-23\"\ncurrency = \"USD\"\nper-million-characters = 1000000.0\n"
        ),
    );
    for part in ["a", "b"] {
        let base = if part == "a" { 1000 } else { 5000 };
        let lines: Vec<String> = (0..200).map(|n| format!("Đoạn văn mang mã số {}.", base + n)).collect();
        desk.write(&format!("{part}.txt"), lines.join("\n\n"));
    }
    (desk, paid)
}

fn start(desk: &Desk, args: &[&str]) -> std::process::Child {
    let mut command = desk.command(args);
    command.env("DEEPL_API_KEY", KEY).env("ANBAN_USER", "lan").env("ANBAN_LOG", "trace");
    command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().expect("the program")
}

/// Every file below `folder`, for the key.
fn holds_key(folder: &Path) -> bool {
    fs::read_dir(folder).expect("a folder").any(|entry| {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            holds_key(&path)
        } else {
            let bytes = fs::read(&path).unwrap_or_default();
            bytes.windows(KEY.len()).any(|window| window == KEY.as_bytes())
        }
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_cannot_overspend_together() {
    // A unit of money a character; 25 characters a sentence: 98 sentences of the 400.
    let (desk, paid) = desk("[budget]\nmonthly = 2450.0\n").await;
    let run = |file: &'static str| {
        start(&desk, &["translate", file, "--to", "en", "--json", "-vvv", "--out", file.trim_end_matches(".txt")])
    };
    let children = [run("a.txt"), run("b.txt")];
    for child in children {
        let output =
            tokio::task::spawn_blocking(move || child.wait_with_output()).await.expect("a run").expect("a run");
        let said = String::from_utf8_lossy(&output.stdout).into_owned() + &*String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(!said.contains(KEY), "the key was printed");
    }
    let characters: usize = paid.lock().expect("the count").iter().map(|text| text.chars().count()).sum();
    assert!(characters <= 2450, "{characters} were spent of 2450");
    assert!(characters > 1200, "only {characters} were spent of 2450");
    let (ledger, _) = desk.json(&["memory", "ledger", "--json"]);
    let line = &ledger[0];
    assert_eq!((line["who"].as_str(), line["open"].as_u64()), (Some("lan"), Some(0)), "{ledger:#}");
    assert_eq!(line["micros"].as_u64(), Some(u64::try_from(characters).expect("a number") * 1_000_000));
    assert!(!holds_key(desk.folder.path()), "the key stands in a file");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_run_is_priced_without_a_call_and_held_to_its_bound() {
    let (desk, paid) = desk("").await;
    let output =
        start(&desk, &["translate", "a.txt", "--to", "en", "--dry-run", "--json"]).wait_with_output().expect("a run");
    let summary: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let quote = &summary["quotes"][0][1];
    assert_eq!((quote["segments"].as_u64(), quote["micros"].as_u64()), (Some(200), Some(5_000_000_000)), "{quote:#}");
    assert_eq!(paid.lock().expect("the count").len(), 0, "a dry run calls nobody");
    let output = start(&desk, &["translate", "a.txt", "--to", "en", "--max-cost", "0", "--json"])
        .wait_with_output()
        .expect("a run");
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(paid.lock().expect("the count").len(), 0, "nothing fits into nothing");
    // Killed at any instant and run again: what was answered is not paid for again, but for what was under way.
    let mut seed = 7_u64;
    for _ in 0..8 {
        let mut child = start(&desk, &["translate", "a.txt", "--to", "en"]);
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        tokio::time::sleep(Duration::from_millis(120 + (seed >> 40) % 250)).await;
        let _ = child.kill();
        let _ = child.wait();
    }
    let kills = paid.lock().expect("the count").len();
    let output = start(&desk, &["translate", "a.txt", "--to", "en"]).wait_with_output().expect("a run");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let all = paid.lock().expect("the count").clone();
    let distinct: std::collections::BTreeSet<_> = all.iter().collect();
    assert_eq!(distinct.len(), 200);
    // At most four calls of fifty are under way at a kill.
    assert!(all.len() <= 200 + 8 * 200, "{}", all.len());
    let again = start(&desk, &["translate", "a.txt", "--to", "en"]).wait_with_output().expect("a run");
    assert_eq!(again.status.code(), Some(0));
    assert_eq!(paid.lock().expect("the count").len(), all.len(), "a finished run costs nothing again");
    println!("{} paid for 200 after 8 kills, {kills} of them before the last run", all.len());
}
