//! Japanese: `comma-style`, `japanese-space`, `wave-dash`, `honorific`.

use super::super::{
    catalogue::Family,
    letters::{after, before, is_japanese, is_katakana},
    look::Signs,
    rule::Rule,
    settings::{JapaneseComma, WaveDash},
};
use crate::{
    article::is_code,
    diagnostic::{Fix, Severity},
    locale::Locale,
    text::Span,
};

pub(in crate::qa) const COMMA: Rule = Rule::new(
    "comma-style",
    Family::Style,
    Severity::Warning,
    "What it finds: ， and ． in Japanese where the house writes 、 and 。 (or 、 where `comma` in `[check.style.ja]` is \
     `full-width`).\n\
     Why: newspapers write 、。; official documents have done so since 2022 too.\n\
     Example: \"貿易，投資\".\n\
     How to fix: \"貿易、投資\"; `anban check --fix` does.",
    |look, findings| {
        if look.locale != Locale::Ja || !look.got.has(Signs::WIDE) {
            return;
        }
        let touten = look.style.ja.comma == JapaneseComma::Touten;
        let text = look.target;
        for (at, c) in text.char_indices() {
            let right = match c {
                '，' if touten => '、',
                '、' if !touten => '，',
                '．' => '。',
                _ => continue,
            };
            let span = Span::new(at, at + c.len_utf8());
            let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || matches!(c, '０'..='９'));
            if !(digit(before(text, at)) && digit(after(text, span.end))) {
                let fix = Fix { span, replacement: right.to_string(), safe: true };
                findings.push(COMMA.fixed(look, span, fix).fact("want", right.to_string()));
            }
        }
    },
);

pub(in crate::qa) const SPACE: Rule = Rule::new(
    "japanese-space",
    Family::Style,
    Severity::Warning,
    "What it finds: a space between kana or kanji and Latin letters or digits (unless `space-beside-latin` in \
     `[check.style.ja]` allows it), between kana or kanji in running text, and after 、 or 。.\n\
     Why: newspapers set none; the space in a headline between its topic and the rest is an ideographic one.\n\
     Example: \"FDI 企業 200 社\".\n\
     How to fix: \"FDI企業200社\"; `anban check --fix` does.",
    |look, findings| {
        if look.locale != Locale::Ja || !look.got.has(Signs::SPACE) {
            return;
        }
        let text = look.target;
        let is_latin = |c: char| c.is_ascii_alphanumeric() || c == '%';
        for (at, _) in text.match_indices([' ', '\u{A0}', '\u{3000}']) {
            let len = text[at..].chars().next().map_or(1, char::len_utf8);
            let span = Span::new(at, at + len);
            let left = text[..at].chars().rev().find(|&c| !is_code(c));
            let right = text[span.end..].chars().find(|&c| !is_code(c));
            let (Some(left), Some(right)) = (left, right) else { continue };
            let wide = span.of(text) == "\u{3000}";
            let mixed = (is_japanese(left) && is_latin(right)) || (is_latin(left) && is_japanese(right));
            let stray = if mixed {
                !look.style.ja.space_beside_latin
            } else if is_japanese(left) && is_japanese(right) {
                // A headline, a caption and a by-line set such a space between their parts.
                !wide && matches!(look.role, crate::article::Role::Paragraph | crate::article::Role::Lead)
            } else {
                matches!(left, '、' | '。' | '，' | '」' | '）' | '・') && !wide
                    || matches!(right, '「' | '（' | '・') && !wide && is_japanese(left)
            };
            // "第14条 すべて人は": the label of an article.
            let label = text[..at].starts_with('第') && at <= 24;
            if stray && !label && !(wide && look.role.is_headline()) {
                let fix = Fix { span, replacement: String::new(), safe: mixed || !is_japanese(left) };
                findings.push(
                    SPACE.fixed(look, span, fix).fact("text", super::super::writing::spaces::around(text, span)),
                );
            }
        }
    },
);

pub(in crate::qa) const WAVE: Rule = Rule::new(
    "wave-dash",
    Family::Style,
    Severity::Info,
    "What it finds: 〜 (U+301C) where the house writes ～ (U+FF5E), or the other way round (`range` in \
     `[check.style.ja]`), and ~ or ∼ between the ends of a range.\n\
     Why: the two look alike, and a search for one does not find the other.\n\
     Example: \"10〜20%\".\n\
     How to fix: \"10～20%\"; `anban check --fix` does.",
    |look, findings| {
        if look.locale != Locale::Ja {
            return;
        }
        let text = look.target;
        let right = match look.style.ja.range {
            WaveDash::Any => return,
            WaveDash::FullWidthTilde => '～',
            WaveDash::WaveDash => '〜',
        };
        for (at, mark) in text.match_indices(['〜', '～', '~', '∼']) {
            let c = mark.chars().next().unwrap_or_default();
            let between = before(text, at).is_some_and(|c| c.is_ascii_digit() || is_japanese(c) || c == '%');
            let span = Span::new(at, at + mark.len());
            if c != right && (between || matches!(c, '〜' | '～')) {
                let fix = Fix { span, replacement: right.to_string(), safe: true };
                findings.push(WAVE.fixed(look, span, fix).fact("want", right.to_string()));
            }
        }
    },
);

pub(in crate::qa) const HONORIFIC: Rule = Rule::new(
    "honorific",
    Family::Style,
    Severity::Warning,
    "What it finds: 様 after a name in katakana.\n\
     Why: newspapers put the office after the name (ミン副首相), and 氏 or さん after a private person's.\n\
     Example: \"ファム・ビン・ミン様\".\n\
     How to fix: \"ファム・ビン・ミン氏\", or the office.",
    |look, findings| {
        if look.locale != Locale::Ja || !look.got.has(Signs::HAN) {
            return;
        }
        for (at, mark) in look.target.match_indices('様') {
            let span = Span::new(at, at + mark.len());
            let word =
                after(look.target, span.end).is_some_and(|c| matches!(c, '式' | '々' | '子' | '相' | '態' | '変'));
            if before(look.target, at).is_some_and(|c| is_katakana(c) || c == 'ー') && !word && !look.is_quoted(at) {
                let fix = Fix { span, replacement: "氏".to_owned(), safe: false };
                findings.push(HONORIFIC.fixed(look, span, fix));
            }
        }
    },
);
