//! `headline-stop`, `headline-case` and `headline-capitals`.

use super::super::{catalogue::Family, look::Signs, rule::Rule, settings::HeadlineCase};
use crate::{
    diagnostic::{Fix, Severity},
    locale::Locale,
    text::{Span, is_letter, is_letter_or_number},
};

pub(in crate::qa) const STOP: Rule = Rule::new(
    "headline-stop",
    Family::Style,
    Severity::Warning,
    "What it finds: a full stop at the end of a headline or heading.\n\
     Why: headlines take none in any of the languages; a question mark and an ellipsis may stand.\n\
     Example: \"Bac Giang takes external relations to new stage.\"\n\
     How to fix: delete it; `anban check --fix` does.",
    |look, findings| {
        if !look.role.is_headline() {
            return;
        }
        let text = look.target.trim_end();
        let stop = if text.ends_with('。') {
            '。'.len_utf8()
        } else if text.ends_with('.') && !text.ends_with("..") && !is_abbreviation(text) {
            1
        } else {
            return;
        };
        let span = Span::new(text.len() - stop, text.len());
        findings.push(STOP.fixed(look, span, Fix { span, replacement: String::new(), safe: true }));
    },
);

pub(in crate::qa) const CASE: Rule = Rule::new(
    "headline-case",
    Family::Style,
    Severity::Info,
    "What it finds: an English headline in title case where the house writes sentence case, or the other way round \
     (`headline-case` in `[check.style.en]`). Names keep their capitals in both.\n\
     Why: one page shows many headlines side by side.\n\
     Example: \"Bac Giang Takes External Relations to New Stage\" in a house of sentence case.\n\
     How to fix: change the capitals.",
    |look, findings| {
        if look.locale != Locale::En || !look.role.is_headline() || look.style.en.headline_case == HeadlineCase::Any {
            return;
        }
        let first = look.target.split_whitespace().next().map_or(0, str::len);
        let mut upper = 0;
        let mut lower: Option<Span> = None;
        let mut lowers = 0;
        for word in look
            .target
            .get(first..)
            .unwrap_or_default()
            .split(|c: char| !is_letter_or_number(c) && c != '\'' && c != '’')
        {
            if word.chars().count() < 4 || word.chars().skip(1).any(char::is_uppercase) {
                continue;
            }
            if word.starts_with(char::is_uppercase) {
                upper += 1;
            } else if word.starts_with(char::is_lowercase) {
                let start = word.as_ptr() as usize - look.target.as_ptr() as usize;
                lower = lower.or(Some(Span::new(start, start + word.len())));
                lowers += 1;
            }
        }
        let span = match (look.style.en.headline_case, lower) {
            // Three long words, all with a capital and none without: they are not all names.
            (HeadlineCase::Sentence, None) if upper >= 3 => Span::new(0, look.target.len()),
            (HeadlineCase::Title, Some(word)) if lowers > 0 => word,
            _ => return,
        };
        findings.push(CASE.at(look, span));
    },
);

pub(in crate::qa) const CAPITALS: Rule = Rule::new(
    "headline-capitals",
    Family::Style,
    Severity::Warning,
    "What it finds: an English text of three words and more that is all in capitals.\n\
     Why: Vietnamese sites set headlines in capitals; English ones do not, and the acronyms are lost in them.\n\
     Example: \"BAC GIANG PROMOTES TRADE\".\n\
     How to fix: write it as a sentence.",
    |look, findings| {
        if look.locale != Locale::En || !look.got.has(Signs::LATIN) {
            return;
        }
        if look.target.contains(char::is_lowercase) {
            return;
        }
        let long = look.target.split(|c: char| !is_letter(c)).filter(|word| word.len() > 3).count();
        if long >= 3 {
            findings.push(CAPITALS.at(look, Span::new(0, look.target.len())));
        }
    },
);

/// "U.S." or "Co." at the end of a headline.
fn is_abbreviation(text: &str) -> bool {
    let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    word.matches('.').count() > 1
        || matches!(word, "Co." | "Corp." | "Inc." | "Ltd." | "Jr." | "St." | "No." | "a.m." | "p.m.")
}
