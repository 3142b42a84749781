//! The page's JSON-LD and its date.

use serde_json::Value;

use super::{Expected, at, entry, tags::Page};
use crate::{
    diagnostic::{
        Finding,
        Severity::{Error, Warning},
    },
    qa::catalogue::Entry,
    text::Span,
};

const BROKEN: Entry = entry(
    "page-json-ld",
    Error,
    "What it finds: JSON-LD that is not JSON, or a page that has none for its article.\n\
     Why: search engines ignore the whole block without a word.\n\
     Example: a headline with an unescaped quotation mark in a template of one's own.\n\
     How to fix: let the template print `json_ld`, which is escaped.",
);

const MISMATCH: Entry = entry(
    "page-json-ld-mismatch",
    Warning,
    "What it finds: JSON-LD that disagrees with the page: `inLanguage`, `headline`, `datePublished`, `url`, and the \
     language and headline of `translationOfWork`.\n\
     Why: a search engine shows what stands there, not what the reader will find.\n\
     Example: `\"inLanguage\": \"en\"` on the Korean page.\n\
     How to fix: write the edition again.",
);

const DATE: Entry = entry(
    "page-date",
    Warning,
    "What it finds: a `time` element whose `datetime` is not the article's date, or is no date.\n\
     Why: the reader sees one date and machines another.\n\
     Example: `<time datetime=\"2016-08-27\">August 28, 2016</time>`.\n\
     How to fix: write the edition again.",
);

pub(super) const ENTRIES: &[Entry] = &[BROKEN, MISMATCH, DATE];

pub(super) fn check(page: &Page<'_>, expected: &Expected<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    json_ld(page, expected, &mut findings);
    date(page, expected, &mut findings);
    findings
}

fn json_ld(page: &Page<'_>, expected: &Expected<'_>, findings: &mut Vec<Finding>) {
    let blocks: Vec<Span> =
        page.all("script").filter(|tag| tag.is("type", "application/ld+json")).map(|tag| page.inner(tag)).collect();
    let mut article = None;
    for &span in &blocks {
        match serde_json::from_str::<Value>(span.of(page.html)) {
            Ok(data) => article = article.or_else(|| find_article(&data).map(|found| (found.clone(), span))),
            Err(error) => findings.push(at(BROKEN, trimmed(page.html, span)).fact("why", error.to_string())),
        }
    }
    let Some((article, span)) = article else {
        if findings.is_empty() {
            let span = page.all("head").next().map_or(Span::new(0, 0), |tag| tag.span);
            findings.push(at(BROKEN, span).fact("why", "none"));
        }
        return;
    };
    let heading = page.all("h1").next().map(|tag| page.text(tag));
    let canonical = page.links("canonical").next().and_then(|tag| tag.attribute("href")).map(|(href, _)| href);
    let original = article.get("translationOfWork");
    let inner = |key: &str| original.and_then(|work| work.get(key)).and_then(Value::as_str);
    let own = |key: &str| article.get(key).and_then(Value::as_str);
    for (name, found, want) in [
        ("inLanguage", own("inLanguage"), Some(expected.locale.tag())),
        ("headline", own("headline"), expected.headline.or(heading.as_deref())),
        ("datePublished", own("datePublished"), expected.date),
        ("url", own("url"), canonical.filter(|_| own("url").is_some())),
        ("translationOfWork.inLanguage", inner("inLanguage"), Some("vi")),
        ("translationOfWork.headline", inner("headline"), expected.source_headline),
    ] {
        let Some(want) = want else { continue };
        let found = found.unwrap_or_default();
        if joined(found) != joined(want) {
            let place = place_of(page.html, span, found);
            findings.push(at(MISMATCH, place).fact("name", name).fact("found", found).fact("want", want));
        }
    }
}

/// The first news article of a block; it may stand in a list or a graph.
fn find_article(data: &Value) -> Option<&Value> {
    match data {
        Value::Array(all) => all.iter().find_map(find_article),
        Value::Object(object) => {
            let is = |kind: &Value| kind.as_str().is_some_and(|kind| kind.ends_with("Article"));
            let article = object.get("@type").is_some_and(|kind| match kind {
                Value::Array(kinds) => kinds.iter().any(is),
                kind => is(kind),
            });
            if article { Some(data) } else { object.get("@graph").and_then(find_article) }
        }
        _ => None,
    }
}

fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where a value stands in the block; the whole block where it cannot be told.
fn place_of(html: &str, block: Span, value: &str) -> Span {
    let quoted = format!("\"{value}\"");
    match block.of(html).find(&quoted) {
        Some(found) if !value.is_empty() => Span::new(block.start + found + 1, block.start + found + 1 + value.len()),
        _ => trimmed(html, block),
    }
}

fn trimmed(html: &str, span: Span) -> Span {
    let text = span.of(html);
    let start = span.start + (text.len() - text.trim_start().len());
    Span::new(start, start + text.trim().len())
}

fn date(page: &Page<'_>, expected: &Expected<'_>, findings: &mut Vec<Finding>) {
    let Some(tag) = page.all("time").next() else { return };
    let (found, span) = tag.attribute("datetime").unwrap_or(("", tag.span));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = found.get(..10).unwrap_or_default().split('-').collect();
    let dated = matches!(parts.as_slice(), [year, month, day]
        if year.len() == 4 && digits(year) && month.len() == 2 && digits(month) && day.len() == 2 && digits(day));
    if !dated || expected.date.is_some_and(|want| want != found) {
        findings.push(at(DATE, span).fact("found", found).fact("want", expected.date.unwrap_or("none")));
    }
}
