//! Where in a text a Vietnamese person or place is named: known names first, then surnames and units as signs.

use super::{
    before::Before,
    scan::{self, Gap, Word},
    syllable::Syllable,
    tables::{Known, Tables, tables},
    unit::Unit,
};
use crate::text::Span;

/// Words a run is read ahead at most, so that a text of capitals only stays linear.
const RUN: usize = 64;
/// Words a name has at most.
const LONGEST: usize = 7;

/// A name seen, not yet transcribed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// The unit word and the name.
    pub span: Span,
    /// The name alone.
    pub name: Span,
    /// A person or a place.
    pub is_person: bool,
    /// Index into the gazetteer.
    pub place: Option<usize>,
    /// The unit written before it.
    pub unit: Option<Unit>,
}

/// All sightings in `text`, from left to right, without overlap. Time and memory grow with the length of the text.
pub fn sightings(text: &str) -> Vec<Sighting> {
    let bytes = text.as_bytes();
    let mut finder = Finder { text, tables: tables(), words: Vec::with_capacity(RUN), found: Vec::new() };
    let mut at = 0;
    while let Some(start) = scan::next_capital(bytes, at) {
        let begins = scan::begins_word(text, start);
        at = scan::read_run(text, start, if begins { RUN } else { 1 }, finder.tables, &mut finder.words);
        if begins {
            finder.run();
        }
    }
    finder.found
}

struct Finder<'a> {
    text: &'a str,
    tables: &'static Tables,
    words: Vec<Word>,
    found: Vec<Sighting>,
}

/// The longest known names that begin at one word: how many words, and which.
#[derive(Clone, Copy, Default)]
struct Matches {
    place: Option<(usize, usize)>,
    person: usize,
    stop: usize,
    country: bool,
}

