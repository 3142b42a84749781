//! `repetition`: the engine went round in a circle.

use super::super::{catalogue::Family, rule::Rule};
use crate::{
    diagnostic::{Finding, Severity},
    text::{Span, is_letter},
};

pub(in crate::qa) const RULE: Rule = Rule::new(
    "repetition",
    Family::Completeness,
    Severity::Error,
    "What it finds: a piece of text said four times in a row, or a long one said three times, which the source \
     does not repeat.\n\
     Why: small engines fall into loops.\n\
     Example: \"経済発展、経済発展、経済発展、経済発展、\".\n\
     How to fix: translate the segment again.",
    |look, findings| {
        let pair = look.pair;
        let text = pair.target.text.as_str();
        if let Some(span) = looped(text)
            && looped(&pair.source.text).is_none()
        {
            findings.push(Finding::new(RULE.code, RULE.severity).fact("text", span.of(text).trim()).at_target(span));
        }
    },
);

/// Longest piece, in characters, that is looked for.
const LONGEST: usize = 120;
/// From this length on three times in a row are enough.
const LONG: usize = 12;

/// The first run of one piece of 2 to [`LONGEST`] characters standing four times in a row (three times from
/// [`LONG`] on). A run long enough holds one of every so many places, and only from those is it followed, so that
/// the time is characters × the sum of 1/period.
fn looped(text: &str) -> Option<Span> {
    if !may_loop(text) {
        return None;
    }
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    for period in 2..=LONGEST.min(chars.len() / 3) {
        let wanted = period * if period >= LONG { 2 } else { 3 };
        let same = |at: usize| chars[at].1 == chars[at - period].1;
        for at in (period + wanted - 1..chars.len()).step_by(wanted).filter(|&at| same(at)) {
            let back = (period..at).rev().take_while(|&at| same(at)).count();
            let first = at - back;
            let long = (at + 1..chars.len()).take(wanted).take_while(|&at| same(at)).count() + back + 1 >= wanted;
            let piece = &chars[first - period..first];
            if long && piece.iter().any(|&(_, c)| is_letter(c)) {
                let end = chars.get(first + wanted).map_or(text.len(), |&(end, _)| end);
                return Some(Span::new(piece[0].0, end));
            }
        }
    }
    None
}

/// Whether four characters in a row stand three times: what is said three or four times has such. Looked up in a
/// small table of counts, so that now and then a text is looked at for nothing.
fn may_loop(text: &str) -> bool {
    let mut counts = [0_u8; 2048];
    let mut four = [0_u32; 4];
    text.chars().enumerate().any(|(at, c)| {
        four = [four[1], four[2], four[3], c as u32];
        if at < 3 {
            return false;
        }
        let hash = four.iter().fold(0_u32, |hash, &c| (hash ^ c).wrapping_mul(0x9E37_79B1));
        let count = &mut counts[(hash >> 21) as usize];
        *count = count.saturating_add(1);
        *count >= 3
    })
}
