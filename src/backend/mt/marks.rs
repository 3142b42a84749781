//! Markup and terms in marks that a translation service carries through, and taking them out again.
//!
//! What goes out is a segment with tags `<1>…</1>` and `<2/>`. As HTML a pair is `<span id="c1">…</span>` and a code
//! alone `<span id="c2" class="notranslate"></span>`; as placeholders they are `⟦1⟧…⟦/1⟧` and `⟦2⟧`. A protected term
//! is `⟦t1⟧` and becomes its rendering. An answer counts only if every mark is there exactly once.

use crate::backend::{MarkupSupport, Request};

/// What is put into marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    /// How codes travel.
    pub markup: MarkupSupport,
    /// Whether terms and names are replaced by placeholders.
    pub protect: bool,
    /// What stands before and after a term's rendering, and after the term, to tell it inline.
    pub inline: Option<(&'static str, &'static str, &'static str)>,
}

/// A text in marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// What goes out.
    pub text: String,
    /// Whether it is HTML.
    pub html: bool,
    /// The tags it must come back with, in any order.
    tags: Vec<String>,
    /// The renderings of its protected terms.
    terms: Vec<String>,
}

/// A piece of a segment.
enum Piece<'a> {
    Text(&'a str),
    Tag(&'a str),
}

impl Marked {
    /// `request` in marks.
    #[must_use]
    pub fn new(request: &Request, marks: &Marks) -> Self {
        let pieces = pieces(&request.text);
        let coded = pieces.iter().any(|piece| matches!(piece, Piece::Tag(_)));
        let html = marks.inline.is_some() || coded && marks.markup == MarkupSupport::Html;
        let mut marked = Self { text: String::new(), html, tags: Vec::new(), terms: Vec::new() };
        for piece in pieces {
            match piece {
                Piece::Tag(tag) => {
                    marked.tags.push(tag.to_owned());
                    marked.text.push_str(&outgoing(tag, html));
                }
                Piece::Text(text) => marked.push(text, request, marks),
            }
        }
        marked
    }

    /// `request` without its codes and without marks.
    #[must_use]
    pub fn plain(request: &Request) -> Self {
        let text = pieces(&request.text).into_iter().filter_map(|piece| match piece {
            Piece::Text(text) => Some(text),
            Piece::Tag(_) => None,
        });
        Self { text: text.collect(), html: false, tags: Vec::new(), terms: Vec::new() }
    }

    fn push(&mut self, text: &str, request: &Request, marks: &Marks) {
        let mut hints: Vec<(&str, &str)> =
            request.names.iter().map(|name| (name.source.as_str(), name.target.as_str())).collect();
        hints.extend(request.terms.iter().map(|term| (term.source.as_str(), term.target.as_str())));
        hints.retain(|(source, target)| !source.is_empty() && !target.is_empty());
        // The longest first: a term inside another is part of it.
        hints.sort_by_key(|(source, _)| std::cmp::Reverse(source.len()));
        let told = marks.protect || marks.inline.is_some();
        let mut rest = text;
        let mut in_word = false;
        while let Some(first) = rest.chars().next() {
            let found =
                if in_word || !told { None } else { hints.iter().find(|(source, _)| stands_at_start(rest, source)) };
            if let Some((source, target)) = found {
                match marks.inline {
                    Some((before, between, after)) => {
                        self.text.push_str(before);
                        self.text.push_str(&escape(target));
                        self.text.push_str(between);
                        self.text.push_str(&escape(source));
                        self.text.push_str(after);
                    }
                    None => {
                        self.terms.push((*target).to_owned());
                        self.text.push_str(&format!("⟦t{}⟧", self.terms.len()));
                    }
                }
                rest = rest.get(source.len()..).unwrap_or_default();
                in_word = true;
            } else {
                let (head, tail) = rest.split_at(first.len_utf8());
                if self.html {
                    self.text.push_str(&escape(head));
                } else {
                    self.text.push_str(head);
                }
                rest = tail;
                in_word = first.is_alphanumeric();
            }
        }
    }

    /// The answer with its codes as tags and its terms as their renderings; nothing where a mark is missing, stands
    /// twice or was made up.
    #[must_use]
    pub fn restore(&self, answer: &str) -> Option<String> {
        let text = if self.html { from_html(answer)? } else { answer.to_owned() };
        let mut restored = String::with_capacity(text.len());
        let mut tags: Vec<Option<&str>> = self.tags.iter().map(|tag| Some(tag.as_str())).collect();
        let mut terms: Vec<Option<&str>> = self.terms.iter().map(|term| Some(term.as_str())).collect();
        let mut rest = text.as_str();
        while let Some(at) = rest.find('⟦') {
            restored.push_str(rest.get(..at)?);
            let (inside, tail) = rest.get(at + '⟦'.len_utf8()..)?.split_once('⟧')?;
            let inside: String = inside.chars().filter(|character| !character.is_whitespace()).collect();
            if let Some(number) = inside.strip_prefix(['t', 'T']).and_then(|number| number.parse::<usize>().ok()) {
                restored.push_str(terms.get_mut(number.checked_sub(1)?)?.take()?);
            } else {
                let tag = tags.iter_mut().find(|tag| tag.is_some_and(|tag| bare(tag) == inside))?;
                restored.push_str(tag.take()?);
            }
            rest = tail;
        }
        restored.push_str(rest);
        let whole = tags.iter().all(Option::is_none) && terms.iter().all(Option::is_none);
        whole.then_some(restored)
    }
}

/// `<1>` as `1`, `</1>` as `/1`, `<2/>` as `2`: a pair's number never is that of a code alone.
fn bare(tag: &str) -> &str {
    tag.trim_matches(['<', '>']).trim_end_matches('/')
}

fn outgoing(tag: &str, html: bool) -> String {
    let inside = bare(tag);
    match (html, inside.strip_prefix('/'), tag.ends_with("/>")) {
        (false, ..) => format!("⟦{inside}⟧"),
        (true, Some(_), _) => "</span>".to_owned(),
        (true, None, true) => format!("<span id=\"c{inside}\" class=\"notranslate\"></span>"),
        (true, None, false) => format!("<span id=\"c{inside}\">"),
    }
}

/// HTML of our own making as text with placeholders; nothing where its tags do not pair.
fn from_html(answer: &str) -> Option<String> {
    let mut text = String::with_capacity(answer.len());
    let mut open: Vec<Option<String>> = Vec::new();
    let mut rest = answer;
    while let Some(at) = rest.find('<') {
        text.push_str(&htmlize::unescape(rest.get(..at)?));
        let (tag, tail) = rest.get(at + 1..)?.split_once('>')?;
        rest = tail;
        let name: String =
            tag.chars().take_while(|character| character.is_alphanumeric() || ":/".contains(*character)).collect();
        match name.as_str() {
            "span" => {
                let number: String = tag
                    .split("id=")
                    .nth(1)?
                    .chars()
                    .skip_while(|mark| "\"' c".contains(*mark))
                    .take_while(char::is_ascii_digit)
                    .collect();
                text.push_str(&format!("⟦{number}⟧"));
                open.push((!tag.contains("notranslate")).then_some(number));
            }
            "/span" => {
                if let Some(number) = open.pop()? {
                    text.push_str(&format!("⟦/{number}⟧"));
                }
            }
            // What told a term inline may be left standing around its rendering.
            "mstrans:dictionary" | "/mstrans:dictionary" => {}
            _ => return None,
        }
    }
    text.push_str(&htmlize::unescape(rest));
    open.is_empty().then_some(text)
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}

fn stands_at_start(text: &str, term: &str) -> bool {
    text.strip_prefix(term).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Cuts a segment at its tags. A `\` before a tag says that it is text.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('<')) {
        let start = at + found;
        let rest = text.get(start..).unwrap_or_default();
        let escapes = text.get(..start).unwrap_or_default().bytes().rev().take_while(|byte| *byte == b'\\').count();
        let tag = rest.find('>').and_then(|end| rest.get(..=end)).filter(|tag| {
            let number = bare(tag).trim_start_matches('/');
            !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) && escapes.is_multiple_of(2)
        });
        at = start + tag.map_or(1, str::len);
        if let Some(tag) = tag {
            pieces.push(Piece::Text(text.get(from..start).unwrap_or_default()));
            pieces.push(Piece::Tag(tag));
            from = at;
        }
    }
    pieces.push(Piece::Text(text.get(from..).unwrap_or_default()));
    pieces
}
