//! Document numbers such as 22-NQ/TW and 1043/QĐ-TTg, which stay verbatim (domain facts §4.6(d)).

use super::syllable::is_code;
use crate::text::{Span, is_letter_or_number};

/// Longest document number looked at, in characters to each side; longer runs are no document numbers.
const REACH: usize = 40;

/// Whether `span` of `text` is a part of a document number: a run without spaces that begins with a digit and
/// holds letters after `/` or `-`.
pub(super) fn is_inside_number(text: &str, span: Span) -> bool {
    let (Some(before), Some(after)) = (text.get(..span.start), text.get(span.end..)) else { return false };
    // Kanji and Hangul touch the number: 第22-NQ/TW号.
    let letter = |c: char| is_letter_or_number(c) && matches!(c, ..'\u{1100}' | '\u{1E00}'..='\u{1EFF}');
    let joins = |c: &char| letter(*c) || matches!(c, '-' | '/' | '.' | '\u{2010}'..='\u{2013}') || is_code(*c);
    let mut head: Vec<char> = before.chars().rev().take(REACH).take_while(joins).filter(|c| !is_code(*c)).collect();
    head.reverse();
    let tail = after.chars().take(REACH).take_while(joins).filter(|c| !is_code(*c));
    let run: Vec<char> = head.into_iter().chain(span.of(text).chars()).chain(tail).collect();
    let numbered = run.first().is_some_and(char::is_ascii_digit);
    numbered
        && run.windows(2).any(|pair| {
            matches!(pair, [sign, next] if matches!(sign, '-' | '/' | '\u{2010}'..='\u{2013}') && next.is_uppercase())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_document_numbers_are_known() {
        for (text, word, inside) in [
            ("Nghị quyết số 22-NQ/TW của", "NQ", true),
            ("Nghị quyết số 22-NQ/TW của", "TW", true),
            ("Quyết định 1043/QĐ-TTg.", "QĐ", true),
            ("Thông tư 03/2009/TT-BNG", "BNG", true),
            ("決議第22-NQ/TW号", "NQ", true),
            ("결정 1043/QĐ-TTg호", "QĐ", true),
            ("dự án FDI/ODA", "ODA", false),
            ("200 DN mới", "DN", false),
            ("các TW ở xa", "TW", false),
        ] {
            let at = text.find(word).expect("the word is in the text");
            assert_eq!(is_inside_number(text, Span::new(at, at + word.len())), inside, "{word} in {text}");
        }
    }
}
