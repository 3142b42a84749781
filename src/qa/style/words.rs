//! `word-choice`: words that a newspaper of that language does not use for the thing.

use std::sync::LazyLock;

use memchr::memmem;

use super::super::{catalogue::Family, look::Signs, rule::Rule};
use crate::{
    diagnostic::{Fix, Severity},
    locale::Locale,
    text::{Span, is_letter},
};

pub(in crate::qa) const RULE: Rule = Rule::new(
    "word-choice",
    Family::Style,
    Severity::Warning,
    "What it finds: words of North Korean, Chinese or outdated usage: 외무성 for Vietnam's foreign ministry (외교부), 월남 \
     for 베트남, 남한 or 남조선 for 한국, 越南 for ベトナム, 南朝鮮 for 韓国, ヴェトナム for ベトナム, Saigon for the city's \
     name today only where the Vietnamese says so.\n\
     Why: such a word places the paper in another country or another time.\n\
     Example: \"베트남 외무성은\".\n\
     How to fix: use the word the finding gives; what belongs to the house alone goes into the glossary under `forbid`.",
    |look, findings| {
        let lists = match look.locale {
            Locale::Ja if look.got.has(Signs::KANA | Signs::HAN) => &*FIND_JAPANESE,
            Locale::Ko if look.got.has(Signs::HANGUL) => &*FIND_KOREAN,
            Locale::En if look.got.has(Signs::LATIN) => &*FIND_ENGLISH,
            _ => return,
        };
        let text = look.target;
        for (finder, word) in lists {
            for at in finder.find_iter(text.as_bytes()) {
                let span = Span::new(at, at + word.wrong.len());
                let part = word.unless_before.iter().any(|next| text[span.end..].starts_with(next));
                let said = word.unless_said.iter().any(|said| look.source.contains(said));
                let inside = look.locale == Locale::En
                    && (text[..at].ends_with(is_letter) || text[span.end..].starts_with(is_letter));
                if !part && !said && !inside && !look.is_quoted(at) {
                    let fix = Fix { span, replacement: word.right.to_owned(), safe: false };
                    findings.push(RULE.fixed(look, span, fix).fact("want", word.right));
                }
            }
        }
    },
);

type List = LazyLock<Vec<(memmem::Finder<'static>, &'static Word)>>;

static FIND_JAPANESE: List = LazyLock::new(|| finders(JAPANESE));
static FIND_KOREAN: List = LazyLock::new(|| finders(KOREAN));
static FIND_ENGLISH: List = LazyLock::new(|| finders(ENGLISH));

fn finders(words: &'static [Word]) -> Vec<(memmem::Finder<'static>, &'static Word)> {
    words.iter().map(|word| (memmem::Finder::new(word.wrong), word)).collect()
}

struct Word {
    wrong: &'static str,
    right: &'static str,
    /// What follows where the word is right as part of a longer one.
    unless_before: &'static [&'static str],
    /// Words of the source that make it right.
    unless_said: &'static [&'static str],
}

const fn word(
    wrong: &'static str,
    right: &'static str,
    unless_before: &'static [&'static str],
    unless_said: &'static [&'static str],
) -> Word {
    Word { wrong, right, unless_before, unless_said }
}

const KOREAN: &[Word] = &[
    word("외무성", "외교부", &[], &["Nhật Bản", "Triều Tiên", "Nhật"]),
    word("월남", "베트남", &["전", "쌈", "동", "참전", "한"], &[]),
    word("남조선", "한국", &["로동당"], &[]),
    word("남한", "한국", &["산성", "강"], &["Triều Tiên", "hai miền"]),
    word("북조선", "북한", &[], &[]),
    word("비엣남", "베트남", &[], &[]),
    word("비에트남", "베트남", &[], &[]),
    word("호지명", "호찌민", &[], &[]),
];

const JAPANESE: &[Word] = &[
    word("越南", "ベトナム", &[], &[]),
    word("ヴェトナム", "ベトナム", &[], &[]),
    word("ヴィエトナム", "ベトナム", &[], &[]),
    word("南朝鮮", "韓国", &["労働党"], &[]),
    word("北鮮", "北朝鮮", &[], &[]),
    word("支那", "中国", &["そば", "竹"], &[]),
    word("胡志明", "ホーチミン", &[], &[]),
    word("河内市", "ハノイ市", &["長野"], &[]),
];

const ENGLISH: &[Word] = &[
    word(
        "Saigon",
        "Ho Chi Minh City",
        &[" River", " Port", " Newport", " Tourist", " Co.op", " Giai Phong", " Times", " Hi-Tech"],
        &["Sài Gòn", "SÀI GÒN"],
    ),
    word("Indochina peninsula", "Indochinese Peninsula", &[], &[]),
    word("oversea Vietnamese", "overseas Vietnamese", &[], &[]),
    word("fatherland front", "Fatherland Front", &[], &[]),
];
