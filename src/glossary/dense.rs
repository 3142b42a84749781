//! Japanese and Korean text without spaces, and where a word of it may begin and end.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::{particles, syllable::is_code, target::Reading};
use crate::text::Span;

/// A compatibility-folded, lower-case text without spaces that knows where its characters came from.
pub(super) struct Dense {
    glyphs: Vec<Glyph>,
}

struct Glyph {
    c: char,
    from: Span,
    /// Whether space stood before it.
    after_space: bool,
}

impl Dense {
    pub(super) fn new(text: &str) -> Self {
        let mut glyphs = Vec::with_capacity(text.len() / 2);
        let mut chars = text.char_indices().peekable();
        let mut after_space = false;
        while let Some((start, c)) = chars.next() {
            if c.is_whitespace() {
                after_space = true;
                continue;
            }
            if is_code(c) || matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}') {
                continue;
            }
            let joined = chars.peek().is_some_and(|&(_, next)| joins_before(next));
            if let Some(folded) = simple(c).filter(|_| !joined) {
                glyphs.push(Glyph { c: folded, from: Span::new(start, start + c.len_utf8()), after_space });
                after_space = false;
                continue;
            }
            let mut cluster = String::from(c);
            let mut end = start + c.len_utf8();
            while let Some(&(at, next)) = chars.peek().filter(|&&(_, next)| joins_before(next)) {
                cluster.push(next);
                end = at + next.len_utf8();
                chars.next();
            }
            for folded in cluster.nfkc().flat_map(char::to_lowercase).map(fold_mark) {
                if !folded.is_whitespace() {
                    glyphs.push(Glyph { c: folded, from: Span::new(start, end), after_space });
                    after_space = false;
                }
            }
        }
        Self { glyphs }
    }

    /// Where `rendering` stands, ascending and without overlaps.
    pub(super) fn find(&self, rendering: &str, reading: Reading) -> Vec<Span> {
        let wanted: Vec<char> = Self::new(rendering).glyphs.into_iter().map(|glyph| glyph.c).collect();
        let mut found: Vec<Span> = Vec::new();
        if wanted.is_empty() {
            return found;
        }
        for (at, window) in self.glyphs.windows(wanted.len()).enumerate() {
            let same = window.iter().zip(&wanted).all(|(glyph, c)| glyph.c == *c);
            if same && self.stands_alone(at, &wanted, reading) {
                let span = window.first().zip(window.last()).map(|(first, last)| (first.from.start, last.from.end));
                let span = span.map(|(start, end)| Span::new(start, end));
                found.extend(span.filter(|span| found.last().is_none_or(|last| last.end <= span.start)));
            }
        }
        found
    }

    /// Whether the `wanted` characters at `at` are a word and not a part of another one.
    fn stands_alone(&self, at: usize, wanted: &[char], reading: Reading) -> bool {
        let (Some(&first), Some(&last)) = (wanted.first(), wanted.last()) else { return false };
        let end = at + wanted.len();
        let before = at.checked_sub(1).and_then(|index| self.glyphs.get(index)).map(|glyph| glyph.c);
        let before = before.filter(|_| !self.glyphs.get(at).is_some_and(|glyph| glyph.after_space));
        let after = self.glyphs.get(end).filter(|glyph| !glyph.after_space).map(|glyph| glyph.c);
        let joined = |inside: char, outside: Option<char>| {
            let script = Script::of(inside);
            matches!(script, Script::Latin | Script::Katakana) && outside.map(Script::of) == Some(script)
        };
        if joined(first, before) || joined(last, after) {
            return false;
        }
        match wanted {
            [one] if Script::of(*one) == Script::Han && reading == Reading::Strict => {
                before.is_some_and(|c| Script::of(c) == Script::Katakana)
            }
            _ => self.hangul_borders(at, end, wanted, reading),
        }
    }

    /// Korean compounds are written solid and particles are attached, so what is left of the word on either
    /// side decides: nothing, a particle, or at least two more syllables of a compound.
    fn hangul_borders(&self, at: usize, end: usize, wanted: &[char], reading: Reading) -> bool {
        let is_long = wanted.len() >= 3;
        let strict = reading == Reading::Strict;
        if wanted.first().is_some_and(|&c| Script::of(c) == Script::Hangul) && !is_long {
            let left = self.hangul_before(at);
            if left == 1 || (left > 0 && strict) {
                return false;
            }
        }
        if wanted.last().is_some_and(|&c| Script::of(c) == Script::Hangul) {
            let hangul = |glyph: &&Glyph| !glyph.after_space && Script::of(glyph.c) == Script::Hangul;
            let rest = self.glyphs.get(end..).unwrap_or_default().iter();
            let rest: String = rest.take_while(hangul).take(8).map(|glyph| glyph.c).collect();
            let count = rest.chars().count();
            let attached = rest.is_empty() || particles::is_ending(&rest);
            let compound = !strict && (is_long || wanted.len() == 2 && (count >= 2 || is_suffix(&rest)));
            return attached || compound;
        }
        true
    }

    /// How many syllables of the same word stand before `at`; two stands for any more.
    fn hangul_before(&self, at: usize) -> usize {
        let joined = |index: usize| self.glyphs.get(index).is_some_and(|glyph| !glyph.after_space);
        let hangul = |index: usize| self.glyphs.get(index).is_some_and(|glyph| Script::of(glyph.c) == Script::Hangul);
        let back = (1..=2.min(at)).take_while(|back| joined(at + 1 - back) && hangul(at - back));
        back.count()
    }
}

/// One-syllable nouns that close a compound (general knowledge of Korean word formation, unsourced).
fn is_suffix(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!((chars.next(), chars.next()), (Some(one), None) if "국부성시청법권측형용내별간계률율식급당들화망력액관층팀군인".contains(one))
}

/// What becomes of a character that is its own NFKC: nearly all of them.
const fn simple(c: char) -> Option<char> {
    match c {
        '!'..='~' => Some(c.to_ascii_lowercase()),
        '\u{AC00}'..='\u{D7A3}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30A1}'..='\u{30FA}'
        | '\u{30FC}'
        | '\u{3001}'
        | '\u{3002}' => Some(c),
        _ => None,
    }
}

/// Marks and jamo that belong to the character before them.
fn joins_before(c: char) -> bool {
    (c >= '\u{300}' && !matches!(c, '\u{AC00}'..='\u{D7A3}' | '\u{4E00}'..='\u{9FFF}') && is_combining_mark(c))
        || matches!(c, '\u{1160}'..='\u{11FF}' | '\u{FF9E}' | '\u{FF9F}')
}

const fn fold_mark(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{B7}' | '\u{30FB}' | '\u{318D}' | '\u{2027}' | '\u{119E}' => '·',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        other => other,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Katakana,
    Han,
    Hangul,
    Other,
}

impl Script {
    const fn of(c: char) -> Self {
        match c {
            '0'..='9' | 'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => Self::Latin,
            '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}' => Self::Katakana,
            '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}' | '々' => Self::Han,
            '\u{AC00}'..='\u{D7A3}' => Self::Hangul,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simple_characters_are_their_own_folding() {
        for c in '\0'..=char::MAX {
            if let Some(folded) = simple(c) {
                let whole: Vec<char> =
                    std::iter::once(c).nfkc().flat_map(char::to_lowercase).map(fold_mark).collect();
                assert_eq!(whole, [folded], "{c:?}");
            }
        }
    }
}
