//! A real OpenAI-compatible server, llama.cpp's own, with the default model behind our backend.

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
    sync::Arc,
    time::Duration,
};

use anban::{
    backend::{Backend, Finish, Settings, Setup, TermHint, build},
    locale::Locale,
};

use super::{engine, request};
use crate::desk::repository;

/// The server; it ends with this.
struct Server {
    child: Child,
    url: String,
}

impl Server {
    fn start(model: &std::path::Path) -> Self {
        let python = repository("target/llama-server/bin/python");
        assert!(python.exists(), "run scripts/install.sh test");
        let mut child = Command::new(python)
            .arg(repository("tests/data/backend/llama_server.py"))
            .arg(model)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let url = lines.map_while(Result::ok).find(|line| line.starts_with("http://")).unwrap();
        Self { child, url }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn backend(url: &str, more: &str) -> Arc<dyn Backend> {
    let settings = format!("kind = \"openai\"\nbase-url = \"{url}/v1\"\nmodel = \"default\"\n{more}");
    let settings: Settings = toml::from_str(&settings).unwrap();
    build(Setup::new("desk", None), &settings, std::path::Path::new("models"), &|_| None).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_real_server_translates_into_three_languages() {
    let Some(model) = engine::model() else { return };
    let _turn = engine::TURN.lock().await;
    let server = Server::start(&model);
    let backend = backend(&server.url, "concurrency = 2\n[http]\ntimeout-seconds = 240\n");
    let mut requests =
        Locale::TARGETS.map(|locale| request("Tỉnh Bắc Giang có 12 khu công nghiệp.", locale)).to_vec();
    requests[0].terms =
        vec![TermHint { source: "khu công nghiệp".to_owned(), target: "industrial park".to_owned(), note: None }];
    let replies = tokio::time::timeout(Duration::from_secs(300), backend.translate(&requests)).await.unwrap();
    let replies: Vec<_> = replies.into_iter().map(Result::unwrap).collect();
    for reply in &replies {
        println!("{} ({:?}, {:?})", reply.text, reply.finish, reply.usage);
        assert_eq!(reply.finish, Finish::Stop);
        assert!(reply.text.contains("12") && !reply.text.contains("khu"), "{}", reply.text);
    }
    assert!(replies[0].text.to_lowercase().contains("industrial park"), "{}", replies[0].text);
    let scripts = [('A', 'z'), ('ぁ', '鿿'), ('가', '힣')];
    for (reply, (first, last)) in replies.iter().zip(scripts) {
        assert!(reply.text.chars().any(|c| (first..=last).contains(&c)), "{}", reply.text);
    }
}
