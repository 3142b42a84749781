//! `config.toml` at the top of the repository is the documentation of every default.

use anban::config::{Config, load};
use unicode_normalization::UnicodeNormalization as _;

use super::{Desk, repository};

#[test]
fn the_documented_configuration_is_the_default() {
    let path = repository("config.toml");
    let (documented, _) = load(Some(&path)).expect("config.toml is valid");
    let documented = toml::Value::try_from(&documented).expect("it can be written");
    let default = toml::Value::try_from(Config::default()).expect("it can be written");
    assert_eq!(documented, default);
}

#[test]
fn every_default_is_documented() {
    let text = std::fs::read_to_string(repository("config.toml")).expect("config.toml");
    let written: toml::Value = toml::from_str(&text).expect("TOML");
    let default = toml::Value::try_from(Config::default()).expect("it can be written");
    let mut missing = Vec::new();
    compare("", &default, &written, &mut missing);
    assert!(missing.is_empty(), "config.toml does not show {missing:?}");
}

fn compare(path: &str, default: &toml::Value, written: &toml::Value, missing: &mut Vec<String>) {
    let toml::Value::Table(table) = default else { return };
    for (key, value) in table {
        let own = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        match written.get(key) {
            Some(written) => compare(&own, value, written, missing),
            None => missing.push(own),
        }
    }
}

#[test]
fn a_wrong_key_is_named_with_its_place() {
    let desk = Desk::new("none", "");
    desk.write("config.toml", "[translate]\nbackend = \"none\"\nrepair = 3\n");
    let output = desk.run(&["doctor"]);
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{text}");
    assert!(text.contains("config.toml:3:1") && text.contains("repair"), "{text}");
}

/// What backends are told is the newsroom's to write; a slip in it is told before anything is sent.
#[test]
fn a_newsroom_writes_its_own_prompts() {
    let desk = Desk::new(
        "desk",
        "[backends.desk]\nkind = \"openai\"\nbase-url = \"http://127.0.0.1:9/v1\"\nmodel = \"m\"\n",
    );
    desk.write("a.txt", "Tỉnh Bắc Giang tiếp tục hỗ trợ nông dân.\n");
    let config = std::fs::read_to_string(desk.path("config.toml")).expect("a configuration");
    desk.write("config.toml", config.replace("[paths]\n", "[paths]\ntemplates = \"ours\"\n"));
    std::fs::create_dir_all(desk.path("ours/prompts")).expect("a folder");
    let explain = ["translate", "a.txt", "--to", "en", "--explain-prompt"];
    let built_in = String::from_utf8(desk.run(&explain).stdout).expect("UTF-8");
    assert!(built_in.contains("You translate Vietnamese news into English"), "{built_in}");
    desk.write(
        "ours/prompts/chat.jinja",
        "{% if part == \"system\" %}Văn phong báo Bắc Giang.{% else %}{{ text }}{{ segments }}{% endif %}",
    );
    let own = String::from_utf8(desk.run(&explain).stdout).expect("UTF-8");
    assert!(own.contains("Văn phong báo Bắc Giang.") && !own.contains("You translate"), "{own}");
    desk.write("ours/prompts/chat.jinja", "{{ text }}{{ segments }}\n{% if %}");
    let out = desk.run(&["translate", "a.txt"]);
    let told = String::from_utf8_lossy(&out.stderr).into_owned();
    assert_eq!(out.status.code(), Some(2), "{told}");
    assert!(told.contains("ours/prompts/chat.jinja:2:"), "{told}");
}

/// A backend is told terms, names and figures in the letters in which it is shown the sentence, however the article was
/// written: decomposed, as a Mac's file may be, and with a term that opens the sentence.
#[test]
fn hints_are_written_as_the_sentence_is() {
    let desk = Desk::new(
        "desk",
        "[backends.desk]\nkind = \"openai\"\nbase-url = \"http://127.0.0.1:9/v1\"\nmodel = \"m\"\n",
    );
    let text: String = "Hội nhập quốc tế theo Điều 5 của luật; tỉnh Bắc Giang hội nhập quốc tế.\n".nfd().collect();
    desk.write("a.txt", text);
    let out = desk.run(&["translate", "a.txt", "--to", "en", "--explain-prompt"]);
    let told = String::from_utf8(out.stdout).expect("UTF-8");
    for line in [
        "Điều 5 = Article 5",
        "Hội nhập quốc tế = International integration",
        "hội nhập quốc tế = international integration",
        "tỉnh Bắc Giang = Bac Giang",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
}
