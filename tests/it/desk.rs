//! The program as a desk uses it: the real binary, real files, scripted or loopback backends.

mod agree;
mod beside;
mod config;
mod delta;
mod exchange;
mod faults;
mod glossary;
mod hostile;
mod kill;
mod memory;
mod money;
mod names;
mod near;
mod office;
pub(crate) mod pages;
mod run;
mod several;
mod share;
mod stores;
mod sure;
mod tries;
mod twice;
mod worker;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;
use tempfile::TempDir;

/// A folder with a configuration, the repository's glossary and the binary.
pub(crate) struct Desk {
    pub(crate) folder: TempDir,
}

impl Desk {
    /// A desk whose configuration ends in `settings`; `backend` is the one that is used.
    pub(crate) fn new(backend: &str, settings: &str) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let glossary = repository("glossary");
        let text = format!(
            "[paths]\nglossary = {glossary:?}\n[translate]\nbackend = {backend:?}\n[backends.none]\nkind = \"none\"\n{settings}"
        );
        fs::write(folder.path().join("config.toml"), text).expect("a configuration");
        Self { folder }
    }

    /// A desk that answers from `tests/data/desk/script.toml`.
    pub(crate) fn scripted() -> Self {
        let script = repository("tests/data/desk/script.toml");
        Self::new("script", &format!("[backends.script]\nkind = \"scripted\"\npath = {script:?}\n"))
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Puts a file of `tests/data/desk` or text into the folder.
    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, text).expect("a file");
        path
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_anban"));
        command.current_dir(self.folder.path()).args(args).env("LC_ALL", "en_US.UTF-8").env_remove("ANBAN_MODEL");
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().expect("the program starts")
    }

    /// Runs with `--json` and reads what is printed; also the exit code.
    pub(crate) fn json(&self, args: &[&str]) -> (Value, i32) {
        let output = self.run(args);
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        let value = serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("{error}: {text}\n{}", String::from_utf8_lossy(&output.stderr)));
        (value, output.status.code().expect("an exit code"))
    }
}

pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

pub(crate) fn data(name: &str) -> String {
    fs::read_to_string(repository("tests/data/desk").join(name)).expect("a test file")
}

/// One count of the summary, over all languages.
pub(crate) fn total(summary: &Value, count: &str) -> u64 {
    let locales = summary["locales"].as_array().expect("locales");
    locales.iter().map(|locale| locale[1][count].as_u64().expect("a number")).sum()
}
