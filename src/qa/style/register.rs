//! `register`: sentences that end in another register than the house writes.

use super::super::{
    catalogue::Family,
    letters::{is_closing, is_hangul},
    look::{Look, Signs},
    rule::Rule,
    settings::Register,
};
use crate::{diagnostic::Severity, locale::Locale, text::Span};

pub(in crate::qa) const RULE: Rule = Rule::new(
    "register",
    Family::Style,
    Severity::Warning,
    "What it finds: です・ます and 합쇼체 or 해요체 at the end of a sentence where the house writes 常体 (だ・である) and \
     해라체 (-다), or the other way round. What somebody says in quotation marks keeps their register.\n\
     Why: newspapers write one register, and a page that changes it reads as two authors.\n\
     Example: \"両者は協定を結びました。\", \"양측은 협정을 체결했습니다.\"\n\
     How to fix: \"結んだ。\", \"체결했다.\"; or set `register` in `[check.style.ja]` or `[check.style.ko]`.",
    |look, findings| {
        let wanted = match look.locale {
            Locale::Ja if look.got.has(Signs::KANA) => look.style.ja.register,
            Locale::Ko if look.got.has(Signs::HANGUL) => look.style.ko.register,
            _ => return,
        };
        if wanted == Register::Any {
            return;
        }
        for (span, register) in endings(look) {
            let headline = look.role.is_headline() || look.role == crate::article::Role::Caption;
            if register != wanted && !(wanted == Register::Polite && headline) {
                findings.push(
                    RULE.at(look, span).fact("want", if wanted == Register::Plain { "plain" } else { "polite" }),
                );
            }
        }
    },
);

/// The sentence ends outside quotations that show a register, with it.
pub(in crate::qa) fn endings(look: &Look<'_>) -> Vec<(Span, Register)> {
    let text = look.target;
    let mut found = Vec::new();
    let mut judge = |end: usize| {
        let clause = &text[..end];
        let ending = match look.locale {
            Locale::Ja => japanese(clause),
            Locale::Ko => korean(clause),
            _ => None,
        };
        if let Some((len, register)) = ending
            && !look.is_quoted(end - 1)
        {
            found.push((Span::new(end - len, end), register));
        }
    };
    for (at, c) in text.char_indices() {
        let is_end = match c {
            '。' | '！' | '？' | '．' => true,
            '.' | '!' | '?' => text[at + 1..].chars().next().is_none_or(|c| c.is_whitespace() || is_closing(c)),
            _ => false,
        };
        if is_end {
            judge(clause_end(text, at));
        }
    }
    let end = clause_end(text, text.trim_end().len());
    if !text.trim_end().ends_with(['。', '！', '？', '．', '.', '!', '?']) {
        judge(end);
    }
    found
}

/// Where the words end before byte `at`: a closing parenthesis with what it holds is passed over, "…した（写真）。".
fn clause_end(text: &str, at: usize) -> usize {
    let clause = text[..at].trim_end_matches(|c: char| c.is_whitespace() || crate::article::is_code(c));
    let open = if clause.ends_with(')') {
        clause.rfind('(')
    } else if clause.ends_with('）') {
        clause.rfind('（')
    } else {
        None
    };
    open.unwrap_or(clause.len())
}

fn japanese(clause: &str) -> Option<(usize, Register)> {
    const POLITE: [&str; 12] = [
        "です",
        "ます",
        "でした",
        "ました",
        "ません",
        "ませんでした",
        "ましょう",
        "でしょう",
        "ください",
        "ですか",
        "ますか",
        "ですね",
    ];
    const PLAIN: [&str; 12] =
        ["だ", "である", "だった", "であった", "した", "する", "いる", "れた", "れる", "った", "ない", "という"];
    let longest = |list: &[&str]| list.iter().filter(|end| clause.ends_with(**end)).map(|end| end.len()).max();
    if let Some(len) = longest(&POLITE) {
        return Some((len, Register::Polite));
    }
    longest(&PLAIN).map(|len| (len, Register::Plain))
}

fn korean(clause: &str) -> Option<(usize, Register)> {
    const POLITE: [&str; 12] =
        ["세요", "십시오", "어요", "아요", "해요", "에요", "예요", "네요", "군요", "지요", "데요", "까요"];
    let mut last = clause.chars().rev();
    let (end, before, third) = (last.next()?, last.next()?, last.next());
    if let Some(polite) = POLITE.iter().find(|ending| clause.ends_with(**ending)) {
        return Some((polite.len(), Register::Polite));
    }
    let formal = matches!((before, end), ('니', '다' | '까')) && third.is_some_and(has_bieup);
    if formal {
        return Some(("습니다".len(), Register::Polite));
    }
    (end == '다' && is_hangul(before)).then_some(("다".len(), Register::Plain))
}

/// Whether a syllable ends in ㅂ, as before 니다.
const fn has_bieup(c: char) -> bool {
    is_hangul(c) && (c as u32 - 0xAC00) % 28 == 17
}
