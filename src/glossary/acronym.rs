//! Acronyms: what an article defines, what is expanded before translation, what must not be left in.

mod definitions;
mod expand;
mod known;
mod leftover;

pub use definitions::{Definition, Definitions};
pub use expand::{Edit, Expanded, expand};
pub(super) use leftover::left_in;

use super::{Class, Glossary};
use crate::text::Span;

/// Whether `acronym` is on the list of those that only Vietnamese readers know (domain facts §4.6(c)).
#[must_use]
pub fn is_vietnamese_only(acronym: &str) -> bool {
    known::find(acronym).is_some_and(|known| !known.ambiguous)
}

/// The full Vietnamese form for which `acronym` is to be replaced: the article's own definition comes before
/// the glossary, and that before the general list. Nothing for an acronym that the editions keep.
fn full_form<'a>(acronym: &str, definitions: &'a Definitions, glossary: &'a Glossary) -> Option<&'a str> {
    if let Some(definition) = definitions.get(acronym) {
        return (!definition.kept).then_some(definition.full.as_str());
    }
    if let Some(term) = glossary.term_of_acronym(acronym) {
        let mut forms = term.vi.iter().map(|form| form.text.as_str());
        return (term.class == Some(Class::Vietnamese)).then(|| forms.find(|form| *form != acronym)).flatten();
    }
    known::find(acronym)?.full
}

/// The spans in which an acronym may stand that begins with the word `words[at]`: with the word after a `-` or
/// `.` that joins them (KT-XH, T.Ư), then the word alone. Each with the number of words and marks it takes.
fn candidates<'t>(text: &'t str, words: &[Span], at: usize) -> impl Iterator<Item = (Span, String, usize)> + use<'t> {
    let word = |offset: usize| words.get(at + offset).copied();
    let joined = || {
        let (first, sign, last) = (word(0)?, word(1)?, word(2)?);
        let touching = first.end == sign.start && sign.end == last.start;
        (touching && matches!(sign.of(text), "-" | ".")).then_some((Span::new(first.start, last.end), 3))
    };
    let found = [joined(), word(0).map(|span| (span, 1))];
    found.into_iter().flatten().map(move |(span, taken)| (span, super::syllable::spelling(span.of(text)), taken))
}
