//! Vietnamese names of persons and places: find them and transcribe them.

mod before;
mod border;
mod cache;
mod check;
mod data;
mod english;
mod find;
mod fold;
mod hangul;
mod katakana;
mod marks;
mod rendering;
mod scan;
mod settings;
mod syllable;
mod tables;
mod unit;

use std::sync::Arc;

use cache::{Cache, Renderings};
use serde::{Deserialize, Serialize};

pub use english::without_marks;
pub use rendering::{Basis, Rendering};
pub use settings::{CountryName, KanaV, Settings, Style};
pub use syllable::{Syllable, Tone};
pub use unit::Unit;

use crate::{
    article::is_code,
    locale::Locale,
    text::{Span, nfc},
};

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A person.
    Person,
    /// A place: a country, a unit of administration, a street, a river, a landmark.
    Place,
}

impl Kind {
    /// The word under which it is stored and shown.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Place => "place",
        }
    }
}

/// A name in a text and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameUse {
    /// Where, in bytes: the unit word, where one is written, and the name.
    pub span: Span,
    /// The text under the span in NFC, without inline codes.
    pub text: String,
    /// The name alone in NFC; for a place of the gazetteer as the gazetteer spells it.
    pub name: String,
    /// What it names.
    pub kind: Kind,
    /// The unit the text calls it by.
    pub administrative: Option<Unit>,
    /// In English.
    pub en: Arc<Rendering>,
    /// In Japanese.
    pub ja: Arc<Rendering>,
    /// In Korean.
    pub ko: Arc<Rendering>,
}

impl NameUse {
    /// The rendering in the language of `locale`; nothing for Vietnamese.
    #[must_use]
    pub fn rendering(&self, locale: Locale) -> Option<&Rendering> {
        match locale {
            Locale::Vi => None,
            Locale::En => Some(&self.en),
            Locale::Ja => Some(&self.ja),
            Locale::Ko => Some(&self.ko),
        }
    }
}

/// A provincial unit of Vietnam, as [`Names::provinces`] lists it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Province {
    /// Its name in Vietnamese.
    pub name: &'static str,
    /// Whether it existed before 1 July 2025 (63 units).
    pub before_2025: bool,
    /// Whether it exists since then (34 units).
    pub since_2025: bool,
}

/// Finds Vietnamese names and renders them in a newsroom's style.
#[derive(Clone, Debug, Default)]
pub struct Names {
    settings: Settings,
    cache: Cache,
}

impl Names {
    /// A finder and transcriber in the style of `settings`.
    #[must_use]
    pub fn new(settings: &Settings) -> Self {
        Self { settings: settings.clone(), cache: Cache::default() }
    }

    /// The Vietnamese names in `text` from left to right, without overlap. Inline codes inside a name are looked
    /// through; NFC and NFD find the same. Precision goes before recall: a doubtful name is left out.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<NameUse> {
        let mut uses = Vec::new();
        for sighting in find::sightings(text) {
            let written = sighting.name.of(text);
            let sort = (sighting.is_person, sighting.place, sighting.unit);
            let all = self.cache.get(written, sort, || self.renderings(written, &sighting));
            uses.push(NameUse {
                span: sighting.span,
                text: plain(sighting.span.of(text)),
                name: all.name,
                kind: if sighting.is_person { Kind::Person } else { Kind::Place },
                administrative: sighting.unit,
                en: all.en,
                ja: all.ja,
                ko: all.ko,
            });
        }
        uses
    }

    /// `name` in the language of `locale`, known or not. A place may stand behind its unit (`tỉnh Bắc Giang`).
    #[must_use]
    pub fn transcribe(&self, name: &str, kind: Kind, locale: Locale) -> Rendering {
        let name = plain(name);
        let tables = tables::tables();
        if kind == Kind::Person {
            let known = tables.lookup(&name).person.and_then(|at| tables.persons.get(at));
            return rendering::person(&self.settings, &name, known, locale);
        }
        let (unit, bare) = split_unit(&name);
        let known = tables.lookup(bare).place.and_then(|at| tables.places.get(at));
        rendering::place(&self.settings, known.map_or(bare, |place| place.name), known, unit, locale)
    }

    /// The provincial units of Vietnam before and since 1 July 2025, in the gazetteer's order.
    pub fn provinces() -> impl Iterator<Item = Province> {
        tables::tables().places.iter().filter(|place| !place.era.is_empty()).map(|place| Province {
            name: place.name,
            before_2025: place.era.contains("63"),
            since_2025: place.era.contains("34"),
        })
    }

    fn renderings(&self, written: &str, sighting: &find::Sighting) -> Renderings {
        let tables = tables::tables();
        let name = in_title_case(&plain(written));
        let known = sighting.place.and_then(|at| tables.places.get(at));
        let name = known.map_or(name, |place| place.name.to_owned());
        let render = |locale| {
            Arc::new(if sighting.is_person {
                let known = tables.lookup(&name).person.and_then(|at| tables.persons.get(at));
                rendering::person(&self.settings, &name, known, locale)
            } else {
                rendering::place(&self.settings, &name, known, sighting.unit, locale)
            })
        };
        Renderings { en: render(Locale::En), ja: render(Locale::Ja), ko: render(Locale::Ko), name }
    }
}

/// The text in NFC, inline codes and invisible characters left out, white space as single spaces.
fn plain(text: &str) -> String {
    let visible: String = text.chars().filter(|&c| !is_code(c) && !scan::is_transparent(c)).collect();
    nfc(&visible.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

/// A name written all in capitals as names are written; others as they are.
fn in_title_case(name: &str) -> String {
    if name.chars().any(char::is_lowercase) || name.chars().count() < 3 {
        return name.to_owned();
    }
    let title = |word: &str| {
        let mut letters = word.chars();
        letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect::<String>()
    };
    name.split(' ').map(title).collect::<Vec<_>>().join(" ")
}

/// The unit before a place name, and the name.
fn split_unit(name: &str) -> (Option<Unit>, &str) {
    if tables::tables().lookup(name).place.is_some() && !name.starts_with("Thành phố") {
        return (None, name);
    }
    let words = |length: usize| name.match_indices(' ').nth(length - 1).map(|(at, _)| at);
    for length in [2, 1] {
        if let Some(at) = words(length)
            && let Some(unit) = tables::tables().units.get(&tables::folded(&name[..at]))
        {
            return (Some(*unit), &name[at + 1..]);
        }
    }
    (None, name)
}
