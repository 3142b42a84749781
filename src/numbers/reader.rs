//! A text with the small steps every scanner takes: words before and after a place, separators, literals.

use super::Number;
use crate::text::Span;

/// Longest word looked at, in bytes: no number word, unit or month is longer, and hostile text stays cheap.
const LONGEST_WORD: usize = 40;
/// Most digits of a literal; longer runs are account numbers and the like, not values.
const MOST_DIGITS: usize = 24;

/// How a language writes decimals and groups of three.
#[derive(Clone, Copy)]
pub(super) struct Convention {
    pub decimal: u8,
    pub group: u8,
}

/// Vietnamese: 1.234,5.
pub(super) const COMMA_DECIMAL: Convention = Convention { decimal: b',', group: b'.' };
/// English, Japanese, Korean: 1,234.5.
pub(super) const POINT_DECIMAL: Convention = Convention { decimal: b'.', group: b',' };

/// A number written in digits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Literal {
    /// One past its last digit.
    pub end: usize,
    /// Its value.
    pub number: Number,
    /// Its other value where its separator may be a decimal as well as a group mark.
    pub other: Option<Number>,
    /// How many digits it has where it has no separator, otherwise 0.
    pub bare: usize,
}

impl Literal {
    /// The value of an undivided literal of at most `digits` digits.
    pub fn small(&self, digits: usize) -> Option<u16> {
        if self.bare == 0 || self.bare > digits {
            return None;
        }
        u16::try_from(self.number.whole()?).ok()
    }
}

/// A text being scanned. Positions are byte offsets on character borders.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub text: &'a str,
}

impl<'a> Reader<'a> {
    pub fn rest(self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or_default()
    }

    /// The byte at `at`, 0 past the end.
    pub fn byte(self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or_default()
    }

    pub fn is_digit(self, at: usize) -> bool {
        self.byte(at).is_ascii_digit()
    }

    pub fn char_at(self, at: usize) -> Option<char> {
        self.rest(at).chars().next()
    }

    pub fn char_before(self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    /// Past at most three blanks (no line end).
    pub fn blanks(self, at: usize) -> usize {
        let skipped: usize = self.rest(at).chars().take(3).take_while(|&c| is_blank(c)).map(char::len_utf8).sum();
        at + skipped
    }

    /// The end of the blanks before `at`, seen from behind.
    pub fn blanks_before(self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or_default();
        let skipped: usize = before.chars().rev().take(3).take_while(|&c| is_blank(c)).map(char::len_utf8).sum();
        at - skipped
    }

    /// Past `word`, spelled exactly so.
    pub fn eat(self, at: usize, word: &str) -> Option<usize> {
        self.rest(at).starts_with(word).then(|| at + word.len())
    }

    /// Past `word` in any case, at a word border for Latin words.
    pub fn eat_word(self, at: usize, word: &str) -> Option<usize> {
        let end = self.eat_fold(at, word)?;
        let open = word.chars().next_back().is_some_and(is_latin) && self.char_at(end).is_some_and(is_latin_or_digit);
        (!open).then_some(end)
    }

    /// Past `word`, which is lower case, in any case of the text.
    pub fn eat_fold(self, at: usize, word: &str) -> Option<usize> {
        let mut chars = self.rest(at).char_indices();
        let mut end = at;
        for expected in word.chars() {
            let (offset, mut c) = chars.next()?;
            if expected == ' ' && is_blank(c) {
                c = ' ';
            }
            if c != expected && !c.to_lowercase().eq(std::iter::once(expected)) {
                return None;
            }
            end = at + offset + c_len(self.text, at + offset);
        }
        Some(end)
    }

    /// Past the first of `words` that stands at `at`, with what it means.
    pub fn eat_any<T: Copy>(self, at: usize, words: &[(&str, T)]) -> Option<(T, usize)> {
        words.iter().find_map(|&(word, meaning)| Some((meaning, self.eat_word(at, word)?)))
    }

    /// The run of letters at `at` in lower case, and its end. Empty where there is none or it is too long.
    pub fn word(self, at: usize) -> (String, usize) {
        let mut word = String::new();
        let mut end = at;
        for c in self.rest(at).chars() {
            if !c.is_alphabetic() {
                break;
            }
            end += c.len_utf8();
            if end - at > LONGEST_WORD {
                return (String::new(), at);
            }
            word.extend(c.to_lowercase());
        }
        (word, end)
    }

    /// The word before `at`, blanks skipped, in lower case, and where it starts.
    pub fn word_before(self, at: usize) -> (String, usize) {
        let end = self.blanks_before(at);
        let mut start = end;
        for c in self.text.get(..end).unwrap_or_default().chars().rev() {
            if !c.is_alphabetic() {
                break;
            }
            start -= c.len_utf8();
            if end - start > LONGEST_WORD {
                return (String::new(), at);
            }
        }
        (self.text[start..end].to_lowercase(), start)
    }

    /// Past a dash, blanks around it skipped when `spaced`.
    pub fn dash(self, at: usize, spaced: bool) -> Option<usize> {
        let from = if spaced { self.blanks(at) } else { at };
        let c = self.char_at(from)?;
        let end = from + c.len_utf8();
        is_dash(c).then(|| if spaced { self.blanks(end) } else { end })
    }

    /// Past the run of letters, digits and joining marks at `at`: a name such as `PM2.5` or an address.
    pub fn past_name(self, at: usize) -> usize {
        let mut end = at;
        let mut chars = self.rest(at).chars().peekable();
        while let Some(c) = chars.next() {
            let joins = matches!(c, '.' | ',' | ':' | '-' | '/' | '@' | '_' | '%' | '?' | '=' | '&')
                && chars.peek().is_some_and(|&next| is_latin_or_digit(next) || next == '/');
            if !is_latin_or_digit(c) && !joins {
                break;
            }
            end += c.len_utf8();
        }
        end.max(at + self.char_at(at).map_or(1, char::len_utf8))
    }

    /// The number written in digits at `at`. Nothing where the digits are no value: too many of them, a
    /// telephone number, an odd grouping such as an address.
    pub fn literal(self, at: usize, convention: Convention) -> Option<Literal> {
        let run = Run::new(self, at)?;
        run.read(self, convention)
    }
}

/// Digits at one place: groups and the separators between them.
struct Run {
    /// Start and end of each group.
    groups: Vec<Span>,
    separators: Vec<u8>,
}

impl Run {
    fn new(r: Reader<'_>, at: usize) -> Option<Self> {
        let mut run = Self { groups: Vec::with_capacity(2), separators: Vec::new() };
        let mut start = at;
        loop {
            let mut end = start;
            while r.is_digit(end) {
                end += 1;
            }
            if end == start || end - start > MOST_DIGITS || run.groups.len() > MOST_DIGITS / 3 {
                return None;
            }
            run.groups.push(Span::new(start, end));
            let separator = r.byte(end);
            if !matches!(separator, b'.' | b',') || !r.is_digit(end + 1) {
                return Some(run);
            }
            run.separators.push(separator);
            start = end + 1;
        }
    }

