//! What a backend is told of a segment.

use crate::{
    article::Role,
    backend::{NameHint, Request, TermHint},
    locale::Locale,
    names::NameUse,
    numbers,
    segment::tags,
};

use super::{PreparedSegment, Tools};

/// The request for `segment` in `to`, with its terms, figures and names.
#[must_use]
pub fn request(segment: &PreparedSegment, role: Role, headline: Option<&str>, to: Locale, tools: &Tools) -> Request {
    let terms = tools.glossary.hints(&segment.terms, to).into_iter().map(|hint| TermHint {
        source: hint.source,
        target: hint.rendering,
        note: hint.note,
    });
    let figures = numbers::hints(&segment.text.text, to, &tools.numbers)
        .into_iter()
        .map(|(source, target)| TermHint { source, target, note: None });
    let mut hints: Vec<TermHint> = Vec::new();
    for hint in terms.chain(figures) {
        if !hints.iter().any(|other| other.source == hint.source) {
            hints.push(hint);
        }
    }
    let mut names: Vec<NameHint> = Vec::new();
    for name in &segment.names {
        let hint = NameHint { source: name.text.clone(), target: rendering(name, to).to_owned() };
        if !names.contains(&hint) {
            names.push(hint);
        }
    }
    Request {
        text: tags::encode(&segment.text),
        from: Locale::Vi,
        to,
        role: role.to_string(),
        headline: headline.map(str::to_owned),
        before: None,
        terms: hints,
        names,
        examples: Vec::new(),
        draft: None,
        complaints: Vec::new(),
        variant: 0,
        bare: false,
    }
}

fn rendering(name: &NameUse, to: Locale) -> &str {
    match to {
        Locale::Vi => &name.text,
        Locale::En => &name.en.preferred,
        Locale::Ja => &name.ja.preferred,
        Locale::Ko => &name.ko.preferred,
    }
}
