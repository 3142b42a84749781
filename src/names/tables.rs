//! The name tables, parsed once: vocabulary, trie of known names, surnames, units and context words.

use std::{
    collections::{HashMap, HashSet},
    hash::{BuildHasherDefault, Hasher},
    sync::OnceLock,
};

use unicode_normalization::UnicodeNormalization;

use super::{
    data,
    scan::{is_mark, is_transparent},
    unit::Unit,
};
use crate::text::{canonical, fold_case};

/// FNV-1a for the fixed tables: their keys are ours, so nobody can choose them to collide.
#[derive(Clone, Copy)]
pub struct Fnv(u64);

type Fast = BuildHasherDefault<Fnv>;

impl Default for Fnv {
    fn default() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.0 = (self.0 ^ u64::from(number)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
    }

    fn finish(&self) -> u64 {
        self.0.wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }
}

/// The number of a known word; 0 is no word.
pub type WordId = u32;

/// A place of the gazetteer.
pub struct Place {
    /// Vietnamese spelling, tone marks in the old places as the gazetteer writes them.
    pub name: &'static str,
    /// `province`, `municipality`, `city` …
    pub level: &'static str,
    /// In which lists of provinces it stands: `63`, `34`, both or neither.
    pub era: &'static str,
    /// Established English forms, preferred first.
    pub en: Vec<&'static str>,
    /// Established katakana, ヴ style, preferred first.
    pub ja: Vec<&'static str>,
    /// Established Hangul where it is not the rule's.
    pub ko: Vec<&'static str>,
    /// Forms known to be wrong, by locale tag.
    pub wrong: Vec<(&'static str, &'static str)>,
    /// Words one of which must stand before the name.
    pub needs: Vec<&'static str>,
    /// Words that must not follow.
    pub never_before: Option<&'static str>,
}

/// A person whose rendering is established.
pub struct Person {
    /// Katakana, ヴ style, preferred first.
    pub ja: Vec<&'static str>,
    /// Hangul where it is not the rule's.
    pub ko: Vec<&'static str>,
    /// Forms known to be wrong, by locale tag.
    pub wrong: Vec<(&'static str, &'static str)>,
}

/// A surname.
pub struct Surname {
    /// Whether a capitalised run behind it is enough to see a person.
    pub strong: bool,
    /// Katakana, ヴ style, preferred first.
    pub ja: Vec<&'static str>,
}

/// What ends at a node of the trie.
#[derive(Clone, Copy, Default)]
pub struct Known {
    /// Index into [`Tables::places`].
    pub place: Option<usize>,
    /// Index into [`Tables::persons`].
    pub person: Option<usize>,
    /// No Vietnamese name.
    pub stop: bool,
    /// The stop is a country or a city of one.
    pub country: bool,
}

/// All tables.
pub struct Tables {
    /// The gazetteer, in file order.
    pub places: Vec<Place>,
    /// The persons, in file order.
    pub persons: Vec<Person>,
    /// Surnames by word.
    pub surnames: HashMap<WordId, Surname, Fast>,
    /// The units by their words, lower case and canonical.
    pub units: HashMap<String, Unit>,
    contexts: HashMap<&'static str, HashSet<String>>,
    signs: HashSet<String, Fast>,
    words: HashMap<String, WordId, Fast>,
    edges: HashMap<(u32, WordId), u32, Fast>,
    nodes: Vec<Known>,
}

impl Tables {
    /// The number of `word`, which is in NFC, in title case or all in capitals; 0 where no table has it.
    pub fn word(&self, word: &str) -> WordId {
        self.words.get(word).copied().unwrap_or_default()
    }

    /// The node behind `node` (0 is the root) over `word`.
    pub fn step(&self, node: u32, word: WordId) -> Option<u32> {
        self.edges.get(&(node, word)).copied()
    }

    /// What ends at `node`.
    pub fn known(&self, node: u32) -> Known {
        self.nodes.get(node as usize).copied().unwrap_or_default()
    }

    /// The known name that is exactly `name`.
    pub fn lookup(&self, name: &str) -> Known {
        let canonical = canonical(name);
        let mut node = 0;
        for word in canonical.split(' ') {
            match self.step(node, self.word(word)) {
                Some(next) => node = next,
                None => return Known::default(),
            }
        }
        self.known(node)
    }

    /// Whether `words` (lower case, canonical) is a context of `kind`; see `data/context.tsv`.
    pub fn is(&self, kind: &str, words: &str) -> bool {
        self.contexts.get(kind).is_some_and(|set| set.contains(words))
    }

    /// Whether `word`, as it stands in a text, may end a unit or a context; always so where it is not in NFC.
    pub fn is_sign(&self, word: &str) -> bool {
        self.signs.contains(word) || word.chars().any(|c| is_mark(c) || is_transparent(c))
    }

    /// The surname `word` (any case).
    pub fn surname(&self, word: &str) -> Option<&Surname> {
        self.surnames.get(&self.word(&canonical(word)))
    }

    fn add_sign(&mut self, phrase: &str) {
        let Some(word) = phrase.rsplit(' ').next() else { return };
        let word = canonical(word);
        for form in [Some(word.clone()), old_style(&word)].into_iter().flatten() {
            let mut letters = form.chars();
            let title: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
            self.signs.extend([form.to_uppercase(), title, form]);
        }
    }

