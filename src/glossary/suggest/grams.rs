//! Runs of syllables between stop words, and the sequences in them.

use std::collections::{HashMap, HashSet};

use super::{Sentence, stop};
use crate::{
    glossary::{Glossary, is_capitals, syllable},
    text::{Span, canonical, fold_case, is_letter},
};

/// Longest candidate in syllables.
pub(super) const MAX_WORDS: usize = 6;

/// Syllables of context on each side, in characters.
const CONTEXT: usize = 50;

/// Up to six syllables by number, 0 after the last.
pub(super) type Gram = [u32; MAX_WORDS];

/// Syllables that follow one another.
struct Run {
    sentence: usize,
    words: Vec<(u32, Span)>,
    /// Terms, and whether they are inside a longer run of interest is decided for each sequence.
    terms: Vec<Span>,
}

/// Where a sequence stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) sentence: usize,
    pub(super) span: Span,
    /// The syllables before and after in the same run; 0 for none.
    pub(super) neighbours: [u32; 2],
}

pub(super) struct Runs {
    runs: Vec<Run>,
    /// Words with which no term begins, and with which none ends.
    no_begin: HashSet<u32>,
    no_end: HashSet<u32>,
}

/// The form in which expressions are compared.
pub(super) fn plain(text: &str) -> String {
    fold_case(&canonical(text))
}

impl Runs {
    pub(super) fn new(glossary: &Glossary, sentences: &[Sentence<'_>]) -> Self {
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let (mut no_begin, mut no_end) = (HashSet::new(), HashSet::new());
        let mut runs = Vec::new();
        for (at, sentence) in sentences.iter().enumerate() {
            let terms: Vec<Span> = glossary.find(sentence.text).into_iter().map(|hit| hit.span).collect();
            let fresh = || Run { sentence: at, words: Vec::new(), terms: terms.clone() };
            let mut run = fresh();
            for span in syllable::words(sentence.text) {
                let raw = span.of(sentence.text);
                let word = plain(raw);
                let skipped = sentence.skip.iter().any(|skip| skip.overlaps(span));
                let lettered = raw.chars().all(is_letter);
                if skipped || !lettered || is_capitals(raw) || stop::is_break(&word) {
                    runs.push(std::mem::replace(&mut run, fresh()));
                    continue;
                }
                let next = u32::try_from(numbers.len() + 1).unwrap_or(u32::MAX);
                let (begins, ends) = (stop::may_begin(&word), stop::may_end(&word));
                let number = *numbers.entry(word).or_insert(next);
                if !begins {
                    no_begin.insert(number);
                }
                if !ends {
                    no_end.insert(number);
                }
                run.words.push((number, span));
            }
            runs.push(run);
        }
        runs.retain(|run| run.words.len() >= 2);
        Self { runs, no_begin, no_end }
    }

    /// Calls `each` for every sequence that may be a term: no stop word at an end, no part of a known term cut off.
    pub(super) fn each(&self, mut each: impl FnMut(Gram, Place)) {
        for run in &self.runs {
            for start in 0..run.words.len() {
                let mut gram: Gram = [0; MAX_WORDS];
                for (length, &(number, last)) in run.words.iter().skip(start).take(MAX_WORDS).enumerate() {
                    if let Some(slot) = gram.get_mut(length) {
                        *slot = number;
                    }
                    let first = run.words.get(start).map_or(last, |(_, span)| *span);
                    let span = Span::new(first.start, last.end);
                    let stopped = gram.first().is_some_and(|word| self.no_begin.contains(word))
                        || self.no_end.contains(&number);
                    if length == 0 || stopped || run.terms.iter().any(|term| cuts(*term, span)) {
                        continue;
                    }
                    let word =
                        |at: Option<usize>| at.and_then(|at| run.words.get(at)).map_or(0, |(number, _)| *number);
                    let neighbours = [word(start.checked_sub(1)), word(Some(start + length + 1))];
                    each(gram, Place { sentence: run.sentence, span, neighbours });
                }
            }
        }
    }

    /// The places of each of `grams`.
    pub(super) fn occurrences(&self, grams: impl Iterator<Item = Gram>) -> HashMap<Gram, Vec<Place>> {
        let mut found: HashMap<Gram, Vec<Place>> = grams.map(|gram| (gram, Vec::new())).collect();
        self.each(|gram, place| {
            if let Some(places) = found.get_mut(&gram) {
                places.push(place);
            }
        });
        found
    }

    /// The commonest spelling; one that does not begin a sentence is preferred.
    pub(super) fn usual_spelling(&self, places: &[Place], sentences: &[Sentence<'_>]) -> String {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for place in places {
            let Some(sentence) = sentences.get(place.sentence) else { continue };
            let opens = !sentence.text.get(..place.span.start).is_some_and(|before| before.contains(is_letter));
            let spelled =
                crate::text::nfc(place.span.of(sentence.text)).split_whitespace().collect::<Vec<_>>().join(" ");
            let spelled = if opens { lower_first(&spelled) } else { spelled };
            *counts.entry(spelled).or_default() += 1;
        }
        let best = counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
        best.map(|(spelled, _)| spelled).unwrap_or_default()
    }

    /// Up to three different surroundings.
    pub(super) fn contexts(&self, places: &[Place], sentences: &[Sentence<'_>]) -> Vec<String> {
        let mut contexts: Vec<String> = Vec::new();
        for place in places {
            let Some(sentence) = sentences.get(place.sentence) else { continue };
            let context = context(sentence.text, place.span);
            if contexts.len() < 3 && !contexts.contains(&context) {
                contexts.push(context);
            }
        }
        contexts
    }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// Whether a known term is the sequence, holds it, or is cut by it.
fn cuts(term: Span, span: Span) -> bool {
    term.overlaps(span) && (!span.contains(term) || term == span)
}

/// The text around `span` on one line, with ellipses where it is cut.
pub(super) fn context(text: &str, span: Span) -> String {
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    let start = before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(at, _)| at);
    let end = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
    let (left, right) = (if start > 0 { "…" } else { "" }, if end < after.len() { "…" } else { "" });
    let shown = format!("{left}{}{right}", text.get(start..span.end + end).unwrap_or_default());
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}
