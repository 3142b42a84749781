//! The entries of a PO file.

use super::super::ReadError;
use crate::text::Span;

/// An entry as it stands.
#[derive(Default)]
pub(super) struct Entry {
    pub context: Option<String>,
    pub id: String,
    pub text: String,
    pub fuzzy: bool,
    /// The lines of `#.` comments.
    pub notes: Vec<String>,
    pub span: Span,
}

/// The part of an entry that strings belong to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Context,
    Id,
    Text,
    /// A plural's other forms.
    Other,
}

#[derive(Default)]
struct Parser {
    done: Vec<Entry>,
    entry: Entry,
    begun: bool,
    part: Option<Part>,
    has_id: bool,
    has_text: bool,
}

/// The entries of `text`, obsolete ones left out.
pub(super) fn entries(text: &str) -> Result<Vec<Entry>, ReadError> {
    let mut parser = Parser::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = if start == 0 { line.trim_start_matches('\u{FEFF}') } else { line };
        parser.line(line.trim(), start, at)?;
    }
    parser.close(text.len())?;
    Ok(parser.done)
}

fn fail<T>(at: usize, why: impl Into<String>) -> Result<T, ReadError> {
    Err(ReadError { at, why: why.into() })
}

impl Parser {
    fn line(&mut self, line: &str, at: usize, end: usize) -> Result<(), ReadError> {
        if line.is_empty() {
            return self.close(at);
        }
        if let Some(comment) = line.strip_prefix('#') {
            // An entry ends where the comments of the next begin.
            if self.has_text {
                self.close(at)?;
            }
            if comment.starts_with('~') {
                return Ok(());
            }
            self.begin(at);
            if let Some(flags) = comment.strip_prefix(',') {
                self.entry.fuzzy |= flags.split(',').any(|flag| flag.trim() == "fuzzy");
            } else if let Some(note) = comment.strip_prefix('.') {
                self.entry.notes.push(note.trim().to_owned());
            }
            return Ok(());
        }
        let (keyword, string) = line.split_at(line.find('"').unwrap_or(line.len()));
        let part = match keyword.trim() {
            "" => match self.part {
                Some(part) => part,
                None => return fail(at, "a string stands here that belongs to nothing"),
            },
            "msgctxt" => Part::Context,
            "msgid" => Part::Id,
            "msgstr" | "msgstr[0]" => Part::Text,
            other if other == "msgid_plural" || other.starts_with("msgstr[") => Part::Other,
            other => {
                let other: String = other.chars().take(40).collect();
                return fail(at, format!("this is no PO file: here stands {other:?}"));
            }
        };
        if !keyword.trim().is_empty() {
            let again = match part {
                Part::Context => self.has_id || self.entry.context.is_some(),
                Part::Id => self.has_id,
                _ => false,
            };
            if again && self.has_text {
                self.close(at)?;
            } else if again {
                return fail(at, format!("the entry before this {} has no msgstr", keyword.trim()));
            }
            if part == Part::Text && (!self.has_id || self.has_text) {
                return fail(at, "this msgstr belongs to no msgid");
            }
            self.begin(at);
            self.part = Some(part);
            match part {
                Part::Context => self.entry.context = Some(String::new()),
                Part::Id => self.has_id = true,
                Part::Text => self.has_text = true,
                Part::Other => {}
            }
        }
        let value = unquoted(string.trim(), at)?;
        match part {
            Part::Context => self.entry.context.get_or_insert_default().push_str(&value),
            Part::Id => self.entry.id.push_str(&value),
            Part::Text => self.entry.text.push_str(&value),
            Part::Other => {}
        }
        self.entry.span.end = end;
        Ok(())
    }

    const fn begin(&mut self, at: usize) {
        if !self.begun {
            self.begun = true;
            self.entry.span = Span::new(at, at);
        }
    }

    fn close(&mut self, at: usize) -> Result<(), ReadError> {
        let entry = std::mem::take(&mut self.entry);
        let (has_id, has_text) = (self.has_id, self.has_text);
        (self.begun, self.part, self.has_id, self.has_text) = (false, None, false, false);
        match (has_id, has_text) {
            (true, true) => self.done.push(entry),
            (false, false) if entry.context.is_none() => {}
            _ => return fail(entry.span.start.min(at), "the entry lacks its msgid or its msgstr"),
        }
        Ok(())
    }
}

/// The text of a string in quotation marks.
fn unquoted(string: &str, at: usize) -> Result<String, ReadError> {
    let inner = string.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let Some(inner) = inner else { return fail(at, "a string must stand in quotation marks") };
    let mut out = Vec::with_capacity(inner.len());
    let mut bytes = inner.bytes().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => return fail(at, "a quotation mark inside a string needs a backslash"),
            b'\\' => match bytes.next() {
                Some(b'n') => out.push(b'\n'),
                Some(b't') => out.push(b'\t'),
                Some(b'r') => out.push(b'\r'),
                Some(b'a') => out.push(0x07),
                Some(b'b') => out.push(0x08),
                Some(b'f') => out.push(0x0C),
                Some(b'v') => out.push(0x0B),
                Some(b'x') => {
                    let mut value = 0_u32;
                    while let Some(digit) = bytes.peek().and_then(|&digit| char::from(digit).to_digit(16)) {
                        value = value * 16 % 256 + digit;
                        bytes.next();
                    }
                    out.push(u8::try_from(value % 256).unwrap_or_default());
                }
                Some(digit @ b'0'..=b'7') => {
                    let mut value = u32::from(digit - b'0');
                    for _ in 0..2 {
                        let Some(digit) = bytes.peek().and_then(|&digit| char::from(digit).to_digit(8)) else {
                            break;
                        };
                        value = value * 8 + digit;
                        bytes.next();
                    }
                    out.push(u8::try_from(value % 256).unwrap_or_default());
                }
                Some(other @ (b'"' | b'\\' | b'\'' | b'?')) => out.push(other),
                _ => return fail(at, "a backslash in this string stands for nothing"),
            },
            other => out.push(other),
        }
    }
    match String::from_utf8(out) {
        Ok(text) => Ok(text),
        Err(_) => fail(at, "this string is not UTF-8"),
    }
}
