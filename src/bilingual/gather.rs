//! A prepared article and what the memory knows of it, as a document for other tools.

use super::{Document, Match, Note, Pair, Stamp, pieces};
use crate::{
    article::Content,
    locale::{Locale, Messages},
    memory::Row,
    pipeline::{PreparedSegment, Tools},
};

/// What is known of one sentence.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// The memory's answer.
    pub row: Option<Row>,
    /// The version of the row in this very place; 0 where there is none.
    pub version: u64,
    /// Similar sentences.
    pub matches: Vec<Match>,
}

/// The document of an article's segments, which come with their unit's and their own number from 0, and what is
/// `given` of each. Notes are in the language of `messages`.
#[must_use]
pub fn gather(
    file: &str,
    locale: Locale,
    segments: &[(usize, usize, &PreparedSegment)],
    given: Vec<Given>,
    tools: &Tools,
    messages: &Messages,
) -> Document {
    let pairs = segments.iter().zip(given).map(|(&(unit, at, segment), given)| {
        let notes = given
            .row
            .iter()
            .flat_map(|row| &row.findings)
            .map(|finding| Note { category: "finding".to_owned(), text: finding.message(messages) });
        let terms = segment.terms.iter().filter_map(|found| {
            let term = tools.glossary.terms().get(found.term)?;
            let rendering = term.renderings(locale)?;
            Some((found.span.of(&segment.text.text).to_owned(), rendering.preferred.text.clone()))
        });
        let target = given.row.as_ref().map(|row| fitted(&row.target, &segment.text));
        let mut matches = given.matches;
        matches.truncate(3);
        Pair {
            id: format!("{}.{}", unit + 1, at + 1),
            stamp: Some(Stamp { key: segment.key, context: segment.context, version: given.version }),
            version: None,
            unsure: false,
            source: pieces(&segment.text),
            target: target.as_ref().map(pieces),
            state: given.row.as_ref().map(|row| row.state),
            translator: given.row.as_ref().map(|row| row.origin.name.clone()),
            notes: notes.collect(),
            terms: terms.collect(),
            matches,
            span: crate::text::Span::new(0, 0),
        }
    });
    Document { original: file.to_owned(), locale: Some(locale), translator: None, pairs: pairs.collect() }
}

/// The remembered translation with the codes of the sentence as it stands in this article.
fn fitted(target: &Content, source: &Content) -> Content {
    Content { text: target.text.clone(), codes: source.codes.clone() }
}
