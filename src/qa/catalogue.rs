//! Every code that any room reports, with its manual: what `anban check --explain CODE` prints.

mod articles;
mod checks;
mod figures;
mod handback;
mod named;
mod records;
mod terms;

use std::{fmt, sync::LazyLock};

use super::{consistency, page, rule::RULES};
use crate::{diagnostic::Severity, glossary::LINTS};

/// What a rule is about; the manual has a page for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// The glossary's terms in a translation.
    Terminology,
    /// Figures, dates, money.
    Numbers,
    /// Persons and places.
    Names,
    /// Inline markup.
    Markup,
    /// All of the source is there and nothing else is.
    Completeness,
    /// Letters, spaces and marks.
    Writing,
    /// House style of one language.
    Style,
    /// One thing said in one way, over an edition and over the memory.
    Consistency,
    /// A page's head, links and data.
    Page,
    /// The glossary's own entries.
    Glossary,
    /// What the readers of article files notice.
    Article,
    /// The state of memory and editions.
    Record,
}

impl Family {
    /// All families, in the manual's order.
    pub const ALL: [Self; 12] = [
        Self::Terminology,
        Self::Numbers,
        Self::Names,
        Self::Markup,
        Self::Completeness,
        Self::Writing,
        Self::Style,
        Self::Consistency,
        Self::Page,
        Self::Glossary,
        Self::Article,
        Self::Record,
    ];

    /// One word in lower case, as the manual's file names have it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Terminology => "terminology",
            Self::Numbers => "numbers",
            Self::Names => "names",
            Self::Markup => "markup",
            Self::Completeness => "completeness",
            Self::Writing => "writing",
            Self::Style => "style",
            Self::Consistency => "consistency",
            Self::Page => "page",
            Self::Glossary => "glossary",
            Self::Article => "article",
            Self::Record => "record",
        }
    }

    /// A sentence that says what the family holds, in English.
    #[must_use]
    pub const fn summary(self) -> &'static str {
        match self {
            Self::Terminology => "The terms of the glossary in a translation.",
            Self::Numbers => "Figures, dates, times, money and units, compared by value.",
            Self::Names => "Persons and places, by the rules of each language.",
            Self::Markup => "Inline markup: bold, links, footnote marks.",
            Self::Completeness => "Everything the source says is there, and nothing else is.",
            Self::Writing => "Letters, spaces and punctuation that are wrong in any house style.",
            Self::Style => "House style by language; what a newsroom may choose is set in `[check.style]`.",
            Self::Consistency => "One thing said in one way, over an edition and over the memory.",
            Self::Page => "An edition's page: language, links between editions, data for search engines.",
            Self::Glossary => "The glossary's own entries.",
            Self::Article => "What was noticed when an article's file was read.",
            Self::Record => "The state of the memory and of the editions.",
        }
    }
}

impl fmt::Display for Family {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The headings of [`Entry::doc`], in their order; each opens a line and is followed by a colon.
pub const HEADINGS: [&str; 4] = ["What it finds", "Why", "Example", "How to fix"];

/// A code and its manual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The code, kebab-case.
    pub code: &'static str,
    /// What it is about.
    pub family: Family,
    /// How bad its findings are at most, unless a newsroom says otherwise.
    pub severity: Severity,
    /// The manual in English: a line for each of [`HEADINGS`].
    pub doc: &'static str,
}

impl Entry {
    pub(super) const fn new(code: &'static str, family: Family, severity: Severity, doc: &'static str) -> Self {
        Self { code, family, severity, doc }
    }

    /// What stands under each heading, in order.
    pub fn sections(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.doc.lines().filter_map(|line| line.split_once(": "))
    }
}

/// Every code, by family and then by name.
#[must_use]
pub fn catalogue() -> &'static [Entry] {
    static ALL: LazyLock<Vec<Entry>> = LazyLock::new(|| {
        let mut all: Vec<Entry> = RULES.iter().map(|rule| rule.entry()).collect();
        for entries in [
            terms::ENTRIES,
            figures::ENTRIES,
            named::ENTRIES,
            articles::ENTRIES,
            records::ENTRIES,
            checks::ENTRIES,
            handback::ENTRIES,
        ] {
            all.extend_from_slice(entries);
        }
        let lints = LINTS.iter().map(|lint| Entry::new(lint.code, Family::Glossary, lint.severity, lint.doc));
        all.extend(lints);
        for entries in consistency::ENTRIES.iter().chain(page::ENTRIES) {
            all.extend_from_slice(entries);
        }
        all.sort_by_key(|entry| (entry.family, entry.code));
        all
    });
    &ALL
}

/// The entry of `code`.
#[must_use]
pub fn entry(code: &str) -> Option<&'static Entry> {
    catalogue().iter().find(|entry| entry.code == code)
}
