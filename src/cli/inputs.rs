//! The files behind the paths a person gave.

use std::{
    collections::{HashMap, HashSet},
    ffi::OsStr,
    fs,
    io::Read as _,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::Context as _;

use crate::{
    article::{self, FeedItem, Settings},
    bilingual::OURS,
};

/// The endings of articles in a folder; a file named by itself may have any.
pub(super) const ENDINGS: [&str; 13] =
    ["txt", "html", "htm", "xhtml", "md", "markdown", "docx", "odt", "xlf", "xliff", "xml", "rss", "atom"];

/// Of those, the endings of feeds, which hold several articles.
const FEEDS: [&str; 3] = ["xml", "rss", "atom"];

/// An article and the folder its editions go to, below the output folder.
#[derive(Clone, Debug)]
pub(super) struct Input {
    /// Its file; for an article of a feed the feed's name, `#` and its own.
    pub(super) path: PathBuf,
    pub(super) folder: String,
    from: From,
}

/// Where an article's bytes are.
#[derive(Clone, Debug)]
enum From {
    File,
    Feed(Arc<str>),
    /// Nowhere: its feed cannot be read.
    Lost(Arc<str>),
}

impl Input {
    /// The article that stands in a file of its own.
    pub(super) const fn file(path: PathBuf, folder: String) -> Self {
        Self { path, folder, from: From::File }
    }

    /// The article's bytes.
    pub(super) fn bytes(&self, settings: &Settings) -> anyhow::Result<Vec<u8>> {
        match &self.from {
            From::File => bytes(&self.path, settings),
            From::Feed(page) => Ok(page.as_bytes().to_vec()),
            From::Lost(why) => anyhow::bail!("{why}"),
        }
    }
}

/// The content of the file `path`. What is larger than the settings allow is refused before it is read, and a file
/// that grows meanwhile, or a device without end, is read no further than that.
pub(super) fn bytes(path: &Path, settings: &Settings) -> anyhow::Result<Vec<u8>> {
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
/// cannot be read, or a path that is not there, stands in the list and fails when it is read. A feed stands for the
/// articles in it; other XML is passed over where a folder was named.
pub(super) fn inputs(paths: &[PathBuf], settings: &Settings) -> Vec<Input> {
    let named: HashSet<PathBuf> = paths.iter().cloned().collect();
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
    let mut folder = |stem: String| {
        let count = used.entry(stem.clone()).or_default();
        *count += 1;
        if *count == 1 { stem } else { format!("{stem}-{count}") }
    };
    let mut inputs = Vec::new();
    for path in files {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        match if has_ending(&path, &FEEDS) { items(&path, settings) } else { Items::NoFeed } {
            Items::Articles(articles) => inputs.extend(articles.into_iter().map(|article| Input {
                path: format!("{}#{}.html", path.display(), article.slug).into(),
                folder: folder(article.slug),
                from: From::Feed(article.page.into()),
            })),
            Items::Broken(why) => inputs.push(Input { path, folder: folder(stem), from: From::Lost(why.into()) }),
            Items::NoFeed if has_ending(&path, &FEEDS) && !named.contains(&path) => {}
            Items::NoFeed if !named.contains(&path) && is_ours(&path) => {}
            Items::NoFeed => inputs.push(Input::file(path, folder(stem))),
        }
    }
    inputs
}

/// Whether the file is XLIFF that was exported from an article, which is in the list itself.
fn is_ours(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = |file: fs::File| file.take(400).read_to_end(&mut head);
    has_ending(path, &["xlf", "xliff"])
        && fs::File::open(path).and_then(read).is_ok()
        && memchr::memmem::find(&head, OURS.as_bytes()).is_some()
}

enum Items {
    Articles(Vec<FeedItem>),
    Broken(String),
    NoFeed,
}

fn items(path: &Path, settings: &Settings) -> Items {
    let bytes = match bytes(path, settings) {
        Ok(bytes) => bytes,
        Err(error) => return Items::Broken(format!("{error:#}")),
    };
    match article::feed(&path.to_string_lossy(), &bytes, settings) {
        Ok(Some(feed)) => {
            if feed.passed_over > 0 {
                tracing::info!(file = %path.display(), items = feed.passed_over, "items without an article are passed over");
            }
            Items::Articles(feed.items)
        }
        Ok(None) => Items::NoFeed,
        Err(error) => Items::Broken(error.to_string()),
    }
}

/// The articles' files below `folder`, by name; see [`inputs`].
pub(super) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    walk(folder, &mut files);
    files
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
                Ok(kind) if kind.is_file() && has_ending(&path, &ENDINGS) => found.push(path),
                _ => {}
            }
        }
    }
    found.sort();
    files.extend(found);
}

pub(super) fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase();
    endings.contains(&ending.as_str())
}
