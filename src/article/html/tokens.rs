//! The tokenizer: where tags, text and comments stand (HTML Standard, 13.2.5).

use memchr::{memchr, memchr2, memmem};

use super::{
    attributes::{Attributes, end_of_tag},
    elements::{self, Content},
};
use crate::text::Span;

/// One token; tokens cover the source without gaps.
#[derive(Clone, Copy, Debug)]
pub(super) enum Token<'a> {
    /// Text in which references count.
    Text(Span),
    /// The text of a `<title>` or `<textarea>`.
    Escapable(Span),
    /// What is no text at all: comments, doctypes, scripts, styles, half a tag at the end of the file.
    Other(Span),
    /// A start tag.
    Start(Tag<'a>),
    /// An end tag: its lower- or upper-case name, and the whole.
    End(&'a str, Span),
}

/// A start tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag<'a> {
    /// Its name as written.
    pub name: &'a str,
    /// The number of its element.
    pub number: usize,
    /// The whole tag.
    pub span: Span,
    /// The offset behind the name.
    pub after_name: usize,
    /// Whether it ends with `/>`.
    pub closed: bool,
}

impl Tag<'_> {
    /// Its attributes in order.
    pub fn attributes<'s>(&self, source: &'s str) -> Attributes<'s> {
        Attributes::new(source, Span::new(self.after_name, self.span.end))
    }
}

/// A tokenizer at work.
pub(super) struct Tokens<'a> {
    source: &'a str,
    at: usize,
    /// The element whose raw text comes next.
    raw: Option<(&'a str, Content)>,
    /// How many `<svg>` and `<math>` are open.
    foreign: usize,
    /// How many elements inside them are open that hold HTML again.
    integration: usize,
}

impl<'a> Tokens<'a> {
    pub const fn new(source: &'a str) -> Self {
        Self { source, at: 0, raw: None, foreign: 0, integration: 0 }
    }

    /// Whether the token after the last one stands in SVG or MathML.
    pub const fn in_foreign(&self) -> bool {
        self.foreign > 0
    }

    fn bytes_from(&self, at: usize) -> &'a [u8] {
        self.source.as_bytes().get(at..).unwrap_or_default()
    }

    fn take_to(&mut self, end: usize) -> Span {
        let start = std::mem::replace(&mut self.at, end.min(self.source.len()));
        Span::new(start, self.at)
    }

    /// Up to and with the next `>`.
    fn take_bogus(&mut self) -> Token<'a> {
        let end = memchr(b'>', self.bytes_from(self.at)).map_or(self.source.len(), |found| self.at + found + 1);
        Token::Other(self.take_to(end))
    }

    fn declaration(&mut self) -> Token<'a> {
        let rest = self.bytes_from(self.at);
        if rest.starts_with(b"<!--") {
            let short =
                [&b"<!-->"[..], b"<!--->"].iter().find(|short| rest.starts_with(short)).map(|short| short.len());
            let end = short.unwrap_or_else(|| comment_end(rest));
            return Token::Other(self.take_to(self.at + end));
        }
        if self.foreign > 0 && rest.starts_with(b"<![CDATA[") {
            let end = memmem::find(rest, b"]]>").map_or(rest.len(), |found| found + 3);
            return Token::Other(self.take_to(self.at + end));
        }
        self.take_bogus()
    }

    fn tag(&mut self, is_end: bool) -> Token<'a> {
        let name_start = self.at + 1 + usize::from(is_end);
        let name_len = self.bytes_from(name_start).iter().take_while(|b| !is_name_end(**b)).count();
        let after_name = name_start + name_len;
        let name = Span::new(name_start, after_name).of(self.source);
        let Some((end, closed)) = end_of_tag(self.source, after_name) else {
            return Token::Other(self.take_to(self.source.len()));
        };
        let span = self.take_to(end);
        if is_end {
            self.leave(name);
            return Token::End(name, span);
        }
        let number = elements::number(name);
        self.enter(name, number, closed);
        Token::Start(Tag { name, number, span, after_name, closed })
    }

    fn enter(&mut self, name: &'a str, number: usize, closed: bool) {
        if self.foreign > 0 && self.integration == 0 && elements::leaves_foreign(name) {
            self.foreign = 0;
        }
        if matches!(name.len(), 3 | 4) && is_one_of(name, &["svg", "math"]) {
            self.foreign += usize::from(!closed);
        } else if self.foreign > 0 {
            self.integration += usize::from(!closed && is_one_of(name, INTEGRATION));
        } else {
            let content = elements::at(number).content;
            self.raw = matches!(content, Content::Raw | Content::Escapable).then_some((name, content));
        }
    }

    fn leave(&mut self, name: &str) {
        if self.foreign == 0 {
            return;
        }
        if is_one_of(name, &["svg", "math"]) {
            self.foreign -= 1;
            self.integration = if self.foreign == 0 { 0 } else { self.integration };
        } else if is_one_of(name, INTEGRATION) {
            self.integration = self.integration.saturating_sub(1);
        }
    }
}

