//! The English edition's sentence in the making of the others, out of which they may be translated.

use super::{Tools, request::request, run::Ask};
use crate::{
    article::{Content, is_code},
    backend::{NameHint, Request, TermHint},
    locale::Locale,
    segment::tags,
};

/// What marks the prompt's version in the origin of a row that was made of the English alone.
pub(super) const PIVOT: &str = "+pivot";

/// The request for `ask`'s segment in `to` out of its English translation: the English wording of each term and name
/// stands for the Vietnamese one. Nothing where the English has its codes in another order, so that their numbers
/// would mean others.
pub(super) fn pivot(ask: &Ask<'_>, english: &Content, to: Locale, tools: &Tools) -> Option<Request> {
    let codes = |content: &Content| content.text.chars().filter(|c| is_code(*c)).collect::<Vec<_>>();
    if codes(english) != codes(&ask.segment.text) {
        return None;
    }
    let told = |locale| request(ask.segment, ask.role, None, locale, tools);
    let (source, target) = (told(Locale::En), told(to));
    let terms = target.terms.into_iter().filter_map(|term| {
        let english = source.terms.iter().find(|other| other.source == term.source)?;
        Some(TermHint { source: english.target.clone(), ..term })
    });
    let names = target.names.into_iter().filter_map(|name| {
        let english = source.names.iter().find(|other| other.source == name.source)?;
        Some(NameHint { source: english.target.clone(), ..name })
    });
    Some(Request {
        from: Locale::En,
        role: target.role,
        terms: terms.collect(),
        names: names.collect(),
        ..Request::new(tags::encode(english), to)
    })
}
