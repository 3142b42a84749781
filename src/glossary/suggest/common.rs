//! What the translations of a candidate have in common.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Serialize;

use super::Translation;
use crate::locale::Locale;

/// Translations of a candidate looked at, and of other sentences they are compared with.
const MAX_ROWS: usize = 200;
const MAX_OTHERS: usize = 1000;

/// Longest wording in words (English) and in characters (Japanese, Korean).
const MAX_WORDS: usize = 5;
const MAX_CHARS: usize = 12;

/// From this share of translations on, a wording is the candidate's; below the other, with three translations or
/// more, the candidate is translated inconsistently.
const SETTLED: f64 = 0.8;
const UNSETTLED: f64 = 0.6;

/// The memory's translations of a candidate in one language.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Seen {
    /// The language.
    pub locale: Locale,
    /// How many translations hold it.
    pub rows: usize,
    /// Whether they have no wording in common.
    pub inconsistent: bool,
    /// The wordings that set them apart from other translations, the commonest first; at most three.
    pub wordings: Vec<Wording>,
}

/// A wording in translations.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Wording {
    /// As it is written most often.
    pub text: String,
    /// How many of the translations have it.
    pub rows: usize,
}

impl Seen {
    /// The wording to propose: the commonest, where it is in most of the translations.
    #[must_use]
    pub fn settled(&self) -> Option<&Wording> {
        self.wordings.first().filter(|first| self.rows >= 2 && first.rows as f64 >= SETTLED * self.rows as f64)
    }
}

/// Translations by language and sentence.
pub(super) struct Index<'t> {
    by_sentence: HashMap<(Locale, usize), Vec<&'t str>>,
    by_locale: BTreeMap<Locale, Vec<(usize, &'t str)>>,
}

impl<'t> Index<'t> {
    pub(super) fn new(translations: &[Translation<'t>]) -> Self {
        let mut index = Self { by_sentence: HashMap::new(), by_locale: BTreeMap::new() };
        for one in translations {
            index.by_sentence.entry((one.locale, one.sentence)).or_default().push(one.text);
            index.by_locale.entry(one.locale).or_default().push((one.sentence, one.text));
        }
        index
    }

    /// What the translations of `sentences` have in common, by language.
    pub(super) fn common(&self, sentences: &[usize]) -> Vec<Seen> {
        let distinct: HashSet<usize> = sentences.iter().copied().collect();
        let mut ordered: Vec<usize> = distinct.iter().copied().collect();
        ordered.sort_unstable();
        self.by_locale
            .iter()
            .filter_map(|(&locale, all)| {
                let rows: Vec<&str> = ordered
                    .iter()
                    .flat_map(|sentence| self.by_sentence.get(&(locale, *sentence)).into_iter().flatten().copied())
                    .take(MAX_ROWS)
                    .collect();
                let step = (all.len() / MAX_OTHERS).max(1);
                let others = all.iter().step_by(step).filter(|(sentence, _)| !distinct.contains(sentence));
                let others: Vec<String> = others.map(|(_, text)| text.to_lowercase()).collect();
                (!rows.is_empty()).then(|| seen(locale, &rows, &others))
            })
            .collect()
    }
}

fn seen(locale: Locale, rows: &[&str], others: &[String]) -> Seen {
    let mut counts: HashMap<String, (usize, String)> = HashMap::new();
    for row in rows {
        for (key, written) in pieces(row, locale) {
            counts.entry(key).or_insert((0, written)).0 += 1;
        }
    }
    let share = |count: usize, of: usize| if of == 0 { 0.0 } else { count as f64 / of as f64 };
    let least = if rows.len() > 1 { 2 } else { 1 };
    let mut scored: Vec<(f64, String, usize, String)> = counts
        .into_iter()
        .filter(|(_, (count, _))| *count >= least && share(*count, rows.len()) >= 0.2)
        .map(|(key, (count, written))| {
            let elsewhere = others.iter().filter(|other| other.contains(&key)).count();
            (share(count, rows.len()) - share(elsewhere, others.len()), key, count, written)
        })
        .filter(|(score, ..)| *score > 0.1)
        .collect();
    // Of wordings that are equally telling, the longest.
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| b.1.len().cmp(&a.1.len())).then_with(|| a.1.cmp(&b.1)));
    let mut wordings: Vec<(String, Wording)> = Vec::new();
    for (_, key, count, text) in scored {
        let related = wordings.iter().any(|(known, _)| known.contains(&key) || key.contains(known.as_str()));
        if !related && wordings.len() < 3 {
            wordings.push((key, Wording { text, rows: count }));
        }
    }
    let best = wordings.first().map_or(0, |(_, first)| first.rows);
    let inconsistent = rows.len() >= 3 && share(best, rows.len()) < UNSETTLED;
    Seen { locale, rows: rows.len(), inconsistent, wordings: wordings.into_iter().map(|(_, one)| one).collect() }
}

/// The word sequences of an English text, the character sequences of a Japanese or Korean one, each once: in lower
/// case, and as written.
fn pieces(text: &str, locale: Locale) -> BTreeMap<String, String> {
    let mut pieces = BTreeMap::new();
    let mut add = |piece: &str| _ = pieces.entry(piece.to_lowercase()).or_insert_with(|| piece.to_owned());
    for clause in text.split(|c: char| c.is_ascii_punctuation() && !matches!(c, '-' | '\'') || is_cjk_mark(c)) {
        if matches!(locale, Locale::Ja | Locale::Ko) {
            let ends: Vec<usize> =
                clause.char_indices().map(|(at, _)| at).chain(std::iter::once(clause.len())).collect();
            for (from, &start) in ends.iter().enumerate() {
                for &end in ends.iter().skip(from + 2).take(MAX_CHARS - 1) {
                    let piece = clause.get(start..end).unwrap_or_default();
                    if piece.trim() == piece && (locale == Locale::Ko || !is_kana_tail(piece)) {
                        add(piece);
                    }
                }
            }
            continue;
        }
        let words: Vec<&str> = clause.split_whitespace().collect();
        for start in 0..words.len() {
            for size in 1..=MAX_WORDS.min(words.len() - start) {
                let Some(window) = words.get(start..start + size) else { continue };
                let stop = |word: Option<&&str>| {
                    word.is_none_or(|word| ENGLISH_STOP.contains(&word.to_lowercase().as_str()))
                };
                if !stop(window.first()) && !stop(window.last()) {
                    add(&window.join(" "));
                }
            }
        }
    }
    pieces
}

const fn is_cjk_mark(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{303F}' | '\u{FF01}'..='\u{FF0F}' | '“' | '”' | '‘' | '’' | '–' | '—' | '·' | '・')
}

/// Whether a Japanese piece begins or ends in hiragana, where particles and endings are.
fn is_kana_tail(piece: &str) -> bool {
    let kana = |c: Option<char>| c.is_some_and(|c| matches!(c, '\u{3041}'..='\u{309F}'));
    kana(piece.chars().next()) || kana(piece.chars().next_back())
}

const ENGLISH_STOP: &[&str] = &[
    "the", "a", "an", "of", "and", "or", "to", "in", "on", "at", "for", "with", "by", "from", "as", "is", "are",
    "was", "were", "be", "been", "has", "have", "had", "that", "this", "its", "their", "will", "would", "it",
    "which", "who", "not", "also", "into", "than", "more",
];
