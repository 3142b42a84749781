//! Text and numbered codes, the form in which a sentence stands in other tools' files.

use crate::article::{CodeKind, Content, is_code};

/// A piece of a sentence. A code has the number, from 1, of its place in the source sentence's codes; the end of a
/// pair has the number of its beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text.
    Text(String),
    /// The beginning of a pair.
    Open(usize),
    /// The end of a pair.
    Close(usize),
    /// A code that stands alone.
    Alone(usize),
    /// A code of another tool, which no sentence of ours has.
    Foreign(String),
}

/// Why the codes of a translation are not those of its sentence; tags as `<1>`, `</1>`, `<1/>`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeFault {
    /// Codes that the translation lacks.
    pub missing: Vec<String>,
    /// Codes that the sentence does not have.
    pub added: Vec<String>,
    /// Codes that stand more than once.
    pub doubled: Vec<String>,
    /// Ends of pairs that close what is not open.
    pub nesting: Vec<String>,
}

impl std::fmt::Display for CodeFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let lists = [("−", &self.missing), ("+", &self.added), ("×2", &self.doubled), ("⇄", &self.nesting)];
        let parts: Vec<String> = lists
            .iter()
            .filter(|(_, list)| !list.is_empty())
            .map(|(sign, list)| format!("{sign} {}", list.iter().take(8).cloned().collect::<Vec<_>>().join(" ")))
            .collect();
        f.write_str(&parts.join("; "))
    }
}

/// `content` in pieces. A pair of which one half does not show is two codes that stand alone.
#[must_use]
pub fn pieces(content: &Content) -> Vec<Piece> {
    let shows = |code: usize| content.text.contains(Content::stand_in(code));
    let mut out = Vec::new();
    let mut text = String::new();
    for c in content.text.chars() {
        let Some((number, code)) = Content::code_number(c).and_then(|n| Some((n, content.codes.get(n)?))) else {
            text.push(c);
            continue;
        };
        if !text.is_empty() {
            out.push(Piece::Text(std::mem::take(&mut text)));
        }
        out.push(match code.kind {
            CodeKind::Open { with } if shows(with) => Piece::Open(number + 1),
            CodeKind::Close { with } if shows(with) => Piece::Close(with + 1),
            _ => Piece::Alone(number + 1),
        });
    }
    if !text.is_empty() {
        out.push(Piece::Text(text));
    }
    out
}

fn name(piece: &Piece) -> String {
    match piece {
        Piece::Text(text) => text.clone(),
        Piece::Open(number) => format!("<{number}>"),
        Piece::Close(number) => format!("</{number}>"),
        Piece::Alone(number) => format!("<{number}/>"),
        Piece::Foreign(what) => what.clone(),
    }
}

/// The pieces as one line of text, codes as `<1>…</1>` and `<2/>`.
#[must_use]
pub fn shown(pieces: &[Piece]) -> String {
    pieces.iter().map(name).collect()
}

/// The content that `target` is a translation of `source` as: the codes, and their markup, are the source's own.
///
/// # Errors
/// When a code is missing, new, doubled or closes what is not open. Where the source's own pairs cross, the
/// translation's may.
pub fn resolve(target: &[Piece], source: &Content) -> Result<Content, CodeFault> {
    let wanted = pieces(source);
    let mut fault = CodeFault::default();
    let mut text = String::new();
    let mut used: Vec<&Piece> = Vec::new();
    for piece in target {
        if let Piece::Text(written) = piece {
            for c in written.chars() {
                // What no format may hold and no reader sees.
                if c < ' ' && !matches!(c, '\t' | '\n' | '\r') {
                    continue;
                }
                if is_code(c) {
                    fault.added.push(format!("U+{:X}", u32::from(c)));
                } else {
                    text.push(c);
                }
            }
            continue;
        }
        let stand_in = wanted.contains(piece).then(|| stand_in(piece, source)).flatten();
        match stand_in {
            None => fault.added.push(name(piece)),
            Some(_) if used.contains(&piece) => fault.doubled.push(name(piece)),
            Some(c) => {
                used.push(piece);
                text.push(c);
            }
        }
    }
    let is_code_piece = |piece: &&Piece| !matches!(piece, Piece::Text(_));
    fault.missing = wanted.iter().filter(is_code_piece).filter(|piece| !used.contains(piece)).map(name).collect();
    if fault == CodeFault::default() && crossing(wanted.iter().filter(is_code_piece)).is_empty() {
        fault.nesting = crossing(used.into_iter());
    }
    if fault == CodeFault::default() { Ok(Content { text, codes: source.codes.clone() }) } else { Err(fault) }
}

fn stand_in(piece: &Piece, source: &Content) -> Option<char> {
    match *piece {
        Piece::Open(number) | Piece::Alone(number) => Some(Content::stand_in(number.checked_sub(1)?)),
        Piece::Close(number) => match source.codes.get(number.checked_sub(1)?)?.kind {
            CodeKind::Open { with } => Some(Content::stand_in(with)),
            _ => None,
        },
        Piece::Text(_) | Piece::Foreign(_) => None,
    }
}

/// The ends of pairs that do not close the pair opened last.
fn crossing<'a>(pieces: impl Iterator<Item = &'a Piece>) -> Vec<String> {
    let (mut open, mut faults) = (Vec::new(), Vec::new());
    for piece in pieces {
        match piece {
            Piece::Open(number) => open.push(*number),
            Piece::Close(number) if open.last() == Some(number) => {
                open.pop();
            }
            Piece::Close(_) => faults.push(name(piece)),
            _ => {}
        }
    }
    faults
}

/// Which opening and closing pieces may be written as one element: those that nest in this text.
pub(super) fn nested(pieces: &[Piece]) -> Vec<bool> {
    let mut nested = vec![false; pieces.len()];
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Open(number) => open.push((*number, at)),
            Piece::Close(number) => {
                let Some(found) = open.iter().rposition(|(open, _)| open == number) else { continue };
                // What was opened inside and is not closed yet crosses this pair's end.
                if found + 1 == open.len() {
                    let (_, begin) = open.remove(found);
                    for place in [begin, at] {
                        if let Some(flag) = nested.get_mut(place) {
                            *flag = true;
                        }
                    }
                } else {
                    open.remove(found);
                }
            }
            _ => {}
        }
    }
    nested
}
