//! The page's head: language, encoding, title, links between the editions.

use std::collections::BTreeMap;

use super::{Expected, at, entry, file_name, tags::Page};
use crate::{
    diagnostic::{
        Finding, Fix,
        Severity::{Error, Warning},
    },
    locale::Locale,
    qa::catalogue::Entry,
    text::Span,
};

const LANG: Entry = entry(
    "page-lang",
    Error,
    "What it finds: an `html` element without `lang`, or with another language than the edition's.\n\
     Why: screen readers choose the voice by it, browsers the font and the line breaks: kanji look Chinese without it.\n\
     Example: `<html lang=\"vi\">` on the Japanese page.\n\
     How to fix: write the edition's tag; `anban check --fix` does where there is one to change.",
);

const CHARSET: Entry = entry(
    "page-charset",
    Warning,
    "What it finds: a page whose first 1,024 bytes do not say that it is UTF-8.\n\
     Why: opened from a disk it would be guessed.\n\
     Example: a template without `<meta charset=\"utf-8\">`.\n\
     How to fix: put the element first into the head.",
);

const TITLE: Entry = entry(
    "page-title",
    Warning,
    "What it finds: a page without a title, or without exactly one `h1`.\n\
     Why: search engines and screen readers take the article's name from them.\n\
     Example: a template that prints the headline twice as `h1`.\n\
     How to fix: mend the template.",
);

const HREFLANG: Entry = entry(
    "page-hreflang",
    Warning,
    "What it finds: an edition of the article that the page does not link with `rel=\"alternate\" hreflang`, this one \
     included; a link with a tag that is no language, twice the same, or leading to another file.\n\
     Why: search engines show each reader their own language only if the set is complete.\n\
     Example: `hreflang=\"jp\"`; Japanese is `ja`.\n\
     How to fix: write the edition again with all its siblings.",
);

const CANONICAL: Entry = entry(
    "page-canonical",
    Warning,
    "What it finds: a page without a canonical address, with two, or with that of another page.\n\
     Why: a search engine would drop the page in favour of the other one.\n\
     Example: the Korean page with the address of the English one.\n\
     How to fix: write the edition again; look at `base-url` in `[edition]`.",
);

pub(super) const ENTRIES: &[Entry] = &[LANG, CHARSET, TITLE, HREFLANG, CANONICAL];

pub(super) fn check(page: &Page<'_>, expected: &Expected<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    lang(page, expected, &mut findings);
    charset(page, &mut findings);
    title(page, &mut findings);
    hreflang(page, expected, &mut findings);
    canonical(page, expected, &mut findings);
    findings
}

fn lang(page: &Page<'_>, expected: &Expected<'_>, findings: &mut Vec<Finding>) {
    let want = expected.locale.tag();
    let root = page.all("html").next();
    match root.and_then(|tag| tag.attribute("lang")) {
        Some((value, span)) => {
            if value.split('-').next().is_none_or(|language| !language.eq_ignore_ascii_case(want)) {
                let fix = Fix { span, replacement: want.to_owned(), safe: true };
                let finding = at(LANG, span).fact("found", value).fact("want", want);
                findings.push(Finding { fix: Some(fix), ..finding });
            }
        }
        None => {
            let span = root.map_or(Span::new(0, 0), |tag| tag.span);
            findings.push(at(LANG, span).fact("found", "none").fact("want", want));
        }
    }
}

fn charset(page: &Page<'_>, findings: &mut Vec<Finding>) {
    let says = page.all("meta").filter(|tag| tag.span.start < 1024).any(|tag| {
        tag.is("charset", "utf-8")
            || tag.attribute("content").is_some_and(|(value, _)| value.to_ascii_lowercase().contains("charset=utf-8"))
    });
    if !says {
        let span = page.all("head").next().map_or(Span::new(0, 0), |tag| tag.span);
        findings.push(at(CHARSET, span));
    }
}

fn title(page: &Page<'_>, findings: &mut Vec<Finding>) {
    let title = page.all("title").next();
    if title.is_none_or(|tag| page.text(tag).is_empty()) {
        let span = title.map_or(Span::new(0, 0), |tag| tag.span);
        findings.push(at(TITLE, span).fact("fault", "title"));
    }
    let headings: Vec<Span> = page.all("h1").map(|tag| tag.span).collect();
    if headings.len() != 1 {
        let span = headings.get(1).copied().unwrap_or_default();
        findings.push(at(TITLE, span).fact("fault", if headings.is_empty() { "none" } else { "several" }));
    }
}

fn hreflang(page: &Page<'_>, expected: &Expected<'_>, findings: &mut Vec<Finding>) {
    let mut seen: BTreeMap<Locale, &str> = BTreeMap::new();
    let mut last = page.all("head").next().map_or(Span::new(0, 0), |tag| tag.span);
    let found = |fault: &str, tag: &str, span: Span| at(HREFLANG, span).fact("fault", fault).fact("tag", tag);
    for link in page.links("alternate") {
        let Some((tag, place)) = link.attribute("hreflang") else { continue };
        last = link.span;
        let (href, target) = link.attribute("href").unwrap_or(("", place));
        if tag.eq_ignore_ascii_case("x-default") {
            continue;
        }
        // "jp" is no language; FromStr takes what stands before a hyphen.
        let Ok(locale) = tag.parse::<Locale>() else {
            findings.push(found("unknown", tag, place));
            continue;
        };
        if seen.insert(locale, href).is_some() {
            findings.push(found("twice", tag, place));
        } else if let Some((_, file)) = expected.editions.iter().find(|(own, _)| *own == locale)
            && file_name(href) != *file
        {
            findings.push(found("elsewhere", tag, target));
        }
    }
    for (locale, _) in expected.editions.iter().filter(|(locale, _)| !seen.contains_key(locale)) {
        findings.push(found("missing", locale.tag(), last));
    }
}

fn canonical(page: &Page<'_>, expected: &Expected<'_>, findings: &mut Vec<Finding>) {
    let links: Vec<_> = page.links("canonical").collect();
    match links.as_slice() {
        [] => {
            let span = page.all("head").next().map_or(Span::new(0, 0), |tag| tag.span);
            findings.push(at(CANONICAL, span).fact("fault", "missing").fact("href", ""));
        }
        [only] => {
            let (href, span) = only.attribute("href").unwrap_or(("", only.span));
            if file_name(href) != expected.file {
                findings.push(at(CANONICAL, span).fact("fault", "elsewhere").fact("href", href));
            }
        }
        [_, second, ..] => {
            let (href, span) = second.attribute("href").unwrap_or(("", second.span));
            findings.push(at(CANONICAL, span).fact("fault", "twice").fact("href", href));
        }
    }
}
