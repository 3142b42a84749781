//! Vietnamese number words and what a run of them is worth (domain facts §7.1).

use super::super::{Number, reader::Reader};
use crate::text::is_letter;

/// A Vietnamese number word.
#[derive(Clone, Copy, PartialEq)]
enum Word {
    /// One to nine.
    Unit(u128),
    /// Words that are a number only beside others: lăm, mốt, tư, năm.
    Joined(u128),
    /// mười, chục
    Ten,
    /// mươi
    Tens,
    /// trăm
    Hundred,
    /// linh, lẻ
    And,
    /// nghìn, triệu, tỷ
    Magnitude(u128),
    /// rưỡi
    Half,
}

const WORDS: &[(&str, Word)] = &[
    ("một", Word::Unit(1)),
    ("mốt", Word::Joined(1)),
    ("hai", Word::Unit(2)),
    ("ba", Word::Unit(3)),
    ("bốn", Word::Unit(4)),
    ("tư", Word::Joined(4)),
    ("năm", Word::Joined(5)),
    ("lăm", Word::Joined(5)),
    ("sáu", Word::Unit(6)),
    ("bảy", Word::Unit(7)),
    ("bẩy", Word::Unit(7)),
    ("tám", Word::Unit(8)),
    ("chín", Word::Unit(9)),
    ("mười", Word::Ten),
    ("mươi", Word::Tens),
    ("chục", Word::Tens),
    ("trăm", Word::Hundred),
    ("linh", Word::And),
    ("lẻ", Word::And),
    ("rưỡi", Word::Half),
    ("nghìn", Word::Magnitude(1_000)),
    ("ngàn", Word::Magnitude(1_000)),
    ("vạn", Word::Magnitude(10_000)),
    ("triệu", Word::Magnitude(1_000_000)),
    ("tỷ", Word::Magnitude(1_000_000_000)),
    ("tỉ", Word::Magnitude(1_000_000_000)),
];

/// Words after which a number word is none: "một số" (some), "Ba Lan" (Poland), "ba lô" (rucksack).
const NOT_BEFORE: &[(&str, &[&str])] = &[
    ("một", &["nửa", "số", "vài", "cửa", "chút", "mặt", "cách", "khi"]),
    ("ba", &["lan", "lô", "đình", "vì", "na", "tri"]),
    ("hai", &["bà", "bà trưng"]),
    ("sáu", &[]),
    ("chín", &["muồi", "chắn"]),
    ("trăm", &[]),
];

/// Words after which "năm" is five and not a year.
const COUNTED: &[&str] = &[
    "nước", "người", "tỉnh", "nhóm", "dự", "doanh", "công", "quốc", "thành", "huyện", "xã", "con", "chiếc", "lĩnh",
    "triệu", "nghìn", "trăm", "tỷ", "mươi", "điểm", "nội", "cơ", "giải", "trung",
];

/// Whether the word at `at` can begin a figure: its plain first letters and the first accented one are enough
/// to pass over nearly every other word unread.
pub(super) fn may_begin(r: Reader<'_>, at: usize) -> bool {
    let mut plain = [0_u8; 3];
    let mut length = 0;
    while length < 3 {
        let byte = r.byte(at + length);
        if !byte.is_ascii_alphabetic() {
            break;
        }
        plain[length] = byte.to_ascii_lowercase();
        length += 1;
    }
    let accented = || r.char_at(at + length).and_then(|c| c.to_lowercase().next()).unwrap_or(' ');
    match &plain[..length] {
        b"t" => matches!(accented(), 'á' | 'ậ'),
        b"th" => matches!(accented(), 'ứ' | 'á' | 'ậ' | 'ế'),
        b"n" => matches!(accented(), 'ă' | 'ử'),
        b"nh" => accented() == 'ữ',
        b"h" => matches!(accented(), 'à' | 'ộ'),
        b"hai" => true,
        b"ch" => matches!(accented(), 'í' | 'ủ' | 'ư'),
        b"b" => matches!(accented(), 'ố' | 'ả' | 'ẩ'),
        b"ba" => !is_letter(accented()),
        b"s" => accented() == 'á',
        b"k" => matches!(accented(), 'ỷ' | 'ỉ'),
        b"kh" => accented() == 'ó',
        b"kho" => accented() == 'á',
        b"qu" => accented() == 'ý',
        b"g" => accented() == 'ấ',
        b"m" => matches!(accented(), 'ộ' | 'ư'),
        b"ph" => accented() == 'ầ',
        _ => false,
    }
}

/// What a run of number words is worth.
pub(super) struct InWords {
    /// One past the last word.
    pub end: usize,
    /// Its value.
    pub number: Number,
    /// Whether it holds nghìn, triệu or tỷ.
    pub magnitude: bool,
}

