//! A page's integrity: its language, its links to the other editions, its data for search engines.

mod alternates;
mod body;
mod data;
mod head;
mod tags;

use super::catalogue::{Entry, Family};
use crate::{
    diagnostic::{Finding, Levels, Severity},
    locale::Locale,
    text::Span,
};

pub use alternates::check_alternates;
use tags::Page;

/// The codes of this family.
pub(super) const ENTRIES: &[&[Entry]] = &[head::ENTRIES, data::ENTRIES, body::ENTRIES, alternates::ENTRIES];

/// What is known of a page from elsewhere; what is not known is not compared.
pub struct Expected<'a> {
    /// The edition's language.
    pub locale: Locale,
    /// The page's file name, for instance `ja.html`.
    pub file: &'a str,
    /// The headline of the edition.
    pub headline: Option<&'a str>,
    /// The Vietnamese headline.
    pub source_headline: Option<&'a str>,
    /// When the article was published, RFC 3339 or a date alone.
    pub date: Option<&'a str>,
    /// How many sentences stay in Vietnamese.
    pub pending: Option<usize>,
    /// The editions of the article, this one included, with their file names; empty where they are not known.
    pub editions: &'a [(Locale, &'a str)],
    /// Whether a file exists, named relative to the page.
    pub exists: &'a dyn Fn(&str) -> bool,
}

/// What is wrong with a page, given its HTML: the finding's target span is the place in it. Findings ascend by
/// place; levels are applied.
#[must_use]
pub fn check_page(html: &str, expected: &Expected<'_>, levels: &Levels) -> Vec<Finding> {
    let page = Page::read(html);
    let mut findings = head::check(&page, expected);
    findings.extend(data::check(&page, expected));
    findings.extend(body::check(&page, expected));
    findings.sort_by_key(|finding| finding.target.map_or(0, |span| span.start));
    let locale = Some(expected.locale);
    findings.into_iter().filter_map(|finding| levels.apply(Finding { locale, ..finding })).collect()
}

const fn entry(code: &'static str, severity: Severity, doc: &'static str) -> Entry {
    Entry::new(code, Family::Page, severity, doc)
}

/// A finding at `span` of the page.
fn at(entry: Entry, span: Span) -> Finding {
    Finding::new(entry.code, entry.severity).at_target(span)
}

/// The last part of an address, without query and fragment.
fn file_name(href: &str) -> &str {
    let path = href.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default()
}
