//! Hedging words around Japanese and Korean figures: 約, 超, 以上; 약, 여, 이상 (domain facts §7.2).

use super::{
    super::{Approximation, reader::Reader},
    Script,
};
use crate::text::Span;

/// How far after a figure its hedge may stand, in characters, past the thing counted.
const REACH: usize = 14;

/// The hedging word before `at`.
pub(super) fn before(r: Reader<'_>, script: &Script, at: usize) -> Option<(Approximation, Span)> {
    let end = r.blanks_before(at);
    let text = r.text.get(..end)?;
    let &(word, kind) = script.before.iter().find(|(word, _)| text.ends_with(word))?;
    Some((kind, Span::new(end - word.len(), end)))
}

/// The hedging word after `at`, past the counter of the figure.
pub(super) fn after(r: Reader<'_>, script: &Script, at: usize) -> Option<(Approximation, Span)> {
    let mut place = at;
    for c in r.rest(at).chars().take(REACH) {
        if let Some(&(word, kind)) =
            script.after.iter().find(|(word, _)| word.starts_with(c) && r.eat(place, word).is_some())
        {
            return Some((kind, Span::new(place, place + word.len())));
        }
        // A Japanese particle ends the counted noun; Korean particles are part of the word before the hedge.
        let particle = !script.spaced && matches!(c, '\u{3041}'..='\u{309F}');
        if particle || c.is_ascii_digit() || ends_phrase(c) {
            return None;
        }
        place += c.len_utf8();
    }
    None
}

const fn ends_phrase(c: char) -> bool {
    (c.is_ascii_punctuation() && c != '%') || matches!(c, '、' | '。' | '・' | '·' | '「' | '」' | '“' | '”' | '\n')
}

/// The hedge that touches the number, before its unit: 200여 건. 여성 and the like are words of their own.
pub(super) fn touching(r: Reader<'_>, script: &Script, at: usize) -> Option<(Approximation, Span)> {
    script.touching.iter().find_map(|&(word, kind)| {
        let end = r.eat(at, word)?;
        let other = ["성", "권", "학", "행", "배"].iter().any(|next| r.eat(end, next).is_some());
        (!other).then_some((kind, Span::new(at, end)))
    })
}
