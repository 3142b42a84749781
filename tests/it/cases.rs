//! Tables of cases: a test says how many rows its table has and which are wrong; `make language-report` adds up.

use std::{env, fs::OpenOptions, io::Write as _};

/// Holds that none of a table's `count` rows is wrong. `rule` is a finding's code, or what the table is of.
pub(crate) fn hold(room: &str, rule: &str, count: usize, wrong: &[String]) {
    note(room, rule, count, count - wrong.len().min(count), "");
    assert!(wrong.is_empty(), "{rule}: {} of {count} wrong\n{}", wrong.len(), wrong.join("\n"));
}

/// A line of the report: room, rule, cases, passed, known limit.
pub(crate) fn note(room: &str, rule: &str, count: usize, passed: usize, limit: &str) {
    let Some(path) = env::var_os("ANBAN_LANGUAGE_REPORT") else { return };
    let mut file = OpenOptions::new().create(true).append(true).open(path).expect("the report can be written");
    file.write_all(format!("{room}\t{rule}\t{count}\t{passed}\t{limit}\n").as_bytes())
        .expect("the report can be written");
}