/// Elements of SVG and MathML in which HTML elements do not end the foreign content.
const INTEGRATION: &[&str] = &["foreignobject", "desc", "title", "annotation-xml"];

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if self.at >= self.source.len() {
            return None;
        }
        if let Some((name, content)) = self.raw.take() {
            let end = self.at + raw_end(self.bytes_from(self.at), name);
            if end > self.at {
                let span = self.take_to(end);
                return Some(if content == Content::Escapable { Token::Escapable(span) } else { Token::Other(span) });
            }
        }
        let rest = self.bytes_from(self.at);
        Some(match rest {
            [b'<', b'!', ..] => self.declaration(),
            [b'<', b'?', ..] => self.take_bogus(),
            [b'<', b'/', c, ..] if c.is_ascii_alphabetic() => self.tag(true),
            [b'<', b'/', _, ..] => self.take_bogus(),
            [b'<', c, ..] if c.is_ascii_alphabetic() => self.tag(false),
            _ => {
                // A `<` that begins no tag is text, and so is what follows it up to one that does.
                let mut end = 1;
                while let Some(found) = memchr(b'<', rest.get(end..).unwrap_or_default()) {
                    end += found;
                    if matches!(rest.get(end + 1), Some(c) if c.is_ascii_alphabetic() || matches!(c, b'/' | b'!' | b'?'))
                    {
                        return Some(Token::Text(self.take_to(self.at + end)));
                    }
                    end += 1;
                }
                Token::Text(self.take_to(self.source.len()))
            }
        })
    }
}

const fn is_name_end(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>')
}

pub(super) fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|other| name.eq_ignore_ascii_case(other))
}

fn comment_end(rest: &[u8]) -> usize {
    let mut at = 4;
    while let Some(found) = memmem::find(rest.get(at..).unwrap_or_default(), b"--") {
        at += found + 2;
        match rest.get(at..) {
            Some([b'>', ..]) => return at + 1,
            Some([b'!', b'>', ..]) => return at + 2,
            // `--->` ends a comment too: its last two hyphens do.
            _ => at -= 1,
        }
    }
    rest.len()
}

/// Where the raw text of element `name` ends: at its end tag. In a script, one inside `<!-- <script>` does not
/// count (HTML Standard, 13.2.5.16 to 13.2.5.31).
fn raw_end(rest: &[u8], name: &str) -> usize {
    let is_script = name.eq_ignore_ascii_case("script");
    let (mut escaped, mut double) = (false, false);
    let mut at = 0;
    while let Some(found) = memchr2(b'<', b'-', rest.get(at..).unwrap_or_default()) {
        at += found;
        let here = rest.get(at..).unwrap_or_default();
        if is_script && here.starts_with(b"<!--") {
            escaped = true;
            at += 2;
        } else if is_script && here.starts_with(b"-->") {
            (escaped, double) = (false, false);
        } else if let Some(tail) = here.strip_prefix(b"</")
            && names(tail, name)
        {
            if !double {
                return at;
            }
            double = false;
        } else if escaped && here.strip_prefix(b"<").is_some_and(|tail| names(tail, name)) {
            double = true;
        }
        at += 1;
    }
    rest.len()
}

fn names(tail: &[u8], name: &str) -> bool {
    tail.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
        && tail.get(name.len()).is_some_and(|&b| is_name_end(b))
}
