//! XLIFF files as articles: what nobody has translated is translated into them, and nothing else changes.

use std::fs;

use anban::{
    article::{Article, Content, Format, Settings, Standing, read},
    locale::Locale,
};
use serde_json::Value;

use crate::desk::Desk;

fn article(text: &str) -> Article {
    read("a.xlf", text.as_bytes(), None, &Settings::default()).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn one(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n\
         <file original=\"a\" source-language=\"vi\" target-language=\"en\" datatype=\"x\">\n<body>\n{body}\n</body></file></xliff>\n"
    )
}

fn two(body: &str) -> String {
    format!(
        "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.1\" srcLang=\"vi-VN\" trgLang=\"en-GB\">\n\
         <file id=\"f\"><unit id=\"u\">\n{body}\n</unit></file></xliff>"
    )
}

/// Every unit translated: its letters small, its codes where they were.
fn lowered(article: &Article, standing: Standing) -> String {
    let lower = |content: &Content| Content { text: content.text.to_lowercase(), codes: content.codes.clone() };
    let all: Vec<_> = article.units.iter().map(|unit| Some(lower(&unit.content))).collect();
    let bytes = article.write_standing(Locale::En, &all, &vec![standing; all.len()]);
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn open_units_get_targets_and_states() {
    for (from, to) in [
        // No target: one like the source, on a line of its own.
        (
            "<trans-unit id=\"1\">\n  <source>A <g id=\"1\">B</g> &amp; C<x id=\"2\"/></source>\n  <note>N</note></trans-unit>",
            "<trans-unit id=\"1\">\n  <source>A <g id=\"1\">B</g> &amp; C<x id=\"2\"/></source>\n  <target state=\"translated\">a <g id=\"1\">b</g> &amp; c<x id=\"2\"/></target>\n  <note>N</note></trans-unit>",
        ),
        // An empty one, and one that repeats the source.
        (
            "<trans-unit id=\"1\"><source>A</source><target/></trans-unit>",
            "<trans-unit id=\"1\"><source>A</source><target state=\"translated\">a</target></trans-unit>",
        ),
        (
            "<trans-unit id=\"1\"><source>A</source><target xml:lang=\"en\">A</target></trans-unit>",
            "<trans-unit id=\"1\"><source>A</source><target state=\"translated\" xml:lang=\"en\">a</target></trans-unit>",
        ),
        // One that says that it is none, in other quotation marks.
        (
            "<trans-unit id='1'><source>A</source><target state = 'needs-translation'>old</target></trans-unit>",
            "<trans-unit id='1'><source>A</source><target state = 'translated'>a</target></trans-unit>",
        ),
        // Cut into sentences: the target is cut in the same way.
        (
            "<trans-unit id=\"1\"><source>A. B.</source><seg-source><mrk mtype=\"seg\" mid=\"1\">A.</mrk> <mrk mtype=\"seg\" mid=\"2\">B.</mrk></seg-source></trans-unit>",
            "<trans-unit id=\"1\"><source>A. B.</source><seg-source><mrk mtype=\"seg\" mid=\"1\">A.</mrk> <mrk mtype=\"seg\" mid=\"2\">B.</mrk></seg-source><target state=\"translated\"><mrk mtype=\"seg\" mid=\"1\">a.</mrk> <mrk mtype=\"seg\" mid=\"2\">b.</mrk></target></trans-unit>",
        ),
        // Native code is no text, and what is protected stays.
        (
            "<trans-unit id=\"1\"><source>A <bpt id=\"1\">&lt;B></bpt>B<ept id=\"1\">&lt;/B></ept> <mrk mtype=\"protected\">USD</mrk> C</source></trans-unit>",
            "<trans-unit id=\"1\"><source>A <bpt id=\"1\">&lt;B></bpt>B<ept id=\"1\">&lt;/B></ept> <mrk mtype=\"protected\">USD</mrk> C</source><target state=\"translated\">a <bpt id=\"1\">&lt;B></bpt>b<ept id=\"1\">&lt;/B></ept> <mrk mtype=\"protected\">USD</mrk> c</target></trans-unit>",
        ),
    ] {
        let article = article(&one(from));
        assert_eq!((article.format, article.target), (Format::Xliff, Some(Locale::En)));
        assert_eq!(lowered(&article, Standing::Translated), one(to));
    }
    for (from, to) in [
        (
            "<segment id=\"s\"><source>A <pc id=\"1\">B</pc></source></segment>",
            "<segment state=\"reviewed\" id=\"s\"><source>A <pc id=\"1\">B</pc></source><target>a <pc id=\"1\">b</pc></target></segment>",
        ),
        (
            "<segment state=\"initial\" subState=\"x:y\">\n<source>A</source>\n<target>A</target></segment><ignorable><source> </source></ignorable>",
            "<segment state=\"reviewed\">\n<source>A</source>\n<target>a</target></segment><ignorable><source> </source></ignorable>",
        ),
    ] {
        assert_eq!(lowered(&article(&two(from)), Standing::Reviewed), two(to));
    }
}

#[test]
fn what_somebody_translated_or_closed_is_left_alone() {
    for body in [
        "<trans-unit id=\"1\"><source>A</source><target>a</target></trans-unit>",
        "<trans-unit id=\"1\"><source>A</source><target state=\"translated\">A</target></trans-unit>",
        "<trans-unit id=\"1\" approved=\"yes\"><source>A</source><target>A</target></trans-unit>",
        "<trans-unit id=\"1\" translate=\"no\"><source>A</source></trans-unit>",
        "<group translate=\"no\"><trans-unit id=\"1\"><source>A</source></trans-unit></group>",
        "<trans-unit id=\"1\"><source> <x id=\"1\"/> </source></trans-unit>",
        "<trans-unit id=\"1\"><source>A</source><target>a</target><alt-trans><source>B</source></alt-trans></trans-unit>",
    ] {
        let text = one(body);
        let article = article(&text);
        assert!(article.units.is_empty(), "{body}");
        assert_eq!(article.write(Locale::En, &[]), text.as_bytes());
    }
    for body in [
        "<segment state=\"final\"><source>A</source><target>A</target></segment>",
        "<segment><source>A</source><target>a</target></segment>",
    ] {
        assert!(article(&two(body)).units.is_empty(), "{body}");
    }
}

#[test]
fn what_cannot_be_translated_is_refused_with_the_place() {
    for (text, says) in [
        (one("").replace("\"vi\"", "\"fr\""), "a.xlf:3:1: the file's source is in \"fr\""),
        (one("").replace("\"en\"", "\"fr\""), "the file is for \"fr\""),
        (one("<trans-unit><source>&x;</source></trans-unit>"), "a.xlf:5:21: &x;"),
        (one("<trans-unit>"), "no XML"),
        ("<xliff version=\"9\"/>".to_owned(), "\"9\" is not known"),
    ] {
        let error = read("a.xlf", text.as_bytes(), None, &Settings::default()).expect_err(says).to_string();
        assert!(error.contains(says), "{says}: {error}");
    }
}

#[test]
fn translate_fills_a_file_of_either_version() {
    let desk = Desk::scripted();
    let unit = |source: &str| format!("<trans-unit id=\"1\"><source>{source}</source></trans-unit>");
    let (known, open) = ("Hỗ trợ các doanh nghiệp trong tỉnh.", "Câu này không ai biết dịch.");
    desk.write("one.xlf", one(&[unit(known), unit(open)].concat()));
    desk.write("two.xliff", two(&format!("<segment id=\"s\"><source>{known}</source></segment>")));
    let (summary, code) = desk.json(&["translate", "one.xlf", "two.xliff", "--json"]);
    let segments: Vec<&Value> =
        summary["locales"].as_array().expect("locales").iter().map(|locale| &locale[1]["segments"]).collect();
    assert_eq!((segments, code), (vec![&3.into(), &0.into(), &0.into()], 1), "{summary:#}");
    let out = fs::read_to_string(desk.path("editions/one/en.xlf")).expect("an edition");
    let at = out.find("<target state=\"translated\">").expect("a target");
    let end = at + out[at..].find("</target>").expect("its end") + "</target>".len();
    let mut rest = out.clone();
    rest.replace_range(at..end, "");
    assert_eq!(rest, fs::read_to_string(desk.path("one.xlf")).expect("the file"), "all else is as it was");
    let out = fs::read_to_string(desk.path("editions/two/en.xliff")).expect("an edition");
    assert!(
        out.contains("<segment state=\"translated\" id=\"s\"><source>") && out.contains("</source><target>"),
        "{out}"
    );
    let said = desk.run(&["translate", "one.xlf", "--to", "ja"]);
    assert_eq!(said.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&said.stderr).contains("give --to en"));
    // What we exported ourselves beside an article is no article.
    desk.write("in/a.md", known);
    for version in ["1.2", "2.1"] {
        desk.run(&["xliff", "export", "in/a.md", "--to", "en", "--out", "in", "--as", version]);
        let (summary, _) = desk.json(&["translate", "in", "--to", "en", "--json"]);
        assert_eq!(summary["articles"], 1, "{summary:#}");
    }
}
