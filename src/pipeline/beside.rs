//! The sentences beside one, with the translations that people accepted.

use std::collections::HashMap;

use super::{PreparedSegment, Tools};
use crate::{
    backend::{Example, Request},
    locale::Locale,
    memory::{Hit, State, Who},
    text::nfc,
};

/// How far away a sentence is still beside another one.
const REACH: usize = 2;

/// An article's sentences, and what people accepted of them in each language.
pub(super) struct Beside<'a> {
    segments: Vec<&'a PreparedSegment>,
    accepted: HashMap<Locale, Vec<Option<String>>>,
}

impl<'a> Beside<'a> {
    /// The sentences of an article, with what the memory has of them.
    pub(super) fn new(
        segments: Vec<&'a PreparedSegment>,
        known: &HashMap<Locale, Vec<Option<Hit>>>,
        tools: &Tools,
    ) -> Self {
        let accepted = |locale, segment: &PreparedSegment, hit: &Option<Hit>| {
            let row = &hit.as_ref()?.row;
            let accepted = row.state >= State::Reviewed || (row.origin.who != Who::Machine && row.state.is_usable());
            // Terms that have changed since would be taught anew.
            let holds = row.fingerprint == tools.glossary.fingerprint(&segment.terms, locale);
            (accepted && holds).then(|| nfc(&row.target.visible()).into_owned())
        };
        let accepted = known.iter().map(|(&locale, hits)| {
            let each = segments.iter().zip(hits).map(|(segment, hit)| accepted(locale, segment, hit));
            (locale, each.collect())
        });
        Self { accepted: accepted.collect(), segments }
    }

    /// What stands beside the sentence at `at`, into `request`: both neighbours, and at most `most` accepted pairs, the
    /// nearest, in reading order.
    pub(super) fn tell(&self, at: usize, most: usize, request: Request) -> Request {
        let neighbours = self.pairs(at, request.to, most);
        Request { neighbours, ..between(&self.segments, at, request) }
    }

    fn pairs(&self, at: usize, locale: Locale, most: usize) -> Vec<Example> {
        let Some(accepted) = self.accepted.get(&locale) else { return Vec::new() };
        let near = (1..=REACH).flat_map(|far| [at.checked_sub(far), at.checked_add(far)]).flatten();
        let mut found: Vec<(usize, Example)> = near
            .filter_map(|place| {
                let target = accepted.get(place)?.clone()?;
                let source = shown(self.segments.get(place)?);
                (!source.trim().is_empty()).then_some((place, Example { source, target }))
            })
            .take(most)
            .collect();
        found.sort_by_key(|(place, _)| *place);
        found.into_iter().map(|(_, pair)| pair).collect()
    }
}

/// `request` with the sentences before and after the one at `at`.
pub(super) fn between(segments: &[&PreparedSegment], at: usize, request: Request) -> Request {
    let place = |at: Option<usize>| segments.get(at?).map(|segment| shown(segment));
    Request { before: place(at.checked_sub(1)), after: place(at.checked_add(1)), ..request }
}

fn shown(segment: &PreparedSegment) -> String {
    nfc(&segment.text.visible()).into_owned()
}
