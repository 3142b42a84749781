//! The sentences beside one, with the translations that people accepted.

use std::collections::HashMap;

use super::{PreparedSegment, Tools};
use crate::{
    article::Content,
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
    accepted: HashMap<Locale, Vec<Option<Accepted>>>,
    tools: &'a Tools,
    most: usize,
}

/// A translation that people accepted, and the terms it was made under.
struct Accepted {
    target: Content,
    fingerprint: String,
}

impl<'a> Beside<'a> {
    /// The sentences of an article, with what the memory has of them; at most `most` translations are told with each.
    pub(super) fn new(
        segments: Vec<&'a PreparedSegment>,
        known: &HashMap<Locale, Vec<Option<Hit>>>,
        tools: &'a Tools,
        most: usize,
    ) -> Self {
        let accepted = |hit: &Option<Hit>| {
            let row = &hit.as_ref()?.row;
            let accepted = row.state >= State::Reviewed || (row.origin.who != Who::Machine && row.state.is_usable());
            accepted.then(|| Accepted { target: row.target.clone(), fingerprint: row.fingerprint.clone() })
        };
        let wanted = known.iter().filter(|_| most > 0);
        let accepted = wanted.map(|(&locale, hits)| (locale, hits.iter().map(accepted).collect())).collect();
        Self { segments, accepted, tools, most }
    }

    /// What stands beside the sentence at `at`, into `request`: both neighbours, and the nearest accepted pairs, in
    /// reading order.
    pub(super) fn tell(&self, at: usize, request: Request) -> Request {
        let neighbours = self.pairs(at, request.to);
        Request { neighbours, ..between(&self.segments, at, request) }
    }

    fn pairs(&self, at: usize, locale: Locale) -> Vec<Example> {
        let Some(accepted) = self.accepted.get(&locale) else { return Vec::new() };
        let near = (1..=REACH).flat_map(|far| [at.checked_sub(far), at.checked_add(far)]).flatten();
        let mut found: Vec<(usize, Example)> = near
            .filter_map(|place| {
                let (row, segment) = (accepted.get(place)?.as_ref()?, self.segments.get(place)?);
                // Terms that have changed since would be taught anew.
                let holds = row.fingerprint == self.tools.glossary.fingerprint(&segment.terms, locale);
                let pair = || Example { source: shown(&segment.text), target: shown(&row.target) };
                (holds && !segment.text.is_blank()).then(|| (place, pair()))
            })
            .take(self.most)
            .collect();
        found.sort_by_key(|(place, _)| *place);
        found.into_iter().map(|(_, pair)| pair).collect()
    }
}

/// `request` with the sentences before and after the one at `at`.
pub(super) fn between(segments: &[&PreparedSegment], at: usize, request: Request) -> Request {
    let place = |at: Option<usize>| segments.get(at?).map(|segment| shown(&segment.text));
    Request { before: place(at.checked_sub(1)), after: place(at.checked_add(1)), ..request }
}

fn shown(content: &Content) -> String {
    nfc(&content.visible()).into_owned()
}
