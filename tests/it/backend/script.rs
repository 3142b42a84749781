//! The scripted backend, the empty one, and building from settings.

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use anban::{
    backend::{Backend, Complaint, Error, Finish, Settings, Setup, build, none, scripted},
    locale::Locale,
};
use secrecy::SecretString;

use super::request;

fn open(name: &str, text: &str) -> Result<scripted::Scripted, scripted::ScriptError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    scripted::Scripted::open("script", &scripted::Settings { path, concurrency: 2 })
}

const SCRIPT: &str = r#"
[[answer]]
source = "Xin chào"
to = "en"
target = "Helo"

[[answer]]
source = "Xin chào"
to = "en"
target = "Hello"
delay-ms = 60

[[answer]]
source = "Tạm biệt"
target = "down"
fault = "failed"

[[answer]]
source = "*"
to = "ja"
target = "訳：{source}"
finish = "length"
"#;

#[tokio::test]
async fn answers_come_by_text_language_and_attempt() {
    let script = open("script.toml", SCRIPT).unwrap();
    let complaint = Complaint { answer: "Helo".to_owned(), reasons: vec![] };
    let first = request("Xin chào", Locale::En);
    let mut second = first.clone();
    second.complaints = vec![complaint.clone()];
    let mut third = first.clone();
    third.complaints = vec![complaint.clone(), complaint];
    let started = Instant::now();
    let replies = script
        .translate(&[
            first,
            second,
            third,
            request("Mới", Locale::Ja),
            request("Tạm biệt", Locale::Ko),
            request("Mới", Locale::Ko),
        ])
        .await;
    assert!(started.elapsed() >= Duration::from_millis(60));
    let texts: Vec<_> = replies.iter().map(|reply| reply.as_ref().map(|reply| reply.text.as_str())).collect();
    assert_eq!(texts[..3], [Ok("Helo"), Ok("Hello"), Ok("Hello")]);
    let echoed = replies[3].as_ref().unwrap();
    assert_eq!((echoed.text.as_str(), echoed.finish, echoed.chatter), ("Mới", Finish::Length, true));
    assert!(matches!(&replies[4], Err(Error::Failed { why, .. }) if why == "down"));
    assert!(matches!(&replies[5], Err(Error::NoAnswer { why, .. }) if why.contains("Mới")));
    assert_eq!(script.probe().await.unwrap(), "ready: 4 answers");
}

#[tokio::test]
async fn json_lines_say_the_same() {
    let lines = "{\"source\":\"a\",\"to\":\"ko\",\"target\":\"가\"}\n\n{\"source\":\"*\",\"target\":\"x\",\"fault\":\"no-answer\"}\n";
    let script = open("script.jsonl", lines).unwrap();
    let replies = script.translate(&[request("a", Locale::Ko), request("b", Locale::Ko)]).await;
    assert_eq!(replies[0].as_ref().unwrap().text, "가");
    assert!(matches!(replies[1], Err(Error::NoAnswer { .. })));
}

#[test]
fn a_broken_script_names_its_place() {
    for (name, text, place) in [
        ("script.toml", "[[answer]]\nsource = \"a\"\ntarget = 3\n", "script.toml:3:10: "),
        ("script.toml", "[[answer]]\nsource = \"a\"\ntarget = \"b\"\ntypo = 1\n", "script.toml:4:1: "),
        ("script.jsonl", "{\"source\":\"a\",\"target\":\"b\"}\n{\"source\":}\n", "script.jsonl:2:"),
    ] {
        let error = open(name, text).unwrap_err().to_string();
        assert!(error.contains(place), "{error}");
    }
}

#[tokio::test]
async fn a_memory_only_run_has_no_answers() {
    let none = none::MemoryOnly::new("none");
    let replies = none.translate(&[request("a", Locale::En), request("b", Locale::Ja)]).await;
    assert_eq!(replies.len(), 2);
    assert!(replies.iter().all(|reply| matches!(reply, Err(Error::NoAnswer { .. }))));
}

#[test]
fn settings_build_their_backend() {
    let settings = |text: &str| toml::from_str::<Settings>(text);
    let no_secrets = |_: &str| None;
    let models = Path::new("/nowhere");
    let embedded = build(
        Setup::new("local", None),
        &settings("kind = \"embedded\"\nsequences = 4").unwrap(),
        models,
        &no_secrets,
    )
    .unwrap();
    assert_eq!((embedded.name(), embedded.capabilities().concurrency), ("local", 4));
    assert_eq!(embedded.model(), Some("qwen2.5-coder-1.5b-instruct-q4-k-m"));
    assert_eq!(settings("kind = \"embedded\"").unwrap(), Settings::default());
    assert!(build(Setup::new("none", None), &settings("kind = \"none\"").unwrap(), models, &no_secrets).is_ok());

    let keyed =
        settings("kind = \"openai\"\nbase-url = \"https://api.openai.com/v1\"\napi-key-env = \"DESK_KEY\"").unwrap();
    let error = build(Setup::new("cloud", None), &keyed, models, &no_secrets).map(|_| ()).unwrap_err();
    assert!(error.to_string().contains("DESK_KEY"), "{error}");
    let secrets = |variable: &str| (variable == "DESK_KEY").then(|| SecretString::from("k"));
    assert!(build(Setup::new("cloud", None), &keyed, models, &secrets).is_ok());

    for wrong in ["kind = \"magic\"", "kind = \"openai\"\ntypo = 1", "kind = \"embedded\"\nthread = 2"] {
        assert!(settings(wrong).is_err(), "{wrong}");
    }
    let unknown = settings("kind = \"embedded\"\nmodel = \"gpt-9\"").unwrap();
    assert!(
        build(Setup::new("local", None), &unknown, models, &no_secrets)
            .map(|_| ())
            .unwrap_err()
            .to_string()
            .contains("anban model list")
    );
    let absent = settings("kind = \"scripted\"\npath = \"/nowhere/s.toml\"").unwrap();
    assert!(
        build(Setup::new("s", None), &absent, models, &no_secrets)
            .map(|_| ())
            .unwrap_err()
            .to_string()
            .contains("/nowhere/s.toml")
    );
}

#[test]
fn settings_survive_toml() {
    for settings in [
        Settings::default(),
        Settings::None,
        Settings::Openai(anban::backend::openai::Settings::default()),
        Settings::Scripted(scripted::Settings::default()),
    ] {
        let text = toml::to_string(&settings).unwrap();
        assert_eq!(toml::from_str::<Settings>(&text).unwrap(), settings, "{text}");
    }
}
