//! The walk over the tokens that collects units.

use std::{borrow::Cow, collections::HashSet};

use super::{
    elements::{self, Content, Element, Flow},
    entities::{decode_attribute, decode_text},
    head::{Description, charset_in, described, prolog_charset},
    stack::Stack,
    tag::{Kind, has_class, is_left_alone},
    tokens::{Tag, Token, Tokens},
    word::{alike, by_word, is_condition, is_idle, is_marker, settle, word_role},
};
use crate::{
    article::{
        Content as Text, HtmlSettings, MAX_CODES, Role, Unit, count_codes,
        dates::is_date,
        layout::{Mark, Quote, Shape},
        read::Parts,
        run::{Outcome, Run},
    },
    diagnostic::{Finding, Severity},
    text::Span,
};

/// Class names that Vietnamese newspapers give the lead paragraph and the by-line.
const LEAD: [&str; 6] = ["sapo", "lead", "article-sapo", "article__sapo", "standfirst", "chapeau"];
const BYLINE: [&str; 5] = ["byline", "author", "article-author", "article__author", "tac-gia"];

/// An element that is left alone, while it is open.
struct Closed {
    /// Its height on the stack.
    height: usize,
    start: usize,
    /// Whether it stands in running text.
    inline: bool,
    /// Whether it reads like a word.
    solid: bool,
    foreign: bool,
}

struct Reader<'a> {
    source: &'a str,
    settings: &'a HtmlSettings,
    roots: Option<HashSet<usize>>,
    stack: Stack,
    run: Run<'a, Kind>,
    closed: Option<Closed>,
    /// Whether the `<title>` that is open is to be read.
    in_title: bool,
    saw_headline: bool,
    saw_html: bool,
    /// Whether Word wrote the page.
    by_word: bool,
    parts: Parts,
}

/// Reads the page; `roots` are the offsets of the start tags of the article's roots.
pub(super) fn read(source: &str, settings: &HtmlSettings, roots: Option<HashSet<usize>>) -> Parts {
    let missing = roots.as_ref().is_some_and(HashSet::is_empty);
    let mut reader = Reader {
        source,
        settings,
        roots: roots.filter(|_| !missing),
        stack: Stack::new(),
        run: Run::default(),
        closed: None,
        in_title: false,
        saw_headline: false,
        saw_html: false,
        by_word: by_word(source),
        parts: Parts::default(),
    };
    reader.walk();
    if reader.by_word {
        settle(source, &mut reader.parts);
    }
    if let (true, Some(selector)) = (missing, &settings.root) {
        let finding = Finding::new("article-root-missing", Severity::Warning).fact("selector", selector.as_str());
        reader.parts.findings.push(finding);
    }
    reader.parts
}

impl<'a> Reader<'a> {
    fn walk(&mut self) {
        let mut tokens = Tokens::new(self.source);
        if let Some(span) = prolog_charset(self.source) {
            self.parts.marks.push(Mark::Charset(span));
        }
        while let Some(token) = tokens.next() {
            match token {
                Token::Text(span) if self.reads() => self.run.raw_text(span),
                Token::Other(span) if self.reads() && !self.run.is_empty() => {
                    if self.by_word && is_condition(span.of(self.source)) {
                        self.run.text(span, Cow::Borrowed(""));
                    } else {
                        self.run.alone(span, false);
                    }
                }
                Token::Escapable(span) if std::mem::take(&mut self.in_title) => self.title(span),
                Token::Text(_) | Token::Other(_) | Token::Escapable(_) => {}
                Token::Start(tag) => self.start(tag, tokens.in_foreign()),
                Token::End(name, span) => self.end(name, span),
            }
        }
        self.end_closed(self.source.len());
        self.flush();
    }

    fn reads(&self) -> bool {
        self.closed.is_none() && self.in_root()
    }

    fn in_root(&self) -> bool {
        self.roots.is_none() || self.stack.in_root()
    }

