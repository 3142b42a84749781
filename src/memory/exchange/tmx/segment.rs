//! A `seg` being read: text, and codes that find their partners at its end.

use crate::article::{CodeKind, Content, InlineCode, MAX_CODES};

/// What stands inside a `seg` for markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `bpt`, or the beginning of a `hi`.
    Begin,
    /// `ept`, or the end of a `hi`.
    End,
    /// `ph`, `it`, `ut`.
    Alone,
}

#[derive(Debug)]
struct Mark {
    shape: Shape,
    /// What joins a beginning and its end: `i`, or a number of our own for a `hi`.
    pair: Option<String>,
    /// `x`, the number by which the codes of a source and its translations match.
    number: Option<usize>,
}

/// A segment with its codes in the order in which they stand.
#[derive(Debug, Default)]
pub(super) struct Building {
    content: Content,
    marks: Vec<Mark>,
    full: bool,
}

/// A finished segment.
pub(super) struct Built {
    /// Its text and codes.
    pub(super) content: Content,
    /// Whether its codes are numbered by the file, so that they match the other language's as they are.
    pub(super) numbered: bool,
    /// Codes without their other half.
    pub(super) unpaired: usize,
    /// Whether there were more codes than a content can hold.
    pub(super) full: bool,
}

impl Building {
    pub(super) fn text(&mut self, text: &str) {
        if self.marks.len() + text.len() >= MAX_CODES {
            // Only a text that is itself made of stand-ins can need a code for each of its characters.
            let room = MAX_CODES.saturating_sub(self.content.codes.len());
            let stand_ins = text.chars().filter(|&c| crate::article::is_code(c)).count();
            if stand_ins >= room {
                self.full = true;
                return;
            }
        }
        self.content.push_text(text);
        while self.marks.len() < self.content.codes.len() {
            self.marks.push(Mark { shape: Shape::Alone, pair: None, number: None });
        }
    }

    pub(super) fn code(&mut self, shape: Shape, pair: Option<String>, number: Option<usize>) {
        if self.content.codes.len() >= MAX_CODES {
            self.full = true;
            return;
        }
        self.content.push_code(CodeKind::Alone, "");
        self.marks.push(Mark { shape, pair, number });
    }

    /// Appends to the markup of the last code.
    pub(super) fn raw(&mut self, text: &str) {
        if let Some(code) = self.content.codes.last_mut() {
            code.raw.push_str(text);
        }
    }

    pub(super) fn finish(self) -> Built {
        let Self { mut content, marks, full } = self;
        let mut open: std::collections::HashMap<&str, usize> = std::collections::HashMap::new();
        let mut unpaired = 0;
        for (at, mark) in marks.iter().enumerate() {
            match (mark.shape, mark.pair.as_deref()) {
                (Shape::Begin, Some(pair)) => unpaired += usize::from(open.insert(pair, at).is_some()),
                (Shape::End, Some(pair)) => match open.remove(pair) {
                    Some(begin) => {
                        let mut kind = |index: usize, kind| {
                            if let Some(code) = content.codes.get_mut(index) {
                                code.kind = kind;
                            }
                        };
                        kind(begin, CodeKind::Open { with: at });
                        kind(at, CodeKind::Close { with: begin });
                    }
                    None => unpaired += 1,
                },
                (Shape::Alone, _) => {}
                (_, None) => unpaired += 1,
            }
        }
        unpaired += open.len();
        let numbers: Option<Vec<usize>> =
            marks.iter().map(|mark| mark.number.and_then(|number| number.checked_sub(1))).collect();
        let mut numbered = content.codes.is_empty();
        if let Some(numbers) = numbers.filter(|numbers| is_permutation(numbers) && !numbers.is_empty()) {
            content = renumbered(&content, &numbers);
            numbered = true;
        }
        Built { content, numbered, unpaired, full }
    }
}

fn is_permutation(numbers: &[usize]) -> bool {
    let mut seen = vec![false; numbers.len()];
    numbers.iter().all(|&number| seen.get_mut(number).is_some_and(|seen| !std::mem::replace(seen, true)))
}

/// `content` with its code `i` as number `numbers[i]`.
fn renumbered(content: &Content, numbers: &[usize]) -> Content {
    let new = |old: usize| numbers.get(old).copied().unwrap_or(old);
    let text = content.text.chars().map(|c| Content::code_number(c).map_or(c, |code| Content::stand_in(new(code))));
    let mut codes: Vec<(usize, InlineCode)> = content
        .codes
        .iter()
        .enumerate()
        .map(|(old, code)| {
            let kind = match code.kind {
                CodeKind::Open { with } => CodeKind::Open { with: new(with) },
                CodeKind::Close { with } => CodeKind::Close { with: new(with) },
                CodeKind::Alone => CodeKind::Alone,
            };
            (new(old), InlineCode { kind, raw: code.raw.clone() })
        })
        .collect();
    codes.sort_by_key(|&(number, _)| number);
    Content { text: text.collect(), codes: codes.into_iter().map(|(_, code)| code).collect() }
}

/// `target` with the numbers of `source` for its codes where the file does not number them: each code takes the
/// number of the first free one of its kind with the same markup, else of its kind. As it is where that does not
/// come out even.
pub(super) fn matched(source: &Content, target: Content) -> Content {
    const fn kind(code: &InlineCode) -> u8 {
        match code.kind {
            CodeKind::Open { .. } => 0,
            CodeKind::Close { .. } => 1,
            CodeKind::Alone => 2,
        }
    }
    if source.codes.len() != target.codes.len() || source.codes.len() > 256 {
        return target;
    }
    let mut numbers = vec![None; target.codes.len()];
    let mut free = vec![true; source.codes.len()];
    for with_markup in [true, false] {
        for (code, number) in target.codes.iter().zip(numbers.iter_mut()).filter(|(_, number)| number.is_none()) {
            let found = source.codes.iter().zip(&free).position(|(other, &free)| {
                free && kind(other) == kind(code) && (!with_markup || other.raw == code.raw)
            });
            if let Some(found) = found {
                *number = Some(found);
                if let Some(free) = free.get_mut(found) {
                    *free = false;
                }
            }
        }
    }
    match numbers.into_iter().collect::<Option<Vec<usize>>>() {
        Some(numbers) => renumbered(&target, &numbers),
        None => target,
    }
}
