//! Finds a sentence in the file that holds it, through the file's markup and escapes, letter by letter.

use crate::{article::is_code, text::Span};

/// How a file spells its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Markup {
    /// HTML: tags and character references.
    Html,
    /// Markdown: emphasis, links, escapes, and HTML within.
    Markdown,
    /// Nothing stands for anything else.
    Plain,
}

impl Markup {
    /// The markup of a file, by the ending of its name.
    pub(super) fn of(file: &str) -> Self {
        let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        match ending.as_str() {
            "html" | "htm" | "xhtml" | "xlf" | "xliff" => Self::Html,
            "md" | "markdown" => Self::Markdown,
            _ => Self::Plain,
        }
    }
}

/// A sentence found in a file.
#[derive(Clone, Debug)]
pub(super) struct Located {
    /// Each visible character: its offset in the sentence and its place in the file.
    letters: Vec<(usize, Span)>,
}

impl Located {
    /// The whole of it in the file.
    pub(super) fn span(&self) -> Span {
        match (self.letters.first(), self.letters.last()) {
            (Some((_, first)), Some((_, last))) => Span::new(first.start, last.end),
            _ => Span::default(),
        }
    }

    /// Where the words under `span` of the sentence stand in the file; the whole sentence for an empty span.
    pub(super) fn map(&self, span: Span) -> Span {
        let first = self.letters.partition_point(|&(at, _)| at < span.start);
        let end = self.letters.partition_point(|&(at, _)| at < span.end);
        match self.letters.get(first..end) {
            Some([(_, only)]) => *only,
            Some([(_, first), .., (_, last)]) => Span::new(first.start, last.end),
            _ => self.span(),
        }
    }

    /// A sentence made of these characters.
    pub(super) fn of(letters: Vec<(usize, Span)>) -> Self {
        Self { letters }
    }
}

/// The first place in `text`, a file in `markup`, at or after `from` and before `to`, where `sentence` stands.
pub(super) fn locate(text: &str, range: Span, sentence: &str, markup: Markup) -> Option<Located> {
    let first = sentence.trim_start().chars().find(|&c| !is_code(c))?;
    let mut buffer = [0; 4];
    let lead = *first.encode_utf8(&mut buffer).as_bytes().first()?;
    let escape = match markup {
        Markup::Html => b'&',
        Markup::Markdown => b'\\',
        Markup::Plain => lead,
    };
    let haystack = text.as_bytes().get(range.start..range.end)?;
    memchr::memchr2_iter(lead, escape, haystack)
        .map(|at| range.start + at)
        .filter(|&at| text.is_char_boundary(at))
        .find_map(|at| read(text, at, range.end, sentence, markup))
}

/// Reads `sentence` off `text` at `at`.
fn read(text: &str, at: usize, end: usize, sentence: &str, markup: Markup) -> Option<Located> {
    let mut letters = Vec::with_capacity(sentence.len());
    let mut place = at;
    let trimmed = sentence.trim_start();
    let indent = sentence.len() - trimmed.len();
    let mut wanted = trimmed.trim_end().char_indices().peekable();
    while let Some((offset, c)) = wanted.next() {
        if is_code(c) {
            continue;
        }
        if c.is_whitespace() {
            while wanted.next_if(|(_, next)| next.is_whitespace() || is_code(*next)).is_some() {}
            let span = blank(text, place, end, markup)?;
            letters.push((indent + offset, span));
            place = span.end;
            continue;
        }
        let span = letter(text, place, end, c, markup)?;
        letters.push((indent + offset, span));
        place = span.end;
    }
    Some(Located { letters })
}

/// Where `c` stands at `at` or behind nothing but markup.
fn letter(text: &str, mut at: usize, end: usize, c: char, markup: Markup) -> Option<Span> {
    loop {
        let rest = text.get(at..end)?;
        if let Some((written, len)) = next(rest, markup)
            && written == c
        {
            return Some(Span::new(at, at + len));
        }
        at += markup_len(rest, markup).filter(|&len| len > 0)?;
    }
}

/// The white space at `at`, or behind markup; what lies between belongs to it.
fn blank(text: &str, start: usize, end: usize, markup: Markup) -> Option<Span> {
    let (mut at, mut first, mut last) = (start, None, None);
    loop {
        let rest = text.get(at..end)?;
        match next(rest, markup) {
            Some((c, len)) if c.is_whitespace() => {
                first.get_or_insert(at);
                at += len;
                last = Some(at);
            }
            _ => match markup_len(rest, markup) {
                Some(len) if len > 0 => {
                    if rest.starts_with("<br") {
                        first.get_or_insert(at);
                        last = Some(at + len);
                    }
                    at += len;
                }
                _ => break,
            },
        }
    }
    Some(Span::new(first?, last?))
}

