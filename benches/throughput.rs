//! How close `anban translate` comes to what a slow backend allows: a stand-in that answers every request after
//! 200 ms, at most 20 requests under way. `cargo bench --bench throughput -- 2000` takes another number of sentences.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench stops at the first fault and prints its figures"
)]

#[path = "shared/process.rs"]
mod process;

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    time::Duration,
};

use axum::{Json, Router, extract::State, routing::post};
use serde_json::{Value, json};

const LATENCY: Duration = Duration::from_millis(200);
const UNDER_WAY: usize = 20;

/// What the stand-in saw.
#[derive(Default)]
struct Seen {
    requests: AtomicUsize,
    now: AtomicUsize,
    most: AtomicUsize,
}

/// Answers the sentence with its number, as the checks want it.
async fn answer(State(seen): State<Arc<Seen>>, Json(request): Json<Value>) -> Json<Value> {
    seen.requests.fetch_add(1, SeqCst);
    let now = seen.now.fetch_add(1, SeqCst) + 1;
    seen.most.fetch_max(now, SeqCst);
    tokio::time::sleep(LATENCY).await;
    seen.now.fetch_sub(1, SeqCst);
    let prompt = request["messages"].to_string();
    let after = prompt.rsplit("Đoạn văn mang mã số ").next().unwrap_or_default();
    let number: String = after.chars().take_while(char::is_ascii_digit).collect();
    let text = format!("The passage bears the number {number}.");
    Json(json!({
        "choices": [{ "index": 0, "message": { "role": "assistant", "content": text }, "finish_reason": "stop" }],
        "usage": { "prompt_tokens": 10, "completion_tokens": 10, "total_tokens": 20 }
    }))
}

fn main() {
    let most: usize = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(2_000);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    for sentences in [most / 10, most] {
        let seen = Arc::new(Seen::default());
        let app = Router::new().route("/v1/chat/completions", post(answer)).with_state(Arc::clone(&seen));
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).expect("a port");
        let address = listener.local_addr().expect("an address");
        let server = runtime.spawn(async move { axum::serve(listener, app).await });
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench/throughput");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder");
        let glossary = Path::new(env!("CARGO_MANIFEST_DIR")).join("glossary");
        let config = format!(
            "[paths]\nglossary = {glossary:?}\n[translate]\nbackend = \"server\"\nto = [\"en\"]\n\
             substitute-numbers = false\n[backends.server]\nkind = \"openai\"\nbase-url = \"http://{address}/v1\"\n\
             model = \"m\"\nconcurrency = {UNDER_WAY}\n"
        );
        fs::write(folder.join("config.toml"), config).expect("a configuration");
        let article: Vec<String> = (0..sentences).map(|n| format!("Đoạn văn mang mã số {}.", 10_000 + n)).collect();
        fs::write(folder.join("a.txt"), article.join("\n\n")).expect("an article");
        let run = process::measure(
            Command::new(env!("CARGO_BIN_EXE_anban"))
                .args(["translate", "a.txt", "--json"])
                .current_dir(&folder)
                .stderr(Stdio::null()),
        );
        server.abort();
        assert!(run.status.success(), "anban translate failed");
        let requests = seen.requests.load(SeqCst);
        assert_eq!(requests, sentences, "each sentence is asked for once");
        let ideal = LATENCY.as_secs_f64() * sentences.div_ceil(UNDER_WAY) as f64;
        println!(
            "throughput: {sentences} sentences in {:.2} s, ideal {ideal:.2} s: {:.3} times; at most {} under way, peak {} MB",
            run.took.as_secs_f64(),
            run.took.as_secs_f64() / ideal,
            seen.most.load(SeqCst),
            run.peak
        );
    }
}