impl Finder<'_> {
    fn run(&mut self) {
        let mut at = 0;
        let mut abroad = false;
        while at < self.words.len() {
            abroad &= at > 0 && self.words[at - 1].gap == Gap::Space;
            let (taken, country) = self.name_at(at, abroad);
            abroad |= country;
            at += taken.max(1);
        }
    }

    /// Looks for a name at word `at`; gives how many words are done with, and whether they named another country.
    fn name_at(&mut self, at: usize, abroad: bool) -> (usize, bool) {
        let known = self.known(at);
        let surname = self.tables.surnames.get(&self.words[at].id);
        let before = Before::new(self.text, self.words[at].start, self.tables);
        let unit = before.unit();
        if known.place.is_none() && known.person == 0 && known.stop == 0 && surname.is_none() {
            return (self.unknown_place(at, unit, unit.is_none() && before.has("feature")), false);
        }
        let strong = surname.is_some_and(|surname| surname.strong);
        let honorific = surname.is_some() && before.has("honorific");
        let place = known.place.filter(|&(_, index)| self.fits(at, index, &before));
        let place_words = place.map_or(0, |(words, _)| words);
        if matches!(unit, Some((Unit::Street, _))) {
            return (self.street(at, unit, place), false);
        }
        let person = if abroad { 0 } else { self.person(at, known, strong, &before) };
        if known.stop >= person.max(place_words) && known.stop > 0 {
            return (known.stop, known.country);
        }
        let longer = person > place_words && (strong || known.person == person || honorific);
        let rather_person = person > 0
            && (place.is_none()
                || longer
                || (person == place_words
                    && unit.is_none()
                    && (honorific || !self.is_city_by_context(at, known, &before))));
        if rather_person && unit.is_none_or(|(unit, _)| may_precede_person(unit, person, &before)) {
            self.push(at, person, true, None, None);
            return (person, false);
        }
        match place {
            Some((words, index)) => {
                let words = self.widened(at, words, unit);
                let same = words == place_words;
                self.push(at, words, false, same.then_some(index), unit);
                (words, false)
            }
            None => (self.unknown_place(at, unit, before.has("feature")), false),
        }
    }

    fn known(&self, at: usize) -> Matches {
        let mut best = Matches::default();
        let mut node = 0;
        let hyphen = self.tables.word("-");
        for (offset, word) in self.words.iter().enumerate().skip(at).take(LONGEST) {
            let words = offset - at + 1;
            let Some(next) = self.tables.step(node, word.id) else { break };
            node = next;
            let Known { place, person, stop, country } = self.tables.known(node);
            if let Some(index) = place {
                best.place = Some((words, index));
            }
            if person.is_some() {
                best.person = words;
            }
            if stop {
                (best.stop, best.country) = (words, country);
            }
            match word.gap {
                Gap::Space | Gap::Line => {}
                Gap::Hyphen => match self.tables.step(node, hyphen) {
                    Some(next) => node = next,
                    None => break,
                },
                Gap::End => break,
            }
        }
        best
    }

    /// Whether the words around allow the place, for names that mean something else as well.
    fn fits(&self, at: usize, index: usize, before: &Before<'_>) -> bool {
        let Some(place) = self.tables.places.get(index) else { return false };
        let needed = place.needs.is_empty() || place.needs.iter().any(|need| before.ends_with(need));
        let forbidden = place.never_before.is_some_and(|word| {
            let end = self.words.get(at + 1).map_or(0, |word| word.end);
            after(self.text, end)
                .split([',', '(', ' '])
                .filter(|part| !part.is_empty())
                .take(3)
                .collect::<Vec<_>>()
                .join(" ")
                .contains(word)
        });
        needed && !forbidden
    }

    /// How many words a person's name at `at` has; 0 where there is none.
    fn person(&self, at: usize, known: Matches, strong: bool, before: &Before<'_>) -> usize {
        let run = self.person_run(at);
        let is_surname = self.tables.surnames.contains_key(&self.words[at].id);
        if before.has("institution") {
            return 0;
        }
        if !is_surname || run < 2 || run < known.person {
            return known.person;
        }
        let titled = before.has("title") || before.has("honorific");
        let accepted = match run {
            2 => titled,
            3 | 4 => strong || titled || (self.has_middle_name(at) && !self.place_follows(at, run)),
            _ => false,
        };
        if accepted { run } else { known.person }
    }

    /// The run of Vietnamese syllables that may be one person's name, cut before a place where it is long.
    fn person_run(&self, at: usize) -> usize {
        let mut run = 0;
        for (offset, word) in self.words.iter().enumerate().skip(at).take(LONGEST) {
            if !self.is_syllable(word) {
                return if run == 0 || self.words[offset - 1].gap == Gap::Line { run } else { 0 };
            }
            run += 1;
            let next_is_surname = self
                .words
                .get(offset + 1)
                .and_then(|next| self.tables.surnames.get(&next.id))
                .is_some_and(|s| s.strong);
            match word.gap {
                Gap::Space => {}
                Gap::Line if run < 2 || !next_is_surname => {}
                _ => break,
            }
        }
        if run > 4 {
            (3..=4).find(|&cut| self.place_follows(at + cut - 1, run - cut + 1)).unwrap_or(run)
        } else {
            run
        }
    }

    fn is_syllable(&self, word: &Word) -> bool {
        let written = &self.text[word.start..word.end];
        if written.contains(scan::is_transparent) {
            let plain: String = written.chars().filter(|&c| !scan::is_transparent(c)).collect();
            return Syllable::parse(&plain).is_some();
        }
        Syllable::parse(written).is_some()
    }

    /// Whether the `words` words from `at` on are one word and a known place.
    fn place_follows(&self, at: usize, words: usize) -> bool {
        at + 1 < self.words.len() && self.known(at + 1).place.is_some_and(|(length, _)| length + 1 >= words)
    }

    /// Whether the second word is one that stands in names of persons only.
    fn has_middle_name(&self, at: usize) -> bool {
        let middle = self.words.get(at + 1).map(|word| super::tables::folded(&self.text[word.start..word.end]));
        middle.is_some_and(|middle| {
            matches!(
                middle.as_str(),
                "văn"
                    | "thị"
                    | "đức"
                    | "hữu"
                    | "xuân"
                    | "ngọc"
                    | "quốc"
                    | "đình"
                    | "bá"
                    | "thế"
                    | "viết"
                    | "duy"
                    | "huy"
                    | "tuấn"
                    | "mạnh"
                    | "khắc"
                    | "như"
                    | "trọng"
            )
        })
    }

    /// The names that are a person's and a city's: the city behind a word of place or beside another place.
    fn is_city_by_context(&self, at: usize, known: Matches, before: &Before<'_>) -> bool {
        let Some((words, _)) = known.place else { return false };
        if known.person != words {
            return true;
        }
        let titled = before.has("title") || before.has("honorific");
        !titled && (before.has("at") || self.beside_place(at, words))
    }

    fn beside_place(&self, at: usize, words: usize) -> bool {
        let start = self.words[at].start;
        let left = self.found.last().is_some_and(|last| {
            !last.is_person && last.unit != Some(Unit::Street) && is_list_gap(&self.text[last.span.end..start])
        });
        let end = self.words[at + words - 1].end;
        left || self.words.get(at + words).is_some_and(|next| {
            self.words[at + words - 1].gap == Gap::Hyphen && next.id != 0 && self.known(at + words).place.is_some()
        }) || self.place_after(end)
    }

    /// Whether a list goes on behind `end` with a known place.
    fn place_after(&self, end: usize) -> bool {
        let rest = &self.text[end..];
        let Some(start) = [", ", " và "].into_iter().find_map(|gap| rest.strip_prefix(gap).map(|_| end + gap.len()))
        else {
            return false;
        };
        if !self.text[start..].starts_with(char::is_uppercase) {
            return false;
        }
        let mut words = Vec::new();
        scan::read_run(self.text, start, 4, self.tables, &mut words);
        let ahead = Finder { text: self.text, tables: self.tables, words, found: Vec::new() };
        let known = ahead.known(0);
        known.place.is_some_and(|(words, _)| words > known.person)
    }

    /// A name after phố, đường or đại lộ.
    fn street(&mut self, at: usize, unit: Option<(Unit, usize)>, place: Option<(usize, usize)>) -> usize {
        let run = self.person_run(at);
        let words = if (2..=4).contains(&run) { run } else { place.map_or(0, |(words, _)| words) };
        if words > 0 {
            let index = place.filter(|&(length, _)| length == words).map(|(_, index)| index);
            self.push(at, words, false, index, unit);
        }
        words
    }

    /// A place no table has, where the word before it says that it is one.
    fn unknown_place(&mut self, at: usize, unit: Option<(Unit, usize)>, feature: bool) -> usize {
        let longest = match unit {
            Some((Unit::Province | Unit::City, _)) => 0,
            Some((Unit::Street, _)) => 4,
            Some(_) => 3,
            None if feature => 3,
            None => 0,
        };
        if longest == 0 {
            return 1;
        }
        let run = self.person_run(at);
        // "bản Hiến chương", "đường Phụ nữ": one capital is not enough where the unit word is a common word.
        let single = matches!(unit, Some((Unit::District | Unit::RuralDistrict | Unit::Township, _)));
        let shortest = if single { 1 } else { 2 };
        if (shortest..=longest).contains(&run) {
            self.push(at, run, false, None, unit);
            run
        } else {
            1
        }
    }

    /// A commune may be called more than a place of the gazetteer that begins like it.
    fn widened(&self, at: usize, words: usize, unit: Option<(Unit, usize)>) -> usize {
        let small = matches!(unit, Some((Unit::Ward | Unit::Commune | Unit::Village | Unit::Township, _)));
        let run = if small { self.person_run(at) } else { 0 };
        if run == 3 && words == 2 { run } else { words }
    }

    fn push(&mut self, at: usize, words: usize, is_person: bool, place: Option<usize>, unit: Option<(Unit, usize)>) {
        let (Some(first), Some(last)) = (self.words.get(at), self.words.get(at + words - 1)) else { return };
        let name = Span::new(first.start, last.end);
        let country =
            place.and_then(|index| self.tables.places.get(index)).is_some_and(|place| place.level == "country");
        let unit = unit.filter(|_| !country && !is_person);
        // A unit word that already belongs to the name before it is not taken again.
        let taken = self.found.last().map_or(0, |last| last.span.end);
        let start = unit.map_or(name.start, |(_, start)| start).max(taken).min(name.start);
        let sighting =
            Sighting { span: Span::new(start, name.end), name, is_person, place, unit: unit.map(|(unit, _)| unit) };
        self.found.push(sighting);
    }
}

/// "Chủ tịch UBND tỉnh Lê Ánh Dương": the unit belongs to the title. Communes and wards are called after persons too.
fn may_precede_person(unit: Unit, words: usize, before: &Before<'_>) -> bool {
    match unit {
        Unit::Street => false,
        Unit::Ward | Unit::Commune | Unit::Township => words > 2 && before.has("title"),
        _ => true,
    }
}

fn is_list_gap(gap: &str) -> bool {
    matches!(gap.trim_matches(|c: char| c.is_whitespace() || scan::is_transparent(c)), "," | "và" | "-" | "\u{2013}")
}

/// The text behind `end`, up to some 24 characters, in lower case.
fn after(text: &str, end: usize) -> String {
    super::tables::folded(&text[end..].chars().take(24).collect::<String>())
}
