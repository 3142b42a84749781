//! What is nearly the same: new figures in old translations, examples for a backend, and the search of the memory.

use serde_json::{Value, json};

use super::{Desk, data, repository, total};
use crate::backend::stand_in::{StandIn, answer};

/// The article with another figure in one sentence and other words in another.
fn revised() -> String {
    data("cooperation.txt")
        .replace("hơn 200 dự án", "hơn 1.250 dự án")
        .replace("mở rộng hợp tác với Nhật Bản. Đến", "mở rộng hợp tác với Hàn Quốc. Đến")
}

/// A desk with a second script that knows only the sentence with other words.
fn desk() -> Desk {
    let script = repository("tests/data/desk/script.toml");
    let desk = Desk::new(
        "script",
        &format!(
            "[backends.script]\nkind = \"scripted\"\npath = {script:?}\n\
             [backends.one]\nkind = \"scripted\"\npath = \"one.toml\"\n"
        ),
    );
    let answers = [
        ("en", "Bac Giang province continues to expand cooperation with South Korea."),
        ("ja", "バクザン省は韓国との協力を引き続き拡大している。"),
        ("ko", "박장성은 한국과의 협력을 계속 확대하고 있다."),
    ];
    let source = "Tỉnh Bắc Giang tiếp tục mở rộng hợp tác với Hàn Quốc.";
    let answers =
        answers.map(|(to, target)| format!("[[answer]]\nsource = {source:?}\nto = {to:?}\ntarget = {target:?}\n"));
    desk.write("one.toml", answers.concat());
    desk.write("cooperation.txt", data("cooperation.txt"));
    desk
}

#[test]
fn one_changed_sentence_and_one_changed_figure_ask_for_one_sentence() {
    let desk = desk();
    let (first, _) = desk.json(&["translate", "cooperation.txt", "--json"]);
    assert_eq!((total(&first, "asked"), total(&first, "person")), (15, 0), "{first:#}");
    let (same, _) = desk.json(&["translate", "cooperation.txt", "--json"]);
    assert_eq!((total(&same, "asked"), total(&same, "in_context")), (0, 15), "{same:#}");

    desk.write("cooperation.txt", revised());
    let (forecast, _) = desk.json(&["translate", "cooperation.txt", "--dry-run", "--json"]);
    assert_eq!((total(&forecast, "asked"), total(&forecast, "substituted")), (3, 3), "{forecast:#}");
    // The second script has an answer to one sentence only: any other question would be missing one.
    let (revised, code) = desk.json(&["translate", "cooperation.txt", "--backend", "one", "--json"]);
    let counts = ["asked", "substituted", "missing", "person"].map(|count| total(&revised, count));
    assert_eq!((counts, code), ([3, 3, 0, 0], 0), "{revised:#}");
    for (locale, want) in [
        ("en", "The province now has more than 1,250 foreign direct investment (FDI) projects."),
        ("ja", "省内の海外直接投資（FDI）案件はこれまでに1250件を超えた。"),
        ("ko", "성에는 지금까지 1250여 건의 외국인직접투자(FDI) 사업이 들어왔다."),
    ] {
        let page =
            std::fs::read_to_string(desk.path(&format!("editions/cooperation/{locale}.html"))).expect("a page");
        assert!(page.contains(want), "{page}");
        let provenance = desk.path(&format!("editions/cooperation/{locale}.provenance.json"));
        let provenance: Value = serde_json::from_slice(&std::fs::read(provenance).expect("a file")).expect("JSON");
        let made =
            provenance["segments"].as_array().expect("segments").iter().find(|s| s["how"] == "number-substituted");
        let made = made.unwrap_or_else(|| panic!("{provenance:#}"));
        assert_eq!(made["state"], "translated", "{made:#}");
        assert_eq!(
            made["origin"],
            json!({ "who": "machine", "name": "number-substituted", "model": "machine script" })
        );
    }
    let (again, _) = desk.json(&["translate", "cooperation.txt", "--backend", "none", "--json"]);
    let counts = ["asked", "substituted", "missing", "in_context"].map(|count| total(&again, count));
    assert_eq!((counts[0], counts[1], counts[2]), (0, 0, 0), "{again:#}");
}

