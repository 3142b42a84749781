//! Everything that is known of an article before anybody is asked: pure.

use crate::{
    article::{Article, Content},
    diagnostic::Levels,
    glossary::{Glossary, TermUse, acronym},
    locale::Locale,
    names::{NameUse, Names},
    numbers::{self, Figure},
    qa,
    segment::{ContextKey, Segment, SegmentKey, Segmenter},
};

/// What a desk works with: its rules, its glossary, its house style.
pub struct Tools {
    /// Cuts units into sentences.
    pub segmenter: Segmenter,
    /// The terms.
    pub glossary: Glossary,
    /// The transcriber.
    pub names: Names,
    /// The house style of figures and dates.
    pub numbers: numbers::Style,
    /// The house style that translations are checked against.
    pub style: qa::Settings,
    /// The newsroom's severities.
    pub levels: Levels,
}

/// An article cut into segments.
pub struct Prepared {
    /// The article.
    pub article: Article,
    /// One entry a unit of the article, in order.
    pub units: Vec<PreparedUnit>,
}

/// A unit's segments; none where the unit is not translated.
#[derive(Default)]
pub struct PreparedUnit {
    /// The segments in order.
    pub segments: Vec<PreparedSegment>,
}

/// A segment and what is known of it.
#[derive(Clone)]
pub struct PreparedSegment {
    /// Where it stands in the unit, and its text as it stands there.
    pub segment: Segment,
    /// Its text with the article's Vietnamese acronyms written out: what is translated, keyed and checked.
    pub text: Content,
    /// The key of `text`.
    pub key: SegmentKey,
    /// The key of its neighbours in the article.
    pub context: ContextKey,
    /// The terms in `text`.
    pub terms: Vec<TermUse>,
    /// The names in `text` that are not inside a term.
    pub names: Vec<NameUse>,
    /// The figures in `text`.
    pub figures: Vec<Figure>,
}

impl Prepared {
    /// Every segment in reading order, with its unit's and its own number.
    pub fn segments(&self) -> impl Iterator<Item = (usize, usize, &PreparedSegment)> {
        self.units.iter().enumerate().flat_map(|(unit, prepared)| {
            prepared.segments.iter().enumerate().map(move |(at, segment)| (unit, at, segment))
        })
    }

    /// The article's headline, for context.
    #[must_use]
    pub fn headline(&self) -> Option<String> {
        let unit = self.article.units.iter().find(|unit| unit.role == crate::article::Role::Headline)?;
        Some(unit.content.visible())
    }
}

/// Cuts `article` into segments and finds the keys, terms and names of each.
#[must_use]
pub fn prepare(article: Article, tools: &Tools) -> Prepared {
    let texts: Vec<&str> = article.units.iter().map(|unit| unit.content.text.as_str()).collect();
    let definitions = acronym::Definitions::read(texts.iter().copied(), &tools.glossary);
    let mut units: Vec<PreparedUnit> = article
        .units
        .iter()
        .map(|unit| {
            if !unit.role.is_translated() {
                return PreparedUnit::default();
            }
            let segments = tools.segmenter.segments(&unit.content).into_iter().map(|segment| {
                let text = expand(&segment.content, &definitions, &tools.glossary);
                let key = SegmentKey::new(Locale::Vi, &text);
                let terms = tools.glossary.find(&text.text);
                let mut names = tools.names.find(&text.text);
                names.retain(|name| !terms.iter().any(|term| term.span.contains(name.span)));
                let figures = numbers::parse(&text.text, Locale::Vi);
                PreparedSegment { segment, text, key, context: ContextKey([0; 32]), terms, names, figures }
            });
            PreparedUnit { segments: segments.collect() }
        })
        .collect();
    let roles: Vec<String> = article.units.iter().map(|unit| unit.role.to_string()).collect();
    place(&mut units, &roles);
    Prepared { article, units }
}

/// Gives every segment the key of its neighbours and its unit's role.
fn place(units: &mut [PreparedUnit], roles: &[String]) {
    let keys: Vec<SegmentKey> = units.iter().flat_map(|unit| &unit.segments).map(|segment| segment.key).collect();
    let segments =
        units.iter_mut().zip(roles).flat_map(|(unit, role)| unit.segments.iter_mut().zip(std::iter::repeat(role)));
    for (at, (segment, role)) in segments.enumerate() {
        let before = at.checked_sub(1).and_then(|before| keys.get(before));
        segment.context = ContextKey::new(before, keys.get(at + 1)).in_role(role);
    }
}

fn expand(content: &Content, definitions: &acronym::Definitions, glossary: &Glossary) -> Content {
    Content { text: acronym::expand(&content.text, definitions, glossary).text, codes: content.codes.clone() }
}
