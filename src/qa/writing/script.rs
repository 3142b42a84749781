//! `wrong-script`: letters that the edition's language does not use.

use std::sync::LazyLock;

use super::{
    super::{catalogue::Family, rule::Rule},
    han::is_gloss,
    look_alike::{is_mixed, word_at},
};
use crate::{
    diagnostic::{Finding, Severity},
    locale::Locale,
    text::{Span, is_letter},
};

pub(in crate::qa) const RULE: Rule = Rule::new(
    "wrong-script",
    Family::Writing,
    Severity::Error,
    "What it finds: Chinese, Japanese or Korean letters in English; Hangul, or Chinese written without any \
     kana or with simplified characters, in Japanese; kana or a run of Chinese characters in Korean; any \
     other alphabet anywhere; a Japanese or Korean translation that is mostly Latin letters.\n\
     Why: small engines slip into Chinese, which a desk that reads no Japanese would not see.\n\
     Example: \"北江省的经济\" in a Japanese page.\n\
     How to fix: translate again into the edition's language.",
    |look, findings| {
        let pair = look.pair;
        let text = pair.target.text.as_str();
        let found = foreign(text, pair.locale).or_else(|| mostly_foreign(text, &pair.source.text, pair.locale));
        if let Some(span) = found {
            findings.push(Finding::new(RULE.code, RULE.severity).fact("text", span.of(text)).at_target(span));
        }
    },
);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Kana,
    Han,
    Simplified,
    Hangul,
    Other,
    None,
}

/// `simplified` tells whether a character of the common Chinese block is simplified.
fn script(c: char, simplified: &[u64]) -> Script {
    match c {
        'A'..='Z' | 'a'..='z' => Script::Latin,
        '\0'..='\u{7F}' => Script::None,
        'ー' | '・' | '゛' | '゜' | '々' | '〆' | '〇' => Script::None,
        '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9D}' => {
            Script::Kana
        }
        '\u{4E00}'..='\u{9FFF}' if has(simplified, c) => Script::Simplified,
        '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => Script::Han,
        '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7AF}' => Script::Hangul,
        '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' | '\u{FF21}'..='\u{FF5A}' => Script::Latin,
        '\u{370}'..='\u{10FF}' | '\u{1200}'..='\u{1CFF}' if is_letter(c) && !is_symbol(c) => Script::Other,
        _ => Script::None,
    }
}

/// Greek letters that units and formulas use.
const fn is_symbol(c: char) -> bool {
    matches!(c, 'μ' | 'α' | 'β' | 'γ' | 'π' | 'Ω')
}

/// Simplified forms of the Chinese character reform (《简化字总表》, 1964/1986) that Japanese does not share: the
/// commonest in news text, none of them in JIS X 0208.
const SIMPLIFIED: &str = "们这为对发业经济产东车关开现实长见时说话语请让认识设计议论证评课谁谢调谈负责费资质贸购赛达过还进远连选适邮际陆险\
难页项顺须预领题额风飞马驻验鱼农净减击动务劳势单卖卢卫厅历厉压县变员启吴园围图圆场块坚报处备头夹夺奋奖妇妈孙宁审\
宪宫宽宾尔层岁岗岛师帅带帮庆应库废异张弹归录态怀总战户扩护拥择换损敌显晓术杀杂权极构枪标树样桥检欢汇汉沟测浓润涨\
渐满灭灵灾炼热爱牵狮环疗监盘矿码确离种积稳竞笔简类纪级纳纯纲组细终结给绝统继续维综绿编缘缩罗罚职联聪肃肠肤胜脑艺\
节苏药营虑虽补袭规视览觉订训记讲许诉词译试诗诚详误诸诺读谋谓";

/// A bit for each character of the common Chinese block that is in [`SIMPLIFIED`].
static SIMPLIFIED_BITS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut bits = vec![0; 0x5200 / 64];
    for at in SIMPLIFIED.chars().map(|c| (c as usize).wrapping_sub(0x4E00)) {
        if let Some(word) = bits.get_mut(at / 64) {
            *word |= 1_u64 << (at % 64);
        }
    }
    bits
});

fn has(bits: &[u64], c: char) -> bool {
    let at = (c as usize).wrapping_sub(0x4E00);
    bits.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
}

fn foreign(text: &str, locale: Locale) -> Option<Span> {
    // Only Latin letters, marks and general punctuation begin with these bytes.
    if locale == Locale::En && text.bytes().all(|byte| byte < 0xCE || byte == 0xE2) {
        return None;
    }
    let simplified = SIMPLIFIED_BITS.as_slice();
    let script_of = |c: char| script(c, simplified);
    let mut han_run = 0;
    for (at, c) in text.char_indices() {
        let script = script_of(c);
        han_run = if matches!(script, Script::Han | Script::Simplified) { han_run + 1 } else { 0 };
        let bad = match (locale, script) {
            (_, Script::None | Script::Latin) => false,
            // A look-alike in a Latin word is that rule's business.
            (_, Script::Other) => !is_mixed(word_at(text, at)),
            (Locale::Vi | Locale::En, _) => true,
            (Locale::Ja, script) => matches!(script, Script::Hangul | Script::Simplified),
            // One Chinese character (韓, 中, 美) is newspaper shorthand; two in a row are a slip, unless they
            // stand in parentheses after the Hangul they explain.
            (Locale::Ko, script) => {
                matches!(script, Script::Kana | Script::Simplified)
                    || (script == Script::Han && han_run > 1 && !is_gloss(text, at))
            }
        };
        if bad {
            let end = text[at..].find(|c: char| script_of(c) != script).map_or(text.len(), |len| at + len);
            return Some(Span::new(at, end));
        }
    }
    None
}

/// A Japanese text without kana, or a text with fewer letters of its own language than Latin ones, where the
/// source is more than acronyms and numbers.
fn mostly_foreign(text: &str, source: &str, locale: Locale) -> Option<Span> {
    if matches!(locale, Locale::Vi | Locale::En) {
        return None;
    }
    let simplified = SIMPLIFIED_BITS.as_slice();
    let (mut latin, mut kana, mut han, mut hangul) = (0, 0, 0, 0);
    for c in text.chars() {
        match script(c, simplified) {
            Script::Latin => latin += 1,
            Script::Kana => kana += 1,
            Script::Han => han += 1,
            Script::Hangul => hangul += 1,
            Script::Simplified | Script::Other | Script::None => {}
        }
    }
    let own = kana + han;
    let bad = match locale {
        Locale::Ja => own * 2 < latin || (own > 12 && kana == 0),
        _ => hangul * 2 < latin,
    };
    let words = || source.split_whitespace().filter(|word| word.chars().any(char::is_lowercase)).count();
    (bad && words() > 1).then(|| Span::new(0, text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_of_japanese_counts_as_simplified() {
        let japanese = |c: &char| !encoding_rs::SHIFT_JIS.encode(c.encode_utf8(&mut [0; 4])).2;
        assert_eq!(SIMPLIFIED.chars().filter(japanese).collect::<String>(), "");
        assert_eq!(foreign("各省・市競争力指数は双方の機構が旧来の条件で判断した。", Locale::Ja), None);
    }
}
