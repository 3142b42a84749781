//! The article that a file which came back belongs to.

use std::{
    collections::HashSet,
    path::{Component, Path, PathBuf},
};

use crate::{
    article,
    bilingual::{Document, pieces, shown},
    cli::{context::Context, inputs},
    pipeline::{Tools, prepare},
    text::canonical,
};

/// The article that `document`, read from `returned`, names. A file from outside must not make us open just any other:
/// one in this folder or below is taken as named; any other, where its name leads out of here, or lies beside the file
/// that came back, only if a sentence of the document is in it, which nobody can know who has not seen the article.
pub(super) fn article(context: &Context, tools: &Tools, document: &Document, returned: &Path) -> Option<PathBuf> {
    let original = Path::new(&document.original);
    let within = original.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if !document.original.is_empty() && within && original.is_file() {
        return Some(original.to_owned());
    }
    let keys: HashSet<_> = document.pairs.iter().filter_map(|pair| pair.stamp).map(|stamp| stamp.key).collect();
    let texts: HashSet<String> = document.pairs.iter().map(|pair| canonical(&shown(&pair.source))).collect();
    candidates(original, returned).into_iter().find(|path| {
        let Ok(bytes) = inputs::bytes(path, &context.config.article) else { return false };
        let file = path.display().to_string();
        let Ok(article) = article::read(&file, &bytes, None, &context.config.article) else { return false };
        prepare(article, tools).segments().any(|(_, _, segment)| match keys.is_empty() {
            true => !segment.text.is_blank() && texts.contains(&canonical(&shown(&pieces(&segment.text)))),
            false => keys.contains(&segment.key),
        })
    })
}

/// Where the article may be: where it is said to be, beside what came back, or here.
fn candidates(original: &Path, returned: &Path) -> Vec<PathBuf> {
    let beside = returned.parent().unwrap_or(Path::new(""));
    let folders = [beside, Path::new("")];
    let mut all = Vec::new();
    match original.file_name() {
        Some(name) => {
            all.push(original.to_owned());
            all.extend(folders.iter().map(|folder| folder.join(name)));
        }
        // A table says nothing; it is called ARTICLE.LANG.csv.
        None => {
            let stem = returned.file_stem().map(Path::new).and_then(Path::file_stem).unwrap_or_default();
            for folder in folders {
                all.extend(
                    inputs::ENDINGS.iter().map(|ending| folder.join(format!("{}.{ending}", stem.to_string_lossy()))),
                );
            }
        }
    }
    all.retain(|path| path.is_file() && inputs::has_ending(path, &inputs::ENDINGS));
    all
}