    fn intern(&mut self, word: &str) -> WordId {
        let word = canonical(word);
        let next = WordId::try_from(self.words.len() + 1).unwrap_or(WordId::MAX);
        let id = *self.words.entry(word.clone()).or_insert(next);
        // The other writings of the word, so that finding needs no conversion: old tone placement, capitals.
        for other in [Some(word.clone()), old_style(&word)].into_iter().flatten() {
            self.words.entry(other.to_uppercase()).or_insert(id);
            self.words.entry(other).or_insert(id);
        }
        id
    }

    fn node(&mut self, name: &str) -> usize {
        let mut node = 0;
        for word in name.split_whitespace() {
            let word = self.intern(word);
            let next = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
            node = *self.edges.entry((node, word)).or_insert(next);
            if node == next {
                self.nodes.push(Known::default());
            }
        }
        node as usize
    }

    fn mark(&mut self, name: &str, mark: impl FnOnce(&mut Known)) {
        let node = self.node(name);
        if let Some(known) = self.nodes.get_mut(node) {
            mark(known);
        }
    }
}

/// The tables, parsed at the first call.
pub fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(read)
}

fn read() -> Tables {
    let mut tables = Tables {
        places: Vec::new(),
        persons: Vec::new(),
        surnames: HashMap::default(),
        units: HashMap::new(),
        contexts: HashMap::new(),
        signs: HashSet::default(),
        words: HashMap::default(),
        edges: HashMap::default(),
        nodes: vec![Known::default()],
    };
    for word in ["-", "TP", "Tp", "TX", "TT", "HCM", "TPHCM"] {
        tables.intern(word);
    }
    read_places(&mut tables);
    read_persons(&mut tables);
    for row in data::rows(include_str!("data/not-names.tsv")) {
        let country = row.cell(1) == "country";
        tables.mark(row.cell(0), |known| (known.stop, known.country) = (true, country));
    }
    for row in data::rows(include_str!("data/surnames.tsv")) {
        let id = tables.intern(row.cell(0));
        tables.surnames.insert(id, Surname { strong: row.cell(1) == "strong", ja: row.list(2).collect() });
    }
    for row in data::rows(include_str!("data/units.tsv")) {
        if let Some(unit) = Unit::named(row.cell(0)) {
            tables.units.extend(row.list(1).map(|word| (canonical(word), unit)));
            row.list(1).for_each(|words| tables.add_sign(words));
        }
    }
    for row in data::rows(include_str!("data/context.tsv")) {
        tables.contexts.entry(row.cell(0)).or_default().extend(row.list(1).map(canonical));
        row.list(1).for_each(|words| tables.add_sign(words));
    }
    tables
}

fn read_places(tables: &mut Tables) {
    for row in data::rows(include_str!("data/gazetteer.tsv")) {
        let index = tables.places.len();
        for name in row.list(0).chain(row.list(3)) {
            tables.mark(name, |known| known.place = Some(index));
        }
        if row.cell(0) == "Hồ Chí Minh" {
            tables.mark("HCM", |known| known.place = Some(index));
            tables.mark("TPHCM", |known| known.place = Some(index));
        }
        let context = row.cell(8);
        let never_before = context.strip_prefix('!');
        let needs = context.split(',').filter(|word| !word.is_empty() && never_before.is_none());
        tables.places.push(Place {
            name: row.cell(0),
            level: row.cell(1),
            era: row.cell(2),
            en: row.list(4).collect(),
            ja: row.list(5).collect(),
            ko: row.list(6).collect(),
            wrong: wrong(&row, 7),
            needs: needs.map(str::trim).collect(),
            never_before,
        });
    }
}

fn read_persons(tables: &mut Tables) {
    for row in data::rows(include_str!("data/persons.tsv")) {
        let index = tables.persons.len();
        tables.mark(row.cell(0), |known| known.person = Some(index));
        tables.persons.push(Person { ja: row.list(1).collect(), ko: row.list(2).collect(), wrong: wrong(&row, 3) });
    }
}

fn wrong(row: &data::Row, at: usize) -> Vec<(&'static str, &'static str)> {
    row.list(at).filter_map(|cell| cell.split_once(':')).collect()
}

/// The word with the tone of a final oa, oe or uy on the first letter; nothing where it has none.
fn old_style(word: &str) -> Option<String> {
    let mut letters: Vec<char> = word.chars().collect();
    let (last, glide) = (letters.pop()?, letters.pop()?);
    let mut parts = std::iter::once(last).nfd();
    let (vowel, tone) = (parts.next()?, parts.next()?);
    let is_pair = matches!((glide, vowel), ('o', 'a' | 'e') | ('u', 'y'));
    let after_q = letters.last().is_some_and(|c| matches!(c, 'q' | 'Q'));
    if !is_pair || after_q || parts.next().is_some() {
        return None;
    }
    letters.extend([glide, tone].into_iter().nfc());
    letters.push(vowel);
    Some(letters.into_iter().collect())
}

/// The words in lower case, joined by one space: how contexts and units are looked up.
pub fn folded(words: &str) -> String {
    fold_case(&canonical(words))
}
