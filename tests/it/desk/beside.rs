//! What stands beside a sentence: an accepted translation goes with it to a chat server, a machine's does not.

use serde_json::{Value, json};

use super::{
    super::backend::stand_in::{StandIn, answer},
    Desk, total,
};

const MACHINE: &str = "Tỉnh Bắc Giang tiếp tục hỗ trợ nông dân.";
const ENGLISH: &str = "Bac Giang province continues to support farmers.";
const ASKED: &str = "Người dân rất phấn khởi.";

/// Two accepted sentences before, a machine's, the one that is asked for, two accepted ones after.
fn article() -> String {
    let lines = ["# Tin nông thôn", "Nông dân trồng vải.", MACHINE, ASKED, "Chợ mở cửa sớm.", "Trường có thư viện."];
    lines.join("\n\n") + "\n"
}

fn desk(server: &StandIn) -> Desk {
    let url = &server.url;
    let desk =
        Desk::new("chat", &format!("[backends.chat]\nkind = \"openai\"\nbase-url = \"{url}/v1\"\nmodel = \"m\"\n"));
    set(&desk, "[translate]\n", "[translate]\nto = [\"en\"]\nrepairs = 0\nnear-matches = false\n");
    desk.write(
        "rows.tsv",
        "source\ttarget\tlocale\nTin nông thôn\tRural news\ten\nNông dân trồng vải.\tFarmers grow lychees.\ten\n\
         Chợ mở cửa sớm.\tThe market opens early.\ten\nTrường có thư viện.\tThe school has a library.\ten\n",
    );
    desk.json(&["memory", "import", "rows.tsv", "--state", "reviewed", "--json"]);
    desk.write("before.md", format!("{MACHINE}\n"));
    let (summary, code) = desk.json(&["translate", "before.md", "--json"]);
    assert_eq!((total(&summary, "asked"), code), (1, 0), "{summary:#}");
    desk.write("a.md", article());
    desk
}

fn set(desk: &Desk, old: &str, new: &str) {
    let config = std::fs::read_to_string(desk.path("config.toml")).expect("a configuration");
    assert!(config.contains(old), "{config}");
    desk.write("config.toml", config.replacen(old, new, 1));
}

