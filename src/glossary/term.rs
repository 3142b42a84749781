//! One term of the glossary, as its editors wrote it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{diagnostic::Place, locale::Locale};

/// A piece of wording and where it stands in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The wording, as written.
    pub text: String,
    /// Where the editor wrote it.
    pub place: Place,
}

/// What becomes of a term's acronym in the editions (domain facts §4.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// Kept in Latin letters in every edition, with the full form at first mention.
    International,
    /// Kept, and known well enough to stand alone in English.
    Known,
    /// Vietnamese only: expanded before translation, never to appear in a target.
    Vietnamese,
}

/// What a term names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An ordinary expression.
    #[default]
    Term,
    /// A place inside a country.
    Place,
    /// A country or territory.
    Country,
    /// An office or a form of address.
    Title,
    /// An organisation.
    Organisation,
    /// A treaty or an agreement.
    Agreement,
    /// A person.
    Person,
}

/// Whether capitals count when the source text is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Case {
    /// Any capitalisation is the term.
    Insensitive,
    /// Only the capitalisation written in the glossary is the term.
    Sensitive,
}

/// How far a term may be relied on; the first four are the administrative statuses of ISO 30042 (TBX).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// In force.
    #[default]
    Preferred,
    /// In force, though another term is liked better.
    Admitted,
    /// Kept for the record; no longer looked for.
    Deprecated,
    /// Kept for the record; never looked for.
    Forbidden,
    /// Suggested: offered to backends, not yet demanded of translations.
    Proposed,
}

/// The word class of a term; the names are those of TBX-Basic's `partOfSpeech`, and `phrase` beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartOfSpeech {
    /// A noun or a noun phrase.
    Noun,
    /// A proper noun.
    ProperNoun,
    /// A verb or a verb phrase.
    Verb,
    /// An adjective.
    Adjective,
    /// An adverb.
    Adverb,
    /// Anything longer.
    Phrase,
    /// Anything else.
    Other,
}

/// A day that an editor wrote, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub date: Date,
    /// Where the editor wrote it.
    pub place: Place,
}

/// How a term is said in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renderings {
    /// The rendering to use.
    pub preferred: Form,
    /// Accepted as well.
    pub also: Vec<Form>,
    /// No longer liked: it counts as the term where it stands, and is reported.
    pub deprecated: Vec<Form>,
    /// Known wrong renderings.
    pub forbid: Vec<Form>,
    /// What a translator should know.
    pub note: Option<String>,
}

impl Renderings {
    /// Every rendering that may still be written: the preferred one and those accepted as well.
    pub fn liked(&self) -> impl Iterator<Item = &Form> {
        std::iter::once(&self.preferred).chain(&self.also)
    }

    /// Every rendering that counts as the term, the preferred one first and the deprecated ones last.
    pub fn allowed(&self) -> impl Iterator<Item = &Form> {
        std::iter::once(&self.preferred).chain(&self.also).chain(&self.deprecated)
    }
}

/// One entry of the glossary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Kebab-case, unique over all files.
    pub id: Form,
    /// The Vietnamese forms, the main one first; never empty.
    pub vi: Vec<Form>,
    /// The acronym, where there is one.
    pub acronym: Option<Form>,
    /// What becomes of the acronym; only terms with an acronym have a class.
    pub class: Option<Class>,
    /// What it names.
    pub kind: Kind,
    /// Capitals, where the editor said so; otherwise forms in capitals are sensitive and others are not.
    pub case: Option<Case>,
    /// The word class of its Vietnamese forms.
    pub part_of_speech: Option<PartOfSpeech>,
    /// What it means.
    pub definition: Option<String>,
    /// Who says so.
    pub source: Option<String>,
    /// What a translator should know.
    pub note: Option<String>,
    /// How far it may be relied on.
    pub status: Status,
    /// Whether every edition keeps the Vietnamese form letter for letter. Its renderings are its forms then.
    pub do_not_translate: bool,
    /// The first day on which it holds.
    pub valid_from: Option<Day>,
    /// The last day on which it holds.
    pub valid_until: Option<Day>,
    /// Whether it holds on the glossary's day; see [`Glossary::on`](super::Glossary::on).
    pub in_force: bool,
    /// The first key that does not stand in the customary order, if any.
    pub unsorted_key: Option<Form>,
    /// English.
    pub en: Option<Renderings>,
    /// Japanese.
    pub ja: Option<Renderings>,
    /// Korean.
    pub ko: Option<Renderings>,
}

impl Term {
    /// The renderings in `locale`; none for Vietnamese, and where the editors gave none.
    #[must_use]
    pub const fn renderings(&self, locale: Locale) -> Option<&Renderings> {
        match locale {
            Locale::Vi => None,
            Locale::En => self.en.as_ref(),
            Locale::Ja => self.ja.as_ref(),
            Locale::Ko => self.ko.as_ref(),
        }
    }

    /// The acronym, where the editions keep it.
    #[must_use]
    pub fn kept_acronym(&self) -> Option<&str> {
        match self.class {
            Some(Class::International | Class::Known) => self.acronym.as_ref().map(|form| form.text.as_str()),
            _ => None,
        }
    }

    /// Whether the source text is searched for it.
    #[must_use]
    pub const fn is_sought(&self) -> bool {
        self.in_force && matches!(self.status, Status::Preferred | Status::Admitted | Status::Proposed)
    }

    /// Whether a translation must use it.
    #[must_use]
    pub const fn is_binding(&self) -> bool {
        self.in_force && matches!(self.status, Status::Preferred | Status::Admitted)
    }

    /// Whether it holds on `date`; both ends of its validity belong to it.
    #[must_use]
    pub fn holds_on(&self, date: Date) -> bool {
        self.valid_from.as_ref().is_none_or(|from| from.date <= date)
            && self.valid_until.as_ref().is_none_or(|until| date <= until.date)
    }
}

/// Whether `text` is written wholly in capitals, as acronyms are: two letters at least and none of them small.
#[must_use]
pub fn is_capitals(text: &str) -> bool {
    text.chars().filter(|c| c.is_uppercase()).count() >= 2 && !text.chars().any(char::is_lowercase)
}