    fn read(&self, r: Reader<'_>, convention: Convention) -> Option<Literal> {
        let Convention { decimal, group } = convention;
        let [first, .., last] = self.groups.as_slice() else {
            return self.whole(r, 1);
        };
        let all = |mark: u8| self.separators.iter().all(|&s| s == mark);
        let swapped = Convention { decimal: group, group: decimal };
        let zero = first.of(r.text).starts_with('0');
        let threes = first.len() <= 3 && !zero && self.groups[1..].iter().all(|g| g.len() == 3);
        let exact = |number: Number| Literal { end: last.end, number, other: None, bare: 0 };
        match self.separators.as_slice() {
            [mark] if *mark == group && threes => Some(exact(self.value(r, false)?)),
            [mark] if *mark == decimal => {
                // 1,500 may be an English thousand; 1.500 is never anything but a thousand in Vietnamese news.
                let other = if threes { self.value(r, false) } else { None };
                Some(Literal { other, ..exact(self.value(r, true)?) })
            }
            // A comma that groups nothing is a list: 1,2.
            [b','] => self.whole(r, 1),
            // A point that groups nothing is a decimal or a version: 4.0.
            [_] => Some(exact(self.value(r, true)?)),
            _ if all(b',') && !threes => self.whole(r, 1),
            _ if all(group) || all(decimal) => threes.then(|| self.value(r, false)).flatten().map(exact),
            _ => self.mixed(convention).or_else(|| self.mixed(swapped)).and_then(|()| self.value(r, true)).map(exact),
        }
    }

    /// Groups of three, then decimals: 1.234,5 or 1,234.5.
    fn mixed(&self, Convention { decimal, group }: Convention) -> Option<()> {
        let (last, before) = self.separators.split_last()?;
        let whole = self.groups.get(..before.len() + 1)?;
        let fine = *last == decimal
            && before.iter().all(|&s| s == group)
            && whole.first().is_some_and(|g| g.len() <= 3)
            && whole.iter().skip(1).all(|g| g.len() == 3);
        fine.then_some(())
    }

    /// The first group alone. More than two digits after a zero are a telephone number or a code.
    fn whole(&self, r: Reader<'_>, groups: usize) -> Option<Literal> {
        let first = self.groups.get(..groups)?.first()?;
        let digits = first.of(r.text);
        if digits.len() > 2 && digits.starts_with('0') {
            return None;
        }
        let number = Number::ratio(digits.parse().ok()?, 1)?;
        Some(Literal { end: first.end, number, other: None, bare: digits.len() })
    }

    /// All groups joined; with `decimals` the last holds the decimals.
    fn value(&self, r: Reader<'_>, decimals: bool) -> Option<Number> {
        let mut digits = String::new();
        self.groups.iter().for_each(|g| digits.push_str(g.of(r.text)));
        let scale = if decimals { self.groups.last().map_or(0, |g| g.len()) } else { 0 };
        Number::decimal(digits.parse().ok()?, u32::try_from(scale).ok()?)
    }
}

pub(super) const fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{A0}' | '\u{2007}' | '\u{2009}' | '\u{202F}' | '\u{3000}')
}

/// Hyphen, dashes and minus.
pub(super) const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// A letter of an alphabet in which words are separated by spaces.
pub(super) fn is_latin(c: char) -> bool {
    c.is_alphabetic() && u32::from(c) < 0x2000
}

pub(super) fn is_latin_or_digit(c: char) -> bool {
    c.is_ascii_digit() || is_latin(c)
}

fn c_len(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
}

/// Whether the digits at `at` continue a name (`PM2.5`, `COVID-19`, `G20`) rather than begin a figure.
/// `joined` are the words that may touch a number with a hyphen, as `mid-2016`.
pub(super) fn continues_name(r: Reader<'_>, at: usize, joined: &[&str]) -> bool {
    match r.char_before(at) {
        Some(c) if is_latin(c) => true,
        Some('.' | ',') => r.char_before(at - 1).is_some_and(|c| c.is_ascii_digit()),
        Some('-' | '_' | '@') => {
            let (word, start) = r.word_before(at - 1);
            let near = r.text.get(start..at - 1).unwrap_or_default();
            !near.is_empty()
                && !joined.contains(&word.as_str())
                && near.chars().all(is_latin)
                && (near.chars().any(char::is_uppercase) || r.byte(at - 1) != b'-')
        }
        _ => false,
    }
}
