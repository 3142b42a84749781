//! The page that lists the articles of an output folder with the state of each edition.

use serde::{Deserialize, Serialize};

use super::{Count, Error, Templates};
use crate::locale::{Args, Locale, Messages};

/// One article.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct IndexArticle {
    /// Its Vietnamese headline, or its file's name.
    pub title: String,
    /// Its editions.
    pub editions: Vec<IndexEdition>,
}

/// One edition.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct IndexEdition {
    /// Its language.
    pub locale: Locale,
    /// Its title.
    pub title: String,
    /// Its file, relative to the index page.
    pub href: String,
    /// How much of it may be published.
    pub count: Count,
}

/// The index page, in the language of `messages`.
///
/// # Errors
/// A template that does not render.
pub fn index_page(articles: &[IndexArticle], templates: &Templates, messages: &Messages) -> Result<String, Error> {
    #[derive(Serialize)]
    struct Page<'a> {
        lang: &'a str,
        title: String,
        entries: Vec<Entry<'a>>,
    }
    #[derive(Serialize)]
    struct Entry<'a> {
        title: &'a str,
        rows: Vec<Row<'a>>,
    }
    let entries: Vec<Entry<'_>> = articles
        .iter()
        .map(|article| Entry {
            title: &article.title,
            rows: article.editions.iter().map(|edition| row(edition, messages)).collect(),
        })
        .collect();
    templates
        .render("index.html", &Page { lang: messages.locale().tag(), title: messages.say("index-title"), entries })
}

#[derive(Serialize)]
struct Row<'a> {
    edition: &'a IndexEdition,
    language: String,
    state: String,
    complete: bool,
}

fn row<'a>(edition: &'a IndexEdition, messages: &Messages) -> Row<'a> {
    let Count { segments, pending, machine } = edition.count;
    let mut args = Args::new();
    args.set("segments", segments);
    args.set("pending", pending);
    args.set("machine", machine);
    let complete = pending == 0;
    let state = messages.say_with(if complete { "index-complete" } else { "index-incomplete" }, &args);
    Row { edition, language: messages.say(&format!("edition-language-{}", edition.locale)), state, complete }
}
