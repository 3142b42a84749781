//! Korean: `korean-spacing` and `korean-middle-dot`.

use super::super::{
    catalogue::Family,
    letters::{after, before, is_hangul},
    look::{Look, Signs},
    rule::Rule,
};
use crate::{
    article::is_code,
    diagnostic::{Finding, Fix, Severity},
    locale::Locale,
    text::{Span, is_letter_or_number},
};

pub(in crate::qa) const SPACING: Rule = Rule::new(
    "korean-spacing",
    Family::Style,
    Severity::Warning,
    "What it finds: slips of spacing that are certain: a particle apart from its word (\"FDI 를\"), 및 without its \
     spaces, 때문 joined to a noun, 할수 있다 for 할 수 있다.\n\
     Why: 한글 맞춤법 articles 41 and 42: particles attach, dependent nouns stand apart.\n\
     Example: \"바꿀수 있다\", \"하노이 에서\".\n\
     How to fix: \"바꿀 수 있다\", \"하노이에서\"; `anban check --fix` does.",
    |look, findings| {
        if look.locale != Locale::Ko || !look.got.has(Signs::HANGUL) {
            return;
        }
        particles(look, findings);
        joined(look, findings);
    },
);

pub(in crate::qa) const DOT: Rule = Rule::new(
    "korean-middle-dot",
    Family::Style,
    Severity::Warning,
    "What it finds: a middle dot that is not · (U+00B7): the vowel ㆍ (U+318D), the Japanese ・ (U+30FB), •, ∙ or ⋅; \
     and spaces around it.\n\
     Why: 문장 부호 names · only; the look-alikes are read aloud and sorted as something else.\n\
     Example: \"국가ㆍ지역\".\n\
     How to fix: \"국가·지역\"; `anban check --fix` does.",
    |look, findings| {
        if look.locale != Locale::Ko || look.target.is_ascii() {
            return;
        }
        let text = look.target;
        for (at, mark) in text.match_indices(['ㆍ', '・', '•', '∙', '⋅', '‧', '·']) {
            let span = Span::new(at, at + mark.len());
            let right = mark == "·";
            let inner = at > 0 && before(text, at).is_some_and(|c| is_letter_or_number(c) || c == ' ');
            let gap = |c: Option<char>| c == Some(' ');
            if !inner || (right && !gap(before(text, at)) && !gap(after(text, span.end))) {
                continue;
            }
            let start = span.start - usize::from(gap(before(text, at)));
            let end = span.end + usize::from(gap(after(text, span.end)));
            let fix = Fix { span: Span::new(start, end), replacement: "·".to_owned(), safe: !right };
            findings.push(DOT.fixed(look, span, fix));
        }
    },
);

/// Runs of Hangul that are nothing but a particle, standing alone.
fn particles(look: &Look<'_>, findings: &mut Vec<Finding>) {
    const ALONE: [&str; 14] = [
        "를",
        "는",
        "에서",
        "에게",
        "에는",
        "에서는",
        "에서도",
        "으로",
        "으로는",
        "까지",
        "부터",
        "처럼",
        "에도",
        "으로써",
    ];
    let text = look.target;
    for (at, _) in text.match_indices(' ') {
        let rest = &text[at + 1..];
        let len = rest.find(|c: char| !is_hangul(c)).unwrap_or(rest.len());
        let word = &rest[..len];
        let ends = rest[len..].chars().next().is_none_or(|c| c.is_whitespace() || matches!(c, '.' | ',' | '?' | '!'));
        let attaches = before(text, at)
            .is_some_and(|c| is_letter_or_number(c) || matches!(c, ')' | '’' | '”' | '%') || is_code(c));
        if len > 0 && ends && attaches && ALONE.contains(&word) {
            let span = Span::new(at, at + 1 + len);
            let fix = Fix { span: Span::new(at, at + 1), replacement: String::new(), safe: true };
            findings
                .push(SPACING.fixed(look, span, fix).fact("text", super::super::writing::spaces::around(text, span)));
        }
    }
}

/// Words that need a space and have none.
fn joined(look: &Look<'_>, findings: &mut Vec<Finding>) {
    let text = look.target;
    let mut push = |span: Span, at: usize| {
        let fix = Fix { span: Span::new(at, at), replacement: " ".to_owned(), safe: true };
        findings.push(SPACING.fixed(look, span, fix).fact("text", super::super::writing::spaces::around(text, span)));
    };
    for (at, word) in text.match_indices('및') {
        let span = Span::new(at, at + word.len());
        if before(text, at).is_some_and(is_hangul) {
            push(span, at);
        } else if after(text, span.end).is_some_and(is_hangul) {
            push(span, span.end);
        }
    }
    for (at, word) in text.match_indices("때문") {
        // 이때문에 is 이 때문에, and so is every other word before it.
        if before(text, at).is_some_and(is_hangul) {
            push(Span::new(at, at + word.len()), at);
        }
    }
    const CAN: [&str; 14] = [
        "할수",
        "될수",
        "볼수",
        "갈수",
        "올수",
        "줄수",
        "낼수",
        "받을수",
        "있을수",
        "없을수",
        "얻을수",
        "이룰수",
        "바꿀수",
        "만들수",
    ];
    for (at, _) in text.match_indices("수 ") {
        let follows = text[at..].strip_prefix("수 ").is_some_and(|rest| rest.starts_with(['있', '없']));
        let clause = &text[..at + "수".len()];
        if follows && CAN.iter().any(|word| clause.ends_with(word)) {
            push(Span::new(at, at + "수".len()), at);
        }
    }
}
