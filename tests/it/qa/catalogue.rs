//! Every code has its manual and its message.

use std::{collections::BTreeSet, fs, path::Path};

use anban::{
    locale::{Locale, message_ids},
    qa::{catalogue, catalogue::HEADINGS},
};

/// The codes that stand in the source as `Finding::new("…"`.
fn written() -> BTreeSet<String> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut codes = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("src can be read") {
            let path = entry.expect("src can be read").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).expect("a source file");
            let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
            for (at, opening) in code.match_indices("Finding::new(\"") {
                let rest = &code[at + opening.len()..];
                codes.insert(rest[..rest.find('"').expect("a string ends")].to_owned());
            }
        }
    }
    codes
}

#[test]
fn every_code_that_is_reported_has_a_manual() {
    let known: BTreeSet<&str> = catalogue().iter().map(|entry| entry.code).collect();
    assert_eq!(known.len(), catalogue().len(), "a code stands twice");
    let codes = written();
    assert!(codes.len() >= 20, "{codes:?}");
    let lacking: Vec<&String> = codes.iter().filter(|code| !known.contains(code.as_str())).collect();
    assert!(lacking.is_empty(), "no manual: {lacking:?}");
    // A code may also reach `Finding::new` in a variable; its message does not.
    let ids = message_ids(Locale::En);
    let said: Vec<&str> = ids.iter().filter_map(|id| id.strip_prefix("finding-")).collect();
    let lacking: Vec<&&str> = said.iter().filter(|code| !known.contains(**code)).collect();
    assert!(lacking.is_empty(), "no manual: {lacking:?}");
}

#[test]
fn every_code_has_a_message_in_every_language() {
    for locale in Locale::ALL {
        let ids: BTreeSet<String> = message_ids(locale).into_iter().collect();
        let lacking: Vec<&str> = catalogue()
            .iter()
            .map(|entry| entry.code)
            .filter(|code| !ids.contains(&format!("finding-{code}")))
            .collect();
        assert!(lacking.is_empty(), "{locale}: {lacking:?}");
    }
}

#[test]
fn every_manual_has_the_fixed_headings() {
    for entry in catalogue() {
        let headings: Vec<&str> = entry.sections().map(|(heading, _)| heading).collect();
        assert_eq!(headings, HEADINGS, "{}", entry.code);
        for (heading, text) in entry.sections() {
            assert!(
                text.len() > 5 && text.ends_with(['.', '"', ')', '!', '`']),
                "{}: {heading}: {text:?}",
                entry.code
            );
        }
        let kebab = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase());
        assert!(entry.code.split('-').all(kebab), "{}", entry.code);
    }
}