fn server() -> StandIn {
    let reply = json!({
        "choices": [{ "index": 0, "message": { "role": "assistant", "content": ENGLISH }, "finish_reason": "stop" }],
        "usage": { "prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10 }
    });
    StandIn::new(vec![answer("200 OK", "content-type: application/json\r\n", &reply.to_string())])
}

/// What the server was told last of the sentence itself.
fn told(server: &StandIn) -> String {
    let heard = server.heard();
    let body: Value = serde_json::from_str(&heard.last().expect("a request").body).expect("JSON");
    body["messages"][1]["content"].as_str().expect("a text").to_owned()
}

#[test]
fn accepted_translations_go_with_a_sentence_and_a_machines_do_not() {
    let server = server();
    let desk = desk(&server);
    let (summary, _) = desk.json(&["translate", "a.md", "--json"]);
    assert_eq!(total(&summary, "asked"), 1, "{summary:#}");
    let expected = format!(
        "Article: Tin nông thôn\nBefore: {MACHINE}\nAfter: Chợ mở cửa sớm.\nEnglish: The market opens early.\n\
         Nearby: Nông dân trồng vải.\nEnglish: Farmers grow lychees.\nVietnamese: {ASKED}\nEnglish:"
    );
    assert_eq!(told(&server), expected);
    // The same is shown to a person who asks, and priced, as far as it is known without the memory.
    let shown = String::from_utf8(desk.run(&["translate", "a.md", "--explain-prompt"]).stdout).expect("UTF-8");
    assert!(shown.contains(&format!("Before: {MACHINE}\nAfter: Chợ mở cửa sớm.\nVietnamese: {ASKED}")), "{shown}");
}

#[test]
fn a_desk_that_wants_no_neighbours_pays_for_none() {
    let server = server();
    let desk = desk(&server);
    set(&desk, "model = \"m\"\n", "model = \"m\"\nneighbours = 0\n");
    desk.json(&["translate", "a.md", "--json"]);
    let own = told(&server);
    assert!(own.contains("After: Chợ mở cửa sớm.\nVietnamese:") && !own.contains("early"), "{own}");
}

/// A row says under which style sheet it was made.
#[test]
fn a_style_sheet_of_ones_own_is_another_prompt() {
    let server = server();
    let desk = desk(&server);
    let prompt = |article: &str, sentence: &str| {
        desk.write(&format!("{article}.md"), format!("{sentence}\n"));
        desk.json(&["translate", &format!("{article}.md"), "--json"]);
        let text = std::fs::read_to_string(desk.path(&format!("editions/{article}/en.provenance.json")));
        let provenance: Value = serde_json::from_str(&text.expect("a provenance file")).expect("JSON");
        provenance["segments"][0]["origin"]["prompt"].as_str().expect("a version").to_owned()
    };
    let usual = prompt("b", "Nông dân Bắc Giang được tỉnh hỗ trợ.");
    assert_eq!(prompt("c", "Nông dân được tỉnh Bắc Giang hỗ trợ tiếp."), usual);
    // Figures are house style too.
    let numbers = "[numbers.en]\npercent = \"word\"\n[backends.chat]\n";
    set(&desk, "[backends.chat]\n", numbers);
    let worded = prompt("d", "Tỉnh Bắc Giang hỗ trợ nông dân tiếp tục.");
    assert_ne!(worded, usual);
    set(&desk, "[paths]\n", "[paths]\ntemplates = \"ours\"\n");
    desk.write("ours/prompts/style.en.md", "- Báo Bắc Giang viết ngắn.\n");
    let own = prompt("e", "Tỉnh Bắc Giang vẫn hỗ trợ nông dân.");
    assert!(own != usual && own != worded, "{own}");
    let body = server.heard().last().expect("a request").body.clone();
    assert!(body.contains("Báo Bắc Giang viết ngắn.") && !body.contains("AP style"), "{body}");
    desk.write("ours/prompts/style.en.md", "- Báo Bắc Giang\n- {{ numbers.percent }\n");
    let out = desk.run(&["translate", "a.md"]);
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert_eq!(out.status.code(), Some(2), "{said}");
    assert!(said.contains("ours/prompts/style.en.md:2:") && said.contains("templates/prompts/style.en.md"), "{said}");
}

const TERM: &str =
    "[[term]]\nid = \"lychee\"\nvi = [\"vải thiều\"]\nsource = \"house\"\nnote = \"The fruit,\\nnot the cloth.\"\n";

/// A glossary of one term.
fn term(desk: &Desk, english: &str) {
    let forms = [("en", english), ("ja", "ライチ"), ("ko", "리치")];
    let forms: String = forms.map(|(to, word)| format!("[term.{to}]\nuse = {word:?}\n")).concat();
    desk.write("terms/fruit.toml", format!("{TERM}{forms}"));
}

/// An accepted translation whose terms have changed since would teach the old ones. The note goes with the term.
#[test]
fn a_neighbour_with_old_terms_is_not_shown() {
    let server = server();
    let desk = desk(&server);
    let config = std::fs::read_to_string(desk.path("config.toml")).expect("a configuration");
    let own = config.lines().map(|line| if line.starts_with("glossary") { "glossary = \"terms\"" } else { line });
    desk.write("config.toml", own.collect::<Vec<_>>().join("\n"));
    term(&desk, "lychee");
    desk.write("more.tsv", "source\ttarget\tlocale\nTỉnh có vải thiều.\tThe province has lychees.\ten\n");
    desk.json(&["memory", "import", "more.tsv", "--state", "reviewed", "--json"]);
    let ask = |sentence: &str| {
        desk.write("b.md", format!("Tỉnh có vải thiều.\n\n{sentence}\n"));
        desk.json(&["translate", "b.md", "--json"]);
        told(&server)
    };
    let asked = ask("Vải thiều rất ngọt.");
    assert!(asked.contains("Before: Tỉnh có vải thiều.\nEnglish: The province has lychees.\n"), "{asked}");
    assert!(asked.contains("Term: Vải thiều = Lychee (note: The fruit, not the cloth.)\n"), "{asked}");
    term(&desk, "litchi");
    let asked = ask("Vải thiều rất thơm.");
    assert!(asked.contains("= Litchi (note:") && !asked.contains("lychees"), "{asked}");
}
