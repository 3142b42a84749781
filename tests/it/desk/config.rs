//! `config.toml` at the top of the repository is the documentation of every default.

use anban::config::{Config, load};

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
