//! What a browser sends as a translation, made into content: text with stand-ins of the source's own codes.

use crate::{
    article::{Content, is_code},
    text::nfc,
};

/// The longest translation that is taken, in bytes.
const LONGEST: usize = 64 << 10;

/// `text` as content with the codes of `source`. A stand-in that the source does not have, or that stands there a
/// second time, is left out; so are control characters. `None` where it is longer than 64 KiB.
#[must_use]
pub fn from_wire(text: &str, source: &Content) -> Option<Content> {
    if text.len() > LONGEST {
        return None;
    }
    let mut seen = vec![false; source.codes.len()];
    let kept = nfc(text)
        .chars()
        .filter(|&c| match Content::code_number(c) {
            Some(number) => seen.get_mut(number).is_some_and(|seen| !std::mem::replace(seen, true)),
            None => !c.is_control() || c == '\n',
        })
        .collect::<String>();
    Some(Content { text: kept.trim().to_owned(), codes: source.codes.clone() })
}

/// `target` with the codes of `source`: those it shares stay in their places, others go.
pub(super) fn with_codes_of(target: &Content, source: &Content) -> Content {
    if target.codes == source.codes {
        return target.clone();
    }
    let mut used = vec![false; source.codes.len()];
    let mut own = |number: usize| {
        let code = target.codes.get(number)?;
        let at = source
            .codes
            .iter()
            .enumerate()
            .position(|(at, other)| other.raw == code.raw && used.get(at).is_some_and(|used| !used))?;
        if let Some(used) = used.get_mut(at) {
            *used = true;
        }
        Some(Content::stand_in(at))
    };
    let text = target
        .text
        .chars()
        .filter_map(|c| if is_code(c) { Content::code_number(c).and_then(&mut own) } else { Some(c) })
        .collect();
    Content { text, codes: source.codes.clone() }
}
