//! Findings for people: each with the lines it speaks of.

use std::{collections::HashMap, sync::Arc};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::{
    diagnostic::{Finding, Severity},
    locale::Messages,
};

/// The findings, in order, each with a frame from `sources` (file name → whole text) where its place is known.
#[must_use]
pub fn frames<'a>(
    findings: impl IntoIterator<Item = &'a Finding>,
    sources: &HashMap<Arc<str>, String>,
    messages: &Messages,
    colour: bool,
) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(120);
    let mut out = String::new();
    for finding in findings {
        let level = match finding.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Info => Level::NOTE,
        };
        let message = finding.message(messages);
        let title = level.primary_title(message).id(finding.code.as_str());
        let placed = finding.place.as_ref().and_then(|place| Some((place, sources.get(&place.file)?)));
        let report = match placed {
            Some((place, source)) => {
                let mut snippet = Snippet::source(source.as_str())
                    .path(place.file.to_string())
                    .annotation(AnnotationKind::Primary.span(place.span.into()));
                for label in finding.labels.iter().filter(|label| label.place.file == place.file) {
                    let text = messages.say(&label.message);
                    snippet = snippet.annotation(AnnotationKind::Context.span(label.place.span.into()).label(text));
                }
                let mut group = title.element(snippet);
                for label in finding.labels.iter().filter(|label| label.place.file != place.file) {
                    if let Some(other) = sources.get(&label.place.file) {
                        let text = messages.say(&label.message);
                        group = group.element(
                            Snippet::source(other.as_str())
                                .path(label.place.file.to_string())
                                .annotation(AnnotationKind::Context.span(label.place.span.into()).label(text)),
                        );
                    }
                }
                vec![group]
            }
            None => vec![annotate_snippets::Group::with_title(title)],
        };
        out.push_str(&renderer.render(&report));
        out.push('\n');
        if let (None, Some(place)) = (placed, &finding.place) {
            out.push_str(&format!("  --> {}:{}:{}\n", place.file, place.position.line, place.position.column));
        }
    }
    out
}
