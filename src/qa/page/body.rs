//! The page's body: links, anchors, ids, pictures, sentences that are still Vietnamese, what a template left.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use percent_encoding::percent_decode_str;

use super::{Expected, at, entry, tags::Page};
use crate::{
    diagnostic::{
        Finding,
        Severity::{Error, Warning},
    },
    qa::catalogue::Entry,
    text::Span,
};

const LINK: Entry = entry(
    "edition-link",
    Error,
    "What it finds: a link, a picture or a script of a page that names a local file which is not there.\n\
     Why: the reader meets a dead end.\n\
     Example: `hreflang=\"ko\"` to a Korean edition that was not written.\n\
     How to fix: write that edition, or take the link out.",
);

const ANCHOR: Entry = entry(
    "page-anchor",
    Warning,
    "What it finds: a link to a place on the page that does not exist.\n\
     Why: nothing happens when it is followed.\n\
     Example: `<a href=\"#note-3\">` without an element of that id.\n\
     How to fix: give the element its id, or take the link out.",
);

const DUPLICATE: Entry = entry(
    "page-duplicate-id",
    Warning,
    "What it finds: two elements with one id.\n\
     Why: HTML forbids it; links and labels lead to the first only.\n\
     Example: two figures with `id=\"photo\"`.\n\
     How to fix: rename one.",
);

const IMAGE: Entry = entry(
    "page-image-alt",
    Warning,
    "What it finds: a picture without `alt`, and one whose `alt` is still the Vietnamese file name.\n\
     Why: a reader who cannot see it is told nothing; an ornament has `alt=\"\"`.\n\
     Example: `<img src=\"hoi-nghi.jpg\">`.\n\
     How to fix: describe the picture in the article's source.",
);

const PENDING: Entry = entry(
    "page-pending",
    Error,
    "What it finds: another number of sentences marked as still Vietnamese than the provenance file has.\n\
     Why: the page claims to be more finished than it is, or less.\n\
     Example: the mark was deleted by hand and the Vietnamese left.\n\
     How to fix: write the edition again.",
);

const TEMPLATE: Entry = entry(
    "page-template",
    Error,
    "What it finds: `{{ … }}` or `{% … %}` in the finished page outside scripts and styles.\n\
     Why: a template was not filled in, and the reader sees its code.\n\
     Example: `<p>{{ headline }}</p>`.\n\
     How to fix: mend the template; a text that speaks of templates is right: waive it.",
);

pub(super) const ENTRIES: &[Entry] = &[LINK, ANCHOR, DUPLICATE, IMAGE, PENDING, TEMPLATE];

pub(super) fn check(page: &Page<'_>, expected: &Expected<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    ids(page, &mut findings);
    links(page, expected, &mut findings);
    images(page, &mut findings);
    pending(page, expected, &mut findings);
    template(page, &mut findings);
    findings
}

fn ids(page: &Page<'_>, findings: &mut Vec<Finding>) {
    let mut seen: HashMap<&str, ()> = HashMap::new();
    for (id, span) in page.tags.iter().filter_map(|tag| tag.attribute("id")) {
        if seen.insert(id, ()).is_some() {
            findings.push(at(DUPLICATE, span).fact("id", id));
        }
    }
}

fn links(page: &Page<'_>, expected: &Expected<'_>, findings: &mut Vec<Finding>) {
    let ids: HashSet<&str> = page
        .tags
        .iter()
        .flat_map(|tag| [tag.attribute("id"), tag.attribute("name")])
        .flatten()
        .map(|(id, _)| id)
        .collect();
    for tag in &page.tags {
        let Some((written, span)) = tag.attribute("href").or_else(|| tag.attribute("src")) else { continue };
        let address = htmlize::unescape_attribute(written);
        if let Some(id) = address.strip_prefix('#') {
            if !id.is_empty() && id != "top" && !ids.contains(id) {
                findings.push(at(ANCHOR, span).fact("href", written));
            }
            continue;
        }
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let scheme = path.split(['/', '.']).next().is_some_and(|start| start.contains(':'));
        if path.is_empty() || scheme || path.starts_with('/') {
            continue;
        }
        if !(expected.exists)(&decoded(path)) {
            findings.push(at(LINK, span).fact("href", written));
        }
    }
}

/// A path with `%20` and the like decoded; as written where that is not UTF-8.
fn decoded(path: &str) -> String {
    percent_decode_str(path).decode_utf8().map_or_else(|_| path.to_owned(), Cow::into_owned)
}

fn images(page: &Page<'_>, findings: &mut Vec<Finding>) {
    for tag in page.all("img") {
        match tag.attribute("alt") {
            None => findings.push(at(IMAGE, tag.span).fact("alt", "none")),
            Some((alt, span)) => {
                let lower = alt.to_ascii_lowercase();
                if [".jpg", ".jpeg", ".png", ".gif", ".webp"].iter().any(|ending| lower.ends_with(ending)) {
                    findings.push(at(IMAGE, span).fact("alt", alt));
                }
            }
        }
    }
}

fn pending(page: &Page<'_>, expected: &Expected<'_>, findings: &mut Vec<Finding>) {
    let Some(want) = expected.pending else { return };
    let marked: Vec<Span> = page
        .tags
        .iter()
        .filter(|tag| {
            tag.attribute("class")
                .is_some_and(|(class, _)| class.split_whitespace().any(|name| name == "anban-pending"))
        })
        .map(|tag| tag.span)
        .collect();
    if marked.len() != want {
        let span = marked.first().copied().unwrap_or_default();
        findings.push(at(PENDING, span).fact("found", marked.len().to_string()).fact("want", want.to_string()));
    }
}

fn template(page: &Page<'_>, findings: &mut Vec<Finding>) {
    if !page.html.contains("{{") && !page.html.contains("{%") {
        return;
    }
    let hidden: Vec<Span> = page
        .tags
        .iter()
        .filter(|tag| matches!(tag.name.as_str(), "script" | "style" | "code" | "pre"))
        .map(|tag| page.inner(tag))
        .collect();
    for (opening, closing) in [("{{", "}}"), ("{%", "%}")] {
        for (start, _) in page.html.match_indices(opening) {
            let Some(len) = page.html[start..].find(closing).filter(|&len| len < 200) else { continue };
            let span = Span::new(start, start + len + closing.len());
            if !hidden.iter().any(|block| block.contains(span)) {
                findings.push(at(TEMPLATE, span).fact("text", span.of(page.html)));
            }
        }
    }
}
