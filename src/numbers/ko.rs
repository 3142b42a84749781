//! Finds the figures of Korean text.

use super::{
    Approximation, Figure, Kind, Number, Unit, Value,
    cjk::{self, Script},
    reader::Reader,
};
use crate::locale::Locale;

const SCRIPT: Script = Script {
    locale: Locale::Ko,
    small: &[("천", 1_000), ("백", 100), ("십", 10)],
    big: &[("만", 10_000), ("억", 100_000_000), ("조", 1_000_000_000_000), ("경", 10_000_000_000_000_000)],
    year: "년",
    month: "월",
    day: "일",
    hour: "시",
    minute: "분",
    lasting: "간",
    halves: &[("오전", 0), ("오후", 12), ("아침", 1), ("저녁", 12), ("밤", 12), ("새벽", 0)],
    decade: "년대",
    quarter: "분기",
    ordinal: "제",
    counted: &[
        ("기", Unit::Term),
        ("차", Unit::Occasion),
        ("회", Unit::Occasion),
        ("세기", Unit::Century),
        ("조", Unit::Article),
        ("항", Unit::Clause),
    ],
    nth: &["번째", "째", "위", "차", "세기"],
    times: "배",
    denominator: "분의",
    percent: &[
        ("%포인트", Kind::PercentPoint),
        ("% 포인트", Kind::PercentPoint),
        ("퍼센트포인트", Kind::PercentPoint),
        ("%p", Kind::PercentPoint),
        ("포인트", Kind::PercentPoint),
        ("%", Kind::Percent),
        ("퍼센트", Kind::Percent),
    ],
    tenths: "",
    range: &["∼", "~", "～", "〜", "에서", "부터"],
    before: &[
        ("최소", Approximation::AtLeast),
        ("적어도", Approximation::AtLeast),
        ("최대", Approximation::AtMost),
        ("대략", Approximation::About),
        ("약", Approximation::About),
        ("거의", Approximation::Near),
    ],
    after: &[
        ("을 넘", Approximation::Over),
        ("를 넘", Approximation::Over),
        ("이 넘", Approximation::Over),
        ("가 넘", Approximation::Over),
        (" 넘", Approximation::Over),
        ("웃도", Approximation::Over),
        ("웃돌", Approximation::Over),
        ("초과", Approximation::Over),
        ("이상", Approximation::AtLeast),
        ("남짓", Approximation::Over),
        ("가까", Approximation::Near),
        ("육박", Approximation::Near),
        ("못 미치", Approximation::Under),
        ("밑도", Approximation::Under),
        ("미만", Approximation::Under),
        ("이하", Approximation::AtMost),
        ("이내", Approximation::AtMost),
        ("안팎", Approximation::About),
        ("정도", Approximation::About),
        ("가량", Approximation::About),
        ("내외", Approximation::About),
        ("쯤", Approximation::About),
    ],
    touching: &[("여", Approximation::Over)],
    spaced: true,
    named: &["코로나", "코로나-"],
    spelled,
};

/// The figures of `text`, which is folded.
pub(super) fn scan(text: &str) -> Vec<Figure> {
    cjk::scan(text, &SCRIPT)
}

const NATIVE: &[(&str, u128)] = &[
    ("하나", 1),
    ("둘", 2),
    ("셋", 3),
    ("넷", 4),
    ("다섯", 5),
    ("여섯", 6),
    ("일곱", 7),
    ("여덟", 8),
    ("아홉", 9),
    ("한", 1),
    ("두", 2),
    ("세", 3),
    ("네", 4),
    ("첫", 1),
    ("양국", 2),
    ("양측", 2),
    ("양자", 2),
    ("쌍방", 2),
];

const TENS: &[(&str, u128)] = &[
    ("열", 10),
    ("스물", 20),
    ("스무", 20),
    ("서른", 30),
    ("마흔", 40),
    ("쉰", 50),
    ("예순", 60),
    ("일흔", 70),
    ("여든", 80),
    ("아흔", 90),
];

/// Counts of days.
const DAYS: &[(&str, u128)] =
    &[("이틀", 2), ("사흘", 3), ("나흘", 4), ("닷새", 5), ("엿새", 6), ("여드레", 8), ("아흐레", 9), ("열흘", 10)];

const fn digit(c: char) -> Option<u128> {
    Some(match c {
        '일' => 1,
        '이' => 2,
        '삼' => 3,
        '사' => 4,
        '오' => 5,
        '육' => 6,
        '칠' => 7,
        '팔' => 8,
        '구' => 9,
        _ => return None,
    })
}

