//! Articles handed over, workers that take them, some of whom die.

use std::{
    fs,
    path::Path,
    process::{Child, Stdio},
    sync::Arc,
    time::Duration,
};

use axum::{Router, routing::post};

use super::{
    Desk, data,
    kill::{Asked, answer},
    total,
};
use crate::memory::server::Database;

/// A process that is killed when it is dropped.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn worker(desk: &Desk, memory: &str, args: &[&str]) -> Running {
    let mut command = desk.command(&["worker"]);
    command.args(args).env("ANBAN_MEMORY", memory).stdout(Stdio::null()).stderr(Stdio::null());
    Running(command.spawn().expect("the program starts"))
}

/// Every file below a folder, by name, with its bytes.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below").display().to_string();
                found.push((name, fs::read(&path).expect("a file")));
            }
        }
    }
    found.sort();
    found
}

#[tokio::test]
async fn handed_over_or_not_the_editions_are_the_same() {
    let Some(database) = Database::new() else { return };
    let memory = database.address();
    let desk = Desk::scripted();
    desk.write("articles/cooperation.txt", data("cooperation.txt"));
    desk.write(
        "articles/two.md",
        "# Bắc Giang mở rộng hợp tác với Nhật Bản\n\nHỗ trợ các doanh nghiệp trong tỉnh.\n",
    );
    let workers = [worker(&desk, &memory, &[]), worker(&desk, &memory, &[])];
    let queued = ["translate", "articles", "--queue", "--json", "--memory", &memory, "--out", "queued"];
    let (summary, code) = desk.json(&queued);
    assert_eq!((summary["articles"].as_u64(), total(&summary, "person"), code), (Some(2), 0, 0), "{summary:#}");
    assert_eq!(total(&summary, "segments"), 21);
    drop(workers);
    // In provenance files it says how each sentence was come by; the second time all are from the memory.
    let shared = desk.path("shared").display().to_string();
    let again = worker(&desk, &memory, &["--out", &shared]);
    let (summary, code) =
        desk.json(&["translate", "articles", "--queue", "--json", "--memory", &memory, "--out", "index"]);
    assert_eq!((total(&summary, "asked"), code), (0, 0), "{summary:#}");
    drop(again);
    desk.json(&["translate", "articles", "--json", "--memory", &memory, "--out", "direct"]);
    let mut shared = files(&desk.path("shared"));
    shared.extend(files(&desk.path("index")));
    shared.sort();
    let direct = files(&desk.path("direct"));
    assert_eq!(direct.len(), 13);
    assert_eq!(shared, direct);
    let pages = |files: Vec<(String, Vec<u8>)>| -> Vec<_> {
        files.into_iter().filter(|(name, _)| name.ends_with(".html") || name.ends_with(".md")).collect()
    };
    assert_eq!(pages(files(&desk.path("queued"))), pages(direct));
    let left = database.psql("SELECT count(*) FROM anban.job").expect("counted");
    assert_eq!(left, "0", "what was fetched is forgotten");
}

