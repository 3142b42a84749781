//! The manuals of this room's codes, and the way to any code's.

use crate::{diagnostic::Severity, qa};

/// A code, how bad its findings are unless a newsroom says otherwise, and its manual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manual {
    /// The code.
    pub code: &'static str,
    /// How bad.
    pub severity: Severity,
    /// What it finds, why, an example, how to mend it.
    pub doc: &'static str,
}

/// The codes of this room.
pub const MANUAL: &[(&str, Severity, &str)] = &[
    (
        "stale-terms",
        Severity::Warning,
        "What it finds: rows of the memory that were translated when a term of theirs was said otherwise.\n\
         Why: the glossary has been decided anew, and these sentences may still follow the old decision.\n\
         Example: \"FDI\" was \"foreign investment\" when the sentence was translated and is \"FDI\" today.\n\
         How to fix: translate the article again; a machine's row is made anew, a person's is left for review.",
    ),
    (
        "memory-key",
        Severity::Error,
        "What it finds: rows of the memory whose key is not the key of their source sentence.\n\
         Why: such a row answers for a sentence that it does not translate.\n\
         Example: a row that another program wrote into the file.\n\
         How to fix: remove the row and translate the sentence again.",
    ),
    (
        "edition-missing",
        Severity::Error,
        "What it finds: a provenance file whose edition is not there.\n\
         Why: readers who follow a link to it find nothing.\n\
         Example: ko.html was deleted, ko.provenance.json was not.\n\
         How to fix: translate the article again, or delete the provenance file too.",
    ),
    (
        "edition-changed",
        Severity::Warning,
        "What it finds: editions whose bytes are not those that were written.\n\
         Why: a change made in the page is lost when it is written again, and no memory knows of it.\n\
         Example: a sentence was corrected in en.html instead of in the memory.\n\
         How to fix: bring the change into the memory and write the edition again.",
    ),
    (
        "edition-text-missing",
        Severity::Error,
        "What it finds: a sentence of the provenance file that cannot be found in the edition, nor anything like it.\n\
         Why: part of the article is gone from the page.\n\
         Example: a paragraph was deleted from ja.html by hand.\n\
         How to fix: write the edition again.",
    ),
    (
        "edition-link",
        Severity::Error,
        "What it finds: links between the editions of an article that lead to no file.\n\
         Why: readers and search engines follow them.\n\
         Example: en.html names ko.html, which was never written.\n\
         How to fix: write all editions in one run, or take the link out of the template.",
    ),
    (
        "segment-pending",
        Severity::Warning,
        "What it finds: sentences that an edition shows in Vietnamese because nothing publishable was there.\n\
         Why: the page is not complete.\n\
         Example: the engine's answer failed a check three times.\n\
         How to fix: translate the sentence, or approve it, and write the edition again.",
    ),
    (
        "provenance-unreadable",
        Severity::Error,
        "What it finds: provenance files that are no JSON of this version.\n\
         Why: what an edition is made of cannot be checked without it.\n\
         Example: a file that was cut off while it was copied.\n\
         How to fix: write the edition again.",
    ),
    (
        "pair-unit-missing",
        Severity::Error,
        "What it finds: a paragraph, headline or caption of the source file for which the translated file has none.\n\
         Why: it was left out.\n\
         Example: the source has two captions, the translation has one.\n\
         How to fix: translate what is missing, at its place.",
    ),
    (
        "pair-unit-added",
        Severity::Warning,
        "What it finds: a paragraph, headline or caption of the translated file for which the source file has none.\n\
         Why: it says what the article does not.\n\
         Example: a paragraph of explanation that the translator wrote.\n\
         How to fix: take it out, or put it into the source.",
    ),
    (
        "waiver-unused",
        Severity::Warning,
        "What it finds: waivers in config.toml to which no finding belongs any more.\n\
         Why: a waiver that waits for nothing hides the next real fault.\n\
         Example: the sentence it was written for has been translated anew.\n\
         How to fix: delete it.",
    ),
    (
        "waiver-expired",
        Severity::Warning,
        "What it finds: waivers in config.toml whose day has passed; their findings count again.\n\
         Why: somebody meant to look again.\n\
         Example: until = \"2026-06-30\" in July.\n\
         How to fix: mend what it covered, or give it a new day.",
    ),
    (
        "baseline-gone",
        Severity::Info,
        "What it finds: findings of the baseline file that do not occur any more.\n\
         Why: the file promises more faults than there are, so that new ones of the same kind could hide behind it.\n\
         Example: a name that was wrong when the baseline was written has been corrected.\n\
         How to fix: write the baseline again with --write-baseline.",
    ),
];

/// The manual of `code`, whichever room it belongs to.
#[must_use]
pub fn manual(code: &str) -> Option<Manual> {
    manuals().into_iter().find(|manual| manual.code == code)
}

/// Every manual there is: those of the rules, then this room's own; each code once.
#[must_use]
pub fn manuals() -> Vec<Manual> {
    let rules =
        qa::catalogue().iter().map(|entry| Manual { code: entry.code, severity: entry.severity, doc: entry.doc });
    let own = MANUAL.iter().map(|&(code, severity, doc)| Manual { code, severity, doc });
    let mut seen = std::collections::HashSet::new();
    rules.chain(own).filter(|manual| seen.insert(manual.code)).collect()
}
