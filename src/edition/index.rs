//! The page that lists the articles of an output folder with the state of each edition.

use serde::Serialize;

use super::{Count, Error, Templates};
use crate::locale::{Args, Locale, Messages};

/// One article.
#[derive(Clone, Debug, Serialize)]
pub struct IndexArticle {
    /// Its Vietnamese headline, or its file's name.
    pub title: String,
    /// Its editions.
    pub editions: Vec<IndexEdition>,
}

/// One edition.
#[derive(Clone, Debug, Serialize)]
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
    struct Row<'a> {
        edition: &'a IndexEdition,
        language: String,
        state: String,
        complete: bool,
    }
    #[derive(Serialize)]
    struct Entry<'a> {
        title: &'a str,
        rows: Vec<Row<'a>>,
    }
    let row = |edition| {
        let IndexEdition { count, locale, .. } = edition;
        let mut args = Args::new();
        args.set("pending", count.pending);
        args.set("segments", count.segments);
        args.set("machine", count.machine);
        let complete = count.pending == 0;
        let state = messages.say_with(if complete { "index-complete" } else { "index-incomplete" }, &args);
        Row { edition, language: messages.say(&format!("edition-language-{locale}")), state, complete }
    };
    let entries: Vec<Entry<'_>> = articles
        .iter()
        .map(|article| Entry { title: &article.title, rows: article.editions.iter().map(row).collect() })
        .collect();
    templates.render(
        "index.html",
        minijinja::context! { lang => messages.locale().tag(), title => messages.say("index-title"), entries },
    )
}
