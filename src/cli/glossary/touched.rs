//! What a change of the glossary touches: rows of the memory, editions, articles.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use serde::Serialize;

use crate::{
    edition::Provenance,
    glossary::Glossary,
    locale::Locale,
    memory::{Row, State, Store, Who},
    segment::SegmentKey,
};

/// How many rows of the memory are looked at in one go.
const PAGE: usize = 1000;

/// Rows of one language that a change touches.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Rows {
    /// Rows whose terms say something else now.
    pub(super) rows: usize,
    /// Different segments among them.
    pub(super) segments: usize,
    /// Rows a machine made that the next run will ask for anew.
    pub(super) again: usize,
    /// Vietnamese characters of those, without markup.
    pub(super) characters: usize,
    /// Vietnamese words (syllables) of those.
    pub(super) words: usize,
    /// Rows that a person made or imported and nobody reviewed.
    pub(super) person: usize,
    /// Reviewed rows.
    pub(super) reviewed: usize,
    /// Final rows.
    #[serde(rename = "final")]
    pub(super) closed: usize,
    /// Touched rows that were stale before the change.
    pub(super) stale_before: usize,
}

#[derive(Debug, Default, Serialize)]
pub(super) struct Touched {
    pub(super) locales: BTreeMap<Locale, Rows>,
    pub(super) editions: BTreeSet<String>,
    pub(super) articles: BTreeSet<String>,
    #[serde(skip)]
    keys: HashSet<(SegmentKey, Locale)>,
    #[serde(skip)]
    seen: HashSet<(SegmentKey, Locale)>,
}

impl Touched {
    /// Looks at every row of the memory.
    pub(super) async fn rows(&mut self, store: &dyn Store, old: &Glossary, new: &Glossary) -> anyhow::Result<()> {
        let mut after = None;
        loop {
            let page = store.page(after, PAGE).await?;
            let Some(last) = page.last() else { return Ok(()) };
            after = Some(last.id());
            for row in &page {
                self.row(row, old, new);
            }
        }
    }

    fn row(&mut self, row: &Row, old: &Glossary, new: &Glossary) {
        let segment = (row.key, row.locale);
        self.seen.insert(segment);
        let fingerprint = |glossary: &Glossary| glossary.fingerprint(&glossary.find(&row.source.text), row.locale);
        let (before, now) = (fingerprint(old), fingerprint(new));
        if before == now {
            return;
        }
        let first = self.keys.insert(segment);
        let rows = self.locales.entry(row.locale).or_default();
        rows.rows += 1;
        rows.segments += usize::from(first);
        rows.stale_before += usize::from(row.fingerprint != before);
        // A row that was made under what the new glossary says is fresh again; see `pipeline` for who is asked anew.
        if row.fingerprint == now {
            return;
        }
        match row.state {
            State::Final => rows.closed += 1,
            State::Reviewed => rows.reviewed += 1,
            _ if row.origin.who != Who::Machine => rows.person += 1,
            _ => {
                let text = row.source.visible();
                rows.again += 1;
                rows.characters += text.chars().count();
                rows.words += text.split_whitespace().count();
            }
        }
    }

    /// Looks at every edition below `root` by its provenance.
    pub(super) fn editions(&mut self, root: &Path, old: &Glossary, new: &Glossary) -> anyhow::Result<()> {
        for file in provenance_files(root)? {
            let json = std::fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
            let edition: Provenance = serde_json::from_str(&json).with_context(|| {
                format!("{} is no provenance file of this version: write the edition again", file.display())
            })?;
            let locale = edition.locale;
            let touched = edition.segments.iter().any(|segment| {
                let known = (segment.key, locale);
                let differs = || {
                    let of = |glossary: &Glossary| glossary.fingerprint(&glossary.find(&segment.source), locale);
                    of(old) != of(new)
                };
                self.keys.contains(&known) || (!self.seen.contains(&known) && differs())
            });
            if touched {
                self.editions.insert(file.with_file_name(&edition.edition).to_string_lossy().into_owned());
                self.articles.insert(edition.article);
            }
        }
        Ok(())
    }

    /// Reviewed and final rows that are no longer right, all languages together.
    pub(super) fn approved(&self) -> usize {
        self.locales.values().map(|rows| rows.reviewed + rows.closed).sum()
    }

    /// Characters to be translated again, all languages together.
    pub(super) fn characters(&self) -> usize {
        self.locales.values().map(|rows| rows.characters).sum()
    }
}

fn provenance_files(root: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?;
        for entry in entries {
            let entry = entry?;
            let path = entry.path();
            // A link may lead in a circle.
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(".provenance.json") {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}
