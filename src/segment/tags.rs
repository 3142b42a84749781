//! Inline codes as numbered tags, the form in which a segment goes to a backend and its answer comes back.
//!
//! `<1>…</1>` is a pair and `<2/>` stands alone; numbers count from 1 in the order in which the text shows them.
//! Text is in NFC. Text that itself reads like such a tag gets a `\` in front, and what `\` already stood there
//! are doubled; everywhere else both characters stand for themselves. The escape is the one of Markdown and of
//! most programming languages, which models know.

mod decode;
mod encode;
mod names;

pub use decode::{TagFault, decode};
pub use encode::encode;

/// `answer` without anything that reads like a tag, for an answer whose codes cannot be restored.
#[must_use]
pub fn strip(answer: &str) -> String {
    let mut text = String::with_capacity(answer.len());
    let mut rest = answer;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let tag = tag_at(&rest[at..]).map_or(0, |tag| tag.len);
        if tag == 0 {
            text.push('<');
        }
        rest = &rest[at + tag.max(1)..];
    }
    text + rest
}

/// A tag as an answer may write it: spaces are allowed everywhere inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Tag<'a> {
    /// Length in bytes, brackets included.
    len: usize,
    shape: Shape,
    digits: &'a str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Open,
    Close,
    Alone,
}

/// The tag at the start of `text`. Never looks past the next `<`, so that looking everywhere stays linear.
fn tag_at(text: &str) -> Option<Tag<'_>> {
    let rest = text.strip_prefix('<')?.trim_start();
    let (closes, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest.trim_start()));
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = rest.split_at_checked(length).filter(|(digits, _)| !digits.is_empty())?;
    let rest = rest.trim_start();
    let (alone, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest.trim_start()));
    let rest = rest.strip_prefix('>')?;
    let shape = match (closes, alone) {
        (true, true) => return None,
        (true, false) => Shape::Close,
        (false, true) => Shape::Alone,
        (false, false) => Shape::Open,
    };
    Some(Tag { len: text.len() - rest.len(), shape, digits })
}
