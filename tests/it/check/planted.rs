//! A hundred faults planted into editions, a memory and a glossary: each is reported once, at its place, in every format.
//!
//! `tests/data/check/planted.tsv` holds the faults of editions and memory, [`GLOSSARY`] those of the glossary. The desk
//! is clean before they are planted.

use std::{collections::BTreeMap, fmt::Write as _, fs};

use anban::{
    article::Content,
    locale::Locale,
    memory::{NewRow, Settings, Sqlite, Store, StoreExt},
    segment::SegmentKey,
    text::LineIndex,
};
use serde_json::Value;

use super::block_on;
use crate::desk::{Desk, repository};

/// Sentences stand as the table has them, in whatever order, and planted terms have one language each.
const SILENT: &str = "[edition]\nfirst-mention = false\n[check.levels]\nglossary-missing-locale = \"off\"\nterm-inconsistent = \"off\"\n";

/// What stands above the sentences of each article, and its translations.
const HEADLINE: &str = "Những câu rời rạc";
const HEADLINES: [(Locale, &str); 3] =
    [(Locale::En, "Loose sentences"), (Locale::Ja, "ばらばらの文"), (Locale::Ko, "흩어진 문장들")];

/// A fault in the glossary: what is written, and the code and the words under the finding.
const GLOSSARY: &[(&str, &str, &str)] = &[
    ("[[term]]\nid = \"Planted-Upper\"\nvi = [\"từ trồng một\"]\n", "glossary-id-style", "\"Planted-Upper\""),
    ("[[term]]\nid = \"planted_2\"\nvi = [\"từ trồng hai\"]\n", "glossary-id-style", "\"planted_2\""),
    ("[[term]]\nid = \"fdi\"\nvi = [\"từ trồng ba\"]\n", "glossary-duplicate-id", "\"fdi\""),
    ("[[term]]\nid = \"planted-4\"\nvi = [\"doanh nghiệp\"]\n", "glossary-duplicate-form", "\"doanh nghiệp\""),
    (
        "[[term]]\nid = \"planted-5\"\nvi = [\"từ trồng năm\"]\n[term.en]\nuse = \"—\"\n",
        "glossary-empty-rendering",
        "\"—\"",
    ),
    (
        "[[term]]\nid = \"planted-6\"\nvi = [\"từ trồng sáu\"]\n[term.en]\nuse = \"六\"\n",
        "glossary-wrong-script",
        "\"六\"",
    ),
    (
        "[[term]]\nid = \"planted-7\"\nvi = [\"từ trồng bảy\"]\n[term.ja]\nuse = \"seven\"\n",
        "glossary-wrong-script",
        "\"seven\"",
    ),
    (
        "[[term]]\nid = \"planted-8\"\nvi = [\"từ trồng tám\"]\n[term.ko]\nuse = \"ハチ\"\n",
        "glossary-wrong-script",
        "\"ハチ\"",
    ),
    (
        "[[term]]\nid = \"planted-9\"\nvi = [\"từ trồng chín\"]\n[term.en]\nuse = \"nine\"\nforbid = [\"Nine\"]\n",
        "glossary-forbidden-allowed",
        "\"Nine\"",
    ),
    (
        "[[term]]\nid = \"planted-10\"\nvi = [\"từ trồng mười\"]\n[term.ja]\nuse = \"十番\"\nforbid = [\"十番\"]\n",
        "glossary-forbidden-allowed",
        "\"十番\"",
    ),
    ("[[term]]\nid = \"planted-11\"\nvi = [\"FDI\"]\n", "glossary-duplicate-form", "\"FDI\""),
    (
        "[[term]]\nid = \"planted-12\"\nvi = [\"từ gieo hai\"]\n[term.en]\nuse = \"twelve\"\nalso = [\"…\"]\n",
        "glossary-empty-rendering",
        "\"…\"",
    ),
    ("[[term]]\nid = \"planted--13\"\nvi = [\"từ gieo ba\"]\n", "glossary-id-style", "\"planted--13\""),
    (
        "[[term]]\nid = \"planted-14\"\nvi = [\"từ gieo bốn\"]\n[term.ja]\nuse = \"열넷\"\n",
        "glossary-wrong-script",
        "\"열넷\"",
    ),
];

/// One fault and where it is.
#[derive(Debug)]
struct Fault {
    file: String,
    line: usize,
    column: usize,
    code: String,
    words: String,
    seen: usize,
}

