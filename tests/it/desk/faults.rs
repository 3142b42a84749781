//! What happens to a memory, and what every command says of it: damaged files, volumes that take nothing, disks that
//! are full.

use std::{
    fmt::Write as _,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;

use super::{Desk, repository, total};
use crate::memory::server::Database;

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

const SENTENCES: usize = 400;

fn sentence(n: usize) -> String {
    format!("Đoạn văn thứ {} nói về chuyến thăm của đoàn công tác tỉnh bạn.", word(n))
}

/// A number in letters, for figures would be put in from what is near.
fn word(n: usize) -> String {
    const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
    n.to_string().bytes().map(|digit| DIGITS[usize::from(digit - b'0')]).collect::<Vec<_>>().join(" ")
}

fn translation(n: usize) -> String {
    const DIGITS: [&str; 10] = ["nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    let word: Vec<_> = n.to_string().bytes().map(|digit| DIGITS[usize::from(digit - b'0')]).collect();
    format!("The passage called {} is about the visit of a delegation from the next province.", word.join(" "))
}

fn tmx(sentences: impl Iterator<Item = usize>) -> String {
    let mut text = "<?xml version=\"1.0\"?>\n<tmx version=\"1.4\"><header srclang=\"vi\"/><body>\n".to_owned();
    for n in sentences {
        let (vi, en) = (sentence(n), translation(n));
        let _ = writeln!(
            text,
            "<tu><tuv xml:lang=\"vi\"><seg>{vi}</seg></tuv><tuv xml:lang=\"en\"><seg>{en}</seg></tuv></tu>"
        );
    }
    text + "</body></tmx>"
}

/// A desk with an article of many sentences that its script can translate, without looking at what is near.
fn desk() -> Desk {
    let glossary = repository("glossary");
    let desk = Desk::new("script", "");
    let mut script = String::new();
    for n in 0..SENTENCES {
        let (vi, en) = (sentence(n), translation(n));
        let _ = writeln!(script, "[[answer]]\nsource = {vi:?}\nto = \"en\"\ntarget = {en:?}");
    }
    desk.write("script.toml", script);
    desk.write(
        "config.toml",
        format!(
            "[paths]\nglossary = {glossary:?}\n[translate]\nbackend = \"script\"\nnear-matches = false\n\
             [backends.script]\nkind = \"scripted\"\npath = \"script.toml\"\n"
        ),
    );
    let lines: Vec<String> = (0..SENTENCES).map(sentence).collect();
    desk.write("article.txt", lines.join("\n\n"));
    desk.write("small.tmx", tmx(0..50));
    desk.write("large.tmx", tmx(0..12_000));
    desk
}

/// A desk with a whole memory, and its file.
fn with_memory() -> (Desk, PathBuf) {
    let desk = desk();
    let output = desk.run(&["memory", "import", "large.tmx"]);
    assert!(output.status.success(), "{}", said(&output));
    let file = desk.path(".anban/memory.db");
    assert!(!desk.path(".anban/memory.db-wal").exists());
    (desk, file)
}

/// Every command that opens a memory.
fn commands() -> Vec<Vec<&'static str>> {
    let sentence = "Một câu.";
    vec![
        vec!["memory", "stats"],
        vec!["memory", "search", sentence],
        vec!["memory", "search", sentence, "--concordance"],
        vec!["memory", "ledger"],
        vec!["memory", "lookup", sentence],
        vec!["memory", "import", "small.tmx"],
        vec!["memory", "export", "out.tmx"],
        vec!["memory", "align", "article.txt", "article.txt", "--to", "en"],
        vec!["memory", "copy", ".anban/memory.db", "copy.db"],
        vec!["memory", "copy", "whole.db", ".anban/memory.db", "--into-existing"],
        vec!["memory", "verify"],
        vec!["memory", "verify", "--repair"],
        vec!["memory", "prune", "--origin", "machine"],
        vec!["memory", "dedupe"],
        vec!["memory", "backup", "backup.db"],
        vec!["memory", "history", sentence],
        vec!["memory", "undo", sentence, "--to", "en"],
        vec!["translate", "article.txt", "--to", "en"],
        vec!["analyze", "article.txt", "--to", "en"],
        vec!["check"],
    ]
}

#[test]
fn a_file_that_is_damaged_is_named_by_every_command_and_left_as_it_is() {
    let (desk, file) = with_memory();
    let whole = fs::read(&file).expect("the memory");
    desk.write("whole.db", &whole);
    let mut overwritten = whole.clone();
    overwritten[8 * 4096..9 * 4096].fill(0xff);
    let newer = desk.write("newer.db", &whole);
    let raw = rusqlite::Connection::open(&newer).expect("a database");
    raw.execute_batch("PRAGMA user_version = 1000").expect("written");
    drop(raw);
    let newer = fs::read(newer).expect("a file");
    for (bytes, why) in [
        (&whole[..whole.len() / 2], "damaged"),
        (&overwritten, "damaged"),
        (tmx(0..90).as_bytes(), "damaged"),
        (&newer, "newer"),
    ] {
        for beside in ["memory.db-wal", "memory.db-shm", "memory.near", "memory.words"] {
            let _ = fs::remove_file(file.with_file_name(beside));
        }
        fs::write(&file, bytes).expect("written");
        for args in commands() {
            let output = desk.run(&args);
            let said = said(&output);
            assert_eq!(output.status.code(), Some(2), "{args:?}: {said}");
            assert!(said.contains(".anban/memory.db") && said.contains(why), "{args:?}: {said}");
            assert!(!said.contains("panicked"), "{args:?}: {said}");
            assert!(fs::read(&file).expect("the memory") == bytes, "{args:?} changed the file");
        }
        for made in ["copy.db", "backup.db", "editions"] {
            assert!(!desk.path(made).exists(), "{made} was made of a memory that cannot be read");
        }
    }
    fs::write(&file, &whole).expect("written");
    assert_eq!(desk.json(&["memory", "stats", "--json"]).0["history"], 12_000);
}

/// What the file's structure does not show, the rows' checksums do.
#[test]
fn a_row_that_was_changed_is_never_used() {
    let (desk, file) = with_memory();
    let mut bytes = fs::read(&file).expect("the memory");
    let (was, now) = (translation(7), translation(7).replace("next province", "last province"));
    let places: Vec<usize> =
        (0..bytes.len() - was.len()).filter(|&at| bytes[at..].starts_with(was.as_bytes())).collect();
    assert_eq!(places.len(), 2, "the row and its version");
    for at in places {
        bytes[at..at + now.len()].copy_from_slice(now.as_bytes());
    }
    fs::write(&file, &bytes).expect("written");
    let sentence = sentence(7);
    for args in [
        vec!["memory", "lookup", &sentence],
        vec!["memory", "history", &sentence],
        vec!["memory", "export", "out.tmx"],
        vec!["memory", "copy", ".anban/memory.db", "copy.db"],
        vec!["memory", "backup", "backup.db"],
        vec!["memory", "undo", &sentence, "--to", "en", "--version", "1"],
        vec!["translate", "article.txt", "--to", "en"],
    ] {
        let output = desk.run(&args);
        let said = said(&output);
        assert!(output.status.code().is_some_and(|code| code > 0), "{args:?}: {said}");
        assert!(said.contains("memory.db") || said.contains("checksum"), "{args:?}: {said}");
        assert!(!said.contains("last province"), "{args:?}: {said}");
    }
    assert!(!desk.path("editions/article/en.html").exists());
    let (faults, code) = desk.json(&["memory", "verify", "--json"]);
    assert_eq!((faults.as_array().map(Vec::len), code), (Some(2), 1), "{faults:#}");
}

/// A volume of so many KiB at a folder, where this user may mount one.
struct Volume(PathBuf);

impl Volume {
    fn new(folder: PathBuf, kib: u32) -> Option<Self> {
        fs::create_dir_all(&folder).expect("a folder");
        Self::mount(&["-t", "tmpfs", "-o", &format!("size={kib}k"), "tmpfs"], &folder).then(|| Self(folder))
    }

    /// False, said loudly, where that is not permitted.
    fn mount(args: &[&str], at: &Path) -> bool {
        let output = Command::new("mount").args(args).arg(at).output();
        let why = match output {
            Ok(output) if output.status.success() => return true,
            Ok(output) => String::from_utf8_lossy(&output.stderr).into_owned(),
            Err(error) => error.to_string(),
        };
        // Not by a macro, whose words the test harness swallows where nothing failed.
        let _ = writeln!(std::io::stderr(), "!!! nothing can be mounted here, so a test is SKIPPED: {why}");
        false
    }

    /// Fills it but for so many KiB; gives the file that does.
    fn fill(&self, left: u64) -> PathBuf {
        let output = Command::new("df").args(["--output=avail", "-k"]).arg(&self.0).output().expect("df");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let free: u64 = text.lines().nth(1).and_then(|line| line.trim().parse().ok()).expect("a number");
        let filler = self.0.join("filler");
        let size = usize::try_from(free.checked_sub(left).expect("room") * 1024).expect("a size");
        fs::write(&filler, vec![7; size]).expect("written");
        filler
    }
}

impl Drop for Volume {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
fn a_volume_that_takes_nothing_is_an_error_and_loses_nothing() {
    let (desk, file) = with_memory();
    let whole = fs::read(&file).expect("the memory");
    desk.write("whole.db", &whole);
    let folder = desk.path(".anban");
    let at = folder.to_str().expect("a path");
    if !Volume::mount(&["--bind", at], &folder) {
        return;
    }
    let volume = Volume(folder.clone());
    assert!(Volume::mount(&["-o", "remount,ro,bind"], &folder));
    for args in commands() {
        let output = desk.run(&args);
        let said = said(&output);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {said}");
        assert!(said.contains(".anban/memory.db") && said.contains("read-only"), "{args:?}: {said}");
    }
    drop(volume);
    assert!(fs::read(&file).expect("the memory") == whole);
    assert_eq!(desk.json(&["memory", "verify", "--json"]), (Value::Array(Vec::new()), 0));
}

/// Rows, with the memory found whole.
fn rows(desk: &Desk, memory: &str) -> u64 {
    let (faults, code) = desk.json(&["memory", "verify", "--memory", memory, "--json"]);
    assert_eq!((faults.as_array().map(Vec::len), code), (Some(0), 0), "{faults:#}");
    let (stats, _) = desk.json(&["memory", "stats", "--memory", memory, "--json"]);
    stats["rows"].as_array().expect("rows").iter().map(|one| one[2].as_u64().expect("a number")).sum()
}

fn is_full(output: &Output) {
    let said = said(output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("safe") && (said.contains("is full") || said.contains("free space")), "{said}");
    assert!(said.contains("memory.db") && !said.contains("panicked"), "{said}");
}

#[test]
fn a_full_disk_in_the_middle_of_an_import_loses_nothing() {
    let desk = desk();
    let Some(volume) = Volume::new(desk.path("disk"), 60_000) else { return };
    let memory = "disk/memory.db";
    let import = |file: &str| desk.run(&["memory", "import", file, "--memory", memory]);
    // Into an empty memory all or nothing, into any other what was committed before the disk was full.
    for (before, least) in [(None, 0), (Some("small.tmx"), 50)] {
        for file in fs::read_dir(desk.path("disk")).expect("a folder") {
            fs::remove_file(file.expect("a file").path()).expect("removed");
        }
        if let Some(before) = before {
            assert!(import(before).status.success());
        }
        let filler = volume.fill(4_000);
        is_full(&import("large.tmx"));
        let left = {
            // Reading needs a little room as well.
            fs::remove_file(&filler).expect("removed");
            rows(&desk, memory)
        };
        assert!((left == 0 || least > 0) && (least..12_000).contains(&left), "{left}");
        let output = import("large.tmx");
        assert!(output.status.success(), "{}", said(&output));
        assert_eq!(rows(&desk, memory), 12_000);
    }
}

#[test]
fn a_full_disk_in_the_middle_of_a_translation_loses_nothing() {
    let desk = desk();
    let Some(volume) = Volume::new(desk.path("disk"), 20_000) else { return };
    let memory = "disk/memory.db";
    desk.run(&["memory", "import", "small.tmx", "--memory", memory]);
    assert_eq!(rows(&desk, memory), 50);
    let filler = volume.fill(600);
    let translate = ["translate", "article.txt", "--to", "en", "--memory", memory, "--json"];
    is_full(&desk.run(&translate));
    assert!(!desk.path("editions/article/en.html").exists());
    fs::remove_file(filler).expect("removed");
    finish(&desk, memory, &translate);
}

/// What was translated before is not asked for again.
fn finish(desk: &Desk, memory: &str, translate: &[&str]) {
    let stored = rows(desk, memory);
    assert!((51..400).contains(&stored), "{stored}");
    let (summary, code) = desk.json(translate);
    assert_eq!((total(&summary, "asked"), code), (SENTENCES as u64 - stored, 0), "{summary:#}");
    assert!(rows(desk, memory) >= SENTENCES as u64);
    assert!(desk.path("editions/article/en.html").exists());
}

/// The same where the operating system refuses to let any file grow beyond a bound, which needs no right to mount.
#[test]
fn files_that_may_not_grow_lose_nothing() {
    let desk = desk();
    let memory = "memory.db";
    desk.run(&["memory", "import", "small.tmx", "--memory", memory]);
    let bounded = |blocks: u32, args: &[&str]| {
        let plain = desk.command(args);
        let mut command = Command::new("sh");
        command.args(["-c", &format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\""), "sh"]);
        command.arg(plain.get_program()).args(args).current_dir(desk.folder.path());
        command.env("LC_ALL", "en_US.UTF-8").env_remove("ANBAN_MODEL").output().expect("the program starts")
    };
    // In blocks of 512 bytes, which is what sh counts in.
    is_full(&bounded(1_200, &["memory", "import", "large.tmx", "--memory", memory]));
    assert_eq!(rows(&desk, memory), 50);
    let translate = ["translate", "article.txt", "--to", "en", "--memory", memory, "--json"];
    is_full(&bounded(1_200, &translate));
    finish(&desk, memory, &translate);
}

/// A tablespace on a small disk.
#[test]
fn a_servers_full_disk_loses_nothing() {
    let Some(database) = Database::alone() else { return };
    let desk = desk();
    let Some(volume) = Volume::new(database.server.folder().join("disk"), 60_000) else { return };
    let space = volume.0.join("space");
    fs::create_dir(&space).expect("a folder");
    database.server.give(&space);
    let sql = format!("CREATE TABLESPACE small LOCATION '{}'", space.display());
    database.server.psql("postgres", &sql).expect("made");
    let sql = format!("ALTER DATABASE {} SET TABLESPACE small", database.name);
    database.server.psql("postgres", &sql).expect("moved");
    let memory = database.address();
    let import = |file: &str| desk.run(&["memory", "import", file, "--memory", &memory]);
    assert!(import("small.tmx").status.success());
    let filler = volume.fill(3_000);
    let output = import("large.tmx");
    let text = said(&output);
    assert_eq!(output.status.code(), Some(2), "{text}");
    assert!(text.contains("disk is full") && text.contains("safe"), "{text}");
    assert_eq!(rows(&desk, &memory), 50);
    fs::remove_file(filler).expect("removed");
    let output = import("large.tmx");
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(rows(&desk, &memory), 12_000);
    drop(volume);
}
