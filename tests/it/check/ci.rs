//! What `docs/ci` shows is what runs: the commands of the workflow, the job and the hooks are taken from the files.

use std::{fs, process::Command};

use anban::{
    locale::Locale,
    memory::{State, Who},
};

use super::{remember, row, small};
use crate::desk::{Desk, repository};

/// The commands of a file that call the program.
fn commands(file: &str) -> Vec<String> {
    let text = fs::read_to_string(repository(file)).expect("a file of docs/ci");
    let lines = text.lines().map(str::trim).filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.strip_prefix("- ").or_else(|| line.strip_prefix("entry: ")).or(Some(line)))
        .filter(|line| line.starts_with("anban "))
        .map(str::to_owned)
        .collect()
}

/// Runs a command as a shell does whose path holds the program.
fn shell(desk: &Desk, command: &str) -> (i32, String) {
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_anban"));
    let path =
        format!("{}:{}", program.parent().expect("a folder").display(), std::env::var("PATH").expect("a path"));
    let mut bash = Command::new("bash");
    bash.args(["-e", "-c", command]).current_dir(desk.folder.path()).env("PATH", path).env("LC_ALL", "en_US.UTF-8");
    let output = bash.output().expect("bash");
    (output.status.code().expect("an exit code"), String::from_utf8(output.stdout).expect("UTF-8"))
}

fn faulty() -> Desk {
    let desk = small();
    let wrong = row("Tỉnh có FDI.", Locale::En, "The province has money.", State::Translated, Who::Machine);
    remember(&desk.path("memory.db"), &[wrong]);
    desk
}

#[test]
fn the_workflow_annotates_fails_and_leaves_its_reports() {
    let file = "docs/ci/github-actions.yml";
    let commands = commands(file);
    assert_eq!(commands.len(), 3, "{commands:?}");
    let desk = faulty();
    let codes: Vec<i32> = commands.iter().map(|command| shell(&desk, command).0).collect();
    assert_eq!(codes, [1, 0, 0], "the annotations fail the job, the reports do not");
    assert!(shell(&desk, &commands[0]).1.starts_with("::error file=memory.db,"));
    let text = fs::read_to_string(repository(file)).expect("the workflow");
    for upload in ["sarif_file: ", "path: "] {
        let name = text.lines().find_map(|line| line.trim().strip_prefix(upload)).expect("an upload");
        assert!(desk.path(name).is_file(), "{name}");
    }
    let clean = small();
    assert!(commands.iter().all(|command| shell(&clean, command).0 == 0));
}

#[test]
fn the_job_fails_and_leaves_its_reports() {
    let file = "docs/ci/gitlab-ci.yml";
    let desk = faulty();
    let codes: Vec<i32> = commands(file).iter().map(|command| shell(&desk, command).0).collect();
    assert_eq!(codes, [0, 1]);
    let text = fs::read_to_string(repository(file)).expect("the job");
    let junit = text.lines().find_map(|line| line.trim().strip_prefix("junit: ")).expect("a report");
    assert!(fs::read_to_string(desk.path(junit)).expect("it is there").contains("<failure type=\"term-missing\""));
    assert!(desk.path("anban.html").is_file() && text.contains("- anban.html"));
}

#[test]
fn the_hooks_fail_where_they_should() {
    let hooks = commands(".pre-commit-hooks.yaml");
    assert_eq!(hooks, ["anban check", "anban glossary lint"]);
    let (desk, clean) = (faulty(), small());
    assert_eq!(shell(&desk, &hooks[0]).0, 1);
    desk.write("glossary/b.toml", "[[term]]\nid = \"B\"\nvi = [\"b\"]\n");
    assert_eq!(shell(&desk, &hooks[1]).0, 1);
    assert!(hooks.iter().all(|hook| shell(&clean, hook).0 == 0));
}

#[test]
fn the_repository_itself_is_clean() {
    let output = Command::new(env!("CARGO_BIN_EXE_anban"))
        .args(["check", "--fail-on", "warning"])
        .current_dir(repository(""))
        .env("LC_ALL", "C")
        .output()
        .expect("the program starts");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
}
