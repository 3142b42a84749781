//! The files behind the paths a person gave.

use std::{
    collections::{HashMap, HashSet},
    ffi::OsStr,
    fs,
    io::Read as _,
    path::{Path, PathBuf},
};

use anyhow::Context as _;

use crate::article;

/// The endings of articles in a folder; a file named by itself may have any.
const ENDINGS: [&str; 8] = ["txt", "html", "htm", "xhtml", "md", "markdown", "docx", "odt"];

/// An article's file and the folder its editions go to, below the output folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Input {
    pub(super) path: PathBuf,
    pub(super) folder: String,
}

/// The content of the file `path`. What is larger than the settings allow is refused before it is read, and a file
/// that grows meanwhile, or a device without end, is read no further than that.
pub(super) fn bytes(path: &Path, settings: &article::Settings) -> anyhow::Result<Vec<u8>> {
    let limit = settings.max_bytes;
    let refuse = |size: u64| {
        let (file, size) = (path.display().to_string(), usize::try_from(size).unwrap_or(usize::MAX));
        article::ReadError::TooLarge { file, size, limit }
    };
    let file = fs::File::open(path).context("cannot be read")?;
    let size = file.metadata().context("cannot be read")?.len();
    let most = u64::try_from(limit).unwrap_or(u64::MAX);
    if size > most {
        return Err(refuse(size).into());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    file.take(most.saturating_add(1)).read_to_end(&mut bytes).context("cannot be read")?;
    if bytes.len() > limit {
        return Err(refuse(bytes.len() as u64).into());
    }
    Ok(bytes)
}

/// The articles under `paths`: files as they are, folders with everything below them, by name. A folder that
/// cannot be read, or a path that is not there, stands in the list and fails when it is read.
pub(super) fn inputs(paths: &[PathBuf]) -> Vec<Input> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            walk(path, &mut files);
        } else {
            files.push(path.clone());
        }
    }
    let mut seen = HashSet::new();
    files.retain(|file| seen.insert(file.clone()));
    let mut used: HashMap<String, usize> = HashMap::new();
    files
        .into_iter()
        .map(|path| {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let count = used.entry(stem.clone()).or_default();
            *count += 1;
            let folder = if *count == 1 { stem } else { format!("{stem}-{count}") };
            Input { path, folder }
        })
        .collect()
}

/// Adds the articles below `root`, by name; hidden files, links and `README.*` are passed over.
fn walk(root: &Path, files: &mut Vec<PathBuf>) {
    let mut folders = vec![root.to_owned()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(_) => {
                found.push(folder);
                continue;
            }
        };
        for entry in entries.flatten() {
            let path = entry.path();
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with('.') || name.starts_with("README.") {
                continue;
            }
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(path),
                Ok(kind) if kind.is_file() && has_ending(&path) => found.push(path),
                _ => {}
            }
        }
    }
    found.sort();
    files.extend(found);
}

fn has_ending(path: &Path) -> bool {
    let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase();
    ENDINGS.contains(&ending.as_str())
}