#[tokio::test]
async fn what_somebody_changed_in_an_edition_outlives_the_queue() {
    let Some(database) = Database::new() else { return };
    let memory = database.address();
    let desk = Desk::scripted();
    desk.write("bai.md", "Hỗ trợ các doanh nghiệp trong tỉnh.\n");
    let running = worker(&desk, &memory, &[]);
    let args = ["translate", "bai.md", "--to", "en", "--queue", "--json", "--memory", &memory];
    desk.json(&args);
    let page = || fs::read_to_string(desk.path("editions/bai/en.html")).expect("an edition");
    let (provenance, _) = (fs::read(desk.path("editions/bai/en.provenance.json")).expect("its provenance"), 0);
    let provenance: serde_json::Value = serde_json::from_slice(&provenance).expect("JSON");
    let was = provenance["segments"][0]["target"].as_str().expect("a translation").to_owned();
    let edited = page().replace(&was, "Support for the province's enterprises.");
    assert_ne!(edited, page());
    fs::write(desk.path("editions/bai/en.html"), &edited).expect("written");
    desk.json(&args);
    assert!(page().contains("Support for the province's enterprises."), "{}", page());
    assert!(!desk.path("editions/bai/en.edited.html").exists());
    // What cannot be taken is kept beside.
    let edited = page().replace("Support for the province's enterprises.", "");
    fs::write(desk.path("editions/bai/en.html"), &edited).expect("written");
    desk.json(&args);
    assert_eq!(fs::read_to_string(desk.path("editions/bai/en.edited.html")).expect("kept"), edited);
    // What is changed while the article is with a worker, too.
    drop(running);
    let waiting = desk.command(&args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
    let mut waiting = Running(waiting);
    for _ in 0..2_000 {
        if database.psql("SELECT count(*) FROM anban.job").is_ok_and(|count| count == "1") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let late = page().replace("<body", "<!-- late --><body").replace("Support for", "Help for");
    fs::write(desk.path("editions/bai/en.html"), &late).expect("written");
    let _running = worker(&desk, &memory, &[]);
    waiting.0.wait().expect("it ends");
    assert_eq!(fs::read_to_string(desk.path("editions/bai/en.edited-2.html")).expect("kept"), late);
}

#[tokio::test]
async fn what_is_no_article_is_put_aside_and_said() {
    let Some(database) = Database::new() else { return };
    let memory = database.address();
    let desk = Desk::scripted();
    desk.write("good.txt", data("cooperation.txt"));
    desk.write("bad.bin", "");
    let running = worker(&desk, &memory, &[]);
    let args = ["translate", "good.txt", "bad.bin", "missing.txt", "--queue", "--json", "--memory", &memory];
    let (summary, code) = desk.json(&args);
    assert_eq!(
        (summary["articles"].as_u64(), summary["failed"].as_u64(), code),
        (Some(1), Some(2), 1),
        "{summary:#}"
    );
    drop(running);
    let (dead, code) = desk.json(&["worker", "--dead", "--json", "--memory", &memory]);
    assert_eq!((dead[0]["name"].as_str(), code), (Some("bad.bin"), 1), "{dead:#}");
    assert_eq!(desk.run(&["worker", "--revive", "--memory", &memory]).status.code(), Some(0));
    let drained = desk.run(&["worker", "--drain", "--memory", &memory]);
    assert_eq!(drained.status.code(), Some(0), "{}", String::from_utf8_lossy(&drained.stderr));
    assert!(String::from_utf8_lossy(&drained.stderr).contains("bad.bin"));
    let file = desk.run(&["translate", "good.txt", "--queue"]);
    assert_eq!(file.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&file.stderr).contains("postgres://"), "a file has no queue");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_workers_article_is_finished_by_another_and_nothing_is_paid_twice() {
    let Some(database) = Database::new() else { return };
    let memory = database.address();
    let asked = Asked::default();
    let app = Router::new().route("/v1/chat/completions", post(answer)).with_state(Arc::clone(&asked));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, app).await });
    let desk = Desk::new(
        "server",
        &format!(
            "[backends.server]\nkind = \"openai\"\nbase-url = \"http://{address}/v1\"\nmodel = \"m\"\nconcurrency = 1\n"
        ),
    );
    let config = fs::read_to_string(desk.path("config.toml")).expect("a configuration");
    desk.write("config.toml", config.replace("[translate]\n", "[translate]\nsubstitute-numbers = false\n"));
    let lines: Vec<String> = (0..30).map(|n| format!("Đoạn văn mang mã số {}.", 1000 + n)).collect();
    desk.write("a.txt", lines.join("\n\n"));
    let mut submitter = desk.command(&["translate", "a.txt", "--to", "en", "--queue", "--json"]);
    submitter.env("ANBAN_MEMORY", &memory).stdout(Stdio::piped()).stderr(Stdio::null());
    let submitter = submitter.spawn().expect("the program starts");
    let mut killed = 0;
    for wait in [6, 14, 22] {
        let running = worker(&desk, &memory, &["--lease", "1", "--attempts", "9"]);
        for _ in 0..2_000 {
            if asked.lock().expect("the count").len() >= wait {
                break;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        drop(running);
        killed += 1;
    }
    let last = worker(&desk, &memory, &["--lease", "1", "--attempts", "9"]);
    let output =
        tokio::task::spawn_blocking(|| submitter.wait_with_output()).await.expect("waits").expect("its output");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
    drop(last);
    assert!(desk.path("editions/a/en.html").exists());
    let asked = asked.lock().expect("the count");
    assert_eq!(asked.len(), 30);
    // When each of them was killed one answer was being stored and one question was under way, at most.
    let twice: usize = asked.values().map(|count| count - 1).sum();
    assert!(twice <= 2 * killed, "{twice} questions were put again after {killed} kills");
}
