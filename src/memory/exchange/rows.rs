//! From the units of a file to rows of the memory.

use std::collections::HashMap;

use sha2::{Digest as _, Sha256};

use super::{Loss, Losses, Unit};
use crate::{
    article::Content,
    locale::Locale,
    memory::{NewRow, Origin, State, Who},
    segment::SegmentKey,
};

/// What a newsroom's own rooms know of a sentence: its text as it is keyed (acronyms written out), and the hash of
/// the terms that apply in each language.
pub trait Finish {
    /// The source as articles are keyed.
    fn source(&self, source: Content) -> Content;
    /// The fingerprints of `source` for `locales`, in their order.
    fn fingerprints(&self, source: &Content, locales: &[Locale]) -> Vec<String>;
}

/// What is said of everything that is imported.
#[derive(Clone, Debug)]
pub struct Given {
    /// The state of every translation; where none is given a translation keeps the file's, or is
    /// [`State::Translated`].
    pub state: Option<State>,
    /// Who answers for it; where nobody is named a translation keeps the file's name, or gets `file`.
    pub name: Option<String>,
    /// The file's name.
    pub file: String,
}

/// Makes rows of units, one file after the other.
///
/// A hand that is not ours is an import: whatever a file says, it never makes a person's row. What it says a
/// machine made stays a machine's, so that it can never pass for more.
pub struct Rows<'a> {
    finish: &'a dyn Finish,
    given: Given,
    /// The rows met, and the translation of each, as hashes.
    seen: HashMap<u64, u64>,
    losses: Losses,
}

impl<'a> Rows<'a> {
    /// Begins with an empty memory of what was met.
    #[must_use]
    pub fn new(finish: &'a dyn Finish, given: Given) -> Self {
        Self { finish, given, seen: HashMap::new(), losses: Losses::default() }
    }

    /// What could not be taken over so far, beside what the reader counts.
    #[must_use]
    pub const fn losses(&self) -> &Losses {
        &self.losses
    }

    /// The rows of `unit`.
    pub fn take(&mut self, unit: Unit, into: &mut Vec<NewRow>) {
        let Unit { place, source, context, translations } = unit;
        if source.is_blank() {
            return self.losses.add(Loss::Empty, place);
        }
        let ours = translations.iter().any(|translation| translation.fingerprint.is_some());
        let source = if ours { source } else { self.finish.source(source) };
        let locales: Vec<Locale> = translations.iter().map(|translation| translation.locale).collect();
        let mut known = if ours { Vec::new() } else { self.finish.fingerprints(&source, &locales) }.into_iter();
        let key = SegmentKey::new(Locale::Vi, &source);
        for translation in translations {
            let fingerprint = known.next().unwrap_or_default();
            if translation.target.is_blank() {
                self.losses.add(Loss::Empty, place);
                continue;
            }
            let machine = translation.who == Some(Who::Machine);
            let row = NewRow {
                key,
                context,
                locale: translation.locale,
                source: source.clone(),
                target: translation.target,
                state: match (self.given.state, translation.state) {
                    // A translation that failed its checks does not pass them by being imported.
                    (_, Some(State::Initial)) => State::Initial,
                    (Some(given), own) => {
                        if machine {
                            own.unwrap_or(State::Translated).min(given)
                        } else {
                            given
                        }
                    }
                    (None, own) => own.unwrap_or(State::Translated),
                },
                origin: Origin {
                    who: if machine { Who::Machine } else { Who::Import },
                    name: match self.given.name.clone().filter(|_| !machine) {
                        Some(given) => given,
                        None => translation.name.unwrap_or_else(|| self.given.file.clone()),
                    },
                    model: translation.model,
                    prompt: translation.prompt,
                },
                fingerprint: translation.fingerprint.unwrap_or(fingerprint),
                findings: translation.findings,
                expected: None,
            };
            match self.seen.insert(place_of(&row), text_of(&row)) {
                None => into.push(row),
                Some(text) => {
                    if text != text_of(&row) {
                        self.losses.add(Loss::Rival, place);
                    }
                    self.seen.insert(place_of(&row), text);
                }
            }
        }
    }
}

fn place_of(row: &NewRow) -> u64 {
    let id = row.id();
    let mut hash = Sha256::new();
    hash.update(id.key.0);
    hash.update(id.locale.tag());
    hash.update(id.context.0);
    short(hash)
}

fn text_of(row: &NewRow) -> u64 {
    let mut hash = Sha256::new();
    hash.update(&row.target.text);
    for code in &row.target.codes {
        hash.update(&code.raw);
    }
    short(hash)
}

fn short(hash: Sha256) -> u64 {
    let whole: [u8; 32] = hash.finalize().into();
    whole.iter().take(8).fold(0, |number, &byte| number << 8 | u64::from(byte))
}
