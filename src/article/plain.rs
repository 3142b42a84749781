//! Plain text as newsrooms export it: which line is what.
//!
//! A line is a unit of its own, unless the file is hard-wrapped (see `lines`), where consecutive lines are one.

mod lines;
mod patterns;
mod slug;

use super::{Content, MAX_CODES, Role, Unit, count_codes, dates::is_date_line, layout::Shape, read::Parts};
use crate::{
    diagnostic::{Finding, Severity},
    text::Span,
};
use lines::{Paragraph, paragraphs};
use patterns::{is_byline, is_heading, is_open_ended, is_related_label, list_marker, teaser_cut};
pub(super) use slug::ascii_words;
use slug::{slug, slug_prefix};

/// How far into a file, in paragraphs, the date line is looked for.
const HEAD: usize = 6;

/// The longest headline, in bytes; a longer first line is running text.
const LONGEST_HEADLINE: usize = 400;

/// Finds the units of a plain text.
pub(super) fn read(source: &str) -> Parts {
    let paragraphs = paragraphs(source);
    let mut reader = Reader { source, paragraphs: &paragraphs, units: Vec::new() };
    reader.read();
    let mut parts = Parts::default();
    for (role, span) in reader.units {
        let text = span.of(source);
        if count_codes(text) > MAX_CODES {
            parts.findings.push(Finding::new("article-too-many-codes", Severity::Warning).at_source(span));
            continue;
        }
        let mut content = Content::default();
        content.push_text(&lines::unwrapped(text));
        if !content.is_blank() {
            parts.units.push((Unit { role, span, content }, Shape::Line));
        }
    }
    parts
}

struct Reader<'a> {
    source: &'a str,
    paragraphs: &'a [Paragraph],
    units: Vec<(Role, Span)>,
}

impl<'a> Reader<'a> {
    fn text(&self, span: Span) -> &'a str {
        span.of(self.source)
    }

    fn read(&mut self) {
        let headline = self.headline();
        let slug = headline.and_then(|at| slug(self.text(self.paragraphs[at].span)));
        let mut lead_is_due = headline.is_some();
        let mut related = Related::Outside;
        for (at, paragraph) in self.paragraphs.iter().enumerate() {
            let text = self.text(paragraph.span);
            related = related.at(paragraph);
            let role = if Some(at) == headline {
                Role::Headline
            } else if at < HEAD && is_date_line(text) {
                Role::DateLine
            } else if is_related_label(text) {
                related = Related::AfterLabel;
                Role::RelatedLabel
            } else if let Some(end) = slug.as_deref().and_then(|slug| slug_prefix(text, slug)) {
                self.image(paragraph.span, end);
                continue;
            } else if related.takes(self, at) {
                Role::RelatedHeadline
            } else if self.is_caption(paragraph) {
                Role::Caption
            } else if teaser_cut(text) && self.makes_related() {
                Role::Teaser
            } else if let Some(marker) = list_marker(text) {
                self.units.push((Role::ListItem, Span::new(paragraph.span.start + marker, paragraph.span.end)));
                continue;
            } else if lead_is_due && !is_heading(text, None) {
                lead_is_due = false;
                Role::Lead
            } else if is_heading(text, self.next_text(at)) && paragraph.first && self.is_alone(at) {
                Role::Heading { level: 2 }
            } else {
                Role::Paragraph
            };
            self.units.push((role, paragraph.span));
        }
        self.byline();
    }

    /// The first line, where a blank line or the date line follows it, or where the file has no blank lines and it
    /// does not end like a sentence.
    fn headline(&self) -> Option<usize> {
        let at = self.paragraphs.iter().take(2).position(|p| !is_date_line(self.text(p.span)))?;
        let next = self.paragraphs.get(at + 1)?;
        let text = self.text(self.paragraphs.get(at)?.span);
        let dense = self.paragraphs.iter().skip(1).all(|p| !p.first);
        let apart = next.first || is_date_line(self.text(next.span)) || (dense && is_open_ended(text));
        (apart && text.len() <= LONGEST_HEADLINE && list_marker(text).is_none() && !is_related_label(text))
            .then_some(at)
    }

    /// The un-accented headline at the start of a line, and the related headline glued to it.
    fn image(&mut self, span: Span, end: usize) {
        self.units.push((Role::Image, Span::new(span.start, span.start + end)));
        let text = self.text(span);
        let rest = text.get(end..).unwrap_or_default().trim_start();
        if !rest.is_empty() {
            self.units.push((Role::RelatedHeadline, Span::new(span.end - rest.len(), span.end)));
        }
    }

    /// Directly under the line of an image that holds nothing else.
    fn is_caption(&self, paragraph: &Paragraph) -> bool {
        !paragraph.first && self.units.last().is_some_and(|&(role, _)| role == Role::Image)
    }

    /// Whether the unit before can be the headline over a teaser; if it was taken for text, it is one now.
    fn makes_related(&mut self) -> bool {
        let source = self.source;
        match self.units.last_mut() {
            Some((Role::RelatedHeadline, _)) => true,
            Some((role @ (Role::Paragraph | Role::Heading { .. }), span))
                if span.len() < LONGEST_HEADLINE && is_open_ended(span.of(source)) =>
            {
                *role = Role::RelatedHeadline;
                true
            }
            _ => false,
        }
    }

    fn next_text(&self, at: usize) -> Option<&'a str> {
        self.paragraphs.get(at + 1).filter(|next| next.first).map(|next| self.text(next.span))
    }

    fn is_alone(&self, at: usize) -> bool {
        self.paragraphs.get(at + 1).is_none_or(|next| next.first)
    }

    /// The last line that is not about other articles, where it names a person.
    fn byline(&mut self) {
        let aside = [Role::Teaser, Role::RelatedHeadline, Role::RelatedLabel, Role::Image];
        let source = self.source;
        let several = self.units.len() > 1;
        if let Some((role, span)) = self.units.iter_mut().rev().find(|(role, _)| !aside.contains(role))
            && matches!(role, Role::Paragraph | Role::Heading { .. } | Role::Lead)
            && several
            && is_byline(span.of(source))
        {
            *role = Role::Byline;
        }
    }
}

/// Where a paragraph stands as to the block of related news.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Related {
    Outside,
    /// Directly under the label, blank lines allowed.
    AfterLabel,
    Inside,
}

impl Related {
    /// The block ends with a blank line, except one directly under its label.
    const fn at(self, paragraph: &Paragraph) -> Self {
        match self {
            Self::Inside if paragraph.first => Self::Outside,
            other => other,
        }
    }

    fn takes(&mut self, reader: &Reader<'_>, at: usize) -> bool {
        let text = reader.paragraphs.get(at).map_or("", |p| reader.text(p.span));
        let fits = text.len() < LONGEST_HEADLINE && is_open_ended(text);
        *self = if *self != Self::Outside && fits { Self::Inside } else { Self::Outside };
        *self == Self::Inside
    }
}
