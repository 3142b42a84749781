//! From tags in an answer back to the codes of the source.

use super::{Shape, Tag, names::Names, tag_at};
use crate::article::{Content, is_code};

/// The most tags one list of a fault names: enough for a person, little enough for a hostile answer.
const NAMED: usize = 32;

/// An answer whose tags are not those of its source; each list holds tags as [`encode`](super::encode) writes
/// them, each once, in the order of the answer (of the source for `missing`), the first 32.
#[derive(Clone, Debug, Default, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.sentence())]
pub struct TagFault {
    /// Tags of the source that the answer lacks.
    pub missing: Vec<String>,
    /// Tags, and stand-in characters (as `U+F0000`), that the source does not have.
    pub added: Vec<String>,
    /// Tags that the answer has more than once.
    pub doubled: Vec<String>,
    /// Tags that close what is not open, or cross another pair although the source's pairs do not cross.
    pub nesting: Vec<String>,
}

impl TagFault {
    fn sentence(&self) -> String {
        let lists = [
            ("missing tags", &self.missing),
            ("tags that the source does not have", &self.added),
            ("tags written more than once", &self.doubled),
            ("badly nested tags", &self.nesting),
        ];
        let named = lists.iter().filter(|(_, tags)| !tags.is_empty());
        named.map(|(what, tags)| format!("{what}: {}", tags.join(" "))).collect::<Vec<_>>().join("; ")
    }

    fn is_empty(&self) -> bool {
        [&self.missing, &self.added, &self.doubled, &self.nesting].iter().all(|list| list.is_empty())
    }
}

/// The answer of a backend to [`encode`](super::encode)`(source)`, with the codes of `source` in place of its
/// tags. The codes keep their numbers, so they may show in another order than in the source.
///
/// Spaces inside tags are overlooked, and `<2>` or `<2></2>` stands for `<2/>` where the source has that.
///
/// # Errors
/// When a tag is missing, new, doubled or badly nested. A stand-in character in the answer counts as a new tag.
pub fn decode(answer: &str, source: &Content) -> Result<Content, TagFault> {
    let mut decoder = Decoder {
        names: Names::new(source),
        used: vec![false; source.codes.len()],
        order: Vec::new(),
        fault: TagFault::default(),
        text: String::with_capacity(answer.len()),
    };
    decoder.run(answer);
    decoder.check_missing();
    decoder.check_nesting(source);
    if decoder.fault.is_empty() {
        Ok(Content { text: decoder.text, codes: source.codes.clone() })
    } else {
        Err(decoder.fault)
    }
}

struct Decoder {
    names: Names,
    used: Vec<bool>,
    /// Codes in the order of the answer.
    order: Vec<usize>,
    fault: TagFault,
    text: String,
}

impl Decoder {
    fn run(&mut self, answer: &str) {
        let mut slashes: usize = 0;
        let mut rest = answer;
        while let Some(c) = rest.chars().next() {
            if let Some(tag) = tag_at(rest) {
                // Half of the backslashes before a tag are escapes; an odd one makes the tag text.
                self.text.truncate(self.text.len() - slashes.div_ceil(2));
                let (written, tail) = rest.split_at(tag.len);
                rest = tail;
                if slashes % 2 == 1 {
                    self.text.push_str(written);
                } else {
                    rest = self.tag(tag, rest);
                }
                slashes = 0;
                continue;
            }
            if is_code(c) {
                note(&mut self.fault.added, format!("U+{:X}", u32::from(c)));
            } else {
                self.text.push(c);
            }
            slashes = if c == '\\' { slashes + 1 } else { 0 };
            rest = &rest[c.len_utf8()..];
        }
    }

    /// Puts the code of `tag` and gives what is left to read of `rest`.
    fn tag<'a>(&mut self, tag: Tag<'_>, rest: &'a str) -> &'a str {
        let number = tag.digits.parse::<usize>().ok().filter(|&number| number > 0);
        let known = number.and_then(|number| Some((number, *self.names.tags.get(number - 1)?)));
        let Some((number, (first, close))) = known else {
            note(&mut self.fault.added, name(tag.digits, tag.shape));
            return rest;
        };
        let (code, shape, rest) = match (close, tag.shape) {
            (None, Shape::Open) => {
                let empty = tag_at(rest).filter(|next| next.shape == Shape::Close && next.digits == tag.digits);
                let after = empty.and_then(|next| rest.get(next.len..)).unwrap_or(rest);
                (first, Shape::Alone, after)
            }
            (None, Shape::Alone) => (first, Shape::Alone, rest),
            (Some(_), Shape::Open) => (first, Shape::Open, rest),
            (Some(close), Shape::Close) => (close, Shape::Close, rest),
            (None, Shape::Close) | (Some(_), Shape::Alone) => {
                note(&mut self.fault.added, name(tag.digits, tag.shape));
                return rest;
            }
        };
        match self.used.get_mut(code) {
            Some(used) if !*used => {
                *used = true;
                self.order.push(code);
                self.text.push(Content::stand_in(code));
            }
            _ => note(&mut self.fault.doubled, name(&number.to_string(), shape)),
        }
        rest
    }

    fn check_missing(&mut self) {
        for (&(first, close), number) in self.names.tags.iter().zip(1_usize..) {
            let number = number.to_string();
            let shape = if close.is_some() { Shape::Open } else { Shape::Alone };
            for (code, shape) in [(Some(first), shape), (close, Shape::Close)] {
                if code.is_some_and(|code| self.used.get(code) == Some(&false)) {
                    note(&mut self.fault.missing, name(&number, shape));
                }
            }
        }
    }

    fn check_nesting(&mut self, source: &Content) {
        let shown = source.text.chars().filter_map(Content::code_number).collect::<Vec<_>>();
        let may_cross = !self.crossing(&shown).is_empty();
        for (number, out_of_order) in self.crossing(&self.order) {
            if out_of_order || !may_cross {
                note(&mut self.fault.nesting, name(&number.to_string(), Shape::Close));
            }
        }
    }

    /// The tags that close while another is open inside them, or (true) before they open.
    fn crossing(&self, order: &[usize]) -> Vec<(usize, bool)> {
        let mut open: Vec<usize> = Vec::new();
        let mut is_open = vec![false; self.names.tags.len() + 1];
        let mut crossing = Vec::new();
        for &code in order {
            match self.names.of_code.get(code).copied().flatten() {
                Some((number, Shape::Open)) => {
                    open.push(number);
                    is_open[number] = true;
                }
                Some((number, Shape::Close)) => {
                    let was_open = std::mem::take(&mut is_open[number]);
                    // Those already closed by a crossing are stale on the stack.
                    while open.pop_if(|top| !is_open[*top] && *top != number).is_some() {}
                    if open.pop_if(|top| *top == number).is_none() {
                        crossing.push((number, !was_open));
                    }
                }
                Some((_, Shape::Alone)) | None => {}
            }
        }
        crossing
    }
}

fn note(list: &mut Vec<String>, tag: String) {
    if list.len() < NAMED && !list.contains(&tag) {
        list.push(tag);
    }
}

fn name(digits: &str, shape: Shape) -> String {
    match shape {
        Shape::Open => format!("<{digits}>"),
        Shape::Close => format!("</{digits}>"),
        Shape::Alone => format!("<{digits}/>"),
    }
}