/// A figure in Hangul: 다섯, 스무, 일곱째, 수천, 십만, 절반. All soft.
fn spelled(r: Reader<'_>, at: usize) -> Option<Figure> {
    if r.char_before(at).is_some_and(|c| matches!(c, '가'..='힣' | '0'..='9'))
        || !r.char_at(at).is_some_and(|c| matches!(c, '가'..='힣'))
    {
        return None;
    }
    let whole = |n: u128| Value::Number(Number::integer(n));
    if let Some(end) = ["절반", "반수", "상반기", "하반기"].iter().find_map(|word| r.eat(at, word)) {
        return Some(Figure::new(at, end, Kind::Fraction, Value::Number(Number::ratio(1, 2)?)).soft());
    }
    for (word, hour) in [("정오", 12), ("자정", 0)] {
        if let Some(end) = r.eat(at, word) {
            return cjk::clock_word(at, end, hour);
        }
    }
    if let Some(figure) = weekday(r, at).or_else(|| plural(r, at)).or_else(|| native(r, at)) {
        return Some(figure);
    }
    let from = r.eat(at, "제").unwrap_or(at);
    let (number, end) = sino(r, from)?;
    let kind = if from > at { Kind::Ordinal } else { Kind::Cardinal };
    Some(Figure::new(at, end, kind, whole(number)).soft())
}

fn weekday(r: Reader<'_>, at: usize) -> Option<Figure> {
    let c = r.char_at(at)?;
    let day = match c {
        '월' => 1,
        '화' => 2,
        '수' => 3,
        '목' => 4,
        '금' => 5,
        '토' => 6,
        '일' => 7,
        _ => return None,
    };
    let end = r.eat(at + c.len_utf8(), "요일")?;
    let value = Value::Number(Number::integer(day));
    Some(Figure::new(at, end, Kind::Weekday, value).soft())
}

/// 다섯, 열두, 스무 살, 둘째, 두 번째, 두 배.
fn native(r: Reader<'_>, at: usize) -> Option<Figure> {
    let one = |from: usize, table: &[(&str, u128)]| {
        let first = r.char_at(from)?;
        let mut table = table.iter().filter(|(word, _)| word.starts_with(first));
        table.find_map(|&(word, n)| Some((n, r.eat(from, word)?)))
    };
    if let Some((days, end)) = one(at, DAYS) {
        return Some(Figure::new(at, end, Kind::Cardinal, Value::Number(Number::integer(days))).soft());
    }
    let (tens, middle) = one(at, TENS).unwrap_or((0, at));
    let (units, end) = one(middle, NATIVE).filter(|&(n, _)| n < 10).unwrap_or((0, middle));
    if end == at {
        return None;
    }
    let next = r.blanks(end);
    let value = Value::Number(Number::integer(tens + units));
    if let Some(last) = r.eat(end, "째").or_else(|| r.eat(next, "번째")) {
        return Some(Figure::new(at, last, Kind::Ordinal, value).soft());
    }
    if let Some(last) = r.eat(next, "배") {
        return Some(Figure::new(at, last, Kind::Multiple, value).soft());
    }
    // A short determiner is a number only as a word of its own: 세계 is the world, 한국 is Korea.
    let determiner = matches!(r.text.get(at..end), Some("한" | "두" | "세" | "네" | "열" | "쉰"));
    (!determiner || next > end).then(|| Figure::new(at, end, Kind::Cardinal, value).soft())
}

const fn magnitude(c: char) -> Option<u128> {
    Some(match c {
        '십' => 10,
        '백' => 100,
        '천' => 1_000,
        '만' => 10_000,
        '억' => 100_000_000,
        '조' => 1_000_000_000_000,
        _ => return None,
    })
}

/// 수십, 수백, 수천, 수만, 수십만, 수백만.
fn plural(r: Reader<'_>, at: usize) -> Option<Figure> {
    let mut last = r.eat(at, "수")?;
    let mut size = 1_u128;
    for _ in 0..3 {
        let Some(factor) = r.char_at(last).and_then(magnitude) else { break };
        size = size.checked_mul(factor)?;
        last += '십'.len_utf8();
    }
    let mut figure = Figure::new(at, last, Kind::Cardinal, Value::Number(Number::integer(size))).soft();
    figure.approximation = Some(Approximation::Plural);
    (size > 1).then_some(figure)
}

/// Sino-Korean numerals with a magnitude: 십만, 삼천만, 백만.
fn sino(r: Reader<'_>, at: usize) -> Option<(u128, usize)> {
    let (mut total, mut section, mut pending) = (0_u128, 0_u128, None::<u128>);
    let mut end = at;
    let mut sized = false;
    for c in r.rest(at).chars().take(12) {
        if let Some(n) = digit(c).filter(|_| pending.is_none()) {
            pending = Some(n);
        } else if let Some(size) = magnitude(c) {
            sized = true;
            if size < 10_000 {
                section += pending.take().unwrap_or(1) * size;
            } else {
                let part = section + pending.take().unwrap_or_default();
                total += part.max(1).checked_mul(size)?;
                section = 0;
            }
        } else {
            break;
        }
        end += c.len_utf8();
    }
    let counted = r.char_at(end).is_none_or(|c| !matches!(c, '가'..='힣')) || r.eat(end, "명").is_some();
    (sized && counted).then_some((total + section + pending.unwrap_or_default(), end))
}
