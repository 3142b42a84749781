//! The pages of one article beside each other.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use super::{Found, Sheet, edition::Written};
use crate::{
    diagnostic::{Finding, Levels, Place},
    locale::Locale,
    qa,
    text::LineIndex,
};

/// Whether the pages of each article that lie in one folder link one another as their alternates do.
pub fn alternates(pages: &[Written], levels: &Levels, sheet: &mut Sheet) {
    let mut articles: BTreeMap<(&str, &str), Vec<&Written>> = BTreeMap::new();
    for page in pages {
        let folder = page.file.rsplit_once('/').map_or("", |(folder, _)| folder);
        articles.entry((page.article.as_str(), folder)).or_default().push(page);
    }
    for pages in articles.into_values().filter(|pages| pages.len() > 1) {
        let found = between(&pages, levels, &sheet.sources);
        sheet.found.extend(found);
    }
    // Findings stand by input.
    sheet.found.sort_by_key(|found| found.input);
}

fn between(pages: &[&Written], levels: &Levels, sources: &HashMap<Arc<str>, String>) -> Vec<Found> {
    let texts: Vec<(Locale, &str, &str)> = pages
        .iter()
        .map(|page| {
            let name = page.file.rsplit('/').next().unwrap_or_default();
            (page.locale, name, sources.get(&page.file).map_or("", String::as_str))
        })
        .collect();
    let faults = qa::check_alternates(&texts, levels).into_iter();
    let found = faults.filter_map(|(number, finding)| {
        let (page, (_, _, text)) = (pages.get(number)?, texts.get(number)?);
        let place = Place::new(&page.file, text, &LineIndex::new(text), finding.target.unwrap_or_default());
        let finding = Finding { target: None, ..finding.at(place) };
        Some(Found { finding, input: page.input, key: None, anchor: String::new() })
    });
    found.collect()
}
