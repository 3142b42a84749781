//! `quotes-unbalanced`: a quotation opens and does not close, or the other way round.

use super::super::{catalogue::Family, look::Signs, rule::Rule};
use crate::{diagnostic::Severity, locale::Locale, text::Span};

pub(in crate::qa) const RULE: Rule = Rule::new(
    "quotes-unbalanced",
    Family::Writing,
    Severity::Warning,
    "What it finds: a quotation mark without its partner, where the quotation marks of the source are whole. \
     Apostrophes are none. A quotation that runs over several sentences is unbalanced in the source too.\n\
     Why: the reader cannot tell where the quotation ends.\n\
     Example: \"He said: “The province will help.\"\n\
     How to fix: put the partner where the source has it.",
    |look, findings| {
        if look.got.has(Signs::QUOTE)
            && let Some(span) = unbalanced(look.target, look.locale)
            && unbalanced(look.source, Locale::Vi).is_none()
        {
            findings.push(RULE.at(look, span));
        }
    },
);

fn unbalanced(text: &str, locale: Locale) -> Option<Span> {
    let mut double: Option<usize> = None;
    let mut single: Option<usize> = None;
    let mut straight: Option<usize> = None;
    for (at, c) in text.char_indices() {
        let here = Some(Span::new(at, at + c.len_utf8()));
        match c {
            // In Korean and Japanese the single ones are no apostrophes.
            '“' if double.is_some() => return here,
            '“' => double = Some(at),
            '”' if double.take().is_none() => return here,
            '‘' => single = Some(at),
            '’' if single.take().is_none() && matches!(locale, Locale::Ja | Locale::Ko) => {
                let latin = text[..at].ends_with(|c: char| c.is_ascii_alphabetic());
                if !latin {
                    return here;
                }
            }
            '"' => {
                let inch = straight.is_none() && text[..at].ends_with(|c: char| c.is_ascii_digit());
                if !inch {
                    straight = if straight.is_some() { None } else { Some(at) };
                }
            }
            _ => {}
        }
    }
    let (at, len) = match (double, single, straight) {
        (Some(at), ..) => (at, '“'.len_utf8()),
        (_, Some(at), _) => (at, '‘'.len_utf8()),
        (.., Some(at)) => (at, 1),
        _ => return None,
    };
    Some(Span::new(at, at + len))
}
