//! Finds the figures of Japanese text.

use super::{
    Approximation, Figure, Kind, Number, Unit, Value,
    cjk::{self, Script},
    reader::Reader,
};
use crate::locale::Locale;

const SCRIPT: Script = Script {
    locale: Locale::Ja,
    small: &[("千", 1_000), ("百", 100)],
    big: &[("万", 10_000), ("億", 100_000_000), ("兆", 1_000_000_000_000), ("京", 10_000_000_000_000_000)],
    year: "年",
    month: "月",
    day: "日",
    hour: "時",
    minute: "分",
    lasting: "間",
    halves: &[("午前", 0), ("午後", 12), ("朝", 1), ("夜", 12), ("夕方", 12)],
    decade: "年代",
    quarter: "四半期",
    ordinal: "第",
    counted: &[
        ("期", Unit::Term),
        ("回", Unit::Occasion),
        ("世紀", Unit::Century),
        ("条", Unit::Article),
        ("項", Unit::Clause),
    ],
    nth: &["番目", "つ目", "つめ", "回目", "度目", "位", "人目", "カ国目", "か国目", "年目", "期目", "次"],
    times: "倍",
    denominator: "分の",
    percent: &[
        ("パーセントポイント", Kind::PercentPoint),
        ("%ポイント", Kind::PercentPoint),
        ("ポイント", Kind::PercentPoint),
        ("%", Kind::Percent),
        ("パーセント", Kind::Percent),
    ],
    tenths: "割",
    range: &["～", "〜", "~", "から", "−"],
    before: &[
        ("少なくとも", Approximation::AtLeast),
        ("最低", Approximation::AtLeast),
        ("最少", Approximation::AtLeast),
        ("最大", Approximation::AtMost),
        ("最高", Approximation::AtMost),
        ("およそ", Approximation::About),
        ("おおよそ", Approximation::About),
        ("約", Approximation::About),
        ("概算", Approximation::About),
        ("ほぼ", Approximation::Near),
    ],
    after: &[
        ("を超え", Approximation::Over),
        ("を上回", Approximation::Over),
        ("超", Approximation::Over),
        ("余り", Approximation::Over),
        ("あまり", Approximation::Over),
        ("余", Approximation::Over),
        ("以上", Approximation::AtLeast),
        ("未満", Approximation::Under),
        ("足らず", Approximation::Under),
        ("を下回", Approximation::Under),
        ("弱の", Approximation::Near),
        ("強の", Approximation::Over),
        ("以下", Approximation::AtMost),
        ("以内", Approximation::AtMost),
        ("近く", Approximation::Near),
        ("に迫", Approximation::Near),
        ("に近", Approximation::Near),
        ("前後", Approximation::About),
        ("程度", Approximation::About),
        ("ほど", Approximation::About),
        ("くらい", Approximation::About),
        ("ぐらい", Approximation::About),
    ],
    touching: &[("余り", Approximation::Over), ("余", Approximation::Over)],
    spaced: false,
    named: &["コロナ", "ウイルス"],
    spelled,
};

/// The figures of `text`, which is folded.
pub(super) fn scan(text: &str) -> Vec<Figure> {
    cjk::scan(text, &SCRIPT)
}

/// Counters after which kanji digits are a number; without them they are part of a word (一部, 統一, 三重).
const COUNTERS: &[&str] = &[
    "つ", "人", "国", "カ国", "か国", "ヵ国", "ケ国", "社", "件", "回", "年", "カ月", "か月", "月", "日", "倍", "割",
    "条", "点", "項", "名", "本", "者", "省", "カ所", "か所", "分の", "世紀", "期", "位", "番目", "大", "党", "省市",
    "都市", "地域", "機関", "分野", "側", "種", "万", "億", "兆", "千",
];

