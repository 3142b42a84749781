//! The codes of `anban check` on pairs of files, waivers and baselines, and of imports.

use super::{Entry, Family::Record};
use crate::diagnostic::Severity::{Error, Info, Warning};

pub(super) const ENTRIES: &[Entry] = &[
    Entry::new(
        "edition-text-missing",
        Record,
        Error,
        "What it finds: a sentence of the provenance file that cannot be found in the edition, nor anything like it.\n\
         Why: part of the article is gone from the page.\n\
         Example: a paragraph was deleted from ja.html by hand.\n\
         How to fix: write the edition again.",
    ),
    Entry::new(
        "provenance-unreadable",
        Record,
        Error,
        "What it finds: provenance files that are no JSON of this version.\n\
         Why: what an edition is made of cannot be checked without it.\n\
         Example: a file that was cut off while it was copied.\n\
         How to fix: write the edition again.",
    ),
    Entry::new(
        "pair-unit-missing",
        Record,
        Error,
        "What it finds: a paragraph, headline or caption of the source file for which the translated file has none.\n\
         Why: it was left out.\n\
         Example: the source has two captions, the translation has one.\n\
         How to fix: translate what is missing, at its place.",
    ),
    Entry::new(
        "pair-unit-added",
        Record,
        Warning,
        "What it finds: a paragraph, headline or caption of the translated file for which the source file has none.\n\
         Why: it says what the article does not.\n\
         Example: a paragraph of explanation that the translator wrote.\n\
         How to fix: take it out, or put it into the source.",
    ),
    Entry::new(
        "waiver-unused",
        Record,
        Warning,
        "What it finds: waivers in config.toml to which no finding belongs any more.\n\
         Why: a waiver that waits for nothing hides the next real fault.\n\
         Example: the sentence it was written for has been translated anew.\n\
         How to fix: delete it.",
    ),
    Entry::new(
        "waiver-expired",
        Record,
        Warning,
        "What it finds: waivers in config.toml whose day has passed; their findings count again.\n\
         Why: somebody meant to look again.\n\
         Example: until = \"2026-06-30\" in July.\n\
         How to fix: mend what it covered, or give it a new day.",
    ),
    Entry::new(
        "baseline-gone",
        Record,
        Info,
        "What it finds: findings of the baseline file that do not occur any more.\n\
         Why: the file promises more faults than there are, so that new ones of the same kind could hide behind it.\n\
         Example: a name that was wrong when the baseline was written has been corrected.\n\
         How to fix: write the baseline again with --write-baseline.",
    ),
    Entry::new(
        "import-lost",
        Record,
        Warning,
        "What it finds: a piece of an imported file that the glossary has no place for.\n\
         Why: it is not in the glossary, and an export will not bring it back.\n\
         Example: a TBX file with a picture for each term.\n\
         How to fix: keep the foreign file, or put what matters into a note.",
    ),
    Entry::new(
        "import-no-vietnamese",
        Record,
        Warning,
        "What it finds: an imported entry without a Vietnamese form.\n\
         Why: no article can be searched for it.\n\
         Example: an entry that has English and Japanese only.\n\
         How to fix: add the Vietnamese form to the file and import it again.",
    ),
    Entry::new(
        "import-id-taken",
        Record,
        Warning,
        "What it finds: an imported entry whose id stands for something else already.\n\
         Why: two terms cannot have one id; the new one got another.\n\
         Example: two files that both number their entries from 1.\n\
         How to fix: look whether both are the same term.",
    ),
    Entry::new(
        "import-language",
        Record,
        Warning,
        "What it finds: an imported entry in a language that Anban has no edition in.\n\
         Why: it is left out.\n\
         Example: a TBX file with French terms.\n\
         How to fix: nothing, unless the language's tag is a slip.",
    ),
    Entry::new(
        "import-promoted",
        Record,
        Info,
        "What it finds: an imported entry whose only rendering in a language is marked as deprecated.\n\
         Why: a term has a preferred rendering in each language it is said in.\n\
         Example: a TBX file in which an old term was deprecated and none put in its place.\n\
         How to fix: write the rendering that holds today.",
    ),
    Entry::new(
        "import-second-preferred",
        Record,
        Info,
        "What it finds: an imported entry with two preferred renderings in one language.\n\
         Why: one of them has to be written first; the other is kept among the admitted ones.\n\
         Example: a TBX file in which both “business” and “enterprise” are preferred.\n\
         How to fix: choose one.",
    ),
    Entry::new(
        "memory-row-damaged",
        Record,
        Error,
        "What it finds: a row of the memory that does not add up to its checksum.\n\
         Why: a damaged sentence must not be published.\n\
         Example: a sector of the disk that went bad.\n\
         How to fix: `anban memory verify --repair`, which takes the row's last whole version; else restore a backup.",
    ),
    Entry::new(
        "memory-version-damaged",
        Record,
        Error,
        "What it finds: a version in a row's history that does not add up to its checksum.\n\
         Why: it cannot be gone back to.\n\
         Example: a sector of the disk that went bad.\n\
         How to fix: restore a backup if the version matters; the row itself is whole.",
    ),
    Entry::new(
        "memory-history-broken",
        Record,
        Error,
        "What it finds: a row and its history that do not agree.\n\
         Why: one of them is not what was written.\n\
         Example: a row that was changed by another program.\n\
         How to fix: `anban memory verify --repair`.",
    ),
    Entry::new(
        "memory-orphan",
        Record,
        Warning,
        "What it finds: a version or a note whose row is gone.\n\
         Why: it takes up room and belongs to nothing.\n\
         Example: a row that another program deleted.\n\
         How to fix: `anban memory verify --repair`.",
    ),
    Entry::new(
        "memory-key-wrong",
        Record,
        Error,
        "What it finds: a row whose key does not belong to its source.\n\
         Why: it answers for a sentence that it does not translate.\n\
         Example: a row that another program wrote.\n\
         How to fix: remove the row, or translate the sentence again.",
    ),
    Entry::new(
        "memory-encoding",
        Record,
        Warning,
        "What it finds: a translation in which letters of one encoding were read as another's.\n\
         Why: readers would see the wrong letters.\n\
         Example: a file in windows-1258 that was imported as UTF-8.\n\
         How to fix: correct the translation.",
    ),
    Entry::new(
        "memory-index-damaged",
        Record,
        Error,
        "What it finds: an index or a page of the memory's file that is damaged.\n\
         Why: lookups may miss rows that are there.\n\
         Example: a machine that lost power while it wrote.\n\
         How to fix: `anban memory verify --repair` makes indexes anew; else restore a backup.",
    ),
    Entry::new(
        "review-rejected",
        Record,
        Error,
        "What it finds: a translation that a reviewer has rejected, with the reason given.\n\
         Why: a person has read it and found it wrong; it is not published until somebody mends it.\n\
         Example: the sentence names the wrong office.\n\
         How to fix: amend it at the review desk, or translate the article again.",
    ),
];
