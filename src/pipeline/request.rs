//! What a backend is told of a segment.

use crate::{
    article::{Role, is_code},
    backend::{NameHint, Request, TermHint},
    locale::Locale,
    names::NameUse,
    numbers,
    segment::tags,
    text::{capitalised, nfc},
};

use super::{PreparedSegment, Tools};

/// The request for `segment` in `to`, with its terms, figures and names.
#[must_use]
pub fn request(segment: &PreparedSegment, role: Role, headline: Option<&str>, to: Locale, tools: &Tools) -> Request {
    // As `tags::encode` writes the text, in which an engine has to find them.
    let composed = |text: &str| nfc(text).into_owned();
    let terms = segment.terms.iter().flat_map(|found| {
        let hint = tools.glossary.hints(std::slice::from_ref(found), to).pop()?;
        let source = found.span.of(&segment.text.text).replace(is_code, "");
        let target = if opens_with_capital(&source) && !opens_with_capital(&hint.source) {
            capitalised(&hint.rendering)
        } else {
            hint.rendering
        };
        Some(TermHint { source: composed(&source), target, note: hint.note })
    });
    let figures = numbers::hints(&segment.text.text, to, &tools.numbers)
        .into_iter()
        .map(|(source, target)| TermHint { source: composed(&source), target, note: None });
    let mut hints: Vec<TermHint> = Vec::new();
    for hint in terms.chain(figures) {
        if !hints.iter().any(|other| other.source == hint.source) {
            hints.push(hint);
        }
    }
    let mut names: Vec<NameHint> = Vec::new();
    for name in &segment.names {
        let hint = NameHint { source: composed(&name.text), target: rendering(name, to).to_owned() };
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

fn opens_with_capital(text: &str) -> bool {
    text.starts_with(char::is_uppercase)
}

fn rendering(name: &NameUse, to: Locale) -> &str {
    match to {
        Locale::Vi => &name.text,
        Locale::En => &name.en.preferred,
        Locale::Ja => &name.ja.preferred,
        Locale::Ko => &name.ko.preferred,
    }
}
