//! `doubled-word`: a word stands twice in a row.

use super::super::{
    catalogue::Family,
    letters::{is_han, is_hangul},
    look::{Look, Signs, words},
    rule::Rule,
};
use crate::{
    diagnostic::{Fix, Severity},
    locale::Locale,
    text::{Span, is_letter},
};

/// English words that may stand twice.
const TWICE: [&str; 6] = ["had", "that", "is", "very", "so", "no"];
/// Korean words that may: one by one, each other.
const TWICE_KO: [&str; 8] = ["하나", "하나하나", "서로", "조금", "점점", "차츰", "한번", "거듭"];

pub(in crate::qa) const RULE: Rule = Rule::new(
    "doubled-word",
    Family::Writing,
    Severity::Warning,
    "What it finds: a word twice in a row, which the source does not repeat; in Japanese をを, a katakana word or a \
     pair of kanji written twice.\n\
     Why: engines stutter where two renderings meet.\n\
     Example: \"the the province\", \"経済経済\".\n\
     How to fix: delete one; `anban check --fix --unsafe` does.",
    |look, findings| match look.locale {
        Locale::Ja => japanese(look, findings),
        _ => spaced(look, findings),
    },
);

fn spaced(look: &Look<'_>, findings: &mut Vec<crate::diagnostic::Finding>) {
    let text = look.target;
    let mut previous: Option<(usize, &str)> = None;
    for (start, word) in words(text) {
        if let Some((first, before)) = previous
            && before.eq_ignore_ascii_case(word)
            && is_stutter(word, look)
            && !repeats(look.source)
        {
            let span = Span::new(first, start + word.len());
            let fix =
                Fix { span: Span::new(first + before.len(), span.end), replacement: String::new(), safe: false };
            findings.push(RULE.fixed(look, span, fix));
        }
        previous = (!word.is_empty()).then_some((start, word));
    }
}

fn is_stutter(word: &str, look: &Look<'_>) -> bool {
    if look.locale == Locale::Ko {
        return word.chars().count() > 1 && word.chars().all(is_hangul) && !TWICE_KO.contains(&word);
    }
    // A capital makes it a name: Walla Walla.
    word.bytes().all(|b| b.is_ascii_lowercase()) && !word.is_empty() && !TWICE.contains(&word)
}

/// Whether the Vietnamese says a word twice, as it does for "from time to time" and the like.
fn repeats(source: &str) -> bool {
    let mut previous = "";
    source.split_whitespace().any(|word| {
        let same = previous == word && word.chars().all(is_letter);
        previous = word;
        same
    })
}

fn japanese(look: &Look<'_>, findings: &mut Vec<crate::diagnostic::Finding>) {
    let text = look.target;
    let mut push = |start: usize, half: usize| {
        let span = Span::new(start, start + 2 * half);
        let fix = Fix { span: Span::new(start, start + half), replacement: String::new(), safe: false };
        findings.push(RULE.fixed(look, span, fix));
    };
    if look.got.has(Signs::KANA) {
        for (at, _) in text.match_indices("をを") {
            push(at, "を".len());
        }
    }
    let mut run: Option<(usize, bool)> = None;
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        let kind = if is_han(c) {
            Some(true)
        } else if is_katakana_word(c) {
            Some(false)
        } else {
            None
        };
        match (run, kind) {
            (Some((_, old)), Some(new)) if old == new => {}
            _ => {
                if let Some((start, han)) = run {
                    let word = &text[start..at];
                    let count = word.chars().count();
                    let half = word.len() / 2;
                    let same = count >= 4
                        && count.is_multiple_of(2)
                        && word.is_char_boundary(half)
                        && word[..half] == word[half..];
                    if same && !(han && word.starts_with(['一', '毎', '々'])) && (han || count >= 6) {
                        push(start, half);
                    }
                }
                run = kind.map(|kind| (at, kind));
            }
        }
    }
}

const fn is_katakana_word(c: char) -> bool {
    matches!(c, '\u{30A1}'..='\u{30FA}' | 'ー')
}
