//! A glossary from a folder or from a git revision.

use std::{
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context as _, bail};

use crate::{config, glossary::Glossary};

/// The glossary that `which` names: a folder, or else a revision of the git repository that holds `folder`, the
/// configured glossary folder.
pub(super) fn glossary(which: &str, folder: &Path) -> anyhow::Result<Glossary> {
    let files =
        if Path::new(which).is_dir() { config::glossary(Path::new(which))? } else { revision(which, folder)? };
    Glossary::parse(&files).map_err(|errors| {
        let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
        anyhow::anyhow!("the glossary {which} cannot be read:\n{}", lines.join("\n"))
    })
}

/// The glossary files at a revision, named `REVISION:FILE`.
fn revision(which: &str, folder: &Path) -> anyhow::Result<Vec<(String, String)>> {
    if !folder.is_dir() {
        bail!("{which} is no folder, and there is no glossary folder {} whose past git could know", folder.display());
    }
    let wanted = format!("{which}^{{commit}}");
    let commit = git(folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted])
        .with_context(|| format!("{which} is neither a folder nor a git revision"))?;
    let commit = String::from_utf8_lossy(&commit).trim().to_owned();
    let listed = git(folder, &["ls-tree", "-z", "--name-only", &commit])?;
    let names = listed.split(|byte| *byte == 0).filter_map(|name| std::str::from_utf8(name).ok());
    let mut files = Vec::new();
    for name in names.filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "toml")) {
        let bytes = git(folder, &["cat-file", "blob", &format!("{commit}:./{name}")])?;
        let text = String::from_utf8(bytes).with_context(|| format!("{which}:{name} is not UTF-8"))?;
        files.push((format!("{which}:{name}"), text));
    }
    if files.is_empty() {
        bail!("{which} has no glossary files in {}", folder.display());
    }
    Ok(files)
}

fn git(folder: &Path, args: &[&str]) -> anyhow::Result<Vec<u8>> {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(args)
        .stdin(Stdio::null())
        .output()
        .context("git cannot be started: install it, or give a folder")?;
    if !output.status.success() {
        bail!("git {}: {}", args.first().unwrap_or(&""), String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(output.stdout)
}
