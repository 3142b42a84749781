//! Emphasis that still is emphasis with other letters around it.
//!
//! Whether `**` opens or closes depends on the characters beside it (CommonMark 0.31.2, section 6.2): in
//! `日本語**「強調」**です` it does neither. A character that stands in the way is written as a character reference,
//! which reads the same and begins and ends with punctuation.

use crate::article::CodeKind;

/// A stretch of a unit that is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::article) enum Part<'a> {
    /// Text, escaped already.
    Text(String),
    /// Markup.
    Code(&'a str, CodeKind),
}

/// Joins the parts of a unit.
pub(in crate::article) fn join(mut parts: Vec<Part<'_>>) -> String {
    parts.retain(|part| !matches!(part, Part::Text(text) if text.is_empty()));
    let mut at = 0;
    while at < parts.len() {
        let Some(opens) = direction(&parts, at) else {
            at += 1;
            continue;
        };
        let run = (at..parts.len()).take_while(|&next| direction(&parts, next) == Some(opens)).count();
        // What follows an opening run, or precedes a closing one, is inside.
        let (before, after) = (at.checked_sub(1), at + run);
        let (inside, outside) = if opens { (Some(after), before) } else { (before, Some(after)) };
        if edge(&parts, inside, opens).is_some_and(char::is_whitespace) {
            refer(&mut parts, inside, opens);
        }
        let stuck = edge(&parts, outside, !opens).is_some_and(is_letter);
        let word_only = matches!(parts.get(at), Some(Part::Code(raw, _)) if !raw.starts_with('*'));
        if stuck && (word_only || edge(&parts, inside, opens).is_some_and(is_punctuation)) {
            refer(&mut parts, outside, !opens);
        }
        at += run;
    }
    parts
        .iter()
        .map(|part| match part {
            Part::Text(text) => text.as_str(),
            Part::Code(raw, _) => raw,
        })
        .collect()
}

/// Whether a part is an emphasis delimiter, and if so whether it opens.
fn direction(parts: &[Part<'_>], at: usize) -> Option<bool> {
    match parts.get(at)? {
        Part::Code(raw, kind) if !raw.is_empty() && raw.bytes().all(|b| matches!(b, b'*' | b'_' | b'~')) => {
            match kind {
                CodeKind::Open { .. } => Some(true),
                CodeKind::Close { .. } => Some(false),
                CodeKind::Alone => None,
            }
        }
        _ => None,
    }
}

/// The first (or last) character of a part.
fn edge(parts: &[Part<'_>], at: Option<usize>, first: bool) -> Option<char> {
    let text = match parts.get(at?)? {
        Part::Text(text) => text.as_str(),
        Part::Code(raw, _) => raw,
    };
    if first { text.chars().next() } else { text.chars().next_back() }
}

/// Writes the first (or last) character of a text as a reference.
fn refer(parts: &mut [Part<'_>], at: Option<usize>, first: bool) {
    let Some(Part::Text(text)) = at.and_then(|at| parts.get_mut(at)) else { return };
    let Some(c) = (if first { text.chars().next() } else { text.chars().next_back() }) else { return };
    let reference = format!("&#{};", c as u32);
    if first {
        text.replace_range(..c.len_utf8(), &reference);
    } else {
        text.truncate(text.len() - c.len_utf8());
        text.push_str(&reference);
    }
}

fn is_letter(c: char) -> bool {
    !c.is_whitespace() && !is_punctuation(c)
}

/// Near enough to Unicode's P and S: what is no letter, digit, mark or space.
fn is_punctuation(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace() && !unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emphasis_survives_its_neighbours() {
        let (open, close) = (CodeKind::Open { with: 1 }, CodeKind::Close { with: 0 });
        for (mark, before, inside, after, expected) in [
            ("**", "日本語", "「強調」", "です", "日本&#35486;**「強調」**&#12391;す"),
            ("**", "a ", "b", " c", "a **b** c"),
            ("**", "a", "b", "c", "a**b**c"),
            ("_", "a", "b", "c", "&#97;_b_&#99;"),
            ("**", "a", " b ", "c", "&#97;**&#32;b&#32;**&#99;"),
            ("**", "", "(b)", "", "**(b)**"),
        ] {
            let text = |text: &str| Part::Text(text.to_owned());
            let parts =
                vec![text(before), Part::Code(mark, open), text(inside), Part::Code(mark, close), text(after)];
            assert_eq!(join(parts), expected);
        }
    }
}
