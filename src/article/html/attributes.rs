//! Attributes of a start tag by byte offset (HTML Standard, 13.2.5.32 to 13.2.5.40).

use memchr::{memchr, memchr2};

use crate::{article::layout::Quote, text::Span};

/// One attribute.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attribute<'a> {
    /// Its name as written.
    pub name: &'a str,
    /// Its value's place without quotation marks, and what stands around it; nothing for `<input disabled>`.
    pub value: Option<(Span, Quote)>,
}

/// The attributes between a tag's name and its end.
pub(super) struct Attributes<'a> {
    source: &'a str,
    at: usize,
    end: usize,
}

impl<'a> Attributes<'a> {
    pub const fn new(source: &'a str, span: Span) -> Self {
        Self { source, at: span.start, end: span.end }
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Attribute<'a>;

    fn next(&mut self) -> Option<Attribute<'a>> {
        let bytes = self.source.as_bytes().get(..self.end)?;
        let (attribute, at) = step(bytes, self.at)?;
        self.at = at;
        let Step::Attribute { name, value } = attribute else { return None };
        Some(Attribute { name: name.of(self.source), value })
    }
}

enum Step {
    Attribute { name: Span, value: Option<(Span, Quote)> },
    End { closed: bool },
}

/// The offset behind the tag whose name ends at `after_name`, and whether it ends with `/>`; nothing where the file
/// ends first.
pub(super) fn end_of_tag(source: &str, after_name: usize) -> Option<(usize, bool)> {
    let bytes = source.as_bytes();
    let rest = bytes.get(after_name..)?;
    let end = memchr(b'>', rest)?;
    let inside = rest.get(..end)?;
    if memchr2(b'"', b'\'', inside).is_none() {
        // An unquoted value may end with a slash that is not the tag's; nothing here depends on telling them apart.
        return Some((after_name + end + 1, inside.last() == Some(&b'/')));
    }
    let mut at = after_name;
    loop {
        match step(bytes, at)? {
            (Step::End { closed }, end) => return Some((end, closed)),
            (Step::Attribute { .. }, end) => at = end,
        }
    }
}

/// The next attribute or the tag's end from `at`, and the offset behind it.
fn step(bytes: &[u8], mut at: usize) -> Option<(Step, usize)> {
    let mut closed = false;
    loop {
        match bytes.get(at)? {
            b'>' => return Some((Step::End { closed }, at + 1)),
            b'/' => closed = true,
            b if b.is_ascii_whitespace() => closed = false,
            _ => break,
        }
        at += 1;
    }
    let start = at;
    // An equals sign in front belongs to the name.
    at += 1;
    while !matches!(bytes.get(at)?, b'=' | b'/' | b'>') && !bytes.get(at)?.is_ascii_whitespace() {
        at += 1;
    }
    let name = Span::new(start, at);
    let after_name = at;
    while bytes.get(at)?.is_ascii_whitespace() {
        at += 1;
    }
    if bytes.get(at)? != &b'=' {
        return Some((Step::Attribute { name, value: None }, after_name));
    }
    at += 1;
    while bytes.get(at)?.is_ascii_whitespace() {
        at += 1;
    }
    let (value, quote, end) = match bytes.get(at)? {
        b'>' => return Some((Step::Attribute { name, value: None }, at)),
        &mark @ (b'"' | b'\'') => {
            let len = memchr(mark, bytes.get(at + 1..)?)?;
            let quote = if mark == b'"' { Quote::Double } else { Quote::Single };
            (Span::new(at + 1, at + 1 + len), quote, at + len + 2)
        }
        _ => {
            let len = bytes.get(at..)?.iter().position(|b| b.is_ascii_whitespace() || *b == b'>')?;
            (Span::new(at, at + len), Quote::Bare, at + len)
        }
    };
    Some((Step::Attribute { name, value: Some((value, quote)) }, end))
}
