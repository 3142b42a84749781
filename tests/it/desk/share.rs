//! Several desks at one memory and at the same articles: each sentence is paid once.

use std::{
    process::{Child, Stdio},
    sync::Arc,
};

use axum::{Router, routing::post};
use serde_json::Value;

use super::{
    Desk,
    kill::{Asked, answer},
    total,
};
use crate::memory::server::Database;

/// Starts `desks` desks at once and counts what their backend is asked.
async fn together(desks: usize, memory: Option<&str>) {
    let asked = Asked::default();
    let app = Router::new().route("/v1/chat/completions", post(answer)).with_state(Arc::clone(&asked));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, app).await });
    let desk = Desk::new(
        "server",
        &format!(
            "[backends.server]\nkind = \"openai\"\nbase-url = \"http://{address}/v1\"\nmodel = \"m\"\nconcurrency = 4\n"
        ),
    );
    // Sentences that differ in their number alone are to be asked for here.
    let config = std::fs::read_to_string(desk.path("config.toml")).expect("a configuration");
    desk.write("config.toml", config.replace("[translate]\n", "[translate]\nsubstitute-numbers = false\n"));
    for article in 0..3 {
        let lines: Vec<String> =
            (0..12).map(|n| format!("Đoạn văn mang mã số {}.", 1000 + n + 6 * article)).collect();
        desk.write(&format!("articles/{article}.txt"), lines.join("\n\n"));
    }
    let start = |at: usize| -> Child {
        let out = format!("out-{at}");
        let mut command = desk.command(&["translate", "articles", "--json", "--out", &out]);
        if let Some(memory) = memory {
            command.env("ANBAN_MEMORY", memory);
        }
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts")
    };
    let running: Vec<Child> = (0..desks).map(start).collect();
    let mut paid = 0;
    for child in running {
        let output =
            tokio::task::spawn_blocking(|| child.wait_with_output()).await.expect("waits").expect("its output");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{said}");
        let summary: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        paid += total(&summary, "asked");
    }
    let asked = asked.lock().expect("the count");
    let twice: Vec<_> = asked.iter().filter(|(_, count)| **count > 1).collect();
    assert!(twice.is_empty(), "paid twice: {twice:?}");
    assert_eq!((asked.len(), paid), (72, 72), "24 sentences in three languages");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn four_desks_at_one_file_pay_once() {
    together(4, None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn four_desks_at_one_server_pay_once() {
    let Some(database) = Database::new() else { return };
    together(4, Some(&database.address())).await;
}
