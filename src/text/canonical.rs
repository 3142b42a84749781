//! The canonical form: what two writings of the same Vietnamese text have in common.
//!
//! NFC; every kind of space and line end becomes one U+0020 and runs collapse; zero-width characters and soft
//! hyphens vanish; the look-alikes of Đ and đ are folded (U+00D0, U+00F0, U+0189); the dashes become `-`; and
//! the tone mark of oa, oe and uy stands where Decision 1989/QĐ-BGDĐT (2018), article 8, puts it, on the main
//! vowel: `hòa` and `hoà` compare equal. Letter case is kept; see [`fold_case`]. Text is brought into this form
//! for keys and comparison only, never for output.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark, is_nfc};

use super::{Span, is_letter, lower};

/// `text` in Unicode normalization form C (UAX #15), borrowed where it already is.
#[must_use]
pub fn nfc(text: &str) -> Cow<'_, str> {
    if is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// `text` in lower case by Unicode's simple rules, whatever the machine's locale; meant for canonical text.
#[must_use]
pub fn fold_case(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.chars().map(lower).collect() }
}

/// The canonical form of `text`, trimmed; see the module for what it folds.
#[must_use]
pub fn canonical(text: &str) -> String {
    Canonical::build(text, |_| false, false).into_trimmed()
}

/// The same, untrimmed and without the characters for which `skip` holds; it is not asked about ASCII.
#[must_use]
pub fn canonical_skipping(text: &str, skip: impl Fn(char) -> bool) -> String {
    Canonical::build(text, skip, false).text
}

/// A text in canonical form that remembers where each of its bytes came from.
#[derive(Clone, Debug, Default)]
pub struct Canonical {
    text: String,
    /// For every byte of `text`, and for its end, the original byte offset.
    origin: Vec<u32>,
}

impl Canonical {
    /// Brings `text` into canonical form. Leading and trailing space is kept (as one U+0020) so that offsets
    /// stay simple.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self::skipping(text, |_| false)
    }

    /// The same as [`new`](Self::new), and leaves out every character for which `skip` holds, for instance the
    /// stand-ins of inline codes, so that markup inside a term does not hide it. It is not asked about ASCII.
    #[must_use]
    pub fn skipping(text: &str, skip: impl Fn(char) -> bool) -> Self {
        Self::build(text, skip, true)
    }

    /// Without `trace` nothing is remembered of where the characters came from.
    fn build(text: &str, skip: impl Fn(char) -> bool, trace: bool) -> Self {
        let origin = Vec::with_capacity(if trace { text.len() + 1 } else { 0 });
        let mut out = Builder { text: String::with_capacity(text.len()), origin, trace };
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let plain = plain_run(&text[at..], out.text.ends_with(' '));
            if plain > 0 {
                out.copy(text, Span::new(at, at + plain));
                at += plain;
                continue;
            }
            let from = at;
            at += c.len_utf8();
            if skip(c) || is_invisible(c) {
                continue;
            }
            if c.is_whitespace() {
                if !out.text.ends_with(' ') {
                    out.push(' ', from);
                }
                continue;
            }
            let marks = text[at..].chars().take_while(|&next| is_mark(next)).map(char::len_utf8).sum();
            match marks {
                0 if c.is_ascii() => out.push(c, from),
                0 if is_composed(c) => out.push(fold_look_alike(c), from),
                0 => std::iter::once(fold_look_alike(c)).nfc().for_each(|composed| out.push(composed, from)),
                _ => {
                    let cluster = std::iter::once(fold_look_alike(c)).chain(text[at..at + marks].chars());
                    cluster.nfc().for_each(|composed| out.push(composed, from));
                    at += marks;
                }
            }
        }
        if trace {
            out.origin.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        }
        let mut done = Self { text: out.text, origin: out.origin };
        done.place_tones();
        done
    }

    /// The canonical text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The span of the original text from which `span` of the canonical text was made.
    #[must_use]
    pub fn original(&self, span: Span) -> Span {
        let at = |offset: usize| self.origin.get(offset).or(self.origin.last()).map_or(0, |&o| o as usize);
        Span::new(at(span.start), at(span.end))
    }

    fn into_trimmed(self) -> String {
        let trimmed = self.text.trim_matches(' ');
        if trimmed.len() == self.text.len() { self.text } else { trimmed.to_owned() }
    }

    /// Moves the tone of an open `oa`, `oe` or `uy` to its second vowel. Both letters of such a pair keep
    /// their place, only the marks move, so origins stay valid for whole syllables.
    fn place_tones(&mut self) {
        // The letters that carry such a tone begin with one of these bytes; few texts that are not Vietnamese do.
        if memchr::memchr3(0xC3, 0xC5, 0xE1, self.text.as_bytes()).is_none() {
            return;
        }
        let mut edits: Vec<(usize, char, char)> = Vec::new();
        let mut previous = ' ';
        let mut chars = self.text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if let Some(&(_, second)) = chars.peek()
                && let Some((base, tone)) = toned_glide(c)
                && pairs(base, second)
                && !(base.eq_ignore_ascii_case(&'u') && previous.eq_ignore_ascii_case(&'q'))
                && !self.text[at + c.len_utf8() + second.len_utf8()..].starts_with(is_letter)
            {
                edits.push((at, base, with_tone(second, tone)));
            }
            previous = c;
        }
        if edits.is_empty() {
            return;
        }
        let mut text = String::with_capacity(self.text.len());
        let mut origin = Vec::with_capacity(self.origin.len());
        let mut done = 0;
        for (at, first, second) in edits {
            text.push_str(&self.text[done..at]);
            origin.extend_from_slice(self.origin.get(done..at).unwrap_or_default());
            let mut rest = self.text[at..].chars();
            let old_first = rest.next().map_or(0, char::len_utf8);
            let old_second = rest.next().map_or(0, char::len_utf8);
            for (letter, from) in [(first, at), (second, at + old_first)] {
                text.push(letter);
                origin
                    .extend(self.origin.get(from).iter().flat_map(|&&at| std::iter::repeat_n(at, letter.len_utf8())));
            }
            done = at + old_first + old_second;
        }
        text.push_str(&self.text[done..]);
        origin.extend_from_slice(self.origin.get(done..).unwrap_or_default());
        *self = Self { text, origin };
    }
}

