//! Ids: each once, in kebab-case.

use std::collections::HashMap;

use super::Lint;
use crate::{
    diagnostic::{Finding, Severity},
    glossary::{Form, Glossary},
};

pub(super) const DUPLICATE_ID: Lint = Lint {
    code: "glossary-duplicate-id",
    severity: Severity::Error,
    doc: "What it finds: an id that another term has already, in any file.\n\
          Why: rows of the memory remember terms by their id; two terms of one id cannot be told apart.\n\
          Example: `id = \"fdi\"` in acronyms.toml and in economy.toml.\n\
          How to fix: rename one of them, or make the two terms one.",
};

pub(super) const ID_STYLE: Lint = Lint {
    code: "glossary-id-style",
    severity: Severity::Error,
    doc: "What it finds: an id that is not kebab-case: a–z, 0–9, words joined by single hyphens.\n\
          Why: ids stand in file names, addresses and other tools' formats, where other characters are trouble.\n\
          Example: `id = \"Bad_Id\"`.\n\
          How to fix: write it as `bad-id`.",
};

pub(super) fn check(glossary: &Glossary, findings: &mut Vec<Finding>) {
    let mut ids: HashMap<&str, &Form> = HashMap::with_capacity(glossary.terms().len());
    for term in glossary.terms() {
        let id = &term.id.text;
        if !id.split('-').all(is_word) {
            findings.push(ID_STYLE.at(&term.id));
        }
        match ids.get(id.as_str()) {
            Some(first) => findings.push(DUPLICATE_ID.twice(&term.id, first)),
            None => _ = ids.insert(id, &term.id),
        }
    }
}

fn is_word(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}
