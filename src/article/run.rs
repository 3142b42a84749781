//! A run of text and inline markup, and the unit it makes.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use super::{CodeKind, Content, InlineCode, MAX_CODES, count_codes};
use crate::text::Span;

/// What a piece of markup does, before it is known whether its partner is in the same run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    Text,
    Open { with: Option<usize> },
    Close { with: Option<usize> },
    Alone { solid: bool },
}

/// Up to here the open elements are searched one by one.
const LONG: usize = 32;

/// A run that is being read. `K` names a kind of inline element.
#[derive(Debug)]
pub(super) struct Run<'a, K> {
    pieces: Vec<(Span, Piece)>,
    /// The decoded texts of the text pieces, where they are not to be decoded from the source.
    texts: HashMap<usize, Cow<'a, str>>,
    /// Markup that is to be written otherwise than it stands.
    rewritten: HashMap<usize, String>,
    /// Start tags that say nothing to readers.
    idle: HashSet<usize>,
    /// Markup that has no code.
    left_out: HashSet<usize>,
    open: Vec<(K, usize)>,
    /// How many of each kind stand in `open` while it is long, so that a stray end never searches far.
    counts: HashMap<K, usize>,
}

impl<K> Default for Run<'_, K> {
    fn default() -> Self {
        Self {
            pieces: Vec::new(),
            texts: HashMap::new(),
            rewritten: HashMap::new(),
            idle: HashSet::new(),
            left_out: HashSet::new(),
            open: Vec::new(),
            counts: HashMap::new(),
        }
    }
}

/// What became of a run.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// There is nothing to translate in it.
    Blank,
    /// It has more than [`MAX_CODES`] inline codes.
    TooManyCodes(Span),
    /// Its unit.
    Unit(Span, Content),
}

impl<'a, K: Copy + Eq + std::hash::Hash> Run<'a, K> {
    /// Source text that is decoded when the run is finished.
    pub fn raw_text(&mut self, span: Span) {
        self.pieces.push((span, Piece::Text));
    }

    /// Text that its source `span` stands for.
    pub fn text(&mut self, span: Span, text: Cow<'a, str>) {
        self.texts.insert(self.pieces.len(), text);
        self.pieces.push((span, Piece::Text));
    }

    /// Markup that stands alone. `solid` markup reads like text (an inline `<code>`) and stays in the sentence even
    /// where it comes first or last.
    pub fn alone(&mut self, span: Span, solid: bool) {
        self.pieces.push((span, Piece::Alone { solid }));
    }

    /// The start of an element.
    pub fn open(&mut self, span: Span, kind: K) {
        self.open.push((kind, self.pieces.len()));
        if self.open.len() == LONG + 1 {
            self.counts.clear();
            self.open.iter().for_each(|&(kind, _)| *self.counts.entry(kind).or_default() += 1);
        } else if self.open.len() > LONG {
            *self.counts.entry(kind).or_default() += 1;
        }
        self.pieces.push((span, Piece::Open { with: None }));
    }

    /// The start of an element that says nothing to readers; it goes when the text around it is translated.
    pub fn open_idle(&mut self, span: Span, kind: K) {
        self.open(span, kind);
        self.idle.insert(self.pieces.len() - 1);
    }

    /// Makes one element of two that follow on each other with start tags that are `alike`, and leaves out those
    /// that say nothing.
    pub fn merge(&mut self, source: &str, alike: impl Fn(&str, &str) -> bool) {
        for at in std::mem::take(&mut self.idle) {
            if let Some(&(_, Piece::Open { with: Some(end) })) = self.pieces.get(at) {
                self.left_out.extend([at, end]);
            }
        }
        // The element that ended last, as long as nothing but left-out markup has followed.
        let mut before: Option<(usize, usize)> = None;
        for at in 0..self.pieces.len() {
            let Some(&(span, piece)) = self.pieces.get(at) else { break };
            match piece {
                _ if self.left_out.contains(&at) => {}
                Piece::Text if self.texts.get(&at).is_some_and(|text| text.is_empty()) => {}
                Piece::Close { with: Some(start) } => before = Some((start, at)),
                Piece::Open { with: Some(end) } => {
                    let same = |start: usize| {
                        self.pieces.get(start).is_some_and(|(other, _)| alike(other.of(source), span.of(source)))
                    };
                    if let Some((start, close)) = before.take().filter(|&(start, _)| same(start)) {
                        self.join(start, close, at, end);
                    }
                }
                _ => before = None,
            }
        }
    }

