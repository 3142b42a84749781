//! `invisible-character`, `control-character` and `replacement-character`.

use super::{
    super::{
        catalogue::Family,
        letters::{after, before},
        look::{Look, Signs},
        rule::Rule,
    },
    spaces::around,
};
use crate::{
    diagnostic::{Finding, Fix, Severity},
    text::Span,
};

pub(in crate::qa) const INVISIBLE: Rule = Rule::new(
    "invisible-character",
    Family::Writing,
    Severity::Warning,
    "What it finds: zero-width spaces and joiners, soft hyphens, byte order marks and direction marks; joiners inside \
     an emoji are left alone.\n\
     Why: nobody sees them, and no search finds the word they stand in.\n\
     Example: \"Bac\u{200B}Giang\".\n\
     How to fix: delete them; `anban check --fix` does.",
    |look, findings| {
        if look.got.has(Signs::INVISIBLE) {
            runs(
                look,
                &INVISIBLE,
                |c| {
                    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
                    | '\u{2066}'..='\u{206F}' | '\u{FEFF}')
                },
                findings,
            );
        }
    },
);

pub(in crate::qa) const CONTROL: Rule = Rule::new(
    "control-character",
    Family::Writing,
    Severity::Error,
    "What it finds: control characters other than line breaks (U+0000 to U+001F, U+007F to U+009F); a tab counts.\n\
     Why: HTML forbids most of them, and databases and printers stumble over them.\n\
     Example: \"the\u{8} province\", where a backspace stands before the space.\n\
     How to fix: delete it; `anban check --fix` does, and makes a tab a space.",
    |look, findings| {
        if look.got.has(Signs::CONTROL) {
            let text = look.target;
            runs(look, &CONTROL, |c| c.is_control() && c != '\n' && c != '\r', findings);
            for (at, _) in text.match_indices('\r').filter(|&(at, _)| after(text, at + 1) != Some('\n')) {
                let span = Span::new(at, at + 1);
                findings.push(removed(look, &CONTROL, span));
            }
        }
    },
);

pub(in crate::qa) const REPLACEMENT: Rule = Rule::new(
    "replacement-character",
    Family::Writing,
    Severity::Error,
    "What it finds: the replacement character U+FFFD, and a question mark in the middle of a word.\n\
     Why: a letter was lost when the text was converted from one encoding to another.\n\
     Example: \"B?c Giang\", \"caf\u{FFFD}\".\n\
     How to fix: write the letter; look for the original.",
    |look, findings| {
        let text = look.target;
        if look.got.has(Signs::CONTROL) {
            for (at, lost) in text.match_indices('\u{FFFD}') {
                let span = Span::new(at, at + lost.len());
                findings.push(REPLACEMENT.at(look, span).fact("text", around(text, span)));
            }
        }
        if look.got.has(Signs::STOP) {
            for (at, _) in text.match_indices('?') {
                let inside = before(text, at).is_some_and(|c| c.is_ascii_alphabetic())
                    && after(text, at + 1).is_some_and(|c| c.is_ascii_lowercase());
                let start = text[..at].rfind(char::is_whitespace).map_or(0, |space| space + 1);
                let word = text[start..].split(char::is_whitespace).next().unwrap_or_default();
                if inside && !word.contains(['/', '=', '.']) {
                    let span = Span::new(at, at + 1);
                    findings.push(REPLACEMENT.at(look, span).fact("text", around(text, span)));
                }
            }
        }
    },
);

/// A finding at every run of characters for which `is` holds.
fn runs(look: &Look<'_>, rule: &Rule, is: impl Fn(char) -> bool, findings: &mut Vec<Finding>) {
    let text = look.target;
    let mut run: Option<usize> = None;
    for (at, c) in text.char_indices().chain([(text.len(), 'x')]) {
        match (run, is(c)) {
            (None, true) => run = Some(at),
            (Some(start), false) => {
                run = None;
                let span = Span::new(start, at);
                if !(span.of(text) == "\u{200D}" && is_emoji(before(text, start)) && is_emoji(after(text, at))) {
                    findings.push(removed(look, rule, span));
                }
            }
            _ => {}
        }
    }
}

fn removed(look: &Look<'_>, rule: &Rule, span: Span) -> Finding {
    let replacement = if span.of(look.target).contains('\t') { " " } else { "" };
    let fix = Fix { span, replacement: replacement.to_owned(), safe: true };
    let name = span.of(look.target).chars().next().map_or(0, |c| c as u32);
    rule.fixed(look, span, fix).fact("text", around(look.target, span)).fact("name", format!("U+{name:04X}"))
}

fn is_emoji(c: Option<char>) -> bool {
    c.is_some_and(|c| matches!(c, '\u{2190}'..='\u{2BFF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}'))
}
