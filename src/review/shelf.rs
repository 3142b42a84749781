//! The articles the desk works on, found by the provenance files of their editions.

use std::{fs, path::Path};

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

impl Desk {
    /// Every article with an edition, by name.
    ///
    /// # Errors
    /// An editions folder that cannot be read.
    pub async fn shelf(&self) -> Result<Vec<Entry>, Error> {
        let folder = self.settings.editions.clone();
        let done = tokio::task::spawn_blocking(move || {
            if !folder.exists() {
                return Ok(Vec::new());
            }
            let failed =
                |error: std::io::Error| Error::File { path: folder.display().to_string(), why: error.to_string() };
            let mut entries: Vec<Entry> = fs::read_dir(&folder)
                .map_err(failed)?
                .flatten()
                .filter_map(|found| entry(&folder, Slug::new(found.file_name().to_str()?)?))
                .collect();
            entries.sort_by(|a, b| a.slug.cmp(&b.slug));
            Ok(entries)
        });
        done.await.map_err(|error| Error::File { path: String::new(), why: error.to_string() })?
    }

    /// The article in the folder `slug`.
    pub async fn entry(&self, slug: &Slug) -> Option<Entry> {
        let (folder, slug) = (self.settings.editions.clone(), slug.clone());
        tokio::task::spawn_blocking(move || entry(&folder, slug)).await.ok().flatten()
    }
}

fn entry(folder: &Path, slug: Slug) -> Option<Entry> {
    let own = folder.join(slug.as_str());
    let mut editions = Vec::new();
    let mut of = None;
    for locale in Locale::TARGETS {
        let Ok(json) = fs::read(own.join(format!("{locale}.provenance.json"))) else { continue };
        let Ok(provenance) = serde_json::from_slice::<Provenance>(&json) else { continue };
        // The edition's name is joined to a path when it is written again.
        let Some(name) = Slug::new(&provenance.edition).filter(|_| provenance.locale == locale) else { continue };
        editions.push((locale, name.as_str().to_owned()));
        of.get_or_insert((provenance.article, provenance.article_sha256));
    }
    let (article, sha256) = of?;
    Some(Entry { slug, article, sha256, editions })
}

/// SHA-256 in hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> String {
    SegmentKey(Sha256::digest(bytes).into()).to_string()
}
