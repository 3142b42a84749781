//! The codes of `anban glossary lint`.

use super::{Entry, Family::Glossary};
use crate::diagnostic::Severity::Error;

pub(super) const ENTRIES: &[Entry] = &[
    Entry::new(
        "glossary-unreadable",
        Glossary,
        Error,
        "What it finds: a glossary file that is not the agreed TOML: broken syntax, unknown keys, values of the wrong \
         kind, missing ids or forms.\n\
         Why: a term that cannot be read is not checked anywhere.\n\
         Example: `us = \"…\"` where `use = \"…\"` was meant.\n\
         How to fix: mend the file at the place given.",
    ),
    Entry::new(
        "glossary-duplicate-id",
        Glossary,
        Error,
        "What it finds: an id that two terms share.\n\
         Why: rows of the memory remember terms by id.\n\
         Example: two entries with `id = \"fdi\"`.\n\
         How to fix: rename one, or join the two entries.",
    ),
    Entry::new(
        "glossary-id-style",
        Glossary,
        Error,
        "What it finds: an id that is not kebab-case.\n\
         Why: ids stand in reports and file names.\n\
         Example: `id = \"Sở Ngoại vụ\"`.\n\
         How to fix: use a–z, 0–9 and single hyphens.",
    ),
    Entry::new(
        "glossary-duplicate-form",
        Glossary,
        Error,
        "What it finds: a Vietnamese form that stands in two terms, or twice in one.\n\
         Why: only the first will ever be found.\n\
         Example: \"hội nhập\" under two ids.\n\
         How to fix: keep it in one term; make the other form longer.",
    ),
    Entry::new(
        "glossary-empty-rendering",
        Glossary,
        Error,
        "What it finds: a rendering without a letter or digit.\n\
         Why: nothing can match it, so every translation would be at fault.\n\
         Example: `use = \"\"`.\n\
         How to fix: write the rendering, or take the language out of the entry.",
    ),
    Entry::new(
        "glossary-wrong-script",
        Glossary,
        Error,
        "What it finds: a rendering that is not written in its language's script.\n\
         Why: the columns were mixed up.\n\
         Example: a Hangul form under `term.ja`.\n\
         How to fix: move it to its language.",
    ),
    Entry::new(
        "glossary-forbidden-allowed",
        Glossary,
        Error,
        "What it finds: a form that a term both allows and forbids.\n\
         Why: no translation could satisfy it.\n\
         Example: `use = \"socialism\"` and `forbid = [\"Socialism\"]`.\n\
         How to fix: delete one of the two.",
    ),
    Entry::new(
        "glossary-uncheckable",
        Glossary,
        Error,
        "What it finds: a Korean form of one syllable that is also a particle.\n\
         Why: it would be found in every sentence.\n\
         Example: `forbid = [\"도\"]`.\n\
         How to fix: forbid a longer form.",
    ),
];
