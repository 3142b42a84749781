//! What is remembered of an earlier check is used only where it still holds.

use std::{fs, process::Output};

use anban::{
    locale::Locale,
    memory::{State, Who},
};

use super::{remember, row, small};
use crate::desk::Desk;

fn output(desk: &Desk, flags: &[&str]) -> (String, String) {
    let args: Vec<&str> = ["-v", "check", "--format", "json"].iter().chain(flags).copied().collect();
    let Output { stdout, stderr, .. } =
        desk.command(&args).env("NO_COLOR", "1").output().expect("the program starts");
    (String::from_utf8(stdout).expect("UTF-8"), String::from_utf8(stderr).expect("UTF-8"))
}

fn full() -> Desk {
    let desk = small();
    let mut rows = Vec::new();
    for n in 0..40 {
        rows.push(row(
            &format!("Tỉnh {n} có FDI."),
            Locale::En,
            &format!("Province {n} has money."),
            State::Translated,
            Who::Machine,
        ));
        rows.push(row(
            &format!("Tỉnh {n} có FDI."),
            Locale::Ja,
            &format!("{n}番の省にFDIがある。"),
            State::Translated,
            Who::Machine,
        ));
        rows.push(row(
            &format!("Xã {n} vui."),
            Locale::En,
            &format!("Commune {n} is glad."),
            State::Translated,
            Who::Machine,
        ));
    }
    remember(&desk.path("memory.db"), &rows);
    desk
}

#[test]
fn the_second_run_says_the_same_without_reading_a_row() {
    let desk = full();
    let (first, log) = output(&desk, &[]);
    assert!(log.contains("remembered=0") && log.contains("rows=120"), "{log}");
    let (second, log) = output(&desk, &[]);
    assert_eq!(first, second);
    assert!(!log.contains("the memory is checked"), "{log}");
    assert_eq!(output(&desk, &["--no-cache"]).0, first);
}

#[test]
fn only_what_has_changed_is_checked_again() {
    let desk = full();
    output(&desk, &[]);
    remember(
        &desk.path("memory.db"),
        &[row("Tỉnh 3 có FDI.", Locale::En, "Province 3 has FDI.", State::Translated, Who::Machine)],
    );
    let (text, log) = output(&desk, &[]);
    assert!(log.contains("remembered=119"), "{log}");
    assert_eq!(output(&desk, &["--no-cache"]).0, text);
    assert_eq!(text.matches("\"term-missing\"").count(), 39);

    // A term that is said otherwise: the rows it touches, in its language.
    let glossary = fs::read_to_string(desk.path("glossary/own.toml")).expect("a glossary");
    desk.write("glossary/own.toml", glossary.replace("also = [", "also = [\"money\", "));
    let (text, log) = output(&desk, &[]);
    assert!(log.contains("remembered=80"), "{log}");
    assert_eq!(output(&desk, &["--no-cache"]).0, text);
    assert_eq!(text.matches("\"term-missing\"").count(), 0);
    // A severity: everything.
    let config = fs::read_to_string(desk.path("config.toml")).expect("a configuration");
    desk.write("config.toml", config + "[check.levels]\nstale-terms = \"error\"\n");
    let (_, log) = output(&desk, &[]);
    assert!(log.contains("remembered=0"), "{log}");
}

#[test]
fn a_damaged_or_foreign_file_is_not_believed() {
    let desk = full();
    let (first, _) = output(&desk, &[]);
    let cache = desk.path("memory.db-check");
    let bytes = fs::read(&cache).expect("a cache");
    let mut flipped = bytes.clone();
    let at = flipped.len() / 2;
    flipped[at] ^= 1;
    for bad in [flipped, bytes[..bytes.len() - 7].to_vec(), b"anban check 0001".to_vec(), Vec::new(), vec![0; 4096]] {
        fs::write(&cache, bad).expect("written");
        let (text, log) = output(&desk, &[]);
        assert_eq!(text, first);
        assert!(log.contains("remembered=0"), "{log}");
    }
    fs::remove_file(&cache).expect("removed");
    assert_eq!(output(&desk, &[]).0, first);
}

#[test]
fn the_bytes_do_not_depend_on_the_threads() {
    let desk = full();
    let (one, _) = output(&desk, &["--no-cache", "--threads", "1"]);
    for threads in ["2", "3", "16"] {
        assert_eq!(output(&desk, &["--no-cache", "--threads", threads]).0, one, "{threads}");
    }
}

#[test]
fn since_looks_only_at_rows_changed_since() {
    let desk = full();
    let (text, log) = output(&desk, &["--since", "2999-01-01"]);
    assert!(log.contains("rows=0") && text.contains("\"findings\": []"), "{log}{text}");
    let (_, log) = output(&desk, &["--since", "2020-01-01T12:00:00Z"]);
    assert!(log.contains("rows=120"), "{log}");
    let git = |args: &[&str], date: &str| {
        let mut command = std::process::Command::new("git");
        command.args(["-c", "user.name=a", "-c", "user.email=a@b.c"]).args(args).current_dir(desk.folder.path());
        assert!(command.env("GIT_COMMITTER_DATE", date).output().expect("git").status.success(), "{args:?}");
    };
    git(&["init", "-q"], "");
    git(&["commit", "-q", "--allow-empty", "-m", "old"], "2020-01-01T00:00:00Z");
    git(&["commit", "-q", "--allow-empty", "-m", "new"], "2098-01-01T00:00:00+07:00");
    assert!(output(&desk, &["--since", "HEAD"]).1.contains("rows=0"));
    assert!(output(&desk, &["--since", "HEAD~1"]).1.contains("rows=120"));
    for bad in ["soon", "--help", "2026-02-30"] {
        let run = desk.run(&["check", &format!("--since={bad}")]);
        assert_eq!(run.status.code(), Some(2), "{bad}");
        assert!(String::from_utf8_lossy(&run.stderr).contains(bad), "{bad}");
    }
}
