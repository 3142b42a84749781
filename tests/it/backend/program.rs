//! The program of the desk's own: the example of its page, and programs that misbehave.

use std::fs;

use anban::{
    backend::{
        Backend, Error, NameHint,
        command::{Command, Settings},
    },
    locale::Locale,
};

use super::request;

fn program(script: &str) -> Command {
    let command = vec!["python3".to_owned(), "-c".to_owned(), script.to_owned()];
    Command::new("mine", Settings { command, timeout_seconds: 2, ..Settings::default() }).unwrap()
}

#[tokio::test]
async fn the_example_of_the_page_works() {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/command-backend.md")).unwrap();
    let script = page.split("```python\n").nth(1).unwrap().split("```").next().unwrap();
    let backend = program(script);
    let mut requests: Vec<_> = (0..20).map(|n| request(&format!("Câu {n} ở Hà Nội"), Locale::En)).collect();
    for asked in &mut requests {
        asked.names = vec![NameHint { source: "Hà Nội".to_owned(), target: "Hanoi".to_owned() }];
    }
    let replies = backend.translate(&requests).await;
    for (n, reply) in replies.into_iter().enumerate() {
        assert_eq!(reply.unwrap().text, format!("[en] Câu {n} ở Hanoi"));
    }
}

#[tokio::test]
async fn a_program_that_misbehaves_is_an_error() {
    let cases = [
        ("import sys; sys.stdin.readline()", "ended before"),
        ("import sys; sys.stdin.readline(); print('hello', flush=True); sys.stdin.read()", "ended before"),
        ("import time; time.sleep(30)", "did not answer in 2 s"),
        (
            "import sys; sys.stdin.readline(); print('{\"id\":1,\"error\":\"too hard\"}', flush=True); sys.stdin.read()",
            "too hard",
        ),
        (
            "import sys; sys.stdin.readline(); print('{\"id\":1,\"text\":\" \"}', flush=True); sys.stdin.read()",
            "empty",
        ),
    ];
    for (script, words) in cases {
        let error = program(script).translate(&[request("Xin", Locale::En)]).await.remove(0).unwrap_err();
        assert!(error.to_string().contains(words), "{script}: {error}");
    }
    let none =
        Command::new("mine", Settings { command: vec!["/nowhere/x".to_owned()], ..Settings::default() }).unwrap();
    assert!(matches!(none.translate(&[request("a", Locale::En)]).await.remove(0), Err(Error::Unusable { .. })));
    assert!(Command::new("mine", Settings::default()).is_err());
}