struct Builder {
    text: String,
    origin: Vec<u32>,
    trace: bool,
}

impl Builder {
    /// What needs no change.
    fn copy(&mut self, text: &str, span: Span) {
        self.text.push_str(span.of(text));
        if self.trace {
            self.origin.extend((span.start..span.end).map(|at| u32::try_from(at).unwrap_or(u32::MAX)));
        }
    }

    fn push(&mut self, c: char, at: usize) {
        self.text.push(c);
        if self.trace {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            self.origin.extend(std::iter::repeat_n(at, c.len_utf8()));
        }
    }
}

/// How many bytes at the start of `text` stay as they are: no control character, no second blank (`blank` tells
/// whether one stands before), nothing to compose or to fold, and no letter that a mark may follow.
fn plain_run(text: &str, mut blank: bool) -> usize {
    let (mut run, mut last) = (0, 0);
    for c in text.chars() {
        match c {
            ' ' if !blank => blank = true,
            '!'..='~' => blank = false,
            _ if is_composed(c) && fold_look_alike(c) == c => blank = false,
            _ if c.is_ascii() => return run,
            _ => return run - last,
        }
        last = c.len_utf8();
        run += last;
    }
    run
}

/// U+200B–U+200D, U+2060, U+FEFF and the soft hyphen U+00AD (domain facts §5.1).
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

/// Whether `c` is a combining mark; no table is asked about the letters of our languages.
fn is_mark(c: char) -> bool {
    c >= '\u{300}' && !is_composed(c) && is_combining_mark(c)
}

/// The letters of Latin-1, Latin Extended-A and -B and the Vietnamese ones, kana, Chinese characters and Hangul, all
/// of which are their own NFC.
const fn is_composed(c: char) -> bool {
    matches!(
        c,
        '\u{C0}'..='\u{24F}'
            | '\u{1EA0}'..='\u{1EF9}'
            | '\u{3041}'..='\u{3096}'
            | '\u{30A1}'..='\u{30FA}'
            | '\u{4E00}'..='\u{9FFF}'
            | '\u{AC00}'..='\u{D7A3}'
    )
}

const fn fold_look_alike(c: char) -> char {
    match c {
        '\u{D0}' | '\u{189}' => 'Đ',
        '\u{F0}' => 'đ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        other => other,
    }
}

/// The glide letters that may carry the tone in the old style, and the tone they carry.
const fn toned_glide(c: char) -> Option<(char, char)> {
    let tone = match c {
        'ò' | 'Ò' | 'ù' | 'Ù' => '\u{300}',
        'ó' | 'Ó' | 'ú' | 'Ú' => '\u{301}',
        'õ' | 'Õ' | 'ũ' | 'Ũ' => '\u{303}',
        'ỏ' | 'Ỏ' | 'ủ' | 'Ủ' => '\u{309}',
        'ọ' | 'Ọ' | 'ụ' | 'Ụ' => '\u{323}',
        _ => return None,
    };
    let base = match c {
        'ò' | 'ó' | 'õ' | 'ỏ' | 'ọ' => 'o',
        'Ò' | 'Ó' | 'Õ' | 'Ỏ' | 'Ọ' => 'O',
        'ù' | 'ú' | 'ũ' | 'ủ' | 'ụ' => 'u',
        _ => 'U',
    };
    Some((base, tone))
}

