//! `full-width-form`, `half-width-katakana` and `punctuation-width`.

use unicode_normalization::UnicodeNormalization;

use super::super::{
    catalogue::Family,
    letters::{after, before, is_half_kana, is_japanese},
    look::{Look, Signs},
    rule::Rule,
};
use crate::{
    diagnostic::{Finding, Fix, Severity},
    locale::Locale,
    text::{Span, is_letter_or_number},
};

pub(in crate::qa) const FULL: Rule = Rule::new(
    "full-width-form",
    Family::Writing,
    Severity::Warning,
    "What it finds: full-width Latin letters and digits; in Japanese unless `full-width-letters` in \
     `[check.style.ja]` allows them.\n\
     Why: web editions write 200 and FDI in half width; search treats the two as different.\n\
     Example: \"２００件\", \"ＦＤＩ\".\n\
     How to fix: write them in half width; `anban check --fix` does.",
    |look, findings| {
        if !look.got.has(Signs::WIDE) || (look.locale == Locale::Ja && look.style.ja.full_width_letters) {
            return;
        }
        let text = look.target;
        let is_form = |c: char| matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ');
        let mut run: Option<usize> = None;
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            // The separators of a full-width number belong to it.
            let joins = matches!(c, '，' | '．')
                && run.is_some()
                && after(text, at + c.len_utf8()).is_some_and(|c| matches!(c, '０'..='９'))
                && before(text, at).is_some_and(|c| matches!(c, '０'..='９'));
            match (run, is_form(c) || joins) {
                (None, true) => run = Some(at),
                (Some(start), false) => {
                    run = None;
                    let span = Span::new(start, at);
                    let replacement = span.of(text).nfkc().collect();
                    findings.push(FULL.fixed(look, span, Fix { span, replacement, safe: true }));
                }
                _ => {}
            }
        }
    },
);

pub(in crate::qa) const HALF: Rule = Rule::new(
    "half-width-katakana",
    Family::Writing,
    Severity::Warning,
    "What it finds: half-width katakana in Japanese.\n\
     Why: they are a relic of old terminals; no newspaper prints them.\n\
     Example: \"ﾍﾞﾄﾅﾑ\".\n\
     How to fix: write full-width katakana; `anban check --fix` does.",
    |look, findings| {
        if look.locale != Locale::Ja || !look.got.has(Signs::HALF_KANA) {
            return;
        }
        let text = look.target;
        let mut run: Option<usize> = None;
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            match (run, is_half_kana(c)) {
                (None, true) => run = Some(at),
                (Some(start), false) => {
                    run = None;
                    let span = Span::new(start, at);
                    let replacement = span.of(text).nfkc().collect();
                    findings.push(HALF.fixed(look, span, Fix { span, replacement, safe: true }));
                }
                _ => {}
            }
        }
    },
);

pub(in crate::qa) const MARKS: Rule = Rule::new(
    "punctuation-width",
    Family::Writing,
    Severity::Warning,
    "What it finds: half-width punctuation beside kana or kanji in Japanese, full-width punctuation in English and \
     Korean.\n\
     Why: each script has its own marks; mixed ones break lines in the wrong place and look foreign.\n\
     Example: \"指数(PCI)は上昇した.\" where newspapers print \"指数（PCI）は上昇した。\"\n\
     How to fix: write the mark of the language; `anban check --fix` does.",
    |look, findings| match look.locale {
        Locale::Ja => japanese(look, findings),
        Locale::En | Locale::Ko if look.got.has(Signs::WIDE) => western(look, findings),
        _ => {}
    },
);

fn japanese(look: &Look<'_>, findings: &mut Vec<Finding>) {
    if !look.got.has(Signs::COMMA | Signs::STOP | Signs::BRACKET) && !look.target.contains([':', ';']) {
        return;
    }
    let text = look.target;
    let beside = |c: Option<char>| c.is_some_and(|c| is_japanese(c) || matches!(c, '」' | '』' | '）' | '「' | '『'));
    let mut open: Vec<(usize, bool)> = Vec::new();
    let pair = |at: usize, mark: &str, findings: &mut Vec<Finding>| {
        findings.push(replaced(look, Span::new(at, at + 1), mark));
    };
    for (at, c) in text.char_indices() {
        let (previous, next) = (before(text, at), after(text, at + c.len_utf8()));
        let mark = match c {
            '(' => {
                open.push((at, beside(previous) || next.is_some_and(is_japanese)));
                continue;
            }
            ')' => {
                if let Some((start, wide)) = open.pop()
                    && (wide || beside(next) || previous.is_some_and(is_japanese))
                {
                    pair(start, "（", findings);
                    pair(at, "）", findings);
                }
                continue;
            }
            ',' => "、",
            '.' => "。",
            '?' => "？",
            '!' => "！",
            ':' => "：",
            ';' => "；",
            _ => continue,
        };
        // A run of dots is an ellipsis, which has its own rule.
        let dots = c == '.' && (previous == Some('.') || next == Some('.'));
        if beside(previous) && !dots {
            let end = at + 1 + usize::from(next == Some(' '));
            findings.push(replaced(look, Span::new(at, end), mark));
        }
    }
    findings.sort_by_key(|finding| (finding.code == MARKS.code).then(|| finding.target.map(|span| span.start)));
}

fn western(look: &Look<'_>, findings: &mut Vec<Finding>) {
    let text = look.target;
    for (at, c) in text.char_indices() {
        let (mark, spaced) = match c {
            '，' | '、' => (",", true),
            '。' | '．' => (".", true),
            '：' => (":", true),
            '；' => (";", true),
            '！' => ("!", true),
            '？' => ("?", true),
            '（' => ("(", false),
            '）' => (")", false),
            '％' => ("%", false),
            '～' | '〜' if look.locale == Locale::En => ("–", false),
            '～' | '〜' => ("∼", false),
            '\u{3000}' => (" ", false),
            '「' | '『' if look.locale == Locale::En => ("“", false),
            '」' | '』' if look.locale == Locale::En => ("”", false),
            _ => continue,
        };
        let end = at + c.len_utf8();
        let digits = before(text, at).is_some_and(|c| c.is_ascii_digit())
            && after(text, end).is_some_and(|c| c.is_ascii_digit());
        let space = spaced && !digits && after(text, end).is_some_and(is_letter_or_number);
        let replacement = if space { format!("{mark} ") } else { mark.to_owned() };
        let numbers = matches!(before(text, at), Some('０'..='９')) && matches!(after(text, end), Some('０'..='９'));
        if !numbers {
            findings.push(replaced(look, Span::new(at, end), &replacement));
        }
    }
}

fn replaced(look: &Look<'_>, span: Span, replacement: &str) -> Finding {
    let fix = Fix { span, replacement: replacement.to_owned(), safe: true };
    MARKS.fixed(look, span, fix).fact("want", replacement.trim())
}
