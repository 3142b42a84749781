//! `chinese-form` in Japanese and `hanja` in Korean.

use std::{collections::HashMap, sync::LazyLock};

use super::super::{
    catalogue::Family,
    letters::{is_han, is_hangul},
    look::Signs,
    rule::Rule,
};
use crate::{
    diagnostic::{Fix, Severity},
    locale::Locale,
    text::Span,
};

pub(in crate::qa) const CHINESE: Rule = Rule::new(
    "chinese-form",
    Family::Writing,
    Severity::Warning,
    "What it finds: traditional Chinese forms in Japanese that the list of kanji for general use (常用漢字表) writes \
     differently, and Chinese characters Japanese does not use. Simplified forms are found by wrong-script.\n\
     Why: an engine that slips into Chinese often starts with one character.\n\
     Example: \"經済\" for \"経済\".\n\
     How to fix: write the form of the list; old forms in proper names are right: waive them.",
    |look, findings| {
        if look.locale != Locale::Ja || !look.got.has(Signs::HAN) {
            return;
        }
        for (at, c) in look.target.char_indices().filter(|&(_, c)| is_han(c)) {
            let span = Span::new(at, at + c.len_utf8());
            if let Some(right) = modern(c) {
                let fix = Fix { span, replacement: right.to_string(), safe: false };
                findings.push(CHINESE.fixed(look, span, fix).fact("want", right.to_string()));
            } else if matches!(c, '們' | '這' | '嗎' | '妳' | '她' | '嘅' | '咗') {
                findings.push(CHINESE.at(look, span).fact("want", "none"));
            }
        }
    },
);

pub(in crate::qa) const HANJA: Rule = Rule::new(
    "hanja",
    Family::Writing,
    Severity::Warning,
    "What it finds: a single Chinese character in Korean that is neither newspaper shorthand for a country or an \
     office (美, 中, 日, 與, 野 …) nor a gloss in parentheses. Two and more in a row are found by wrong-script.\n\
     Why: readers expect Hangul.\n\
     Example: \"박장省\".\n\
     How to fix: write Hangul; a gloss goes into parentheses, \"성(省)\".",
    |look, findings| {
        if look.locale != Locale::Ko || !look.got.has(Signs::HAN) {
            return;
        }
        let text = look.target;
        for (at, c) in text.char_indices().filter(|&(_, c)| is_han(c) && !SHORTHAND.contains(c)) {
            let alone = !text[..at].ends_with(is_han) && !text[at + c.len_utf8()..].starts_with(is_han);
            if alone && !is_gloss(text, at) {
                findings.push(HANJA.at(look, Span::new(at, at + c.len_utf8())));
            }
        }
    },
);

/// What Korean headlines write in one Chinese character.
const SHORTHAND: &str =
    "美中日韓北英佛獨露越與野前現新舊故對駐訪反親女男軍檢警靑檢南東西大小高低上下弗印泰濠加臺印伊";

/// Whether the characters at `at` stand in parentheses right after Hangul: 성(省).
pub(super) fn is_gloss(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(is_han);
    let after = text[at..].trim_start_matches(is_han);
    before.strip_suffix(['(', '（']).is_some_and(|word| word.ends_with(is_hangul))
        && after.starts_with([')', '）', ',', '·'])
}

/// The form of 常用漢字表 (2010) for a traditional one; forms that live on in many family names are left out.
fn modern(c: char) -> Option<char> {
    static MAP: LazyLock<HashMap<char, char>> = LazyLock::new(|| FORMS.iter().copied().collect());
    MAP.get(&c).copied()
}

const FORMS: [(char, char); 94] = [
    ('國', '国'),
    ('學', '学'),
    ('經', '経'),
    ('濟', '済'),
    ('發', '発'),
    ('會', '会'),
    ('區', '区'),
    ('縣', '県'),
    ('實', '実'),
    ('戰', '戦'),
    ('對', '対'),
    ('應', '応'),
    ('權', '権'),
    ('關', '関'),
    ('觀', '観'),
    ('當', '当'),
    ('將', '将'),
    ('來', '来'),
    ('兩', '両'),
    ('變', '変'),
    ('黨', '党'),
    ('總', '総'),
    ('續', '続'),
    ('繼', '継'),
    ('縱', '縦'),
    ('擔', '担'),
    ('擴', '拡'),
    ('據', '拠'),
    ('擧', '挙'),
    ('舉', '挙'),
    ('寫', '写'),
    ('寶', '宝'),
    ('專', '専'),
    ('圍', '囲'),
    ('圖', '図'),
    ('團', '団'),
    ('圓', '円'),
    ('壓', '圧'),
    ('聲', '声'),
    ('處', '処'),
    ('獨', '独'),
    ('號', '号'),
    ('營', '営'),
    ('歐', '欧'),
    ('歲', '歳'),
    ('歷', '歴'),
    ('歸', '帰'),
    ('殘', '残'),
    ('氣', '気'),
    ('淺', '浅'),
    ('滿', '満'),
    ('灣', '湾'),
    ('點', '点'),
    ('爲', '為'),
    ('狀', '状'),
    ('畫', '画'),
    ('盡', '尽'),
    ('禮', '礼'),
    ('稅', '税'),
    ('穩', '穏'),
    ('綠', '緑'),
    ('緣', '縁'),
    ('纖', '繊'),
    ('聽', '聴'),
    ('臺', '台'),
    ('舊', '旧'),
    ('藝', '芸'),
    ('藥', '薬'),
    ('虛', '虚'),
    ('裝', '装'),
    ('覺', '覚'),
    ('覽', '覧'),
    ('譯', '訳'),
    ('證', '証'),
    ('讀', '読'),
    ('讓', '譲'),
    ('豐', '豊'),
    ('賣', '売'),
    ('轉', '転'),
    ('輕', '軽'),
    ('辭', '辞'),
    ('遲', '遅'),
    ('醫', '医'),
    ('鐵', '鉄'),
    ('鑛', '鉱'),
    ('錢', '銭'),
    ('隨', '随'),
    ('險', '険'),
    ('隱', '隠'),
    ('雜', '雑'),
    ('靜', '静'),
    ('驗', '験'),
    ('體', '体'),
    ('鹽', '塩'),
];
