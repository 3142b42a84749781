//! One suite for all providers against a loopback stand-in: the request to the field, the key, the reply, and every
//! fault.

use std::{path::Path, sync::Arc, time::Duration};

use anban::{
    backend::{Backend, Error, NameHint, Reply, Request, Result, Settings, Setup, TermHint, TermList, build},
    locale::Locale,
};
use secrecy::SecretString;
use serde_json::{Value, json};

use super::{
    request,
    stand_in::{Play, StandIn, answer, cut},
};

const KEY: &str = "sk-very-secret";
const HTTP: &str =
    "connect-seconds = 2\ntimeout-seconds = 1\nretries = 2\nbackoff-ms = 1\nlongest-wait-seconds = 2\n";

/// A provider: its settings, where a good call goes, the header that holds the key, and its reply to these texts.
struct Provider {
    settings: &'static str,
    line: &'static str,
    key: Option<(&'static str, &'static str)>,
    reply: fn(&[&str]) -> Value,
}

fn completion(text: &str) -> Value {
    json!({ "choices": [{ "message": { "role": "assistant", "content": text }, "finish_reason": "stop" }],
            "usage": { "prompt_tokens": 7, "completion_tokens": 3 } })
}

const ALL: [Provider; 9] = [
    Provider {
        settings: "kind = \"openai\"\nmodel = \"m\"\napi-key-env = \"K\"\n",
        line: "POST /chat/completions HTTP/1.1",
        key: Some(("authorization", "Bearer sk-very-secret")),
        reply: |texts| completion(texts[0]),
    },
    Provider {
        settings: "kind = \"anthropic\"\nmodel = \"m\"\napi-key-env = \"K\"\n",
        line: "POST /messages HTTP/1.1",
        key: Some(("x-api-key", KEY)),
        reply: |texts| {
            json!({ "type": "message", "content": [{ "type": "text", "text": texts[0] }], "stop_reason": "end_turn",
                    "usage": { "input_tokens": 7, "output_tokens": 3 } })
        },
    },
    Provider {
        settings: "kind = \"ollama\"\nmodel = \"m\"\napi-key-env = \"K\"\n",
        line: "POST /chat HTTP/1.1",
        key: Some(("authorization", "Bearer sk-very-secret")),
        reply: |texts| {
            json!({ "message": { "role": "assistant", "content": texts[0] }, "done": true, "done_reason": "stop",
                    "prompt_eval_count": 7, "eval_count": 3 })
        },
    },
    Provider {
        settings: "kind = \"deepl\"\napi-key-env = \"K\"\n",
        line: "POST /v2/translate HTTP/1.1",
        key: Some(("authorization", "DeepL-Auth-Key sk-very-secret")),
        reply: |texts| {
            let all: Vec<Value> = texts
                .iter()
                .map(|text| json!({ "detected_source_language": "VI", "text": text, "billed_characters": 8 }))
                .collect();
            json!({ "translations": all })
        },
    },
    Provider {
        settings: "kind = \"google\"\napi-key-env = \"K\"\n",
        line: "POST /language/translate/v2 HTTP/1.1",
        key: Some(("x-goog-api-key", KEY)),
        reply: |texts| {
            let all: Vec<Value> = texts.iter().map(|text| json!({ "translatedText": text })).collect();
            json!({ "data": { "translations": all } })
        },
    },
    Provider {
        settings: "kind = \"google\"\nversion = \"v3\"\nproject = \"p\"\napi-key-env = \"K\"\n",
        line: "POST /v3/projects/p/locations/us-central1:translateText HTTP/1.1",
        key: Some(("authorization", "Bearer sk-very-secret")),
        reply: |texts| {
            let all: Vec<Value> = texts.iter().map(|text| json!({ "translatedText": text })).collect();
            json!({ "translations": all })
        },
    },
    Provider {
        settings: "kind = \"google\"\nversion = \"v3\"\nproject = \"p\"\napi-key-env = \"K\"\n\
                   glossaries = { en = \"g\" }\n",
        line: "POST /v3/projects/p/locations/us-central1:translateText HTTP/1.1",
        key: Some(("x-goog-user-project", "p")),
        reply: |texts| {
            let all: Vec<Value> = texts.iter().map(|text| json!({ "translatedText": text })).collect();
            let bare: Vec<Value> = texts.iter().map(|_| json!({ "translatedText": "without glossary" })).collect();
            json!({ "translations": bare, "glossaryTranslations": all })
        },
    },
    Provider {
        settings: "kind = \"azure\"\napi-key-env = \"K\"\nregion = \"southeastasia\"\n",
        line: "POST /translate?api-version=3.0&from=vi&to=en&textType=html HTTP/1.1",
        key: Some(("ocp-apim-subscription-key", KEY)),
        reply: |texts| texts.iter().map(|text| json!({ "translations": [{ "text": text, "to": "en" }] })).collect(),
    },
    Provider {
        settings: "kind = \"libretranslate\"\napi-key-env = \"K\"\n",
        line: "POST /translate HTTP/1.1",
        key: None,
        reply: |texts| json!({ "translatedText": texts }),
    },
];