/// A figure in kanji: 三つ, 第七に, 十二カ国, 二〇一六年, 数千, 両国, 半分. All soft.
fn spelled(r: Reader<'_>, at: usize) -> Option<Figure> {
    let whole = |n: u128| Value::Number(Number::integer(n));
    let c = r.char_at(at)?;
    let next = at + c.len_utf8();
    match c {
        '数' => plural(r, at, next),
        '正' => r.eat(next, "午").and_then(|end| cjk::clock_word(at, end, 12)),
        '両' => Some(Figure::new(at, next, Kind::Cardinal, whole(2)).soft()),
        '双' => r.eat(next, "方").map(|end| Figure::new(at, end, Kind::Cardinal, whole(2)).soft()),
        '半' => {
            let end = ["分", "数", "減", "世紀"].iter().find_map(|word| r.eat(next, word))?;
            Some(Figure::new(at, end, Kind::Fraction, Value::Number(Number::ratio(1, 2)?)).soft())
        }
        '上' | '下' => {
            let end = r.eat(next, "半期").or_else(|| r.eat(next, "期"))?;
            Some(Figure::new(at, end, Kind::Fraction, Value::Number(Number::ratio(1, 2)?)).soft())
        }
        '倍' => {
            let end = r.eat(next, "増").or_else(|| r.eat(next, "に"))?;
            Some(Figure::new(at, end, Kind::Multiple, whole(2)).soft())
        }
        '第' => {
            let (number, end) = kanji(r, next)?;
            Some(Figure::new(at, end, Kind::Ordinal, whole(number)).soft())
        }
        '初' | '首' => {
            let end = r.eat(next, "回").or_else(|| r.eat(next, "位")).unwrap_or(next);
            Some(Figure::new(at, end, Kind::Ordinal, whole(1)).soft())
        }
        '月' | '火' | '水' | '木' | '金' | '土' | '日' => weekday(r, at, c),
        _ => {
            let (number, end) = kanji(r, at)?;
            let counted = COUNTERS.iter().any(|word| r.eat(end, word).is_some());
            let positional = end - at > '一'.len_utf8() * 2;
            (counted || positional).then(|| fractioned(r, at, number, end).soft())
        }
    }
}

/// 三分の一, or the plain number.
fn fractioned(r: Reader<'_>, at: usize, number: u128, end: usize) -> Figure {
    let fraction = r.eat(end, "分の").and_then(|next| kanji(r, next)).and_then(|(top, last)| {
        Some(Figure::new(at, last, Kind::Fraction, Value::Number(Number::ratio(top, number)?)))
    });
    fraction.unwrap_or_else(|| Figure::new(at, end, Kind::Cardinal, Value::Number(Number::integer(number))))
}

fn weekday(r: Reader<'_>, at: usize, c: char) -> Option<Figure> {
    let next = at + c.len_utf8();
    let day = "月火水木金土日".chars().position(|d| d == c)?;
    let end = r.eat(next, "曜日").or_else(|| r.eat(next, "曜"))?;
    let value = Value::Number(Number::integer(day as u128 + 1));
    Some(Figure::new(at, end, Kind::Weekday, value).soft())
}

/// 数十, 数百, 数千, 数万, 数十万, 数百万.
fn plural(r: Reader<'_>, at: usize, end: usize) -> Option<Figure> {
    let mut size = 1_u128;
    let mut last = end;
    for _ in 0..3 {
        let Some(factor) = r.char_at(last).and_then(magnitude) else { break };
        size = size.checked_mul(factor)?;
        last += '十'.len_utf8();
    }
    let mut figure = Figure::new(at, last, Kind::Cardinal, Value::Number(Number::integer(size))).soft();
    figure.approximation = Some(Approximation::Plural);
    (size > 1).then_some(figure)
}

const fn digit(c: char) -> Option<u128> {
    Some(match c {
        '〇' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

const fn magnitude(c: char) -> Option<u128> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1_000,
        '万' => 10_000,
        '億' => 100_000_000,
        '兆' => 1_000_000_000_000,
        _ => return None,
    })
}

/// A number in kanji, by place (二〇一六) or with magnitudes (三千五百万), at most sixteen characters.
fn kanji(r: Reader<'_>, at: usize) -> Option<(u128, usize)> {
    let (mut total, mut section, mut pending) = (0_u128, 0_u128, None::<u128>);
    let mut end = at;
    for c in r.rest(at).chars().take(16) {
        if let Some(n) = digit(c) {
            pending = Some(pending.unwrap_or_default() * 10 + n);
        } else if let Some(size) = magnitude(c) {
            if size < 10_000 {
                section += pending.take().unwrap_or(1) * size;
            } else {
                let part = section + pending.take().unwrap_or_default();
                if part == 0 {
                    break;
                }
                total += part.checked_mul(size)?;
                section = 0;
            }
        } else {
            break;
        }
        end += c.len_utf8();
    }
    let value = total + section + pending.unwrap_or_default();
    (end > at && value > 0 && value < 10_u128.pow(18)).then_some((value, end))
}