struct Row<'a> {
    edition: bool,
    locale: Locale,
    vi: &'a str,
    right: &'a str,
    wrong: &'a str,
    code: &'a str,
    words: &'a str,
}

fn rows() -> Vec<Row<'static>> {
    let lines = include_str!("../../data/check/planted.tsv").lines().filter(|line| !line.starts_with('#'));
    let row = |line: &'static str| {
        let [place, locale, vi, right, wrong, code, words] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        Row {
            edition: place == "edition",
            locale: locale.parse().expect("a language"),
            vi,
            right,
            wrong,
            code,
            words,
        }
    };
    lines.map(row).collect()
}

/// A desk with an article a language, translated without a fault.
fn clean(rows: &[Row<'_>]) -> Desk {
    let desk = Desk::new("script", "[backends.script]\nkind = \"scripted\"\npath = \"script.toml\"\n");
    fs::create_dir(desk.path("glossary")).expect("a folder");
    for entry in fs::read_dir(repository("glossary")).expect("the glossary") {
        let path = entry.expect("a file").path();
        fs::copy(&path, desk.path("glossary").join(path.file_name().expect("a name"))).expect("a copy");
    }
    let config = fs::read_to_string(desk.path("config.toml")).expect("a configuration");
    let own = config.replace(&format!("{:?}", repository("glossary")), "\"glossary\"");
    desk.write("config.toml", own + "[memory]\npath = \"memory.db\"\n" + SILENT);
    let mut script = String::new();
    for row in rows {
        let Row { vi, right, locale, .. } = row;
        let _ = writeln!(script, "[[answer]]\nsource = {vi:?}\nto = \"{locale}\"\ntarget = {right:?}");
    }
    for (locale, target) in HEADLINES {
        let _ = writeln!(script, "[[answer]]\nsource = {HEADLINE:?}\nto = \"{locale}\"\ntarget = {target:?}");
    }
    desk.write("script.toml", script);
    for locale in Locale::TARGETS {
        let own: Vec<&str> = rows.iter().filter(|row| row.locale == locale).map(|row| row.vi).collect();
        desk.write(&format!("bai-{locale}.md"), format!("# {HEADLINE}\n\n{}\n", own.join("\n\n")));
        let (summary, code) = desk.json(&["translate", &format!("bai-{locale}.md"), "--to", locale.tag(), "--json"]);
        assert_eq!(code, 0, "{summary:#}");
    }
    desk
}

/// Puts every fault in its place.
fn plant(desk: &Desk, rows: &[Row<'_>]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for locale in Locale::TARGETS {
        let file = format!("editions/bai-{locale}/{locale}.html");
        let mut page = fs::read_to_string(desk.path(&file)).expect("a page");
        let escape = |text: &str| text.replace('&', "&amp;").replace('"', "&quot;");
        let own = || rows.iter().filter(|row| row.edition && row.locale == locale);
        for row in own() {
            assert_eq!(page.matches(row.right).count(), 1, "{}", row.right);
            page = page.replace(row.right, &escape(row.wrong));
        }
        let lines = LineIndex::new(&page);
        for row in own() {
            let at = page.find(&escape(row.wrong)).expect("planted");
            let within = escape(row.wrong).find(&escape(row.words)).expect("the words");
            let position = lines.position(&page, at + within);
            faults.push(fault(&file, position.line, position.column, row.code, row.words));
        }
        fs::write(desk.path(&file), page).expect("written");
    }
    let store = Sqlite::open(&desk.path("memory.db"), &Settings::default()).expect("a memory");
    for row in rows.iter().filter(|row| !row.edition) {
        let key = SegmentKey::new(Locale::Vi, &Content::plain(row.vi));
        // The key is the sentence's as it was translated, acronyms written out; none has one.
        let old = block_on(store.find(key, row.locale)).expect("an answer").expect("a row");
        let new = NewRow {
            key,
            context: old.context,
            locale: row.locale,
            source: old.source,
            target: Content::plain(row.wrong),
            state: old.state,
            origin: old.origin,
            fingerprint: old.fingerprint,
            findings: Vec::new(),
            expected: Some(old.version),
        };
        block_on(store.commit(&[new])).expect("planted");
        let column = row.wrong[..row.wrong.find(row.words).expect("the words")].chars().count() + 1;
        faults.push(fault(&format!("memory.db#{key} ({})", row.locale), 1, column, row.code, row.words));
    }
    // Behind all other files, so that of two the planted one is the second.
    let mut text = String::new();
    let mut planted = GLOSSARY.to_vec();
    planted.sort_by_key(|&(entry, ..)| entry.lines().nth(1));
    for (entry, code, words) in planted {
        let start = text.len() + entry.rfind(words).expect("the words");
        text += entry;
        let position = LineIndex::new(&text).position(&text, start);
        faults.push(fault("glossary/zz-planted.toml", position.line, position.column, code, words));
        text += "\n";
    }
    desk.write("glossary/zz-planted.toml", text);
    faults
}

fn fault(file: &str, line: usize, column: usize, code: &str, words: &str) -> Fault {
    Fault { file: file.to_owned(), line, column, code: code.to_owned(), words: words.to_owned(), seen: 0 }
}

/// What a format reported: file, line, column (where it says one) and code.
type Seen = Vec<(String, usize, Option<usize>, String)>;

fn compare(format: &str, faults: &mut [Fault], seen: Seen) {
    let mut strangers = Vec::new();
    for fault in faults.iter_mut() {
        fault.seen = 0;
    }
    for (file, line, column, code) in seen {
        let own = faults.iter_mut().find(|fault| {
            // A format that cannot name a row names its memory; then the code and the column tell.
            let file = fault.file == file || fault.file.split('#').next() == Some(&file);
            file && fault.line == line
                && fault.code == code
                && column.is_none_or(|at| at == fault.column)
                && fault.seen == 0
        });
        match own {
            Some(fault) => fault.seen += 1,
            None if code == "edition-changed" => {}
            None => strangers.push(format!("{file}:{line}:{column:?} {code}")),
        }
    }
    let unseen: Vec<&Fault> = faults.iter().filter(|fault| fault.seen != 1).collect();
    assert!(unseen.is_empty() && strangers.is_empty(), "{format}: not found {unseen:#?}\nnot planted {strangers:#?}");
}

#[test]
fn each_of_a_hundred_faults_is_reported_once_at_its_place_in_every_format() {
    let rows = rows();
    let desk = clean(&rows);
    let (report, code) = desk.json(&["check", "--format", "json"]);
    assert_eq!((report["findings"].as_array().map(Vec::len), code), (Some(0), 0), "{report:#}");
    let mut faults = plant(&desk, &rows);
    assert!(faults.len() >= 100, "{} faults", faults.len());

    let (report, code) = desk.json(&["check", "--format", "json"]);
    assert_eq!(code, 1);
    let findings = report["findings"].as_array().expect("findings");
    compare("json", &mut faults, findings.iter().map(place).collect());
    for finding in findings.iter().filter(|finding| finding["code"] != "edition-changed") {
        let known = faults.iter().find(|fault| place(finding) == at(fault)).expect("planted");
        assert_eq!(words(&desk, finding), known.words, "{finding:#}");
    }
    compare("sarif", &mut faults, sarif(&desk));
    compare("junit", &mut faults, junit(&desk));
    compare("github", &mut faults, github(&desk));
    compare("human", &mut faults, human(&desk));
    compare("html", &mut faults, html(&desk));
}

fn at(fault: &Fault) -> (String, usize, Option<usize>, String) {
    (fault.file.clone(), fault.line, Some(fault.column), fault.code.clone())
}

fn place(finding: &Value) -> (String, usize, Option<usize>, String) {
    let number = |name: &str| finding["place"]["position"][name].as_u64().expect("a number") as usize;
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    (text(&finding["place"]["file"]), number("line"), Some(number("column")), text(&finding["code"]))
}

/// The words under a finding; a row's are its target's.
fn words(desk: &Desk, finding: &Value) -> String {
    let file = finding["place"]["file"].as_str().expect("a file");
    let Some((_, row)) = file.split_once('#') else {
        return super::words(desk, finding).replace("&amp;", "&").replace("&quot;", "\"");
    };
    let (key, locale) = row.split_once(" (").expect("a key and a language");
    let locale: Locale = locale.trim_end_matches(')').parse().expect("a language");
    let store = Sqlite::open(&desk.path("memory.db"), &Settings::default()).expect("a memory");
    let row = block_on(store.find(key.parse().expect("a key"), locale)).expect("an answer").expect("a row");
    let span = |end: &str| finding["place"]["span"][end].as_u64().expect("a number") as usize;
    row.target.text[span("start")..span("end")].to_owned()
}

fn run(desk: &Desk, format: &str) -> String {
    String::from_utf8(desk.run(&["check", "--format", format]).stdout).expect("UTF-8")
}

fn sarif(desk: &Desk) -> Seen {
    let log: Value = serde_json::from_str(&run(desk, "sarif")).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results").clone();
    let one = |result: Value| {
        let physical = &result["locations"][0]["physicalLocation"];
        let uri =
            physical["artifactLocation"]["uri"].as_str().expect("a URI").replace("%20", " ").replace("%28", "(");
        let number = |name: &str| physical["region"][name].as_u64().expect("a number") as usize;
        let code = result["ruleId"].as_str().expect("a rule").to_owned();
        (uri.replace("%29", ")"), number("startLine"), Some(number("startColumn")), code)
    };
    results.into_iter().map(one).collect()
}

fn junit(desk: &Desk) -> Seen {
    let xml = run(desk, "junit");
    let attribute = |tag: &str, name: &str| {
        let start = tag.find(&format!(" {name}=\"")).expect("the attribute") + name.len() + 3;
        tag[start..].split('"').next().expect("a value").to_owned()
    };
    let cases = xml.split("<testcase").skip(1).filter(|case| case.contains("<failure"));
    cases
        .map(|case| {
            let tag = case.split('>').next().expect("a tag");
            let name = attribute(tag, "name");
            let code = name.split(' ').next().expect("a code").to_owned();
            let column = name.rsplit(':').next().and_then(|column| column.parse().ok());
            (attribute(tag, "file"), attribute(tag, "line").parse().expect("a line"), column, code)
        })
        .chain(warnings(&xml))
        .collect()
}

/// Findings below the severity that fails are passed cases.
fn warnings(xml: &str) -> Seen {
    let cases = xml.split("<testcase").skip(1).filter(|case| case.contains("<system-out>"));
    cases
        .map(|case| {
            let value = |name: &str| {
                let start = case.find(&format!(" {name}=\"")).expect("the attribute") + name.len() + 3;
                case[start..].split('"').next().expect("a value").to_owned()
            };
            let name = value("name");
            let code = name.split(' ').next().expect("a code").to_owned();
            (value("file"), value("line").parse().expect("a line"), None, code)
        })
        .collect()
}

fn github(desk: &Desk) -> Seen {
    let text = run(desk, "github");
    let one = |line: &str| {
        let (head, _) = line.trim_start_matches("::").split_once("::").expect("a message");
        let (_, properties) = head.split_once(' ').expect("properties");
        let properties: BTreeMap<&str, &str> = properties.split(',').filter_map(|one| one.split_once('=')).collect();
        let number = |name: &str| properties[name].parse::<usize>().expect("a number");
        (properties["file"].to_owned(), number("line"), Some(number("col")), properties["title"].to_owned())
    };
    text.lines().map(one).collect()
}

fn human(desk: &Desk) -> Seen {
    let text = run(desk, "human");
    let mut code = String::new();
    let mut seen = Vec::new();
    for line in text.lines() {
        if let Some((head, rest)) = line.split_once('[')
            && matches!(head, "error" | "warning" | "note")
        {
            code = rest.split(']').next().expect("a code").to_owned();
        } else if let Some(place) = line.trim_start().strip_prefix("--> ") {
            let mut parts = place.rsplitn(3, ':');
            let column = parts.next().and_then(|column| column.parse().ok());
            let line = parts.next().and_then(|line| line.parse().ok()).expect("a line");
            seen.push((parts.next().expect("a file").to_owned(), line, column, code.clone()));
        }
    }
    seen
}

fn html(desk: &Desk) -> Seen {
    let page = run(desk, "html");
    let mut seen = Vec::new();
    for group in page.split("<a href=\"#rule-").skip(1) {
        let code = group.split('"').next().expect("a code");
        let group = group.split("<h3").next().expect("a group");
        for place in group.split("<p class=\"place\">").skip(1) {
            let place = place.split("</p>").next().expect("a place");
            let (file, place) = place.rsplit_once(", line ").expect("a line");
            let (line, column) = place.split_once(", column ").expect("a column");
            let column = column.parse().ok();
            seen.push((file.replace("&#x2f;", "/"), line.parse().expect("a line"), column, code.to_owned()));
        }
    }
    seen
}
