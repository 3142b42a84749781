//! Near matches in a memory of a million rows, and in one of a million press releases: how long building, opening and
//! asking take, in how much memory, and whether every near segment was found.
//!
//! `ANBAN_BENCH_ROWS` sets another size. What peers need to answer the same questions is left in `target/bench`.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a bench stops at the first fault and prints its figures"
)]

#[path = "fuzzy/brute.rs"]
mod brute;
#[path = "fuzzy/generator.rs"]
mod generator;

use std::{
    env, fs,
    hint::black_box,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use anban::{
    article::Content,
    locale::Locale,
    memory::{
        NO_CONTEXT, NewRow, Origin, Query, Settings, Sqlite, State, Store, Who,
        fuzzy::{NearIndex, Tokens},
    },
    segment::SegmentKey,
};
use generator::{Chain, Dice, KINDS};
use tokio::runtime::Runtime;

/// Where the process that only asks finds its files.
const ASK: &str = "ANBAN_BENCH_ASK";
const AT_LEAST: u8 = 70;
const LIMIT: usize = 5;

fn main() {
    if let Some(folder) = env::var_os(ASK) {
        return ask(Path::new(&folder));
    }
    let rows = env::var("ANBAN_BENCH_ROWS").ok().map_or(1_000_000, |rows| rows.parse().expect("a number of rows"));
    let chain = Chain::read();
    for (name, templates) in [("normal", false), ("templates", true)] {
        if env::var("ANBAN_BENCH_SET").is_ok_and(|only| only != name) {
            continue;
        }
        println!("# {name}, {rows} rows");
        let texts = if templates { generator::templates(&chain, rows) } else { generator::normal(&chain, rows) };
        let questions = generator::questions(&chain, &texts, templates);
        let folder = tempfile::tempdir_in(target()).expect("a folder");
        fill(folder.path(), &texts);
        let lines = questions.iter().map(|(kind, text)| format!("{kind}\t{text}\n"));
        fs::write(folder.path().join("questions.tsv"), lines.collect::<String>()).expect("a file");
        if !templates {
            leave_for_peers(&texts, &questions);
        }
        drop((texts, questions));
        let done = Command::new(env::current_exe().expect("itself")).env(ASK, folder.path()).status();
        assert!(done.expect("a process").success(), "the process that asks failed");
    }
}

fn target() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench");
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread().build().expect("a runtime")
}

fn open(folder: &Path) -> Sqlite {
    Sqlite::open(&folder.join("memory.db"), &Settings::default()).expect("a store")
}

/// Puts every text into the store and builds the index.
fn fill(folder: &Path, texts: &[String]) {
    let runtime = runtime();
    let store = open(folder);
    let mut rows: Vec<(SegmentKey, usize)> = texts
        .iter()
        .enumerate()
        .map(|(at, text)| (SegmentKey::new(Locale::Vi, &Content::plain(text.as_str())), at))
        .collect();
    rows.sort_unstable();
    let began = Instant::now();
    for some in rows.chunks(20_000) {
        let batch: Vec<NewRow> = some.iter().map(|&(key, at)| row(key, &texts[at], at)).collect();
        runtime.block_on(store.commit(&batch)).expect("a commit");
    }
    println!("store filled in {:.1} s", began.elapsed().as_secs_f64());
    drop(rows);
    let began = Instant::now();
    let index = runtime.block_on(NearIndex::open(&store, Some(&folder.join("memory.near")))).expect("an index");
    let bytes = fs::metadata(folder.join("memory.near")).expect("a file").len();
    println!(
        "index of {} segments built from the store and written in {:.1} s, {:.0} MB on disk",
        index.len(),
        began.elapsed().as_secs_f64(),
        bytes as f64 / 1e6
    );
}

fn row(key: SegmentKey, text: &str, at: usize) -> NewRow {
    NewRow {
        key,
        context: NO_CONTEXT,
        locale: Locale::En,
        source: Content::plain(text),
        target: Content::plain(format!("Translation number {at} of a sentence of {} bytes.", text.len())),
        state: State::Translated,
        origin: Origin { who: Who::Import, name: "bench".to_owned(), model: None, prompt: None },
        fingerprint: String::new(),
        findings: Vec::new(),
        expected: None,
    }
}

fn leave_for_peers(texts: &[String], questions: &[(usize, String)]) {
    let memory: String = texts.iter().map(|text| format!("{text}\n")).collect();
    let asked: String = questions.iter().map(|(kind, text)| format!("{kind}\t{text}\n")).collect();
    fs::write(target().join("near-memory.txt"), memory).expect("a file");
    fs::write(target().join("near-questions.tsv"), asked).expect("a file");
}

