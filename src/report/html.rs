//! A report as one HTML page that an editor can read: by article, then by rule, nothing fetched from anywhere.

use std::collections::BTreeMap;

use minijinja::{AutoEscape, Environment};
use serde::Serialize;

use super::{Document, Item, document::Regions};
use crate::{
    diagnostic::Severity,
    locale::{Args, Messages},
};

const TEMPLATE: &str = include_str!("../../templates/report.html");

#[derive(Serialize)]
struct Page {
    lang: &'static str,
    title: String,
    summary: String,
    clean: Option<String>,
    errors: usize,
    warnings: usize,
    infos: usize,
    words: BTreeMap<&'static str, String>,
    articles: Vec<Article>,
    rules_title: String,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
struct Article {
    title: String,
    rules: Vec<Group>,
}

#[derive(Serialize)]
struct Group {
    code: String,
    severity: &'static str,
    findings: Vec<Shown>,
}

#[derive(Serialize)]
struct Shown {
    message: String,
    severity: &'static str,
    locale: Option<&'static str>,
    file: String,
    place: String,
    before: String,
    inside: String,
    after: String,
    notes: Vec<String>,
    sources: Vec<String>,
    counts: bool,
}

#[derive(Serialize)]
struct Rule {
    code: String,
    lines: Vec<(String, String)>,
}

/// The page.
///
/// # Errors
/// Where the template cannot be filled, which the tests rule out.
pub fn html(document: &Document<'_>) -> Result<String, String> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_template("report.html", TEMPLATE).map_err(|error| format!("{error:#}"))?;
    let template = environment.get_template("report.html").map_err(|error| format!("{error:#}"))?;
    template.render(minijinja::value::Serde(page(document))).map_err(|error| format!("{error:#}"))
}

fn page(document: &Document<'_>) -> Page {
    let messages = document.messages;
    let tally = document.tally();
    let mut args = Args::new();
    args.set("errors", tally.errors);
    args.set("warnings", tally.warnings);
    args.set("infos", tally.infos);
    args.set("inputs", document.sections.len());
    let words = [Severity::Error, Severity::Warning, Severity::Info]
        .map(|severity| (name(severity), messages.say(&format!("severity-{}", name(severity)))));
    let mut codes: Vec<&str> = document.items.iter().map(|item| item.finding.code.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    let rules = codes.iter().filter_map(|code| document.rule(code)).map(|rule| Rule {
        code: rule.code.to_owned(),
        lines: rule
            .doc
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| match line.split_once(": ") {
                Some((head, text)) if head.len() < 30 => (head.to_owned(), text.to_owned()),
                _ => (String::new(), line.to_owned()),
            })
            .collect(),
    });
    Page {
        lang: messages.locale().tag(),
        title: messages.say("report-title"),
        summary: messages.say_with("report-summary", &args),
        clean: document.items.is_empty().then(|| messages.say("report-clean")),
        errors: tally.errors,
        warnings: tally.warnings,
        infos: tally.infos,
        words: words.into_iter().collect(),
        articles: articles(document),
        rules_title: messages.say("report-rules"),
        rules: rules.collect(),
    }
}

/// The findings by article in input order, what belongs to none last; in each by rule, in the order in which the
/// rules first occur.
fn articles(document: &Document<'_>) -> Vec<Article> {
    let mut regions = document.regions();
    let mut articles: Vec<(Option<&str>, Vec<Group>)> = Vec::new();
    for item in document.items {
        let article = document.sections.get(item.section).and_then(|section| section.article.as_deref());
        let at = articles.iter().position(|(known, _)| *known == article).unwrap_or_else(|| {
            articles.push((article, Vec::new()));
            articles.len() - 1
        });
        let Some((_, groups)) = articles.get_mut(at) else { continue };
        let code = &item.finding.code;
        let at = groups.iter().position(|group| group.code == *code).unwrap_or_else(|| {
            let severity = name(item.finding.severity);
            groups.push(Group { code: code.clone(), severity, findings: Vec::new() });
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(at) {
            group.findings.push(shown(item, document.messages, &mut regions));
        }
    }
    articles.sort_by_key(|(article, _)| article.is_none());
    let other = document.messages.say("report-other");
    let title = |article: Option<&str>| article.map_or_else(|| other.clone(), str::to_owned);
    articles.into_iter().map(|(article, rules)| Article { title: title(article), rules }).collect()
}

fn shown(item: &Item, messages: &Messages, regions: &mut Regions<'_>) -> Shown {
    let finding = &item.finding;
    let place = finding.place.as_ref();
    let (before, inside, after) = place.and_then(|place| regions.excerpt(place)).unwrap_or_default();
    let mut args = Args::new();
    if let Some(place) = place {
        args.set("line", place.position.line);
        args.set("column", place.position.column);
    }
    let mut notes = Vec::new();
    if let Some(reason) = &item.waived {
        let mut args = Args::new();
        args.set("reason", reason.as_str());
        notes.push(messages.say_with("report-waived", &args));
    }
    if item.known {
        notes.push(messages.say("report-known"));
    }
    let sources = finding.labels.iter().filter(|label| label.message == "label-source-sentence");
    let sources = sources.filter_map(|label| regions.excerpt(&label.place));
    Shown {
        message: finding.message(messages),
        severity: name(finding.severity),
        locale: finding.locale.map(|locale| locale.tag()),
        file: place.map_or_else(String::new, |place| place.file.to_string()),
        place: place.map_or_else(String::new, |_| messages.say_with("report-place", &args)),
        before: before.to_owned(),
        inside: inside.to_owned(),
        after: after.to_owned(),
        notes,
        sources: sources.map(|(before, inside, after)| format!("{before}{inside}{after}")).collect(),
        counts: item.counts(),
    }
}

const fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}