/// The number words at `at`, at most sixteen of them.
pub(super) fn read(r: Reader<'_>, at: usize) -> Option<InWords> {
    let mut sum = Sum::default();
    let mut end = at;
    let mut place = at;
    let mut last = String::new();
    for count in 0..16 {
        let (word, after) = r.word(place);
        let Some(&(_, meaning)) = WORDS.iter().find(|(spelled, _)| *spelled == word) else { break };
        let next = r.word(r.blanks(after)).0;
        if !sum.take(meaning, count == 0, &next) {
            break;
        }
        (end, last) = (after, word);
        place = r.blanks(after);
        if place == after {
            break;
        }
    }
    let number = sum.finish()?;
    let next = r.blanks(end);
    let following = r.word(next).0;
    let blocked = NOT_BEFORE.iter().any(|(word, after)| *word == last && after.contains(&following.as_str()));
    let names = r.char_at(next).is_some_and(char::is_uppercase) && r.char_at(at).is_some_and(char::is_uppercase);
    (!blocked && !names).then_some(InWords { end, number, magnitude: sum.magnitude })
}

/// The sum of a run of words so far.
#[derive(Default)]
struct Sum {
    total: Number0,
    /// What will be multiplied by the next magnitude.
    section: u128,
    /// A unit that "mươi" or "trăm" may still multiply.
    pending: Option<u128>,
    /// The last magnitude's place value, for "rưỡi".
    place: u128,
    magnitude: bool,
    any: bool,
    done: bool,
}

/// A number that starts at zero.
#[derive(Clone, Copy)]
struct Number0(Number);

impl Default for Number0 {
    fn default() -> Self {
        Self(Number::integer(0))
    }
}

impl Sum {
    /// Takes one more word; false where it does not continue the number.
    fn take(&mut self, word: Word, first: bool, next: &str) -> bool {
        if self.done {
            return false;
        }
        match word {
            Word::Unit(n) if self.pending.is_none() => self.pending = Some(n),
            Word::Joined(5) if first && !COUNTED.contains(&next) => return false,
            Word::Joined(n) if self.pending.is_none() && (!first || n == 5) => self.pending = Some(n),
            Word::Ten if self.pending.is_none() && self.section == 0 => self.section = 10,
            Word::Tens | Word::Hundred => {
                let Some(unit) = self.pending.take() else { return false };
                self.place = if word == Word::Tens { 10 } else { 100 };
                self.section += unit * self.place;
            }
            Word::And if self.pending.is_none() && !first => return true,
            Word::Magnitude(size) => return self.multiply(size),
            Word::Half if self.place > 1 && self.pending.is_none() => {
                self.section += if self.section > 0 { self.place / 2 } else { 0 };
                self.halve();
            }
            _ => return false,
        }
        self.any = true;
        true
    }

    fn multiply(&mut self, size: u128) -> bool {
        let section = self.section + self.pending.take().unwrap_or_default();
        if section > 0 {
            self.place = size;
            let Some(total) = Number::integer(section).times(size).and_then(|n| self.total.0.plus(n)) else {
                return false;
            };
            self.total = Number0(total);
        } else if self.magnitude {
            // "hai nghìn tỷ": one magnitude multiplies the other.
            let Some(total) = self.total.0.times(size) else { return false };
            self.total = Number0(total);
            self.place = self.place.saturating_mul(size);
        } else {
            return false;
        }
        self.section = 0;
        self.magnitude = true;
        true
    }

    fn halve(&mut self) {
        if self.section == 0
            && let Some(total) = self.total.0.plus(Number::integer(self.place / 2))
        {
            self.total = Number0(total);
        }
        self.done = true;
    }

    fn finish(&self) -> Option<Number> {
        let rest = self.section + self.pending.unwrap_or_default();
        self.any.then(|| self.total.0.plus(Number::integer(rest))).flatten().filter(|n| *n != Number::integer(0))
    }
}

/// The ordinal or month that one or two number words name, 1 to 99.
pub(super) fn small(r: Reader<'_>, at: usize) -> Option<(u16, usize)> {
    let (word, end) = r.word(at);
    let single = match word.as_str() {
        "nhất" => Some(1),
        "nhì" => Some(2),
        "tư" => Some(4),
        "năm" => Some(5),
        _ => None,
    };
    if let Some(value) = single {
        return Some((value, end));
    }
    let number = read_small(r, at)?;
    Some((u16::try_from(number.0.whole()?).ok().filter(|&n| n < 100)?, number.1))
}

/// Number words without regard to what follows them.
fn read_small(r: Reader<'_>, at: usize) -> Option<(Number, usize)> {
    let mut sum = Sum::default();
    let (mut place, mut end) = (at, at);
    for count in 0..3 {
        let (word, after) = r.word(place);
        let Some(&(_, meaning)) = WORDS.iter().find(|(spelled, _)| *spelled == word) else { break };
        if matches!(meaning, Word::Magnitude(_) | Word::Hundred | Word::And | Word::Half)
            || !sum.take(meaning, count == 0, "")
        {
            break;
        }
        end = after;
        place = r.blanks(after);
    }
    Some((sum.finish()?, end))
}
