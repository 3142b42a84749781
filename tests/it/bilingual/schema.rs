//! What is written is valid by OASIS's schemas for XLIFF 1.2 (strict) and XLIFF 2.
//!
//! The schema files are those of Debian's `php-symfony-translation`; the modules for matches and glossaries, which it
//! lacks, are written down in `tests/data/xliff` from the specification of XLIFF 2.1 (sections 5.1 and 5.2).

use std::{fs, path::Path, process::Command};

use anban::{
    article::{CodeKind, Content},
    bilingual::{Document, Match, Note, Pair, Stamp, Version, pieces, write},
    locale::Locale,
    memory::State,
};
use tempfile::TempDir;

use crate::desk::repository;

/// Sentences with codes alone, in pairs that nest, in pairs that cross, and characters that XML cannot hold.
fn contents() -> Vec<Content> {
    let mut nested = Content::plain("Tỉnh có ");
    let outer = nested.push_code(CodeKind::Alone, "<a href=\"x?a&amp;b\">");
    nested.push_text("12 ");
    let inner = nested.push_code(CodeKind::Alone, "<b>");
    nested.push_text("dự án");
    let end = nested.push_code(CodeKind::Close { with: inner }, "</b>");
    nested.codes[inner].kind = CodeKind::Open { with: end };
    let end = nested.push_code(CodeKind::Close { with: outer }, "</a>");
    nested.codes[outer].kind = CodeKind::Open { with: end };
    nested.push_text(" & < > \" mới");
    nested.push_code(CodeKind::Alone, "<br/>");
    let mut crossing = Content::plain("Chợ ");
    let first = crossing.push_code(CodeKind::Alone, "<b>");
    crossing.push_text("quê ");
    let second = crossing.push_code(CodeKind::Alone, "<i>");
    let end = crossing.push_code(CodeKind::Close { with: first }, "</b>");
    crossing.codes[first].kind = CodeKind::Open { with: end };
    crossing.push_text("họp");
    let end = crossing.push_code(CodeKind::Close { with: second }, "</i>");
    crossing.codes[second].kind = CodeKind::Open { with: end };
    let mut odd = Content::plain("");
    odd.text.push_str("một\u{1}hai\u{FFFE}ba\r\nbốn\u{2028}");
    vec![Content::plain("Xin chào các bạn."), nested, crossing, odd]
}

fn document(contents: &[Content]) -> Document {
    let states = [None, Some(State::Initial), Some(State::Translated), Some(State::Reviewed), Some(State::Final)];
    let mut pairs = Vec::new();
    for state in states {
        for content in contents {
            let key = anban::segment::SegmentKey::new(Locale::Vi, content);
            pairs.push(Pair {
                id: format!("{}.1", pairs.len() + 1),
                stamp: Some(Stamp { key, context: anban::segment::ContextKey::new(None, None), version: 3 }),
                state,
                target: state.map(|_| pieces(content)),
                translator: Some("Nguyễn & Co".to_owned()),
                notes: vec![Note { category: "finding".to_owned(), text: "a < b & \"c\"\n".to_owned() }],
                terms: vec![("dự án".to_owned(), "project <x>".to_owned())],
                matches: vec![Match {
                    percent: 87,
                    origin: "TM & <co>".to_owned(),
                    source: "Tỉnh có 13 dự án".to_owned(),
                    target: "13 projects".to_owned(),
                }],
                ..Pair::from(content)
            });
        }
    }
    Document {
        original: "bài & <báo>.txt".to_owned(),
        locale: Some(Locale::Ja),
        translator: Some("Lan".to_owned()),
        pairs,
    }
}

/// Validates the files: what is wrong with each, a line a fault.
fn faults(schema: &Path, files: &[&Path]) -> String {
    let script = "import sys\nfrom lxml import etree\nschema = etree.XMLSchema(etree.parse(sys.argv[1]))\n\
                  for name in sys.argv[2:]:\n    schema.validate(etree.parse(name))\n    \
                  for error in schema.error_log: print(error.line, error.message)\n";
    let python = repository("target/translate-toolkit/bin/python");
    let output = Command::new(&python)
        .args(["-c", script])
        .arg(schema)
        .args(files)
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}; run scripts/install.sh test", python.display()));
    String::from_utf8_lossy(&output.stdout).into_owned() + &*String::from_utf8_lossy(&output.stderr)
}

/// OASIS's schemas in a folder, with the modules beside them; nothing is fetched while they are read.
fn schemas() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let oasis = repository("target/xliff-schemas");
    let read = |name: &str| {
        let path = oasis.join(name);
        fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{}: {error}; run scripts/install.sh test", path.display()))
    };
    let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
    put("xml.xsd", &read("xml.xsd"));
    for name in ["xliff-core-1.2-strict.xsd", "xliff-core-2.0.xsd"] {
        let text = read(name);
        let elsewhere = text.split('"').find(|value| value.ends_with("xml.xsd")).expect("an import").to_owned();
        put(name, &text.replace(&elsewhere, "xml.xsd"));
    }
    for name in ["xliff-2.xsd", "matches.xsd", "glossary.xsd"] {
        put(name, &fs::read_to_string(repository("tests/data/xliff").join(name)).expect("a schema"));
    }
    folder
}

#[test]
fn what_is_written_is_valid() {
    let folder = schemas();
    let contents = contents();
    let whole = document(&contents);
    let sources: Vec<&Content> = contents.iter().cycle().take(whole.pairs.len()).collect();
    for (version, schema) in [(Version::V12, "xliff-core-1.2-strict.xsd"), (Version::V21, "xliff-2.xsd")] {
        let schema = folder.path().join(schema);
        for (fill, name) in [(false, "bare.xlf"), (true, "filled.xlf")] {
            let path = folder.path().join(name);
            let text = write(&whole, &sources, version, fill);
            fs::write(&path, &text).expect("written");
            assert_eq!(faults(&schema, &[&path]), "", "{version:?}: {text}");
        }
        // The schemas are at work: what they forbid is seen, in the modules too.
        let valid = write(&whole, &sources, version, false);
        let wrong = match version {
            Version::V12 => [
                valid.replacen("<note from", "<note by", 1),
                valid.replacen("state=\"new", "state=\"odd", 1).replacen("state=\"final\"", "state=\"odd\"", 1),
            ],
            Version::V21 => [
                valid.replacen("similarity=\"87.0\"", "similarity=\"many\"", 1),
                valid.replacen("<gls:term>", "<gls:odd/><gls:term>", 1),
            ],
        };
        for text in wrong {
            let path = folder.path().join("wrong.xlf");
            fs::write(&path, &text).expect("written");
            assert_ne!(faults(&schema, &[&path]), "", "{version:?}");
        }
    }
}
