//! The acronyms that an article defines: "doanh nghiệp (DN)", "ICC (Trung tâm Hội nghị quốc tế)".

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use crate::{
    glossary::{Class, Glossary, TermUse, is_capitals, syllable},
    text::{Span, canonical, fold_case, is_letter, nfc},
};

/// One acronym as an article defines it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The acronym, as written.
    pub acronym: String,
    /// The Vietnamese full form, as written but for NFC and inline codes.
    pub full: String,
    /// Whether the editions keep the acronym: the glossary says so, or its letters are not Vietnamese initials.
    pub kept: bool,
}

/// All the acronyms one article defines; they hold from its first word to its last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Definitions {
    list: Vec<Definition>,
    by_acronym: HashMap<String, usize>,
}

impl Definitions {
    /// Reads the units of an article in order. Where an acronym is defined twice the first definition holds.
    #[must_use]
    pub fn read<'t>(texts: impl Iterator<Item = &'t str>, glossary: &Glossary) -> Self {
        let mut all = Self::default();
        for text in texts.filter(|text| text.contains(['(', '（'])) {
            let words = syllable::words(text);
            let found = brackets(text, &words);
            let terms = if found.is_empty() { Vec::new() } else { glossary.find(text) };
            let terms: HashMap<usize, TermUse> = terms.into_iter().map(|found| (found.span.end, found)).collect();
            for bracket in found {
                let defined = forward(text, &words, &bracket, glossary, &terms)
                    .or_else(|| reversed(text, &words, &bracket, glossary));
                if let Some(defined) = defined.filter(|defined| all.get(&defined.acronym).is_none()) {
                    all.by_acronym.insert(defined.acronym.clone(), all.list.len());
                    all.list.push(defined);
                }
            }
        }
        all
    }

    /// The definition of `acronym`, in exactly this spelling.
    #[must_use]
    pub fn get(&self, acronym: &str) -> Option<&Definition> {
        self.list.get(*self.by_acronym.get(acronym)?)
    }

    /// In the order in which the article gives them.
    pub fn iter(&self) -> impl Iterator<Item = &Definition> {
        self.list.iter()
    }
}

/// A parenthesis: the indices of its two marks among the words.
pub(super) struct Bracket {
    pub open: usize,
    pub close: usize,
}

/// Longest parenthesis that may define something, in words.
const MAX_INSIDE: usize = 24;

/// The parentheses of `text` that hold no other.
pub(super) fn brackets(text: &str, words: &[Span]) -> Vec<Bracket> {
    let mut open = None;
    let mut found = Vec::new();
    for (index, word) in words.iter().enumerate() {
        match word.of(text) {
            "(" | "（" => open = Some(index),
            ")" | "）" => found.extend(open.take().map(|open| Bracket { open, close: index })),
            _ => {}
        }
    }
    found.retain(|bracket| (2..=MAX_INSIDE + 1).contains(&(bracket.close - bracket.open)));
    found
}

/// The acronym that a parenthesis holds and nothing else, after "gọi tắt là" and the like.
pub(super) fn lone_acronym(text: &str, words: &[Span], bracket: &Bracket) -> Option<(Span, String)> {
    let inside = words.get(bracket.open + 1..bracket.close)?;
    let lead = inside.iter().take_while(|word| LEAD_IN.contains(&lower(word.of(text)).as_str())).count();
    let rest = inside.get(lead..)?;
    let whole = Span::new(rest.first()?.start, rest.last()?.end);
    let spelling = syllable::spelling(whole.of(text));
    let shaped = match rest.len() {
        1 => true,
        3 => matches!(rest.get(1)?.of(text), "-" | "." | "–"),
        _ => false,
    };
    (shaped && is_acronym(&spelling)).then_some((whole, spelling))
}

fn is_acronym(spelling: &str) -> bool {
    is_capitals(spelling) && spelling.chars().count() <= 12 && spelling.starts_with(is_letter)
}

fn lower(word: &str) -> String {
    fold_case(&canonical(word))
}

const LEAD_IN: &[&str] = &["sau", "đây", "gọi", "tắt", "viết", "là", "tiếng", "anh", ":"];

