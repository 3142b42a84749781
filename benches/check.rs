//! How long `anban check` takes over a memory of 100,000 sentences in three languages with 5,000 terms: the first
//! time, and again when nothing has changed. `benches/peers/check_pofilter.py` reads the same rows as PO files from
//! `target/bench/check/`. `cargo bench --bench check -- 10000` takes another number of sentences.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench stops at the first fault and prints its figures"
)]

#[path = "check/desk.rs"]
mod desk;
#[path = "shared/process.rs"]
mod process;

use std::{fs, path::Path, process::Command, time::Duration};

fn main() {
    let sentences = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(100_000);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench/check");
    let bytes = desk::make(&folder, sentences, 5_000);
    let rows = sentences * 3;
    println!("{rows} rows, {:.1} MB of text, 5000 terms, in {}", bytes as f64 / 1e6, folder.display());
    let cache = folder.join("memory.db-check");
    let mut ours = Vec::new();
    let mut peers = Vec::new();
    for _ in 0..ROUNDS {
        let _ = fs::remove_file(&cache);
        let (took, peak) = run(&folder, &[]);
        println!("first run: {:.2} s, peak {peak} MB", took.as_secs_f64());
        ours.push(rows as f64 / took.as_secs_f64());
        peers.extend(pofilter());
    }
    for _ in 0..3 {
        let (took, peak) = run(&folder, &[]);
        println!("again, nothing changed: {:.2} s, peak {peak} MB", took.as_secs_f64());
    }
    let (took, peak) = run(&folder, &["--no-cache", "--threads", "1"]);
    println!("on one thread: {:.2} s, peak {peak} MB", took.as_secs_f64());
    desk::touch_a_term(&folder);
    let (took, peak) = run(&folder, &[]);
    println!("again, one term changed: {:.2} s, peak {peak} MB", took.as_secs_f64());
    let ours = median(ours);
    println!("check: {ours:.0} rows/s, {:.1} MB/s", ours * bytes as f64 / rows as f64 / 1e6);
    if peers.is_empty() {
        println!("== checking: pofilter is not installed (make bench installs it)");
    } else {
        let peer = median(peers);
        println!("== checking: {ours:.0} rows/s, pofilter {peer:.0} rows/s: {:.1} times", ours / peer);
    }
}

/// How often both are run, one after the other, so that a noisy minute falls on both.
const ROUNDS: usize = 5;

/// Rows a second of Translate Toolkit's pofilter, where it is installed.
fn pofilter() -> Option<f64> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python = root.join("target/peers/bin/python");
    let out = Command::new(python).arg(root.join("benches/peers/check_pofilter.py")).output().ok()?;
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    let line = text.lines().find(|line| line.contains(" rows/s"))?;
    println!("{line}");
    line.split_whitespace().nth(1)?.parse().ok()
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or_default()
}

/// Wall-clock time and peak memory in MB of `anban check`.
fn run(folder: &Path, flags: &[&str]) -> (Duration, u64) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_anban"));
    command.args(["check", "--format", "json", "--output", "report.json"]).args(flags).current_dir(folder);
    let run = process::measure(&mut command);
    assert!(matches!(run.status.code(), Some(0 | 1)), "anban check could not run");
    (run.took, run.peak)
}