fn open(server: &StandIn, settings: &str) -> Arc<dyn Backend> {
    let text = format!("base-url = \"{}\"\n{settings}[http]\n{HTTP}", server.url);
    let settings: Settings = toml::from_str(&text).unwrap();
    let secrets = |_: &str| Some(SecretString::from(KEY));
    build(Setup::new("desk", None), &settings, Path::new("models"), &secrets).unwrap()
}

async fn one(backend: &dyn Backend) -> Result<Reply> {
    backend.translate(&[request("Xin chào các bạn", Locale::En)]).await.remove(0)
}

async fn bare(backend: &dyn Backend) -> Result<Reply> {
    let asked = Request { bare: true, ..request("Xin chào các bạn", Locale::En) };
    backend.translate(&[asked]).await.remove(0)
}

fn json_answer(value: &Value) -> Play {
    answer("200 OK", "content-type: application/json\r\n", &value.to_string())
}

#[tokio::test]
async fn every_provider_is_asked_as_it_documents() {
    for (number, provider) in ALL.iter().enumerate() {
        let server = StandIn::new(vec![json_answer(&(provider.reply)(&["Hello"]))]);
        let reply = one(&*open(&server, provider.settings)).await.unwrap();
        assert_eq!(reply.text, "Hello", "{}", provider.settings);
        let heard = &server.heard()[0];
        assert_eq!(heard.line, provider.line);
        match provider.key {
            Some((name, value)) => assert_eq!(heard.header(name), Some(value)),
            None => assert!(heard.body.contains("\"api_key\":\"sk-very-secret\"")),
        }
        assert!(!heard.line.contains(KEY));
        let mut body: Value = serde_json::from_str(&heard.body).unwrap();
        // The prompt has tests of its own.
        for field in ["messages", "system", "max_tokens"] {
            if let Some(value) = body.get_mut(field) {
                assert!(!value.is_null());
                *value = Value::from("…");
            }
        }
        if let Some(options) = body.get_mut("options") {
            assert!(options["num_predict"].as_u64().unwrap() > 0);
            options["num_predict"] = Value::from("…");
        }
        let text = "Xin chào các bạn";
        let expected = match number {
            0 => json!({ "model": "m", "messages": "…", "stream": false, "temperature": 0.0, "max_tokens": "…" }),
            1 => json!({ "model": "m", "max_tokens": "…", "system": "…", "messages": "…" }),
            2 => json!({ "model": "m", "messages": "…", "stream": false,
                         "options": { "temperature": 0.0, "num_ctx": 8192, "num_predict": "…" } }),
            3 => json!({ "text": [text], "source_lang": "VI", "target_lang": "EN-US", "preserve_formatting": true,
                         "show_billed_characters": true }),
            4 => json!({ "q": [text], "source": "vi", "target": "en", "format": "text" }),
            5 => json!({ "contents": [text], "mimeType": "text/plain", "sourceLanguageCode": "vi",
                         "targetLanguageCode": "en" }),
            6 => json!({ "contents": [text], "mimeType": "text/plain", "sourceLanguageCode": "vi",
                         "targetLanguageCode": "en",
                         "glossaryConfig": { "glossary": "projects/p/locations/us-central1/glossaries/g" } }),
            7 => json!([{ "Text": text }]),
            _ => json!({ "q": [text], "source": "vi", "target": "en", "format": "text", "api_key": KEY }),
        };
        assert_eq!(body, expected, "{}", provider.settings);
    }
}

