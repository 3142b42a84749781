//! The concordance: where a phrase stands in the memory, as it is typed.

use std::sync::Arc;

use axum::{
    extract::{Query, State},
    response::Response,
};
use serde::{Deserialize, Serialize};

use super::{App, app::Broken, guard::User, view::Chrome};
use crate::{locale::Locale, review::Found};

/// Sentences shown.
const LIMIT: usize = 30;

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub(super) struct Asked {
    q: String,
    within: String,
    piece: String,
}

#[derive(Serialize)]
struct Hit {
    #[serde(flatten)]
    found: Found,
    /// The Vietnamese before, in and after the phrase, where it stands there.
    source_parts: [String; 3],
    target_parts: [String; 3],
}

#[derive(Serialize)]
struct Page<'a> {
    #[serde(flatten)]
    chrome: Chrome<'a>,
    q: &'a str,
    within: Option<Locale>,
    hits: Vec<Hit>,
    /// Nothing can be found yet: the concordance is being made.
    preparing: bool,
    locales: [Locale; 4],
}

pub(super) async fn search(
    State(app): State<Arc<App>>,
    user: User,
    Query(asked): Query<Asked>,
) -> Result<Response, Broken> {
    let within = asked.within.parse().ok();
    let found = app.desk.search(&user.person, within, &asked.q, LIMIT).await?;
    let preparing = found.is_none();
    let hits = found.unwrap_or_default().into_iter().map(|found| Hit {
        source_parts: parts(&found.source, &asked.q),
        target_parts: parts(&found.target, &asked.q),
        found,
    });
    let page = Page {
        chrome: Chrome::new(&user, "/search"),
        q: &asked.q,
        within,
        hits: hits.collect(),
        preparing,
        locales: Locale::ALL,
    };
    Ok(app.show(if asked.piece.is_empty() { "search.html" } else { "found.html" }, &page))
}

/// `text` before, in and after `phrase`, whatever the case of its letters; all before where it is not there.
fn parts(text: &str, phrase: &str) -> [String; 3] {
    let small = |text: &str| text.chars().flat_map(char::to_lowercase).collect::<Vec<char>>();
    let phrase = small(phrase.trim());
    let starts = text.char_indices().map(|(at, _)| at);
    for start in starts.filter(|_| !phrase.is_empty()) {
        let rest = text.get(start..).unwrap_or_default();
        let mut left = phrase.as_slice();
        for (at, c) in rest.char_indices() {
            let own: Vec<char> = c.to_lowercase().collect();
            let Some(after) = left.strip_prefix(own.as_slice()) else { break };
            left = after;
            if left.is_empty() {
                let end = start + at + c.len_utf8();
                let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default().to_owned();
                return [part(0, start), part(start, end), part(end, text.len())];
            }
        }
    }
    [text.to_owned(), String::new(), String::new()]
}
