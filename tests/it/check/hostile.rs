//! An edition may have become anything: the check says something of it, at places that are there.

use std::fs;

use anban::{
    check::{Edition, Sheet, edition},
    diagnostic::Levels,
    glossary::Glossary,
    names::Names,
    numbers,
    pipeline::Tools,
    segment::{Segmenter, Settings},
};

use crate::desk::{Desk, data};

fn tools() -> Tools {
    Tools {
        segmenter: Segmenter::new(&Settings::default()).expect("rules"),
        glossary: Glossary::default(),
        names: Names::default(),
        numbers: numbers::Style::default(),
        style: anban::qa::Settings::default(),
        levels: Levels::default(),
    }
}

#[test]
fn whatever_became_of_a_page_every_place_is_in_it() {
    let desk = Desk::scripted();
    desk.write("cooperation.txt", data("cooperation.txt"));
    let mut pages = Vec::new();
    for format in ["page", "source"] {
        desk.run(&["translate", "cooperation.txt", "--format", format]);
        let read = |name: &str| fs::read_to_string(desk.path("editions/cooperation").join(name)).expect("a file");
        let ending = if format == "page" { "html" } else { "txt" };
        pages.push((read("ja.provenance.json"), read(&format!("ja.{ending}"))));
    }
    let tools = tools();
    for (json, page) in &pages {
        let cuts = (0..page.len()).step_by(157).map(|at| page.floor_char_boundary(at));
        let broken = cuts.flat_map(|at| {
            let (head, tail) = page.split_at(at);
            [
                head.to_owned(),
                tail.to_owned(),
                format!("{head}<p>&amp;&#10;&bogus;&#x110000;{tail}"),
                format!("{head}<!--{tail}"),
                format!("{head}\u{0}\u{fffd}\u{f0000}\n\n{tail}{tail}"),
            ]
        });
        for text in broken.filter(|text| text != page) {
            let read = |name: &str| (name.to_owned(), Some(text.clone().into_bytes()));
            let mut sheet = Sheet::default();
            let files = Edition { provenance: "ja.provenance.json", json, read: &read, exists: &|_| true };
            edition(&files, &tools, &mut sheet);
            assert!(sheet.found.iter().any(|found| found.finding.code == "edition-changed"));
            for found in &sheet.found {
                let place = found.finding.place.as_ref().expect("a place");
                assert!(text.get(place.span.start..place.span.end).is_some(), "{:?} in {text}", found.finding);
            }
        }
    }
}

#[test]
fn a_provenance_file_may_be_anything() {
    let tools = tools();
    for json in ["", "{", "[]", "null", "{\"format\":1}", "\u{0}", "é\n\né", "{\"segments\":[{\"key\":\"12\"}]}"] {
        let mut sheet = Sheet::default();
        let read = |name: &str| (name.to_owned(), None);
        edition(&Edition { provenance: "p", json, read: &read, exists: &|_| false }, &tools, &mut sheet);
        let codes: Vec<&str> = sheet.found.iter().map(|found| found.finding.code.as_str()).collect();
        assert_eq!(codes, ["provenance-unreadable"], "{json:?}");
    }
}
