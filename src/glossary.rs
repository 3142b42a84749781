//! The glossary: terms, how they are found in a text, and which renderings hold.
//!
//! Editors write it as TOML, one file a domain. [`Glossary::find`] says which terms a Vietnamese text holds,
//! [`Glossary::hints`] what to tell a backend about them, [`Glossary::check`] whether a translation keeps to them.

pub mod acronym;
mod check;
mod dense;
mod diff;
mod document;
mod english;
pub mod exchange;
mod lint;
mod load;
mod matcher;
pub mod mention;
pub mod particles;
pub mod suggest;
mod syllable;
mod target;
mod term;
mod toml_text;
mod verbatim;

use std::collections::HashMap;

pub use check::Hint;
pub use diff::{Changes, FieldChange, TermChange};
pub use english::article_before;
pub use lint::{LINTS, Lint};
pub use load::LoadError;
pub use matcher::TermUse;
pub use term::{Case, Class, Day, Form, Kind, PartOfSpeech, Renderings, Status, Term, is_capitals};
pub use toml_text::{glossary_toml, quoted};

/// All the terms a newsroom has agreed on.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    terms: Vec<Term>,
    matcher: matcher::Matcher,
    acronyms: HashMap<String, usize>,
    /// Whether one of them begins with a small letter.
    small_acronyms: bool,
}

impl Glossary {
    /// Reads glossary files, each given as its name and its text, in order.
    ///
    /// # Errors
    ///
    /// Everything that is not the agreed format, all at once, in file order: broken TOML, unknown keys, values
    /// of the wrong kind, missing ids and forms. What can be read but should not be written is left to
    /// [`lint`](Self::lint).
    pub fn parse(files: &[(String, String)]) -> Result<Self, Vec<LoadError>> {
        Ok(Self::of(load::load(files)?))
    }

    fn of(terms: Vec<Term>) -> Self {
        let matcher = matcher::Matcher::new(&terms);
        let mut acronyms = HashMap::new();
        for (index, term) in terms.iter().enumerate().filter(|(_, term)| term.is_sought()) {
            if let Some(acronym) = &term.acronym {
                acronyms.entry(acronym.text.clone()).or_insert(index);
            }
        }
        let small_acronyms = acronyms.keys().any(|acronym| acronym.starts_with(char::is_lowercase));
        Self { terms, matcher, acronyms, small_acronyms }
    }

    /// The glossary as it stands on `date`: a term before its `valid-from` or after its `valid-until` is neither
    /// sought nor demanded. Until this is called every term holds.
    #[must_use]
    pub fn on(mut self, date: jiff::civil::Date) -> Self {
        let mut changed = false;
        for term in &mut self.terms {
            let holds = term.holds_on(date);
            changed |= holds != term.in_force;
            term.in_force = holds;
        }
        if changed { Self::of(self.terms) } else { self }
    }

    /// The terms, in the order of the files.
    #[must_use]
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The terms in `content_text`, which may hold stand-ins of inline codes: leftmost first, the longest at
    /// each place, none overlapping, ascending. Unicode form, tone placement, spaces, dashes and, unless the
    /// term says otherwise, capitals make no difference; parts of document numbers are no terms.
    #[must_use]
    pub fn find(&self, content_text: &str) -> Vec<TermUse> {
        self.matcher.find(content_text)
    }

    /// Whether an acronym may begin with `word`. Those that articles define and those on the general list do not begin
    /// with a small letter.
    fn may_open_acronym(&self, word: &str) -> bool {
        self.small_acronyms || !word.starts_with(char::is_lowercase)
    }

    fn term_of_acronym(&self, acronym: &str) -> Option<&Term> {
        self.terms.get(*self.acronyms.get(acronym)?)
    }
}