#[test]
fn without_the_index_every_changed_sentence_is_asked_for() {
    let desk = desk();
    desk.json(&["translate", "cooperation.txt", "--json"]);
    desk.write("cooperation.txt", revised());
    let config = std::fs::read_to_string(desk.path("config.toml")).expect("a configuration");
    for setting in ["near-matches = false", "substitute-numbers = false"] {
        desk.write("config.toml", config.replace("[translate]\n", &format!("[translate]\n{setting}\n")));
        let (forecast, _) = desk.json(&["translate", "cooperation.txt", "--dry-run", "--json"]);
        assert_eq!((total(&forecast, "asked"), total(&forecast, "substituted")), (6, 0), "{setting}: {forecast:#}");
    }
}

#[test]
fn a_damaged_or_missing_index_changes_nothing() {
    let desk = desk();
    desk.json(&["translate", "cooperation.txt", "--json"]);
    let index = desk.path(".anban/memory.near");
    let whole = std::fs::read(&index).expect("an index");
    desk.write("cooperation.txt", revised());
    for bytes in [None, Some(&whole[..whole.len() / 2]), Some(b"nonsense")] {
        match bytes {
            Some(bytes) => std::fs::write(&index, bytes).expect("a file"),
            None => std::fs::remove_file(&index).expect("a file"),
        }
        let (forecast, _) = desk.json(&["translate", "cooperation.txt", "--dry-run", "--json"]);
        assert_eq!((total(&forecast, "asked"), total(&forecast, "substituted")), (3, 3), "{forecast:#}");
    }
}

#[test]
fn a_chat_server_is_shown_what_is_near() {
    let reply = json!({
        "choices": [{
            "index": 0,
            "message": { "role": "assistant", "content": "Bac Giang province continues to expand cooperation with South Korea." },
            "finish_reason": "stop"
        }],
        "usage": { "prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10 }
    });
    let server = StandIn::new(vec![answer("200 OK", "content-type: application/json\r\n", &reply.to_string())]);
    let desk = desk();
    desk.json(&["translate", "cooperation.txt", "--to", "en", "--json"]);
    let config = std::fs::read_to_string(desk.path("config.toml")).expect("a configuration");
    let chat = format!("{config}[backends.chat]\nkind = \"openai\"\nbase-url = \"{}/v1\"\n", server.url);
    desk.write("cooperation.txt", revised());
    let ask = |settings: &str| {
        desk.write("config.toml", format!("{chat}{settings}"));
        let (summary, _) = desk.json(&["translate", "cooperation.txt", "--to", "en", "--backend", "chat", "--json"]);
        assert_eq!(total(&summary, "asked"), 1, "{summary:#}");
        server.heard().last().expect("a request").body.clone()
    };
    let without = desk.path(".anban/before.db");
    std::fs::copy(desk.path(".anban/memory.db"), &without).expect("a copy");
    let shown = ask("");
    let source = "Example: Tỉnh Bắc Giang tiếp tục mở rộng hợp tác với Nhật Bản.";
    assert!(shown.contains(source), "{shown}");
    assert!(shown.contains("English: Bac Giang province continues to expand cooperation with Japan."), "{shown}");
    std::fs::copy(&without, desk.path(".anban/memory.db")).expect("a copy");
    let bare = ask("examples = 0\n");
    assert!(!bare.contains("Example: Tỉnh"), "{bare}");
}

#[test]
fn the_memory_is_searched_for_near_sentences_and_phrases() {
    let desk = desk();
    desk.json(&["translate", "cooperation.txt", "--json"]);
    let (found, code) = desk.json(&[
        "memory",
        "search",
        "Đến nay, tỉnh có hơn 30 dự án FDI mới",
        "--min",
        "60",
        "--to",
        "en,ko",
        "--json",
    ]);
    assert_eq!(code, 0, "{found:#}");
    assert_eq!((&found[0]["locale"], &found[1]["locale"]), (&json!("en"), &json!("ko")));
    let best = &found[0]["matches"][0];
    assert_eq!((&best["percent"], &best["edits"]), (&json!(80), &json!(2)), "{best:#}");
    let changes: Vec<_> = best["difference"]
        .as_array()
        .expect("pieces")
        .iter()
        .map(|p| (p["change"].as_str(), p["text"].as_str()))
        .collect();
    assert_eq!(
        changes,
        [
            (Some("equal"), Some("Đến nay, tỉnh có hơn")),
            (Some("deleted"), Some("200")),
            (Some("inserted"), Some("30")),
            (Some("equal"), Some("dự án FDI")),
            (Some("inserted"), Some("mới")),
        ]
    );
    let text = |args: &[&str]| String::from_utf8(desk.run(args).stdout).expect("UTF-8");
    let shown = text(&["memory", "search", "Đến nay, tỉnh có hơn 30 dự án FDI.", "--to", "en"]);
    assert!(shown.contains("The province now has more than 30 FDI projects."), "{shown}");
    assert!(shown.contains("88 %  Đến nay, tỉnh có hơn [-200-] {+30+} dự án FDI"), "{shown}");
    let shown = text(&["memory", "search", "協力", "--concordance", "--in", "ja"]);
    assert!(shown.contains("バクザン省、日本との協力を拡大"), "{shown}");
    let (rows, code) = desk.json(&["memory", "search", "hội nhập", "--concordance", "--to", "ko", "--json"]);
    assert_eq!((rows.as_array().map(Vec::len), code), (Some(1), 0), "{rows:#}");
    let nothing = desk.run(&["memory", "search", "Trời mưa to ở nhiều nơi"]);
    assert_eq!(nothing.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&nothing.stdout), "nothing in the memory is that near\n");
    assert_eq!(desk.run(&["memory", "search", "x", "--min", "40"]).status.code(), Some(2));
}

