//! `serial-comma`: the comma before "and" in a list.

use super::super::{catalogue::Family, look::Signs, rule::Rule, settings::SerialComma};
use crate::{
    diagnostic::{Fix, Severity},
    locale::Locale,
    text::Span,
};

pub(in crate::qa) const RULE: Rule = Rule::new(
    "serial-comma",
    Family::Style,
    Severity::Info,
    "What it finds: in English a comma before the last member of a list of short members where the house sets none, \
     or none where it sets one (`serial-comma` in `[check.style.en]`).\n\
     Why: wire services leave it out, book houses set it; one paper does one of the two.\n\
     Example: \"trade, investment, and tourism\".\n\
     How to fix: \"trade, investment and tourism\"; a list whose members hold \"and\" may need it.",
    |look, findings| {
        let wanted = look.style.en.serial_comma;
        if look.locale != Locale::En || !look.got.has(Signs::COMMA) || wanted == SerialComma::Any {
            return;
        }
        let text = look.target;
        for conjunction in [" and ", " or "] {
            for (at, word) in text.match_indices(conjunction) {
                let has = text[..at].ends_with(',');
                let before = text[..at].trim_end_matches(',');
                let Some(comma) = before.rfind(", ") else { continue };
                let (member, last) = (&before[comma + 2..], &text[at + word.len()..]);
                if !is_short(member) || !is_short(last.split([',', '.', ';', ':', '?']).next().unwrap_or_default()) {
                    continue;
                }
                let first = before[..comma].rsplit([',', '.', ';', ':']).next().unwrap_or_default();
                let clause = first.split_whitespace().count();
                let place = before.len();
                if has && wanted == SerialComma::Never && clause > 0 {
                    let span = Span::new(place, place + 1);
                    let fix = Fix { span, replacement: String::new(), safe: false };
                    findings.push(
                        RULE.fixed(look, span, fix).fact("text", super::super::writing::spaces::around(text, span)),
                    );
                } else if !has && wanted == SerialComma::Always && clause > 0 {
                    let span = Span::new(place, at + word.trim_end().len());
                    let fix = Fix { span: Span::new(place, place), replacement: ",".to_owned(), safe: false };
                    findings.push(
                        RULE.fixed(look, span, fix).fact("text", super::super::writing::spaces::around(text, span)),
                    );
                }
            }
        }
    },
);

/// Whether a member is one or two words that cannot begin a clause.
fn is_short(member: &str) -> bool {
    let mut words = member.split_whitespace();
    let (Some(first), second, third) = (words.next(), words.next(), words.next()) else { return false };
    let clause = [
        "the", "it", "they", "he", "she", "we", "this", "that", "which", "who", "has", "have", "was", "is", "also",
        "will", "to", "then", "so",
    ];
    third.is_none()
        && !clause.contains(&first)
        && !second.is_some_and(|word| clause.contains(&word))
        && !first.bytes().all(|b| b.is_ascii_digit())
}
