//! `kill -9` at thirty instants, then the same command: only what was under way is paid for again, no edition is half
//! a file.

use std::{
    collections::{BTreeSet, HashMap},
    process::Stdio,
    sync::{Arc, Mutex},
    time::Duration,
};

use anban::{
    locale::Locale,
    memory::{Settings, Sqlite, Store as _},
};
use axum::{Json, Router, extract::State, routing::post};
use serde_json::{Value, json};

use super::Desk;

/// What the stand-in was asked, by the Vietnamese sentence and the language.
pub(super) type Asked = Arc<Mutex<HashMap<(String, Locale), usize>>>;

/// A chat server that answers after a while and counts. The sentences are "Câu số N." and told apart by N.
pub(super) async fn answer(State(asked): State<Asked>, Json(request): Json<Value>) -> Json<Value> {
    let prompt = request["messages"].to_string();
    let number: String = prompt
        .rsplit("Đoạn văn mang mã số ")
        .next()
        .unwrap_or_default()
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    let last =
        request["messages"].as_array().and_then(|messages| messages.first()).unwrap_or(&Value::Null).to_string();
    let (locale, text) = if last.contains("Japanese") || last.contains("日本語") {
        (Locale::Ja, format!("識別番号は{number}番の文章である。"))
    } else if last.contains("Korean") || last.contains("한국어") {
        (Locale::Ko, format!("이 글의 식별 번호는 {number}번이다."))
    } else {
        (Locale::En, format!("The passage bears the number {number}."))
    };
    *asked.lock().expect("the count").entry((number, locale)).or_default() += 1;
    tokio::time::sleep(Duration::from_millis(25)).await;
    Json(json!({
        "choices": [{ "index": 0, "message": { "role": "assistant", "content": text }, "finish_reason": "stop" }],
        "usage": { "prompt_tokens": 10, "completion_tokens": 10, "total_tokens": 20 }
    }))
}

const KILLS: usize = 30;
const SENTENCES: usize = 300;
/// Requests that are under way at once.
const UNDER_WAY: usize = 4;

/// The sentences that the memory has, by number and language.
async fn answered(desk: &Desk) -> BTreeSet<(String, Locale)> {
    let path = desk.path(".anban/memory.db");
    if !path.exists() {
        return BTreeSet::new();
    }
    let store = Sqlite::open(&path, &Settings::default()).expect("a whole memory after a kill");
    let mut rows = BTreeSet::new();
    let mut after = None;
    loop {
        let page = store.page(after, 500).await.expect("every row can be read");
        let Some(last) = page.last() else { return rows };
        after = Some(last.id());
        for row in page {
            let number: String = row.source.text.chars().filter(char::is_ascii_digit).collect();
            rows.insert((number, row.locale));
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_thirty_instants_only_what_was_under_way_is_paid_twice() {
    let asked = Asked::default();
    let app = Router::new().route("/v1/chat/completions", post(answer)).with_state(Arc::clone(&asked));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, app).await });
    let desk = Desk::new(
        "server",
        &format!(
            "[backends.server]\nkind = \"openai\"\nbase-url = \"http://{address}/v1\"\nmodel = \"m\"\nconcurrency = {UNDER_WAY}\n"
        ),
    );
    // Else the sentences, which differ in their number alone, would be answered out of one another.
    let config = std::fs::read_to_string(desk.path("config.toml")).expect("a configuration");
    desk.write("config.toml", config.replace("[translate]\n", "[translate]\nsubstitute-numbers = false\n"));
    let article: Vec<String> = (0..SENTENCES).map(|n| format!("Đoạn văn mang mã số {}.", 1000 + n)).collect();
    desk.write("a.txt", article.join("\n\n"));

    let mut seed = 0x9E37_79B9_7F4A_7C15_u64;
    let mut paid: HashMap<(String, Locale), usize> = HashMap::new();
    for round in 0..KILLS {
        let before = answered(&desk).await;
        asked.lock().expect("the count").clear();
        let mut child = desk
            .command(&["translate", "a.txt"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // After some answers, and then at any instant.
        let answers = 1 + usize::try_from((seed >> 33) % 24).unwrap_or_default();
        for _ in 0..4000 {
            let done = asked.lock().expect("the count").len() >= answers;
            if done || child.try_wait().expect("the child").is_some() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        tokio::time::sleep(Duration::from_millis((seed >> 40) % 50)).await;
        let _ = child.kill();
        let _ = child.wait();
        let asked = asked.lock().expect("the count").clone();
        let again: Vec<_> = asked.keys().filter(|asked| before.contains(*asked)).cloned().collect();
        assert!(again.is_empty(), "round {round}: asked again though answered: {again:?}");
        half_files(&desk);
        asked.into_iter().for_each(|(sentence, times)| *paid.entry(sentence).or_default() += times);
    }
    let before = answered(&desk).await;
    asked.lock().expect("the count").clear();
    let output = desk.run(&["translate", "a.txt", "--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
    let last = asked.lock().expect("the count");
    assert!(last.keys().all(|asked| !before.contains(asked)), "asked again in the last run");
    assert_eq!(before.len() + last.len(), 3 * SENTENCES, "every sentence in every language was answered once");
    assert!(before.len() > 100, "the kills came too early to show anything: {}", before.len());
    for (sentence, times) in last.iter() {
        *paid.entry(sentence.clone()).or_default() += times;
    }
    // The stand-in's own count: at each kill at most so many requests were under way, a sentence each.
    let twice: usize = paid.values().map(|times| times - 1).sum();
    println!("{KILLS} kills, {} sentences, {twice} paid again", paid.len());
    assert_eq!(paid.len(), 3 * SENTENCES);
    assert!(twice <= KILLS * UNDER_WAY, "{twice} were paid again");
}

/// Every edition that is there ends as a page ends.
fn half_files(desk: &Desk) {
    for name in ["en.html", "ja.html", "ko.html"] {
        if let Ok(page) = std::fs::read_to_string(desk.path("editions/a").join(name)) {
            assert!(page.trim_end().ends_with("</html>"), "{name} is half a file");
        }
    }
}
