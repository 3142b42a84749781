//! The slow way to the same answers.

use std::collections::BTreeMap;

use anban::{
    article::Content,
    locale::Locale,
    memory::fuzzy::{Near, Tokens, percent},
    segment::SegmentKey,
};

/// Every segment as words.
#[derive(Default)]
pub struct Brute(BTreeMap<SegmentKey, (Vec<String>, Vec<Locale>)>);

impl Brute {
    pub fn insert(&mut self, key: SegmentKey, text: &str, locale: Locale) {
        let entry = self.0.entry(key).or_insert_with(|| (Tokens::new(text).words().collect(), Vec::new()));
        entry.1.push(locale);
    }

    pub fn remove(&mut self, key: SegmentKey) -> bool {
        self.0.remove(&key).is_some()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn keys(&self) -> Vec<SegmentKey> {
        self.0.keys().copied().collect()
    }

    pub fn search(&self, text: &str, locale: Option<Locale>, at_least: u8, limit: usize) -> Vec<Near> {
        let asked: Vec<String> = Tokens::new(text).words().collect();
        let own = SegmentKey::new(Locale::Vi, &Content::plain(text));
        let mut found: Vec<Near> = self
            .0
            .iter()
            .filter(|(_, (words, locales))| {
                !words.is_empty() && !asked.is_empty() && locale.is_none_or(|locale| locales.contains(&locale))
            })
            .map(|(&key, (words, _))| {
                let (edits, longest) = (distance(&asked, words), asked.len().max(words.len()));
                Near { key, percent: percent(edits, longest, key == own), edits, longest }
            })
            .filter(|near| near.percent >= at_least)
            .collect();
        found.sort_by(Near::compare);
        found.truncate(limit);
        found
    }
}

/// Wagner and Fischer's table, a row at a time.
pub fn distance<T: PartialEq>(a: &[T], b: &[T]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let next = (diagonal + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
            diagonal = std::mem::replace(&mut row[j + 1], next);
        }
    }
    row[b.len()]
}