/// A status, its headers and body, what it must become, and how many calls it takes.
const FAULTS: [(&str, &str, &str, &str, usize); 14] = [
    ("400 Bad Request", "", r#"{"error":{"message":"bad sk-very-secret"}}"#, "no answer", 1),
    ("401 Unauthorized", "", r#"{"error":{"code":401000,"message":"sk-very-secret"}}"#, "unusable", 1),
    ("403 Forbidden", "", r#"{"message":"sk-very-secret"}"#, "unusable", 1),
    ("403 Forbidden", "", r#"{"error":{"code":403001,"message":"free quota"}}"#, "unusable", 1),
    ("403 F", "", r#"{"error":{"errors":[{"reason":"userRateLimitExceeded"}]}}"#, "failed", 3),
    ("403 F", "", r#"{"error":{"errors":[{"reason":"dailyLimitExceeded"}]}}"#, "unusable", 1),
    ("404 Not Found", "", "", "unusable", 1),
    ("413 Payload Too Large", "", "", "no answer", 1),
    ("429 Too Many Requests", "retry-after: 3600\r\n", "{}", "failed", 1),
    ("429 T", "", r#"{"error":{"type":"rate_limit_error","details":"enforced_spend_limit_reached"}}"#, "unusable", 1),
    ("456 Quota exceeded", "", r#"{"message":"Quota Exceeded"}"#, "unusable", 1),
    ("500 Internal Server Error", "", "oops", "failed", 3),
    ("503 Service Unavailable", "", "<html>", "failed", 3),
    ("302 Found", "location: http://127.0.0.1:1/\r\n", "", "unusable", 1),
];

fn class(error: &Error) -> &'static str {
    match error {
        Error::Unusable { .. } => "unusable",
        Error::Failed { .. } => "failed",
        Error::NoAnswer { .. } => "no answer",
        Error::Stopped => "stopped",
    }
}

#[tokio::test]
async fn every_fault_is_told_apart_and_no_key_is_repeated() {
    for provider in &ALL {
        for (status, headers, body, expected, calls) in FAULTS {
            let server = StandIn::new(vec![answer(status, headers, body)]);
            let error = one(&*open(&server, provider.settings)).await.unwrap_err();
            assert_eq!(class(&error), expected, "{status} {body} {}: {error}", provider.settings);
            assert!(!format!("{error} {error:?}").contains(KEY), "{error}");
            assert_eq!(server.heard().len(), calls, "{status} {body} {}", provider.settings);
        }
    }
}

#[tokio::test]
async fn what_passes_is_waited_out_and_what_is_no_reply_is_an_error() {
    let json = "content-type: application/json\r\n";
    for provider in &ALL {
        let good = || json_answer(&(provider.reply)(&["Hello"]));
        for first in [
            answer("429 Too Many Requests", "retry-after: 1\r\n", "{}"),
            answer("503 Service Unavailable", "", ""),
            cut("200 OK", json, 500, b"{\"tra"),
            Play::Bytes(Vec::new()),
            Play::Silence(Duration::from_secs(2)),
        ] {
            let server = StandIn::new(vec![first.clone(), good()]);
            let reply = one(&*open(&server, provider.settings)).await;
            assert_eq!(reply.map(|reply| reply.text), Ok("Hello".to_owned()), "{first:?} {}", provider.settings);
        }
        for (headers, body) in [
            (json, "{\"translations\":"),
            (json, "{}"),
            (json, "[1]"),
            (json, "null"),
            ("content-type: text/html\r\n", "<!doctype html><p>Welcome"),
            ("", "<html>"),
        ] {
            let server = StandIn::new(vec![answer("200 OK", headers, body)]);
            let error = one(&*open(&server, provider.settings)).await.unwrap_err();
            assert!(matches!(class(&error), "failed" | "unusable"), "{body} {}: {error}", provider.settings);
            assert_eq!(server.heard().len(), 1);
        }
        let server = StandIn::new(vec![json_answer(&(provider.reply)(&["  "]))]);
        assert!(one(&*open(&server, provider.settings)).await.is_err(), "empty: {}", provider.settings);
    }
}

#[tokio::test]
async fn machine_translation_is_never_matched_by_guess() {
    for provider in ALL.iter().skip(3) {
        // Two texts, one answer; then each alone.
        let plays = [&["Only"][..], &["A"], &["B"]].map(|texts| json_answer(&(provider.reply)(texts)));
        let server = StandIn::new(plays.to_vec());
        let backend = open(&server, provider.settings);
        let replies = backend.translate(&[request("Một hai", Locale::En), request("Ba bốn", Locale::En)]).await;
        let mut texts: Vec<String> = replies.into_iter().map(|reply| reply.unwrap().text).collect();
        texts.sort();
        assert_eq!((texts, server.heard().len()), (vec!["A".to_owned(), "B".to_owned()], 3), "{}", provider.settings);
        // What came back as it went is no translation.
        let echo = "Đường phố Hà Nội rất đẹp";
        let server = StandIn::new(vec![json_answer(&(provider.reply)(&[echo]))]);
        let answer = open(&server, provider.settings).translate(&[request(echo, Locale::En)]).await.remove(0);
        assert_eq!(class(&answer.unwrap_err()), "no answer", "{}", provider.settings);
    }
}

#[tokio::test]
async fn markup_and_terms_come_back_or_the_plain_text_is_asked_for() {
    let mut asked = request("<1>Tỉnh Bắc Giang</1> & FDI<2/>", Locale::En);
    asked.terms = vec![TermHint { source: "FDI".to_owned(), target: "foreign investment".to_owned(), note: None }];
    asked.names = vec![NameHint { source: "Bắc Giang".to_owned(), target: "Bac Giang".to_owned() }];
    let cases = [
        (3, "⟦1⟧Tỉnh Bắc Giang⟦/1⟧ & FDI⟦2⟧", "⟦ 1 ⟧B⟦/1⟧ & F⟦2⟧", "<1>B</1> & F<2/>"),
        (
            4,
            "<span id=\"c1\">Tỉnh ⟦t1⟧</span> &amp; ⟦t2⟧<span id=\"c2\" class=\"notranslate\"></span>",
            "⟦t2⟧ &amp; <span id=\"c1\">⟦t1⟧ P</span><span id=\"c2\" class=\"notranslate\"></span>",
            "foreign investment & <1>Bac Giang P</1><2/>",
        ),
        (
            7,
            "<span id=\"c1\">Tỉnh <mstrans:dictionary translation=\"Bac Giang\">Bắc Giang</mstrans:dictionary></span> \
             &amp; <mstrans:dictionary translation=\"foreign investment\">FDI</mstrans:dictionary>\
             <span id=\"c2\" class=\"notranslate\"></span>",
            "<span id=\"c1\">Bac Giang P</span> &#39;&amp;<span id=\"c2\" class=\"notranslate\"></span>",
            "<1>Bac Giang P</1> '&<2/>",
        ),
    ];
    for (number, sent, back, expected) in cases {
        let provider = &ALL[number];
        let server = StandIn::new(vec![json_answer(&(provider.reply)(&[back]))]);
        let reply = open(&server, provider.settings).translate(std::slice::from_ref(&asked)).await.remove(0);
        let body: Value = serde_json::from_str(&server.heard()[0].body).unwrap();
        let texts = [&body["text"][0], &body["q"][0], &body[0]["Text"]];
        assert!(texts.into_iter().any(|text| text == sent), "{body:#}");
        assert_eq!(reply.unwrap().text, expected);
        // A mark that is lost, doubled or made up: the bare text is asked for once.
        for broken in
            ["no marks at all", "⟦1⟧a⟦/1⟧⟦2⟧⟦2⟧⟦t1⟧⟦t2⟧", "<span id=\"c9\">x</span>", "⟦7⟧", "⟦1", "<b>x</b>", "⟦t0⟧"]
        {
            let plays = [broken, "plain"].map(|text| json_answer(&(provider.reply)(&[text])));
            let server = StandIn::new(plays.to_vec());
            let reply = open(&server, provider.settings).translate(std::slice::from_ref(&asked)).await.remove(0);
            assert_eq!(reply.unwrap().text, "plain", "{broken}");
            assert!(server.heard()[1].body.contains("Tỉnh Bắc Giang & FDI\""), "{}", server.heard()[1].body);
        }
    }
}

#[tokio::test]
async fn a_chat_batch_that_does_not_add_up_is_split() {
    let settings = "kind = \"openai\"\nmodel = \"m\"\nbatch = 4\n";
    let two = [request("Một hai", Locale::En), request("Ba bốn", Locale::En)];
    let list = |items: &str| json_answer(&completion(&format!("{{\"translations\":[{items}]}}")));
    let (a, b) = (r#"{"id":"1","text":"A"}"#, r#"{"id":"2","text":"B"}"#);
    for (first, calls) in [
        (list(&format!("{b},{a}")), 1),
        (list(a), 2),
        (list(&format!("{a},{a}")), 3),
        (list(&format!(r#"{a},{b},{{"id":"3","text":"C"}}"#)), 3),
        (json_answer(&completion("I cannot")), 3),
        (answer("400 Bad Request", "", "{}"), 3),
        (
            json_answer(&json!({ "choices": [{ "message": { "content": "{\"translations\":[{\"id\"" },
                                               "finish_reason": "length" }] })),
            3,
        ),
        (json_answer(&json!({ "choices": [{ "message": { "content": null, "refusal": "no" } }] })), 3),
    ] {
        let server = StandIn::new(vec![first.clone(), json_answer(&completion("A or B"))]);
        let replies = open(&server, settings).translate(&two).await;
        let texts: Vec<String> = replies.into_iter().map(|reply| reply.unwrap().text).collect();
        assert_eq!(server.heard().len(), calls, "{first:?}");
        let expected = match calls {
            1 => ["A", "B"],
            2 => ["A", "A or B"],
            _ => ["A or B", "A or B"],
        };
        assert_eq!(texts, expected, "{first:?}");
        let body: Value = serde_json::from_str(&server.heard()[0].body).unwrap();
        assert_eq!(body["response_format"]["json_schema"]["strict"], true);
        let segments = body["messages"][1]["content"].as_str().unwrap();
        assert!(segments.contains(r#""id":"1","text":"Một hai""#), "{segments}");
    }
}

#[tokio::test]
async fn a_glossary_is_made_once_for_its_terms_and_used() {
    let terms = TermList { pairs: vec![("FDI".to_owned(), "FDI".to_owned()), ("a\nb".to_owned(), "x".to_owned())] };
    let none = answer("200 OK", "", r#"{"glossaries":[]}"#);
    let made = answer("201 Created", "", r#"{"glossary_id":"g-1","ready":true}"#);
    let good = json_answer(&(ALL[3].reply)(&["Hello"]));
    let server = StandIn::new(vec![none, made, good.clone()]);
    let backend = open(&server, ALL[3].settings);
    backend.prepare(Locale::En, &terms).await.unwrap();
    one(&*backend).await.unwrap();
    let heard = server.heard();
    let body: Value = serde_json::from_str(&heard[1].body).unwrap();
    assert_eq!(heard[1].line, "POST /v3/glossaries HTTP/1.1");
    assert_eq!(
        body["dictionaries"],
        json!([{ "source_lang": "vi", "target_lang": "en", "entries": "FDI\tFDI\n", "entries_format": "tsv" }])
    );
    let name = body["name"].as_str().unwrap();
    let asked: Value = serde_json::from_str(&heard[2].body).unwrap();
    assert_eq!(asked["glossary_id"], "g-1");
    // The next run finds it by its name.
    let known = json_answer(&json!({ "glossaries": [{ "glossary_id": "g-1", "name": name }] }));
    let server = StandIn::new(vec![known, good]);
    let backend = open(&server, ALL[3].settings);
    backend.prepare(Locale::En, &terms).await.unwrap();
    one(&*backend).await.unwrap();
    assert_eq!(server.heard().len(), 2);
    // What is asked without help is asked without the glossary.
    bare(&*backend).await.unwrap();
    assert!(!server.heard()[2].body.contains("glossary"), "{}", server.heard()[2].body);
}
