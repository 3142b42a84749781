//! The terms of a language as providers take them in: tab-separated lines under a name that tells their content.

use sha2::{Digest as _, Sha256};

use crate::{backend::TermList, locale::Locale};

/// The longest term or rendering, in bytes, at DeepL (domain facts §9.3) as at Google.
const PHRASE: usize = 1024;

/// A glossary for one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glossary {
    /// It ends in its entries' fingerprint, so that one with that name has these entries. Lower case and hyphens.
    pub name: String,
    /// Term, tab, rendering, line end.
    pub entries: String,
}

impl Glossary {
    /// The glossary of `terms` from Vietnamese into `to`; nothing where no term can be told. Left out is what no
    /// provider takes: control characters, white space around, phrases above 1,024 bytes.
    #[must_use]
    pub fn new(to: Locale, terms: &TermList) -> Option<Self> {
        let fits = |text: &str| {
            !text.is_empty() && text.len() <= PHRASE && text.trim() == text && !text.chars().any(char::is_control)
        };
        let lines = terms.pairs.iter().filter(|(source, rendering)| fits(source) && fits(rendering));
        let entries: String = lines.map(|(source, rendering)| format!("{source}\t{rendering}\n")).collect();
        let hash = Sha256::digest(entries.as_bytes());
        let print: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        (!entries.is_empty()).then(|| Self { name: format!("anban-vi-{to}-{print}"), entries })
    }
}
