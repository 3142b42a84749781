//! What an item says of itself, and the page it becomes.

use std::collections::HashSet;

use super::{Feed, FeedItem, press};
use crate::article::plain::ascii_words;

/// What a field of an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    /// `description`, `summary`: the whole text where there is no other, else its lead.
    Summary,
    /// `content:encoded`, `content`.
    Content,
    /// `excerpt:encoded` of WordPress.
    Excerpt,
    Author,
    Date,
    Link,
    Name,
    Kind,
    State,
}

impl Field {
    /// The field that the element `name` of the namespace `space` is.
    pub(super) fn of(name: &str, space: &str) -> Option<Self> {
        let wordpress = space.contains("wordpress.org/export");
        Some(match name {
            "title" => Self::Title,
            "description" | "summary" => Self::Summary,
            "encoded" if space.contains("excerpt") => Self::Excerpt,
            "encoded" | "content" => Self::Content,
            "creator" => Self::Author,
            "pubDate" | "published" | "date" => Self::Date,
            "link" => Self::Link,
            "post_name" if wordpress => Self::Name,
            "post_type" if wordpress => Self::Kind,
            "status" if wordpress => Self::State,
            _ => return None,
        })
    }
}

/// How a field's text is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Letters.
    Text,
    /// HTML, escaped once more.
    Html,
    /// HTML in XML's own form.
    Xhtml,
}

impl Form {
    /// RFC 4287, section 3.1; RSS means HTML everywhere.
    pub(super) fn of(kind: Option<&str>, space: &str) -> Self {
        match kind {
            Some("html" | "text/html") => Self::Html,
            Some("xhtml" | "application/xhtml+xml") => Self::Xhtml,
            _ if space.ends_with("/Atom") => Self::Text,
            _ => Self::Html,
        }
    }
}

/// An item being read; every text of it is HTML.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    title: String,
    summary: String,
    content: String,
    excerpt: String,
    author: String,
    date: String,
    pub(super) link: Option<String>,
    name: String,
    kind: String,
    state: String,
}

impl Draft {
    pub(super) fn push(&mut self, field: Field, form: Form, text: &str) {
        let into = match field {
            Field::Title => &mut self.title,
            Field::Summary => &mut self.summary,
            Field::Content => &mut self.content,
            Field::Excerpt => &mut self.excerpt,
            Field::Author => &mut self.author,
            Field::Date => &mut self.date,
            Field::Link => self.link.get_or_insert_default(),
            Field::Name => &mut self.name,
            Field::Kind => &mut self.kind,
            Field::State => &mut self.state,
        };
        if form == Form::Text { into.push_str(&escaped(text)) } else { into.push_str(text) }
    }

    /// Whether there is an article that anybody may read.
    fn is_article(&self) -> bool {
        let open = matches!(self.state.trim(), "" | "publish") && matches!(self.kind.trim(), "" | "post" | "page");
        open && [&self.title, &self.summary, &self.content].iter().any(|text| !text.trim().is_empty())
    }

    /// The lead and the text.
    fn texts(&self) -> (String, String) {
        let content = if self.kind.is_empty() { self.content.clone() } else { press::paragraphs(&self.content) };
        if content.trim().is_empty() {
            return (String::new(), self.summary.clone());
        }
        let lead = if self.excerpt.trim().is_empty() { &self.summary } else { &self.excerpt };
        // Many feeds give the beginning of the text as its summary, with an ellipsis.
        let plain = words(lead);
        let beginning = plain.trim_end_matches(['…', '.', ']', '[']).trim_end();
        let repeats = words(&content).contains(beginning);
        (if repeats { String::new() } else { lead.trim().to_owned() }, content)
    }

    fn page(&self) -> String {
        let title = self.title.trim();
        let (lead, content) = self.texts();
        let line = |text: &str, open: &str, close: &str| match text.trim() {
            "" => String::new(),
            text => format!("{open}{text}{close}\n"),
        };
        let attribute = |text: &str| text.trim().replace('"', "&quot;");
        let lead_is_block = lead.contains("<p") || lead.contains("<div");
        [
            "<!doctype html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n".to_owned(),
            line(&words(title), "<title>", "</title>"),
            line(&attribute(self.link.as_deref().unwrap_or_default()), "<link rel=\"canonical\" href=\"", "\">"),
            line(&attribute(&self.date), "<meta property=\"article:published_time\" content=\"", "\">"),
            "</head>\n<body>\n<article>\n".to_owned(),
            line(title, "<h1>", "</h1>"),
            if lead_is_block { line(&lead, "", "") } else { line(&lead, "<p class=\"lead\">", "</p>") },
            line(&content, "", ""),
            line(&self.author, "<p class=\"byline\">", "</p>"),
            "</article>\n</body>\n</html>\n".to_owned(),
        ]
        .concat()
    }

    /// A name for the article's files: the one it has, or that of its address, or of its headline.
    fn slug(&self, number: usize) -> String {
        let address = self.link.as_deref().unwrap_or_default();
        let path =
            address.split(['?', '#']).next().unwrap_or_default().split_once("://").map_or("", |(_, rest)| rest);
        let last = path.trim_end_matches('/').split('/').skip(1).last().unwrap_or_default();
        let last = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
        let candidates = [self.name.as_str(), last, &words(&self.title)];
        let slug = candidates.into_iter().map(ascii_words).find(|slug| !slug.is_empty());
        let slug = slug.map(|slug| slug.replace(' ', "-").chars().take(80).collect::<String>());
        slug.map_or_else(|| format!("item-{number}"), |slug| slug.trim_end_matches('-').to_owned())
    }
}

/// The articles of `drafts` as pages, each with a name of its own.
pub(super) fn items(drafts: Vec<Draft>) -> Feed {
    let mut feed = Feed::default();
    let mut taken = HashSet::new();
    for (at, draft) in drafts.iter().enumerate() {
        if !draft.is_article() {
            feed.passed_over += 1;
            continue;
        }
        let slug = draft.slug(at + 1);
        let numbers = (2..).map(|number| format!("{slug}-{number}"));
        let slug = std::iter::once(slug.clone()).chain(numbers).find(|slug| !taken.contains(slug)).unwrap_or(slug);
        taken.insert(slug.clone());
        feed.items.push(FeedItem { slug, page: draft.page() });
    }
    feed
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The text of a piece of HTML without its tags, spaces run together; references stay as they are.
fn words(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        let (before, tag) = rest.split_at(open);
        text.push_str(before);
        let is_tag = tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
        match tag.find('>').filter(|_| is_tag) {
            Some(close) => rest = &tag[close + 1..],
            None => {
                text.push_str("&lt;");
                rest = &tag[1..];
            }
        }
    }
    text.push_str(rest);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_what_is_seen() {
        for (html, text) in
            [("<p>Hà <b>Nội</b></p>\n hôm nay", "Hà Nội hôm nay"), ("1 < 2", "1 &lt; 2"), ("a<b", "a&lt;b"), ("", "")]
        {
            assert_eq!(words(html), text, "{html}");
        }
    }
}