/// What a desk's process does: open, ask, and see what was committed meanwhile.
fn ask(folder: &Path) {
    let runtime = runtime();
    let (store, before) = (open(folder), resident());
    let began = Instant::now();
    let index = runtime.block_on(NearIndex::open(&store, Some(&folder.join("memory.near")))).expect("an index");
    println!(
        "opened in {:.2} s; {:.0} MB by its own count, {:.0} MB more resident, {:.0} MB the whole process",
        began.elapsed().as_secs_f64(),
        index.bytes() as f64 / 1e6,
        resident() - before,
        resident()
    );
    let questions: Vec<(usize, Content)> = fs::read_to_string(folder.join("questions.tsv"))
        .expect("questions")
        .lines()
        .map(|line| {
            let (kind, text) = line.split_once('\t').expect("a kind and a text");
            (kind.parse().expect("a number"), Content::plain(text))
        })
        .collect();
    let search = |content: &Content| {
        runtime.block_on(index.matches(&store, content, Locale::En, AT_LEAST, LIMIT)).expect("an answer")
    };
    for (_, content) in questions.iter().step_by(16) {
        search(content);
    }
    let mut found = Vec::with_capacity(questions.len());
    let mut times: Vec<(usize, bool, Duration)> = Vec::new();
    for (kind, content) in &questions {
        let began = Instant::now();
        let matches = search(content);
        times.push((*kind, content.text.split(' ').count() > 64, began.elapsed()));
        found.push(matches.into_iter().map(|found| found.near).collect::<Vec<_>>());
    }
    for (kind, name) in KINDS.iter().enumerate() {
        report(name, times.iter().filter(|time| time.0 == kind).map(|time| time.2));
    }
    report("over 64 syllables", times.iter().filter(|time| time.1).map(|time| time.2));
    report("near matches", times.iter().map(|time| time.2));
    let contents: Vec<Content> = questions.iter().map(|(_, content)| content.clone()).collect();
    let articles = contents.chunks(50).map(|article| {
        let began = Instant::now();
        runtime.block_on(index.matches_of(&store, article, Locale::En, AT_LEAST, LIMIT)).expect("answers");
        began.elapsed() / 50
    });
    report("near matches by the article, each of 50", articles);
    parts(&runtime, &store, &questions);
    exact(&runtime, &store);
    at_once(&runtime, &store, &index);
    drop(index);
    brute::compare(&runtime, &store, &questions, &found, AT_LEAST, LIMIT);
}

fn report(name: &str, times: impl Iterator<Item = Duration>) {
    let mut times: Vec<Duration> = times.collect();
    times.sort_unstable();
    let at = |percent: usize| times.get(times.len() * percent / 100).copied().unwrap_or_default().as_secs_f64() * 1e6;
    println!(
        "{name}: p50 {:.0} us, p99 {:.0} us, longest {:.0} us ({})",
        at(50),
        at(99),
        at(100).max(times.last().copied().unwrap_or_default().as_secs_f64() * 1e6),
        times.len()
    );
}

/// What tokenising and fetching five rows take of that.
fn parts(runtime: &Runtime, store: &Sqlite, questions: &[(usize, Content)]) {
    let timed = |work: &mut dyn FnMut()| {
        let began = Instant::now();
        work();
        began.elapsed()
    };
    let tokenised = questions.iter().map(|(_, content)| {
        timed(&mut || {
            black_box(Tokens::new(&content.text).words().count());
        })
    });
    report("of that, tokenising", tokenised);
    let keyed = questions.iter().map(|(_, content)| {
        timed(&mut || {
            black_box(SegmentKey::new(Locale::Vi, content));
        })
    });
    report("of that, the segment's key", keyed);
    let all = runtime.block_on(store.changes(0, 50_000)).expect("rows");
    let mut dice = Dice(8);
    let fetched = (0..2_000).map(|_| {
        let queries: Vec<Query> =
            (0..LIMIT).map(|_| Query { key: all[dice.below(all.len())].1.key, context: NO_CONTEXT }).collect();
        timed(&mut || drop(runtime.block_on(store.lookup(Locale::En, &queries)).expect("answers")))
    });
    report("of that, fetching five rows", fetched);
}

/// Exact lookups by key in batches of a thousand.
fn exact(runtime: &Runtime, store: &Sqlite) {
    let all = runtime.block_on(store.changes(0, 200_000)).expect("rows");
    let mut dice = Dice(9);
    let batches: Vec<Vec<Query>> = (0..100)
        .map(|_| (0..1_000).map(|_| Query { key: all[dice.below(all.len())].1.key, context: NO_CONTEXT }).collect())
        .collect();
    drop(all);
    let began = Instant::now();
    for batch in &batches {
        let hits = runtime.block_on(store.lookup(Locale::En, batch)).expect("answers");
        assert!(hits.iter().all(Option::is_some), "every key is there");
    }
    println!("exact lookups in batches of 1000: {:.0} a second", 100_000.0 / began.elapsed().as_secs_f64());
}

/// From a commit until the near match is found.
fn at_once(runtime: &Runtime, store: &Sqlite, index: &NearIndex) {
    let mut times = Vec::new();
    for n in 0..100 {
        let text = format!("Câu hoàn toàn mới số {n}, vừa được ghi vào bộ nhớ lần thứ {n}.");
        let key = SegmentKey::new(Locale::Vi, &Content::plain(text.as_str()));
        runtime.block_on(store.commit(&[row(key, &text, n)])).expect("a commit");
        let began = Instant::now();
        runtime.block_on(index.follow(store)).expect("changes");
        let asked = Content::plain(text.replace("hoàn toàn", "thật"));
        let found = runtime.block_on(index.matches(store, &asked, Locale::En, AT_LEAST, LIMIT)).expect("an answer");
        times.push(began.elapsed());
        assert!(found.iter().any(|found| found.near.key == key), "an update is visible at once");
    }
    report("a new row followed and found", times.into_iter());
}

/// Megabytes of this process in memory; 0 where the system does not say.
fn resident() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok()).map_or(0.0, |kib| kib / 1e3 * 1.024)
}
