//! The characters with which a match can begin or end: the cheap question asked before any regular expression.

use regex_syntax::hir::{Class, Hir, HirKind};

/// A set of characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct CharSet {
    every: bool,
    ascii: u128,
    /// Characters above ASCII, as sorted ranges that do not touch.
    ranges: Vec<(char, char)>,
}

impl CharSet {
    /// Every character, and the end of a line too.
    pub(super) fn every() -> Self {
        Self { every: true, ..Self::default() }
    }

    /// Whether `c` is in the set; `None` is the end of the line, which only [`every`](Self::every) holds.
    pub(super) fn has(&self, c: Option<char>) -> bool {
        match c {
            _ if self.every => true,
            None => false,
            Some(c) if c.is_ascii() => self.ascii >> (c as u32) & 1 == 1,
            Some(c) => {
                let next = self.ranges.partition_point(|&(start, _)| start <= c);
                next.checked_sub(1).and_then(|at| self.ranges.get(at)).is_some_and(|&(_, end)| c <= end)
            }
        }
    }

    /// Adds every character of `other`.
    pub(super) fn extend(&mut self, other: &Self) {
        self.every |= other.every;
        self.ascii |= other.ascii;
        self.ranges.extend_from_slice(&other.ranges);
        self.ranges.sort_unstable();
        self.ranges.dedup_by(|next, kept| {
            let touching = next.0 <= kept.1;
            if touching {
                kept.1 = kept.1.max(next.1);
            }
            touching
        });
    }

    fn add(&mut self, start: char, end: char) {
        for c in start..=end.min('\x7F') {
            self.ascii |= 1 << (c as u32);
        }
        if end > '\x7F' {
            self.extend(&Self { ranges: vec![(start.max('\u{80}'), end)], ..Self::default() });
        }
    }

    /// The first bytes, in UTF-8, of the set's characters.
    pub(super) fn first_bytes(&self) -> [bool; 256] {
        // Every byte but those that go on with a character (10xxxxxx).
        let mut bytes = [false; 256];
        for (byte, known) in (0_u8..=255).zip(&mut bytes) {
            let ascii = byte < 0x80 && self.ascii >> byte & 1 == 1;
            *known = (self.every && byte & 0xC0 != 0x80) || ascii;
        }
        let lead = |c: char| usize::from(c.encode_utf8(&mut [0; 4]).as_bytes()[0]);
        for &(start, end) in &self.ranges {
            bytes[lead(start)..=lead(end)].fill(true);
        }
        bytes
    }
}

/// Which end of a match is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    First,
    Last,
}

/// The characters a match of `hir` can have at `edge`: every character when the match can be empty.
pub(super) fn edge(hir: &Hir, edge: Edge) -> CharSet {
    let mut set = CharSet::default();
    if collect(hir, edge, &mut set) { CharSet::every() } else { set }
}

/// A before-part so simple that no regular expression is needed: a character of `core`, and after it any number
/// of `tail`, such as a full stop and closing quotation marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ending {
    core: CharSet,
    tail: CharSet,
}

impl Ending {
    /// The ending that `hir` describes, if it does.
    pub(super) fn of(hir: &Hir) -> Option<Self> {
        if let Some(core) = single(hir) {
            return Some(Self { core, tail: CharSet::default() });
        }
        let HirKind::Concat(parts) = hir.kind() else { return None };
        let [core, tail] = parts.as_slice() else { return None };
        let HirKind::Repetition(tail) = tail.kind() else { return None };
        let endless = tail.min == 0 && tail.max.is_none();
        Some(Self { core: single(core)?, tail: single(&tail.sub).filter(|_| endless)? })
    }

    /// Whether `text` ends so.
    pub(super) fn ends(&self, text: &str) -> bool {
        let mut rest = text.chars().rev().map(Some);
        rest.find(|&c| self.core.has(c) || !self.tail.has(c)).is_some_and(|c| self.core.has(c))
    }
}

/// If `hir` is one character of a set, that set.
pub(super) fn single(hir: &Hir) -> Option<CharSet> {
    let mut set = CharSet::default();
    match hir.kind() {
        HirKind::Capture(capture) => return single(&capture.sub),
        HirKind::Class(class) => add_class(class, &mut set),
        HirKind::Literal(literal) => {
            let mut chars = str::from_utf8(&literal.0).ok()?.chars();
            let c = chars.next()?;
            if chars.next().is_some() {
                return None;
            }
            set.add(c, c);
        }
        _ => return None,
    }
    Some(set)
}

