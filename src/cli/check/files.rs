//! What `anban check` reads, and how its files are called in findings.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::UNIX_EPOCH,
};

use anyhow::Context as _;
use jiff::Timestamp;

use crate::{check::Date, cli::context::Context};

/// A path as findings name it: relative to this folder where it lies in it, with `/` between its parts.
pub(super) fn shown(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let own = here.and_then(|here| Some(path.strip_prefix(here).ok()?.to_owned()));
    let text = own.as_deref().unwrap_or(path).to_string_lossy().into_owned();
    let text = if cfg!(windows) { text.replace('\\', "/") } else { text };
    text.strip_prefix("./").map(str::to_owned).unwrap_or(text)
}

/// The glossary's files, named as findings name them.
pub(super) fn glossary(context: &Context) -> anyhow::Result<Vec<(String, String)>> {
    let files = context.glossary_files()?;
    Ok(files.into_iter().map(|(name, text)| (shown(Path::new(&name)), text)).collect())
}

/// The provenance files below the given paths, or below the configured folder; by name, each once.
pub(super) fn provenance(context: &Context, paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let default = context.path(&context.config.paths.editions);
    let roots = match paths {
        [] if default.exists() => vec![default],
        [] => Vec::new(),
        paths => paths.to_vec(),
    };
    let mut files = Vec::new();
    for root in roots {
        anyhow::ensure!(root.exists(), "{} does not exist", root.display());
        if root.is_file() {
            let name = root.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let own = root.to_string_lossy().ends_with(".provenance.json");
            let file = if own { root.clone() } else { root.with_file_name(format!("{name}.provenance.json")) };
            anyhow::ensure!(
                file.exists(),
                "{} has no {} beside it: give a file that Anban wrote, or use --pair SOURCE TARGET",
                root.display(),
                file.file_name().unwrap_or_default().to_string_lossy()
            );
            files.push(file);
            continue;
        }
        let mut folders = vec![root];
        while let Some(folder) = folders.pop() {
            let entries = fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?;
            for entry in entries {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.to_string_lossy().ends_with(".provenance.json") {
                    files.push(path);
                }
            }
        }
    }
    files.sort();
    files.dedup();
    Ok(files)
}

/// The moment `when` says, as rows of the memory have theirs: a day (its beginning, UTC), a time (RFC 3339) or a git
/// revision, which stands for the time of its commit.
pub(super) fn since(when: &str) -> anyhow::Result<String> {
    if when.parse::<Date>().is_ok() {
        return Ok(format!("{when}T00:00:00.000Z"));
    }
    let moment = match when.parse::<Timestamp>() {
        Ok(moment) => moment,
        Err(_) => commit_time(when)?,
    };
    Ok(format!("{moment:.3}"))
}

fn commit_time(revision: &str) -> anyhow::Result<Timestamp> {
    let neither = || format!("{revision:?} is neither a day (2026-11-01), nor a time, nor a git revision here");
    anyhow::ensure!(!revision.starts_with('-'), neither());
    let output = Command::new("git")
        .args(["log", "-1", "--format=%cI", "--end-of-options", revision, "--"])
        .output()
        .with_context(neither)?;
    anyhow::ensure!(output.status.success(), neither());
    String::from_utf8_lossy(&output.stdout).trim().parse().with_context(neither)
}

/// The file in which a check of the memory in `path` is remembered.
pub(super) fn cache(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-check");
    name.into()
}

/// A text that changes whenever the memory's files do: their sizes, times and numbers.
pub(super) fn stamp(path: &Path) -> Option<String> {
    let of = |end: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        let file = fs::metadata(name).ok().filter(|file| file.len() > 0)?;
        let time = file.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
        #[cfg(unix)]
        let number = std::os::unix::fs::MetadataExt::ino(&file);
        #[cfg(not(unix))]
        let number = 0;
        Some(format!("{} {time} {number}", file.len()))
    };
    let log = of("-wal").unwrap_or_default();
    Some(format!("{}; {log}", of("")?))
}

/// How many threads can work at once here.
pub(super) fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get)
}