    fn start(&mut self, tag: Tag<'a>, in_foreign: bool) {
        let kind = Kind::numbered(tag.number, tag.name);
        let element = elements::at(kind.number);
        if let Some(Closed { height, foreign, .. }) = self.closed {
            if foreign && !in_foreign {
                self.stack.pop_to(height);
            } else if !foreign {
                self.stack.imply(kind);
            }
            if self.stack.len() > height {
                if element.content != Content::Void && !(tag.closed && in_foreign) {
                    self.stack.push(kind, None, false);
                }
                return;
            }
            self.end_closed(tag.span.start);
        }
        let is_root = self.roots.as_ref().is_some_and(|roots| roots.contains(&tag.span.start));
        let is_block = element.flow == Flow::Block || is_root;
        if is_block {
            self.flush();
            self.stack.imply(kind);
        }
        let marker = self.by_word && is_marker(self.source, tag);
        let left_alone = marker || is_left_alone(self.source, tag.attributes(self.source));
        self.marks(tag, is_root);
        if !left_alone && (self.in_root() || is_root) || tag.name.eq_ignore_ascii_case("meta") {
            self.attributes(tag, element.name);
        }
        let closed = self.is_closed(element, left_alone);
        if element.content == Content::Void || (tag.closed && matches!(element.name, "svg" | "math")) {
            self.void(tag, element, is_block);
        } else if closed {
            let solid = element.content == Content::Word || (left_alone && !marker);
            let height = self.stack.len();
            self.in_title = element.name == "title" && !left_alone;
            self.closed =
                Some(Closed { height, start: tag.span.start, inline: !is_block, solid, foreign: in_foreign });
            self.stack.push(kind, None, is_root);
        } else if is_block {
            self.stack.push(kind, self.role_by_class(tag, element.name), is_root);
        } else if self.in_root() {
            if self.by_word && is_idle(self.source, tag) {
                self.run.open_idle(tag.span, kind);
            } else {
                self.run.open(tag.span, kind);
            }
        }
    }

    fn is_closed(&self, element: Element, left_alone: bool) -> bool {
        left_alone || element.content != Content::Normal
    }

