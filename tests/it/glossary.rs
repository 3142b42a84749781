//! The glossary from outside: reading, finding, checking, linting, comparing, suggesting, exchanging.

#![expect(clippy::expect_used, reason = "a fixture that cannot be read is a failed test")]

mod acronyms;
mod changes;
mod checking;
mod exchanging;
mod finding;
mod lints;
mod loading;
mod mentions;
mod model;
mod particles;
mod suggesting;

use anban::glossary::Glossary;

/// The glossary of `tests/data/glossary/desk.toml`.
fn desk() -> Glossary {
    let text = include_str!("../data/glossary/desk.toml");
    Glossary::parse(&[("desk.toml".to_owned(), text.to_owned())]).expect("the fixture is well formed")
}

/// The ids of the terms in `text`, with the words they were found at.
fn found(glossary: &Glossary, text: &str) -> Vec<(String, String)> {
    let uses = glossary.find(text).into_iter();
    uses.map(|hit| (glossary.terms()[hit.term].id.text.clone(), hit.span.of(text).to_owned())).collect()
}