    /// Makes one element of `start` to `close` and `open` to `end`.
    fn join(&mut self, start: usize, close: usize, open: usize, end: usize) {
        for (at, becomes) in [
            (start, Piece::Open { with: Some(end) }),
            (close, Piece::Text),
            (open, Piece::Text),
            (end, Piece::Close { with: Some(start) }),
        ] {
            if let Some(piece) = self.pieces.get_mut(at) {
                piece.1 = becomes;
            }
        }
        self.texts.extend([(close, Cow::Borrowed("")), (open, Cow::Borrowed(""))]);
    }

    /// The end of an element. Elements it leaves open inside stay without partners.
    pub fn close(&mut self, span: Span, kind: K) {
        let mut partner = None;
        let is_open = if self.open.len() > LONG {
            self.counts.get(&kind).is_some_and(|&count| count > 0)
        } else {
            self.open.iter().any(|&(open, _)| open == kind)
        };
        if is_open {
            while let Some((inner, at)) = self.open.pop() {
                if self.open.len() >= LONG {
                    self.counts.entry(inner).and_modify(|count| *count -= 1);
                }
                if inner == kind {
                    partner = Some(at);
                    break;
                }
            }
        }
        let own = self.pieces.len();
        if let Some(piece) = partner.and_then(|at| self.pieces.get_mut(at)) {
            piece.1 = Piece::Open { with: Some(own) };
        }
        self.pieces.push((span, Piece::Close { with: partner }));
    }

    /// The same as [`close`](Self::close), and the markup is `rewritten` once the text around it is translated.
    pub fn close_as(&mut self, span: Span, kind: K, rewritten: Option<String>) {
        self.rewritten.extend(rewritten.map(|markup| (self.pieces.len(), markup)));
        self.close(span, kind);
    }

    /// Puts one piece of markup in the place of all text from `span`'s start on.
    pub fn replace_from(&mut self, span: Span, solid: bool) {
        while let Some(&(last, Piece::Text)) = self.pieces.last()
            && last.start >= span.start
        {
            self.pieces.pop();
            self.texts.remove(&self.pieces.len());
        }
        self.alone(span, solid);
    }

    /// Whether nothing was read yet.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Whether every piece since the last `mark` for which `is_mark` holds is white space, and there is one.
    pub fn only_space_since(&self, source: &str, is_mark: impl Fn(&str) -> bool) -> bool {
        for (span, piece) in self.pieces.iter().rev() {
            match piece {
                Piece::Text if span.of(source).trim().is_empty() => {}
                Piece::Alone { .. } => return is_mark(span.of(source)),
                _ => return false,
            }
        }
        false
    }

    /// Makes the unit and empties the run.
    pub fn finish(&mut self, source: &'a str, decode: fn(&str) -> Cow<'_, str>) -> Outcome {
        let outcome = self.outcome(source, decode);
        self.pieces.clear();
        self.texts.clear();
        self.rewritten.clear();
        self.idle.clear();
        self.left_out.clear();
        self.open.clear();
        self.counts.clear();
        outcome
    }

