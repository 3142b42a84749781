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

use super::{Prepared, PreparedSegment, Tools, beside::between};

/// An article's segments, for the requests for them where they stand.
pub struct Requests<'a> {
    headline: Option<String>,
    roles: Vec<Role>,
    segments: Vec<&'a PreparedSegment>,
    tools: &'a Tools,
}

impl<'a> Requests<'a> {
    /// Those of `article`.
    #[must_use]
    pub fn of(article: &'a Prepared, tools: &'a Tools) -> Self {
        let role = |unit: usize| article.article.units.get(unit).map_or(Role::Paragraph, |unit| unit.role);
        let (roles, segments) = article.segments().map(|(unit, _, segment)| (role(unit), segment)).unzip();
        Self { headline: article.headline(), roles, segments, tools }
    }

    /// The request in `to` for the segment at `at` in reading order, with the sentences beside it.
    #[must_use]
    pub fn at(&self, at: usize, to: Locale) -> Option<Request> {
        let (segment, role) = (self.segments.get(at)?, self.roles.get(at)?);
        Some(between(&self.segments, at, request(segment, *role, self.headline.as_deref(), to, self.tools)))
    }
}

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
        role: role.to_string(),
        headline: headline.map(str::to_owned),
        terms: hints,
        names,
        ..Request::new(tags::encode(&segment.text), to)
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