    fn void(&mut self, tag: Tag<'a>, element: Element, is_block: bool) {
        if is_block || !self.in_root() {
            return;
        }
        // Two line breaks in a row part paragraphs on pages that know no `<p>`.
        let is_break = |markup: &str| markup.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("<br"));
        if element.name == "br" && self.run.only_space_since(self.source, is_break) {
            self.flush();
        }
        self.run.alone(tag.span, false);
    }

    fn end(&mut self, name: &str, span: Span) {
        let kind = Kind::of(name);
        let target = self.stack.target(kind);
        if let Some(Closed { height, .. }) = self.closed {
            let Some(target) = target else { return };
            self.stack.pop_to(target);
            if target > height {
                return;
            }
            self.end_closed(if target == height { span.end } else { span.start });
            if target == height {
                return;
            }
        }
        if elements::at(kind.number).flow == Flow::Block || target.is_some() {
            self.flush();
            if let Some(target) = target {
                self.stack.pop_to(target);
            }
        } else if self.in_root() {
            self.run.close(span, kind);
        }
    }

    fn end_closed(&mut self, end: usize) {
        self.in_title = false;
        if let Some(Closed { start, inline: true, solid, .. }) = self.closed.take()
            && self.in_root()
        {
            self.run.alone(Span::new(start, end), solid);
        }
    }

    /// Makes a unit of what was read since the last border of a block.
    fn flush(&mut self) {
        if self.by_word {
            self.run.merge(self.source, alike);
        }
        match self.run.finish(self.source, decode_text) {
            Outcome::Blank => {}
            Outcome::TooManyCodes(span) => self.too_many_codes(span),
            Outcome::Unit(span, content) => {
                let role = match self.stack.role() {
                    Role::Heading { level: 1 } if !std::mem::replace(&mut self.saw_headline, true) => Role::Headline,
                    Role::Paragraph if is_date(&content) => Role::DateLine,
                    role => role,
                };
                self.parts.units.push((Unit { role, span, content }, Shape::HtmlText));
            }
        }
    }

    fn too_many_codes(&mut self, span: Span) {
        self.parts.findings.push(Finding::new("article-too-many-codes", Severity::Warning).at_source(span));
    }

    fn title(&mut self, span: Span) {
        let mut run: Run<'a, Kind> = Run::default();
        run.raw_text(span);
        match run.finish(self.source, decode_text) {
            Outcome::Blank => {}
            Outcome::TooManyCodes(span) => self.too_many_codes(span),
            Outcome::Unit(span, content) => {
                self.parts.units.push((Unit { role: Role::Title, span, content }, Shape::HtmlText));
            }
        }
    }

    /// The units in a tag's attributes.
    fn attributes(&mut self, tag: Tag<'a>, element: &str) {
        if matches!(element, "script" | "style" | "link") {
            return;
        }
        let meta = if element == "meta" { described(self.source, tag) } else { None };
        for attribute in tag.attributes(self.source) {
            let Some((span, quote)) = attribute.value else { continue };
            let is = |name: &String| attribute.name.eq_ignore_ascii_case(name);
            let role = match meta {
                Some(Description(role)) if attribute.name.eq_ignore_ascii_case("content") => role,
                None if element != "meta" && self.settings.attributes.iter().any(is) => Role::Attribute,
                _ => continue,
            };
            self.attribute(role, span, quote, tag.span);
        }
    }

    fn attribute(&mut self, role: Role, span: Span, quote: Quote, tag: Span) {
        let raw = span.of(self.source);
        let start = span.start + (raw.len() - raw.trim_start().len());
        let span = Span::new(start, start + raw.trim().len());
        let text = decode_attribute(span.of(self.source));
        if count_codes(&text) > MAX_CODES {
            return self.too_many_codes(span);
        }
        let mut content = Text::default();
        content.push_text(&text);
        if !content.is_blank() {
            self.parts.units.push((Unit { role, span, content }, Shape::HtmlAttribute { quote, tag }));
        }
    }

    /// What a tag says of the page's language and encoding.
    fn marks(&mut self, tag: Tag<'a>, is_root: bool) {
        let is = |name: &str| tag.name.eq_ignore_ascii_case(name);
        let is_page = is("html") && !std::mem::replace(&mut self.saw_html, true);
        if is_page || is_root {
            let mut languages = 0;
            for attribute in tag.attributes(self.source) {
                let is_lang = attribute.name.eq_ignore_ascii_case("lang");
                if is_lang || attribute.name.eq_ignore_ascii_case("xml:lang") {
                    languages += usize::from(is_lang);
                    self.parts.marks.extend(attribute.value.map(|(span, _)| Mark::Language(span)));
                }
            }
            if is_page && languages == 0 {
                self.parts.marks.push(Mark::NoLanguage(tag.after_name));
            }
        }
        if is("meta") {
            self.parts.marks.extend(charset_in(self.source, tag).map(Mark::Charset));
        } else if is("head") {
            self.parts.marks.push(Mark::NoCharset(tag.span.end));
        }
    }

    fn role_by_class(&self, tag: Tag<'a>, element: &str) -> Option<Role> {
        if let Some(role) = self.by_word.then(|| word_role(self.source, tag)).flatten() {
            return Some(role);
        }
        let class = tag.attributes(self.source).find(|attribute| attribute.name.eq_ignore_ascii_case("class"))?;
        let class = class.value?.0.of(self.source);
        let fits = matches!(element, "p" | "div" | "h2" | "h3" | "h4" | "address" | "section");
        match (fits && has_class(class, &LEAD), fits && has_class(class, &BYLINE)) {
            (true, _) => Some(Role::Lead),
            (_, true) => Some(Role::Byline),
            _ => None,
        }
    }
}
