//! `quote-style`: quotation marks of another language or another house; `nested-quotes` in Japanese.

use super::super::{
    catalogue::Family,
    look::{Look, Signs},
    rule::Rule,
    settings::Quotes,
};
use crate::{
    diagnostic::{Finding, Fix, Severity},
    locale::Locale,
    text::{Span, is_letter_or_number},
};

pub(in crate::qa) const STYLE: Rule = Rule::new(
    "quote-style",
    Family::Style,
    Severity::Warning,
    "What it finds: “ ” and \" \" in Japanese, straight marks in Korean, and in English the marks the house does not \
     use, or both kinds in one text (`quotes` in `[check.style.en]` and `[check.style.ko]`).\n\
     Why: 「」 are the Japanese marks and “ ” ‘ ’ the Korean ones; mixed ones look careless.\n\
     Example: \"“電子ワンストップ”を導入\", '\"전자 원스톱\"을 도입'.\n\
     How to fix: 「電子ワンストップ」, ‘전자 원스톱’; `anban check --fix` does where a pair is whole.",
    |look, findings| {
        if !look.got.has(Signs::QUOTE) {
            return;
        }
        match look.locale {
            Locale::Ja => japanese(look, findings),
            Locale::Ko => shaped(look, look.style.ko.quotes, findings),
            Locale::En => shaped(look, look.style.en.quotes, findings),
            Locale::Vi => {}
        }
    },
);

pub(in crate::qa) const NESTED: Rule = Rule::new(
    "nested-quotes",
    Family::Style,
    Severity::Warning,
    "What it finds: 「 」 inside 「 」 in Japanese.\n\
     Why: the inner marks are 『 』, so that the reader sees where which quotation ends.\n\
     Example: 「これは「一つの窓口」だ」.\n\
     How to fix: 「これは『一つの窓口』だ」; `anban check --fix` does.",
    |look, findings| {
        if look.locale != Locale::Ja || !look.got.has(Signs::QUOTE) {
            return;
        }
        let text = look.target;
        let mut open: Vec<usize> = Vec::new();
        for (at, c) in text.char_indices() {
            match c {
                '「' => open.push(at),
                '」' => {
                    if let Some(start) = open.pop()
                        && open.len() == 1
                    {
                        let span = Span::new(start, at + c.len_utf8());
                        let inner = &text[start + '「'.len_utf8()..at];
                        // One change a pair; a pair within it is looked at next time.
                        let fix =
                            Fix {
                                span, replacement: format!("『{inner}』"), safe: !inner.contains(['「', '『'])
                            };
                        findings.push(NESTED.fixed(look, span, fix));
                    }
                }
                _ => {}
            }
        }
    },
);

pub(in crate::qa) const STOP: Rule = Rule::new(
    "stop-before-bracket",
    Family::Style,
    Severity::Info,
    "What it finds: 。 before 」 in Japanese.\n\
     Why: newspapers leave it out.\n\
     Example: 「全力で支援する。」と語った.\n\
     How to fix: 「全力で支援する」と語った; `anban check --fix` does.",
    |look, findings| {
        if look.locale == Locale::Ja && look.got.has(Signs::QUOTE) {
            for (at, mark) in look.target.match_indices("。」") {
                let span = Span::new(at, at + mark.len());
                let stop = Span::new(at, at + '。'.len_utf8());
                findings.push(STOP.fixed(look, span, Fix { span: stop, replacement: String::new(), safe: true }));
            }
        }
    },
);

/// Pairs of Western marks; where they hold no others they can be exchanged unseen.
fn japanese(look: &Look<'_>, findings: &mut Vec<Finding>) {
    let text = look.target;
    for &(open, close) in &[('“', '”'), ('"', '"'), ('‘', '’')] {
        let mut from = 0;
        while let Some(start) = text[from..].find(open).map(|at| from + at) {
            let inner = start + open.len_utf8();
            let Some(end) = text[inner..].find(close).map(|at| inner + at) else { break };
            from = end + close.len_utf8();
            let span = Span::new(start, from);
            let words = &text[inner..end];
            // An English title keeps its marks inside an English phrase.
            if words.is_empty() || (open == '‘' && words.is_ascii()) {
                continue;
            }
            let (left, right) = if look.quoted().iter().any(|outer| outer.contains(span) && *outer != span) {
                ('『', '』')
            } else {
                ('「', '」')
            };
            let safe = !words.contains(['“', '”', '"', '‘', '’', '「', '」', '『', '』']);
            let fix = Fix { span, replacement: format!("{left}{words}{right}"), safe };
            findings.push(STYLE.fixed(look, span, fix));
        }
    }
}

/// English and Korean: straight marks, curly marks, or one of them.
fn shaped(look: &Look<'_>, wanted: Quotes, findings: &mut Vec<Finding>) {
    let text = look.target;
    let curly = text.contains(['“', '”']);
    let straight = text.contains('"');
    match wanted {
        Quotes::Any => {
            if curly && straight {
                let at = text.find('"').unwrap_or_default();
                findings.push(STYLE.at(look, Span::new(at, at + 1)));
            }
        }
        Quotes::Straight => {
            for (at, mark) in text.match_indices(['“', '”']) {
                let span = Span::new(at, at + mark.len());
                let fix = Fix { span, replacement: "\"".to_owned(), safe: true };
                findings.push(STYLE.fixed(look, span, fix));
            }
        }
        Quotes::Curly => {
            for (mark, open, close) in [('"', '“', '”'), ('\'', '‘', '’')] {
                pairs(look, mark, open, close, findings);
            }
        }
    }
}

fn pairs(look: &Look<'_>, mark: char, open: char, close: char, findings: &mut Vec<Finding>) {
    let text = look.target;
    let apostrophe = |at: usize| {
        let word = |c: char| is_letter_or_number(c);
        mark == '\''
            && text[..at].ends_with(word)
            && (look.locale == Locale::En || text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic()))
    };
    let mut start: Option<usize> = None;
    for (at, _) in text.match_indices(mark) {
        match start {
            None if !apostrophe(at) => start = Some(at),
            Some(first) if mark == '"' || !text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic()) => {
                let span = Span::new(first, at + 1);
                let words = &text[first + 1..at];
                let fix = Fix { span, replacement: format!("{open}{words}{close}"), safe: !words.is_empty() };
                findings.push(STYLE.fixed(look, span, fix));
                start = None;
            }
            _ => {}
        }
    }
}
