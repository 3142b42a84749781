//! Finds the terms of the glossary in a Vietnamese text.
//!
//! A trie over words. Borders need no check of their own because it steps from word to word, and every other
//! condition (capitals, i and y in names, document numbers) is tried at each candidate end, so that a longer
//! form that fails never hides a shorter one that holds.

use super::{
    document,
    syllable::{self, NumberMap, Token, UNKNOWN, Vocabulary},
    term::{Case, Kind, Term, is_capitals},
};
use crate::text::{Span, is_letter_or_number};

/// A term found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermUse {
    /// Where, in bytes of the text that was searched; inline codes at the edges are left out.
    pub span: Span,
    /// Index into [`Glossary::terms`](super::Glossary::terms).
    pub term: usize,
    /// Index into the term's Vietnamese forms.
    pub form: usize,
}

/// Longest form in words. It bounds the work at each position of a hostile text.
pub(super) const MAX_WORDS: usize = 40;

#[derive(Clone, Debug, Default)]
pub(super) struct Matcher {
    vocabulary: Vocabulary,
    /// Node a word leads to from the root, by word number; 0 for none.
    first: Vec<u32>,
    /// Node by `parent << 32 | word`.
    edges: NumberMap,
    /// The forms that end at a node, in glossary order.
    ends: Vec<Vec<u32>>,
    forms: Vec<Rule>,
}

#[derive(Clone, Debug)]
struct Rule {
    term: usize,
    form: usize,
    /// Spelling word by word, where capitals or i and y must be just so.
    spelling: Vec<String>,
    capitals: bool,
    strict_y: bool,
    acronym: bool,
    lone_country: bool,
}

impl Matcher {
    pub(super) fn new(terms: &[Term]) -> Self {
        let mut matcher = Self { ends: vec![Vec::new()], ..Self::default() };
        for (index, term) in terms.iter().enumerate().filter(|(_, term)| term.is_sought()) {
            for (form, written) in term.vi.iter().enumerate() {
                matcher.insert(term, index, form, &written.text);
            }
        }
        matcher
    }

    fn insert(&mut self, term: &Term, index: usize, form: usize, text: &str) {
        let words = syllable::words(text);
        if words.is_empty() || words.len() > MAX_WORDS {
            return;
        }
        let acronym = is_capitals(text);
        let lone_country = term.kind == Kind::Country && words.len() == 1 && !acronym;
        let rule = Rule {
            term: index,
            form,
            spelling: words.iter().map(|span| syllable::spelling(span.of(text))).collect(),
            capitals: lone_country || term.case.map_or(acronym, |case| case == Case::Sensitive),
            strict_y: acronym || matches!(term.kind, Kind::Person | Kind::Place),
            acronym,
            lone_country,
        };
        let number = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
        let node = words.iter().enumerate().fold(0, |node, (step, span)| {
            let id = self.vocabulary.learn(span.of(text));
            self.step_or_grow(node, id, step == 0)
        });
        self.forms.push(rule);
        if let Some(ends) = self.ends.get_mut(node as usize) {
            ends.push(number);
        }
    }

    fn step_or_grow(&mut self, node: u32, id: u32, root: bool) -> u32 {
        let fresh = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        let slot = if root {
            let at = id as usize;
            if self.first.len() <= at {
                self.first.resize(at + 1, 0);
            }
            &mut self.first[at]
        } else {
            self.edges.entry(edge(node, id)).or_insert(0)
        };
        if *slot == 0 {
            *slot = fresh;
            self.ends.push(Vec::new());
        }
        *slot
    }

    /// The terms in `text`: leftmost first and the longest at each place, ascending, none overlapping.
    pub(super) fn find(&self, text: &str) -> Vec<TermUse> {
        if self.forms.is_empty() {
            return Vec::new();
        }
        let tokens = self.vocabulary.tokens(text);
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let first = self.first.get(token.id as usize).copied().unwrap_or(0);
            match (first != 0).then(|| self.longest(text, &tokens, at, first)).flatten() {
                Some((end, rule)) => {
                    let last = tokens.get(end).unwrap_or(token).span();
                    let span = Span::new(token.span().start, last.end);
                    found.push(TermUse { span, term: rule.term, form: rule.form });
                    at = end + 1;
                }
                None => at += 1,
            }
        }
        found
    }

    fn longest(&self, text: &str, tokens: &[Token], start: usize, first: u32) -> Option<(usize, &Rule)> {
        let mut best = None;
        let mut node = first;
        let mut end = start;
        loop {
            let ends = self.ends.get(node as usize).map_or(&[][..], Vec::as_slice);
            let rules = ends.iter().filter_map(|&number| self.forms.get(number as usize));
            if let Some(rule) = rules.into_iter().find(|rule| rule.holds(text, tokens, start, end)) {
                best = Some((end, rule));
            }
            end += 1;
            match tokens.get(end).filter(|token| token.id != UNKNOWN) {
                Some(token) => match self.edges.get(&edge(node, token.id)) {
                    Some(&next) => node = next,
                    None => return best,
                },
                None => return best,
            }
        }
    }
}

const fn edge(node: u32, id: u32) -> u64 {
    (node as u64) << 32 | id as u64
}

impl Rule {
    fn holds(&self, text: &str, tokens: &[Token], start: usize, end: usize) -> bool {
        if !(self.capitals || self.strict_y) {
            return true;
        }
        let Some(used) = tokens.get(start..=end) else { return false };
        let spelled = used.iter().zip(&self.spelling).all(|(token, want)| {
            let have = syllable::spelling(token.span().of(text));
            let mut pairs = have.chars().zip(want.chars());
            pairs.all(|(have, want)| {
                (!self.capitals || have.is_uppercase() == want.is_uppercase())
                    && (!self.strict_y || is_y(have) == is_y(want))
            })
        });
        let document = || used.iter().any(|token| document::is_inside_number(text, token.span()));
        spelled && !(self.acronym && document()) && !(self.lone_country && is_other_word(text, tokens, start))
    }
}

const fn is_y(c: char) -> bool {
    matches!(c, 'y' | 'ỳ' | 'ý' | 'ỷ' | 'ỹ' | 'ỵ' | 'Y' | 'Ỳ' | 'Ý' | 'Ỷ' | 'Ỹ' | 'Ỵ')
}

/// Whether a capitalised one-syllable word that could name a country (Anh, Pháp, Đức, Ý …: domain facts §4.5)
/// more likely is part of a name or merely opens a sentence.
fn is_other_word(text: &str, tokens: &[Token], at: usize) -> bool {
    let word = |index: Option<usize>| index.and_then(|i| tokens.get(i)).map(|token| token.span().of(text));
    let before = word(at.checked_sub(1));
    let after = word(at.checked_add(1));
    let opens = before.is_none_or(|mark| matches!(mark, "." | "!" | "?" | "…" | ":" | ";" | "\"" | "“" | "-" | "–"));
    let after_mark = after.is_none_or(|word| !word.starts_with(is_letter_or_number));
    let named_before = before.is_some_and(|word| is_capitalised(word) && !is_capitals(word));
    let named_after = after.is_some_and(|word| is_capitalised(word) && !word.is_ascii());
    named_before || named_after || (opens && !after_mark)
}

fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}