/// Known names change places too, beside figures; where the translation ties one into its grammar, the backend is asked.
#[test]
fn another_name_and_another_figure_are_put_into_an_old_translation() {
    let sentences = [
        (
            "Phát biểu tại đây, Trần Thị Thu Hà cho biết có 27 dự án ở Quang Châu.",
            "Speaking here, Tran Thi Thu Ha said there were 27 projects in Quang Chau.",
            "ここで発言したチャン・ティ・トゥー・ハーは、クアンチャウに27件の事業があると述べた。",
            "이 자리에서 쩐티투하 씨는 꽝쩌우에 27건의 사업이 있다고 말했다.",
        ),
        // "His" is a man's; 은 follows the ㄴ of 민 and of no open syllable: both are asked for anew.
        (
            "Nguyễn Văn Minh đã thăm nhà máy.",
            "Nguyen Van Minh visited his factory.",
            "グエン・バン・ミンは工場を訪れた。",
            "응우옌반민은 공장을 방문했다.",
        ),
    ];
    let answers: String = sentences
        .iter()
        .flat_map(|(source, en, ja, ko)| {
            [("en", en), ("ja", ja), ("ko", ko)].map(|(to, target)| (source, to, target))
        })
        .map(|(source, to, target)| format!("[[answer]]\nsource = {source:?}\nto = {to:?}\ntarget = {target:?}\n"))
        .collect();
    let desk = Desk::new("script", "[backends.script]\nkind = \"scripted\"\npath = \"script.toml\"\n");
    desk.write("script.toml", answers);
    desk.write("a.txt", sentences.map(|(source, ..)| source).join("\n\n"));
    let (first, _) = desk.json(&["translate", "a.txt", "--json"]);
    assert_eq!((total(&first, "asked"), total(&first, "person")), (6, 0), "{first:#}");
    let revised = "Phát biểu tại đây, Lê Thị Lan cho biết có 31 dự án ở Quang Châu.\n\nĐỗ Văn Ba đã thăm nhà máy.\n";
    desk.write("a.txt", revised);
    let (second, _) = desk.json(&["translate", "a.txt", "--backend", "none", "--json"]);
    assert_eq!((total(&second, "substituted"), total(&second, "missing")), (4, 2), "{second:#}");
    for (locale, want) in [
        ("en", "Speaking here, Le Thi Lan said there were 31 projects in Quang Chau."),
        ("ja", "ここで発言したレ・ティ・ランは、クアンチャウに31件の事業があると述べた。"),
        ("ja", "ドー・バン・バーは工場を訪れた。"),
        ("ko", "이 자리에서 레틸란 씨는 꽝쩌우에 31건의 사업이 있다고 말했다."),
    ] {
        let page = std::fs::read_to_string(desk.path(&format!("editions/a/{locale}.html"))).expect("a page");
        assert!(page.contains(want), "{want}: {page}");
    }
}
