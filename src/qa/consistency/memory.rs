//! `memory-inconsistent` and `memory-shared-target`: rows that contradict each other.

use std::hash::BuildHasher as _;

use foldhash::{HashMap, quality::FixedState};

use super::super::catalogue::{Entry, Family::Consistency};
use crate::{
    article::Content,
    diagnostic::{Finding, Levels, Severity},
    locale::Locale,
    text::{canonical, fold_case, is_letter_or_number},
};

const INCONSISTENT: Entry = Entry::new(
    "memory-inconsistent",
    Consistency,
    Severity::Warning,
    "What it finds: two rows whose sources differ only in capitals, in markup or in the mark at the end, and whose \
     translations differ in more than that.\n\
     Why: the same sentence reads differently from page to page.\n\
     Example: \"Tỉnh tiếp tục hỗ trợ\" and \"Tỉnh tiếp tục hỗ trợ.\" with two translations.\n\
     How to fix: choose one and amend the other row.",
);

const SHARED: Entry = Entry::new(
    "memory-shared-target",
    Consistency,
    Severity::Warning,
    "What it finds: two sentences that say different things and have the same translation.\n\
     Why: a translation was pasted into the wrong row, or an engine repeated itself.\n\
     Example: \"Sở Ngoại vụ đón đoàn\" and \"Sở Ngoại vụ tiễn đoàn\" both \"The department received the delegation\".\n\
     How to fix: translate the wrong row again.",
);

pub(super) const ENTRIES: &[Entry] = &[INCONSISTENT, SHARED];

/// From how many letters on a translation is no mere label, which many sources share.
const SENTENCE: usize = 24;

/// Looks at the rows of a memory one after the other. It keeps four hashes a row, about 50 bytes, and no text.
#[derive(Debug, Default)]
pub struct MemoryCheck {
    /// From a source and its language to the translation in the first row that has it.
    sources: HashMap<u64, u64>,
    /// From a translation and its language to the source in the first row that has it.
    targets: HashMap<u64, u64>,
}

/// What one row has in common with others; see [`MemoryCheck::gist`].
#[derive(Clone, Copy, Debug)]
pub struct Gist {
    source: u64,
    target: u64,
    /// Whether the translation is more than a label.
    sentence: bool,
}

impl MemoryCheck {
    /// Nothing seen yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What of a source is compared with other sources: a hash, nothing where it has no word.
    #[must_use]
    pub fn said(source: &Content) -> Option<u64> {
        let said = folded(source);
        (!said.is_empty()).then(|| hash(&said))
    }

    /// What of a row is compared with other rows, from [`said`](Self::said) of its source; nothing where either side
    /// has no word. It takes no part in their order, so that many may be made at once.
    #[must_use]
    pub fn gist(said: Option<u64>, target: &Content, locale: Locale) -> Option<Gist> {
        let got = folded(target);
        if got.is_empty() {
            return None;
        }
        let sentence = got.chars().filter(|&c| is_letter_or_number(c)).nth(sentence(locale) - 1).is_some();
        Some(Gist { source: said?, target: hash(&got), sentence })
    }

    /// What is wrong between this row and those seen before. `gist` is its [`gist`](Self::gist); rows should come in a
    /// stable order. Levels are applied.
    pub fn check(&mut self, gist: Gist, target: &Content, locale: Locale, levels: &Levels) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut push = |entry: Entry| {
            let finding = Finding::new(entry.code, entry.severity).fact("text", target.visible());
            findings.extend(levels.apply(Finding { locale: Some(locale), ..finding }));
        };
        let in_language = |hash: u64| FixedState::with_seed(locale as u64).hash_one(hash);
        if *self.sources.entry(in_language(gist.source)).or_insert(gist.target) != gist.target {
            push(INCONSISTENT);
        }
        if gist.sentence && *self.targets.entry(in_language(gist.target)).or_insert(gist.source) != gist.source {
            push(SHARED);
        }
        findings
    }
}

/// A Chinese character or a Hangul syllable says as much as two letters.
const fn sentence(locale: Locale) -> usize {
    match locale {
        Locale::Ja | Locale::Ko => SENTENCE / 2,
        Locale::Vi | Locale::En => SENTENCE,
    }
}

/// What two writings of one sentence have in common: no markup, no capitals, no mark at the end.
fn folded(content: &Content) -> String {
    let mut text = fold_case(&canonical(&content.visible()));
    text.truncate(text.trim_end_matches(|c: char| !is_letter_or_number(c)).len());
    text
}

/// The same in every run: the hasher's keys are fixed.
fn hash(text: &str) -> u64 {
    FixedState::with_seed(0).hash_one(text)
}
