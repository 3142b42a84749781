//! What a run over a chain would cost: each backend of it, an unknown price said to be unknown, nobody called.

use anban::locale::{Locale, Messages};
use serde_json::{Value, json};

use super::stand_in::{StandIn, answer};
use crate::desk::Desk;

/// 100 characters cost 2 at DeepL's stand-in; the chat server has no price; the last one costs nothing.
fn desk(server: &StandIn) -> Desk {
    let url = &server.url;
    let desk = Desk::new(
        "script",
        &format!(
            "[backends.deepl]\nkind = \"deepl\"\nbase-url = \"{url}\"\n[backends.deepl.price]\ndate = \"2026-11-23\"\n\
             currency = \"EUR\"\nper-million-characters = 20000.0\n\
             [backends.chat]\nkind = \"openai\"\nmodel = \"m\"\nbase-url = \"{url}\"\napi-key-env = \"CHAT_KEY\"\n\
             [backends.script]\nkind = \"scripted\"\npath = \"script.toml\"\n"
        ),
    );
    desk.write("script.toml", "[[answer]]\nsource = \"*\"\ntarget = \"x\"\n");
    desk.write("bai.txt", "Đoạn văn mang mã số 1001.\n\nĐoạn văn mang mã số 1002.\n");
    desk
}

fn backends(offers: &Value) -> Vec<(&str, Option<u64>, bool)> {
    let all = offers.as_array().expect("offers").iter();
    all.map(|one| {
        (one["backend"].as_str().expect("a name"), one["micros"].as_u64(), one["paid"].as_bool().expect("a word"))
    })
    .collect()
}

#[test]
fn each_backend_of_a_chain_is_priced() {
    let server = StandIn::new(vec![answer("500 Internal Server Error", "", "")]);
    let desk = desk(&server);
    let run = |args: &[&str]| {
        let output = desk.command(args).env("DEEPL_API_KEY", "k").env("CHAT_KEY", "k").output().expect("a run");
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let chain = "deepl,chat,script";
    // 50 characters.
    let expected = [("deepl", Some(1_000_000), true), ("chat", None, true), ("script", None, false)];

    let dry = ["translate", "bai.txt", "--to", "en", "--backend", chain, "--dry-run"];
    let summary: Value = serde_json::from_str(&run(&[&dry[..], &["--json"]].concat())).expect("JSON");
    let quote = &summary["quotes"][0][1];
    assert_eq!(
        (&quote["segments"], &quote["micros"], &quote["currency"]),
        (&json!(2), &json!(1_000_000), &json!("EUR"))
    );
    assert_eq!(backends(&quote["chain"]), expected, "{quote:#}");
    assert!(quote["chain"][1]["quantity"]["tokens_in"].as_u64() > Some(100), "{quote:#}");

    let whole: Value =
        serde_json::from_str(&run(&["analyze", "bai.txt", "--to", "en", "--backend", chain, "--format", "json"]))
            .expect("JSON");
    for report in whole["reports"].as_array().expect("reports") {
        assert_eq!(backends(&report["backends"]), expected, "{report:#}");
    }

    for locale in Locale::ALL {
        let messages = Messages::new(locale);
        let (unknown, nothing) = (messages.say("price-unknown"), messages.say("price-none"));
        let speak = ["--lang", locale.tag()];
        for (args, format) in [
            (&dry[..], "text"),
            (&["analyze", "bai.txt", "--to", "en", "--backend", chain][..], "text"),
            (&["analyze", "bai.txt", "--to", "en", "--backend", chain, "--format", "html"][..], "html"),
        ] {
            let said = run(&[&speak[..], args].concat());
            for (name, cost) in [("deepl", "1.0000 EUR"), ("chat", &unknown), ("script", &nothing)] {
                let has = said.lines().any(|line| line.contains(name) && line.contains(cost));
                assert!(has, "{name} costs {cost} ({format}, {locale}): {said}");
            }
        }
    }
    assert!(server.heard().is_empty(), "nobody is called");
}

#[test]
fn one_backend_has_one_line_and_analyze_needs_no_key() {
    let server = StandIn::new(vec![answer("500 Internal Server Error", "", "")]);
    let desk = desk(&server);
    let (whole, code) = desk.json(&["analyze", "bai.txt", "--to", "en", "--backend", "deepl", "--format", "json"]);
    assert_eq!((backends(&whole["reports"][0]["backends"]), code), (vec![("deepl", Some(1_000_000), true)], 0));
    let (whole, _) = desk.json(&["analyze", "bai.txt", "--to", "en", "--backend", "none", "--format", "json"]);
    assert_eq!(whole["reports"][0]["backends"], json!([]), "nobody is asked");
    let (summary, _) = desk.json(&["translate", "bai.txt", "--to", "en", "--dry-run", "--json"]);
    assert!(summary["quotes"][0][1].get("chain").is_none(), "{summary:#}");
    let output = desk.run(&["analyze", "bai.txt", "--backend", "deepl,absent"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("there is no backend \"absent\""));
    assert_eq!(output.status.code(), Some(2));
}
