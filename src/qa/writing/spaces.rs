//! `edge-space`, `double-space`, `space-before-mark` and `space-after-mark`.

use super::super::{
    catalogue::Family,
    letters::{after, before, is_closing, is_hangul, is_japanese, is_opening},
    look::{Look, Signs},
    rule::Rule,
};
use crate::{
    article::is_code,
    diagnostic::{Finding, Fix, Severity},
    locale::Locale,
    text::Span,
};

pub(in crate::qa) const EDGE: Rule = Rule::new(
    "edge-space",
    Family::Writing,
    Severity::Warning,
    "What it finds: white space before or after the translation, which the source does not have.\n\
     Why: the spaces between sentences are set when the article is put together; one more shows.\n\
     Example: \" The province will continue.\"\n\
     How to fix: delete it; `anban check --fix` does.",
    |look, findings| {
        let text = look.target;
        let start = text.len() - text.trim_start().len();
        let end = text.trim_end().len();
        for (span, there) in [
            (Span::new(0, start), look.source.starts_with(char::is_whitespace)),
            (Span::new(end, text.len()), look.source.ends_with(char::is_whitespace)),
        ] {
            if !span.is_empty() && !there && end > start {
                findings.push(mended(&EDGE, look, span, ""));
            }
        }
    },
);

pub(in crate::qa) const DOUBLE: Rule = Rule::new(
    "double-space",
    Family::Writing,
    Severity::Warning,
    "What it finds: two spaces and more in a row.\n\
     Why: in print it is a hole.\n\
     Example: \"the  province\".\n\
     How to fix: keep one; `anban check --fix` does.",
    |look, findings| {
        if !look.got.has(Signs::SPACE) {
            return;
        }
        let text = look.target.trim();
        let base = look.target.len() - look.target.trim_start().len();
        let is_space = |c: char| matches!(c, ' ' | '\u{A0}' | '\u{3000}' | '\u{2002}'..='\u{200A}' | '\u{202F}');
        let mut run: Option<(usize, usize)> = None;
        for (at, c) in text.char_indices() {
            if is_space(c) {
                run = Some(run.map_or((at, 1), |(start, count)| (start, count + 1)));
            } else if let Some((start, count)) = run.take()
                && count > 1
            {
                let span = Span::new(base + start, base + at);
                let wide = span.of(look.target).chars().all(|c| c == '\u{3000}');
                findings.push(mended(&DOUBLE, look, span, if wide { "\u{3000}" } else { " " }));
            }
        }
    },
);

pub(in crate::qa) const BEFORE: Rule = Rule::new(
    "space-before-mark",
    Family::Writing,
    Severity::Warning,
    "What it finds: a space before a comma, a full stop, a per cent sign or a closing bracket, or after an opening \
     one.\n\
     Why: none of the three languages sets one; the mark may begin a line.\n\
     Example: \"trade , investment\", \"5 %\", \"( PCI )\".\n\
     How to fix: delete it; `anban check --fix` does.",
    |look, findings| {
        if !look.got.has(Signs::SPACE) {
            return;
        }
        let text = look.target;
        for (at, _) in text.match_indices([' ', '\u{A0}']) {
            let (Some(previous), Some(next)) = (before(text, at), text[at..].chars().nth(1)) else { continue };
            let start = at;
            let end = at + text[at..].chars().next().map_or(1, char::len_utf8);
            let follows = text[end + next.len_utf8()..].chars().next();
            let ends = follows.is_none_or(|c| c.is_whitespace() || is_closing(c) || is_code(c) || is_japanese(c));
            let stray = match next {
                ',' | ';' | ':' | '!' | '?' => ends,
                '.' => ends && !text[end..].starts_with(".."),
                '%' | '％' => previous.is_ascii_digit(),
                '、' | '。' | '，' | '．' | '！' | '？' | '：' | '；' => true,
                '"' | '\'' | '-' => false,
                c if is_closing(c) => c != '’',
                _ => is_opening(previous) && previous != '‘',
            };
            if stray && !previous.is_whitespace() && !is_code(previous) {
                findings.push(mended(&BEFORE, look, Span::new(start, end), ""));
            }
        }
    },
);

pub(in crate::qa) const AFTER: Rule = Rule::new(
    "space-after-mark",
    Family::Writing,
    Severity::Warning,
    "What it finds: a comma, a semicolon or the end of a sentence with no space after it, in English and Korean.\n\
     Why: two words run together.\n\
     Example: \"trade,investment\", \"끝났다.그는\".\n\
     How to fix: put a space; after a comma `anban check --fix` does.",
    |look, findings| {
        if !matches!(look.locale, Locale::En | Locale::Ko) || !(look.got.has(Signs::COMMA | Signs::STOP)) {
            return;
        }
        let text = look.target;
        for (at, mark) in text.match_indices([',', ';', '.', '?', '!']) {
            let end = at + mark.len();
            let (Some(previous), Some(next)) = (before(text, at), after(text, end)) else { continue };
            let close = if look.locale == Locale::En {
                let word = text[..at].chars().rev().take_while(char::is_ascii_alphabetic).count();
                let lower = previous.is_ascii_lowercase() && word > 1;
                match mark {
                    "," | ";" => lower && next.is_ascii_alphabetic(),
                    _ => {
                        lower
                            && next.is_ascii_uppercase()
                            && after(text, end + 1).is_some_and(|c| c.is_ascii_lowercase())
                    }
                }
            } else {
                is_hangul(previous) && is_hangul(next)
            };
            if close && !is_in_address(text, at) {
                let safe = matches!(mark, "," | ";");
                let fix = Fix { span: Span::new(end, end), replacement: " ".to_owned(), safe };
                findings
                    .push(AFTER.fixed(look, Span::new(at, end), fix).fact("text", around(text, Span::new(at, end))));
            }
        }
    },
);

/// Whether the word around byte `at` looks like a web address or a file name.
fn is_in_address(text: &str, at: usize) -> bool {
    let start = text[..at].rfind(char::is_whitespace).map_or(0, |space| space + 1);
    let end = text[at..].find(char::is_whitespace).map_or(text.len(), |len| at + len);
    text.get(start..end).is_some_and(|word| word.contains(['/', '@']) || word.starts_with("www."))
}

fn mended(rule: &Rule, look: &Look<'_>, span: Span, replacement: &str) -> Finding {
    let fix = Fix { span, replacement: replacement.to_owned(), safe: true };
    rule.fixed(look, span, fix).fact("text", around(look.target, span))
}

/// The words on both sides of a place, so that a person finds it.
pub(in crate::qa) fn around(text: &str, span: Span) -> String {
    const SIDE: usize = 10;
    let start = text[..span.start].char_indices().rev().take(SIDE).last().map_or(span.start, |(at, _)| at);
    let end = text[span.end..].char_indices().nth(SIDE).map_or(text.len(), |(at, _)| span.end + at);
    super::super::look::visible(&text[start..end])
}