const fn pairs(glide: char, vowel: char) -> bool {
    matches!((glide, vowel), ('o' | 'O', 'a' | 'A' | 'e' | 'E') | ('u' | 'U', 'y' | 'Y'))
}

fn with_tone(vowel: char, tone: char) -> char {
    [vowel, tone].into_iter().nfc().next().unwrap_or(vowel)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writings_of_one_word_compare_equal() {
        for (one, other) in [
            ("hòa bình", "hoà bình"),
            ("ủy ban", "uỷ ban"),
            ("Khánh Hòa", "Khánh Hoà"),
            ("khỏe", "khoẻ"),
            ("THỎA THUẬN", "THOẢ THUẬN"),
            ("Vie\u{302}\u{323}t Nam", "Việt Nam"),
            ("đối ngoại\u{A0}với", "đối  ngoại với"),
            ("\u{110}ảng", "\u{D0}ảng"),
            ("2015 \u{2013} 2020", "2015 - 2020"),
            ("ki\u{AD}nh\u{200B} tế", "kinh tế"),
        ] {
            assert_eq!(canonical(one), canonical(other), "{one} and {other}");
        }
    }

    #[test]
    fn composed_letters_are_their_own_composition() {
        for c in ('\u{0}'..='\u{FFFF}').filter(|&c| is_composed(c)) {
            assert_eq!(std::iter::once(c).nfc().collect::<String>(), c.to_string(), "{c:?}");
            let mut parts = std::iter::once(c).nfd();
            let (base, tone, end) = (parts.next(), parts.next(), parts.next());
            let is_tone = matches!(tone, Some('\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}'));
            let glide = end.is_none() && is_tone && matches!(base, Some('o' | 'O' | 'u' | 'U'));
            assert_eq!(toned_glide(c), glide.then(|| base.zip(tone)).flatten(), "{c:?}");
        }
        for c in '\0'..=char::MAX {
            assert_eq!(is_mark(c), is_combining_mark(c), "{c:?}");
            let lead = c.to_string().as_bytes()[0];
            assert!(toned_glide(c).is_none() || matches!(lead, 0xC3 | 0xC5 | 0xE1), "{c:?}");
        }
    }

    /// An invisible character after each one keeps anything from being copied in one piece.
    #[test]
    fn what_is_copied_in_one_piece_is_what_comes_out_one_by_one() {
        let pieces = [
            "Hòa",
            "hoà",
            "ủy ban",
            "Vie\u{302}\u{323}t",
            "e\u{301}",
            " ",
            "  ",
            "\u{A0}",
            "\u{3000}",
            "経済、",
            "한국\u{1112}\u{1161}",
            "か\u{3099}",
            "\u{D0}ảng",
            "–",
            "5\u{20E3}",
            "\t",
            "x",
            "\u{301}",
            "\u{7F}",
            "…",
            "\u{F0001}",
            "\u{AD}",
        ];
        for (one, two) in pieces.iter().flat_map(|one| pieces.iter().map(move |two| (one, two))) {
            let text = format!("{one}{two}{one}");
            let mut broken = String::new();
            let mut chars = text.chars().peekable();
            while let Some(c) = chars.next() {
                broken.push(c);
                if chars.peek().is_none_or(|&next| !is_mark(next)) {
                    broken.push('\u{200B}');
                }
            }
            assert_eq!(canonical(&text), canonical(&broken), "{text:?}");
            let traced = Canonical::new(&text);
            assert_eq!(traced.text().trim_matches(' '), canonical(&text), "{text:?}");
            let whole = traced.original(Span::new(0, traced.text().len()));
            assert!(text.is_char_boundary(whole.start) && whole.end == text.len(), "{text:?}");
        }
    }

    #[test]
    fn other_words_stay_what_they_are() {
        for word in ["quý", "quỳ", "hoàn", "thuyền", "huỳnh", "toán", "già", "của", "mùa", "Hà Nội"] {
            assert_eq!(canonical(word), word);
        }
    }

    #[test]
    fn spans_lead_back_to_the_original() {
        let original = "công\u{A0} tác  va\u{306}n hóa, Hòa";
        let canonical = Canonical::new(original);
        let at = canonical.text().find("văn hoá").expect("folded");
        let span = canonical.original(Span::new(at, at + "văn hoá".len()));
        assert_eq!(span.of(original), "va\u{306}n hóa");
    }
}
