//! The glossary's own faults.

use std::sync::Arc;

use super::{InputKind, Sheet};
use crate::glossary::{Glossary, LoadError};

/// Reads and lints the glossary's files, given as name and text. Without a glossary, because its files cannot be
/// read, nothing else can be checked.
#[must_use]
pub fn glossary(name: &str, files: &[(String, String)], sheet: &mut Sheet) -> Option<Glossary> {
    sheet.begin(InputKind::Glossary, name);
    sheet.sources.extend(files.iter().map(|(name, text)| (Arc::from(name.as_str()), text.clone())));
    match Glossary::parse(files) {
        Ok(glossary) => {
            glossary.lint().into_iter().for_each(|finding| sheet.add(finding));
            Some(glossary)
        }
        Err(errors) => {
            errors.iter().map(LoadError::finding).for_each(|finding| sheet.add(finding));
            None
        }
    }
}
