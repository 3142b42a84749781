//! No key in anything a run writes, whatever a provider answers: everything the program said and every file it left
//! is searched for the secret.

use std::{fs, path::Path, process::Output, thread};

use super::stand_in::{Play, StandIn, answer, cut};
use crate::desk::Desk;

/// Its first half is searched for too: providers like to repeat the beginning of a key.
const KEY: &str = "zq-very-secret-4711-0815-qz";
const HALF: &str = "zq-very-secret";

/// A provider's settings, and its reply when all is well; `{}` is the translation.
const PROVIDERS: [(&str, &str); 8] = [
    (
        "kind = \"openai\"\nmodel = \"m\"\napi-key-env = \"K\"",
        r#"{"choices":[{"message":{"role":"assistant","content":"{}"},"finish_reason":"stop"}],"usage":{"prompt_tokens":7,"completion_tokens":3}}"#,
    ),
    (
        "kind = \"anthropic\"\nmodel = \"m\"\napi-key-env = \"K\"",
        r#"{"type":"message","content":[{"type":"text","text":"{}"}],"stop_reason":"end_turn","usage":{"input_tokens":7,"output_tokens":3}}"#,
    ),
    (
        "kind = \"ollama\"\nmodel = \"m\"\napi-key-env = \"K\"",
        r#"{"message":{"role":"assistant","content":"{}"},"done":true,"done_reason":"stop","prompt_eval_count":7,"eval_count":3}"#,
    ),
    (
        "kind = \"deepl\"\napi-key-env = \"K\"\nglossary = false",
        r#"{"translations":[{"detected_source_language":"VI","text":"{}","billed_characters":8}]}"#,
    ),
    ("kind = \"google\"\napi-key-env = \"K\"", r#"{"data":{"translations":[{"translatedText":"{}"}]}}"#),
    (
        "kind = \"google\"\nversion = \"v3\"\nproject = \"p\"\napi-key-env = \"K\"",
        r#"{"translations":[{"translatedText":"{}"}]}"#,
    ),
    ("kind = \"azure\"\napi-key-env = \"K\"\nregion = \"x\"", r#"[{"translations":[{"text":"{}","to":"en"}]}]"#),
    ("kind = \"libretranslate\"\napi-key-env = \"K\"", r#"{"translatedText":["{}"]}"#),
];

const JSON: &str = "content-type: application/json\r\n";

/// Everything that can go wrong, the key in every place where a server may put it.
fn faults(good: &str) -> Vec<Play> {
    let said = format!(r#"{{"error":{{"message":"Bearer {KEY} is wrong","code":"{KEY}","status":"{KEY}"}}}}"#);
    let mut plays: Vec<Play> = [
        "400 Bad Request",
        "401 Unauthorized",
        "402 Payment Required",
        "403 Forbidden",
        "404 Not Found",
        "413 Payload Too Large",
        "422 Unprocessable Entity",
        "429 Too Many Requests",
        "456 Quota exceeded",
        "500 Internal Server Error",
        "503 Service Unavailable",
        "529 Overloaded",
    ]
    .map(|status| answer(status, JSON, &said))
    .to_vec();
    let page = format!("<!doctype html><p>{KEY}");
    plays.extend([
        answer("302 Found", &format!("location: http://127.0.0.1:1/?key={KEY}\r\n"), ""),
        answer("429 T", "retry-after: 3600\r\n", &format!(r#"{{"message":"{KEY}"}}"#)),
        answer(&format!("500 {KEY}"), &format!("x-key: {KEY}\r\n"), KEY),
        answer("200 OK", "content-type: text/html\r\n", &page),
        answer("200 OK", JSON, &format!("{{\"{KEY}\":")),
        answer("200 OK", JSON, &format!("\"{KEY}\"")),
        // Of the wrong type, which parsers like to quote.
        answer("200 OK", JSON, &good.replace(['[', ']'], "").replace("{}", KEY)),
        answer(
            "200 OK",
            JSON,
            &format!(r#"{{"choices":"{KEY}","content":"{KEY}","translations":"{KEY}","data":"{KEY}"}}"#),
        ),
        // A whole reply whose translation is the key.
        answer("200 OK", JSON, &good.replace("{}", &format!("The province has {KEY} projects."))),
        cut("200 OK", JSON, 5000, good.replace("{}", KEY).as_bytes()),
        Play::Bytes(format!("{KEY}\r\n\r\n").into_bytes()),
        Play::Bytes(Vec::new()),
    ]);
    plays
}

/// The files below `folder` that hold the secret.
fn leaks(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            leaks(&path, found);
        } else if memchr::memmem::find(&fs::read(&path).unwrap_or_default(), HALF.as_bytes()).is_some() {
            found.push(path.display().to_string());
        }
    }
}

fn silent(output: &Output, what: &str) {
    for bytes in [&output.stdout, &output.stderr] {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains(HALF), "{what}: {text}");
        assert!(!text.contains("panicked"), "{what}: {text}");
    }
}

fn desk(settings: &str, url: &str) -> Desk {
    let desk = Desk::new(
        "paid",
        &format!(
            "[backends.paid]\nbase-url = \"{url}\"\nconcurrency = 1\n{settings}\n[backends.paid.http]\nretries = 1\n\
             backoff-ms = 1\ntimeout-seconds = 5\n"
        ),
    );
    desk.write("bai.txt", "Tỉnh có 300 dự án.\n");
    desk.write("pairs.tsv", "source\ttarget\tlocale\nHuyện có 20 dự án.\tThe district has 20 projects.\ten\n");
    desk
}

fn run(desk: &Desk, args: &[&str]) -> Output {
    let mut command = desk.command(args);
    command.env("K", KEY).env("ANBAN_LOG", "trace").env("RUST_BACKTRACE", "full");
    command.output().unwrap()
}

/// Goes through all faults of a provider, one run each, then a run that goes well.
fn all(settings: &str, good: &str) {
    let faults = faults(good);
    let well = answer("200 OK", JSON, &good.replace("{}", "The province has 300 projects."));
    let translate = ["translate", "bai.txt", "--to", "en", "--json", "-vvv", "--retry"];
    for (number, fault) in faults.iter().enumerate() {
        let server = StandIn::new(vec![fault.clone()]);
        let desk = desk(settings, &server.url);
        let what = format!("fault {number} of {settings}");
        let output = run(&desk, &translate);
        silent(&output, &what);
        assert_ne!(output.status.code(), Some(0), "{what} passed for a translation");
        assert!(!server.heard().is_empty(), "{what}: nobody was asked");
        let mut found = Vec::new();
        leaks(desk.folder.path(), &mut found);
        assert!(found.is_empty(), "{what}: {found:?}");
    }
    // Everything else that asks or tells, on the worst of them, and the edition and pages of a run that goes well.
    for play in [faults[20].clone(), well.clone()] {
        let is_well = format!("{play:?}") == format!("{well:?}");
        let server = StandIn::new(vec![play]);
        // A gateway's own credentials in the address are secrets too.
        let url = format!("{}/?token={KEY}", server.url.replace("http://", &format!("http://desk:{KEY}@")));
        let desk = desk(settings, &url);
        let config = fs::read_to_string(desk.path("config.toml")).unwrap();
        for args in [
            &["translate", "bai.txt", "--to", "en", "--json", "-vvv"][..],
            &["translate", "bai.txt", "--to", "en", "--explain-prompt"],
            &["translate", "bai.txt", "--to", "ja", "--dry-run"],
            &["analyze", "bai.txt", "--format", "html"],
            &["eval", "pairs.tsv", "--to", "en", "--html", "eval.html", "--json", "-vvv"],
            &["check", "bai.txt"],
            &["backend", "list"],
            &["backend", "test", "paid", "-vvv"],
            &["doctor", "--json"],
            &["memory", "ledger", "--json"],
            &["memory", "export", "all.tmx"],
        ] {
            let output = run(&desk, args);
            silent(&output, &format!("{args:?} of {settings}"));
            let words = String::from_utf8_lossy(&output.stderr);
            assert!(!words.contains("unexpected argument"), "{args:?}: {words}");
        }
        fs::remove_file(desk.path("config.toml")).unwrap();
        let mut found = Vec::new();
        leaks(desk.folder.path(), &mut found);
        assert!(found.is_empty() && config.contains(KEY), "{found:?}");
        assert!(desk.path("eval.html").exists());
        if is_well {
            let edition = fs::read_to_string(desk.path("all.tmx")).unwrap();
            assert!(edition.contains("The province has 300 projects."), "{settings}: {edition}");
        }
    }
}

#[test]
fn no_provider_s_faults_bring_the_key_to_light() {
    thread::scope(|scope| {
        for (settings, good) in PROVIDERS {
            scope.spawn(move || all(settings, good));
        }
    });
}