    fn outcome(&self, source: &'a str, decode: fn(&str) -> Cow<'_, str>) -> Outcome {
        let Some((from, to)) = self.bounds(source) else { return Outcome::Blank };
        let Some(pieces) = self.pieces.get(from..=to) else { return Outcome::Blank };
        let span = Span::new(self.trimmed(source, from).start, self.trimmed(source, to).end);
        let held = count_codes(span.of(source));
        if held + pieces.iter().filter(|piece| piece.1 != Piece::Text).count() > MAX_CODES {
            return Outcome::TooManyCodes(span);
        }
        let mut content = Content::default();
        let mut number = vec![usize::MAX; pieces.len()];
        for (at, (whole, piece)) in (from..).zip(pieces) {
            if self.left_out.contains(&at) {
                continue;
            }
            if *piece == Piece::Text {
                let raw = if at == from || at == to { clip(span, *whole) } else { *whole };
                match self.texts.get(&at) {
                    Some(text) => content.push_text(trim_like(text, *whole, raw)),
                    None => content.push_text(&decode(raw.of(source))),
                }
            } else {
                let markup = self.rewritten.get(&at).map_or(whole.of(source), String::as_str);
                if let Some(number) = number.get_mut(at - from) {
                    *number = content.push_code(CodeKind::Alone, markup);
                }
            }
        }
        let code_at = |at: Option<usize>| number.get(at?.checked_sub(from)?).copied().filter(|&n| n != usize::MAX);
        for (&own, (_, piece)) in number.iter().zip(pieces) {
            let kind = match *piece {
                Piece::Open { with } => code_at(with).map(|with| CodeKind::Open { with }),
                Piece::Close { with } => code_at(with).map(|with| CodeKind::Close { with }),
                Piece::Text | Piece::Alone { .. } => None,
            };
            if let (Some(kind), Some(InlineCode { kind: slot, .. })) = (kind, content.codes.get_mut(own)) {
                *slot = kind;
            }
        }
        if content.is_blank() { Outcome::Blank } else { Outcome::Unit(span, content) }
    }

    /// First and last piece of the unit. White space, markup without text and pairs around the whole stay outside;
    /// pairs never cross, so from the first pair that ends inside the text everything belongs to it.
    fn bounds(&self, source: &str) -> Option<(usize, usize)> {
        let solid = |(at, (span, piece)): (usize, &(Span, Piece))| match piece {
            Piece::Text => !self.trimmed(source, at).is_empty() && !span.is_empty(),
            Piece::Alone { solid } => *solid,
            _ => false,
        };
        let first = self.pieces.iter().enumerate().position(solid)?;
        let last = self.pieces.len() - 1 - self.pieces.iter().enumerate().rev().position(solid)?;
        let opens = |(_, piece): &(Span, Piece)| matches!(piece, Piece::Open { with: Some(end) } if (first..=last).contains(end));
        let closes = |(_, piece): &(Span, Piece)| matches!(piece, Piece::Close { with: Some(start) } if (first..=last).contains(start));
        let from = self.pieces.iter().take(first).position(opens).unwrap_or(first);
        let after = self.pieces.iter().skip(last + 1).rev().position(closes);
        let to = after.map_or(last, |back| self.pieces.len() - 1 - back);
        Some((from, to))
    }

    /// A piece without white space around it; markup stays whole.
    fn trimmed(&self, source: &str, at: usize) -> Span {
        match self.pieces.get(at) {
            Some(&(span, Piece::Text)) if self.texts.contains_key(&at) => {
                let text = span.of(source);
                if self.texts.get(&at).is_some_and(|text| text.trim().is_empty()) {
                    return Span::new(span.start, span.start);
                }
                let start = span.start + (text.len() - text.trim_start().len());
                Span::new(start, start + text.trim().len())
            }
            Some(&(span, Piece::Text)) => trim_entities(source, span),
            Some(&(span, _)) => span,
            None => Span::default(),
        }
    }
}

/// The no-break space as pages write it.
const SPACES: [&str; 4] = ["&nbsp;", "&#160;", "&#xa0;", "&#xA0;"];

fn trim_entities(source: &str, span: Span) -> Span {
    let mut text = span.of(source);
    let whole = text.len();
    loop {
        text = text.trim_start();
        match SPACES.iter().find_map(|space| text.strip_prefix(space)) {
            Some(rest) => text = rest,
            None => break,
        }
    }
    let start = span.start + (whole - text.len());
    loop {
        text = text.trim_end();
        match SPACES.iter().find_map(|space| text.strip_suffix(space)) {
            Some(rest) => text = rest,
            None => break,
        }
    }
    Span::new(start, start + text.len())
}

/// `text` without the white space that was cut off its source.
fn trim_like(text: &str, whole: Span, kept: Span) -> &str {
    let text = if kept.start > whole.start { text.trim_start() } else { text };
    if kept.end < whole.end { text.trim_end() } else { text }
}

const fn clip(outer: Span, inner: Span) -> Span {
    let start = if outer.start > inner.start { outer.start } else { inner.start };
    let end = if outer.end < inner.end { outer.end } else { inner.end };
    Span::new(start, end)
}