/// "full form (ABC)". Where the letters are no Vietnamese initials, only the glossary can say where the full form
/// begins: the acronym's own term ends at the parenthesis (`terms` has the terms found by their ends).
fn forward(
    text: &str,
    words: &[Span],
    bracket: &Bracket,
    glossary: &Glossary,
    terms: &HashMap<usize, TermUse>,
) -> Option<Definition> {
    let (_, acronym) = lone_acronym(text, words, bracket)?;
    let before = words.get(..bracket.open)?;
    let term = glossary.term_of_acronym(&acronym);
    let class = term.and_then(|term| term.class);
    let kept = matches!(class, Some(Class::International | Class::Known));
    if let Some(start) = initials_before(text, before, &acronym) {
        return Some(Definition { full: between(text, before, start)?, acronym, kept });
    }
    let found = terms.get(&before.last()?.end)?;
    let same = term.zip(glossary.terms().get(found.term)).is_some_and(|(term, found)| std::ptr::eq(term, found));
    same.then(|| Definition { full: visible(found.span.of(text)), acronym, kept })
}

/// "ABC (full form)".
fn reversed(text: &str, words: &[Span], bracket: &Bracket, glossary: &Glossary) -> Option<Definition> {
    let acronym = syllable::spelling(words.get(bracket.open.checked_sub(1)?)?.of(text));
    let inside = words.get(bracket.open + 1..bracket.close)?;
    let wordy = inside.len() >= 2 && inside.iter().all(|word| word.of(text).starts_with(is_letter));
    if !wordy || !is_acronym(&acronym) {
        return None;
    }
    let full = between(text, inside, 0)?;
    let class = glossary.term_of_acronym(&acronym).and_then(|term| term.class);
    let fits = initials_before(text, inside, &acronym) == Some(0);
    let named = full.starts_with(char::is_uppercase);
    let kept = matches!(class, Some(Class::International | Class::Known)) || !fits;
    (fits || named).then_some(Definition { acronym, full, kept })
}

fn between(text: &str, words: &[Span], start: usize) -> Option<String> {
    let span = Span::new(words.get(start)?.start, words.last()?.end);
    Some(visible(span.of(text)))
}

fn visible(text: &str) -> String {
    nfc(&text.chars().filter(|c| !syllable::is_code(*c)).collect::<String>()).into_owned()
}

/// The index of the word at which the full form of `acronym` begins, reading back from the end of `words`.
/// Little words may be passed over; in an acronym with a hyphen so may commas and dashes.
fn initials_before(text: &str, words: &[Span], acronym: &str) -> Option<usize> {
    let letters: Vec<char> = acronym.chars().rev().filter(|&c| is_letter(c)).collect();
    let hyphened = acronym.contains(['-', '–']);
    let mut reached = vec![false; letters.len() + 1];
    *reached.first_mut()? = true;
    for (index, span) in words.iter().enumerate().rev().take(MAX_INSIDE) {
        let word = syllable::spelling(span.of(text));
        let passes =
            LITTLE.contains(&fold_case(&word).as_str()) || (hyphened && matches!(word.as_str(), "-" | "," | "–"));
        let mut next = vec![false; reached.len()];
        for (done, letter) in letters.iter().enumerate().filter(|(done, _)| reached.get(*done) == Some(&true)) {
            if begins_with(&word, *letter) {
                next.get_mut(done + 1).into_iter().for_each(|slot| *slot = true);
            }
            if passes && done > 0 {
                next.get_mut(done).into_iter().for_each(|slot| *slot = true);
            }
        }
        if next.last() == Some(&true) {
            return Some(index);
        }
        if !next.contains(&true) {
            return None;
        }
        reached = next;
    }
    None
}

const LITTLE: &[&str] = &["và", "của", "về", "với", "cho", "các", "những", "trong", "ở", "tại", "đối", "theo"];

/// Whether `letter` may stand for `word`: its initial without marks; D also stands for Đ and W for Ư.
fn begins_with(word: &str, letter: char) -> bool {
    let base = |c: char| std::iter::once(c).nfd().next().unwrap_or(c);
    let Some(first) = word.chars().next().and_then(|c| c.to_uppercase().next()) else { return false };
    base(first) == base(letter)
        || matches!((letter, first), ('D', 'Đ'))
        || (letter == 'W' && base(first) == 'U' && std::iter::once(first).nfd().any(|mark| mark == '\u{31B}'))
}
