//! The articles the desk works on, found by the provenance files of their editions.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::SystemTime,
};

use sha2::{Digest as _, Sha256};

use super::{Desk, Error};
use crate::{edition::Provenance, locale::Locale, segment::SegmentKey};

/// The name of an article's folder below the editions, safe to join to a path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slug(String);

impl Slug {
    /// `name`, if it is a folder's name and nothing else: no separator, no leading full stop, no control character.
    #[must_use]
    pub fn new(name: &str) -> Option<Self> {
        let bad = |c: char| c.is_control() || matches!(c, '/' | '\\' | ':');
        let ok = !name.is_empty() && name.len() <= 255 && !name.starts_with('.') && !name.contains(bad);
        ok.then(|| Self(name.to_owned()))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An article and its editions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The folder of its editions.
    pub slug: Slug,
    /// The article's file.
    pub article: String,
    /// SHA-256 of its text.
    pub(super) sha256: String,
    /// The editions: language and file name.
    pub editions: Vec<(Locale, String)>,
}

/// What was read of provenance files, by path, with the file's time and length; clones share it.
#[derive(Clone, Default)]
pub(super) struct Kept(Arc<Mutex<HashMap<PathBuf, Read>>>);

#[derive(Clone)]
struct Read {
    time: Option<SystemTime>,
    length: u64,
    /// Article, its digest, the edition's file name; none where the file is no provenance of that language.
    found: Option<(String, String, String)>,
}

impl Kept {
    fn provenance(&self, path: &Path, locale: Locale) -> Option<(String, String, String)> {
        let about = fs::metadata(path).ok()?;
        let (time, length) = (about.modified().ok(), about.len());
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned();
        if let Some(kept) = kept.filter(|kept| kept.time == time && kept.length == length) {
            return kept.found;
        }
        let json = fs::read(path).ok()?;
        let found = serde_json::from_slice::<Provenance>(&json).ok().and_then(|provenance| {
            // The edition's name is joined to a path when it is written again.
            let name = Slug::new(&provenance.edition).filter(|_| provenance.locale == locale)?;
            Some((provenance.article, provenance.article_sha256, name.0))
        });
        let read = Read { time, length, found: found.clone() };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), read);
        found
    }
}

impl Desk {
    /// Every article with an edition, by name.
    ///
    /// # Errors
    /// An editions folder that cannot be read.
    pub async fn shelf(&self) -> Result<Vec<Entry>, Error> {
        let (folder, kept) = (self.settings.editions.clone(), self.shelved.clone());
        let done = tokio::task::spawn_blocking(move || {
            if !folder.exists() {
                return Ok(Vec::new());
            }
            let failed =
                |error: std::io::Error| Error::File { path: folder.display().to_string(), why: error.to_string() };
            let mut entries: Vec<Entry> = fs::read_dir(&folder)
                .map_err(failed)?
                .flatten()
                .filter_map(|found| entry(&folder, Slug::new(found.file_name().to_str()?)?, &kept))
                .collect();
            entries.sort_by(|a, b| a.slug.cmp(&b.slug));
            Ok(entries)
        });
        done.await.map_err(|error| Error::File { path: String::new(), why: error.to_string() })?
    }

    /// The article in the folder `slug`.
    pub async fn entry(&self, slug: &Slug) -> Option<Entry> {
        let (folder, slug, kept) = (self.settings.editions.clone(), slug.clone(), self.shelved.clone());
        tokio::task::spawn_blocking(move || entry(&folder, slug, &kept)).await.ok().flatten()
    }
}

fn entry(folder: &Path, slug: Slug, kept: &Kept) -> Option<Entry> {
    let own = folder.join(slug.as_str());
    let mut editions = Vec::new();
    let mut of = None;
    for locale in Locale::TARGETS {
        let path = own.join(format!("{locale}.provenance.json"));
        let Some((article, sha256, edition)) = kept.provenance(&path, locale) else { continue };
        editions.push((locale, edition));
        of.get_or_insert((article, sha256));
    }
    let (article, sha256) = of?;
    Some(Entry { slug, article, sha256, editions })
}

/// SHA-256 in hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> String {
    SegmentKey(Sha256::digest(bytes).into()).to_string()
}
