//! `page-hreflang-mutual`: editions that do not point back at each other.

use std::collections::HashMap;

use super::{at, entry, file_name, tags::Page};
use crate::{
    diagnostic::{Finding, Levels, Severity::Warning},
    locale::Locale,
    qa::catalogue::Entry,
    text::Span,
};

const MUTUAL: Entry = entry(
    "page-hreflang-mutual",
    Warning,
    "What it finds: a page that another edition of the article links as its alternate and that does not link back.\n\
     Why: search engines ignore links between editions that are not mutual.\n\
     Example: the English page names the Korean one, which was written before English was added.\n\
     How to fix: write all editions of the article again.",
);

pub(super) const ENTRIES: &[Entry] = &[MUTUAL];

/// The pages of one article that other pages of it link and that do not link back, each finding with the number
/// of the page at fault. `pages` are the language, the file name and the HTML of each.
#[must_use]
pub fn check_alternates(pages: &[(Locale, &str, &str)], levels: &Levels) -> Vec<(usize, Finding)> {
    let links: Vec<(Vec<String>, Span)> = pages
        .iter()
        .map(|(_, _, html)| {
            let page = Page::read(html);
            let alternates = page.links("alternate").filter(|tag| tag.attribute("hreflang").is_some());
            let head = page.all("head").next().map_or(Span::new(0, 0), |tag| tag.span);
            let mut last = head;
            let files = alternates
                .filter_map(|tag| {
                    last = tag.span;
                    tag.attribute("href").map(|(href, _)| file_name(href).to_owned())
                })
                .collect();
            (files, last)
        })
        .collect();
    let numbers: HashMap<&str, usize> =
        pages.iter().enumerate().map(|(number, (_, file, _))| (*file, number)).collect();
    let mut findings = Vec::new();
    for (from, (files, _)) in links.iter().enumerate() {
        let (locale, file, _) = pages[from];
        for to in files.iter().filter_map(|file| numbers.get(file.as_str()).copied()).filter(|&to| to != from) {
            let (back, place) = &links[to];
            if !back.iter().any(|own| own == file) {
                let finding = at(MUTUAL, *place).fact("href", file).fact("tag", locale.tag());
                let finding = levels.apply(Finding { locale: Some(pages[to].0), ..finding });
                findings.extend(finding.map(|finding| (to, finding)));
            }
        }
    }
    findings.sort_by_key(|&(number, _)| number);
    findings
}