/// `hir` without what does not change whether something matches when the side away from the break is free: a
/// leading `x*` of a before-part falls away and a leading `x+` becomes `x`.
pub(super) fn without_free_side(hir: Hir, break_at: Edge) -> Hir {
    let mut parts = match hir.into_kind() {
        HirKind::Concat(parts) => parts,
        HirKind::Repetition(repetition) => vec![Hir::repetition(repetition)],
        other => return rebuilt(other),
    };
    loop {
        let free = if break_at == Edge::Last { 0 } else { parts.len().saturating_sub(1) };
        let Some(part) = parts.get(free) else { break };
        let HirKind::Repetition(repetition) = part.kind() else { break };
        match repetition.min {
            0 => {
                parts.remove(free);
            }
            1 => {
                let once = (*repetition.sub).clone();
                parts[free] = once;
                break;
            }
            _ => break,
        }
    }
    Hir::concat(parts)
}

fn rebuilt(kind: HirKind) -> Hir {
    match kind {
        HirKind::Empty => Hir::empty(),
        HirKind::Literal(literal) => Hir::literal(literal.0),
        HirKind::Class(class) => Hir::class(class),
        HirKind::Look(look) => Hir::look(look),
        HirKind::Repetition(repetition) => Hir::repetition(repetition),
        HirKind::Capture(capture) => Hir::capture(capture),
        HirKind::Concat(parts) => Hir::concat(parts),
        HirKind::Alternation(parts) => Hir::alternation(parts),
    }
}

fn add_class(class: &Class, set: &mut CharSet) {
    match class {
        Class::Unicode(class) => class.iter().for_each(|range| set.add(range.start(), range.end())),
        Class::Bytes(_) => *set = CharSet::every(),
    }
}

/// Adds the edge characters of `hir` to `set`; true when `hir` can match nothing. Recursion is bounded by the
/// nesting limit of the parser (250).
fn collect(hir: &Hir, side: Edge, set: &mut CharSet) -> bool {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => true,
        HirKind::Class(class) => {
            add_class(class, set);
            false
        }
        HirKind::Literal(literal) => {
            let text = str::from_utf8(&literal.0).unwrap_or_default();
            let c = if side == Edge::Last { text.chars().next_back() } else { text.chars().next() };
            match c {
                Some(c) => set.add(c, c),
                None => *set = CharSet::every(),
            }
            false
        }
        HirKind::Repetition(repetition) => collect(&repetition.sub, side, set) || repetition.min == 0,
        HirKind::Capture(capture) => collect(&capture.sub, side, set),
        HirKind::Alternation(parts) => {
            // Every branch is to be asked, so this is no `any`.
            let empty = parts.iter().filter(|part| collect(part, side, set)).count();
            empty > 0
        }
        HirKind::Concat(parts) if side == Edge::Last => parts.iter().rev().all(|part| collect(part, side, set)),
        HirKind::Concat(parts) => parts.iter().all(|part| collect(part, side, set)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(pattern: &str, side: Edge) -> CharSet {
        edge(&regex_syntax::parse(pattern).expect("a good pattern"), side)
    }

    #[test]
    fn edges_are_what_a_match_can_show() {
        for (pattern, side, yes, no) in [
            (r"[.?!…][”)]*", Edge::Last, ".…”", "a "),
            (r"(?:TP|Tp)\.", Edge::First, "T", "P."),
            (r"(?i)ông\s?", Edge::Last, "gG \u{A0}", "n"),
            (r"^\s*\p{Lu}", Edge::First, " Đ", "đ."),
        ] {
            let set = set(pattern, side);
            assert!(yes.chars().all(|c| set.has(Some(c))), "{pattern} has all of {yes}");
            assert!(!no.chars().any(|c| set.has(Some(c))), "{pattern} has none of {no}");
            assert!(!set.has(None));
        }
        assert!(set("a*", Edge::Last).has(None));
        assert!(set("(a|b?)", Edge::First).has(None));
    }

    #[test]
    fn simple_endings_need_no_expression() {
        let ending = |pattern| Ending::of(&regex_syntax::parse(pattern).expect("a good pattern"));
        let closed = ending(r"[.?!…][”)]*").expect("a simple one");
        for (text, ends) in [("a.", true), ("a…”)", true), (".", true), ("a)", false), ("”", false), ("", false)]
        {
            assert_eq!(closed.ends(text), ends, "{text}");
        }
        for pattern in ["[.][)]?", "a[.][)]*", "[.][)]+", "ab", "[.]|a."] {
            assert_eq!(ending(pattern), None, "{pattern}");
        }
    }

    #[test]
    fn the_free_side_is_cut() {
        for (pattern, side, cut) in
            [(r"\p{L}*a+\.", Edge::Last, r"a\."), (r"\s+a*", Edge::First, r"\s"), (r"a{2,}b", Edge::Last, r"a{2,}b")]
        {
            let parsed = regex_syntax::parse(pattern).expect("a good pattern");
            let cut = regex_syntax::parse(cut).expect("a good pattern");
            assert_eq!(without_free_side(parsed, side), cut, "{pattern}");
        }
    }
}
