//! The check as a newsroom and its CI use it: the real binary on real files.

mod baseline;
mod cache;
mod ci;
mod editions;
mod explain;
mod fixes;
mod formats;
mod page;
mod pairs;
mod planted;
mod waivers;

use std::{fs, path::Path};

use anban::{
    article::Content,
    glossary::Glossary,
    locale::Locale,
    memory::{NO_CONTEXT, NewRow, Origin, Settings, Sqlite, State, Store, Who},
    segment::SegmentKey,
};
use serde_json::Value;

use crate::desk::Desk;

/// A desk with the terms FDI (also with forbidden forms) and Hội nghị Ngoại vụ, and nothing else.
pub(crate) fn small() -> Desk {
    let desk = Desk::new("none", "");
    desk.write("config.toml", "[paths]\nglossary = \"glossary\"\n[memory]\npath = \"memory.db\"\n");
    desk.write("glossary/own.toml", SMALL);
    desk
}

const SMALL: &str = r#"[[term]]
id = "fdi"
vi = ["FDI"]
[term.en]
use = "FDI"
also = ["foreign direct investment"]
forbid = ["foreign investments", "overseas investment"]
[term.ja]
use = "FDI"
forbid = ["外国投資"]
[term.ko]
use = "FDI"
forbid = ["해외 투자"]
"#;

/// A row that holds to the small glossary, or does not.
pub(crate) fn row(vi: &str, locale: Locale, target: &str, state: State, who: Who) -> NewRow {
    let glossary = Glossary::parse(&[("own.toml".to_owned(), SMALL.to_owned())]).expect("a glossary");
    let source = Content::plain(vi);
    NewRow {
        key: SegmentKey::new(Locale::Vi, &source),
        context: NO_CONTEXT,
        locale,
        fingerprint: glossary.fingerprint(&glossary.find(vi), locale),
        source,
        target: Content::plain(target),
        state,
        origin: Origin { who, name: "test".to_owned(), model: None, prompt: None },
        findings: Vec::new(),
        expected: None,
    }
}

/// Puts rows into the memory `file`.
pub(crate) fn remember(file: &Path, rows: &[NewRow]) {
    let store = Sqlite::open(file, &Settings::default()).expect("a memory");
    block_on(store.commit(rows)).expect("a commit");
}

pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().expect("a runtime").block_on(future)
}

/// What `anban check --format json` finds, and its exit code.
pub(crate) fn check(desk: &Desk, flags: &[&str]) -> (Vec<Value>, i32) {
    let args: Vec<&str> = ["check", "--format", "json"].iter().chain(flags).copied().collect();
    let (report, code) = desk.json(&args);
    (report["findings"].as_array().expect("findings").clone(), code)
}

/// The codes of findings, in order.
pub(crate) fn codes(findings: &[Value]) -> Vec<&str> {
    findings.iter().filter_map(|finding| finding["code"].as_str()).collect()
}

/// The words of its file under a finding.
pub(crate) fn words(desk: &Desk, finding: &Value) -> String {
    let file = finding["place"]["file"].as_str().expect("a file");
    let text = fs::read_to_string(desk.path(file)).expect("the file");
    let at = |end: &str| finding["place"]["span"][end].as_u64().expect("a number") as usize;
    text[at("start")..at("end")].to_owned()
}
