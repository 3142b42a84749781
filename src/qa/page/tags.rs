//! The tags of a page with their places: just enough HTML to check what Anban and its templates write.

use crate::text::Span;

/// A start tag.
pub(super) struct Tag<'a> {
    /// Its name in lower case.
    pub name: String,
    /// The whole tag.
    pub span: Span,
    /// Its attributes in order: name in lower case, value as written, place of the value.
    pub attributes: Vec<(String, &'a str, Span)>,
}

impl<'a> Tag<'a> {
    /// The value of an attribute, with its place.
    pub fn attribute(&self, name: &str) -> Option<(&'a str, Span)> {
        self.attributes.iter().find(|(own, ..)| own == name).map(|&(_, value, span)| (value, span))
    }

    /// Whether an attribute has this value, capitals aside.
    pub fn is(&self, name: &str, value: &str) -> bool {
        self.attribute(name).is_some_and(|(own, _)| own.eq_ignore_ascii_case(value))
    }
}

/// A page taken apart.
pub(super) struct Page<'a> {
    pub html: &'a str,
    /// Its start tags in order.
    pub tags: Vec<Tag<'a>>,
}

impl<'a> Page<'a> {
    /// Finds the start tags; comments, and what stands in `script` and `style`, hold none.
    pub fn read(html: &'a str) -> Self {
        let mut tags = Vec::new();
        let mut at = 0;
        while let Some(open) = html[at..].find('<').map(|found| at + found) {
            let rest = &html[open..];
            if rest.starts_with("<!--") {
                at = rest.find("-->").map_or(html.len(), |end| open + end + 3);
                continue;
            }
            if !rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
                at = open + 1;
                continue;
            }
            let tag = tag(html, open);
            at = tag.span.end;
            if matches!(tag.name.as_str(), "script" | "style") {
                at = closing(html, at, &tag.name);
            }
            tags.push(tag);
        }
        Self { html, tags }
    }

    /// The tags of this name.
    pub fn all<'b>(&'b self, name: &'b str) -> impl Iterator<Item = &'b Tag<'a>> {
        self.tags.iter().filter(move |tag| tag.name == name)
    }

    /// The links of the head with this `rel`.
    pub fn links<'b>(&'b self, rel: &'b str) -> impl Iterator<Item = &'b Tag<'a>> {
        self.all("link").filter(move |tag| tag.is("rel", rel))
    }

    /// What stands between a start tag and the end tag of its name, as written.
    pub fn inner(&self, tag: &Tag<'_>) -> Span {
        Span::new(tag.span.end, closing(self.html, tag.span.end, &tag.name))
    }

    /// The text between a start tag and its end tag: tags taken out, entities decoded, white space joined.
    pub fn text(&self, tag: &Tag<'_>) -> String {
        let mut text = String::new();
        let mut inside = false;
        for c in self.inner(tag).of(self.html).chars() {
            match c {
                '<' => inside = true,
                '>' if inside => inside = false,
                c if !inside => text.push(c),
                _ => {}
            }
        }
        htmlize::unescape(text.as_str()).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Where the end tag of `name` begins, from byte `from` on; the end of the page where there is none.
fn closing(html: &str, from: usize, name: &str) -> usize {
    html[from..]
        .match_indices("</")
        .find(|&(at, _)| {
            let rest = &html[from + at + 2..];
            rest.get(..name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name))
                && !rest[name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric())
        })
        .map_or(html.len(), |(at, _)| from + at)
}

fn tag(html: &str, open: usize) -> Tag<'_> {
    let is_name = |c: char| !c.is_whitespace() && !matches!(c, '>' | '/' | '=');
    let mut at = open + 1;
    let name_len = html[at..].find(|c| !is_name(c)).unwrap_or(html.len() - at);
    let name = html[at..at + name_len].to_ascii_lowercase();
    at += name_len;
    let mut attributes = Vec::new();
    loop {
        at += html[at..].find(|c: char| !c.is_whitespace() && c != '/').unwrap_or(html.len() - at);
        if at >= html.len() || html[at..].starts_with('>') {
            break;
        }
        let len = html[at..].find(|c| !is_name(c)).unwrap_or(html.len() - at);
        let attribute = html[at..at + len].to_ascii_lowercase();
        // A stray "=" is passed over.
        at += len.max(1);
        let gap = html[at..].find(|c: char| !c.is_whitespace()).unwrap_or(html.len() - at);
        if !html[at + gap..].starts_with('=') {
            attributes.push((attribute, "", Span::new(at, at)));
            continue;
        }
        at += gap + 1;
        at += html[at..].find(|c: char| !c.is_whitespace()).unwrap_or(html.len() - at);
        let value = match html[at..].chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let start = at + 1;
                let end = html[start..].find(quote).map_or(html.len(), |len| start + len);
                at = (end + 1).min(html.len());
                Span::new(start, end)
            }
            _ => {
                let end = html[at..].find(|c: char| c.is_whitespace() || c == '>').map_or(html.len(), |len| at + len);
                let start = at;
                at = end;
                Span::new(start, end)
            }
        };
        attributes.push((attribute, value.of(html), value));
    }
    Tag { name, span: Span::new(open, (at + 1).min(html.len())), attributes }
}