/// The character written at the beginning of `rest`, decoded, and the bytes that spell it.
fn next(rest: &str, markup: Markup) -> Option<(char, usize)> {
    let c = rest.chars().next()?;
    match (markup, c) {
        (Markup::Html | Markup::Markdown, '&') => Some(reference(rest).unwrap_or((c, 1))),
        (Markup::Html, '<') => None,
        (Markup::Markdown, '\\') => match rest[1..].chars().next() {
            Some(escaped) if escaped.is_ascii_punctuation() => Some((escaped, 2)),
            _ => Some((c, 1)),
        },
        _ => Some((c, c.len_utf8())),
    }
}

/// The character that a reference such as `&amp;` stands for.
fn reference(rest: &str) -> Option<(char, usize)> {
    let end = rest.bytes().take(40).position(|b| b == b';')? + 1;
    let written = rest.get(..end)?;
    let decoded = htmlize::unescape(written);
    let c = decoded.chars().next()?;
    (decoded != written).then_some((c, end))
}

/// The length of the markup at the beginning of `rest`, which shows nothing itself.
pub(super) fn markup_len(rest: &str, markup: Markup) -> Option<usize> {
    let c = rest.chars().next()?;
    match (markup, c) {
        (Markup::Html | Markup::Markdown, '<') => tag_len(rest),
        (Markup::Markdown, '*' | '_' | '~' | '`' | '[' | '\\') => Some(1),
        (Markup::Markdown, '!') if rest.starts_with("![") => Some(2),
        (Markup::Markdown, ']') => Some(match rest[1..].starts_with('(') {
            true => rest.find(')').map_or(1, |at| at + 1),
            false => 1,
        }),
        _ => None,
    }
}

/// The length of the tag or comment at the beginning of `rest`.
fn tag_len(rest: &str) -> Option<usize> {
    if rest.starts_with("<!--") {
        return rest.find("-->").map(|at| at + 3);
    }
    if !rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
        return None;
    }
    let mut quote = None;
    for (at, b) in rest.bytes().enumerate() {
        match (quote, b) {
            (None, b'"' | b'\'') => quote = Some(b),
            (Some(open), b) if open == b => quote = None,
            (None, b'>') => return Some(at + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_through_markup_and_escapes() {
        for (markup, text, sentence, word, written) in [
            (Markup::Html, "<p>The <b>US$3</b> billion</p>", "The US$3 billion", "US$3 billion", "US$3</b> billion"),
            (Markup::Html, "<p>R&amp;D &quot;x&quot;</p>", "R&D \"x\"", "D \"x", "D &quot;x"),
            (Markup::Html, "<p>R&amp;D rose</p>", "R&D rose", "R&D", "R&amp;D"),
            (Markup::Html, "<p>2&nbsp;000 t</p>", "2\u{a0}000 t", "2\u{a0}000", "2&nbsp;000"),
            (Markup::Html, "<p>one\n   two</p>", "one two", "two", "two"),
            (Markup::Html, "<p>one<br>two</p>", "one\ntwo", "two", "two"),
            (Markup::Html, "<p>日本<a href=\"a>b\">企業</a>は</p>", "日本企業は", "企業は", "企業</a>は"),
            (
                Markup::Markdown,
                "a **bold** 5\\*3 [link](http://x/y) end",
                "a bold 5*3 link end",
                "5*3 link",
                "5\\*3 [link",
            ),
            (Markup::Plain, "a < b & c", "a < b & c", "b &", "b &"),
        ] {
            let found = locate(text, Span::new(0, text.len()), sentence, markup).expect("found");
            let at = sentence.find(word).expect("in the sentence");
            assert_eq!(found.map(Span::new(at, at + word.len())).of(text), written, "{text}");
        }
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        for (text, sentence) in [("<p>abc</p>", "abd"), ("", "a"), ("<p>a b</p>", "ab c"), ("<p>ab</p>", "a b")] {
            assert!(locate(text, Span::new(0, text.len()), sentence, Markup::Html).is_none(), "{text} {sentence}");
        }
    }
}
